/*
 * JUnit's XML, for build servers that show tests: a suite a file, a failed
 * test a finding. Servers differ in what they take; this is what both of
 * the common schemas allow.
 */
#include "report/report.h"

#include <time.h>

#include "base/epoch.h"
#include "format/xml.h"

/* SOURCE_DATE_EPOCH; without it no clock is asked, so that equal runs give
 * equal reports. */
static struct str timestamp(struct arena *a)
{
	int64_t seconds;
	struct tm tm;
	char text[32];
	time_t t;

	epoch_given(&seconds);
	t = (time_t)seconds;
	gmtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	return str_dup(a, str_of(text));
}

static void open_suite(struct report *r, struct xml *x, struct str name,
	size_t id, size_t tests, size_t failures)
{
	struct arena *a = r->arena;

	xml_open(x, "testsuite");
	xml_attr(x, "name", name);
	xml_attr(x, "package", S("diglot"));
	xml_attr(x, "id", str_printf(a, "%zu", id));
	xml_attr(x, "timestamp", timestamp(a));
	xml_attr(x, "hostname", S("localhost"));
	xml_attr(x, "tests", str_printf(a, "%zu", tests));
	xml_attr(x, "failures", str_printf(a, "%zu", failures));
	xml_attr(x, "errors", S("0"));
	xml_attr(x, "skipped", S("0"));
	xml_attr(x, "time", S("0"));
	xml_open(x, "properties");
	xml_close(x);
}

static void close_suite(struct xml *x)
{
	xml_leaf(x, "system-out", S(""));
	xml_leaf(x, "system-err", S(""));
	xml_close(x);
}

static void open_case(struct xml *x, struct str file, struct str name)
{
	xml_open(x, "testcase");
	xml_attr(x, "classname", file);
	xml_attr(x, "name", name);
	xml_attr(x, "time", S("0"));
}

/* The failure's text is the finding as `compact` has it. */
static void write_one(struct report *r, struct xml *x, struct str file,
	const struct diag *d)
{
	struct report_place at = report_place(r, d);
	struct str name = str_printf(r->arena, "%s %s %u:%u", d->rule->id,
		d->rule->name, at.from.line, at.from.column);

	open_case(x, file, name);
	xml_open(x, "failure");
	xml_attr(x, "type", str_of(level_name(d->level)));
	xml_attr(x, "message", d->text);
	xml_text(x,
		str_printf(r->arena, "%.*s:%u:%u: %s: %.*s [%s]", STR_ARG(file),
			at.from.line, at.from.column, level_name(d->level),
			STR_ARG(d->text), d->rule->name));
	xml_close(x);
	xml_close(x);
}

/* An empty report is taken for a job that did not run. */
static void write_success(struct report *r, struct xml *x)
{
	open_suite(r, x, S("diglot"), 0, 1, 0);
	open_case(x, S("diglot"), S("no findings"));
	xml_close(x);
	close_suite(x);
}

static void write(struct report *r)
{
	size_t n, id = 0;
	struct xml x;

	xml_begin(&x, r->out);
	xml_open(&x, "testsuites");
	if (r->n == 0)
		write_success(r, &x);
	for (size_t i = 0; i < r->n; i += n) {
		struct str file = report_place(r, r->p[i]).path;

		n = report_file_run(r, i);
		if (file.n == 0)
			file = S("diglot");
		open_suite(r, &x, file, id++, n, n);
		for (size_t k = i; k < i + n; k++)
			write_one(r, &x, file, r->p[k]);
		close_suite(&x);
	}
	xml_close(&x);
}

const struct report_format report_junit = { "junit",
	"JUnit's XML; for build servers", write };
