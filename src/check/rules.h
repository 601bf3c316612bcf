/* All rules of the program. */
#ifndef DIGLOT_RULES_H
#define DIGLOT_RULES_H

#include "set/config.h"

/* Sorted by id, NULL-ended. */
extern const struct rule *const rules[];
extern const size_t rules_count;

/* By id (in any case), name or alias; NULL if there is none. */
const struct rule *rule_find(struct str word);
/* Index in rules. The rule must be listed. */
size_t rule_index(const struct rule *r);
/* What a map by names of rules has for r, under its id, its name or an alias;
 * NULL: nothing. */
void *rule_in_map(const struct map *m, const struct rule *r);
/* What the configuration sets of option `name` of r, else its default; the
 * rule must have the option. A flag is 0 or 1. */
double rule_number(const struct config *c, const struct rule *r,
	const char *name);
/* The list that it sets of an option of words; NULL: none. */
const struct value *rule_words(const struct config *c, const struct rule *r,
	const char *name);
/* Is the word its id, name or alias, its group or one of its tags? An alias
 * that several rules have is the first one's. */
bool rule_is_meant(const struct rule *r, struct str word);
/* The same with all rules of an alias; the first digits of ids ("DG3"); or
 * "all". */
bool rule_matches(const struct rule *r, struct str pattern);
/* The name of a rule, group or tag that is nearest to a misspelt one; NULL:
 * none is near. */
const char *rule_nearest(struct str word);

#endif
