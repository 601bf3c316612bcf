/*
 * Versions of a page: the monikers that it has an output for, and what each
 * of them shows.
 */
#ifndef DIGLOT_VERSION_H
#define DIGLOT_VERSION_H

#include "set/docset.h"

/* What one output shows. A version is a moniker's index + 1; 0: the page is
 * not for versions, and all of it is shown. */
struct version {
	const struct docset *set;
	size_t number;
};

/* Fills *out with the versions of a page, the newest first; how many. */
size_t version_list(struct arena *a, const struct docset *set, uint32_t file,
	size_t **out);
struct version version_newest(struct arena *a, const struct docset *set,
	uint32_t file);
struct str version_name(const struct docset *set, size_t number);
/* The folder of each version inside a locale, by its number; `taken` has
 * the names, in lower case, that something else has there. */
struct str *version_folders(struct arena *a, const struct docset *set,
	struct map *taken);

bool version_is_zone(const struct node *n);
/* n is a zone of other versions. */
bool version_leaves_out(struct arena *scratch, const struct version *v,
	const struct node *n);
/* n stands in such a zone. */
bool version_hides(struct arena *scratch, const struct version *v,
	const struct node *n);

/* Which versions show the anchors of a page with zones; NULL: it has none. */
struct map *version_anchors(struct arena *a, const struct docset *set,
	uint32_t file);
/* False only for an anchor that is known to be left out. */
bool version_has_anchor(struct arena *scratch, const struct map *anchors,
	size_t number, struct str id);

#endif
