/*
 * Tables of contents: toc.yml and toc.md read into one tree, references to
 * other TOCs expanded, names of pages bound to files.
 */
#ifndef DIGLOT_TOC_H
#define DIGLOT_TOC_H

#include "base/diag.h"
#include "set/files.h"
#include "set/uid.h"

extern const struct rule rule_toc_syntax;         /* DG801 */
extern const struct rule rule_toc_file_not_found; /* DG802 */
extern const struct rule rule_circular_reference; /* DG502 */

struct toc_entry {
	struct str name;   /* plain text; "" when the TOC gives none */
	struct str href;   /* as written; "" if none */
	struct str uid;    /* or "" */
	struct span at;    /* of href, else of the entry */
	uint32_t file;     /* the page or download it leads to, or FILE_NONE */
	bool page;         /* file is of kind FILE_PAGE or FILE_DATA */
	struct str suffix; /* "?query#fragment" of a page link */
	const struct uid *target; /* of an entry with a uid that is known */
	const struct value *data; /* the entry as the file has it; NULL in
	                             toc.md */
	uint32_t from;            /* the file that the entry is written in */
	struct str url;           /* of an entry that leads elsewhere, or "" */
	struct str scope; /* tocHref of a breadcrumb: the site path whose
	                       pages it stands above, or "" */
	bool expanded;
	bool stands; /* for the TOC of a folder (tocHref): its page is
	                       that TOC's, not this one's */
	struct toc_entry *parent; /* NULL at the top */
	struct toc_entry *items;  /* an array */
	size_t nitems;
};

struct toc {
	uint32_t file;            /* the TOC's own file */
	const struct value *meta; /* `metadata`, front matter; or NULL */
	struct toc_entry *items;
	size_t nitems;
	size_t count;    /* entries in all */
	bool included;   /* another TOC holds it */
	bool breadcrumb; /* says what is above pages, not what is in them:
	                    no page's toc_of */
};

struct tocs {
	struct toc *p; /* by file */
	size_t n;
	struct toc_entry **entry_of; /* by file id: a page's first entry in
	                                the TOC nearest to it, or NULL */
	struct toc **toc_of;         /* by file id: that TOC, or the nearest
	                                one upwards, or NULL */
	struct toc **by_file;        /* by file id: of a TOC file, or NULL */
};

/*
 * Reads all files of kind FILE_TOC. Entries: `href` to a page, a folder
 * (its TOC's first page, else its index), another TOC (its entries become
 * this entry's items), an absolute URL or a site path; `topicHref`,
 * `tocHref`, `homepage`; `items`; `uid`. A file may be a list or a map with
 * `items`.
 * Nesting at most 32, 100,000 entries a TOC. `sinks` has one sink a file
 * id. The text of TOC files is kept in sources[id] for the places of
 * findings. `uids` is filled by uid_load.
 */
void toc_load(struct arena *a, const struct config *config,
	const struct files *files, const struct map *uids,
	struct source **sources, struct sink *sinks, struct tocs *out);

/* Depth-first neighbours that lead to other pages (not downloads); NULL at
 * the ends. */
const struct toc_entry *toc_next(const struct toc *t,
	const struct toc_entry *e);
const struct toc_entry *toc_previous(const struct toc *t,
	const struct toc_entry *e);

#endif
