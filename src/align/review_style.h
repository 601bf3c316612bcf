/*
 * What the review pages have in common: style, script, and the frame. Each
 * file stands alone.
 */
#ifndef DIGLOT_REVIEW_STYLE_H
#define DIGLOT_REVIEW_STYLE_H

#include "base/buf.h"

/* Up to the body, and from there to the end; `script`: with the filters. */
void review_open(struct buf *out, struct str title);
void review_close(struct buf *out, bool script);

/* The last part of each form: search, how many are shown, keys. */
extern const char review_search[];

#endif
