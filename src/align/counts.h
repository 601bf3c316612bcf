/*
 * How much there is to translate: words of the source texts, and how much
 * of them a translation memory knows.
 */
#ifndef DIGLOT_COUNTS_H
#define DIGLOT_COUNTS_H

#include "format/exchange.h"
#include "page/page.h"

enum leverage {
	LEVERAGE_TRANSLATED, /* the page has a translation */
	LEVERAGE_EXACT,      /* none, but the memory knows the text */
	LEVERAGE_FUZZY,      /* or one that is alike by 75 % of its words */
	LEVERAGE_NEW,
	LEVERAGES
};

struct counts {
	size_t pairs, words;
	size_t by[LEVERAGES]; /* words */
};

struct memory;

/* Of the entries that have a translation; keeps their texts. */
struct memory *memory_make(struct arena *a,
	const struct exchange_entries *entries);

/* Adds a page. `memory` may be NULL. */
void counts_page(struct arena *scratch, const struct page *p,
	struct str source_locale, const struct memory *memory,
	struct counts *out);
void counts_add(struct counts *to, const struct counts *c);

/* As CSV: the names of the columns, and a row. */
void counts_head(struct buf *out);
void counts_row(struct buf *out, struct str name, const struct counts *c);

#endif
