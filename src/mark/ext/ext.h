/*
 * Documentation syntax: each construct is one file here and one line in
 * table.c.
 *
 * A construct may
 *   claim a line (`line`): the line becomes a NODE_MARK instead of text;
 *   take its mark (`block`) when the tree stands: give it its real form,
 *     with the siblings that belong to it;
 *   look at the inlines of a block (`inlines`).
 */
#ifndef DIGLOT_EXT_H
#define DIGLOT_EXT_H

#include "base/diag.h"
#include "mark/tree.h"
#include "mark/view.h"

extern const struct rule rule_block_unknown; /* DG522 */

struct ext {
	struct arena *arena;
	const struct view *view;
	uint32_t file;
	size_t npairs;
	struct sink *sink;
	struct tree *tree;
};

struct extension {
	const char *name;
	/* The line is without indentation and line end. `quote`: it stands
	 * directly in a block quote. */
	bool (*line)(struct str line, bool quote);
	/* Gives a mark of its own its real kind; leaves others alone. */
	void (*block)(struct ext *x, struct node *mark);
	/* parent holds inlines; called before its own inline children's. */
	void (*inlines)(struct ext *x, struct node *parent);
};

extern const struct extension *const extensions[]; /* NULL-ended */

/*
 * While a tree is being built, node->at of inlines and marks counts in the
 * view: at .. at + len is the range of view bytes. ext_span gives the file
 * range of a view range, for findings.
 */
struct span ext_span(const struct ext *x, size_t from, size_t to);
struct str ext_raw(const struct ext *x, const struct node *n);

/*
 * Cuts the view range [from, to) out of parent's inline children and puts
 * `put` in its place (NULL: nothing). Text that stands across an end is
 * split; markup that does is dissolved, its outer mark kept as text.
 */
void ext_replace(struct ext *x, struct node *parent, size_t from, size_t to,
	struct node *put);
struct node *ext_node(struct ext *x, enum node_kind kind, size_t from,
	size_t to);
/*
 * Splits a TEXT node before byte k of its text; the second half, or n
 * itself for k == 0.
 */
struct node *ext_split(struct ext *x, struct node *n, size_t k);
/* The view offset where byte k of a TEXT node's text comes from. */
size_t ext_text_offset(const struct ext *x, const struct node *n, size_t k);

/* After the library's parse: `~~x~~`, and bare URLs as GFM has them. */
void strike_inlines(struct ext *x, struct node *parent);
void autolink_inlines(struct ext *x, struct node *parent);

#endif
