/* --baseline, --write-baseline and --prune-baseline of check. */
#ifndef DIGLOT_KNOWN_H
#define DIGLOT_KNOWN_H

#include "check/baseline.h"
#include "cmd/command.h"

struct known {
	struct invocation *inv;
	bool hide, write, prune;
	const char *file;
	bool some; /* not all rules ran: nobody knows what is mended */
	struct baseline entries;
};

/* What the options and the configuration say; false: they make no sense
 * together, said. */
bool known_options(struct invocation *inv, const struct policy *policy,
	struct known *out);
/* Reads the file, if it is needed: by default that in the docset's root.
 * False: said. */
bool known_begin(struct known *job, struct str root);
/* For struct check_options, as `sift`: ctx is the job. */
void known_sift(void *ctx, const struct docset *s, struct diag *const *p,
	size_t n);
/* Writes the file, if that is asked for. False: said. */
bool known_end(struct known *job);

#endif
