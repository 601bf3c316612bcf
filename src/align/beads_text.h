/* Two plain documents: loading, the lexicon, what is written of them. */
#ifndef DIGLOT_BEADS_TEXT_H
#define DIGLOT_BEADS_TEXT_H

#include "align/beads.h"
#include "base/buf.h"

/* Pairs of texts that teach a lexicon. */
struct bead_teacher {
	struct arena *arena;
	VEC(struct lexicon_pair) pairs;
};

void bead_teach(struct bead_teacher *t, struct str source, struct str target);
/* All pairs of a bilingual file. */
void bead_teach_page(struct bead_teacher *t, struct str bytes);
/* NULL: nothing was taught. */
struct lexicon *bead_lexicon(const struct bead_teacher *t);

struct bead_document {
	const struct page *page;
	struct blocks blocks;
};

struct bead_document bead_document(struct arena *a, struct str path,
	struct str bytes);

/* The text of n sentences from that one on; "" of none. */
struct str bead_text(const struct bead_document *d, uint32_t from, uint32_t n);

/* All beads of a sentence on each side. */
void bead_teach_beads(struct bead_teacher *t, const struct bead_document *s,
	const struct bead_document *target, const struct beads *b);

/*
 * The target document with each bead that has both sides as a pair; the
 * ids are HHHHH-N with N from 101 on. *left_out counts the sentences of the
 * source that are not in it.
 */
struct str beads_merge(struct arena *a, const struct bead_document *s,
	const struct bead_document *t, const struct beads *b, size_t *left_out);

/* A bilingual file whose ids are HHHHH-N again, in order; HHHHH stays what
 * it is in the first. */
struct str bead_renumber(struct arena *a, struct str path, struct str bytes);

#endif
