/*
 * Mending: the edits of findings applied to the texts of their files, in
 * memory. Who wants a fixed point loads the docset again with the texts laid
 * over it and mends what is found then.
 */
#ifndef DIGLOT_MEND_H
#define DIGLOT_MEND_H

#include "check/check.h"

struct mended {
	struct overlay *p; /* a file each, by path */
	size_t n;
	size_t findings; /* whose edits were applied */
};

/*
 * Takes a finding's edits away if they would change what is not ours to
 * change: another docset's file, or of a bilingual page more than the front
 * matter and the finding's own language, since shared text belongs to the
 * source.
 */
void mend_settle(const struct docset *s, struct diag *d);
/*
 * Applies, in memory of `a`, the edits of findings (in order of files and
 * places) that are at most as bold as `most`. Of two that overlap the first
 * is taken. The edits are settled.
 */
struct mended mend_findings(struct arena *a, const struct docset *s,
	struct diag *const *p, size_t n, enum mend most);

#endif
