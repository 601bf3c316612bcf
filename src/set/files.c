/*
 * A walk of the disk into the sorted list of files, each with its kind and
 * its output. Content groups are asked before resource groups, the first
 * group that takes a file settles where it goes.
 */
#include "set/files.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/path.h"
#include "base/utf8.h"

const struct rule rule_output_conflict = {
	.id = "DG008",
	.name = "publish-url-conflict",
	.level = LEVEL_ERROR,
	.title = "two files publish to one address",
	.why = "only one of them can be there, the other page is lost; names "
	       "that differ by case alone are one name on many systems",
	.fix = "rename one of the files or exclude it from the content",
	.aliases = "output-path-conflict DuplicateOutputFiles",
};

struct walker {
	struct str output; /* a folder that is passed over, or "" */
};

bool files_pass_over(struct str folder)
{
	static const char *const names[] = { "node_modules", "_site", "obj" };
	struct str name = path_base(folder);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return str_starts(name, S("."));
}

static bool skip_folder(void *ctx, struct str path)
{
	const struct walker *w = ctx;

	return files_pass_over(path) ||
	       (w->output.n > 0 && str_eq(path, w->output));
}

/* key inside the group's src, or false. */
static bool inside_src(const struct file_group *g, struct str key,
	struct str *rest)
{
	*rest = key;
	if (g->src.n == 0)
		return true;
	if (key.n <= g->src.n || key.p[g->src.n] != '/' ||
		!str_starts_nocase(key, g->src))
		return false;
	*rest = str_skip(key, g->src.n + 1);
	return true;
}

/* The first group that takes key; *rest is the path inside its src. */
static const struct file_group *group_of(const struct file_group *groups,
	size_t n, struct str key, struct str *rest)
{
	for (size_t i = 0; i < n; i++) {
		const struct file_group *g = &groups[i];

		if (inside_src(g, key, rest) && globs_match(&g->files, *rest) &&
			!globs_match(&g->exclude, *rest))
			return g;
	}
	return NULL;
}

/* Files that the configuration was read from, "../x" being none of ours; or
 * would have been, were it not for -c none. */
static bool is_config(struct arena *a, const struct config *c, struct str path)
{
	struct str root = str_eq(c->root, S(".")) ? S("") : c->root;
	struct str shown = path_join(a, root, path);

	for (size_t i = 0; i < c->nsources; i++)
		if (str_eq(shown, c->sources[i]->path))
			return true;
	return str_eq(path, S("diglot.yml")) || str_eq(path, S("docfx.yml"));
}

static bool is_toc(struct str name)
{
	return str_eq_nocase(name, S("toc.yml")) ||
	       str_eq_nocase(name, S("toc.md")) ||
	       str_eq_nocase(name, S("toc.json"));
}

/* What a file is by its name, if content; FILE_OTHER if it cannot be. */
static enum file_kind content_kind(struct str path)
{
	struct str ext = path_ext(path);

	if (is_toc(path_base(path)))
		return FILE_TOC;
	if (str_eq_nocase(ext, S(".md")))
		return FILE_PAGE;
	if (str_eq_nocase(ext, S(".yml")) || str_eq_nocase(ext, S(".yaml")))
		return FILE_DATA;
	return FILE_OTHER;
}

static struct str output_of(struct arena *a, const struct file_group *g,
	struct str rest, enum file_kind kind)
{
	if (kind == FILE_TOC)
		return S("");
	if (kind == FILE_PAGE || kind == FILE_DATA)
		rest = str_cat(a, path_stem(rest), S(".html"));
	return path_join(a, g->dest, rest);
}

struct str files_output(struct arena *a, const struct config *config,
	struct str key)
{
	struct str rest;
	const struct file_group *g = group_of(config->content, config->ncontent,
		key, &rest);

	return g ? output_of(a, g, rest, FILE_PAGE) : S("");
}

static void classify(struct arena *a, const struct config *c, struct file *f)
{
	enum file_kind kind = content_kind(f->path);
	const struct file_group *g = NULL;
	struct str rest;

	f->locale = config_locale_of(c, f->path, &f->key);
	if (f->locale == UINT32_MAX) {
		f->locale = 0;
		return;
	}
	if (str_starts(path_base(f->path), S(".")) || is_config(a, c, f->path))
		return;
	if (kind != FILE_OTHER)
		g = group_of(c->content, c->ncontent, f->key, &rest);
	if (!g) {
		kind = FILE_RESOURCE;
		g = group_of(c->resource, c->nresource, f->key, &rest);
	}
	if (!g)
		return;
	f->kind = kind;
	f->output = output_of(a, g, rest, kind);
}

static void not_published(struct file *f)
{
	f->kind = FILE_OTHER;
	f->output = S("");
}

static void check_regular(struct file *f, bool folder_link, uint32_t id,
	struct sink *sink)
{
	struct span all = { .file = id };

	if (f->regular || (f->kind == FILE_OTHER && !folder_link))
		return;
	not_published(f);
	if (folder_link)
		diag_add(sink, &rule_unreadable, all,
			"'%.*s' is a link to a folder and is not followed",
			STR_ARG(f->path));
	else
		diag_add(sink, &rule_unreadable, all,
			"'%.*s' is no regular file inside the docset and is "
			"not published",
			STR_ARG(f->path));
}

/* Settles outputs in the order of paths; `taken` is by locale and output. */
static void claim_output(struct arena *a, struct files *out, uint32_t id,
	struct map *taken, struct sink *sink)
{
	struct file *f = &out->p[id];
	void **slot;

	if (f->output.n == 0)
		return;
	slot = map_slot(a, &taken[f->locale], utf8_lower_str(a, f->output));
	if (*slot) {
		const struct file *first = *slot;

		diag_add(sink, &rule_output_conflict,
			(struct span){ .file = id },
			"'%.*s' and '%.*s' both publish to '%.*s', the "
			"second is left out",
			STR_ARG(first->path), STR_ARG(f->path),
			STR_ARG(first->output));
		not_published(f);
		return;
	}
	*slot = f;
}

static void add_names(struct arena *a, struct files *out, struct file *f)
{
	void **slot = map_slot(a, &out->by_folded, utf8_lower_str(a, f->path));

	map_put(a, &out->by_path, f->path, f);
	if (!*slot)
		*slot = f;
}

/* All files of a folder, behind those that are there already. */
static void walk(struct arena *a, struct files *out, enum file_origin origin,
	struct walker *w, struct sink *sink)
{
	struct fs_list list = { 0 };

	fs_walk(a, out->dirs[origin], skip_folder, w, &list);
	out->p = arena_grow(a, out->p, out->n * sizeof(*out->p),
		(out->n + list.files.n) * sizeof(*out->p));
	for (size_t i = 0; i < list.files.n; i++) {
		const struct fs_entry *e = &list.files.p[i];

		out->p[out->n++] = (struct file){ .path = e->path,
			.origin = origin,
			.size = e->size,
			.regular = e->regular,
			.folder_link = e->folder_link };
	}
	for (size_t i = 0; origin == FILE_OWN && i < list.unreadable.n; i++)
		diag_add(sink, &rule_unreadable,
			(struct span){ .file = FILE_NONE },
			"the folder '%.*s' cannot be read",
			STR_ARG(list.unreadable.p[i]));
}

static int by_path(const void *x, const void *y)
{
	const struct file *a = x, *b = y;
	int order = str_cmp(a->path, b->path);

	return order ? order : (int)a->origin - (int)b->origin;
}

/* Sorts, and leaves of equal paths the docset's own. */
static void sort(struct files *out)
{
	size_t n = 0;

	qsort(out->p, out->n, sizeof(*out->p), by_path);
	for (size_t i = 0; i < out->n; i++)
		if (n == 0 || !str_eq(out->p[n - 1].path, out->p[i].path))
			out->p[n++] = out->p[i];
	out->n = n;
}

/* Would the walk have come to it? */
static bool is_walked(struct walker *w, struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/' && skip_folder(w, str_sub(path, 0, i)))
			return false;
	return true;
}

static void overlay(struct arena *a, struct files *out, struct walker *w,
	const struct overlays *all)
{
	struct map by_path = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (!all->p[i].config)
			map_put(a, &by_path, all->p[i].path,
				(void *)(uintptr_t)&all->p[i]);
	for (size_t i = 0; i < out->n; i++) {
		const struct overlay *o = map_get(&by_path, out->p[i].path);

		if (!o || !o->gone)
			out->p[n++] = out->p[i];
		if (!o || o->gone)
			continue;
		out->p[n - 1].text = &o->text;
		out->p[n - 1].size = o->text.n;
		map_put(a, &by_path, o->path, NULL);
	}
	out->n = n;
	out->p = arena_grow(a, out->p, n * sizeof(*out->p),
		(n + all->n) * sizeof(*out->p));
	for (size_t i = 0; i < all->n; i++) {
		const struct overlay *o = &all->p[i];

		if (!o->config && map_get(&by_path, o->path) == o && !o->gone &&
			is_walked(w, o->path))
			out->p[out->n++] = (struct file){ .path = o->path,
				.size = o->text.n,
				.regular = true,
				.text = &o->text };
	}
	sort(out);
}

static void list_all(struct arena *a, int dir, int fallback,
	const struct overlays *overlays, struct str output, struct sink *sink,
	struct files *out)
{
	struct walker w = { .output = output };

	*out = (struct files){ .dirs = { dir, -1, fallback } };
	walk(a, out, FILE_OWN, &w, sink);
	if (overlays)
		overlay(a, out, &w, overlays);
	if (fallback < 0)
		return;
	w.output = S("");
	out->dirs[FILE_SPARE] = fs_open(dir, ".fallback",
		O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (out->dirs[FILE_SPARE] >= 0)
		walk(a, out, FILE_SPARE, &w, sink);
	walk(a, out, FILE_SOURCE, &w, sink);
	sort(out);
}

/* A folder has one TOC: the docset's own goes first. */
static void drop_toc(struct arena *a, struct file *f, struct map *tocs)
{
	void **slot;

	if (f->kind != FILE_TOC)
		return;
	slot = map_slot(a, tocs, path_dir(f->path));
	if (f->origin == FILE_OWN)
		*slot = f;
	else if (*slot)
		f->kind = FILE_OTHER;
}

static void settle(struct arena *a, const struct config *config,
	struct files *out, struct sink *sink)
{
	struct map *taken = arena_array(a, struct map, config->nlocales);
	struct map tocs = { 0 };

	for (uint32_t i = 0; i < out->n; i++) {
		struct file *f = &out->p[i];

		classify(a, config, f);
		if (f->origin == FILE_OWN) {
			check_regular(f, f->folder_link, i, sink);
			claim_output(a, out, i, taken, sink);
			drop_toc(a, f, &tocs);
		}
		add_names(a, out, f);
	}
	for (size_t i = 0; i < out->n; i++)
		if (out->p[i].origin != FILE_OWN) {
			drop_toc(a, &out->p[i], &tocs);
			out->p[i].output = S("");
		}
}

void files_load(struct arena *a, int dir, int fallback,
	const struct config *config, const struct overlays *overlays,
	struct str output, struct sink *sink, struct files *out)
{
	list_all(a, dir, fallback, overlays, output, sink, out);
	settle(a, config, out, sink);
}

enum fs_result files_read(struct arena *a, const struct files *f,
	const struct file *file, size_t limit, struct str *out)
{
	if (!file->text)
		return fs_read(a, f->dirs[file->origin], file->path, limit,
			out);
	if (file->text->n > limit)
		return FS_TOO_BIG;
	*out = *file->text;
	return FS_OK;
}

struct file *files_find(const struct files *f, struct str path)
{
	return map_get(&f->by_path, path);
}

struct file *files_find_nocase(const struct files *f, struct arena *a,
	struct str path)
{
	struct file *exact = files_find(f, path);

	return exact ? exact : map_get(&f->by_folded, utf8_lower_str(a, path));
}

static const char *const indexes[] = { "index.md", "index.yml", "README.md" };

#define INDEXES (sizeof(indexes) / sizeof(*indexes))

bool files_is_index(struct str name)
{
	for (size_t i = 0; i < INDEXES; i++)
		if (str_eq_nocase(name, str_of(indexes[i])))
			return true;
	return false;
}

struct file *files_index(const struct files *f, struct arena *a,
	struct str folder)
{
	for (size_t i = 0; i < INDEXES; i++) {
		struct file *found = files_find_nocase(f, a,
			path_join(a, folder, str_of(indexes[i])));
		if (found && found->kind != FILE_OTHER)
			return found;
	}
	return NULL;
}

uint32_t files_id(const struct files *f, const struct file *file)
{
	return (uint32_t)(file - f->p);
}
