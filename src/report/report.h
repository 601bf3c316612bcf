/*
 * Findings as text. A format is one file with one function and one line in
 * formats.c; what they share is in place.c.
 */
#ifndef DIGLOT_REPORT_H
#define DIGLOT_REPORT_H

#include "base/buf.h"
#include "base/map.h"
#include "set/docset.h"

struct report {
	struct arena *arena;
	struct buf *out;
	/* Of a run whose configuration could not be used only `config` of it
	 * is filled in. */
	const struct docset *set;
	struct diag *const *p; /* in order */
	size_t n;
	bool color;
	bool ascii;      /* the terminal does not show UTF-8 */
	struct map seen; /* a format's own use */
};

struct report_format {
	const char *name, *summary;
	void (*write)(struct report *r);
};

extern const struct report_format *const report_formats[]; /* NULL-ended */
extern const struct report_format report_full;
extern const struct report_format report_compact;
extern const struct report_format report_jsonl;

/* NULL if there is none. */
const struct report_format *report_format_find(struct str name);

/* Where a finding is, for a person. */
struct report_place {
	struct str path;       /* from the current directory; "" if nowhere */
	struct source *source; /* indexed; NULL if its text is not at hand */
	struct place from, to; /* `to` is behind the last byte */
};

struct report_place report_place(struct report *r, const struct diag *d);
/*
 * Text that a terminal may be given: control characters, characters that
 * turn the direction of text and bytes that are not UTF-8 are spelled out
 * as <U+202E> and <0xFF>.
 */
void report_escape(struct buf *b, struct str s);
/*
 * 16 hexadecimal digits that stay the same while the finding moves about:
 * rule, path, the text of the span with what is around it, and which of
 * several equal ones it is (counted in r->seen: ask once for each, in
 * order).
 */
struct str report_fingerprint(struct report *r, const struct diag *d,
	const struct report_place *at);
/* The page that a finding is in; NULL outside of pages. */
const struct page *report_page(const struct report *r, const struct diag *d);
/* The first pair that ends behind the offset; NULL if none does. */
const struct pair *report_pair_from(const struct page *p, uint32_t at);
/* The pair that holds the offset, or NULL. */
const struct pair *report_pair(const struct page *p, uint32_t at);

#endif
