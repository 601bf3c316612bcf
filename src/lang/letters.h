/*
 * Which of two languages a text is in, by its letters in threes: a model
 * that the site's own halves train.
 */
#ifndef DIGLOT_LETTERS_H
#define DIGLOT_LETTERS_H

#include "base/arena.h"
#include "base/str.h"

#define LETTERS_SIZE 32768

/* Counts of one language; may be summed. */
struct letters {
	uint32_t count[LETTERS_SIZE];
	uint32_t all;
};

void letters_add(struct letters *l, struct str text);
void letters_sum(struct letters *l, const struct letters *more);

/* ln(p(text | x) / p(text | y)); *n is how many threes it has. */
double letters_score(const struct letters *x, const struct letters *y,
	struct str text, size_t *n);

#endif
