/*
 * docfx.json and docfx.yml into struct config. Keys that have no meaning
 * here (templates, xref, publishing) are passed over: the file is docfx's,
 * not ours, and a docset that docfx builds must build.
 */
#include "set/docfx.h"

#include "base/path.h"

/* The value of key, or NULL where it is not there or null. */
static const struct value *given(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_of(key));

	return v && v->kind != VALUE_NULL ? v : NULL;
}

static void read_groups(struct settings *s, const struct value *map)
{
	struct config *c = s->config;
	const struct value *content = given(map, "content");
	const struct value *resource = given(map, "resource");

	if (content)
		setting_groups(s, "content", content, &c->content,
			&c->ncontent);
	if (resource)
		setting_groups(s, "resource", resource, &c->resource,
			&c->nresource);
	s->resource_said = content || resource;
}

static void read_metadata(struct settings *s, const struct value *map)
{
	const struct value *global = given(map, "globalMetadata");
	const struct value *by_file = given(map, "fileMetadata");
	struct str title;

	if (global)
		setting_metadata(s, "globalMetadata", global);
	if (by_file)
		setting_file_metadata(s, "fileMetadata", by_file);
	title = value_text_at(s->config->global_metadata, S("_appTitle"));
	if (title.n == 0)
		title = value_text_at(s->config->global_metadata,
			S("titleSuffix"));
	s->config->title = str_trim(title);
}

/*
 * The site path of a docset whose breadcrumbs are its own file: "hololens"
 * of "/hololens/breadcrumb/toc.json". The platform keeps the real one to
 * itself, and `dest` is often another name.
 */
static struct str base_of_breadcrumb(const struct config *c)
{
	struct str path = value_text_at(c->global_metadata,
		S("breadcrumb_path"));
	struct str folder = path_dir(path);
	struct str base = path_base(folder);

	if (!str_starts(path, S("/")) || str_starts(path, S("//")))
		return S("");
	if (!str_eq_nocase(base, S("breadcrumb")) &&
		!str_eq_nocase(base, S("breadcrumbs")))
		return S("");
	return str_skip(path_dir(folder), 1);
}

static void set_base_path(struct settings *s, struct str text)
{
	while (str_starts(text, S("/")))
		text = str_skip(text, 1);
	/* Outside of the platform `dest` is where the site goes: "_site". */
	if (str_starts(text, S("_")) || str_starts(text, S(".")))
		return;
	path_normalize(s->arena, text, &s->config->base_path);
}

/* docfx's own alerts: {"TODO": "classes"}. */
static void read_alerts(struct settings *s, const struct value *build)
{
	const struct value *engine = given(build, "markdownEngineProperties");
	const struct value *alerts = given(engine, "alerts");

	if (!alerts || alerts->kind != VALUE_MAP)
		return;
	for (size_t i = 0; i < alerts->n; i++)
		setting_alert(s, "alerts", alerts->keys[i],
			str_trim(value_as_text(alerts->items[i])),
			alerts->key_at[i]);
}

static void read_v2(struct settings *s, const struct value *build)
{
	const struct value *dest = given(build, "dest");
	struct str base;

	read_groups(s, build);
	read_metadata(s, build);
	read_alerts(s, build);
	base = base_of_breadcrumb(s->config);
	if (base.n == 0 && dest)
		base = setting_text(s, "dest", dest);
	set_base_path(s, base);
	setting_base_url(s, "baseUrl",
		value_get(given(build, "sitemap"), S("baseUrl")));
}

/* v3 may also have one group at the top: files and exclude. */
static void read_v3(struct settings *s, const struct value *root)
{
	const struct value *host = given(root, "hostName");
	const struct value *base = given(root, "basePath");
	struct config *c = s->config;

	read_groups(s, root);
	if (!s->resource_said &&
		(given(root, "files") || given(root, "exclude")))
		setting_groups(s, "files", root, &c->content, &c->ncontent);
	read_metadata(s, root);
	set_base_path(s, base ? setting_text(s, "basePath", base)
			      : base_of_breadcrumb(c));
	if (host)
		c->site_host = setting_text(s, "hostName", host);
}

/* ---- other files ------------------------------------------------- */

/* Keys whose values name files of data. */
static const char *const data_keys[] = { "markdownValidationRules",
	"buildValidationRules", "metadataSchema", "allowlists", "disallowlists",
	"monikerDefinition", "xref", NULL };

/* Only files of the docset: an address is nobody's business here. */
static struct value *read_data(struct settings *s, int dir,
	const struct value *name)
{
	struct str path = name->text;
	struct value *v = NULL;

	if (name->kind != VALUE_TEXT || url_split(path).scheme.n > 0 ||
		!path_normalize(s->arena, path, &path))
		return NULL;
	if (str_starts(path, S("~/")))
		path = str_skip(path, 2);
	if (!setting_data(s, dir, str_z(s->arena, path), &v))
		setting_warn(s, name->at, "the file '%.*s' does not exist",
			STR_ARG(name->text));
	return v;
}

static void add_data(struct settings *s, int dir, struct value *list,
	struct value *item)
{
	struct value *v = item->kind == VALUE_MAP ? item
						  : read_data(s, dir, item);

	if (v)
		value_add(s->arena, list, v);
}

static void load_data(struct settings *s, int dir)
{
	for (size_t i = 0; data_keys[i]; i++) {
		struct value *v = value_get(s->config->docfx,
			str_of(data_keys[i]));
		struct value *list = value_list(s->arena);

		if (!v || v->kind == VALUE_NULL)
			continue;
		if (v->kind != VALUE_LIST)
			add_data(s, dir, list, v);
		for (size_t k = 0; v->kind == VALUE_LIST && k < v->n; k++)
			add_data(s, dir, list, v->items[k]);
		map_put(s->arena, &s->config->data, str_of(data_keys[i]), list);
	}
}

/* Keys of `under` that `over` has not; maps in both go into each other. */
static void lay_under(struct settings *s, struct value *over,
	const struct value *under)
{
	for (size_t i = 0; i < under->n; i++) {
		struct value *mine = value_get(over, under->keys[i]);

		if (!mine)
			value_append(s->arena, over, under->keys[i],
				under->key_at[i], under->items[i]);
		else if (mine->kind == VALUE_MAP &&
			 under->items[i]->kind == VALUE_MAP && mine != over)
			lay_under(s, mine, under->items[i]);
	}
}

#define EXTEND_MAX 8

/* What `extend` names, file by file, under the map; each file once. */
static void extend(struct settings *s, int dir, struct value *root,
	const struct value *names, int depth)
{
	size_t n = names && names->kind == VALUE_LIST ? names->n : 1;

	for (size_t i = 0; names && i < n && depth < EXTEND_MAX; i++) {
		const struct value *name = names->kind == VALUE_LIST
						   ? names->items[i]
						   : names;
		struct str path = value_as_text(name);
		struct value *v = NULL;

		if (str_eq(path, s->config->file) ||
			!path_normalize(s->arena, path, &path))
			continue;
		setting_data(s, dir, str_z(s->arena, path), &v);
		if (!v || v->kind != VALUE_MAP)
			continue;
		extend(s, dir, v, given(v, "extend"), depth + 1);
		lay_under(s, root, v);
	}
}

static void read_root(struct settings *s, int dir, struct value *root)
{
	const struct value *build;

	extend(s, dir, root, given(root, "extend"), 0);
	build = given(root, "build");
	s->config->docfx = build && build->kind == VALUE_MAP
				   ? value_get(root, S("build"))
				   : root;
	load_data(s, dir);
	if (!build)
		read_v3(s, root);
	else if (setting_is_map(s, "build", build))
		read_v2(s, build);
}

bool docfx_load(struct settings *s, int dir)
{
	static const struct {
		const char *name;
		enum config_kind kind;
	} names[] = {
		{ "docfx.json", CONFIG_DOCFX_JSON },
		{ "docfx.yml", CONFIG_DOCFX_YML },
	};
	struct config *c = s->config;
	struct value *v = NULL;
	size_t i = 0;

	while (i < 2 && !setting_file(s, dir, names[i].name,
				setting_shown(s, names[i].name), &v))
		i++;
	if (i == 2)
		return false;
	c->kind = names[i].kind;
	c->file = str_of(names[i].name);
	c->source = c->sources[c->nsources - 1];
	if (!v)
		s->bad = true;
	else if (v->kind != VALUE_NULL && setting_is_map(s, names[i].name, v))
		read_root(s, dir, v);
	return true;
}
