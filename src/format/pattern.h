/* Regular expressions of a schema, in a bounded number of steps. */
#ifndef DIGLOT_PATTERN_H
#define DIGLOT_PATTERN_H

#include "base/str.h"

/* Does anything in the text match? A pattern that is none, or that takes too
 * long, fits everything. */
bool pattern_fits(struct str pattern, struct str text);
/* Is it a regular expression? */
bool pattern_is_sound(struct str pattern);

#endif
