/* Names of files in a book. */
#ifndef DIGLOT_EPUB_NAME_H
#define DIGLOT_EPUB_NAME_H

#include "base/map.h"

/*
 * A path for the book that is like `path` and that no other has, upper and
 * lower case being the same; it is noted in `taken`.
 */
struct str epub_name(struct arena *a, struct map *taken, struct str path);

#endif
