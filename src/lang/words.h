/*
 * Words as the models see them: numbers that stand for folded forms. A word
 * is cut to its first letters, so that inflected forms fall together; text
 * without spaces (Han, kana, Thai and their like) and Hangul give pairs of
 * letters.
 */
#ifndef DIGLOT_WORDS_H
#define DIGLOT_WORDS_H

#include "base/arena.h"
#include "base/str.h"

struct word {
	uint32_t id;      /* of its folded stem; never 0 */
	uint32_t full;    /* of the whole word, folded */
	uint32_t at, end; /* bytes of the text */
	uint32_t letters; /* code points */
	bool upper;       /* begins with a capital */
	bool number;      /* digits only */
	bool solid;       /* of a script without spaces */
	bool joined;      /* with another by a sign: "a.b", "a_b", "a-b", or
	                     part of a path: "/a" */
};

struct words {
	struct word *p;
	size_t n;
};

/* Words in the order of the text; digits are words too. */
struct words words_of(struct arena *a, struct str text);

/* The number of a folded word, or of anything else that is compared like
 * one; two texts share one in four thousand million. */
uint32_t words_id(struct str folded);

/* The number of two whole words in a row. */
uint32_t words_row(const struct word *a, const struct word *b);

/* Letters and digits of all kinds, for comparing texts by their words
 * alone: case, marks, punctuation and space are left out. */
uint64_t words_key(struct str text);
/* Have two texts the same letters, so that their keys are equal? */
bool words_same(struct str a, struct str b);

/*
 * How long a text is in letters of an alphabet: a Chinese character stands
 * for two or three, so that names that stay as they are weigh the same on
 * both sides.
 */
uint32_t words_length(struct str text);

/* The number of words as a translator counts them: for Chinese, Japanese
 * and Thai by a dictionary, else by spaces. */
size_t words_count(struct str text, struct str locale);

/* Scripts, as far as the rules need them. */
enum script {
	SCRIPT_OTHER,
	SCRIPT_LATIN,
	SCRIPT_GREEK,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_HEBREW,
	SCRIPT_HAN, /* with kana */
	SCRIPT_HANGUL,
	SCRIPT_THAI, /* and the others without spaces */
	SCRIPTS
};

/* Of a letter; SCRIPT_OTHER too for what is none. */
enum script script_of(uint32_t c);
bool script_is_solid(enum script s);
/* The script that a language is written in by CLDR's likely subtags. */
enum script script_of_locale(struct str locale);

#endif
