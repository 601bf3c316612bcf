/*
 * A view of a page into its typed tree.
 */
#ifndef DIGLOT_MARKDOWN_H
#define DIGLOT_MARKDOWN_H

#include "base/diag.h"
#include "mark/alerts.h"
#include "mark/tree.h"
#include "mark/view.h"

extern const struct rule rule_limit_exceeded; /* DG013 */

struct markdown {
	struct arena *arena; /* keeps the tree */
	const struct view *view;
	uint32_t file; /* for spans */
	size_t npairs;
	/* Documentation syntax on, with these kinds; NULL: plain GFM. */
	const struct alert_kinds *alerts;
	struct sink *sink;
};

/*
 * The tree of m->view. The view's text must live as long as the tree.
 * Never NULL: where the text breaks a limit (line 1 MiB, 100 nested
 * containers, 1,000 table columns) the sink has a DG013 and the tree is
 * empty.
 */
struct tree *markdown_parse(const struct markdown *m);

#endif
