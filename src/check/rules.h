/* All rules of the program. */
#ifndef DIGLOT_RULES_H
#define DIGLOT_RULES_H

#include "base/diag.h"

/* Sorted by id, NULL-ended. */
extern const struct rule *const rules[];
extern const size_t rules_count;

/* By id (in any case) or name; NULL if there is none. */
const struct rule *rule_find(struct str id_or_name);
/* Index in rules. The rule must be listed. */
size_t rule_index(const struct rule *r);
/* Id, name, the first digits of ids ("DG3"), or "all". */
bool rule_matches(const struct rule *r, struct str pattern);
/* The id or name that is nearest to a misspelt one; NULL: none is near. */
const char *rule_nearest(struct str word);

#endif
