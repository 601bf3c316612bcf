/*
 * The growing tree of one view: where the next node goes, what stands open.
 * Used by markdown.c, which knows the library; this half does not.
 * While it is built, spans count bytes of the view.
 */
#ifndef DIGLOT_BUILD_H
#define DIGLOT_BUILD_H

#include "mark/locate.h"
#include "mark/markdown.h"

struct builder {
	const struct markdown *m;
	struct tree *tree;
	struct node *cur; /* where children go */
	struct locator loc;
	struct node *open_seg; /* of the block in hand, or NULL */
	/* of the table row in hand */
	size_t cell_at, row_end;
	uint32_t column;
};

struct node *build_add(struct builder *b, enum node_kind kind, size_t from,
	size_t to);
/* s as a slice of the view where the bytes at `from` are the same, else a
 * copy. */
struct str build_keep(struct builder *b, size_t from, struct str s);
/* The same without segments' marks. */
struct str build_keep_unmarked(struct builder *b, size_t from, struct str s);

/*
 * Takes the inline HTML [from, to) if it is a segment's mark. A segment
 * becomes one SEG node; where its mark stands inside other markup than the
 * one that opened it, it ends where its parent does.
 */
bool build_seg_mark(struct builder *b, struct str html, size_t from, size_t to);
/*
 * cur's innermost container that is no segment is about to end: gives it,
 * ends a segment that is open in it, and says which (to go on outside).
 */
struct node *build_leave(struct builder *b, struct node **cut_seg);
/* After it: cur is outside; a cut segment goes on as a second part. */
void build_left(struct builder *b, struct node *left,
	const struct node *cut_seg);
/* Raw HTML: n's text, or pieces and SEG nodes below it. */
void build_raw(struct builder *b, struct node *n, struct str text);
/* Segments whose marks stand in code: n stands for them. */
void build_note_segs(struct builder *b, struct node *n, struct str text);

/* A table row from `from` to `end`; then its cells, one by one. */
void build_row(struct builder *b, struct node *row, size_t end);
/* The next cell's text, without white space around it. False: none left. */
bool build_next_cell(struct builder *b, size_t *from, size_t *to);
struct node *build_cell(struct builder *b, size_t from, size_t to);
/* Gives every row of the table as many cells as the widest has. */
void build_widen(struct builder *b, struct node *table);

#endif
