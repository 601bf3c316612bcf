/*
 * Findings that follow from another: a code block that is never closed
 * hides headings, and links to them are not broken by themselves.
 */
#ifndef DIGLOT_FOLD_H
#define DIGLOT_FOLD_H

#include "set/docset.h"

/*
 * Takes out of p[0..*n), sorted by place, what follows from a finding that
 * spoils a part of its file (diag.spoils), or from one of the same pair
 * (diag.causes); the hint of that one says how many there were.
 */
void fold_findings(const struct docset *s, struct diag **p, size_t *n);

#endif
