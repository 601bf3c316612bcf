/* Where a URL that is written in a file leads. */
#ifndef DIGLOT_LINKS_H
#define DIGLOT_LINKS_H

#include "set/docset.h"

enum link_kind {
	LINK_EXTERNAL, /* another host, mailto:, ...: as written */
	LINK_SITE,     /* "/x" outside this docset, on config.site_host */
	LINK_SELF,     /* "#x" or "" */
	LINK_PAGE,     /* file: a page of this docset */
	LINK_FILE,     /* file: anything else that is there */
	LINK_FALLBACK, /* file: not here, but in the fallback docset */
	LINK_MISSING,  /* `path` is where it should be */
	LINK_OUTSIDE,  /* leaves the docset */
	LINK_UNSAFE,   /* javascript: and the like */
	LINK_EMPTY,    /* no target at all */
};

struct link {
	enum link_kind kind;
	uint32_t file;       /* of PAGE, FILE and FALLBACK */
	struct str path;     /* under the root, decoded */
	struct str query;    /* without '?' */
	struct str fragment; /* without '#', decoded, spelled as the anchor
	                        is; "" if none */
	bool has_fragment;
	bool other_case;       /* found under another case only */
	bool backslash;        /* '\' was written for '/' */
	bool bookmark_missing; /* PAGE, SELF: no such anchor */
};

/*
 * `from` is the file that the URL is written in; `on` the page that shows
 * it (an include's text is shown by others): bookmarks of LINK_SELF are
 * looked up there. Case of bookmarks is ignored; "#top", "#" and tabs are
 * never missing.
 */
struct link link_resolve(const struct docset *s, struct arena *scratch,
	uint32_t from, uint32_t on, struct str url);
/* The path under the root that a relative path means which is written in
 * a file; `~/` is the root. False: it leaves the docset. */
bool link_path(const struct docset *s, struct arena *scratch, uint32_t from,
	struct str path, struct str *out);
/*
 * A file of the same folder whose name is nearly that of the missing `path`
 * (under the root): its path from the file `from`, made in `a`; or "".
 */
struct str link_nearest_file(const struct docset *s, struct arena *a,
	uint32_t from, struct str path);
/* May it stand in any destination as it is? */
bool link_is_plain(struct str path);
/* Is it "tab/x" or "lightbox"? Headings of tabs and links of pictures have
 * such a fragment; elsewhere it names no place. */
bool link_names_control(struct str fragment);
/* The id as the page writes it, those of its includes too; NULL: none. */
const struct str *link_find_anchor(struct arena *scratch, const struct page *p,
	struct str fragment);
/* The nearest anchor of a page to a missing bookmark, or "". */
struct str link_nearest_anchor(const struct page *p, struct str bookmark);

#endif
