/*
 * Tables of contents for languages that have none: a reader needs a way to
 * every page.
 */
#ifndef DIGLOT_TOCMADE_H
#define DIGLOT_TOCMADE_H

#include "set/docset.h"

/*
 * Adds a table to each language that has no table and more than a start
 * page: that which somebody wrote for the source language, with the language's
 * own pages in it; else one of the folders of all that it shows. Its `file` is
 * the language's first page. For a site; what is said of a docset knows its
 * own tables alone.
 */
void tocmade_add(struct docset *s);

#endif
