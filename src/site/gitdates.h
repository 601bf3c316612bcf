/* When the files of a docset were committed last, where it is in git and the
 * user asks for that. */
#ifndef DIGLOT_GITDATES_H
#define DIGLOT_GITDATES_H

#include "base/arena.h"
#include "base/map.h"

struct gitdates {
	struct map days; /* path under the root -> struct str *, "2026-03-01" */
};

/*
 * Asks git about the folder `root`. NULL: there is no git, the folder is in
 * no repository, or the repository has not the whole history.
 */
struct gitdates *gitdates_read(struct arena *a, const char *root);
/* "" where git does not know; d may be NULL. */
struct str gitdates_of(const struct gitdates *d, struct str path);

#endif
