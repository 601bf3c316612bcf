/*
 * Two one-language documents of the same contents: which sentences belong
 * together. Blocks first, then the sentences in them.
 */
#ifndef DIGLOT_BEADS_H
#define DIGLOT_BEADS_H

#include "align/beads_blocks.h"
#include "lang/lexicon.h"

/* Sentences [s, s + ns) and [t, t + nt); either may be none. */
struct bead {
	uint32_t s, ns, t, nt;
};

struct beads {
	struct bead *p;
	size_t n;
};

/* `lexicon` may be NULL: the two documents then teach one. In order of
 * both documents. */
struct beads beads_of(struct arena *a, const struct blocks *s,
	const struct blocks *t, const struct lexicon *lexicon);
/* The same in half the time and not as well: sentences teach nothing. */
struct beads beads_once(struct arena *a, const struct blocks *s,
	const struct blocks *t, const struct lexicon *lexicon);

#endif
