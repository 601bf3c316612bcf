/* A bilingual page against its source page of today. */
#ifndef DIGLOT_STALE_H
#define DIGLOT_STALE_H

#include "align/align.h"

/*
 * Sets the status of the pairs whose source text is no longer on the source
 * page, and the page's list of sentences that no pair has. By words alone:
 * markup, case and punctuation do not count.
 */
void stale_compare(struct arena *a, struct align_page *p, struct str source);

#endif
