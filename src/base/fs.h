/*
 * The disk. Reads are confined: a path never leads out of the directory
 * that it is given with (openat2 with RESOLVE_BENEATH, or a walk that
 * follows no link), and only regular files are read.
 */
#ifndef DIGLOT_FS_H
#define DIGLOT_FS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum fs_result {
	FS_OK,
	FS_MISSING,  /* no such file */
	FS_DENIED,   /* permission */
	FS_ESCAPES,  /* leads out of its root */
	FS_NOT_FILE, /* a directory, FIFO, device, socket */
	FS_TOO_BIG,  /* over the limit */
	FS_ERROR,    /* anything else: errno */
};

/* For a message: "permission denied". */
const char *fs_reason(enum fs_result r);

/* A directory to read under; -1 and errno on failure. Close with close(). */
int fs_open_dir(const char *path);
/* The absolute path of an open folder, whatever path led to it; "". */
struct str fs_dir_path(struct arena *a, int dir);

/*
 * Opens dir/path, confined; flags as for open(), where O_NOFOLLOW forbids
 * links in the whole of path. -1 and errno on failure (EXDEV: it escapes).
 */
int fs_open(int dir, const char *path, int flags);

/* All bytes of dir/path into *out (NUL after the last). */
enum fs_result fs_read(struct arena *a, int dir, struct str path, size_t limit,
	struct str *out);

/* The same of a path that a user names, whose folder is taken as it is. */
enum fs_result fs_read_path(struct arena *a, struct str path, size_t limit,
	struct str *out);

/* The absolute path without links; "" and errno when there is none. */
struct str fs_real_path(struct arena *a, const char *path);

/* Is dir/path a regular file that may be opened? */
bool fs_is_file(int dir, struct str path);

struct fs_entry {
	struct str path;  /* relative to the walk's root */
	uint64_t size;    /* bytes */
	bool regular;     /* else FIFO, device, socket, or a link that leads
	                    out of the root or to a directory */
	bool folder_link; /* a link to a directory, inside or outside */
};

struct fs_list {
	VEC(struct fs_entry) files; /* sorted by bytes of path */
	VEC(struct str) unreadable; /* directories */
};

/*
 * Everything under dir that is not a directory. Links to regular files
 * inside dir count as files; links to directories are not followed.
 * `skip`, if given, is asked for each directory (its path); true skips it.
 */
void fs_walk(struct arena *a, int dir, bool (*skip)(void *ctx, struct str path),
	void *ctx, struct fs_list *out);

/* Writes dir/path, making folders. False: errno. Not atomic. */
bool fs_write(int dir, struct str path, struct str bytes);
/*
 * Puts bytes in the place of the regular file dir/path, all or nothing;
 * its permissions stay. False: errno (ELOOP: it is a link).
 */
bool fs_replace(int dir, struct str path, struct str bytes);
/* Makes the folders that path is to lie in, where missing. False: errno. */
bool fs_make_parents(int dir, const char *path);
/* Removes a tree, or a file; none is fine. False: errno. */
bool fs_remove_tree(int dir, const char *name);

#endif
