/* What a page points at. */
#ifndef DIGLOT_REFERENCES_H
#define DIGLOT_REFERENCES_H

#include "page/page.h"

/* Fills page->references from both trees, raw HTML included. */
void references_find(struct arena *a, struct page *p);

#endif
