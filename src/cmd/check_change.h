/*
 * --diff and --changed-since of check: what a change added, and the docset
 * before it, so that only findings of the change are shown.
 */
#ifndef DIGLOT_CHECK_CHANGE_H
#define DIGLOT_CHECK_CHANGE_H

#include "base/map.h"
#include "check/check.h"
#include "cmd/command.h"

enum change_scope {
	CHANGE_FOLLOW_ON, /* on added lines, and what is new anywhere else */
	CHANGE_FILES,     /* in changed files */
	CHANGE_LINES,     /* on added lines */
};

struct change {
	bool given;
	enum change_scope scope;
	struct map files;       /* changed ones: path -> struct added * */
	struct overlays before; /* the docset as it was */
	struct map known;       /* fingerprints of findings before */
};

/* Reads the options and the diff, of the docset at `root`. Without one of
 * them `given` stays false. False: said. */
bool change_read(struct invocation *inv, const char *root, struct change *out);
/* The findings before the change; they get their fingerprints. */
void change_know(struct change *c, const struct docset *before,
	const struct findings *f);
/*
 * Leaves of findings, which have their fingerprints, those of the change;
 * marks those elsewhere that follow from it. The number that is left.
 */
size_t change_filter(const struct change *c, const struct docset *s,
	struct diag **p, size_t n);

#endif
