/*
 * A reader for each key of diglot.yml, and the table of all keys. A reader
 * checks the form of its value; what it may mean is for who uses it.
 */
#include "set/config_keys.h"

#include "base/utf8.h"
#include "set/locale.h"
#include "set/policy.h"

static void read_title(struct settings *s, const char *name,
	const struct value *v)
{
	s->config->title = str_trim(setting_text(s, name, v));
}

static void read_themes(struct settings *s, const char *name,
	const struct value *v)
{
	struct config_paths all, *out = &s->config->themes;

	setting_paths(s, name, v, &all);
	*out = (struct config_paths){ all.p, 0 };
	for (size_t i = 0; i < all.n; i++)
		if (!str_eq(all.p[i], S("default")))
			out->p[out->n++] = all.p[i];
}

static void read_styles(struct settings *s, const char *name,
	const struct value *v)
{
	setting_paths(s, name, v, &s->config->styles);
}

static void read_scripts(struct settings *s, const char *name,
	const struct value *v)
{
	setting_paths(s, name, v, &s->config->scripts);
}

static void read_head(struct settings *s, const char *name,
	const struct value *v)
{
	setting_paths(s, name, v, &s->config->heads);
}

static struct str canonical(struct settings *s, const char *name,
	struct str text, struct span at)
{
	struct str tag = locale_canonical(s->arena, text);

	if (text.n > 0 && tag.n == 0)
		setting_bad(s, at,
			"'%s': '%.*s' is no language tag like "
			"'nl-NL'",
			name, STR_ARG(text));
	return tag;
}

static void read_locale(struct settings *s, const char *name,
	const struct value *v)
{
	/* The command line's is for docsets that do not say it. */
	if (!s->nowhere || s->locale.n == 0)
		s->locale = canonical(s, name, setting_text(s, name, v), v->at);
	if (s->config->nlocales > 0 && !s->nowhere)
		setting_bad(s, v->at,
			"'locale' and 'locales' exclude each "
			"other");
}

static void read_source_locale(struct settings *s, const char *name,
	const struct value *v)
{
	s->config->source_locale = canonical(s, name, setting_text(s, name, v),
		v->at);
}

static void read_locales(struct settings *s, const char *name,
	const struct value *v)
{
	struct config *c = s->config;

	if (!setting_is_map(s, name, v))
		return;
	c->nlocales = 0;
	c->locales = arena_array(s->arena, struct locale_root, v->n);
	for (size_t i = 0; i < v->n; i++) {
		struct locale_root *root = &c->locales[c->nlocales];

		root->tag = canonical(s, name, v->keys[i], v->key_at[i]);
		if (root->tag.n == 0 ||
			!setting_folder(s, name, v->items[i], &root->folder))
			continue;
		for (size_t k = 0; k < c->nlocales; k++)
			if (str_eq(c->locales[k].tag, root->tag) ||
				str_eq(c->locales[k].folder, root->folder))
				setting_bad(s, v->key_at[i],
					"the locale or "
					"the folder of '%.*s' is there twice",
					STR_ARG(v->keys[i]));
		c->nlocales++;
	}
	if (s->locale.n > 0)
		setting_bad(s, v->at,
			"'locale' and 'locales' exclude each "
			"other");
}

static void read_content(struct settings *s, const char *name,
	const struct value *v)
{
	setting_groups(s, name, v, &s->config->content, &s->config->ncontent);
}

static void read_resource(struct settings *s, const char *name,
	const struct value *v)
{
	setting_groups(s, name, v, &s->config->resource, &s->config->nresource);
	s->resource_said = true;
}

static void add_level(struct settings *s, struct map *levels, struct str rule,
	const struct value *v)
{
	struct rule_level *said = arena_new(s->arena, struct rule_level);

	said->order = s->config->nlevels++;
	if (v->kind == VALUE_BOOL && !v->boolean)
		said->level = LEVEL_OFF; /* `off` of YAML 1.1 */
	else if (!level_parse(value_as_text(v), &said->level)) {
		setting_bad(s, v->at,
			"the level of '%.*s' must be error, "
			"warning, suggestion, info or off",
			STR_ARG(rule));
		return;
	}
	map_put(s->arena, levels, rule, said);
}

static void read_levels(struct settings *s, const char *name,
	const struct value *v, struct map *levels)
{
	if (!setting_is_map(s, name, v))
		return;
	for (size_t i = 0; i < v->n; i++) {
		struct value *item = v->items[i];
		const struct value *level = value_get(item, S("level"));

		if (item->kind != VALUE_MAP || level)
			add_level(s, levels, v->keys[i], level ? level : item);
	}
}

static void read_rules(struct settings *s, const char *name,
	const struct value *v)
{
	read_levels(s, name, v, &s->config->levels);
	for (size_t i = 0; v->kind == VALUE_MAP && i < v->n; i++)
		if (v->items[i]->kind == VALUE_MAP)
			map_put(s->arena, &s->config->options, v->keys[i],
				v->items[i]);
}

static void read_override(struct settings *s, const struct value *v,
	struct rule_override *out)
{
	if (!setting_is_map(s, "overrides", v))
		return;
	for (size_t i = 0; i < v->n; i++) {
		if (str_eq(v->keys[i], S("files")))
			setting_globs(s, "overrides.files", v->items[i],
				&out->files);
		else if (str_eq(v->keys[i], S("rules")))
			read_levels(s, "overrides.rules", v->items[i],
				&out->levels);
		else
			setting_bad(s, v->key_at[i],
				"an override has no '%.*s', only 'files' and "
				"'rules'",
				STR_ARG(v->keys[i]));
	}
}

static void read_overrides(struct settings *s, const char *name,
	const struct value *v)
{
	struct config *c = s->config;

	if (v->kind != VALUE_LIST) {
		setting_bad(s, v->at, "'%s' is %s, must be a list", name,
			value_kind_name(v));
		return;
	}
	c->overrides = arena_array(s->arena, struct rule_override, v->n);
	c->noverrides = v->n;
	for (size_t i = 0; i < v->n; i++)
		read_override(s, v->items[i], &c->overrides[i]);
}

static void read_hosts(struct settings *s, const char *name,
	const struct value *v)
{
	if (v->kind != VALUE_LIST)
		s->config->site_host = setting_text(s, name, v);
	else if (v->n > 0)
		s->config->site_host = setting_text(s, name, v->items[0]);
}

/* The files are read before the keys that stand beside it. */
static void read_extends(struct settings *s, const char *name,
	const struct value *v)
{
	if (s->nowhere)
		setting_bad(s, v->at, "'%s' counts only in a file", name);
}

/* ---- words ------------------------------------------------------- */

static void put_words(struct settings *s, const char *name, struct str tag,
	const struct value *v)
{
	struct value *list = value_list(s->arena);
	const char *key = strchr(name, '.') + 1;
	bool many = v->kind == VALUE_LIST;

	for (size_t i = 0; i < (many ? v->n : 1); i++)
		value_add(s->arena, list,
			value_text(s->arena,
				utf8_lower_str(s->arena,
					str_trim(setting_text(s, name,
						many ? v->items[i] : v)))));
	map_put(s->arena, &s->config->words,
		str_printf(s->arena, "%s %.*s", key, STR_ARG(tag)), list);
}

/* A list for all languages, or a map of a list each. */
static void read_words(struct settings *s, const char *name,
	const struct value *v)
{
	if (v->kind != VALUE_MAP) {
		put_words(s, name, S("*"), v);
		return;
	}
	for (size_t i = 0; i < v->n; i++) {
		struct str tag = canonical(s, name, v->keys[i], v->key_at[i]);

		if (tag.n > 0)
			put_words(s, name, tag, v->items[i]);
	}
}

/* ---- other lists ------------------------------------------------- */

static void read_texts(struct settings *s, const char *name,
	const struct value *v, struct config_paths *out)
{
	bool many = v->kind == VALUE_LIST;
	size_t n = many ? v->n : 1;

	*out = (struct config_paths){ arena_array(s->arena, struct str, n + 1),
		0 };
	for (size_t i = 0; i < n; i++)
		out->p[out->n++] = str_trim(
			setting_text(s, name, many ? v->items[i] : v));
}

static void read_alert_types(struct settings *s, const char *name,
	const struct value *v)
{
	struct config_paths words;

	read_texts(s, name, v, &words);
	s->config->alerts = alerts_common;
	for (size_t i = 0; i < words.n; i++)
		setting_alert(s, name, words.p[i], S(""), v->at);
}

static void read_frames(struct settings *s, const char *name,
	const struct value *v)
{
	struct config_paths *hosts = &s->config->frame_hosts;

	read_texts(s, name, v, hosts);
	for (size_t i = 0; i < hosts->n; i++)
		if (hosts->p[i].n == 0 ||
			str_find_byte(hosts->p[i], 0, '/') != STR_NONE)
			setting_bad(s, v->at,
				"'%s': '%.*s' is no host like "
				"'www.example.org'",
				name, STR_ARG(hosts->p[i]));
}

static void read_terms(struct settings *s, const char *name,
	const struct value *v)
{
	setting_paths(s, name, v, &s->config->terms);
}

static bool read_ratio(struct settings *s, const struct value *v,
	struct str key, double *out)
{
	if (v->kind != VALUE_NUMBER || v->number < 0.1 || v->number > 10) {
		setting_bad(s, v->at, "'%.*s' must be a number from 0.1 to 10",
			STR_ARG(key));
		return false;
	}
	*out = v->number;
	return true;
}

static void read_length(struct settings *s, struct str tag,
	const struct value *v)
{
	struct align_length *l = arena_new(s->arena, struct align_length);

	for (size_t i = 0; i < v->n; i++) {
		if (str_eq(v->keys[i], S("length")))
			read_ratio(s, v->items[i], v->keys[i], &l->length);
		else if (str_eq(v->keys[i], S("spread")))
			read_ratio(s, v->items[i], v->keys[i], &l->spread);
		else
			setting_bad(s, v->key_at[i],
				"unknown key '%.*s', a locale of align has "
				"'length' and 'spread'",
				STR_ARG(v->keys[i]));
	}
	map_put(s->arena, &s->config->lengths, tag, l);
}

static void read_align_locales(struct settings *s, const char *name,
	const struct value *v)
{
	if (!setting_is_map(s, name, v))
		return;
	for (size_t i = 0; i < v->n; i++) {
		struct str tag = canonical(s, name, v->keys[i], v->key_at[i]);
		if (tag.n && setting_is_map(s, name, v->items[i]))
			read_length(s, tag, v->items[i]);
	}
}

/* Sorted by name. */
const struct config_key config_keys[] = {
	{ "alerts.types", read_alert_types, KEY_TEXTS,
		"kinds of alerts besides NOTE, TIP, IMPORTANT, WARNING and "
		"CAUTION",
		NULL },
	{ "align.locales", read_align_locales, KEY_MAP,
		"by language tag: length and spread of translations, in place "
		"of what their pairs teach",
		NULL },
	{ "base-url", setting_base_url, KEY_TEXT,
		"where the site will be: for sitemap and canonical links",
		NULL },
	{ "baseline", policy_baseline, KEY_TEXT,
		"file of the known findings, beside this file", NULL },
	{ "content", read_content, KEY_GROUPS,
		"which files are pages: patterns, or groups of files, "
		"exclude, src and dest",
		"**/*.md, **/*.yml" },
	{ "extends", read_extends, KEY_TEXTS,
		"files of settings that this one adds to, beside it", NULL },
	{ "fail-on", policy_fail_on, KEY_TEXT,
		"exit status 1 at findings of this level and above, or never",
		"warning" },
	{ "file-metadata", setting_file_metadata, KEY_MAP,
		"metadata for the files that a pattern takes", NULL },
	{ "html.iframe-hosts", read_frames, KEY_TEXTS,
		"hosts whose frames a page may have; they are shown as links",
		NULL },
	{ "locale", read_locale, KEY_TEXT,
		"language tag of a docset that has only one", NULL },
	{ "locales", read_locales, KEY_MAP,
		"language tags, each with its folder", NULL },
	{ "max-warnings", policy_max_warnings, KEY_NUMBER,
		"exit status 1 if there are more warnings", NULL },
	{ "metadata.global", setting_metadata, KEY_MAP,
		"metadata for all pages", NULL },
	{ "metadata.required", policy_required, KEY_LIST,
		"metadata that every page must have", NULL },
	{ "metadata.schema", policy_schema, KEY_TEXTS,
		"JSON Schemas that metadata must keep to", NULL },
	{ "overrides", read_overrides, KEY_LIST,
		"levels of rules for some files: files and rules", NULL },
	{ "profile", policy_profile, KEY_TEXT,
		"levels to begin with: default, all, docfx, learn, "
		"localized, minimal or review",
		"default" },
	{ "report", policy_report, KEY_TEXTS,
		"reports that check writes besides: FORMAT:FILE", NULL },
	{ "resource", read_resource, KEY_GROUPS, "which files are copied",
		"images, documents, media" },
	{ "rules", read_rules, KEY_MAP,
		"a level for each rule, or a map of its level and options",
		NULL },
	{ "site.base-url", setting_base_url, KEY_TEXT, "the same as base-url",
		NULL },
	{ "site.head", read_head, KEY_TEXTS,
		"files whose HTML goes into the head of every page", NULL },
	{ "site.hosts", read_hosts, KEY_TEXTS,
		"hosts whose addresses are pages of this site", NULL },
	{ "site.scripts", read_scripts, KEY_TEXTS,
		"scripts that every page loads, behind the theme's", NULL },
	{ "site.styles", read_styles, KEY_TEXTS,
		"style sheets that every page loads, behind the theme's",
		NULL },
	{ "source-locale", read_source_locale, KEY_TEXT,
		"language that the others are translated from", "en-US" },
	{ "source.fallback", policy_fallback, KEY_TEXT,
		"the source-language docset, beside this file", NULL },
	{ "source.locale", read_source_locale, KEY_TEXT,
		"the same as source-locale", NULL },
	{ "suppressions.blanket", policy_blanket, KEY_FLAG,
		"a comment that names no rule hides all", "false" },
	{ "suppressions.markdownlint", policy_markdownlint, KEY_FLAG,
		"comments of markdownlint count, too", "true" },
	{ "suppressions.reason", policy_reason, KEY_FLAG,
		"a comment must say why", "false" },
	{ "terms", read_terms, KEY_TEXTS,
		"glossaries that translations must follow: CSV or TBX files",
		NULL },
	{ "theme", read_themes, KEY_TEXTS,
		"folders of templates, styles and scripts, laid one over the "
		"other",
		"default" },
	{ "title", read_title, KEY_TEXT, "name of the site", NULL },
	{ "words.alert-label", read_words, KEY_WORDS,
		"bold words that stand for an alert", NULL },
	{ "words.alt-placeholder", read_words, KEY_WORDS,
		"alternative texts that say nothing of an image", NULL },
	{ "words.sensitive", read_words, KEY_WORDS,
		"words that the text does without", NULL },
	{ "words.vague-link", read_words, KEY_WORDS,
		"texts that do not say where a link leads", NULL },
};

const size_t config_keys_count = sizeof(config_keys) / sizeof(*config_keys);
