/* How long a page takes to read. */
#ifndef DIGLOT_READING_H
#define DIGLOT_READING_H

#include "site/version.h"

/* Minutes, at least 1: words, or characters of scripts without blanks, of
 * what a version shows. */
long reading_minutes(struct arena *scratch, const struct node *root,
	const struct version *v);

#endif
