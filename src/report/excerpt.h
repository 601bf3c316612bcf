/* The text around a finding, for people. */
#ifndef DIGLOT_EXCERPT_H
#define DIGLOT_EXCERPT_H

#include "report/report.h"

#define EXCERPT_COLUMNS 100

struct excerpt {
	struct str before, span, after;
	bool cut_before, cut_after; /* the line goes on there */
};

/* The finding must have its source. In the report's arena. */
struct excerpt excerpt_take(const struct report *r, const struct diag *d,
	const struct report_place *at);
/* The start of s that is at most `columns` wide. */
struct str excerpt_columns(struct str s, size_t columns);

#endif
