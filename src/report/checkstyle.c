/* Checkstyle's XML, which many build servers read: a file, its errors. */
#include "report/report.h"

#include "format/xml.h"

static struct str severity_of(enum level level)
{
	if (level == LEVEL_ERROR)
		return S("error");
	return level == LEVEL_WARNING ? S("warning") : S("info");
}

static void write_one(struct report *r, struct xml *x, const struct diag *d)
{
	struct report_place at = report_place(r, d);
	struct arena *a = r->arena;

	xml_open(x, "error");
	xml_attr(x, "line", str_printf(a, "%u", at.from.line));
	xml_attr(x, "column", str_printf(a, "%u", at.from.column));
	xml_attr(x, "severity", severity_of(d->level));
	xml_attr(x, "message", d->text);
	xml_attr(x, "source", str_printf(a, "diglot.%s", d->rule->name));
	xml_close(x);
}

static void write(struct report *r)
{
	struct xml x;
	size_t n;

	xml_begin(&x, r->out);
	xml_open(&x, "checkstyle");
	xml_attr(&x, "version", S("10.0"));
	for (size_t i = 0; i < r->n; i += n) {
		struct str path = report_place(r, r->p[i]).path;

		n = report_file_run(r, i);
		xml_open(&x, "file");
		xml_attr(&x, "name", path.n ? path : S("diglot"));
		for (size_t k = i; k < i + n; k++)
			write_one(r, &x, r->p[k]);
		xml_close(&x);
	}
	xml_close(&x);
}

const struct report_format report_checkstyle = { "checkstyle",
	"Checkstyle's XML; for build servers", write };
