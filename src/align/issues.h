/* Findings of a pair on their way to a translation tool, in the words of
 * ITS 2.0's localization quality issues. */
#ifndef DIGLOT_ISSUES_H
#define DIGLOT_ISSUES_H

#include "align/align.h"
#include "align/formats.h"
#include "align/inline.h"

/* Of all findings; each with its place in `target`, which is the pair's as
 * the format carries it: of another length, places are left out. */
struct export_issue *issues_of(struct arena *a, struct diag *const *findings,
	size_t n, const struct align_pair *p, struct str target);

/* The parts of the target with its issues as marks, whose ids are indexes of
 * p->issues; those that have no place, or cross another, are in none. */
struct parts issues_mark(struct arena *a, const struct parts *parts,
	const struct export_pair *p);

#endif
