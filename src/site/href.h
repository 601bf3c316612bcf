/* URLs of the docset as relative URLs of the site. */
#ifndef DIGLOT_HREF_H
#define DIGLOT_HREF_H

#include "set/links.h"
#include "site/render.h"
#include "site/site.h"

/* Where a page stands: what relative URLs count from. */
struct standpoint {
	const struct site *site;
	const struct output *output;
};

/* From a standpoint to another path of the site, escaped. */
struct str href_to(struct arena *scratch, const struct standpoint *at,
	struct str path);
/* To the page of a file, as the standpoint's locale and version have it; ""
 * if it is not published. */
struct str href_page(struct arena *scratch, const struct standpoint *at,
	uint32_t file);
/* To a place in it; to the page where that version does not show it. */
struct str href_place(struct arena *scratch, const struct standpoint *at,
	uint32_t file, struct str fragment);
/* A resolved link. */
struct target href_link(struct arena *scratch, const struct standpoint *at,
	const struct link *l, struct str written);
/* For struct render: ctx is a struct standpoint. */
struct target href_resolve(const struct render *r, struct str url,
	enum reference_kind kind);

#endif
