/*
 * A page as its readers meet it: headings and content in one row, includes
 * in place, with what limits who sees them.
 */
#ifndef DIGLOT_FLOW_H
#define DIGLOT_FLOW_H

#include "base/vec.h"
#include "set/docset.h"

/* Where something stands: in a page, or in a file that one includes. */
struct spot {
	const struct page *page;
	const struct spot *up;   /* NULL: the page itself */
	const struct node *from; /* the include in up->page */
};

struct flow_item {
	const struct node *node; /* HEADING; or what is content */
	const struct spot *spot;
	const struct node *tab;   /* the TAB that it stands in, or NULL */
	const struct node *zone;  /* the BOX, or NULL */
	struct str target, pivot; /* the zone's attributes, or empty */
	const struct node *moniker;
	bool heading;
	bool nested; /* inside a list or a quote */
};

struct flow {
	VEC(struct flow_item) items;
};

/* Comments, breaks and empty includes are no content. */
void flow_make(struct arena *a, const struct docset *s, const struct page *p,
	struct flow *out);

/* Could one reader see both? */
bool flow_together(const struct flow_item *x, const struct flow_item *y);
/* An attribute of a directive: data-target, data-pivot, range. */
struct str flow_attr(struct arena *a, const struct node *box, const char *name);
/* In a zone for other outputs than the documentation's. */
bool flow_elsewhere(const struct flow_item *i);
/* The place of y in the deepest file that x and y share. */
struct span flow_place(const struct flow_item *x, const struct flow_item *y);
/* " (in 'a.md', through 'b.md')"; "" in the page itself. */
struct str flow_way(struct arena *a, const struct flow_item *i);

#endif
