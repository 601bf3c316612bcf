/*
 * The table of report formats. To add one: a file with its
 * `const struct report_format`, its line in report.h and its line here.
 */
#include "report/report.h"

const struct report_format *const report_formats[] = {
	&report_full,
	&report_compact,
	&report_json,
	&report_jsonl,
	&report_sarif,
	&report_github,
	&report_gitlab,
	&report_azure,
	&report_junit,
	&report_checkstyle,
	&report_markdown,
	&report_html,
	NULL,
};

const struct report_format *report_format_find(struct str name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (str_eq(name, str_of(report_formats[i]->name)))
			return report_formats[i];
	return NULL;
}
