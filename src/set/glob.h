/*
 * docfx's file globs: `*` and `?` inside a part, `**` over parts, `[a-z]`,
 * `{a,b}`, `!` in front for an exclusion; a leading './' is dropped; no
 * match crosses '/' but by `**`. `**` also takes no part at all, so that
 * `**` + `/` + `*.md` takes `a.md`. Case is ignored, as docfx does.
 */
#ifndef DIGLOT_GLOB_H
#define DIGLOT_GLOB_H

#include "base/arena.h"
#include "base/str.h"

/* Time: at most pattern length x path length. Braces are expanded before:
 * glob_expand. */
bool glob_match(struct str pattern, struct str path);

struct globs {
	struct str *p; /* without braces and './' */
	size_t n;
};

/*
 * Adds pattern to g, its braces expanded, backslashes as slashes, and a
 * slash at its end as all that the folder holds. False: it has over 4,096
 * bytes or makes over 1,000 patterns; those beyond are left out.
 */
bool glob_expand(struct arena *a, struct globs *g, struct str pattern);
/* One pattern takes the path (or all exclude) and none excludes it. */
bool globs_match(const struct globs *g, struct str path);

#endif
