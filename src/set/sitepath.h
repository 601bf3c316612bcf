/*
 * The address that docfx publishes a file at: "/base/folder/page", without
 * extension for pages, ending in '/' for an index.
 */
#ifndef DIGLOT_SITEPATH_H
#define DIGLOT_SITEPATH_H

#include "set/docset.h"

/* Without '/' in front: "base/folder/page". `path` is under the root. */
struct str sitepath_of(struct arena *a, const struct docset *s,
	struct str path);
/* The relative URL from one such address to another, escaped. */
struct str sitepath_relative(struct arena *a, struct str from, struct str to);
/* The escapes of a path in a URL of docfx: '~' becomes %7E, too. */
struct str sitepath_escape(struct arena *a, struct str path);

#endif
