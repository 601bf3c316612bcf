/*
 * What is refused before it is parsed: the library is quadratic in some
 * shapes of text that no real page has (the largest of 23,407 real pages
 * had 7 nested quotes, 15 columns, a line of 21,639 bytes).
 */
#ifndef DIGLOT_LIMITS_H
#define DIGLOT_LIMITS_H

#include "mark/markdown.h"

#define LIMIT_FILE ((size_t)8 << 20)
#define LIMIT_LINE ((size_t)1 << 20)
#define LIMIT_CONTAINERS 100
#define LIMIT_COLUMNS 1000

/* False: the text breaks a limit; the sink has the finding. */
bool limits_check(const struct markdown *m);

#endif
