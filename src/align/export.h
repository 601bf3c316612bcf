/* A page as an exchange format takes it. */
#ifndef DIGLOT_EXPORT_H
#define DIGLOT_EXPORT_H

#include "align/align.h"
#include "align/formats.h"
#include "page/page.h"

struct export_options {
	struct str path; /* of the page */
	/* only pairs without a target, or whose target is the source and has
	 * four words or more */
	bool untranslated;
	bool any_character;              /* control characters stay */
	const struct align_page *review; /* with the findings; may be NULL */
};

/* The pairs of p that have source text. NULL: there are none. */
struct export_page *export_make(struct arena *a, const struct page *p,
	const struct export_options *o);

/* What the page itself says that it is in; "" if it does not. */
struct str export_language(struct arena *a, const struct page *p);

#endif
