/* One file that is named on the command line. */
#ifndef DIGLOT_INPUT_H
#define DIGLOT_INPUT_H

#include "base/arena.h"
#include "base/str.h"

/* The bytes of a file, or of standard input for "-"; at most 8 MiB. False:
 * said why not. */
bool input_read(struct arena *a, struct str path, struct str *bytes);

/* The same of what may be a pipe, such as a shell's <(...), and longer: a
 * list or a diff; what is over 256 MiB is left out. */
bool input_read_any(struct arena *a, const char *path, struct str *bytes);

#endif
