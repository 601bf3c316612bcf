/*
 * The key is a SHA-256: who sends a change must not be able to make one that
 * passes for another. It covers the program, its data, the command line, the
 * environment that counts, and every file of the docset and its fallback; of
 * images and the like only the name, because check reads no more.
 *
 * An entry: "diglot 1 STATUS N\n", then N times "NAME LENGTH\n" and as many
 * bytes; NAME is "out", "err" or the path of a report. Whatever is wrong
 * with an entry, the run is made again.
 */
#include "cmd/check_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"
#include "cmd/data.h"
#include "cmd/talk.h"

#define ENTRIES 200 /* that are kept, the newest */
#define ENTRY_MAX ((size_t)256 << 20)
#define FILE_MAX ((size_t)64 << 20)
#define MAGIC "diglot 1 "

/* ---- what a run depends on --------------------------------------- */

static void add(struct hash_sum *h, struct str s)
{
	uint64_t n = s.n;

	/* The length, so that no two lists of texts look alike. */
	hash_sum_add(h, str_make((const char *)&n, sizeof(n)));
	hash_sum_add(h, s);
}

static void add_content(struct hash_sum *h, struct str path, enum fs_result r,
	struct str bytes)
{
	add(h, path);
	add(h, r == FS_OK ? bytes : str_of(fs_reason(r)));
}

static void add_file(struct hash_sum *h, int dir, struct str path)
{
	struct arena a;
	struct str bytes;
	enum fs_result r;

	arena_init(&a);
	r = fs_read(&a, dir, path, FILE_MAX, &bytes);
	add_content(h, path, r, bytes);
	arena_release(&a);
}

/* A file that stands alone. */
static void add_path(struct hash_sum *h, struct str path)
{
	struct arena a;
	struct str bytes;
	enum fs_result r;

	arena_init(&a);
	r = fs_read_path(&a, path, FILE_MAX, &bytes);
	add_content(h, path, r, bytes);
	arena_release(&a);
}

static bool is_media(struct str path)
{
	static const char *const names[] = { ".png", ".jpg", ".jpeg", ".gif",
		".svg", ".webp", ".avif", ".ico", ".bmp", ".pdf", ".zip",
		".mp4", ".webm", ".mp3", ".docx", ".xlsx", ".pptx", NULL };
	struct str ext = path_ext(path);

	for (size_t i = 0; names[i]; i++)
		if (str_eq_nocase(ext, str_of(names[i])))
			return true;
	return false;
}

static void add_program(struct hash_sum *h)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n > 0 && (size_t)n < sizeof(path))
		add_path(h, str_make(path, (size_t)n));
}

static void add_tree(struct hash_sum *h, int dir)
{
	struct fs_list list = { 0 };
	struct arena a;

	arena_init(&a);
	fs_walk(&a, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++)
		add_file(h, dir, list.files.p[i].path);
	arena_release(&a);
}

static void add_options(struct hash_sum *h, const struct invocation *inv)
{
	static const char *const same[] = { "jobs", "no-progress", "cache-dir",
		"directory", NULL };

	for (size_t i = 0; i < inv->ngiven; i++) {
		const struct given *g = &inv->given[i];
		bool skip = false;

		for (size_t k = 0; same[k]; k++)
			skip |= strcmp(g->option->name, same[k]) == 0;
		if (skip)
			continue;
		add(h, str_of(g->option->name));
		add(h, str_of(g->value));
	}
}

static void add_environment(struct hash_sum *h, const struct invocation *inv)
{
	static const char *const names[] = { "DIGLOT_CONFIG", "COLUMNS",
		"DIGLOT_FALLBACK", "DIGLOT_FORMAT", "GITHUB_STEP_SUMMARY",
		"SOURCE_DATE_EPOCH" };
	char here[4096], more[64];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		add(h, str_of(getenv(names[i])));
	add(h, str_of(getcwd(here, sizeof(here))));
	/* Some rules ask what day it is. */
	snprintf(more, sizeof(more), "%d %d %d %lld", inv->color, inv->terminal,
		talk_ascii(), (long long)(time(NULL) / 86400));
	add(h, str_of(more));
}

static void add_docset_files(struct hash_sum *h, const struct files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct file *f = &files->p[i];
		char kind[8];

		snprintf(kind, sizeof(kind), "%d%d%d%d", (int)f->origin,
			(int)f->kind, f->regular, f->folder_link);
		add(h, str_of(kind));
		if (!f->regular || is_media(f->path))
			add(h, f->path);
		else
			add_file(h, files->dirs[f->origin], f->path);
	}
}

static void add_docset_at(struct hash_sum *h, const struct check_job *job,
	int dir, int source)
{
	struct arena *a = job->inv->arena;
	struct files files;
	struct sink sink;

	sink_init(&sink, a);
	files_load(a, dir, source, &job->config, NULL, S(""), &sink, &files);
	add(h, str_of(job->paths.root));
	for (size_t i = 0; i < job->config.nsources; i++)
		add(h, job->config.sources[i]->bytes);
	add_docset_files(h, &files);
}

/* The files as loading would find them. False: the run will say why not. */
static bool add_docset(struct hash_sum *h, const struct check_job *job)
{
	const char *fallback = config_fallback(job->inv->arena, &job->config,
		option_or_env(job->inv, "fallback", "DIGLOT_FALLBACK"));
	int dir = fs_open_dir(job->paths.root);
	int source = fallback ? fs_open_dir(fallback) : -1;
	bool ok = job->has_config && dir >= 0 && (!fallback || source >= 0);

	add(h, str_of(fallback));
	if (ok)
		add_docset_at(h, job, dir, source);
	if (source >= 0)
		close(source);
	if (dir >= 0)
		close(dir);
	return ok;
}

static void add_baseline(struct hash_sum *h, const struct known *k)
{
	/* That of the docset's root is one of its files. */
	if (k->hide && k->file)
		add_path(h, str_of(k->file));
}

static bool make_key(struct check_cache *c)
{
	const struct check_job *job = c->job;
	struct arena *a = job->inv->arena;
	struct str path;
	int data = data_open(a, "locales", &path);
	struct hash_sum *h;

	if (data < 0)
		return false;
	h = hash_sum_begin(a);
	add_program(h);
	add_tree(h, data);
	close(data);
	add_options(h, job->inv);
	add_environment(h, job->inv);
	add_baseline(h, &job->baseline);
	for (size_t i = 0; i < job->paths.n; i++)
		add(h, job->paths.p[i]);
	if (!add_docset(h, job))
		return false;
	c->key = hash_digits(a, hash_sum_end(h, a));
	return true;
}

/* ---- where entries are ------------------------------------------- */

static const char *folder(const struct invocation *inv)
{
	const char *given = option_or_env(inv, "cache-dir", "DIGLOT_CACHE_DIR");
	const char *base = getenv("XDG_CACHE_HOME");

	if (given)
		return given;
	if (base && *base == '/')
		return str_z(inv->arena,
			path_join(inv->arena, str_of(base), S("diglot")));
	base = getenv("HOME");
	if (!base || *base != '/')
		return NULL;
	return str_z(inv->arena,
		path_join(inv->arena, str_of(base), S(".cache/diglot")));
}

/* A folder of this user alone, made if need be; -1: do without. */
static int open_folder(const struct invocation *inv)
{
	const char *path = folder(inv);
	struct stat st;
	int dir;

	if (!path || !fs_make_parents(AT_FDCWD, path))
		return -1;
	mkdir(path, 0700);
	dir = fs_open_dir(path);
	if (dir >= 0 && (fstat(dir, &st) != 0 || st.st_uid != geteuid() ||
				(st.st_mode & 022))) {
		close(dir);
		dir = -1;
	}
	return dir;
}

/* What changes files, reads a pipe or asks git is always run. */
static bool may_keep(const struct check_job *job)
{
	return !job->fix && !job->change.given && !job->paths.from_stdin &&
	       !job->baseline.write && !job->baseline.prune &&
	       !job->inv->verbose && !option_flag(job->inv, "log") &&
	       !option_flag(job->inv, "no-cache");
}

/* ---- entries ----------------------------------------------------- */

struct part {
	struct str name, bytes;
};

struct entry {
	uint32_t status;
	VEC(struct part) parts;
};

static bool read_part(struct str *rest, struct part *out)
{
	struct str line;
	size_t space;
	uint32_t n;

	if (!str_cut(rest, '\n', &line) || !rest->p)
		return false;
	space = str_rfind_byte(line, ' ');
	if (space == STR_NONE || !str_to_uint(str_skip(line, space + 1), &n) ||
		n > rest->n)
		return false;
	out->name = str_sub(line, 0, space);
	out->bytes = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return true;
}

static bool read_entry(struct arena *a, struct str text, struct entry *out)
{
	struct str line, word;
	uint32_t n;

	*out = (struct entry){ .status = 0 };
	if (!str_starts(text, S(MAGIC)) || !str_cut(&text, '\n', &line))
		return false;
	line = str_skip(line, sizeof(MAGIC) - 1);
	if (!str_cut(&line, ' ', &word) || !str_to_uint(word, &out->status) ||
		!str_to_uint(line, &n))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		struct part p;

		if (!read_part(&text, &p))
			return false;
		vec_push(a, &out->parts, p);
	}
	return text.n == 0;
}

static bool write_part(struct invocation *inv, const struct part *p)
{
	if (str_eq(p->name, S("out")))
		return talk_write(p->bytes);
	if (str_eq(p->name, S("err"))) {
		talk_text(p->bytes);
		return true;
	}
	return run_write_file(inv->arena, str_z(inv->arena, p->name), p->bytes);
}

bool check_cache_replay(struct check_cache *c, const struct check_job *job,
	int *status)
{
	struct invocation *inv = job->inv;
	struct entry e;
	struct str text;

	*c = (struct check_cache){ .job = job, .dir = -1 };
	if (!may_keep(job))
		return false;
	c->dir = open_folder(inv);
	if (c->dir < 0 || !make_key(c)) {
		c->dir = -1;
		return false;
	}
	if (fs_read(inv->arena, c->dir, c->key, ENTRY_MAX, &text) == FS_OK &&
		read_entry(inv->arena, text, &e)) {
		*status = (int)e.status;
		for (size_t i = 0; i < e.parts.n; i++)
			if (!write_part(inv, &e.parts.p[i]))
				*status = EXIT_TROUBLE;
		return true;
	}
	buf_init(&c->said, inv->arena);
	buf_init(&c->written, inv->arena);
	talk_record(&c->written, &c->said);
	return false;
}

/* ---- keeping ----------------------------------------------------- */

struct aged {
	struct timespec time;
	struct str name;
};

static int newest_first(const void *x, const void *y)
{
	const struct aged *a = x, *b = y;

	if (a->time.tv_sec != b->time.tv_sec)
		return a->time.tv_sec < b->time.tv_sec ? 1 : -1;
	return a->time.tv_nsec < b->time.tv_nsec   ? 1
	       : a->time.tv_nsec > b->time.tv_nsec ? -1
						   : 0;
}

/* Entries, and what a killed run left of one. */
static void drop_oldest(struct arena *a, int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	VEC(struct aged) all = { 0 };
	const struct dirent *entry;

	while (d && (entry = readdir(d))) {
		struct aged item;
		struct stat st;

		if (entry->d_name[0] == '.' ||
			fstatat(folder, entry->d_name, &st,
				AT_SYMLINK_NOFOLLOW) != 0 ||
			!S_ISREG(st.st_mode))
			continue;
		item.time = st.st_mtim;
		item.name = str_dup(a, str_of(entry->d_name));
		vec_push(a, &all, item);
	}
	if (d)
		closedir(d);
	if (all.n > ENTRIES)
		qsort(all.p, all.n, sizeof(*all.p), newest_first);
	for (size_t i = ENTRIES; i < all.n; i++)
		unlinkat(folder, all.p[i].name.p, 0);
}

static void put_part(struct buf *b, struct str name, struct str bytes)
{
	buf_printf(b, "%.*s %zu\n", STR_ARG(name), bytes.n);
	buf_add(b, bytes);
}

static bool put_reports(struct arena *a, struct buf *b,
	const struct run_outputs *outputs)
{
	for (size_t i = 0; i < outputs->n; i++) {
		struct str path = str_of(outputs->p[i].file), bytes;

		if (path.n == 0)
			continue;
		if (fs_read_path(a, path, ENTRY_MAX, &bytes) != FS_OK)
			return false;
		put_part(b, path, bytes);
	}
	return true;
}

static size_t count_parts(const struct run_outputs *outputs)
{
	size_t n = 2;

	for (size_t i = 0; i < outputs->n; i++)
		n += outputs->p[i].file != NULL;
	return n;
}

/* Whole or not at all: another run may read it at any moment. */
static void write_entry(const struct check_cache *c, struct str text)
{
	struct arena *a = c->job->inv->arena;
	const char *name = str_z(a,
		str_printf(a, "%.*s.%ld", STR_ARG(c->key), (long)getpid()));

	if (!fs_write(c->dir, str_of(name), text) ||
		renameat(c->dir, name, c->dir, str_z(a, c->key)) != 0)
		unlinkat(c->dir, name, 0);
	drop_oldest(a, c->dir);
}

void check_cache_keep(struct check_cache *c, int status)
{
	const struct run_outputs *outputs = &c->job->outputs;
	struct buf b;

	talk_record(NULL, NULL);
	if (c->dir < 0)
		return;
	buf_init(&b, c->job->inv->arena);
	buf_printf(&b, "%s%d %zu\n", MAGIC, status, count_parts(outputs));
	put_part(&b, S("out"), buf_str(&c->written));
	put_part(&b, S("err"), buf_str(&c->said));
	if (status != EXIT_TROUBLE &&
		put_reports(c->job->inv->arena, &b, outputs))
		write_entry(c, buf_str(&b));
	close(c->dir);
}
