/*
 * A dictionary that the pairs of a site make by themselves: for each word
 * the few words of the other language that stand for it (IBM model 1), and
 * how often one of them is there. Words are the numbers of lang/words.h.
 */
#ifndef DIGLOT_LEXICON_H
#define DIGLOT_LEXICON_H

#include <stdint.h>

#include "base/arena.h"

/* The words of a pair, each once, in any order. */
struct lexicon_pair {
	const uint32_t *w[2]; /* source, target */
	uint32_t n[2];
};

#define LEXICON_BEST 4

struct lexicon_entry {
	uint32_t word;
	uint32_t seen; /* in how many pairs; 0: a free slot */
	float cover;   /* how often one of best[] is on the other side */
	float chance;  /* how often it would be by chance */
	uint32_t best[LEXICON_BEST];
	uint32_t nbest;
};

struct lexicon {
	struct lexicon_entry *slots[2]; /* of source words, of target words */
	size_t nslots[2];               /* powers of two, or 0 */
	size_t npairs;
	const struct lexicon *first; /* asked before this one; may be NULL */
};

/* Linear in the pairs; what is over a budget of words is left out evenly. */
struct lexicon *lexicon_train(struct arena *keep, const struct lexicon_pair *p,
	size_t n);

/* NULL: the word is not known. side 0: of the source. */
const struct lexicon_entry *lexicon_find(const struct lexicon *l, int side,
	uint32_t word);

#endif
