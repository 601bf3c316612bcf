/*
 * A summary in Markdown, for a job's summary page or a comment: how many,
 * the rules that were broken, the findings. It is cut where such pages end.
 */
#include "report/report.h"

#define ROWS 500 /* findings that are listed */

/* Text in a table's cell that is nothing but text. */
static void add_cell(struct report *r, struct str text)
{
	struct buf b;

	buf_init(&b, r->arena);
	report_escape(&b, text);
	for (size_t i = 0; i < b.n; i++) {
		if (b.p[i] == '&') {
			buf_lit(r->out, "&amp;");
			continue;
		}
		if (b.p[i] == '<') {
			buf_lit(r->out, "&lt;");
			continue;
		}
		if (strchr("\\`*_[]|~@#:", b.p[i]))
			buf_byte(r->out, '\\');
		buf_byte(r->out, b.p[i]);
	}
}

static void write_one(struct report *r, const struct diag *d)
{
	struct report_place at = report_place(r, d);

	buf_printf(r->out, "| %s | ", level_name(d->level));
	if (at.path.n) {
		add_cell(r, at.path);
		buf_printf(r->out, ", %u:%u", at.from.line, at.from.column);
	}
	buf_lit(r->out, " | ");
	add_cell(r, d->text);
	buf_printf(r->out, " | %s %s |\n", d->rule->id, d->rule->name);
}

static void write_findings(struct report *r)
{
	size_t n = r->n < ROWS ? r->n : ROWS;

	buf_lit(r->out, "\n| Level | Place | Finding | Rule |\n"
			"| --- | --- | --- | --- |\n");
	for (int l = LEVEL_ERROR; l >= LEVEL_OFF && n; l--)
		for (size_t i = 0; i < r->n && n; i++)
			if ((int)r->p[i]->level == l) {
				write_one(r, r->p[i]);
				n--;
			}
	if (r->n > ROWS)
		buf_printf(r->out, "\nand %zu more\n", r->n - ROWS);
}

static void write(struct report *r)
{
	size_t count[LEVEL_ERROR + 1];

	report_count(r, count);
	buf_lit(r->out, "## diglot: ");
	report_add_counts(r->out, count);
	buf_byte(r->out, '\n');
	if (r->n)
		write_findings(r);
}

const struct report_format report_markdown = { "markdown",
	"a summary; for a job's page or a comment", write };
