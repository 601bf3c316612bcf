/* Help texts out of the option tables. */
#ifndef DIGLOT_HELP_H
#define DIGLOT_HELP_H

#include "cmd/command.h"

/* -h (all false) and --help; c NULL: of the program. Exit status. */
int help_write(struct invocation *inv, const struct command *c, bool all);

#endif
