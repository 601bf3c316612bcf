/* What the headings of the source language say. */
#ifndef DIGLOT_HEADINGS_H
#define DIGLOT_HEADINGS_H

#include "page/page.h"

/*
 * The plain source text of each of p->headings, of a page with pairs; NULL
 * where the two languages have not the same number of headings. Where the
 * page has no source tree, no more than the headings is parsed, as far as
 * that is sure to give the same.
 */
const struct str *headings_source(struct arena *keep, struct page *p);

/* Takes `<a name="x"></a>` off the front of a heading: x, or "". */
struct str headings_take_anchor(struct arena *a, struct node *heading);

#endif
