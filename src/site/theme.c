/* A folder of Mustache files and public files, overridden file by file. */
#include "site/theme.h"

#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"

const struct rule rule_theme = {
	.id = "DG015",
	.name = "theme-invalid",
	.level = LEVEL_ERROR,
	.title = "a theme cannot be used",
	.why = "no page can be made",
	.fix = "correct the file, or leave the theme out to use the default one",
};

#define FILE_LIMIT ((size_t)4 << 20)

struct reader {
	struct arena *a;
	int dir;
	struct sink *sink;
	struct theme *theme;
	bool ok;
};

static void fail(struct reader *r, struct str path, const char *why)
{
	diag_add(r->sink, &rule_theme, (struct span){ UINT32_MAX, 0, 0 },
		"the theme's file '%.*s' %s", STR_ARG(path), why);
	r->ok = false;
}

static void add_template(struct reader *r, struct str path, struct str text)
{
	struct sink sink;
	struct template *t;
	struct str name = path;

	sink_init(&sink, r->a);
	t = template_parse(r->a, text, UINT32_MAX, &sink);
	if (!t) {
		fail(r, path, str_z(r->a, sink.first->text));
		return;
	}
	if (str_ends(name, S(".tmpl.partial")))
		name.n -= S(".tmpl.partial").n;
	map_put(r->a, &r->theme->templates, name, t);
}

static void add_asset(struct reader *r, struct str path, struct str bytes)
{
	struct str name = path_base(path), ext = path_ext(name);
	struct asset *asset = arena_new(r->a, struct asset);

	asset->bytes = bytes;
	asset->path = str_printf(r->a, "assets/%.*s.%.*s%.*s",
		STR_ARG(str_sub(name, 0, name.n - ext.n)),
		STR_ARG(hash_hex(r->a, bytes, 8)), STR_ARG(ext));
	map_put(r->a, &r->theme->assets, name, asset);
}

static void add_file(struct reader *r, struct str path)
{
	bool public = str_starts(path, S("public/"));
	bool template = str_ends(path, S(".tmpl")) ||
			str_ends(path, S(".tmpl.partial"));
	struct str bytes;
	enum fs_result result;

	if (!public && !template)
		return;
	result = fs_read(r->a, r->dir, path, FILE_LIMIT, &bytes);
	if (result != FS_OK)
		fail(r, path, fs_reason(result));
	else if (public)
		add_asset(r, path, bytes);
	else
		add_template(r, path, bytes);
}

static bool read_theme(struct reader *r)
{
	struct fs_list list = { 0 };

	fs_walk(r->a, r->dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++)
		add_file(r, list.files.p[i].path);
	return r->ok;
}

bool theme_load(struct arena *a, int dir, int own, struct sink *sink,
	struct theme *out)
{
	struct reader r = { a, dir, sink, out, true };

	*out = (struct theme){ 0 };
	if (!read_theme(&r))
		return false;
	r.dir = own;
	if (own >= 0 && !read_theme(&r))
		return false;
	if (!map_has(&out->templates, S("page.html.tmpl")))
		fail(&r, S("page.html.tmpl"), "is missing");
	return r.ok;
}

static const struct template *load_partial(void *ctx, struct str name)
{
	const struct theme *t = ctx;

	return map_get(&t->templates, name);
}

bool theme_render(const struct theme *t, const char *name,
	const struct value *data, struct buf *out)
{
	const struct template *tmpl = map_get(&t->templates, str_of(name));
	/* The loader's context is not const, but nothing is changed there. */
	struct template_loader loader = { load_partial, (void *)(uintptr_t)t };

	return tmpl && template_render(tmpl, data, &loader, out);
}

struct str theme_asset(const struct theme *t, struct str name)
{
	const struct asset *asset = map_get(&t->assets, name);

	return asset ? asset->path : S("");
}
