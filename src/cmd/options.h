/* The command line, by tables. */
#ifndef DIGLOT_OPTIONS_H
#define DIGLOT_OPTIONS_H

#include "cmd/command.h"

/*
 * Fills command, given and paths of inv. Long options as --name VALUE and
 * --name=VALUE, short ones as -xVALUE and -x VALUE, flags may be bundled;
 * options and paths mix, "--" ends options, "-" is a path. False: a bad
 * command line; *error says what is wrong, lower case, no full stop.
 */
bool options_parse(struct invocation *inv, int argc, char **argv,
	struct str *error);
/* -c, -j, -q and the other global options into their fields. */
bool options_apply(struct invocation *inv, struct str *error);

#endif
