/*
 * Unified diffs, as `git diff` and `diff -u` write them: read for the lines
 * that a change adds and for the text before it, and written.
 */
#ifndef DIGLOT_UDIFF_H
#define DIGLOT_UDIFF_H

#include "base/buf.h"
#include "base/vec.h"

struct udiff_hunk {
	uint32_t old_at, old_n; /* first line and number of lines, from 1; of */
	uint32_t new_at, new_n; /* no lines the line before */
	struct str body;        /* its lines with their first characters */
};

struct udiff_file {
	/* Paths with '/', git's "a/" and "b/" taken off; "" where the file is
	 * not there before or after. */
	struct str from, to;
	bool binary; /* its text is not in the diff */
	VEC(struct udiff_hunk) hunks;
};

struct udiff {
	VEC(struct udiff_file) files;
	uint32_t bad_line; /* where reading failed, from 1 */
	const char *fault; /* why; NULL: it did not */
};

/*
 * Reads a diff; what stands between the files is passed over. An empty text
 * is a diff without files. False: d->fault. Linear.
 */
bool udiff_read(struct arena *a, struct str text, struct udiff *d);

/* Calls add for each range of lines [from, to] (from 1) that a file gained. */
void udiff_added(const struct udiff_file *f,
	void (*add)(void *ctx, uint32_t from, uint32_t to), void *ctx);

/*
 * The text before the change from the text after it. False: the diff is not
 * one that ends in this text.
 */
bool udiff_before(struct arena *a, const struct udiff_file *f, struct str after,
	struct str *before);

/*
 * The diff from one text to another, with three lines around each change and
 * `path` on both sides; nothing where they are equal.
 */
void udiff_write(struct arena *a, struct buf *out, struct str path,
	struct str before, struct str after);

#endif
