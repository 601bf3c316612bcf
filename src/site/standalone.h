/*
 * A page as one HTML file that needs nothing else: images and styles are in
 * it, and nothing can be loaded from anywhere.
 */
#ifndef DIGLOT_STANDALONE_H
#define DIGLOT_STANDALONE_H

#include "site/render.h"

struct standalone {
	const struct docset *set; /* NULL: the page alone */
	int dir; /* without a set: the folder of the page; or -1 */
	const struct page *page;
	enum side side;   /* SIDE_NONE: both halves */
	struct str style; /* CSS */
	struct str lang;  /* of a page alone, "nl-NL" */
};

void standalone_write(const struct standalone *s, struct arena *scratch,
	struct buf *out);

#endif
