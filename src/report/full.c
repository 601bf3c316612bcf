/*
 * For a person at a terminal: the finding, its line with the place marked,
 * and what to do. Of a long or bilingual line only the text around the
 * place is shown, without the marks of the pairs and without the other
 * language. This form may change.
 */
#include "report/report.h"

#include <stdio.h>

#include "base/utf8.h"

#define WINDOW 100 /* columns of an excerpt */
#define BEFORE 40  /* of them before the place */
#define LOOK 4096  /* bytes of a line that are looked at, each way */

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

/* ---- the excerpt ------------------------------------------------- */

/* A line as it is shown, in three parts. */
struct excerpt {
	struct buf before, span, after;
	bool cut_before, cut_after;
};

/* The offset at or after `at` where shown text goes on: wrappers of pairs
 * and the side that the finding is not about are passed over. */
static uint32_t skip_hidden(const struct page *p, const struct diag *d,
	uint32_t at)
{
	bool source = d->side == SIDE_SOURCE;
	const struct pair *pair;

	while ((pair = report_pair(p, at))) {
		uint32_t from = source ? pair->s : pair->t;

		if (at < from)
			at = from;
		if (at < (source ? pair->s_end : pair->t_end))
			break;
		at = pair->end;
	}
	return at;
}

/* A finding about a wrapper itself is shown with it. */
static const struct page *page_to_hide(const struct report *r,
	const struct diag *d)
{
	const struct page *p = report_page(r, d);

	return p && skip_hidden(p, d, d->at.at) == d->at.at ? p : NULL;
}

static uint32_t max_u32(uint32_t x, uint32_t y)
{
	return x > y ? x : y;
}

static uint32_t min_u32(uint32_t x, uint32_t y)
{
	return x < y ? x : y;
}

/* The offset behind `at`, which is shown, where something hidden begins. */
static uint32_t shown_until(const struct page *p, const struct diag *d,
	uint32_t at)
{
	const struct pair *pair = report_pair_from(p, at);

	if (!pair)
		return UINT32_MAX;
	if (pair->at > at)
		return pair->at;
	return d->side == SIDE_SOURCE ? pair->s_end : pair->t_end;
}

/* Bytes [from, to) of the file as they are shown. */
static void add_shown(struct buf *b, const struct page *hide,
	const struct diag *d, struct str bytes, uint32_t from, uint32_t to)
{
	uint32_t at = from;

	while (at < to) {
		uint32_t start = hide ? skip_hidden(hide, d, at) : at;
		uint32_t end = hide ? shown_until(hide, d, start) : to;

		if (start >= to)
			return;
		report_escape(b, str_sub(bytes, start, min_u32(end, to)));
		at = end;
	}
}

/* The end of s that is at most `columns` wide. */
static struct str last_columns(struct str s, size_t columns)
{
	size_t width = utf8_width(s), i = 0;

	while (width > columns) {
		size_t from = i;
		utf8_next(s, &i);
		width -= utf8_width(str_sub(s, from, i));
	}
	return str_skip(s, i);
}

static struct str first_columns(struct str s, size_t columns)
{
	size_t width = 0, i = 0;

	while (i < s.n) {
		size_t from = i;
		utf8_next(s, &i);
		width += utf8_width(str_sub(s, from, i));
		if (width > columns)
			return str_sub(s, 0, from);
	}
	return s;
}

static bool is_continuation(struct str bytes, uint32_t at)
{
	return at < bytes.n && (bytes.p[at] & 0xC0) == 0x80;
}

static void take_excerpt(const struct report *r, const struct diag *d,
	const struct report_place *at, struct excerpt *e)
{
	const struct page *hide = page_to_hide(r, d);
	struct str bytes = at->source->bytes;
	struct str line = source_line(at->source, at->from.line);
	uint32_t start = (uint32_t)(line.p - bytes.p);
	uint32_t end = start + (uint32_t)line.n;
	uint32_t from = min_u32(max_u32(d->at.at, start), end);
	uint32_t to = min_u32(d->at.at + d->at.len, end);
	uint32_t low = max_u32(start, from > LOOK ? from - LOOK : 0);
	uint32_t high = min_u32(end, max_u32(from, to) + LOOK);

	while (is_continuation(bytes, low))
		low++;
	while (high < end && is_continuation(bytes, high))
		high++;
	e->cut_before = low > start;
	e->cut_after = high < end;
	buf_init(&e->before, r->arena);
	buf_init(&e->span, r->arena);
	buf_init(&e->after, r->arena);
	add_shown(&e->before, hide, d, bytes, low, from);
	add_shown(&e->span, hide, d, bytes, from, min_u32(to, high));
	add_shown(&e->after, hide, d, bytes, max_u32(from, to), high);
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
	struct excerpt e;
	struct str before, span, after;
	size_t used, cut;

	take_excerpt(r, d, at, &e);
	before = last_columns(buf_str(&e.before), BEFORE);
	span = first_columns(buf_str(&e.span), WINDOW - BEFORE);
	used = utf8_width(before) + utf8_width(span);
	after = span.n < e.span.n
			? S("")
			: first_columns(buf_str(&e.after), WINDOW - used);
	e.cut_before |= before.n < e.before.n;
	e.cut_after |= span.n < e.span.n || after.n < e.after.n;
	cut = !e.cut_before ? 0 : r->ascii ? 4 : 2;

	write_gutter(r, gutter, 0);
	buf_byte(r->out, '\n');
	write_gutter(r, gutter, at->from.line);
	buf_byte(r->out, ' ');
	if (e.cut_before)
		add_cut(r);
	buf_add(r->out, before);
	buf_add(r->out, span);
	buf_add(r->out, after);
	if (e.cut_after)
		buf_add(r->out, r->ascii ? S(" ...") : S(" …"));
	buf_byte(r->out, '\n');
	write_gutter(r, gutter, 0);
	write_caret(r, d, cut + utf8_width(before), utf8_width(span));
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
	const struct pair *pair = report_pair(p, d->at.at);

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
	const struct pair *pair = report_pair(p, d->at.at);
	struct str text, all;

	if (!pair || d->side != SIDE_TARGET || d->at.len == 0)
		return;
	all = str_sub(at->source->bytes, pair->s,
		min_u32(pair->s_end, pair->s + LOOK));
	text = first_columns(all, WINDOW);
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
