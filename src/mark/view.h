/*
 * One-language texts cut out of a bilingual file, with the way back: every
 * offset of a view maps to an offset of the file.
 */
#ifndef DIGLOT_VIEW_H
#define DIGLOT_VIEW_H

#include "base/diag.h"
#include "mark/pairs.h"

/* Bytes [at, next piece) of the view come from file offset `file`. */
struct piece {
	uint32_t at, file;
	bool made; /* not in the file: a segment's mark */
};

/*
 * The text to parse. Each segment of pair N stands between the marks
 * <PREFIX-N> and </PREFIX-N>; PREFIX is a name that the file does not use
 * ("dgs" nearly always). To CommonMark they are inline tags like the spans
 * that they stand for, but each says which pair it opens or closes.
 */
struct view {
	struct str text;
	struct str prefix;    /* "<dgs-" */
	struct piece *pieces; /* sorted by at */
	size_t npieces;
};

struct view view_cut(struct arena *a, struct str bytes, size_t from,
	const struct pairs *pairs, enum side side);
/* The index of the last piece that begins at or before view offset `at`. */
size_t view_piece(const struct view *v, size_t at);
/* The file offset of view offset `at`; of a mark, its wrapper's tag. */
uint32_t view_offset(const struct view *v, size_t at);
struct span view_span(const struct view *v, uint32_t file, size_t from,
	size_t to);
/* The same for one of many in their order; *near is 0 at first. */
struct span view_span_near(const struct view *v, uint32_t file, size_t from,
	size_t to, size_t *near);

/*
 * Is there a mark at text[at]? Its length, else 0; *pair its number and
 * *closes whether it ends the segment. Numbers from npairs up are text.
 */
size_t view_mark(const struct view *v, struct str text, size_t at,
	size_t npairs, uint32_t *pair, bool *closes);
/* text without marks; text itself where there are none. */
struct str view_unmark(struct arena *a, const struct view *v, struct str text,
	size_t npairs);

/* The whole file in one language, without marks, byte for byte. */
struct str view_plain(struct arena *a, struct str bytes,
	const struct pairs *pairs, enum side side);

#endif
