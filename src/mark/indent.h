/*
 * What stands in `:::row:::` and `:::column:::` is indented for the eye;
 * as Markdown that would be code. A view without this indentation.
 */
#ifndef DIGLOT_INDENT_H
#define DIGLOT_INDENT_H

#include "mark/view.h"

/* *v itself where there are no rows. Linear. */
struct view indent_cut(struct arena *a, const struct view *v);

#endif
