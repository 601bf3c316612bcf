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
 * Applies, in memory of `a`, the edits of findings (in order of files and
 * places) that are at most as bold as `most`. Of two that overlap the first
 * is taken. Of a bilingual page only the front matter and the finding's own
 * language are ever changed: shared text belongs to the source.
 */
struct mended mend_findings(struct arena *a, const struct docset *s,
	struct diag *const *p, size_t n, enum mend most);
/* Has the finding edits that mend_findings would take? */
bool mend_can(const struct docset *s, const struct diag *d, enum mend most);

#endif
