/* Headings, their ids, and everything else that a link can point at. */
#ifndef DIGLOT_OUTLINE_H
#define DIGLOT_OUTLINE_H

#include "page/page.h"

/*
 * Fills headings and anchors. A heading's id is the <a name> or <a id> that
 * stands first in it (the tag then goes away), else the slug of the source
 * heading, else of its own text; a second use gets "-1".
 */
void outline_make(struct arena *a, struct page *p);

/* docfx's slug: letters and digits of any script, '-' and '_', in lower
 * case; a space is '-'; nothing else. "section" if that is nothing. */
struct str outline_slug(struct arena *a, struct str text);

#endif
