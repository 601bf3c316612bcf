/* The attributes of a directive: name="value" name="value" ... */
#ifndef DIGLOT_ATTRS_H
#define DIGLOT_ATTRS_H

#include "base/str.h"

#define ATTRS_MAX 32

struct attr {
	struct str name, value;
};

struct attrs {
	struct attr p[ATTRS_MAX];
	size_t n;
	/* What is wrong with the text, for a message; NULL if nothing is.
	 * `bad` is where. */
	const char *error;
	struct str bad;
};

/* Names are case-sensitive; a value is quoted with " and may hold \" . */
void attrs_parse(struct str text, struct attrs *out);
/* NULL if it is not there. */
const struct str *attrs_get(const struct attrs *a, struct str name);

#endif
