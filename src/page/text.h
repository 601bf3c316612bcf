/* The plain text of a part of a tree. */
#ifndef DIGLOT_TEXT_H
#define DIGLOT_TEXT_H

#include "mark/tree.h"

/*
 * Text, code and alternative texts below n; breaks become spaces, HTML is
 * left out; white space at the ends is trimmed. Stops at includes.
 */
struct str text_of(struct arena *a, const struct node *n);

#endif
