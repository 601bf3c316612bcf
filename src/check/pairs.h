/*
 * The rules over bilingual pairs. check_pairs takes the pairs of a page
 * apart once; each rule then looks at one pair, or at the page.
 */
#ifndef DIGLOT_CHECK_PAIRS_H
#define DIGLOT_CHECK_PAIRS_H

#include "check/family.h"
#include "lang/model.h"

extern const struct rule rule_pair_link;         /* DG904 */
extern const struct rule rule_pair_code;         /* DG905 */
extern const struct rule rule_pair_emphasis;     /* DG906 */
extern const struct rule rule_pair_number;       /* DG907 */
extern const struct rule rule_pair_same;         /* DG908 */
extern const struct rule rule_pair_length;       /* DG909 */
extern const struct rule rule_markup_glued;      /* DG910 */
extern const struct rule rule_emphasis_broken;   /* DG911 */
extern const struct rule rule_locale_metadata;   /* DG912 */
extern const struct rule rule_pair_misaligned;   /* DG913 */
extern const struct rule rule_pair_empty;        /* DG914 */
extern const struct rule rule_pair_language;     /* DG915 */
extern const struct rule rule_pair_script;       /* DG916 */
extern const struct rule rule_pair_common;       /* DG917 */
extern const struct rule rule_pair_token;        /* DG918 */
extern const struct rule rule_pair_bracket;      /* DG919 */
extern const struct rule rule_pair_quote;        /* DG920 */
extern const struct rule rule_pair_ending;       /* DG921 */
extern const struct rule rule_french_spacing;    /* DG922 */
extern const struct rule rule_meta_untranslated; /* DG923 */
extern const struct rule rule_pair_stale;        /* DG924 */
extern const struct rule rule_pair_unrelated;    /* DG925 */
extern const struct rule rule_term;              /* DG951 */
extern const struct rule rule_repeated_word;     /* DG954 */
extern const struct rule rule_white_space;       /* DG955 */

struct pair_text {
	const struct pair *pair;
	struct half s, t;
	size_t index; /* among the page's pairs */
};

struct pair_check {
	struct check *c;
	const struct lang_model *m;
	struct pair_text *p;
	size_t n;
	struct str language;      /* of the target: "nl" */
	struct map examples;      /* lines of code blocks */
	struct lang_bold bold[2]; /* pairs of the page; by bold_leads */
};

/* Models by locale, NULL where there are no pairs, that know nothing of the
 * docset. */
void pairs_unlearned(const struct docset *s, struct lang_model **models);
/* The same, learned from all pairs. False: no worker; errno. */
bool pairs_learn(const struct docset *s, const struct jobs *jobs,
	struct lang_model **models);

/* Bytes [at, end) of the target half, in the file. */
struct span pair_span(const struct pair_check *k, const struct pair_text *p,
	size_t at, size_t end);
/* The whole target half; the wrapper where that is empty. */
struct span pair_whole(const struct pair_check *k, const struct pair_text *p);
/* Bytes [from, to) of the visible target text, in the file. */
struct span pair_seen(const struct pair_check *k, const struct pair_text *p,
	size_t from, size_t to);

/* Text of a file for a message: one line, its beginning. */
struct str pair_excerpt(const struct pair_check *k, struct str text);

/* Learns what the page shows as code. */
void pairs_examples(struct pair_check *k);
/* Does it show the source text as code, too? */
bool pair_is_example(const struct pair_check *k, const struct pair_text *p);

/* A finding that is likely and not certain: it asks for a look, no more. */
void pair_unsure(struct diag *d, bool unsure);

void pair_marks(const struct pair_check *k, const struct pair_text *p);
/* True: the translation is the source text, nothing else is worth saying. */
bool pair_left(const struct pair_check *k, const struct pair_text *p);
void pair_words(const struct pair_check *k, const struct pair_text *p);
void pair_signs(const struct pair_check *k, const struct pair_text *p);
void pair_french(const struct pair_check *k, const struct pair_text *p);
void pair_terms(const struct pair_check *k, const struct pair_text *p);
/* With a model that has learned. */
void pair_numbers(const struct pair_check *k, const struct pair_text *p);
void pair_ending(const struct pair_check *k, const struct pair_text *p);
void pair_common(const struct pair_check *k, const struct pair_text *p);
/* Over all pairs of the page, and its metadata. */
void pairs_fit(const struct pair_check *k);
void pairs_untranslated(const struct pair_check *k);
/* Against the source page of today. */
void pairs_stale(const struct pair_check *k);
/* Over the page. */
void pairs_meta(const struct pair_check *k);

#endif
