/* The leaf blocks of a one-language page in a row, cut into sentences. */
#ifndef DIGLOT_BEADS_BLOCKS_H
#define DIGLOT_BEADS_BLOCKS_H

#include "lang/score.h"
#include "lang/sentences.h"
#include "page/page.h"

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_BULLET,
	BLOCK_NUMBER,
	BLOCK_ROW,
	BLOCK_HTML,
	/* those without words: compared by what they hold */
	BLOCK_CODE,
	BLOCK_IMAGE,
	BLOCK_DIRECTIVE,
	BLOCK_ALERT,
	BLOCK_RULE,
	BLOCK_KINDS
};

#define BLOCK_CELLS_MAX 64

struct block {
	enum block_kind kind;
	int level;      /* of a heading; depth of lists */
	int quotes;     /* alerts and quotes around it */
	struct str raw; /* bytes of the file */
	uint32_t at;    /* where raw begins */
	struct unit unit;
	uint32_t s, ns;    /* sentences */
	uint32_t cells;    /* of a row */
	uint32_t *lengths; /* of the cells */
};

struct piece_of_text {
	uint32_t at, end; /* bytes of the file */
	uint32_t block, cell;
	struct unit unit;
};

struct blocks {
	struct block *p;
	size_t n;
	struct piece_of_text *s; /* sentences */
	size_t ns;
};

static inline bool block_is_fixed(const struct block *b)
{
	return b->kind >= BLOCK_CODE;
}

/* Of the page's only language; what is made lives in `a`. */
struct blocks blocks_of(struct arena *a, const struct page *p);

#endif
