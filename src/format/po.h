/*
 * PO files of gettext: entries with a context, an id, perhaps its plural, and
 * a text or a text for each plural form. Comments are left, but for "fuzzy".
 * (GNU gettext manual, "The Format of PO Files".)
 */
#ifndef DIGLOT_PO_H
#define DIGLOT_PO_H

#include "base/buf.h"

#define PO_FORMS 6 /* plural forms that an entry may have */

struct po_entry {
	struct str context, id, plural;
	struct str text[PO_FORMS];
	size_t n; /* texts that are there */
	bool has_context, has_id;
	bool has_forms; /* the texts are plural forms */
	bool fuzzy;
	size_t at, line; /* of its first line; lines from 1 */
};

struct po_reader {
	struct arena *arena;
	struct str bytes, rest;
	bool plurals;      /* else an entry with plural forms is a fault */
	size_t at, line;   /* of the line that was read last */
	const char *fault; /* why reading ended there; NULL: it did not */
	/* the entry in hand */
	struct po_entry entry;
	struct str *field; /* that strings belong to; NULL: none */
	struct buf text;
	bool open, fuzzy_next;
};

/* Passes over a byte-order mark; what is not UTF-8 is a fault at once. */
void po_begin(struct po_reader *r, struct arena *a, struct str bytes,
	bool plurals);
/* The next entry; false at the end, or with r->fault. */
bool po_next(struct po_reader *r, struct po_entry *out);

/* The entry without context and id, whose text is the header. */
bool po_is_header(const struct po_entry *e);
/* What a header says behind a name, "Language:"; "" if it does not. */
struct str po_header_value(struct str header, struct str name);

/* `name` and the text in quotes, a string a line. */
void po_put(struct buf *out, const char *name, struct str text);
/* "nl_NL" of "nl-NL". */
void po_put_language(struct buf *out, struct str tag);

#endif
