/* Names for many rules at once: each is in one group and may have a tag. */
#ifndef DIGLOT_GROUPS_H
#define DIGLOT_GROUPS_H

#include "base/diag.h"

/* "links"; by the id, so that every rule has one. */
const char *group_of(const struct rule *r);
/* Is the word the rule's group or tag? */
bool group_takes(struct str word, const struct rule *r);
/* Is there a group or tag of that name? */
bool group_exists(struct str word);

/* All groups in the order of ids, then the tags, then NULL. */
const char *group_word(size_t i);

#endif
