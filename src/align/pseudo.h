/* A page in a made-up language, to try a site before it is translated. */
#ifndef DIGLOT_PSEUDO_H
#define DIGLOT_PSEUDO_H

#include "page/page.h"

/*
 * The file with each text of the target (or only) language spelled with
 * accents, a third longer, and each block in brackets; codes, links,
 * front matter and source halves stay byte for byte.
 */
struct str pseudo_page(struct arena *a, const struct page *p);

#endif
