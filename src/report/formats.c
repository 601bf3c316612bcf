/*
 * The table of report formats. To add one: a file with its
 * `const struct report_format`, its line in report.h and its line here.
 */
#include "report/report.h"

const struct report_format *const report_formats[] = {
	&report_full,
	&report_compact,
	&report_jsonl,
	NULL,
};

const struct report_format *report_format_find(struct str name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (str_eq(name, str_of(report_formats[i]->name)))
			return report_formats[i];
	return NULL;
}
