/*
 * Text as the words that search looks for. themes/default/public/
 * search-client.js does the same to a query; tests/search/vectors.json holds
 * both to it.
 */
#ifndef DIGLOT_TOKENS_H
#define DIGLOT_TOKENS_H

#include "base/arena.h"
#include "base/str.h"

/* A longer word is no word: code points. */
#define TOKEN_MAX 40

typedef void token_taker(void *ctx, struct str token);

/*
 * Gives each token of text to take, in order; a slice is good until take
 * returns.
 *
 * Text is normalized (NFKC) and its case folded by the full mappings. A
 * token is a run of letters, digits, marks and '_'; parts with one hyphen
 * or zero width non-joiner between them are tokens and so is the whole
 * without. Soft hyphens are left out. Chinese,
 * Japanese and Korean give pairs of neighbours, a lone character itself;
 * Thai, Lao, Khmer and Burmese the words of a dictionary.
 */
void tokens_of(struct arena *scratch, struct str text, token_taker *take,
	void *ctx);
/*
 * A token as people type it who leave out its marks: without accents, tones,
 * points and nuktas, "o" for an o with a stroke, the Arabic forms of letters
 * and the ASCII ones of digits. Vowel signs stay, and so do Cyrillic letters
 * that are letters of their own.
 */
struct str tokens_plain(struct arena *a, struct str token);

#endif
