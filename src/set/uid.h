/*
 * Names that pages and things have besides their paths: `uid` in front
 * matter and YAML pages, and those of others in cross-reference maps.
 */
#ifndef DIGLOT_UID_H
#define DIGLOT_UID_H

#include "set/files.h"
#include "set/moniker.h"

extern const struct rule rule_xref_not_found; /* DG321 */
extern const struct rule rule_duplicate_uid;  /* DG323 */

struct uid {
	struct str uid;
	struct str name;      /* title; "" if there is none */
	struct str full_name; /* of a map's entry, or "" */
	struct str href;      /* of a map's entry, or "" */
	uint32_t file;        /* of a page; FILE_NONE: of a map */
	struct span at;       /* where it is given */
};

/*
 * Fills *out (uid -> struct uid *): first the docset's pages, then those of
 * the fallback docset, then the maps that `xref` of the configuration
 * names. A uid of two pages is a finding unless they are for different
 * versions; the first has it.
 */
void uid_load(struct arena *a, const struct config *config,
	const struct monikers *monikers, const struct files *files,
	struct page *const *pages, struct sink *sinks, struct map *out);

/* By a reference as written: percent-encoding is undone where that helps.
 * *query and *fragment are set to what stands behind it. */
const struct uid *uid_find(const struct map *uids, struct arena *scratch,
	struct str reference, struct str *query, struct str *fragment);
/* The text of a reference with that query: name, or full name. */
struct str uid_text(const struct uid *u, struct str query);

#endif
