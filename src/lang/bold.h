/* Bold passages of a source text that a translation does not set off. */
#ifndef DIGLOT_BOLD_H
#define DIGLOT_BOLD_H

#include "lang/half.h"

enum bold {
	BOLD_NONE, /* the source has none */
	BOLD_KEPT,
	BOLD_QUOTED, /* italics, code, quotes or square brackets instead */
	BOLD_PLAIN,  /* nothing instead */
	BOLDS
};

/* What became of them; *lost is how many are not bold. */
enum bold bold_fate(const struct half *s, const struct half *t, size_t *lost);

/* Does the text begin with a bold passage? Names of steps and terms are kept
 * where names of buttons are put in quotes. */
bool bold_leads(const struct half *s);

/* The numbers of the bold passages of h by their words; at most `most`.
 * How many there are. */
size_t bold_keys(const struct half *h, uint32_t *out, size_t most);

#endif
