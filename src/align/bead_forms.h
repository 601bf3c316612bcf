/* Two documents side by side, in each form that `diglot align` has. */
#ifndef DIGLOT_BEAD_FORMS_H
#define DIGLOT_BEAD_FORMS_H

#include "align/beads_text.h"

struct bead_sheet {
	const struct bead_document *s, *t;
	const struct beads *beads;
	struct str file;      /* of a tree; empty: there is only this one */
	struct str locale[2]; /* tags; empty: not known */
};

/* Beads with both sides, and those with one. */
struct bead_counts {
	size_t both, source, target;
};

struct bead_counts bead_count(const struct beads *b);

struct bead_form {
	const char *name;
	bool single; /* each document needs a file of its own */
	void (*head)(struct buf *out, bool tree); /* may be NULL */
	void (*write)(struct buf *out, const struct bead_sheet *sheet);
};

/* NULL: there is none of that name. */
const struct bead_form *bead_form_find(struct str name);

/* The overview of a tree's pages "FILE.html". */
struct bead_line {
	struct str file;
	struct bead_counts counts;
};
void bead_overview(struct buf *out, const struct bead_line *p, size_t n);

#endif
