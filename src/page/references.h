/* What a page points at. */
#ifndef DIGLOT_REFERENCES_H
#define DIGLOT_REFERENCES_H

#include "page/page.h"

/* Fills page->references from both trees, raw HTML included. */
void references_find(struct arena *a, struct page *p);
/* The same of a YAML page of a known kind: its addresses and pictures, and
 * what its texts, which are Markdown, point at. */
void references_find_data(struct arena *a, struct page *p);

/* Keys of YAML pages whose texts are Markdown, until NULL; where a part has
 * several, the first says most of what it is about. */
extern const char *const references_prose[];

#endif
