/* One file that is named on the command line. */
#ifndef DIGLOT_INPUT_H
#define DIGLOT_INPUT_H

#include "base/arena.h"
#include "base/str.h"

/* The bytes of a file, or of standard input for "-"; at most 8 MiB. False:
 * said why not. */
bool input_read(struct arena *a, struct str path, struct str *bytes);

#endif
