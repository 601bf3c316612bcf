/*
 * The text of a page as it is written, in its own language: the target view
 * of a bilingual page. For rules about what the tree no longer shows.
 * Offsets are those of the view; a finding wants raw_span.
 */
#ifndef DIGLOT_CHECK_RAW_H
#define DIGLOT_CHECK_RAW_H

#include "check/family.h"

struct range {
	size_t from, to;
};

/* What raw_prose puts in the place of everything that is no prose. */
#define RAW_BLANK '\x01'

struct str raw_text(const struct check *c);
/* Where a node stands. */
struct range raw_range(const struct check *c, const struct node *n);
/* The same of HTML: the library leaves the last line of some blocks out. */
struct range raw_html(const struct check *c, const struct node *n);
struct str raw_of(const struct check *c, struct range r);
struct span raw_span(const struct check *c, size_t from, size_t to);
/* The offset of a slice of the view's own text; STR_NONE: it is a copy. */
size_t raw_offset(const struct check *c, struct str slice);
/* The end of the line that `at` is in, and the begin. */
size_t raw_line_end(const struct check *c, size_t at);
size_t raw_line_start(const struct check *c, size_t at);
/* `at`, or behind the marks of segments and white space that stand there. */
size_t raw_skip_marks(const struct check *c, size_t at, bool spaces);

/* No other language between the two offsets: an edit may replace them. */
bool raw_is_one(const struct check *c, size_t from, size_t to);
/*
 * diag_mend for a range of the view, which is not empty. False, and the
 * finding cannot be mended at all: another language stands in it.
 */
bool raw_mend(const struct check *c, struct diag *d, enum mend mend,
	size_t from, size_t to, struct str text);

/*
 * A copy of the range of a paragraph, heading or cell in which code, HTML,
 * links, images, directives and the marks of segments are blank; bare URLs
 * too with `urls`. In scratch; byte i stands at r.from + i.
 */
struct str raw_prose(const struct check *c, const struct node *block,
	struct range *r, bool urls);

/* An edit of the part of a URL that a slice of ref->url is. */
void raw_mend_url(const struct check *c, struct diag *d, enum mend mend,
	const struct reference *ref, struct span at, struct str part,
	struct str text);

#endif
