/* cmark-gfm, as this program uses it. Seen by markdown.c alone. */
#ifndef DIGLOT_LIBRARY_H
#define DIGLOT_LIBRARY_H

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "mark/alerts.h"

/* The tree lives until library_forget. alerts, not NULL: lines of block syntax
 * become marks, with these kinds of alerts, and there are footnotes. */
cmark_node *library_parse(struct str text, const struct alert_kinds *alerts);
bool library_is_mark(cmark_node *n);
/* Takes back all memory of the trees made since the last time. */
void library_forget(void);

#endif
