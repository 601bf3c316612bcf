/*
 * Folders of Mustache files, public files and words, laid over each other.
 * Every file is read once; templates are parsed here, so that a tag that
 * cannot be read stops the build before any page is made.
 */
#include "site/theme.h"

#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"

#define FILE_LIMIT ((size_t)16 << 20)

struct reader {
	struct arena *a;
	struct docset *set;
	struct sink *sink;
	struct theme *theme;
	size_t folder;
	bool ok;
};

/* A file of the pile as a person knows it: "mine/page.html.tmpl". */
static struct str shown(struct reader *r, struct str path)
{
	return path_join(r->a, r->theme->folders.p[r->folder].name, path);
}

static void fail(struct reader *r, struct str path, const char *why)
{
	diag_add(r->sink, &rule_theme, (struct span){ CONFIG_NOWHERE, 0, 0 },
		"the theme's file '%.*s' %s", STR_ARG(shown(r, path)), why);
	r->ok = false;
}

/* ---- files ------------------------------------------------------- */

/* A file that cannot be read becomes a source, so that the finding has a
 * place; the others need none. */
static const struct template *parse(struct reader *r, struct str path,
	struct str text)
{
	struct config *c = &r->set->config;
	uint32_t id = CONFIG_SOURCE + (uint32_t)c->nsources;
	const struct template *t = template_parse(r->a, text, id, r->sink);

	if (t) {
		/* A type that is only declared is an integer to it. */
		/* cppcheck-suppress CastIntegerToAddressAtReturn */
		return t;
	}
	r->ok = false;
	if (!config_add_source(r->set->arena, c,
		    str_dup(r->set->arena, shown(r, path)),
		    str_dup(r->set->arena, text)))
		r->sink->last->at.file = CONFIG_NOWHERE;
	return NULL;
}

static bool is_template(struct str path)
{
	return !str_starts(path, S("public/")) &&
	       (str_ends(path, S(".tmpl")) || str_ends(path, S(".partial")));
}

/* docfx runs such a script on what a template gets; diglot runs none. */
static bool is_preprocessor(struct str path)
{
	return str_ends(path, S(".js")) &&
	       str_find_byte(path, 0, '/') == STR_NONE;
}

static void keep_file(struct reader *r, struct str path, struct str bytes)
{
	struct theme *t = r->theme;
	const struct theme_file *old = map_get(&t->files, path);
	struct theme_file *f = arena_new(r->a, struct theme_file);

	*f = (struct theme_file){ .path = path,
		.folder = r->folder,
		.below = old ? old->folder : r->folder,
		.bytes = bytes };
	if (is_template(path))
		f->template = parse(r, path, bytes);
	map_put(r->a, &t->files, path, f);
	if (f->template)
		map_put(r->a, &t->templates, theme_name(path), f);
}

static void take_file(struct reader *r, struct str path)
{
	struct str bytes;
	enum fs_result result = fs_read(r->a,
		r->theme->folders.p[r->folder].dir, path, FILE_LIMIT, &bytes);

	if (result != FS_OK)
		fail(r, path, fs_reason(result));
	else if (is_preprocessor(path))
		diag_add(r->sink, &rule_theme_no_effect,
			(struct span){ CONFIG_NOWHERE, 0, 0 },
			"'%.*s' is a program for docfx, which diglot does not "
			"run",
			STR_ARG(shown(r, path)));
	else if (strings_is_file(path))
		r->ok &= strings_add(&r->theme->strings, r->set, r->folder,
			path, str_dup(r->set->arena, shown(r, path)), bytes,
			r->sink);
	else
		keep_file(r, path, bytes);
}

static void read_folder(struct reader *r)
{
	struct fs_list list = { 0 };

	fs_walk(r->a, r->theme->folders.p[r->folder].dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++)
		take_file(r, list.files.p[i].path);
}

/* ---- what is published ------------------------------------------- */

static bool has_hash(struct str name)
{
	return str_ends(name, S(".css")) || str_ends(name, S(".js"));
}

/* Style sheets and scripts have the hash of their bytes in their names;
 * others are asked for by the name that they have. */
static struct asset *add_asset(struct reader *r, struct str key,
	struct str name, struct str bytes)
{
	struct asset *asset = arena_new(r->a, struct asset);
	struct str ext = path_ext(name);

	asset->bytes = bytes;
	asset->path = has_hash(name)
			      ? str_printf(r->a, "assets/%.*s.%.*s%.*s",
					STR_ARG(path_stem(name)),
					STR_ARG(hash_hex(r->a, bytes, 8)),
					STR_ARG(ext))
			      : str_cat(r->a, S("assets/"), name);
	map_put(r->a, &r->theme->assets, key, asset);
	return asset;
}

static void add_public(struct reader *r)
{
	const struct map *files = &r->theme->files;

	for (size_t i = 0; i < files->n; i++) {
		const struct theme_file *f = files->items[i].value;
		struct str name = str_skip(f->path, S("public/").n);
		if (str_starts(f->path, S("public/")))
			add_asset(r, name, name, f->bytes);
	}
}

/* docfx's "logo.svg", or a pattern for all files that begin alike. */
static bool is_included(struct str path, struct str pattern)
{
	size_t n = pattern.n;

	if (n < 3 || pattern.p[0] != '/' || pattern.p[1] != '^')
		return str_eq(path, pattern);
	pattern = str_sub(pattern, 2, n - 1);
	if (!str_ends(pattern, S(".*")))
		return false;
	pattern.n -= 2;
	for (size_t i = 0, k = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '\\')
			continue;
		if (k == path.n || path.p[k++] != pattern.p[i])
			return false;
	}
	return true;
}

/* At the root of the site, where docfx's templates look for it. */
static void include_files(struct reader *r, struct str pattern)
{
	const struct map *files = &r->theme->files;

	for (size_t i = 0; i < files->n; i++) {
		const struct theme_file *f = files->items[i].value;
		struct asset *asset;
		if (f->template || !is_included(f->path, pattern))
			continue;
		asset = arena_new(r->a, struct asset);
		*asset = (struct asset){ .path = f->path, .bytes = f->bytes };
		map_put(r->a, &r->theme->assets, str_cat(r->a, S("/"), f->path),
			asset);
	}
}

static void take_include(void *ctx, enum template_use use, struct str name)
{
	if (use == TEMPLATE_INCLUDE)
		include_files(ctx, name);
}

static void add_included(struct reader *r)
{
	const struct map *templates = &r->theme->templates;

	for (size_t i = 0; i < templates->n; i++) {
		const struct theme_file *f = templates->items[i].value;
		template_names(f->template, take_include, r);
	}
}

/* ---- the head of pages ------------------------------------------- */

/* A module is loaded from no disk. */
static bool is_module(struct str script)
{
	return str_find(script, 0, S("export default")) != STR_NONE;
}

/* docfx's names for a theme's own style and script. */
static void add_mains(struct reader *r)
{
	struct theme *t = r->theme;
	const struct asset *style = map_get(&t->assets, S("main.css"));
	const struct asset *script = map_get(&t->assets, S("main.js"));

	if (style)
		vec_push(r->a, &t->styles, style);
	if (script && is_module(script->bytes))
		diag_add(r->sink, &rule_theme_no_effect,
			(struct span){ CONFIG_NOWHERE, 0, 0 },
			"'public/main.js' is a module, which no browser loads "
			"from a disk; write a plain script");
	else if (script)
		vec_push(r->a, &t->scripts, script);
}

static struct str read_own(struct reader *r, struct str path)
{
	struct str bytes = S("");
	enum fs_result result = fs_read(r->a, r->set->dir, path, FILE_LIMIT,
		&bytes);

	if (result != FS_OK) {
		diag_add(r->sink, &rule_config_invalid,
			(struct span){ CONFIG_NOWHERE, 0, 0 },
			"the file '%.*s' for the head of pages cannot be "
			"read: %s",
			STR_ARG(path), fs_reason(result));
		r->ok = false;
	}
	return bytes;
}

static const struct asset *own_asset(struct reader *r, struct str path)
{
	return add_asset(r, str_cat(r->a, S("~/"), path), path,
		read_own(r, path));
}

static void add_own(struct reader *r)
{
	const struct config *c = &r->set->config;
	struct theme *t = r->theme;

	for (size_t i = 0; i < c->styles.n; i++)
		vec_push(r->a, &t->styles, own_asset(r, c->styles.p[i]));
	for (size_t i = 0; i < c->scripts.n; i++)
		vec_push(r->a, &t->scripts, own_asset(r, c->scripts.p[i]));
	for (size_t i = 0; i < c->heads.n; i++)
		t->head = str_cat(r->a, t->head, read_own(r, c->heads.p[i]));
}

/* ---- the whole --------------------------------------------------- */

#define MASTER "layout/_master.tmpl"

/* docfx's themes often have a master alone; it is for all pages. */
static void use_master(struct reader *r)
{
	struct theme *t = r->theme;
	const struct theme_file *page = map_get(&t->templates,
		S("page.html.tmpl"));
	struct theme_file *f;

	if (!map_has(&t->templates, S(MASTER)) || !page || page->folder > 0)
		return;
	f = arena_new(r->a, struct theme_file);
	*f = *page;
	f->template = template_parse(r->a,
		S("{{!master(" MASTER ")}}{{{body}}}"), CONFIG_NOWHERE,
		r->sink);
	map_put(r->a, &t->templates, S("page.html.tmpl"), f);
}

static bool use_words(struct reader *r)
{
	struct theme *t = r->theme;
	const struct docset *set = r->set;
	const struct value *english = strings_english(set, r->sink);

	if (!english)
		return false;
	strings_apply(&t->strings, set, english);
	t->globals = arena_array(r->a, struct value *, set->config.nlocales);
	for (size_t i = 0; i < set->config.nlocales; i++)
		t->globals[i] = strings_global(r->a, set, &set->locales[i]);
	theme_check(t, set, english, r->sink);
	return true;
}

bool theme_load(struct arena *a, struct docset *set,
	struct theme_folders folders, struct sink *sink, struct theme *out)
{
	*out = (struct theme){ .a = a, .folders = folders };
	struct reader r = { a, set, sink, out, 0, true };

	for (; r.folder < folders.n; r.folder++)
		read_folder(&r);
	if (!r.ok)
		return false;
	r.folder = 0;
	if (!map_has(&out->templates, S("page.html.tmpl")))
		fail(&r, S("page.html.tmpl"), "is missing");
	add_public(&r);
	add_included(&r);
	add_mains(&r);
	add_own(&r);
	use_master(&r);
	return r.ok && use_words(&r);
}

static const struct template *load_partial(void *ctx, struct str name)
{
	const struct theme *t = ctx;
	const struct theme_file *f = map_get(&t->templates, theme_name(name));

	return f ? f->template : NULL;
}

bool theme_render(const struct theme *t, const char *name,
	const struct value *data, struct buf *out)
{
	const struct theme_file *f = map_get(&t->templates, str_of(name));
	/* The loader's context is not const, but nothing is changed there. */
	struct template_loader loader = { load_partial, (void *)(uintptr_t)t };

	return f && template_render(f->template, data, &loader, out);
}

struct str theme_asset(const struct theme *t, struct str name)
{
	const struct asset *asset = map_get(&t->assets, name);

	return asset ? asset->path : S("");
}
