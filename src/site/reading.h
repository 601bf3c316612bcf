/* How long a page takes to read. */
#ifndef DIGLOT_READING_H
#define DIGLOT_READING_H

#include "mark/tree.h"

/* Minutes, at least 1: words, or characters of scripts without blanks. */
long reading_minutes(const struct node *root);

#endif
