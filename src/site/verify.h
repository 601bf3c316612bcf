/* A finished site, looked at from outside: is it whole, does it keep what
 * sites promise? */
#ifndef DIGLOT_VERIFY_H
#define DIGLOT_VERIFY_H

#include "base/buf.h"

struct verify_counts {
	size_t pages, troubles;
};

/*
 * Reads all pages of the site in folder `dir`, the style sheets and scripts
 * that they load, and what is there for programs, and writes a line for each
 * trouble to out, in the order of paths:
 *
 *   nl-nl/a.html:12:5: there is no file 'nl-nl/b.html'
 *
 * No page asks another host for anything, has a script or style inline, leads
 * to a file or place that is not there or not found from a disk; every image
 * has its size and an alternative text; every id stands once; every page is
 * whole, and says its language, charset and title; every name is one that any
 * disk can hold.
 */
void verify_site(struct arena *a, int dir, struct buf *out,
	struct verify_counts *counts);

#endif
