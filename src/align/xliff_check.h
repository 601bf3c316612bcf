/*
 * What XLIFF 2.1 demands and no schema can say, and what its schema says
 * besides: this program has no need of one.
 */
#ifndef DIGLOT_XLIFF_CHECK_H
#define DIGLOT_XLIFF_CHECK_H

#include "base/diag.h"
#include "base/map.h"
#include "format/xml_read.h"

#define XLIFF "urn:oasis:names:tc:xliff:document:2.0"
#define XLIFF_MODULE "urn:oasis:names:tc:xliff:"
#define NS_ITS "http://www.w3.org/2005/11/its"

struct xliff_check {
	struct arena *a;
	uint32_t file;
	struct sink *sink;
	struct element *root, *of; /* of: the <file> that is looked at */
	struct map units;          /* of the file: id -> struct element * */
};

/* Findings of a whole file. */
void xliff_verify(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink);

/* A finding at an element; the first hundred are kept. */
void xliff_say(struct xliff_check *c, const struct element *e,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Names, order and number of elements and attributes, and their values:
 * xliff_grammar.c. */
void xliff_grammar(struct xliff_check *c, struct element *root);
/* The codes and marks of a unit, both sides: xliff_codes.c. */
void xliff_codes(struct xliff_check *c, struct element *unit);
/* A reference "#f=f1/u=u1/n=n1" by its form: xliff_refs.c. */
void xliff_fragment(struct xliff_check *c, const struct element *e,
	struct str ref);
/* Does ref point to a note of the unit? */
bool xliff_is_note(const struct xliff_check *c, struct element *unit,
	struct str ref);
/* Elements and attributes of the modules: xliff_modules.c. */
void xliff_modules(struct xliff_check *c, struct element *root);

bool xliff_is_nmtoken(struct str s);
/* Is the value `word` one of the words of a list, parted by spaces? */
bool xliff_is_word(const char *list, struct str word);
/* Is the attribute there and of that value? */
bool xliff_has(const struct element *e, const char *name, const char *value);
bool xliff_is_language(struct str tag);

#endif
