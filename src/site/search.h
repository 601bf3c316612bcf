/*
 * The search index of a site: classic scripts under LOCALE/search/ that the
 * theme's search-client.js loads one by one from the disk.
 *
 *   index.js    what there is: cuts of the terms, names of the files
 *   HASH.js     terms of a range with their postings; or pages (titles and
 *               addresses, 32 a file); or texts of sections, for excerpts
 *
 * The unit is a section, what stands below one heading. A page that shows
 * two languages is found by the words of both.
 */
#ifndef DIGLOT_SEARCH_H
#define DIGLOT_SEARCH_H

#include "base/vec.h"
#include "site/site.h"

struct search_unit {
	struct str heading, id; /* id "": the top of the page */
	struct str text;        /* cut: for excerpts */
	uint32_t head[2], body[2]; /* tokens, by channel */
};

/* How often a word stands in a unit. Channel 0 is the language that the page
 * is in, 1 the other half of a bilingual page. */
struct search_word {
	struct str form;
	uint32_t unit; /* of the page */
	uint16_t head[2], body[2];
};

/* One side of a page, as workers find it. In shared memory. */
struct search_doc {
	struct str title;
	VEC(struct search_unit) units;
	VEC(struct search_word) words;
};

/* Files of an index and what they are made from. */
struct search_entry {
	const struct search_doc *doc;
	struct str href;  /* from the root of the locale */
	int language[2];  /* of the channels: 0 the locale's, 1 the source's */
};

struct search_index {
	struct search_entry *entries;
	size_t n;
	struct str tags[2]; /* BCP 47, of the languages */
	VEC(struct asset *) files; /* path: in LOCALE/search/ */
};

/* ---- search.c ---- */
/* Adds the indexes of all locales to the outputs of a planned site. False:
 * no workers (errno). */
bool search_make(struct site *s, const struct jobs *jobs);

/* ---- search_page.c ---- */
/* Sections and words of one side of a page; `scratch` for what is between. */
struct search_doc *search_read(const struct docset *set,
	const struct page *p, int side, struct arena *keep,
	struct arena *scratch);

/* ---- search_index.c ---- */
/* Fills files, in `keep`. */
void search_write(struct search_index *x, struct arena *keep,
	struct arena *scratch);

/* ---- search_files.c ---- */
/* One term as it goes into a file: form, and postings or "=home". */
struct search_line {
	struct str form, data;
};

/* Cuts sorted lines into files, and writes the pages and the directory. */
void search_put_files(struct search_index *x, struct arena *keep,
	struct arena *scratch, const struct search_line *lines, size_t n,
	double scale);
/* n as digits of 5 bits, the least first, in base64url letters; a letter of
 * the second half says that there are more. */
void search_put_number(struct buf *b, uint32_t n);
extern const char search_digits[65];

#endif
