/*
 * Workflow commands that GitHub Actions shows beside the lines. It shows
 * ten of a kind for each step and drops the others in silence: the worst
 * come first, and the last notice says how many there are besides.
 */
#include "report/report.h"

#define SHOWN 10 /* of a kind */

static void add_text(struct report *r, struct str s, bool property)
{
	report_command_text(r, s, "%25", property ? ":," : "");
}

/* A column counts only where the finding ends in its line. */
static void write_place(struct report *r, const struct report_place *at)
{
	buf_lit(r->out, " file=");
	add_text(r, at->path, true);
	buf_printf(r->out, ",line=%u,endLine=%u", at->from.line, at->to.line);
	if (at->from.line == at->to.line)
		buf_printf(r->out, ",col=%u,endColumn=%u", at->from.column,
			at->to.column);
	buf_byte(r->out, ',');
}

static void write_one(struct report *r, const struct diag *d, const char *kind)
{
	struct report_place at = report_place(r, d);

	buf_printf(r->out, "::%s", kind);
	if (at.path.n)
		write_place(r, &at);
	else
		buf_byte(r->out, ' ');
	buf_printf(r->out, "title=%s %s::", d->rule->id, d->rule->name);
	add_text(r, d->text, false);
	buf_byte(r->out, '\n');
}

/* Those from level `low` to `high`, at most `most`; the number written. */
static size_t write_kind(struct report *r, const char *kind, enum level low,
	enum level high, size_t most)
{
	size_t n = 0;

	for (int l = (int)high; l >= (int)low; l--)
		for (size_t i = 0; i < r->n && n < most; i++) {
			if ((int)r->p[i]->level != l)
				continue;
			write_one(r, r->p[i], kind);
			n++;
		}
	return n;
}

static void write(struct report *r)
{
	size_t n = 0;

	n += write_kind(r, "error", LEVEL_ERROR, LEVEL_ERROR, SHOWN);
	n += write_kind(r, "warning", LEVEL_WARNING, LEVEL_WARNING, SHOWN);
	/* One is left for the notice about the others. */
	n += write_kind(r, "notice", LEVEL_INFO, LEVEL_SUGGESTION, SHOWN - 1);
	if (n < r->n)
		buf_printf(r->out,
			"::notice title=diglot::%zu more finding%s: see the "
			"log or another report\n",
			r->n - n, r->n - n == 1 ? "" : "s");
}

const struct report_format report_github = { "github",
	"annotations for GitHub Actions", write };
