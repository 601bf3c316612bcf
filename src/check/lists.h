/* Lists as they are typed: lists.c and typed.c. */
#ifndef DIGLOT_CHECK_LISTS_H
#define DIGLOT_CHECK_LISTS_H

#include "check/family.h"

/* Letters and bullets typed as text at the lines of a paragraph. */
void check_typed(struct check *c, const struct node *paragraph);

#endif
