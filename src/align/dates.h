/* Days that pages and exchange files speak of, as "2026-01-31". */
#ifndef DIGLOT_DATES_H
#define DIGLOT_DATES_H

#include "page/page.h"

/* Of "2026-01-31..." or of "1/31/2026...", as the field's front matter has
 * it; "" of anything else. */
struct str date_of(struct arena *a, struct str text);
struct str date_of_time(struct arena *a, int64_t seconds);

/* When the page was last handed off; else what its ms.date says; or "". */
struct str date_of_page(struct arena *a, const struct page *p);

/* The day that SOURCE_DATE_EPOCH gives; "" without it. */
struct str date_of_build(struct arena *a);

#endif
