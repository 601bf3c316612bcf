/*
 * Findings that are known: a list in a file, by fingerprint, so that only
 * new ones count. The findings must have been given theirs (diag.print).
 */
#ifndef DIGLOT_BASELINE_H
#define DIGLOT_BASELINE_H

#include "base/buf.h"
#include "base/map.h"
#include "set/docset.h"

struct baseline {
	struct map entries; /* fingerprint -> struct baseline_entry * */
	size_t met;         /* entries that a finding was there for */
};

struct baseline_entry {
	struct str print, rule, file, message;
	bool met;
};

/* False: the text is not a baseline's. */
bool baseline_read(struct arena *a, struct str text, struct baseline *out);
/* An entry for each finding that no comment hides. */
void baseline_take(struct arena *a, const struct docset *s,
	struct diag *const *p, size_t n, struct baseline *out);
/* Hides the findings that have an entry. */
void baseline_mark(struct baseline *b, struct diag *const *p, size_t n);
/* The file's text; `met_only` leaves out what is mended. */
void baseline_write(const struct baseline *b, bool met_only, struct buf *out);

#endif
