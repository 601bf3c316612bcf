/*
 * A finding a line, in GNU form: PATH:LINE:COLUMN: LEVEL: TEXT [NAME]. This
 * form does not change.
 */
#include "report/report.h"

static void write_one(struct report *r, const struct diag *d)
{
	struct report_place at = report_place(r, d);

	if (at.path.n) {
		report_escape(r->out, at.path);
		buf_printf(r->out, ":%u:%u", at.from.line, at.from.column);
	} else {
		buf_lit(r->out, "diglot");
	}
	buf_printf(r->out, ": %s: ", level_name(d->level));
	report_escape(r->out, d->text);
	buf_printf(r->out, " [%s]%s\n", d->rule->name,
		d->hidden ? " (suppressed)" : "");
}

static void write(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		write_one(r, r->p[i]);
}

const struct report_format report_compact = { "compact",
	"a line a finding; for editors and problem matchers", write };
