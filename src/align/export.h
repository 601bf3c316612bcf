/* A page as an exchange format takes it. */
#ifndef DIGLOT_EXPORT_H
#define DIGLOT_EXPORT_H

#include "align/formats.h"
#include "page/page.h"

/*
 * The pairs of p that have source text; with `untranslated` only those
 * without a target, or whose target is the source and has four words or
 * more. `any_character`: control characters stay. NULL: there are none.
 */
struct export_page *export_make(struct arena *a, const struct page *p,
	struct str path, bool untranslated, bool any_character);

#endif
