/*
 * How likely it is that two texts are translations of each other, by what
 * both must have: links, code, numbers, names, and words that the lexicon
 * knows. ln of the likelihood against chance in the document at hand.
 */
#ifndef DIGLOT_SCORE_H
#define DIGLOT_SCORE_H

#include "lang/half.h"
#include "lang/lexicon.h"
#include "lang/words.h"

enum key_kind {
	KEY_WORD,
	KEY_LINK,
	KEY_CODE,
	KEY_NUMBER,
	KEY_STRONG,
	KEY_KINDS
};

struct key {
	uint32_t id;
	enum key_kind kind;
};

/* What is compared of a text: a sentence, a block, a half. */
struct unit {
	const struct key *keys; /* each once */
	uint32_t n;
	uint32_t length; /* words_length of what is seen */
};

struct unit unit_of(struct arena *a, const struct half *h);
/* The words of two units that belong together, for a lexicon. */
struct lexicon_pair unit_words(struct arena *a, const struct unit *s,
	const struct unit *t);

/* A link target without what localization changes: scheme, the locale
 * part of the path, case, a '/' or '.' at the end. */
struct str url_core(struct arena *a, struct str url);

/*
 * ln of the odds that only a half of the source's words is translated,
 * against all of them; 0 where nothing is known.
 */
double unit_omission(const struct lexicon *l, const struct unit *s,
	const struct unit *t);

struct scorer;

/* `lexicon` may be NULL. The units must live as long as the scorer. */
struct scorer *scorer_new(struct arena *a, const struct unit *s, size_t ns,
	const struct unit *t, size_t nt, const struct lexicon *lexicon);
/* Source units [from, to) are what scorer_at compares with. */
void scorer_row(struct scorer *r, size_t from, size_t to);
/* Target units [from, to), taken together, against the row. */
double scorer_at(struct scorer *r, size_t from, size_t to);

#endif
