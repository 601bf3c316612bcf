/* A repository that publishes several docsets. */
#ifndef DIGLOT_DOCSETS_H
#define DIGLOT_DOCSETS_H

#include "base/vec.h"
#include "cmd/command.h"

struct docset_place {
	struct str name;   /* as the publish configuration has it */
	struct str folder; /* from the current directory */
};

struct docset_places {
	VEC(struct docset_place) list;
};

/*
 * The docsets of the repository at `root` (NULL: the current folder), if it
 * has a publish configuration and is no docset itself; of those only `name`
 * where that is not NULL. An empty list: it is one docset. False: there is
 * no docset `name`, said.
 */
bool docsets_find(struct invocation *inv, const char *root, const char *name,
	struct docset_places *out);

#endif
