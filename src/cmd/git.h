/* The only other program that diglot ever starts, and only when asked to. */
#ifndef DIGLOT_GIT_H
#define DIGLOT_GIT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Runs argv (NULL-ended, the program's name first) and takes its output; it
 * reads nothing, and its own complaints go to stderr. False: it could not be
 * started, failed, or wrote more than 256 MiB, which is said.
 */
bool git_run(struct arena *a, const char *const *argv, struct str *out);

#endif
