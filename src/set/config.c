/*
 * One struct config out of docfx's files, diglot.yml laid over them, and the
 * command line laid over that. A key of diglot.yml that nobody reads is a
 * finding, so that no misspelt setting is passed over.
 */
#include "set/config_keys.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "set/docfx.h"
#include "set/extends.h"
#include "set/locale.h"
#include "set/policy.h"
#include "set/redirects.h"
#include "set/setting.h"

static bool ignores_files;

void config_ignore_files(void)
{
	ignores_files = true;
}

static bool is_section(struct arena *a, struct str name)
{
	struct str prefix = str_cat(a, name, S("."));

	for (size_t i = 0; i < config_keys_count; i++)
		if (str_starts(str_of(config_keys[i].name), prefix))
			return true;
	return false;
}

static void unknown_key(struct settings *s, struct str name, struct span at)
{
	size_t best = name.n / 3 + 1;
	const char *near = NULL;

	for (size_t i = 0; i < config_keys_count; i++) {
		size_t d = str_distance(name, str_of(config_keys[i].name),
			best);

		if (d < best + !near) {
			best = d;
			near = config_keys[i].name;
		}
	}
	if (near)
		setting_bad(s, at, "unknown key '%.*s', did you mean '%s'?",
			STR_ARG(name), near);
	else
		setting_bad(s, at, "unknown key '%.*s'", STR_ARG(name));
}

static bool read_key(struct settings *s, struct str name, const struct value *v)
{
	for (size_t i = 0; i < config_keys_count; i++) {
		if (!str_eq(name, str_of(config_keys[i].name)))
			continue;
		config_keys[i].read(s, config_keys[i].name, v);
		return true;
	}
	return false;
}

static void read_section(struct settings *s, struct str section,
	const struct value *map)
{
	for (size_t i = 0; i < map->n; i++) {
		struct str name = str_printf(s->arena, "%.*s.%.*s",
			STR_ARG(section), STR_ARG(map->keys[i]));

		if (!read_key(s, name, map->items[i]))
			unknown_key(s, name, map->key_at[i]);
	}
}

static void read_keys(struct settings *s, const struct value *map)
{
	for (size_t i = 0; i < map->n; i++) {
		struct str name = map->keys[i];
		const struct value *v = map->items[i];

		if (read_key(s, name, v))
			continue;
		if (!is_section(s->arena, name))
			unknown_key(s, name, map->key_at[i]);
		else if (setting_is_map(s, str_z(s->arena, name), v))
			read_section(s, name, v);
	}
}

static void take_written(struct settings *s, const struct value *map)
{
	struct config *c = s->config;

	/* Each is a source, too: there are no more of them. */
	c->written[c->nwritten++] = map;
	read_keys(s, map);
}

static void load_diglot(struct settings *s, int dir)
{
	static const char *const names[] = { "diglot.yml", ".diglot.yml" };
	struct config *c = s->config;
	struct value *v = NULL;
	size_t i = 0;

	while (i < 2 &&
		!setting_file(s, dir, names[i], setting_shown(s, names[i]), &v))
		i++;
	if (i == 2)
		return;
	c->kind = CONFIG_DIGLOT;
	c->file = str_of(names[i]);
	c->source = c->sources[c->nsources - 1];
	if (!v)
		s->bad = true;
	if (!v || v->kind == VALUE_NULL || !setting_is_map(s, names[i], v))
		return;
	extends_read(s, dir, names[i], v, take_written);
	take_written(s, v);
}

/* One group that takes the pattern everywhere but in `exclude`. */
static struct file_group *default_group(struct settings *s, struct str pattern,
	struct globs exclude)
{
	struct file_group *g = arena_new(s->arena, struct file_group);

	glob_expand(s->arena, &g->files, pattern);
	g->exclude = exclude;
	return g;
}

static void set_defaults(struct settings *s)
{
	struct config *c = s->config;
	struct globs exclude = { 0 };

	if (c->ncontent > 0)
		exclude = c->content[0].exclude;
	else
		/* Fragments are parts of pages, no pages. */
		glob_expand(s->arena, &exclude, S("**/includes/**"));
	if (c->ncontent == 0) {
		c->content = default_group(s, S("**/{*.md,*.yml,toc.json}"),
			exclude);
		c->ncontent = 1;
		exclude = (struct globs){ 0 };
	}
	if (c->nresource == 0 && !s->resource_said) {
		c->resource = default_group(s,
			S("**/*.{png,jpg,jpeg,gif,svg,"
			  "webp,avif,ico,bmp,pdf,zip,mp4,webm,mp3,vtt,docx,"
			  "xlsx,pptx,csv}"),
			exclude);
		c->nresource = 1;
	}
	if (!c->global_metadata)
		c->global_metadata = value_map(s->arena);
	if (c->nlocales == 0) {
		c->locales = arena_new(s->arena, struct locale_root);
		c->locales->tag = s->locale;
		c->nlocales = 1;
	}
}

bool config_load(struct arena *a, int dir, struct str root,
	const struct value *overrides, struct sink *sink, struct config *out)
{
	return config_load_over(a, dir, root, overrides, NULL, sink, out);
}

bool config_load_over(struct arena *a, int dir, struct str root,
	const struct value *overrides, const struct overlays *overlays,
	struct sink *sink, struct config *out)
{
	struct settings s = { .arena = a,
		.sink = sink,
		.config = out,
		.dir = dir,
		.overlays = overlays };

	*out = (struct config){ .root = root };
	out->source_locale = S("en-US");
	out->alerts = alerts_common;
	if (!ignores_files) {
		bool docfx = docfx_load(&s, dir);
		if (docfx)
			redirects_load(&s, dir);
		load_diglot(&s, dir);
		if (!docfx && out->kind == CONFIG_DIGLOT)
			redirects_load_own(&s, dir);
	}
	if (overrides) {
		s.nowhere = true;
		read_keys(&s, overrides);
	}
	set_defaults(&s);
	policy_finish(&s);
	return !s.bad;
}

struct source *config_add_source(struct arena *a, struct config *c,
	struct str shown, struct str bytes)
{
	struct source *source = arena_new(a, struct source);

	if (c->nsources == CONFIG_MAX_SOURCES)
		return NULL;
	source->id = CONFIG_SOURCE + (uint32_t)c->nsources;
	source->path = shown;
	source->bytes = bytes;
	source_index(a, source);
	c->sources[c->nsources++] = source;
	return source;
}

const char *config_fallback(struct arena *a, const struct config *c,
	const char *given)
{
	struct str configured = c->policy.fallback;

	return given || configured.n == 0 ? given : str_z(a, configured);
}

bool config_takes_frame(const struct config *c, struct str url)
{
	struct url u = url_split(str_trim(url));

	if (u.scheme.n > 0 && !str_eq_nocase(u.scheme, S("https")) &&
		!str_eq_nocase(u.scheme, S("http")))
		return false;
	for (size_t i = 0; i < c->frame_hosts.n; i++)
		if (str_eq_nocase(u.authority, c->frame_hosts.p[i]))
			return true;
	return false;
}

const struct source *config_source(const struct config *c, uint32_t file)
{
	uint32_t i = file - CONFIG_SOURCE;

	return file >= CONFIG_SOURCE && i < c->nsources ? c->sources[i] : NULL;
}

const struct value *config_docfx(const struct config *c, const char *key)
{
	const struct value *v = value_get(c->docfx, str_of(key));

	return v && v->kind != VALUE_NULL ? v : NULL;
}

const struct value *config_data(const struct config *c, const char *key,
	size_t i)
{
	const struct value *list = map_get(&c->data, str_of(key));

	return list && i < list->n ? list->items[i] : NULL;
}

static bool holds(struct str folder, struct str path)
{
	return folder.n == 0 || (path.n > folder.n && path.p[folder.n] == '/' &&
					str_starts(path, folder));
}

uint32_t config_locale_of(const struct config *c, struct str path,
	struct str *key)
{
	uint32_t best = UINT32_MAX;

	*key = path;
	for (uint32_t i = 0; i < c->nlocales; i++) {
		struct str folder = c->locales[i].folder;

		if (holds(folder, path) &&
			(best == UINT32_MAX ||
				folder.n > c->locales[best].folder.n))
			best = i;
	}
	if (best != UINT32_MAX && c->locales[best].folder.n > 0)
		*key = str_skip(path, c->locales[best].folder.n + 1);
	return best;
}

bool config_in_source(struct arena *a, const struct config *c, struct str path,
	struct str *out)
{
	struct str key;
	uint32_t own = config_locale_of(c, path, &key);

	for (uint32_t i = 0; own != UINT32_MAX && i < c->nlocales; i++) {
		if (i == own ||
			!str_eq_nocase(c->locales[i].tag, c->source_locale))
			continue;
		*out = path_join(a, c->locales[i].folder, key);
		return true;
	}
	return false;
}

static bool has(struct arena *a, struct str folder, const char *name)
{
	return access(str_z(a, path_join(a, folder, str_of(name))), F_OK) == 0;
}

static bool has_config(struct arena *a, struct str folder)
{
	return has(a, folder, "diglot.yml") || has(a, folder, ".diglot.yml") ||
	       has(a, folder, "docfx.json") || has(a, folder, "docfx.yml");
}

/* As a person would write it: relative inside the current folder. */
static struct str shortest(struct arena *a, struct str folder)
{
	char here[PATH_MAX];
	struct str cwd;

	if (!getcwd(here, sizeof(here)))
		return folder;
	cwd = str_of(here);
	if (str_eq(folder, cwd))
		return S(".");
	if (cwd.n > 1 && holds(cwd, folder))
		return str_skip(folder, cwd.n + 1);
	return str_dup(a, folder);
}

struct str config_find(struct arena *a, struct str path)
{
	char real[PATH_MAX];
	struct str folder;
	struct stat st;

	if (ignores_files ||
		!realpath(str_z(a, path.n ? path : S(".")), real) ||
		stat(real, &st) != 0)
		return S("");
	folder = str_dup(a, str_of(real));
	if (!S_ISDIR(st.st_mode))
		folder = path_dir(folder);
	for (; folder.n > 0; folder = path_dir(folder)) {
		if (has_config(a, folder))
			return shortest(a, folder);
		if (has(a, folder, ".git"))
			break;
	}
	return S("");
}
