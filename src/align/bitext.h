/*
 * A bilingual file without loss: text outside the pairs, the pairs' tags,
 * and the two halves. What is written back differs from what was read in
 * the target halves that were given, and in nothing else.
 */
#ifndef DIGLOT_BITEXT_H
#define DIGLOT_BITEXT_H

#include "base/map.h"
#include "mark/pairs.h"

struct bitext {
	struct str bytes;
	struct pairs pairs;
	struct str *keys;  /* by pair: its id, "ID:2" for a second use */
	struct map by_key; /* -> struct pair * */
};

void bitext_make(struct arena *a, struct str bytes, struct pairs pairs,
	struct bitext *out);

/* NULL if there is none. */
const struct pair *bitext_find(const struct bitext *m, struct str key);
struct str bitext_target(const struct bitext *m, size_t pair);
struct str bitext_source(const struct bitext *m, size_t pair);

/*
 * Do pair i and the one before it stand in one block, on one line or on
 * neighbouring lines of a paragraph, with nothing between them that parts
 * two cells or items? *between is what stands there.
 */
bool bitext_joined(const struct bitext *m, size_t i, struct str *between);

/*
 * The file with targets[i] as pair i's target, for each i whose p is not
 * NULL. False: pair *bad would not be read back as it was written, since
 * its text has a tag of a pair.
 */
bool bitext_write(struct arena *a, const struct bitext *m,
	const struct str *targets, struct str *out, size_t *bad);

/* The file with straight quotes in the tags of its pairs: &quot; there is
 * a known damage. The bytes themselves where there is none. */
struct str bitext_repair(struct arena *a, const struct bitext *m);

#endif
