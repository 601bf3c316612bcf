/*
 * A block of raw Markdown into sentences. Code, link targets and tags are
 * never cut; '.](url)' and '.**' end one, and so does <br>.
 */
#ifndef DIGLOT_SENTENCES_H
#define DIGLOT_SENTENCES_H

#include "base/arena.h"
#include "base/str.h"

struct sentence {
	uint32_t at, end; /* bytes of the block, no space at the ends */
};

struct sentences {
	struct sentence *p;
	size_t n;
};

/* `lines`: each line is one too, and tags are cut away (HTML blocks). */
struct sentences sentences_of(struct arena *a, struct str raw, bool lines);

#endif
