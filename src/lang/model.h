/*
 * What the pairs of one locale teach: lexicon, lengths, letters, which
 * words translators keep, how sentences end, which texts are translated in
 * more than one way.
 *
 *   lang_count     a worker, for each page: samples in shared memory
 *   lang_learn     once, over all samples in the order of the files
 *
 * Then const. The result depends on the pages and their order alone.
 */
#ifndef DIGLOT_MODEL_H
#define DIGLOT_MODEL_H

#include "base/vec.h"
#include "lang/bold.h"
#include "lang/ending.h"
#include "lang/half.h"
#include "lang/length.h"
#include "lang/letters.h"
#include "lang/lexicon.h"
#include "lang/numbers.h"
#include "lang/words.h"
#include "mark/pairs.h"

/* What is kept of a pair to learn from it. */
struct lang_sample {
	struct lexicon_pair words; /* stems, each once; shared memory */
	uint32_t *full[2];         /* whole words, parallel to words.w */
	uint32_t *row[2];          /* two words in a row, each once */
	uint32_t nrow[2];
	uint64_t key[2];   /* of all letters */
	struct str target; /* as in the file */
	struct length_sample length;
	uint32_t nwords; /* of the source, with repetitions */
	uint32_t *bold;  /* passages of the source */
	unsigned char nbold;
	unsigned char fate;  /* enum bold */
	unsigned char leads; /* bold_leads */
	unsigned char ending[2];
	unsigned char place; /* 0 running text, 1 heading, 2 table */
	uint32_t order;      /* among all; set by lang_learn */
};

struct lang_page {
	struct lang_sample *p; /* by pair */
	size_t n;
};

/* Adds the pairs of a page; letters[0] of the source, [1] of the target. */
void lang_count(struct arena *keep, struct arena *scratch, struct str bytes,
	const struct pairs *pairs, struct lang_page *out,
	struct letters letters[2]);

/* A whole word of the source, or two in a row: in how many pairs, and in
 * how many of them the translation has it too. Pairs count once. */
struct lang_kept {
	uint32_t word; /* 0: free */
	uint32_t seen, kept;
};

/* What became of a bold passage, how often. */
struct lang_bold {
	uint32_t key; /* 0: free */
	uint32_t fate[BOLDS];
};

/* The translation that a source text has nearly everywhere. */
struct lang_common {
	uint64_t source; /* 0: free */
	uint64_t target; /* 0: none prevails */
	struct str text; /* the target, in one of its places */
	uint32_t seen, most;
};

/* A source text with one of its translations: in how many pairs. */
struct lang_usual {
	uint64_t key; /* 0: free */
	uint32_t seen;
};

/* A target text and a source text that it translates somewhere. */
struct lang_owner {
	uint64_t target;    /* 0: free */
	uint64_t source[2]; /* two of them; the second is 0 if there is one */
};

struct lang_model {
	struct str locale, source_locale;
	enum script script, source_script;
	size_t npairs; /* 0: nothing is learned */
	struct lexicon *lexicon;
	struct length length;
	const struct letters *letters; /* 2 */
	struct lang_kept *kept;        /* a power of two */
	size_t nkept;
	struct lang_bold *bold; /* passages; a power of two */
	size_t nbold;
	struct lang_bold bolds[2]; /* all of them; [1]: by bold_leads */
	struct lang_common *common;
	size_t ncommon;
	struct lang_usual *usual;
	size_t nusual;
	struct lang_owner *owner;
	size_t nowner;
	uint32_t endings[ENDINGS][ENDINGS]; /* of source, of target */
	struct number_words *numbers[2];
};

/* A model that has seen no pair (npairs is 0, lexicon and numbers NULL):
 * what it answers holds for any docset. */
struct lang_model *lang_unlearned(struct arena *keep, struct str source_locale,
	struct str locale);
struct lang_model *lang_learn(struct arena *keep, struct str source_locale,
	struct str locale, struct lang_page *const *pages, size_t npages,
	const struct letters letters[2]);

/* Words that English cannot do without and that no name is made of. */
bool lang_is_small(const struct lang_model *m, const struct word *w);
/* How often a source word is found in the target too, in (0, 1). */
double lang_kept_rate(const struct lang_model *m, const struct word *w);
/* The same of two words in a row (words_row), without the pair in hand if
 * `kept` there; 0 where too little is known. */
double lang_row_rate(const struct lang_model *m, uint32_t row, bool kept);
/* How often other pairs with this number keep it, in (0, 1). */
double lang_number_rate(const struct lang_model *m, struct str digits);
/* What is known of a bold passage (bold_keys). */
const struct lang_bold *lang_bold_of(const struct lang_model *m, uint32_t key);
/* Where a text stands: 0 running text, 1 heading, 2 table. */
unsigned char lang_place(struct str bytes, size_t at);
const struct lang_common *lang_common_of(const struct lang_model *m,
	uint64_t source, unsigned place);
/* In how many pairs a text has this translation, by words_key. */
uint32_t lang_usual_of(const struct lang_model *m, uint64_t source,
	uint64_t target);
/* Is the target text the translation of another source text elsewhere? */
bool lang_is_taken(const struct lang_model *m, uint64_t source,
	uint64_t target);
uint64_t lang_place_key(uint64_t key, unsigned place);

#endif
