/* Binding the includes of all pages to the fragments that they name. */
#ifndef DIGLOT_INCLUDE_H
#define DIGLOT_INCLUDE_H

#include "set/docset.h"

/* Includes nest at most this deep. */
#define INCLUDE_DEPTH 16
/* A page shows at most this many included files, all levels and both
 * languages counted. */
#define INCLUDE_MAX 20000

/*
 * The file that an include names, or NULL. `path` (scratch) is where it
 * should be; "" when it leaves the docset.
 */
struct file *include_target(const struct docset *s, struct arena *scratch,
	uint32_t from, struct str written, struct str *path);

/* Marks (wanted[id] = true) the fragments that no one has loaded yet. */
size_t include_wanted(const struct docset *s, struct arena *scratch,
	bool *wanted);

/*
 * Sets as.include.file of every include node. Missing ones and cycles are
 * findings in s->sinks and stay FILE_NONE, so that what follows can expand
 * includes without looking for cycles.
 */
void include_bind(struct docset *s, struct arena *scratch);

#endif
