/* Checklists of the pages of a docset: what steps/ cannot see of it. */
#ifndef DIGLOT_SITE_CHECKLIST_H
#define DIGLOT_SITE_CHECKLIST_H

#include "set/docset.h"
#include "steps/checklist.h"

/*
 * The checklist of file `file`. A page that is the translation of another
 * file takes that one's ids where both have the same shape. Of a page for
 * several versions it is that of the newest. NULL: it failed or is no
 * Markdown.
 */
struct checklist *checklist_of_page(struct arena *a, const struct docset *set,
	const struct words *words, uint32_t file);

/* The language that the page's front matter says it is in; or "". */
struct str checklist_page_locale(struct arena *a, const struct page *p);

/* Index of the docset's source locale, SIZE_MAX if it has none. */
size_t checklist_source_locale(const struct docset *set);

#endif
