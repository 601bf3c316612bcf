/*
 * What there is to review: the pairs of a docset with their findings, in
 * the order of files and pairs. Made from a checked docset; its forms are
 * table.c, jsonl.c and review.c.
 */
#ifndef DIGLOT_ALIGN_H
#define DIGLOT_ALIGN_H

#include "base/buf.h"
#include "set/docset.h"

enum align_status {
	ALIGN_TRANSLATED,
	ALIGN_SAME,    /* the translation is the source text */
	ALIGN_EMPTY,   /* there is none */
	ALIGN_CHANGED, /* its source text is no longer on the source page */
	ALIGN_STATUSES
};

struct align_pair {
	const struct pair *pair;
	struct str source, target; /* as in the file */
	enum align_status status;
	uint32_t words;         /* of the source */
	struct diag **findings; /* in the pair, by place */
	size_t nfindings;
};

struct align_page {
	const struct page *page;
	struct str path;
	struct str locale;
	struct align_pair *p;
	size_t n;
	struct diag **findings; /* of the page, outside its pairs */
	size_t nfindings;
	size_t words, translated; /* of the source; those that have another
	                             text as translation */
	/* against the source page of today, see stale.h */
	bool compared;
	size_t changed;    /* pairs */
	struct str *fresh; /* sentences that no pair has */
	size_t nfresh;
};

struct align_set {
	const struct docset *set;
	struct align_page *p;
	size_t n;
	struct str source_locale; /* tag of the source language */
	bool linked; /* reviews of pages and the overview lead to another */
	size_t npairs, words, translated;
	bool compared; /* some page was */
	size_t changed, nfresh;
	size_t count[LEVEL_ERROR + 1]; /* findings by level */
};

/* Rules about translations: those that a review shows. */
bool align_shows(const struct rule *r);

/*
 * Findings (sorted by file and place) of the pages that `wanted` takes
 * (NULL: all that have pairs).
 */
struct align_set align_gather(const struct docset *s,
	struct diag *const *findings, size_t nfindings,
	bool (*wanted)(void *ctx, struct str path), void *ctx);

/* The place of a finding in the target text, in bytes. False: it is not
 * in there, but in the pair as a whole. */
bool align_place(const struct align_pair *p, const struct diag *d, size_t *from,
	size_t *to);

const char *align_status_name(enum align_status s);

/* Of a page: findings of a level; who translated it, as its front matter
 * says; when it was last handed off. */
size_t align_count(const struct align_page *p, enum level level);
struct str align_made(const struct align_page *p);
/* As a date, "2026-01-31", if it is one. */
struct str align_handoff(struct arena *a, const struct align_page *p);
/* "2 pages, 6 pairs, 31 words, 93 % translated" */
void align_summary(struct buf *out, struct arena *a,
	const struct align_set *set);
/* "93 %" */
struct str align_share(struct arena *a, size_t part, size_t all);

struct align_rule {
	const struct rule *rule;
	enum level level;
	size_t n;
};

struct align_rules {
	struct align_rule *p;
	size_t n, cap;
};

/* How often each rule was broken, by id. */
void align_rules_of(struct arena *a, const struct align_set *set,
	struct align_rules *out);

/* Pages by who translated them. */
struct align_origin {
	struct str made; /* "" if their pages do not say */
	size_t pages, words, translated;
	struct str first, last; /* hand-off, "2026-01-31"; or "" */
};

/* In the order in which they occur first; the number, at most 8. */
#define ALIGN_ORIGINS 8
size_t align_origins(struct arena *a, const struct align_set *set,
	struct align_origin out[ALIGN_ORIGINS]);
/* "machine: 3 pages, 210 words, handed off 2021-05-19 to 2021-09-27" */
void align_origin_line(struct buf *out, const struct align_origin *o);

/* Which pairs a list shows. */
enum align_filter {
	ALIGN_ALL,
	ALIGN_UNTRANSLATED,
	ALIGN_STALE, /* changed */
	ALIGN_FOUND
};
bool align_takes(enum align_filter filter, const struct align_pair *p);

struct align_format {
	const char *name;
	void (*write)(const struct align_set *a, enum align_filter filter,
		struct arena *scratch, struct buf *out);
};

extern const struct align_format align_table;
extern const struct align_format align_csv;
extern const struct align_format align_tsv;
extern const struct align_format align_json;
extern const struct align_format align_jsonl;
extern const struct align_format align_html; /* one page, or the overview */

/* Where the review of a page is, beside the overview "index.html". */
struct str align_review_path(struct arena *a, const struct align_page *p);
void align_review_page(const struct align_set *set, const struct align_page *p,
	enum align_filter filter, struct buf *out);
/* `alone`: there are no reviews beside it to lead to. */
void align_review_index(const struct align_set *set, struct arena *a,
	bool alone, struct buf *out);

#endif
