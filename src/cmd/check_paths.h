/* What `diglot check` is to look at: arguments, a list, standard input. */
#ifndef DIGLOT_CHECK_PATHS_H
#define DIGLOT_CHECK_PATHS_H

#include "base/vec.h"
#include "cmd/command.h"

struct check_paths_list {
	struct str *p;
	size_t n, cap;
};

struct check_paths {
	const char *root; /* folder of the docset */
	struct str *p;    /* paths under it; "" is all of it */
	size_t n;
	bool from_stdin;
	struct str text;          /* of standard input */
	struct overlays overlays; /* the same, where it counts */
};

/* False: said what is wrong. */
bool check_paths_read(struct invocation *inv, struct check_paths *out);
/* Is a path of the docset asked for? */
bool check_paths_want(const struct check_paths *paths, struct str path);

#endif
