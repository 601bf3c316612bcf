/* The only other program that diglot ever starts, and only when asked to. */
#ifndef DIGLOT_GIT_H
#define DIGLOT_GIT_H

#include "base/arena.h"
#include "base/str.h"

enum git_result {
	GIT_DONE,
	GIT_MISSING, /* there is no git, or it cannot be started */
	GIT_FAILED,  /* it said no, or more than 256 MiB */
};

/*
 * Runs git in the folder `root` with at most 20 words (NULL-ended) and takes
 * its output. It reads nothing, and its own complaints go to stderr or, if
 * not `loud`, nowhere. It is told to trust nothing that the folder could
 * have brought along: no bare repository, no monitor, no signatures.
 */
enum git_result git_run(struct arena *a, const char *root, bool loud,
	const char *const *words, struct str *out);

#endif
