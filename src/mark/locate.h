/*
 * Where inline nodes stand. The library gives no usable columns for them,
 * so a cursor follows the raw text while the tree is walked: what was
 * parsed says what must come next, escapes and entities included.
 */
#ifndef DIGLOT_LOCATE_H
#define DIGLOT_LOCATE_H

#include "base/str.h"

struct locator {
	struct str text; /* the view */
	size_t at;       /* the cursor */
	size_t limit;    /* the block's end */
	int quotes;      /* block quotes around it: '>' to skip on new lines */
};

/*
 * The raw end of `literal` if it stands at text[at] (a backslash escape or
 * an entity may stand for a character, a line may be indented), else
 * STR_NONE.
 */
size_t locate_match(const struct locator *l, size_t at, struct str literal);
/* How many bytes of `literal`, which stands at text[at], come from before
 * the raw offset `stop`. */
size_t locate_index(const struct locator *l, size_t at, struct str literal,
	size_t stop);
/* Moves over literal, looked for a little way ahead; *from is its start. */
void locate_text(struct locator *l, struct str literal, size_t *from);
/* The same for raw HTML: no escapes, no entities. */
void locate_raw(struct locator *l, struct str literal, size_t *from);
/* Moves over the line end, and what begins the next line. */
void locate_line_end(struct locator *l, size_t *from);
/* Moves over a code span, its backticks included. */
void locate_code(struct locator *l, size_t *from);
/* Moves over n of the characters in `set`. */
void locate_delimiter(struct locator *l, const char *set, size_t n,
	size_t *from);
/* Moves over "[", "![" or "<". True: it is an autolink. */
bool locate_link_open(struct locator *l, bool image, size_t *from);
/* Moves over "](...)", "][...]", "]" or ">". True: by reference. */
bool locate_link_close(struct locator *l, bool autolink);
/* Moves over link reference definitions at the cursor. */
void locate_definitions(struct locator *l);

#endif
