/*
 * Files and folders under a directory that is open. The kernel keeps a
 * path inside (openat2); where it cannot, each part is opened by itself
 * and no link is followed. Nothing here blocks on a FIFO or a device.
 */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/path.h"

#define DEPTH_MAX 256

struct folder {
	struct str path;
	unsigned depth;
};

struct walk {
	struct arena *arena;
	int dir;
	bool (*skip)(void *ctx, struct str path);
	void *ctx;
	struct fs_list *out;
	VEC(struct folder) todo;
};

const char *fs_reason(enum fs_result r)
{
	switch (r) {
	case FS_OK:
		return "no error";
	case FS_MISSING:
		return "no such file";
	case FS_DENIED:
		return "permission denied";
	case FS_ESCAPES:
		return "leads out of its folder";
	case FS_NOT_FILE:
		return "not a regular file";
	case FS_TOO_BIG:
		return "too large";
	case FS_ERROR:
		break;
	}
	return "cannot be read";
}

static enum fs_result result_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return FS_MISSING;
	case EACCES:
	case EPERM:
		return FS_DENIED;
	case EXDEV:
		return FS_ESCAPES;
	case ENXIO:
	case ENODEV:
	case EISDIR:
		return FS_NOT_FILE;
	default:
		return FS_ERROR;
	}
}

/* path with a NUL in z, which has PATH_MAX bytes. False: errno. */
static bool to_z(struct str path, char *z)
{
	if (path.n >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (str_find_byte(path, 0, '\0') != STR_NONE) {
		errno = ENOENT;
		return false;
	}
	if (path.n)
		memcpy(z, path.p, path.n);
	z[path.n] = '\0';
	return true;
}

static void close_quietly(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
}

int fs_open_dir(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

struct str fs_dir_path(struct arena *a, int dir)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", dir);
	n = readlink(link, path, sizeof(path));
	return n > 0 ? str_dup(a, str_make(path, (size_t)n)) : S("");
}

/* One part of a path, the last or a folder on the way. */
static int open_part(int at, struct str part, bool last, int flags)
{
	char name[PATH_MAX];

	if (!to_z(part, name))
		return -1;
	if (str_eq(part, S(".."))) {
		errno = EXDEV;
		return -1;
	}
	if (!last)
		flags = O_PATH | O_DIRECTORY;
	return openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* For kernels and sandboxes without openat2. */
static int open_by_parts(int dir, struct str path, int flags)
{
	struct str part;
	int at = dir;

	if (path.n == 0 || path.p[0] == '/') {
		errno = path.n ? EXDEV : ENOENT;
		return -1;
	}
	while (str_cut(&path, '/', &part)) {
		if (part.n == 0)
			part = S(".");
		int next = open_part(at, part, !path.p, flags);
		if (at != dir)
			close_quietly(at);
		if (next < 0)
			return -1;
		at = next;
	}
	return at;
}

int fs_open(int dir, const char *path, int flags)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC),
		.mode = flags & O_CREAT ? 0666 : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int tries = 32;
	long fd;

	if (flags & O_NOFOLLOW)
		how.resolve |= RESOLVE_NO_SYMLINKS;
	/* EAGAIN: a folder on the way was renamed meanwhile. */
	do
		fd = syscall(SYS_openat2, dir, path, &how, sizeof(how));
	while (fd < 0 && (errno == EINTR || errno == EAGAIN) && --tries);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_by_parts(dir, str_of(path), flags);
	return (int)fd;
}

/* Up to n bytes, fewer only at the end of the file; -1 and errno. */
static ssize_t read_all(int fd, char *p, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = read(fd, p + done, n - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

static enum fs_result read_open(struct arena *a, int fd, size_t limit,
	struct str *out)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return result_of(errno);
	if (!S_ISREG(st.st_mode))
		return FS_NOT_FILE;
	if ((uint64_t)st.st_size > limit)
		return FS_TOO_BIG;
	size_t size = (size_t)st.st_size;
	char *p = arena_text(a, size + 1);
	ssize_t n = read_all(fd, p, size);
	if (n < 0)
		return result_of(errno);
	p[n] = '\0';
	*out = str_make(p, (size_t)n);
	return FS_OK;
}

enum fs_result fs_read(struct arena *a, int dir, struct str path, size_t limit,
	struct str *out)
{
	char z[PATH_MAX];

	if (!to_z(path, z))
		return result_of(errno);
	int fd = fs_open(dir, z, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return result_of(errno);
	enum fs_result r = read_open(a, fd, limit, out);
	close_quietly(fd);
	return r;
}

/* A link counts as the regular file inside the root that it leads to. */
static bool link_target(const struct walk *w, const char *path, struct stat *st)
{
	int fd = fs_open(w->dir, path, O_PATH);

	if (fd < 0)
		return false;
	bool ok = fstat(fd, st) == 0 && S_ISREG(st->st_mode);
	close(fd);
	return ok;
}

static bool is_folder_link(int fd, const char *name)
{
	struct stat st;

	return fstatat(fd, name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static void add_folder(struct walk *w, struct folder f)
{
	if (w->skip && w->skip(w->ctx, f.path))
		return;
	if (f.depth > DEPTH_MAX)
		vec_push(w->arena, &w->out->unreadable, f.path);
	else
		vec_push(w->arena, &w->todo, f);
}

static void add_entry(struct walk *w, const struct folder *in, int fd,
	const struct dirent *d)
{
	struct str path = path_join(w->arena, in->path, str_of(d->d_name));
	struct fs_entry e = { .path = path, .regular = d->d_type == DT_REG };
	struct stat st = { 0 };
	mode_t mode = (mode_t)DTTOIF(d->d_type);

	if (d->d_type == DT_REG || d->d_type == DT_UNKNOWN) {
		if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			mode = st.st_mode;
		else if (errno == ENOENT)
			return;
		e.regular = S_ISREG(mode);
	}
	if (S_ISDIR(mode)) {
		add_folder(w, (struct folder){ path, in->depth + 1 });
		return;
	}
	if (S_ISLNK(mode)) {
		e.folder_link = is_folder_link(fd, d->d_name);
		if (e.folder_link && w->skip && w->skip(w->ctx, path))
			return;
		e.regular = link_target(w, path.p, &st);
	}
	e.size = e.regular ? (uint64_t)st.st_size : 0;
	vec_push(w->arena, &w->out->files, e);
}

static bool is_dot(const char *name)
{
	return name[0] == '.' &&
	       (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* False: errno. */
static bool walk_folder(struct walk *w, const struct folder *f)
{
	const char *path = f->path.n ? f->path.p : ".";
	int fd = fs_open(w->dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *d;

	if (!dir) {
		if (fd >= 0)
			close_quietly(fd);
		return false;
	}
	while ((errno = 0, d = readdir(dir)))
		if (!is_dot(d->d_name))
			add_entry(w, f, fd, d);
	bool ok = errno == 0;
	closedir(dir);
	return ok;
}

static int compare_entries(const void *x, const void *y)
{
	const struct fs_entry *a = x, *b = y;

	return str_cmp(a->path, b->path);
}

static int compare_paths(const void *x, const void *y)
{
	const struct str *a = x, *b = y;

	return str_cmp(*a, *b);
}

void fs_walk(struct arena *a, int dir, bool (*skip)(void *ctx, struct str path),
	void *ctx, struct fs_list *out)
{
	struct walk w = { a, dir, skip, ctx, out, { 0 } };

	*out = (struct fs_list){ 0 };
	vec_push(a, &w.todo, ((struct folder){ S(""), 0 }));
	while (w.todo.n) {
		struct folder f = w.todo.p[--w.todo.n];
		if (!walk_folder(&w, &f))
			vec_push(a, &out->unreadable, f.path);
	}
	if (out->files.n)
		qsort(out->files.p, out->files.n, sizeof(*out->files.p),
			compare_entries);
	if (out->unreadable.n)
		qsort(out->unreadable.p, out->unreadable.n,
			sizeof(*out->unreadable.p), compare_paths);
}

bool fs_make_parents(int dir, const char *path)
{
	char z[PATH_MAX];
	int error = 0;

	if (!to_z(str_of(path), z))
		return false;
	/* Only the last counts: a folder on the way may be there and yet
	 * answer something else than EEXIST. */
	for (char *p = strchr(z + (z[0] == '/'), '/'); p;
		p = strchr(p + 1, '/')) {
		*p = '\0';
		error = mkdirat(dir, z, 0777) < 0 ? errno : 0;
		*p = '/';
	}
	errno = error;
	return error == 0 || error == EEXIST;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

bool fs_write(int dir, struct str path, struct str bytes)
{
	int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_NONBLOCK;
	char z[PATH_MAX];

	if (!to_z(path, z))
		return false;
	int fd = fs_open(dir, z, flags);
	if (fd < 0 && errno == ENOENT && fs_make_parents(dir, z))
		fd = fs_open(dir, z, flags);
	if (fd < 0)
		return false;
	if (!write_all(fd, bytes)) {
		close_quietly(fd);
		return false;
	}
	return close(fd) == 0;
}

/* The same in the open folder that the file lies in. */
static bool replace_in(int folder, const char *name, struct str bytes)
{
	char fresh[NAME_MAX + 1];
	struct stat st;
	int fd;

	if (snprintf(fresh, sizeof(fresh), ".%s.new", name) >=
		(int)sizeof(fresh)) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if (!S_ISREG(st.st_mode)) {
		errno = S_ISLNK(st.st_mode) ? ELOOP : EISDIR;
		return false;
	}
	unlinkat(folder, fresh, 0);
	fd = openat(folder, fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		0600);
	if (fd < 0)
		return false;
	bool ok = write_all(fd, bytes) && fchmod(fd, st.st_mode & 07777) == 0 &&
		  fsync(fd) == 0;
	close_quietly(fd);
	ok = ok && renameat(folder, fresh, folder, name) == 0;
	int error = errno;
	if (!ok)
		unlinkat(folder, fresh, 0);
	errno = error;
	return ok;
}

bool fs_replace(int dir, struct str path, struct str bytes)
{
	struct str parent = path_dir(path), base = path_base(path);
	char folder[PATH_MAX], name[PATH_MAX];
	bool ok;
	int fd;

	if (!to_z(parent.n ? parent : S("."), folder) || !to_z(base, name))
		return false;
	fd = fs_open(dir, folder, O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		return false;
	ok = replace_in(fd, name, bytes);
	close_quietly(fd);
	return ok;
}

/* Removes what is in the folder fd, which it closes. */
static bool empty_folder(int fd)
{
	DIR *dir = fdopendir(fd);
	struct dirent *d;
	bool ok = true;

	if (!dir) {
		close_quietly(fd);
		return false;
	}
	while (ok && (errno = 0, d = readdir(dir)))
		ok = is_dot(d->d_name) || fs_remove_tree(fd, d->d_name);
	ok = ok && errno == 0;
	int error = errno;
	closedir(dir);
	errno = error;
	return ok;
}

bool fs_remove_tree(int dir, const char *name)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

	if (unlinkat(dir, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	int fd = openat(dir, name, flags);
	if (fd < 0 || !empty_folder(fd))
		return false;
	return unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

bool fs_is_file(int dir, struct str path)
{
	char z[PATH_MAX];
	struct stat st;

	if (!to_z(path, z))
		return false;
	int fd = fs_open(dir, z, O_PATH);
	if (fd < 0)
		return false;
	bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	close(fd);
	return ok;
}

enum fs_result fs_read_path(struct arena *a, struct str path, size_t limit,
	struct str *out)
{
	struct str folder = path_dir(path);
	enum fs_result r;
	int dir;

	if (folder.n == 0)
		folder = str_starts(path, S("/")) ? S("/") : S(".");
	dir = fs_open_dir(str_z(a, folder));
	if (dir < 0)
		return FS_MISSING;
	r = fs_read(a, dir, path_base(path), limit, out);
	close(dir);
	return r;
}

struct str fs_real_path(struct arena *a, const char *path)
{
	char real[PATH_MAX];

	if (!realpath(path, real))
		return S("");
	return str_dup(a, str_of(real));
}
