/*
 * A tree of files into a published folder. At each moment OUT is the old
 * tree or the new one, whole; OUT.stage is a tree that may be thrown away,
 * and carries the marker from its first moment to its last, so that what
 * has none is somebody else's and stays.
 */
#include "base/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "base/vec.h"

#define PAUSE_US 20000

/* What is to be done; the paths have a NUL at their end. */
struct plan {
	VEC(struct str) links; /* unchanged: from the old tree */
	VEC(struct str) extra; /* staged, but not to be published */
	struct stage_counts counts;
};

static bool fail(struct stage *st, const char *what)
{
	st->error = what;
	return false;
}

/* For errors that are not the system's. */
static bool refuse(struct stage *st, const char *why)
{
	errno = 0;
	return fail(st, why);
}

static const char *beside(const struct stage *st, const char *suffix)
{
	return str_cat(st->arena, str_of(st->out), str_of(suffix)).p;
}

static bool has_marker(int dir)
{
	return faccessat(dir, STAGE_MARKER, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The next name in dir but '.', '..' and the marker; NULL at the end. */
static const char *next_name(DIR *dir)
{
	struct dirent *d;

	while ((d = readdir(dir))) {
		struct str name = str_of(d->d_name);
		if (!str_eq(name, S(".")) && !str_eq(name, S("..")) &&
			!str_eq(name, S(STAGE_MARKER)))
			return d->d_name;
	}
	return NULL;
}

static DIR *open_names(const char *path)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = open(path, flags);

	return fd < 0 ? NULL : fdopendir(fd);
}

/* True if path is a folder of ours, or empty; errno 0 if it is neither. */
static bool is_ours(const char *path)
{
	DIR *dir = open_names(path);

	if (!dir)
		return false;
	bool ours = has_marker(dirfd(dir)) || !next_name(dir);
	closedir(dir);
	errno = 0;
	return ours;
}

/* The marker goes last: a removal that is cut short can be done again. */
static bool remove_ours(const char *path)
{
	DIR *dir = open_names(path);
	const char *name;
	bool ok = true;

	if (!dir)
		return errno == ENOENT;
	while (ok && (name = next_name(dir)))
		ok = fs_remove_tree(dirfd(dir), name);
	ok = ok && fs_remove_tree(dirfd(dir), STAGE_MARKER);
	int error = errno;
	closedir(dir);
	errno = error;
	return ok && rmdir(path) == 0;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Lets go of everything; errno is kept for the message. */
static void release(struct stage *st)
{
	int error = errno;

	if (st->lock_fd >= 0)
		unlink(beside(st, ".lock"));
	close_fd(&st->old_fd);
	close_fd(&st->new_fd);
	close_fd(&st->lock_fd);
	errno = error;
}

/* The name of OUT: a link is replaced where it leads to. */
static bool set_names(struct stage *st, const char *given)
{
	struct str out = str_of(given);
	char real[PATH_MAX];
	struct stat info;

	while (out.n > 1 && out.p[out.n - 1] == '/')
		out.n--;
	st->out = str_z(st->arena, out);
	if (lstat(st->out, &info) == 0 && S_ISLNK(info.st_mode)) {
		if (!realpath(st->out, real))
			return fail(st, "cannot follow the output link");
		st->out = str_z(st->arena, str_of(real));
	}
	st->path = beside(st, ".stage");
	struct str name = path_base(str_of(st->out));
	if (name.n == 0 || str_eq(name, S(".")) || str_eq(name, S("..")))
		return refuse(st, "the output folder must have a name");
	return true;
}

/*
 * The file is unlinked by who holds it, so that a lock counts only while
 * the name still leads to the file that is locked. The workers of a build
 * that was killed hold it until they are gone too.
 */
static bool lock(struct stage *st)
{
	int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
	const char *name = beside(st, ".lock");
	struct stat held, named;
	int patience = 10;

	for (;;) {
		int fd = open(name, flags, 0666);
		if (fd < 0)
			return fail(st, "cannot make the lock file");
		if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
			int error = errno;
			close(fd);
			errno = error;
			if (error != EWOULDBLOCK)
				return fail(st, "cannot lock the output");
			if (--patience == 0)
				return refuse(st, "another build is running");
			usleep(PAUSE_US);
			continue;
		}
		if (fstat(fd, &held) == 0 && stat(name, &named) == 0 &&
			held.st_ino == named.st_ino &&
			held.st_dev == named.st_dev) {
			st->lock_fd = fd;
			return true;
		}
		close(fd);
	}
}

/* Undoes what a build that was killed has left beside OUT. */
static bool recover(struct stage *st)
{
	const char *old = beside(st, ".old");
	DIR *dir = open_names(old);
	bool ours = dir && has_marker(dirfd(dir));

	if (dir)
		closedir(dir);
	if (ours && access(st->out, F_OK) < 0) {
		if (rename(old, st->out) < 0)
			return fail(st, "cannot bring the old site back");
	} else if (ours && !remove_ours(old)) {
		return fail(st, "cannot remove what is left of a build");
	}
	if (!is_ours(st->path) && errno != ENOENT) {
		struct str what = str_printf(st->arena, "'%s' is in the way",
			st->path);

		return fail(st, what.p);
	}
	if (!remove_ours(st->path))
		return fail(st, "cannot remove what is left of a build");
	return true;
}

static bool open_old(struct stage *st)
{
	if (!is_ours(st->out)) {
		if (errno == ENOENT)
			return true;
		if (errno == ENOTDIR)
			return refuse(st, "the output is not a folder");
		if (errno)
			return fail(st, "cannot read the output folder");
		return refuse(st, "the output folder was not made by diglot "
				  "and is not empty");
	}
	st->old_fd = fs_open_dir(st->out);
	if (st->old_fd < 0)
		return fail(st, "cannot read the output folder");
	return true;
}

static bool open_new(struct stage *st)
{
	struct str text = S("Made by diglot, which removes what is not its "
			    "own from this folder.\n");

	if (mkdir(st->path, 0777) < 0)
		return fail(st, "cannot make the folder for the new site");
	st->new_fd = fs_open_dir(st->path);
	if (st->new_fd < 0 || !fs_write(st->new_fd, S(STAGE_MARKER), text))
		return fail(st, "cannot write the new site");
	return true;
}

bool stage_open(struct stage *st, struct arena *a, const char *out)
{
	*st = (struct stage){ .arena = a,
		.lock_fd = -1,
		.old_fd = -1,
		.new_fd = -1 };
	if (!set_names(st, out))
		return false;
	if (!fs_make_parents(AT_FDCWD, st->out))
		return fail(st, "cannot make the folder above the output");
	if (lock(st) && recover(st) && open_old(st) && open_new(st))
		return true;
	stage_abandon(st);
	return false;
}

/* True if the open file holds exactly these bytes. */
static bool holds(int fd, struct str bytes)
{
	char block[32 << 10];
	struct stat info;

	if (fstat(fd, &info) < 0 || !S_ISREG(info.st_mode) ||
		(uint64_t)info.st_size != bytes.n)
		return false;
	while (bytes.n) {
		ssize_t n = read(fd, block, sizeof(block));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || (size_t)n > bytes.n ||
			memcmp(block, bytes.p, (size_t)n) != 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

bool stage_put(struct stage *st, struct str path, struct str bytes)
{
	int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	char z[PATH_MAX];
	int fd = -1;

	if (path.n < sizeof(z) && st->old_fd >= 0) {
		snprintf(z, sizeof(z), "%.*s", STR_ARG(path));
		fd = fs_open(st->old_fd, z, flags);
	}
	bool same = fd >= 0 && holds(fd, bytes);
	close_fd(&fd);
	return same || fs_write(st->new_fd, path, bytes);
}

/* What the walk finds but the marker, which is no file of the site. */
static void list_files(struct arena *a, int dir, struct fs_list *out)
{
	size_t n = 0;

	fs_walk(a, dir, NULL, NULL, out);
	for (size_t i = 0; i < out->files.n; i++)
		if (!str_eq(out->files.p[i].path, S(STAGE_MARKER)))
			out->files.p[n++] = out->files.p[i];
	out->files.n = n;
}

/*
 * The entry for path, NULL if there is none; *at moves behind it. What is
 * passed over on the way there is counted and, with skipped, noted.
 */
static const struct fs_entry *advance(struct arena *a,
	const struct fs_list *list, size_t *at, const struct str *path,
	struct plan *skipped)
{
	while (*at < list->files.n) {
		const struct fs_entry *e = &list->files.p[*at];
		int c = path ? str_cmp(e->path, *path) : -1;
		if (c > 0)
			break;
		++*at;
		if (c == 0)
			return e;
		if (skipped)
			vec_push(a, &skipped->extra, e->path);
	}
	return NULL;
}

static bool refuse_missing(struct stage *st, struct str path)
{
	struct str text = str_printf(st->arena, "'%.*s' was not written",
		STR_ARG(path));

	return refuse(st, text.p);
}

/* Merges three sorted lists: what is wanted, what is staged, what is old. */
static bool make_plan(struct stage *st, const struct str *paths, size_t n,
	struct plan *plan)
{
	struct fs_list old = { 0 }, staged = { 0 };
	size_t i = 0, j = 0, kept = 0;

	if (st->old_fd >= 0)
		list_files(st->arena, st->old_fd, &old);
	list_files(st->arena, st->new_fd, &staged);
	for (size_t k = 0; k < n; k++) {
		if (k && str_eq(paths[k], paths[k - 1]))
			continue;
		const struct fs_entry *e = advance(st->arena, &old, &i,
			&paths[k], NULL);
		kept += e != NULL;
		if (advance(st->arena, &staged, &j, &paths[k], plan)) {
			plan->counts.written++;
		} else if (e && e->regular) {
			plan->counts.unchanged++;
			vec_push(st->arena, &plan->links, e->path);
		} else {
			return refuse_missing(st, paths[k]);
		}
	}
	advance(st->arena, &staged, &j, NULL, plan);
	plan->counts.removed = old.files.n - kept;
	return true;
}

static bool copy_file(struct stage *st, struct str path)
{
	struct arena scratch;
	struct str bytes;

	arena_init(&scratch);
	bool ok = fs_read(&scratch, st->old_fd, path, SIZE_MAX / 4, &bytes) ==
			  FS_OK &&
		  fs_write(st->new_fd, path, bytes);
	arena_release(&scratch);
	return ok;
}

static bool link_file(struct stage *st, struct str path)
{
	int old = st->old_fd, new = st->new_fd;
	int flags = AT_SYMLINK_FOLLOW;

	if (linkat(old, path.p, new, path.p, flags) == 0)
		return true;
	if (errno == ENOENT && fs_make_parents(new, path.p) &&
		linkat(old, path.p, new, path.p, flags) == 0)
		return true;
	/* Another's file, too many links, or a file system without them. */
	if (errno == EPERM || errno == EMLINK || errno == EXDEV ||
		errno == EOPNOTSUPP || errno == ENOSYS)
		return copy_file(st, path);
	return false;
}

static bool fill_stage(struct stage *st, const struct plan *plan)
{
	for (size_t i = 0; i < plan->extra.n; i++)
		if (unlinkat(st->new_fd, plan->extra.p[i].p, 0) < 0)
			return fail(st, "cannot remove a half-written file");
	for (size_t i = 0; i < plan->links.n; i++)
		if (!link_file(st, plan->links.p[i]))
			return fail(st, "cannot link an unchanged file");
	if (syncfs(st->new_fd) < 0)
		return fail(st, "cannot store the new site");
	return true;
}

/* Where a file system cannot exchange; recover() mends what is cut short. */
static bool swap_by_renames(const struct stage *st)
{
	const char *old = beside(st, ".old");

	if (rename(st->out, old) < 0)
		return false;
	if (rename(st->path, st->out) < 0) {
		int error = errno;
		(void)rename(old, st->out);
		errno = error;
		return false;
	}
	(void)rename(old, st->path);
	return true;
}

/* OUT becomes what was staged; the old tree is then in OUT.stage. */
static bool swap(const struct stage *st)
{
	if (st->old_fd < 0)
		return rename(st->path, st->out) == 0;
	int rc = renameat2(AT_FDCWD, st->path, AT_FDCWD, st->out,
		RENAME_EXCHANGE);
	if (rc == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return swap_by_renames(st);
}

static bool sync_parent(struct stage *st)
{
	struct str dir = path_dir(str_of(st->out));
	const char *root = st->out[0] == '/' ? "/" : ".";
	int fd = fs_open_dir(dir.n ? str_z(st->arena, dir) : root);

	/* EINVAL: the file system has no such thing. */
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	int error = errno;
	close_fd(&fd);
	errno = error;
	return ok;
}

static bool replace(struct stage *st, const struct plan *plan)
{
	if (!fill_stage(st, plan))
		return false;
	if (!swap(st))
		return fail(st, "cannot put the new site in place");
	if (!sync_parent(st)) {
		int error = errno;
		if (st->old_fd < 0)
			(void)rename(st->out, st->path);
		else
			swap(st);
		errno = error;
		return fail(st, "cannot store the folder above the output");
	}
	return true;
}

bool stage_publish(struct stage *st, const struct str *paths, size_t n,
	struct stage_counts *counts)
{
	struct plan plan = { 0 };
	bool ok = make_plan(st, paths, n, &plan);
	bool same = st->old_fd >= 0 && has_marker(st->old_fd) &&
		    plan.counts.written == 0 && plan.counts.removed == 0;

	if (ok && !same)
		ok = replace(st, &plan);
	if (ok)
		*counts = plan.counts;
	stage_abandon(st);
	return ok;
}

void stage_abandon(struct stage *st)
{
	int error = errno;

	if (st->new_fd >= 0)
		remove_ours(st->path);
	errno = error;
	release(st);
}
