/*
 * The search index of a site: classic scripts under LOCALE/search/ that the
 * theme's search-client.js loads one by one from the disk.
 *
 *   index.js    what there is: cuts of the terms, names of the files
 *   HASH.js     terms of a range with their postings; or pages (titles and
 *               addresses, 64 a file); or texts of sections, for excerpts,
 *               packed; or what the texts of such a file are in the source
 *               language
 *
 * The unit is a section, what stands below one heading. A page that shows
 * two languages is found by the words of both.
 */
#ifndef DIGLOT_SEARCH_H
#define DIGLOT_SEARCH_H

#include "base/vec.h"
#include "site/site.h"
#include "site/version.h"

struct search_unit {
	struct str heading, id; /* id "": the top of the page */
	struct str text;        /* cut: for excerpts */
	/* What the other half of a bilingual page says of it, "" if nothing:
	 * the heading, then by line what each of text's lines begins with. */
	struct str source;
	uint32_t head[2]; /* words of the heading, by channel */
	uint32_t nwords;  /* different ones */
};

/* How often a word stands in a unit, 255 for all above. Channel 0 is the
 * language that the page is in, 1 the other half of a bilingual page. */
struct search_counts {
	uint8_t head[2], body[2];
};

struct search_word {
	uint32_t form; /* of the doc's forms */
	struct search_counts counts;
};

/* One side of a page, as workers find it. In shared memory, apart from the
 * trees: who makes the index looks at these alone. */
struct search_doc {
	struct str title;
	struct search_unit *units;
	struct search_word *words; /* unit by unit */
	const struct search_forms *forms;
	size_t nunits;
};

/* What workers make of an index at the same time, and the directory. */
enum search_part { SEARCH_TERMS, SEARCH_TEXTS, SEARCH_DIRECTORY, SEARCH_PARTS };

/* Files of an index and what they are made from. */
struct search_entry {
	const struct search_doc *doc;
	struct str href; /* from the root of the locale */
	int language[2]; /* of the channels: 0 the locale's, 1 the source's */
};

struct search_index {
	struct search_entry *entries;
	size_t n;
	struct str tags[2]; /* BCP 47, of the languages */
	struct site *site;
	struct str folder; /* "nl-nl/search/" */
	/* What is in the stage: each list by one worker. */
	struct search_files {
		VEC(struct str) paths;
		int error; /* errno where one could not be written */
	} files[SEARCH_PARTS];
	/* For the directory. */
	struct str cuts, counts, terms, levels, pages, units;
	uint32_t nunits;
	bool stems; /* of the locale's language */
};

/* ---- search.c ---- */
/* The index of a planned site: begins and reads each file in some worker. */
struct searching *search_begin(struct site *s);
void search_read_file(struct searching *g, struct arena *keep,
	struct arena *scratch, size_t file);
/* Then: how many parts the indexes of all locales have; each is made in some
 * worker. At last adds their files to the outputs: false, one could not be
 * written, errno. */
size_t search_parts(struct searching *g);
void search_make_part(struct searching *g, struct arena *keep,
	struct arena *scratch, size_t i);
bool search_end(struct searching *g);

/* ---- search_forms.c ---- */
/* Two texts of up to 15 bytes are the same where their keys are. */
struct search_key {
	uint64_t of[2];
};

/* A form, and where it was met last. */
struct search_met {
	struct search_key key; /* of[0] is 0: a free slot */
	uint32_t form;         /* in texts */
	uint32_t unit;         /* of all that the worker reads, from 1 */
	uint32_t word;         /* of that unit's page */
};

/* What one worker has met on all its pages. */
struct search_forms {
	VEC(struct str) texts;
	struct search_met *slots;
	size_t nslots; /* a power of two, or 0 */
	uint32_t units;
};

/* Bytes that may be read behind the end of a text. */
#define SEARCH_KEY_ROOM 16

/* The key of a text, which is not empty. Its slot is called for: who has many
 * texts asks for the keys of all first, and waits for memory once. */
struct search_key search_forms_key(const struct search_forms *f,
	struct str text);
/* Good until the next call. */
struct search_met *search_forms_meet(struct search_forms *f, struct arena *keep,
	struct search_key key, struct str text);

/* ---- search_page.c ---- */
/* Sections and words of one side of a page, of what a version shows;
 * `scratch` for what is between. */
struct search_doc *search_read(const struct version *shown,
	const struct page *p, int side, struct search_forms *forms,
	struct arena *keep, struct arena *scratch);

/* ---- search_index.c ---- */
/* Makes the files of terms. */
void search_put_words(struct search_index *x, struct arena *keep,
	struct arena *scratch);

/* ---- search_bits.c ---- */
struct search_posting {
	uint32_t unit;
	union {
		struct search_counts counts;
		uint8_t level; /* when it has been weighed */
	} as;
};

/* A bit writer; at most 32 bits at once. Some wait until they are flushed. */
struct search_bits {
	struct buf *to;
	uint64_t held;
	unsigned n; /* of bits held */
};

void search_bits_begin(struct search_bits *w, struct buf *to);
void search_bits_put(struct search_bits *w, uint32_t value, unsigned width);
void search_bits_bytes(struct search_bits *w, struct str bytes);
/* n > 0: as many zeros as it has digits after the first, and itself. */
void search_bits_number(struct search_bits *w, uint32_t n);
/* So many zeros and a one. */
void search_bits_rank(struct search_bits *w, unsigned rank);
/* Units in order, all in low .. end - 1: the middle one among those that it
 * can be, then each half. */
void search_bits_set(struct search_bits *w, const struct search_posting *p,
	size_t n, uint32_t low, uint32_t end);
/* Writes all but the bits of a group that is not full. */
void search_bits_flush(struct search_bits *w);
void search_bits_end(struct search_bits *w);

/* ---- search_terms.c ---- */
/* A term in more units than these is no help in finding one: the best. */
#define SEARCH_POSTINGS_MAX 6000

struct search_term {
	struct str form;
	struct str plain; /* what it is sorted by: see tokens_plain */
	uint32_t back;    /* how many terms before is its home; 0: itself */
	uint32_t units;   /* that it is in */
	const struct search_posting *postings;
	size_t n;
};

/* Cuts sorted terms into files; at the end, sets cuts, counts and terms.
 * By level, rank says how many are commoner. */
struct search_terms *search_terms_begin(struct search_index *x,
	const uint8_t *rank, struct arena *keep, struct arena *scratch);
void search_terms_put(struct search_terms *w, const struct search_term *t);
void search_terms_end(struct search_terms *w);

/* ---- search_files.c ---- */
/* Stages JSON under its hash; the name. `room` is for the file. */
struct str search_put_file(struct search_index *x, enum search_part part,
	struct arena *keep, struct buf *room, struct str data);
/* Titles and texts of all pages; sets pages and units. */
void search_put_texts(struct search_index *x, struct arena *keep,
	struct arena *scratch);
/* index.js, when all else is there. */
void search_put_directory(struct search_index *x, struct arena *keep,
	struct arena *scratch);
/* n as digits of 5 bits, the least first, in base64url letters; a letter of
 * the second half says that there are more. */
void search_put_number(struct buf *b, uint32_t n);

#endif
