/*
 * --fix: edits in memory to a fixed point, then each file replaced whole,
 * if it is still the one that was read.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "check/mend.h"
#include "check/rules.h"
#include "cmd/check_job.h"
#include "cmd/talk.h"
#include "format/udiff.h"

/* A mending may bring up another; more rounds than this mean that two rules
 * do not agree. */
#define ROUNDS 10

struct texts {
	struct arena *arena; /* it outlives the looks */
	struct arena round;  /* of the present look */
	struct map now;      /* -> struct overlay *: all that differs */
	size_t mark;         /* of shared memory, before the present look */
};

/* ---- rounds ------------------------------------------------------ */

static bool is_chosen(const struct check_job *job, const struct diag *d)
{
	for (size_t i = 0; i < job->fix_only.n; i++)
		if (rule_matches(d->rule, job->fix_only.p[i]))
			return true;
	return job->fix_only.n == 0;
}

/* A configuration file, if it or all of the docset is asked for. */
static bool is_wanted(const struct check_job *job, const struct checked *look,
	uint32_t file)
{
	const struct config *c = &look->set->config;
	const struct source *source = config_source(c, file);
	struct str path, root = c->root;

	if (!source)
		return true;
	path = source->path;
	if (!str_eq(root, S("."))) {
		if (path.n <= root.n || path.p[root.n] != '/' ||
			!str_starts(path, root))
			path = S("..");
		else
			path = str_skip(path, root.n + 1);
	}
	return check_paths_want(&job->paths, path);
}

static size_t to_mend(const struct check_job *job, const struct checked *look,
	struct diag **out)
{
	size_t n = 0;

	for (size_t i = 0; i < look->f.n; i++)
		if (is_chosen(job, look->f.p[i]) &&
			is_wanted(job, look, look->f.p[i]->at.file))
			out[n++] = look->f.p[i];
	order_sort(look->set, ORDER_PATH, out, n);
	return n;
}

/* A configuration file may have the path of one of the docset. */
static void keep_texts(struct texts *t, const struct mended *m)
{
	for (size_t i = 0; i < m->n; i++)
		map_put(t->arena, &t->now,
			str_printf(t->arena, "%d%.*s", m->p[i].config,
				STR_ARG(m->p[i].path)),
			&m->p[i]);
}

static struct overlays overlays_of(struct texts *t)
{
	struct overlay *p = arena_array(t->arena, struct overlay, t->now.n + 1);

	for (size_t i = 0; i < t->now.n; i++)
		p[i] = *(const struct overlay *)t->now.items[i].value;
	return (struct overlays){ p, t->now.n };
}

/* A look whose memory is given back at the next one; the texts are private. */
static bool look_again(struct check_job *job, struct texts *t,
	struct checked *look)
{
	struct invocation *inv = job->inv;
	struct arena *run = inv->arena;
	struct overlays over = overlays_of(t);
	bool ok;

	if (t->mark)
		arena_share_rewind(t->mark);
	t->mark = arena_share_mark();
	arena_init_shared(&t->round);
	inv->arena = &t->round;
	ok = check_look(job, &over, look);
	inv->arena = run;
	return ok;
}

static bool mend_rounds(struct check_job *job, struct checked *look,
	struct texts *t, size_t *findings)
{
	for (int round = 0; round < ROUNDS; round++) {
		struct diag **p = arena_array(t->arena, struct diag *,
			look->f.n + 1);
		size_t n = to_mend(job, look, p);
		struct mended m = mend_findings(t->arena, look->set, p, n,
			job->most);

		if (m.n == 0)
			return true;
		*findings += m.findings;
		keep_texts(t, &m);
		if (!look_again(job, t, look))
			return false;
	}
	return true;
}

/* ---- writing ----------------------------------------------------- */

static uint32_t id_of(const struct docset *s, struct str path)
{
	return files_id(&s->files, files_find(&s->files, path));
}

/* The bytes that were read first. */
static struct str bytes_before(const struct docset *s, const struct overlay *o)
{
	for (size_t i = 0; o->config && i < s->config.nsources; i++)
		if (str_eq(s->config.sources[i]->path, o->path))
			return s->config.sources[i]->bytes;
	return s->sources[id_of(s, o->path)]->bytes;
}

/* The file in its own folder, which is opened; the folder is -1: errno. */
static int open_place(const struct docset *s, const struct overlay *o,
	struct str *name)
{
	struct str folder = path_dir(o->path);

	*name = o->path;
	if (!o->config)
		return fcntl(s->dir, F_DUPFD_CLOEXEC, 0);
	*name = path_base(o->path);
	if (folder.n == 0)
		folder = str_starts(o->path, S("/")) ? S("/") : S(".");
	return fs_open_dir(str_z(s->arena, folder));
}

static bool replace(int dir, struct str name, struct str was,
	const struct overlay *o)
{
	struct arena scratch;
	struct str now;
	bool same;

	arena_init(&scratch);
	same = fs_read(&scratch, dir, name, was.n + 1, &now) == FS_OK &&
	       str_eq(now, was);
	arena_release(&scratch);
	if (!same)
		talk_error("'%.*s' changed while it was checked; it is left as "
			   "it is",
			STR_ARG(o->path));
	else if (!fs_replace(dir, name, o->text)) {
		talk_error("cannot write '%.*s': %s", STR_ARG(o->path),
			strerror(errno));
		return false;
	}
	return same;
}

static bool write_file(const struct checked *before, const struct overlay *o)
{
	struct str name;
	int dir = open_place(before->set, o, &name);
	bool ok = replace(dir, name, bytes_before(before->set, o), o);

	if (dir >= 0)
		close(dir);
	return ok;
}

static bool write_texts(const struct check_job *job,
	const struct checked *before, const struct texts *t)
{
	bool ok = true;

	for (size_t i = 0; i < t->now.n; i++) {
		const struct overlay *o = t->now.items[i].value;

		if (job->paths.from_stdin)
			ok = talk_write(o->text) && ok;
		else
			ok = write_file(before, o) && ok;
	}
	/* Whoever pipes a text through gets it, mended or not. */
	if (job->paths.from_stdin && t->now.n == 0)
		ok = talk_write(job->paths.text);
	return ok;
}

static int by_path(const void *x, const void *y)
{
	return str_cmp(((const struct overlay *)x)->path,
		((const struct overlay *)y)->path);
}

static bool write_diff(const struct checked *before, struct texts *t)
{
	struct overlays all = overlays_of(t);
	struct overlay *p = arena_array(t->arena, struct overlay, all.n + 1);
	struct str root = before->set->config.root;
	struct buf out;

	if (str_eq(root, S(".")))
		root = S("");
	buf_init(&out, t->arena);
	if (all.n)
		memcpy(p, all.p, all.n * sizeof(*p));
	if (all.n > 1)
		qsort(p, all.n, sizeof(*p), by_path);
	for (size_t i = 0; i < all.n; i++)
		udiff_write(t->arena, &out,
			p[i].config ? p[i].path
				    : path_join(t->arena, root, p[i].path),
			bytes_before(before->set, &p[i]), p[i].text);
	return talk_write(buf_str(&out));
}

bool check_mend(struct check_job *job, struct arena *texts,
	struct checked *look, bool *changed)
{
	struct texts *t = arena_new(job->inv->arena, struct texts);
	struct checked before = *look;
	size_t findings = 0;

	t->arena = texts;
	if (!mend_rounds(job, look, t, &findings))
		return false;
	*changed = t->now.n > 0;
	if (!job->inv->quiet && *changed)
		talk_note("%zu finding%s in %zu file%s %s mended", findings,
			findings == 1 ? "" : "s", t->now.n,
			t->now.n == 1 ? "" : "s",
			job->diff_fixes ? "can be"
			: findings == 1 ? "was"
					: "were");
	return job->diff_fixes ? write_diff(&before, t)
			       : write_texts(job, &before, t);
}
