/* A page's metadata: the docset's, its files' by glob, its own. */
#ifndef DIGLOT_META_H
#define DIGLOT_META_H

#include "set/config.h"

/*
 * globalMetadata < fileMetadata < front matter; lists and maps replace, as
 * in docfx. `front` may be NULL. `path` is under the docset's root.
 */
struct value *meta_effective(struct arena *a, const struct config *config,
	struct str path, const struct value *front);

/*
 * ms.date and the like: "MM/DD/YYYY", "M/D/YYYY", ISO 8601. False if it is
 * no date. The ISO form goes to *iso ("2021-03-15").
 */
bool meta_date(struct arena *a, struct str text, struct str *iso);

#endif
