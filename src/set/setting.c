/*
 * The values of configuration files as text, folders, globs, groups and
 * metadata. Every value that is not of the form asked for leaves a finding
 * with its place; nothing is taken half.
 */
#include "set/setting.h"

#include <stdarg.h>
#include <stdio.h>

#include <unicode/uidna.h>

#include "base/fs.h"
#include "base/path.h"
#include "format/json.h"
#include "format/yaml.h"
#include "set/files.h"

#define MAX_BYTES (32u << 20)

const struct rule rule_config_invalid = {
	.id = "DG001",
	.name = "config-invalid",
	.level = LEVEL_ERROR,
	.title = "a configuration file cannot be used",
	.why = "a setting that is not understood would change the result "
	       "without anyone noticing, so nothing is done at all",
	.fix = "correct the key or the value that the message names",
	.aliases = "config-not-found violate-schema glob-pattern-invalid",
};

__attribute__((format(printf, 3, 0))) static struct diag *complain(
	struct settings *s, struct span at, const char *format, va_list args)
{
	char text[1024];

	if (s->nowhere)
		at = (struct span){ .file = CONFIG_NOWHERE };
	vsnprintf(text, sizeof(text), format, args);
	return diag_add(s->sink, &rule_config_invalid, at, "%s", text);
}

void setting_bad(struct settings *s, struct span at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain(s, at, format, args);
	va_end(args);
	s->bad = true;
}

void setting_warn(struct settings *s, struct span at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complain(s, at, format, args)->level = LEVEL_WARNING;
	va_end(args);
}

struct str setting_shown(struct settings *s, const char *name)
{
	struct str root = s->config->root, path;

	if (str_eq(root, S(".")))
		root = S("");
	path = path_join(s->arena, root, str_of(name));
	/* "docs/../a.yml" is "a.yml", but who leaves the current folder needs
	 * each "..". */
	path_normalize(s->arena, path, &path);
	return path;
}

/* The text that counts instead of the file's, or NULL. */
static const struct overlay *overlay_of(const struct settings *s,
	struct str shown)
{
	for (size_t i = 0; s->overlays && i < s->overlays->n; i++)
		if (s->overlays->p[i].config &&
			str_eq(s->overlays->p[i].path, shown))
			return &s->overlays->p[i];
	return NULL;
}

/* FS_MISSING where it is not there or there are too many. */
static enum fs_result read_source(struct settings *s, int dir, const char *name,
	struct str shown, struct source **source)
{
	struct str bytes = S("");
	const struct overlay *over = overlay_of(s, shown);
	enum fs_result r = over ? FS_OK
				: fs_read(s->arena, dir, str_of(name),
					  MAX_BYTES, &bytes);

	if (over)
		bytes = over->text;

	*source = r == FS_MISSING ? NULL
				  : config_add_source(s->arena, s->config,
					    shown, bytes);
	return *source ? r : FS_MISSING;
}

static struct value *parse(struct settings *s, const struct source *source)
{
	if (str_ends(source->path, S("json")))
		return json_parse(s->arena, source->bytes, source->id, s->sink);
	return yaml_parse(s->arena, source->bytes, source->id, 0, s->sink);
}

bool setting_file(struct settings *s, int dir, const char *name,
	struct str shown, struct value **out)
{
	struct source *source;
	enum fs_result r = read_source(s, dir, name, shown, &source);

	*out = NULL;
	if (r == FS_MISSING)
		return false;
	if (r == FS_OK)
		*out = parse(s, source);
	else
		setting_bad(s, (struct span){ .file = source->id },
			"'%s' cannot be read: %s", name, fs_reason(r));
	return true;
}

bool setting_data(struct settings *s, int dir, const char *path,
	struct value **out)
{
	struct source *source;
	enum fs_result r = read_source(s, dir, path, setting_shown(s, path),
		&source);

	*out = NULL;
	if (r == FS_MISSING)
		return false;
	if (r == FS_OK)
		*out = parse(s, source);
	else
		setting_warn(s, (struct span){ .file = source->id },
			"'%s' cannot be read: %s", path, fs_reason(r));
	return true;
}

struct str setting_text(struct settings *s, const char *key,
	const struct value *v)
{
	if (v->kind == VALUE_LIST || v->kind == VALUE_MAP ||
		v->kind == VALUE_NULL) {
		setting_bad(s, v->at, "'%s' is %s, must be text", key,
			value_kind_name(v));
		return S("");
	}
	return v->text;
}

/* A host of letters as the network knows it: "xn--...". p NULL: it is none. */
static struct str ascii_host(struct arena *a, struct str host)
{
	UErrorCode error = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna;
	char name[256];
	int32_t n = 0;

	for (size_t i = 0; i < host.n; i++)
		if ((unsigned char)host.p[i] <= ' ' ||
			str_find_byte(S("\"'<>\\^`{|}"), 0, host.p[i]) !=
				STR_NONE)
			return (struct str){ NULL, 0 };
	if (host.n == 0 || host.n > 255)
		return (struct str){ NULL, 0 };
	idna = uidna_openUTS46(UIDNA_DEFAULT, &error);
	if (U_SUCCESS(error))
		n = uidna_nameToASCII_UTF8(idna, host.p, (int32_t)host.n, name,
			sizeof(name), &info, &error);
	uidna_close(idna);
	/* A port has a sign that no name has; such a host is ASCII. */
	if (U_SUCCESS(error) && info.errors == 0 && n > 0)
		return str_dup(a, str_make(name, (size_t)n));
	for (size_t i = 0; i < host.n; i++)
		if ((unsigned char)host.p[i] >= 0x80)
			return (struct str){ NULL, 0 };
	return host;
}

/* With '/' at the end, and escapes where an address needs them. "": it is no
 * address to begin others with. */
static struct str clean_base(struct arena *a, struct str url)
{
	struct url u = url_split(url);
	struct str host = ascii_host(a, u.authority);
	struct str path = url_encode(a, url_decode(a, u.path));

	if (!host.p || u.has_query || u.has_fragment)
		return S("");
	return str_printf(a, "%.*s://%.*s%.*s%s", STR_ARG(u.scheme),
		STR_ARG(host), STR_ARG(path),
		str_ends(path, S("/")) ? "" : "/");
}

void setting_base_url(struct settings *s, const char *key,
	const struct value *v)
{
	struct str url, clean;

	if (!v || v->kind == VALUE_NULL)
		return;
	url = str_trim(setting_text(s, key, v));
	if (url.n > 0 && !str_starts_nocase(url, S("https://")) &&
		!str_starts_nocase(url, S("http://"))) {
		setting_bad(s, v->at,
			"'%s' is '%.*s', must begin with "
			"https://",
			key, STR_ARG(url));
		return;
	}
	clean = url.n ? clean_base(s->arena, url) : url;
	if (url.n > 0 && clean.n == 0) {
		setting_bad(s, v->at,
			"'%s' is '%.*s', must be a host and a path, without "
			"'?' and '#'",
			key, STR_ARG(url));
		return;
	}
	s->config->base_url = clean;
}

/* With '/' for '\', as docfx takes both. */
static struct str slashes(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\\' ? '/' : s.p[i];
	return str_make(p, s.n);
}

bool setting_folder(struct settings *s, const char *key, const struct value *v,
	struct str *out)
{
	struct str text = slashes(s->arena, setting_text(s, key, v));

	if (path_normalize(s->arena, text, out))
		return true;
	setting_bad(s, v->at,
		"'%s' is '%.*s', must be a path inside the "
		"docset",
		key, STR_ARG(text));
	return false;
}

void setting_paths(struct settings *s, const char *key, const struct value *v,
	struct config_paths *out)
{
	bool list = v->kind == VALUE_LIST;
	size_t n = list ? v->n : 1;

	*out = (struct config_paths){ arena_array(s->arena, struct str, n + 1),
		0 };
	for (size_t i = 0; i < n; i++)
		if (setting_folder(s, key, list ? v->items[i] : v,
			    &out->p[out->n]))
			out->n++;
}

void setting_alert(struct settings *s, const char *key, struct str word,
	struct str look, struct span at)
{
	if (!alerts_add(s->arena, &s->config->alerts, word, look))
		setting_warn(s, at,
			"'%s': '%.*s' can be no kind of alert; a name is of "
			"letters, digits and '-', and there are 64 at most",
			key, STR_ARG(word));
}

bool setting_is_map(struct settings *s, const char *key, const struct value *v)
{
	if (v->kind != VALUE_MAP)
		setting_bad(s, v->at, "'%s' is %s, must be a map", key,
			value_kind_name(v));
	return v->kind == VALUE_MAP;
}

static void add_glob(struct settings *s, const char *key, const struct value *v,
	struct globs *out)
{
	struct str pattern = setting_text(s, key, v);

	if (str_starts(pattern, S("../")) || str_starts(pattern, S("/")))
		setting_warn(s, v->at,
			"the pattern '%.*s' leads out of the "
			"docset and takes nothing",
			STR_ARG(pattern));
	else if (!glob_expand(s->arena, out, pattern))
		setting_bad(s, v->at,
			"the pattern in '%s' is too long or "
			"has too many alternatives",
			key);
}

void setting_globs(struct settings *s, const char *key, const struct value *v,
	struct globs *out)
{
	if (v->kind == VALUE_NULL)
		return;
	if (v->kind != VALUE_LIST) {
		add_glob(s, key, v, out);
		return;
	}
	for (size_t i = 0; i < v->n; i++)
		add_glob(s, key, v->items[i], out);
}

/* A folder of a group; one outside of the docset costs only the group. */
static bool group_folder(struct settings *s, const char *key,
	const struct value *v, struct str *out)
{
	struct str text;

	if (!v || v->kind == VALUE_NULL)
		return true;
	text = slashes(s->arena, setting_text(s, key, v));
	if (path_normalize(s->arena, text, out))
		return true;
	setting_warn(s, v->at,
		"'%s' is '%.*s', outside of the docset: the "
		"group is passed over",
		key, STR_ARG(text));
	return false;
}

static bool read_group(struct settings *s, const char *key,
	const struct value *v, struct file_group *g)
{
	const struct value *files = value_get(v, S("files"));
	const struct value *exclude = value_get(v, S("exclude"));
	const struct value *src = value_get(v, S("src"));

	if (v->kind != VALUE_MAP) {
		setting_globs(s, key, v, &g->files);
		return g->files.n > 0;
	}
	if (files)
		setting_globs(s, "files", files, &g->files);
	else
		glob_expand(s->arena, &g->files, S("**"));
	if (exclude)
		setting_globs(s, "exclude", exclude, &g->exclude);
	return group_folder(s, "src", src ? src : value_get(v, S("cwd")),
		       &g->src) &&
	       group_folder(s, "dest", value_get(v, S("dest")), &g->dest);
}

void setting_groups(struct settings *s, const char *key, const struct value *v,
	struct file_group **out, size_t *n)
{
	bool list = v->kind == VALUE_LIST;
	size_t count = list ? v->n : v->kind != VALUE_NULL;

	*n = 0;
	*out = arena_array(s->arena, struct file_group, count);
	for (size_t i = 0; i < count; i++) {
		struct file_group g = { 0 };

		if (read_group(s, key, list ? v->items[i] : v, &g))
			(*out)[(*n)++] = g;
	}
}

void setting_metadata(struct settings *s, const char *key,
	const struct value *v)
{
	struct config *c = s->config;

	if (v->kind == VALUE_NULL || !setting_is_map(s, key, v))
		return;
	if (!c->global_metadata)
		c->global_metadata = value_map(s->arena);
	for (size_t i = 0; i < v->n; i++)
		value_set(s->arena, c->global_metadata, v->keys[i],
			v->items[i]);
}

static void add_file_metadata(struct settings *s, struct str key,
	struct str pattern, struct value *value)
{
	struct config *c = s->config;
	size_t n = c->nfile_metadata;
	struct file_metadata m = { .key = key, .value = value };

	if (!glob_expand(s->arena, &m.globs, pattern)) {
		setting_bad(s, value->at,
			"the pattern for '%.*s' is too long "
			"or has too many alternatives",
			STR_ARG(key));
		return;
	}
	if ((n & (n - 1)) == 0) /* full: room for twice as many */
		c->file_metadata = arena_grow(s->arena, c->file_metadata,
			n * sizeof(m), (n ? n * 2 : 1) * sizeof(m));
	c->file_metadata[c->nfile_metadata++] = m;
}

void setting_file_metadata(struct settings *s, const char *key,
	const struct value *v)
{
	if (v->kind == VALUE_NULL || !setting_is_map(s, key, v))
		return;
	for (size_t i = 0; i < v->n; i++) {
		const struct value *by_glob = v->items[i];

		if (!setting_is_map(s, str_z(s->arena, v->keys[i]), by_glob))
			continue;
		for (size_t k = 0; k < by_glob->n; k++)
			add_file_metadata(s, v->keys[i], by_glob->keys[k],
				by_glob->items[k]);
	}
}
