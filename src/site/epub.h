/* A locale of a site as an EPUB 3 book. */
#ifndef DIGLOT_EPUB_H
#define DIGLOT_EPUB_H

#include "site/maker.h"

/*
 * Writes the book to the file `path`, whole or not at all. `locale` is an
 * index. `branch`, if it is not NULL, is an entry of the table of contents:
 * its name, its names from the top with '/' between them, or the path of its
 * page; the book then has what is in it. False: said in the sink.
 */
bool epub_write(const struct site *s, size_t locale, const char *branch,
	const char *path, const struct jobs *jobs, struct sink *sink);

/* Is there such an entry? NULL: always. False: said in the sink. */
bool epub_check_branch(const struct site *s, size_t locale, const char *branch,
	struct sink *sink);

/* ---- epub_page.c ---- */
/* What a page leads to, in the book. */
struct epub_links {
	const struct map *files; /* site path -> path in the book; NULL value:
	                            not in it */
	struct str from;         /* site path of the page */
	struct arena *keep;
	VEC(struct str) images; /* site paths that the page shows */
	bool math;              /* it has formulas */
};

/*
 * The body of a page (HTML) as XHTML: well-formed, ids that are names, one
 * language, links within the book.
 */
void epub_xhtml(struct buf *out, struct str html, struct epub_links *links);

#endif
