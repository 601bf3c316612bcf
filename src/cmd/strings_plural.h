/*
 * Plural forms as gettext has them, numbers by an expression, against CLDR's
 * names.
 */
#ifndef DIGLOT_STRINGS_PLURAL_H
#define DIGLOT_STRINGS_PLURAL_H

#include "set/locale.h"

struct plural {
	struct str expression;         /* "n != 1" */
	size_t n;                      /* forms */
	struct str form[LOCALE_FORMS]; /* CLDR's name of each; "": no number
	                                  has it */
};

/* Of a language. False: no expression that is known here says what its
 * rules say. */
bool plural_of(struct arena *a, const struct locale *l, struct plural *out);
/* What the forms of a file with this header are called: the text behind
 * "Plural-Forms:". False: it cannot be read. */
bool plural_read(struct arena *a, const struct locale *l, struct str header,
	struct plural *out);

#endif
