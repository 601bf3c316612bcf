/* The sentences of blocks that belong together. */
#ifndef DIGLOT_BEADS_INSIDE_H
#define DIGLOT_BEADS_INSIDE_H

#include "align/beads.h"
#include "lang/length.h"

struct beads_inside {
	const struct blocks *b[2];
	const struct bead *path; /* of blocks, in order */
	size_t npath;
	struct length length;
	const struct lexicon *lexicon; /* may be NULL */
	double gap;                    /* how often a block has no partner */
};

struct beads beads_inside(struct arena *a, const struct beads_inside *in);

#endif
