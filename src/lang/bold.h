/* Bold passages of a source text that a translation does not set off. */
#ifndef DIGLOT_BOLD_H
#define DIGLOT_BOLD_H

#include "lang/half.h"

/*
 * How many. Italics, code, quotes and square brackets that the translation
 * has more of stand for bold, as some languages have it.
 */
size_t bold_lost(const struct half *s, const struct half *t);

/* The numbers of the bold passages of h by their words; at most `most`.
 * How many there are. */
size_t bold_keys(const struct half *h, uint32_t *out, size_t most);

#endif
