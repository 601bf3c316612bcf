/* Comma-separated values (RFC 4180), as spreadsheets write and read them. */
#ifndef DIGLOT_CSV_H
#define DIGLOT_CSV_H

#include "base/buf.h"
#include "base/vec.h"

#define CSV_MAX_FIELDS 256

struct csv {
	struct str bytes;
	size_t at;         /* of what is read next */
	char separator;    /* ',', ';' or a tab: as the first line has it */
	const char *fault; /* set when csv_row failed */
};

struct csv_row {
	struct str *p;
	size_t n, cap;
	size_t at; /* offset of its first byte */
};

/* Passes over a byte-order mark. */
void csv_begin(struct csv *c, struct str bytes);
/* The next row; false at the end, or with c->fault at c->at. */
bool csv_row(struct arena *a, struct csv *c, struct csv_row *out);

/* A field, in quotes where it needs them; `last`: and the line's end. */
void csv_put(struct buf *out, struct str field, bool last);

/*
 * Spreadsheets take a text for a formula that begins with '=', '+', '-',
 * '@', a tab or a carriage return. csv_guard puts an apostrophe before it
 * (and before one that looks guarded), csv_unguard takes it away.
 */
bool csv_is_formula(struct str field);
struct str csv_guard(struct arena *a, struct str field);
struct str csv_unguard(struct str field);

#endif
