/*
 * For a person at a terminal: the finding, its line with the place marked,
 * and what to do. Of a long or bilingual line only the text around the
 * place is shown, without the marks of the pairs and without the other
 * language. This form may change.
 */
#include "report/report.h"

#include <stdio.h>

#include "base/utf8.h"
#include "report/excerpt.h"

#define LOOK 4096 /* bytes of a source text that are looked at */

enum color { COLOR_ERROR, COLOR_WARNING, COLOR_NOTE, COLOR_DIM, COLOR_BOLD };

static const char *const colors[] = {
	[COLOR_ERROR] = "\033[1;31m",
	[COLOR_WARNING] = "\033[1;33m",
	[COLOR_NOTE] = "\033[1;36m",
	[COLOR_DIM] = "\033[34m",
	[COLOR_BOLD] = "\033[1m",
};

static void begin_color(struct report *r, enum color c)
{
	if (r->color)
		buf_add(r->out, str_of(colors[c]));
}

static void end_color(struct report *r)
{
	if (r->color)
		buf_lit(r->out, "\033[0m");
}

static enum color color_of(enum level level)
{
	if (level == LEVEL_ERROR)
		return COLOR_ERROR;
	return level == LEVEL_WARNING ? COLOR_WARNING : COLOR_NOTE;
}

static void pad(struct buf *b, char c, size_t n)
{
	while (n-- > 0)
		buf_byte(b, c);
}

static void add_cut(struct report *r)
{
	if (r->ascii)
		buf_lit(r->out, "... ");
	else
		buf_lit(r->out, "… ");
}

static void write_gutter(struct report *r, size_t width, uint32_t line)
{
	char number[16] = "";

	if (line)
		snprintf(number, sizeof(number), "%u", line);
	begin_color(r, COLOR_DIM);
	buf_printf(r->out, "%*s |", (int)width, number);
	end_color(r);
}

static void write_caret(struct report *r, const struct diag *d, size_t indent,
	size_t width)
{
	buf_byte(r->out, ' ');
	pad(r->out, ' ', indent);
	begin_color(r, color_of(d->level));
	pad(r->out, '^', width ? width : 1);
	end_color(r);
	buf_byte(r->out, '\n');
}

static void write_excerpt(struct report *r, const struct diag *d,
	const struct report_place *at, size_t gutter)
{
	struct excerpt e = excerpt_take(r, d, at);
	size_t cut = !e.cut_before ? 0 : r->ascii ? 4 : 2;

	write_gutter(r, gutter, 0);
	buf_byte(r->out, '\n');
	write_gutter(r, gutter, at->from.line);
	buf_byte(r->out, ' ');
	if (e.cut_before)
		add_cut(r);
	buf_add(r->out, e.before);
	buf_add(r->out, e.span);
	buf_add(r->out, e.after);
	if (e.cut_after)
		buf_add(r->out, r->ascii ? S(" ...") : S(" …"));
	buf_byte(r->out, '\n');
	write_gutter(r, gutter, 0);
	write_caret(r, d, cut + utf8_width(e.before), utf8_width(e.span));
}

/* ---- around it --------------------------------------------------- */

static void write_title(struct report *r, const struct diag *d)
{
	begin_color(r, color_of(d->level));
	buf_printf(r->out, "%s[%s %s]", level_name(d->level), d->rule->id,
		d->rule->name);
	end_color(r);
	buf_lit(r->out, ": ");
	begin_color(r, COLOR_BOLD);
	report_escape(r->out, d->text);
	end_color(r);
	buf_byte(r->out, '\n');
}

static void write_arrow(struct report *r, const struct diag *d,
	const struct report_place *at, size_t gutter)
{
	const struct page *p = report_page(r, d);
	const struct pair *pair = page_pair(p, d->at.at);

	pad(r->out, ' ', gutter);
	begin_color(r, COLOR_DIM);
	buf_lit(r->out, "-->");
	end_color(r);
	buf_byte(r->out, ' ');
	report_escape(r->out, at->path);
	buf_printf(r->out, ":%u:%u", at->from.line, at->from.column);
	if (d->side != SIDE_NONE) {
		buf_printf(r->out, "  (%s side",
			d->side == SIDE_SOURCE ? "source" : "target");
		if (pair && d->at.len) {
			buf_lit(r->out, ", pair ");
			report_escape(r->out, pair->id);
		}
		buf_byte(r->out, ')');
	}
	buf_byte(r->out, '\n');
}

static void write_note(struct report *r, size_t gutter, const char *label,
	struct str text)
{
	if (text.n == 0)
		return;
	pad(r->out, ' ', gutter + 1);
	begin_color(r, COLOR_DIM);
	buf_byte(r->out, '=');
	end_color(r);
	buf_printf(r->out, " %s: ", label);
	report_escape(r->out, text);
	buf_byte(r->out, '\n');
}

/* What the sentence is a translation of. */
static void write_source_text(struct report *r, const struct diag *d,
	const struct report_place *at, size_t gutter)
{
	const struct page *p = report_page(r, d);
	const struct pair *pair = page_pair(p, d->at.at);
	struct str text, all;

	if (!pair || d->side != SIDE_TARGET || d->at.len == 0)
		return;
	all = str_sub(at->source->bytes, pair->s, pair->s_end);
	all = str_sub(all, 0, LOOK);
	text = excerpt_columns(all, EXCERPT_COLUMNS);
	if (text.n < all.n)
		text = str_cat(r->arena, text, r->ascii ? S(" ...") : S(" …"));
	write_note(r, gutter, "source", text);
}

static size_t digits(uint32_t n)
{
	size_t d = 1;

	while (n >= 10) {
		n /= 10;
		d++;
	}
	return d;
}

static struct str hidden_by(const struct diag *d)
{
	if (d->reason.n)
		return d->reason;
	return d->hidden == HIDDEN_COMMENT ? S("by a comment")
					   : S("by the baseline");
}

static void write_one(struct report *r, const struct diag *d)
{
	struct report_place at = report_place(r, d);
	void **seen = map_slot(r->arena, &r->seen, str_of(d->rule->id));
	size_t gutter = digits(at.from.line);

	write_title(r, d);
	if (at.path.n)
		write_arrow(r, d, &at, gutter);
	if (at.source && d->at.len) {
		write_excerpt(r, d, &at, gutter);
		write_source_text(r, d, &at, gutter);
	}
	write_note(r, gutter, "help",
		d->hint.n ? d->hint : str_of(d->rule->fix));
	write_note(r, gutter, "fix",
		d->mend == MEND_SAFE     ? S("--fix mends it")
		: d->mend == MEND_UNSAFE ? S("--fix=unsafe mends it")
					 : S(""));
	if (d->introduced)
		write_note(r, gutter, "side", S("the source does not have it"));
	if (d->follows)
		write_note(r, gutter, "follows", S("from a change elsewhere"));
	if (d->hidden)
		write_note(r, gutter, "suppressed", hidden_by(d));
	if (!*seen)
		write_note(r, gutter, "explain",
			str_printf(r->arena, "diglot explain %s", d->rule->id));
	*seen = r;
	buf_byte(r->out, '\n');
}

static void write(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		write_one(r, r->p[i]);
}

const struct report_format report_full = { "full",
	"with the line and what to do; for people", write };
