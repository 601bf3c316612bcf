/*
 * What a worker may do is cut down before it reads content: files only
 * under the given directories (Landlock), no sockets, no new programs
 * (seccomp). Where the kernel has neither, it says so and goes on.
 */
#ifndef DIGLOT_CONFINE_H
#define DIGLOT_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

struct confine {
	const char *const *read;  /* directories, NULL-ended */
	const char *const *write; /* directories, NULL-ended */
};

/* False when some of it is not there (errno); irrevocable otherwise. */
bool confine_process(const struct confine *c);

#endif
