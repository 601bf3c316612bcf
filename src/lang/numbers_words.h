/*
 * Within lang/: the words that a language has for small numbers and for
 * months.
 */
#ifndef DIGLOT_NUMBERS_WORDS_H
#define DIGLOT_NUMBERS_WORDS_H

#include "base/vec.h"
#include "lang/numbers.h"
#include "lang/words.h"

#define WORDS_TO 20
/* and the tens to 100 */
#define NUMBERS (WORDS_TO + 9)
#define MONTHS 12

struct forms {
	VEC(uint32_t) ids;     /* folded words */
	VEC(struct str) words; /* the same in letters */
	VEC(struct str) runs;  /* of solid scripts: to be found inside */
};

struct number_words {
	struct arena *arena;
	struct forms number[NUMBERS];
	struct forms month[MONTHS];
	bool solid;
	bool article; /* the word for one is also "a" */
};

/* The forms of a number; NULL: it is none of those. */
const struct forms *number_of(const struct number_words *w, uint32_t n);
/* Does the text have a word that begins like one of the forms: an ending, or
 * a part of a compound? */
bool number_stem(const struct forms *f, const struct words *words,
	struct str text);
bool number_form(const struct forms *f, uint32_t word);
/* How often one of the forms is in the text. */
size_t number_forms(const struct forms *f, const struct words *words,
	struct str text);

#endif
