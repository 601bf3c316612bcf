/*
 * Publishing a folder so that a reader sees the old one or the new one,
 * whole. Files that did not change keep their inode; nothing is written
 * when nothing changed.
 *
 *     stage_open(&st, a, "build/site")   parent, before the fork
 *     stage_put(&st, path, bytes)        in any worker, in any order
 *     stage_publish(&st, paths, n)       parent, after the workers
 *
 * The new tree grows beside the old (OUT.stage), one syncfs, then the two
 * change places by renameat2(RENAME_EXCHANGE), or by two renames where the
 * file system cannot. A marker file in OUT says that diglot made it; a
 * folder that is not empty and has none is refused, never deleted.
 * OUT.lock is there during a build.
 */
#ifndef DIGLOT_STAGE_H
#define DIGLOT_STAGE_H

#include "base/arena.h"
#include "base/str.h"

/* The file in each folder that a build made. */
#define STAGE_MARKER ".diglot-site"

struct stage {
	struct arena *arena;
	const char *out;   /* as given, no '/' at the end; a link's target */
	const char *path;  /* OUT.stage */
	int lock_fd;       /* held until publish or abandon */
	int old_fd;        /* the present OUT, -1 if there is none */
	int new_fd;        /* OUT.stage */
	const char *error; /* what failed, for a message; errno beside it,
	                      0 where the text says all */
};

struct stage_counts {
	size_t written, unchanged, removed; /* files */
};

/* False: st->error. Makes the folders above OUT; cleans up after a build
 * that was killed. */
bool stage_open(struct stage *st, struct arena *a, const char *out);
/*
 * Compares with the file that OUT has and writes only what differs. Safe
 * from several processes for different paths. False: errno.
 */
bool stage_put(struct stage *st, struct str path, struct str bytes);
/*
 * The new OUT holds exactly the n paths (sorted by bytes) and the marker,
 * each from the stage or, unchanged, from the old tree. False: st->error,
 * OUT is as it was.
 */
bool stage_publish(struct stage *st, const struct str *paths, size_t n,
	struct stage_counts *counts);
/* Leaves OUT as it was. Nothing after a failed open or a publish. */
void stage_abandon(struct stage *st);

#endif
