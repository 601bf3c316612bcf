/*
 * Logging commands of Azure Pipelines. It knows errors and warnings only;
 * what is less is a warning whose text says so.
 */
#include "report/report.h"

static void add_text(struct report *r, struct str s, bool property)
{
	report_command_text(r, s, "%AZP25", property ? ";]" : "");
}

static void write_one(struct report *r, const struct diag *d)
{
	struct report_place at = report_place(r, d);

	buf_printf(r->out, "##vso[task.logissue type=%s;",
		d->level == LEVEL_ERROR ? "error" : "warning");
	if (at.path.n) {
		buf_lit(r->out, "sourcepath=");
		add_text(r, at.path, true);
		buf_printf(r->out, ";linenumber=%u;columnnumber=%u;",
			at.from.line, at.from.column);
	}
	buf_printf(r->out, "code=%s;]", d->rule->id);
	if (d->level < LEVEL_WARNING)
		buf_printf(r->out, "%s: ", level_name(d->level));
	add_text(r, d->text, false);
	buf_printf(r->out, " [%s]\n", d->rule->name);
}

static void write(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		write_one(r, r->p[i]);
}

const struct report_format report_azure = { "azure",
	"issues for Azure Pipelines", write };
