/* TeX's commands that are one character, or one word. */
#ifndef DIGLOT_MATHML_SYMBOLS_H
#define DIGLOT_MATHML_SYMBOLS_H

#include "base/str.h"

enum symbol_kind { SYMBOL_LETTER, SYMBOL_OPERATOR, SYMBOL_WORD };

struct symbol {
	const char *name, *text;
	enum symbol_kind kind;
};

/* NULL: there is none of this name. */
const struct symbol *symbol_find(struct str name);

#endif
