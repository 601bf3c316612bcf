/*
 * The words of the interface as a PO file of gettext: msgctxt is the key,
 * msgid the English text.
 */
#ifndef DIGLOT_STRINGS_PO_H
#define DIGLOT_STRINGS_PO_H

#include "base/buf.h"
#include "base/vec.h"
#include "cmd/strings_plural.h"

/* The catalogue of language l; `done` says which of its words are not
 * English for want of better. False: the plural forms cannot be written. */
bool strings_po_write(struct arena *a, const struct locale *english,
	const struct locale *l, bool (*done)(const void *ctx, struct str key),
	const void *ctx, struct buf *out);

struct po_word {
	struct str key, id; /* msgctxt; English, the plural if there is one */
	struct str text[LOCALE_FORMS];
	size_t n; /* texts that were given: 1, or by plural form */
	bool plural;
	size_t line;
};

struct po_words {
	VEC(struct po_word) list; /* translated ones, not fuzzy */
	struct str language;      /* "nl_NL" of the header, or "" */
	struct str plural_forms;  /* of the header, or "" */
};

/* False: *line says where it is no PO file, *why how. */
bool strings_po_read(struct arena *a, struct str bytes, struct po_words *out,
	size_t *line, const char **why);

#endif
