/*
 * Comments in documents that hide findings:
 *
 *     <!-- diglot-disable-next-line RULES -- reason -->
 *     <!-- diglot-disable-line RULES -->
 *     <!-- diglot-disable RULES --> ... <!-- diglot-enable RULES -->
 *     <!-- diglot-disable-file RULES -->
 *
 * RULES are ids, names or the start of ids, with commas or spaces between.
 * In YAML the same stands behind a '#'. Code is never read for them.
 * markdownlint's comments of the same form count for the rules that have an
 * alias of its, unless the configuration says suppressions.markdownlint:
 * false.
 */
#ifndef DIGLOT_SUPPRESS_H
#define DIGLOT_SUPPRESS_H

#include "check/levels.h"

extern const struct rule rule_suppression_unused; /* DG004 */

struct suppress {
	const struct docset *set;
	const struct levels *levels;
	bool partial; /* not all rules ran, so that none of the comments can
	                 be called useless for sure */
	bool narrow;  /* the same for a comment on several rules, not all of
	                 which are on */
	const bool *plain; /* by file: known to have no comment; or NULL */
	struct sink *sink; /* for comments that have no effect */
};

/* May there be a comment in a file? False is sure. */
bool suppress_may_be_in(struct str bytes);
/* Marks the findings (sorted by file) that a comment hides. */
void suppress_mark(const struct suppress *s, struct diag *const *p, size_t n);
/* Moves marked findings out of p[0..*n) to out->hidden. */
void suppress_split(struct arena *a, struct diag **p, size_t *n,
	struct findings *out);

#endif
