/* Pages in the order in which somebody reads a whole book of them. */
#ifndef DIGLOT_SEQUENCE_H
#define DIGLOT_SEQUENCE_H

#include "site/site.h"

/* Is it a table of the locale that readers see? */
bool sequence_has(const struct site *s, const struct toc *t, size_t locale);

/*
 * Calls add for the pages of a locale in the order of its tables of
 * contents, then for those in none; or for those of one branch. A page may
 * come several times. The walk ends when add says false.
 */
void sequence_walk(const struct site *s, size_t locale,
	const struct toc_entry *branch,
	bool (*add)(void *ctx, const struct output *o), void *ctx);

#endif
