/*
 * Configuration, walk, load, resolve: from a folder to a docset that is
 * const for everybody. Pages are made by workers in shared memory; what the
 * parent adds (bindings, TOCs, its own findings) is there before the next
 * fork.
 */
#include "set/docset.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "base/path.h"
#include "mark/limits.h"
#include "set/include.h"
#include "set/strings.h"

const struct rule rule_page_failed = {
	.id = "DG014",
	.name = "page-failed",
	.level = LEVEL_ERROR,
	.title = "a page could not be processed",
	.why = "the page is published as a note that says so",
	.fix = "look for unusual text in the page: very deep nesting, "
	       "generated "
	       "tables; report it if the page is an ordinary one",
};

/* ---- loading ----------------------------------------------------- */

struct loading {
	struct docset *s;
	const uint32_t *ids;
	struct arena bulk; /* of trees: each worker has its copy */
};

static void load_one(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	struct loading *l = ctx;
	uint32_t id = l->ids[i];
	const struct file *f = &l->s->files.p[id];
	struct str bytes;
	struct page *p;
	enum fs_result r;

	(void)scratch;
	/* A page may fill as much of the one as of the other. */
	l->bulk.limit = keep->limit ? l->bulk.used + keep->limit - keep->used
				    : 0;
	r = files_read(keep, &l->s->files, f, LIMIT_FILE, &bytes);
	if (r == FS_OK)
		p = page_load(keep, &l->bulk, f->path, bytes, id,
			str_ends_nocase(f->path, S(".md")),
			&l->s->config.alerts, l->s->side);
	else
		p = page_unread(keep, f->path, id,
			r == FS_TOO_BIG ? "it has more than 8 MiB"
					: fs_reason(r));
	/* Last, so that a page is whole or not there. */
	l->s->pages[id] = p;
}

/* What a worker died of becomes a page that says so. */
static void replace_failed(struct docset *s, const struct jobs *jobs,
	const struct job_result *r, uint32_t id)
{
	struct page *p = arena_new(s->arena, struct page);
	struct span all = { id, 0, 0 };

	p->file = id;
	p->failed = true;
	p->source = arena_new(s->arena, struct source);
	p->source->id = id;
	p->source->path = s->files.p[id].path;
	p->source->bytes = S("");
	s->pages[id] = p;
	diag_add(&s->sinks[id], &rule_page_failed, all, "%s",
		job_reason(s->arena, jobs, r));
}

/* The largest first: it must not be the last that all wait for. */
static int by_size(const void *x, const void *y, void *files)
{
	const struct file *f = files;
	const uint32_t *a = x, *b = y;
	uint64_t m = f[*a].size, n = f[*b].size;

	if (m != n)
		return m < n ? 1 : -1;
	return *a < *b ? -1 : 1;
}

static bool load_files(struct docset *s, const struct jobs *jobs, uint32_t *ids,
	size_t n)
{
	struct loading l = { .s = s, .ids = ids };
	struct job_result *r;

	arena_init_shared(&l.bulk);
	if (n == 0)
		return true;
	qsort_r(ids, n, sizeof(*ids), by_size, s->files.p);
	r = jobs_run(jobs, s->arena, n, NULL, load_one, &l);
	for (size_t i = 0; r && i < n; i++) {
		if (r[i].state != JOB_DONE)
			replace_failed(s, jobs, &r[i], ids[i]);
		s->sources[ids[i]] = s->pages[ids[i]]->source;
	}
	return r != NULL;
}

static bool load_content(struct docset *s, const struct jobs *jobs)
{
	uint32_t *ids = arena_array(s->arena, uint32_t, s->files.n + 1);
	size_t n = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].origin == FILE_OWN &&
			(s->files.p[i].kind == FILE_PAGE ||
				s->files.p[i].kind == FILE_DATA))
			ids[n++] = i;
	return load_files(s, jobs, ids, n);
}

/* Fragments may include others: rounds until nothing new is named. */
static bool load_fragments(struct docset *s, const struct jobs *jobs,
	struct arena *scratch)
{
	bool *wanted = arena_array(scratch, bool, s->files.n + 1);
	uint32_t *ids = arena_array(s->arena, uint32_t, s->files.n + 1);

	while (include_wanted(s, scratch, wanted) > 0) {
		size_t n = 0;
		for (uint32_t i = 0; i < s->files.n; i++)
			if (wanted[i])
				ids[n++] = i;
		memset(wanted, 0, s->files.n * sizeof(*wanted));
		if (!load_files(s, jobs, ids, n))
			return false;
	}
	return true;
}

/* ---- resolving --------------------------------------------------- */

/* YAML files that only configure others, or are no page at all. */
static bool is_yaml_page(const struct page *p)
{
	static const char *const no_pages[] = { "TOC", "TableOfContent",
		"Achievements", "ContextObject", "ZonePivotGroups", NULL };

	for (size_t i = 0; no_pages[i]; i++)
		if (str_eq_nocase(p->mime, str_of(no_pages[i])))
			return false;
	return p->mime.n > 0;
}

static void drop_data_files(struct docset *s)
{
	for (size_t i = 0; i < s->files.n; i++) {
		struct file *f = &s->files.p[i];
		if (f->kind == FILE_DATA && s->pages[i] &&
			!is_yaml_page(s->pages[i]))
			f->output = S("");
	}
}

/* The locale that most pages name in ms.contentlocale. */
static struct str locale_of_pages(const struct docset *s)
{
	struct map counts = { 0 };
	struct str best = { "", 0 };
	size_t most = 0;

	for (size_t i = 0; i < s->files.n; i++) {
		const struct page *p = s->pages[i];
		struct str tag = p ? value_text_at(p->meta,
					     S("ms.contentlocale"))
				   : S("");
		if (tag.n == 0)
			continue;
		size_t **n = (size_t **)map_slot(s->arena, &counts, tag);
		if (!*n)
			*n = arena_new(s->arena, size_t);
		if (++**n > most) {
			most = **n;
			best = tag;
		}
	}
	return best;
}

static struct str locale_of_folder(const struct docset *s)
{
	struct str path = fs_real_path(s->arena,
		str_z(s->arena, s->config.root));

	while (path.n > 1) {
		struct str name = path_base(path);
		if (locale_names_folder(name))
			return name;
		path = path_dir(path);
	}
	return S("");
}

static void settle_locale(struct docset *s, const char *option)
{
	struct locale_root *l = &s->config.locales[0];
	struct str tag;

	if (s->config.nlocales != 1 || l->tag.n)
		return;
	tag = locale_of_pages(s);
	if (tag.n == 0)
		tag = s->config.platform_locale;
	if (tag.n == 0)
		tag = locale_of_folder(s);
	if (tag.n == 0 && option)
		tag = str_of(option);
	tag = locale_canonical(s->arena, tag);
	l->tag = tag.n ? tag : s->config.source_locale;
}

static bool load_locales(struct docset *s, int dir, struct sink *sink)
{
	s->locales = arena_array(s->arena, struct locale, s->config.nlocales);
	for (size_t i = 0; i < s->config.nlocales; i++)
		if (!strings_load(s, dir, s->config.locales[i].tag, sink,
			    &s->locales[i]))
			return false;
	return true;
}

static struct str twin_key(struct arena *a, size_t locale, struct str key)
{
	return str_printf(a, "%zu %.*s", locale, STR_ARG(key));
}

static void index_keys(struct docset *s)
{
	for (size_t i = 0; i < s->files.n; i++) {
		struct file *f = &s->files.p[i];
		if (f->output.n)
			map_put(s->arena, &s->by_key,
				twin_key(s->arena, f->locale, f->key), f);
	}
}

struct file *docset_twin(const struct docset *s, const struct file *f,
	size_t locale)
{
	char key[4096];
	int n = snprintf(key, sizeof(key), "%zu %.*s", locale, STR_ARG(f->key));

	if (n < 0 || (size_t)n >= sizeof(key))
		return NULL;
	return map_get(&s->by_key, str_make(key, (size_t)n));
}

struct page *docset_page(const struct docset *s, uint32_t file)
{
	const struct file *f = &s->files.p[file];

	if (!f->output.n || (f->kind != FILE_PAGE && f->kind != FILE_DATA))
		return NULL;
	return s->pages[file];
}

static bool resolve(struct docset *s, const struct docset_options *o,
	struct arena *scratch, struct sink *sink)
{
	drop_data_files(s);
	include_bind(s, scratch);
	moniker_load(s->arena, &s->config, &s->monikers);
	uid_load(s->arena, &s->config, &s->monikers, &s->files, s->pages,
		s->sinks, &s->by_uid);
	toc_load(s->arena, &s->config, &s->files, &s->by_uid, s->sources,
		s->sinks, &s->tocs);
	settle_locale(s, o->locale);
	index_keys(s);
	return load_locales(s, o->locales_dir, sink);
}

/* ---- the whole --------------------------------------------------- */

static bool fail(struct sink *sink, const char *what, struct str path)
{
	diag_add(sink, &rule_config_invalid, (struct span){ FILE_NONE, 0, 0 },
		"%s '%.*s': %s", what, STR_ARG(path), strerror(errno));
	return false;
}

/* The root: where a configuration is found upwards, else the folder. */
static struct str find_root(struct arena *a, const char *path)
{
	struct str found = config_find(a, str_of(path));

	return found.n ? found : str_dup(a, str_of(path));
}

static bool open_fallback(struct docset *s, const char *given,
	struct sink *sink)
{
	s->fallback = config_fallback(s->arena, &s->config, given);
	if (!s->fallback)
		return true;
	s->fallback_dir = fs_open_dir(s->fallback);
	return s->fallback_dir >= 0 ||
	       fail(sink, "cannot open the fallback docset",
		       str_of(s->fallback));
}

static bool open_root(struct docset *s, const struct docset_options *o,
	struct sink *sink)
{
	struct str root = find_root(s->arena, o->root);

	s->dir = fs_open_dir(str_z(s->arena, root));
	if (s->dir < 0)
		return fail(sink, "cannot open the docset", root);
	s->fallback_dir = -1;
	if (!config_load_over(s->arena, s->dir, root, o->overrides, o->overlays,
		    sink, &s->config) ||
		!open_fallback(s, o->fallback, sink))
		return false;
	if (o->opened)
		o->opened(s);
	return true;
}

/* The output folder as a path under the root, or "". */
static struct str output_inside(struct docset *s, const char *output)
{
	struct str out = str_of(output), dir = path_dir(out);
	struct str root = fs_real_path(s->arena,
		str_z(s->arena, s->config.root));
	struct str parent = output ? fs_real_path(s->arena,
					     dir.n ? str_z(s->arena, dir)
					     : str_starts(out, S("/")) ? "/"
								       : ".")
				   : S("");

	if (root.n == 0 || parent.n == 0)
		return S("");
	struct str full = str_printf(s->arena, "%.*s/%.*s", STR_ARG(parent),
		STR_ARG(path_base(out)));
	struct str base = str_printf(s->arena, "%.*s/", STR_ARG(root));
	return str_starts(full, base) ? str_skip(full, base.n) : S("");
}

static void make_tables(struct docset *s)
{
	size_t n = s->files.n + 1;

	s->pages = arena_array(s->arena, struct page *, n);
	s->sources = arena_array(s->arena, struct source *, n);
	s->sinks = arena_array(s->arena, struct sink, n);
	for (size_t i = 0; i < n; i++)
		sink_init(&s->sinks[i], s->arena);
}

struct docset *docset_load(struct arena *shared, const struct docset_options *o,
	struct sink *sink)
{
	struct docset *s = arena_new(shared, struct docset);
	struct arena scratch;
	bool ok;

	s->arena = shared;
	s->locales_dir = o->locales_dir;
	s->side = o->side;
	sink_init(&s->sink, shared);
	if (!open_root(s, o, sink))
		return NULL;
	files_load(shared, s->dir, s->fallback_dir, &s->config, o->overlays,
		output_inside(s, o->output), &s->sink, &s->files);
	make_tables(s);
	arena_init(&scratch);
	ok = load_content(s, o->jobs) && load_fragments(s, o->jobs, &scratch);
	if (!ok)
		fail(sink, "cannot start workers for", s->config.root);
	if (ok && o->read)
		o->read();
	ok = ok && resolve(s, o, &scratch, sink);
	arena_release(&scratch);
	return ok ? s : NULL;
}
