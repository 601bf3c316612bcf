/*
 * The glossary of a docset: the files that `terms` of diglot.yml names, CSV
 * or TBX, as lists by locale. Read once in the parent, then const.
 */
#ifndef DIGLOT_CHECK_TERMS_H
#define DIGLOT_CHECK_TERMS_H

#include "lang/words.h"
#include "set/docset.h"

struct term {
	struct str source;   /* "" only of one that is forbidden */
	struct str *targets; /* one of them will do */
	size_t ntargets;
	bool keep;      /* stays as it is in every language */
	bool forbidden; /* the targets must not be there */
	bool exact;     /* upper and lower case count */
	struct str note;
	struct words words; /* of the source; of the target if forbidden */
};

/* Of one locale; sorted by the first word, the longest first. */
struct terms {
	struct term *p;
	size_t n, cap;
};

/* By locale; NULL: there is no glossary. What cannot be read is a finding. */
struct terms *terms_load(const struct docset *s, struct sink *sink);
/* The first of those that begin with the word; NULL: none. */
const struct term *terms_find(const struct terms *t, uint32_t word);

#endif
