/*
 * The numbers of two texts, compared as a reader would: grouping, digits
 * of other scripts, number words, month names and clocks are one value.
 */
#ifndef DIGLOT_NUMBERS_H
#define DIGLOT_NUMBERS_H

#include "base/arena.h"
#include "base/str.h"
#include "lang/lexicon.h"

/* How a language writes small numbers and months in words; from CLDR. */
struct number_words;
struct number_words *number_words_new(struct arena *a, struct str locale);

struct number {
	struct str digits; /* ASCII, no grouping, no leading zeros */
	uint32_t at, end;  /* bytes of the text */
};

struct numbers {
	struct number *p;
	size_t n;
};

/* Of the visible text. */
struct numbers numbers_of(struct arena *a, struct str text);

struct number_difference {
	struct number *missing, *extra; /* of source, of target */
	size_t nmissing, nextra;
	/* Translators do such things: a small number in words, parts of
	 * names, another unit. */
	bool usual;
};

/*
 * True if they differ. `s` and `t` are visible texts; `lexicon` (may be
 * NULL) knows the words that the site has for numbers.
 */
bool numbers_differ(struct arena *a, struct str s, struct str t,
	const struct number_words *source, const struct number_words *target,
	const struct lexicon *lexicon, struct number_difference *out);

#endif
