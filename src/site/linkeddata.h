/* What a page is, for machines. */
#ifndef DIGLOT_LINKEDDATA_H
#define DIGLOT_LINKEDDATA_H

#include "site/maker.h"

/* JSON-LD as text; "" for what is no page, or has no title. `breadcrumb` as
 * nav_breadcrumb gives it. */
struct str linkeddata_make(struct maker *m, const struct value *breadcrumb);

#endif
