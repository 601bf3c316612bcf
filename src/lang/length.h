/*
 * How long a translation is: log(t + 3) lies around log(c s + 3) with a
 * spread that shrinks with the length. Lengths are those of words_length, of
 * what is seen. c and k are fitted to the pairs at hand.
 */
#ifndef DIGLOT_LENGTH_H
#define DIGLOT_LENGTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct length_sample {
	uint32_t s, t;
};

struct length {
	double c; /* letters of target for one of source */
	double k; /* spread; 1 is that of Dutch from English */
};

/* Of a language pair that nothing is known about. */
extern const struct length length_unknown;

/* Robust against wrong pairs, as long as they are the minority. Few
 * samples stay near `prior`. */
struct length length_fit(struct arena *scratch, const struct length_sample *p,
	size_t n, struct length prior);

/* The deviation of t in units of the spread; below 0: too short. */
double length_z(const struct length *l, double s, double t);

/* The lengths of all units of a text, for what chance would give. */
struct length_chance {
	double mean, sd; /* of log(t + 3) */
};
struct length_chance length_chance_of(const uint32_t *t, size_t n);
/* ln of how much likelier t is for s than by chance, in [-9, 4]. */
double length_score(const struct length *l, const struct length_chance *chance,
	double s, double t);

#endif
