/*
 * Files of words to the strings of each locale. What a general file says is
 * replaced by a particular one (zh-Hant, then zh-Hant-HK), and a theme's by
 * that of the theme over it; docfx's token.json is for all languages.
 *
 * Invariant: no key of the program's is ever taken away, so a template finds
 * a text for each.
 */
#include "set/strings.h"

#include "base/fs.h"
#include "base/path.h"
#include "format/json.h"

const struct rule rule_theme = {
	.id = "DG015",
	.name = "theme-invalid",
	.level = LEVEL_ERROR,
	.title = "a theme cannot be used",
	.why = "no page can be made",
	.fix = "correct the file, or leave the theme out to use the default",
};

const struct rule rule_theme_no_effect = {
	.id = "DG019",
	.name = "theme-no-effect",
	.level = LEVEL_WARNING,
	.title = "a part of a theme has no effect",
	.why = "what its author wanted does not show on any page",
	.fix = "correct the name, or remove the part; `diglot theme list` "
	       "shows what there is",
};

const struct rule rule_string_missing = {
	.id = "DG020",
	.name = "string-missing",
	.level = LEVEL_WARNING,
	.title = "a text of the interface is missing",
	.why = "readers see English, or nothing, where a text should be",
	.fix = "add the text to the theme's file for the language",
};

/* docfx's names of what is ours too; alerts' titles have that of the kind. */
static const struct {
	const char *docfx, *ours;
} tokens[] = {
	{ "changeTheme", "theme" },
	{ "copy", "copy" },
	{ "improveThisDoc", "edit_page" },
	{ "inThisArticle", "on_this_page" },
	{ "nextArticle", "next" },
	{ "prevArticle", "previous" },
	{ "search", "search" },
	{ "themeAuto", "theme_auto" },
	{ "themeDark", "theme_dark" },
	{ "themeLight", "theme_light" },
	{ "tocFilter", "toc_filter" },
	{ "tocToggleButton", "contents" },
};

#define NTOKENS (sizeof(tokens) / sizeof(*tokens))

/* ---- reading ----------------------------------------------------- */

static bool is_token_file(struct str path)
{
	return str_eq(path, S("token.json"));
}

bool strings_is_file(struct str path)
{
	return is_token_file(path) ||
	       (str_starts(path, S("locales/")) && str_ends(path, S(".json")));
}

static bool fail(struct sink *sink, struct span at, struct str shown,
	const char *why)
{
	diag_add(sink, &rule_theme, at, "the theme's file '%.*s' %s",
		STR_ARG(shown), why);
	return false;
}

bool strings_add(struct strings *s, struct docset *set, size_t layer,
	struct str path, struct str shown, struct str text, struct sink *sink)
{
	struct arena *a = set->arena;
	struct source *source = config_add_source(a, &set->config, shown,
		str_dup(a, text));
	struct span at = { source ? source->id : CONFIG_NOWHERE, 0, 0 };
	struct strings_file f = { .layer = layer };

	if (!is_token_file(path)) {
		f.tag = locale_canonical(a, path_stem(path_base(path)));
		if (f.tag.n == 0)
			return fail(sink, at, shown,
				"is named after no language");
	}
	f.map = json_parse(a, source ? source->bytes : str_dup(a, text),
		at.file, sink);
	if (!f.map)
		return false;
	if (f.map->kind != VALUE_MAP)
		return fail(sink, at, shown, "is no map of texts");
	vec_push(a, &s->files, f);
	return true;
}

bool strings_load(const struct docset *set, int dir, struct str tag,
	struct sink *sink, struct locale *out)
{
	struct arena *a = set->arena;
	const struct alert_kinds *alerts = &set->config.alerts;

	if (!locale_load(a, dir, tag, sink, out))
		return false;
	for (size_t i = 0; i < alerts->n; i++) {
		struct str name = alerts->p[i].name;
		struct str key = alerts_key(a, name);
		if (!value_get(out->strings, key))
			value_set(a, out->strings, key,
				value_text(a, alerts_title(a, name)));
	}
	return true;
}

const struct value *strings_english(const struct docset *set, struct sink *sink)
{
	struct locale l;
	bool ok = strings_load(set, set->locales_dir, S("en"), sink, &l);

	locale_close(&l);
	return ok ? l.strings : NULL;
}

bool strings_is_text(const struct value *v)
{
	return v->kind == VALUE_TEXT || v->kind == VALUE_MAP;
}

/* ---- putting them in place --------------------------------------- */

/* What one map has by a name goes into the other by its second name, unless
 * `unless` has that itself. */
static void put_twin(struct arena *a, const struct value *from, struct str name,
	const struct value *unless, struct value *to, struct str twin)
{
	struct value *v = value_get(from, name);

	if (v && !value_get(unless, twin))
		value_set(a, to, twin, v);
}

static void put_tokens(const struct docset *set, const struct value *from,
	struct value *to)
{
	struct arena *a = set->arena;
	const struct alert_kinds *alerts = &set->config.alerts;

	for (size_t i = 0; i < from->n; i++)
		value_set(a, to, from->keys[i], from->items[i]);
	for (size_t i = 0; i < NTOKENS; i++)
		put_twin(a, from, str_of(tokens[i].docfx), from, to,
			str_of(tokens[i].ours));
	for (size_t i = 0; i < alerts->n; i++)
		put_twin(a, from, str_lower(a, alerts->p[i].name), from, to,
			alerts_key(a, alerts->p[i].name));
}

static bool is_same(const struct value *x, const struct value *y)
{
	if (!x || !y || x->kind != y->kind)
		return false;
	return x->kind == VALUE_MAP ? str_eq(value_text_at(x, S("other")),
					      value_text_at(y, S("other")))
				    : str_eq(x->text, y->text);
}

/* English words, where the language has none of its own. */
static void put_english(struct arena *a, const struct value *from,
	const struct value *english, struct value *to)
{
	for (size_t i = 0; i < from->n; i++) {
		struct str key = from->keys[i];
		const struct value *now = value_get(to, key);
		if (!now || is_same(now, value_get(english, key)))
			value_set(a, to, key, from->items[i]);
	}
}

static bool is_english(struct str tag)
{
	return str_eq(tag, S("en")) || str_starts(tag, S("en-"));
}

static void put_file(const struct docset *set, const struct strings_file *f,
	struct str tag, const struct value *english, struct locale *l)
{
	struct arena *a = set->arena;

	if (f->tag.n == 0 && tag.n == 0)
		put_tokens(set, f->map, l->strings);
	else if (!str_eq(f->tag, tag))
		return;
	else if (str_eq(tag, S("en")) && !is_english(l->tag))
		put_english(a, f->map, english, l->strings);
	else
		for (size_t i = 0; i < f->map->n; i++)
			value_set(a, l->strings, f->map->keys[i],
				f->map->items[i]);
}

static void apply_layer(const struct strings *s, const struct docset *set,
	const struct value *english, size_t layer, struct locale *l)
{
	struct str order[LOCALE_CHAIN + 2] = { S_INIT(""), S_INIT("en") };
	size_t n = 2 + locale_chain(set->arena, l->tag, order + 2);

	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < s->files.n; i++)
			if (s->files.p[i].layer == layer)
				put_file(set, &s->files.p[i], order[k], english,
					l);
}

void strings_apply(const struct strings *s, const struct docset *set,
	const struct value *english)
{
	size_t layers = 0;

	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].layer >= layers)
			layers = s->files.p[i].layer + 1;
	for (size_t layer = 0; layer < layers; layer++)
		for (size_t i = 0; i < set->config.nlocales; i++)
			apply_layer(s, set, english, layer, &set->locales[i]);
}

struct value *strings_global(struct arena *a, const struct docset *set,
	const struct locale *l)
{
	const struct alert_kinds *alerts = &set->config.alerts;
	struct value *all = value_map(a);

	for (size_t i = 0; i < l->strings->n; i++)
		value_append(a, all, l->strings->keys[i], (struct span){ 0 },
			l->strings->items[i]);
	for (size_t i = 0; i < NTOKENS; i++)
		put_twin(a, l->strings, str_of(tokens[i].ours), all, all,
			str_of(tokens[i].docfx));
	for (size_t i = 0; i < alerts->n; i++)
		put_twin(a, l->strings, alerts_key(a, alerts->p[i].name), all,
			all, str_lower(a, alerts->p[i].name));
	return all;
}

/* ---- looking for faults ------------------------------------------ */

struct checker {
	const struct docset *set;
	const struct value *english;
	const struct map *asked;
	struct sink *sink;
	struct arena *a;
};

const char *strings_nearest(struct arena *a, const struct value *english,
	struct str key)
{
	size_t best = key.n / 3 + 1;
	const char *near = NULL;

	for (size_t i = 0; i < english->n; i++) {
		size_t d = str_distance(key, english->keys[i], best);
		if (d < best + !near && d <= best) {
			best = d;
			near = str_z(a, english->keys[i]);
		}
	}
	return near;
}

static void check_unused(struct checker *c, struct str key, struct span at)
{
	const char *near = strings_nearest(c->a, c->english, key);

	if (near)
		diag_add(c->sink, &rule_theme_no_effect, at,
			"nothing uses the text '%.*s', did you mean '%s'?",
			STR_ARG(key), near);
	else
		diag_add(c->sink, &rule_theme_no_effect, at,
			"nothing uses the text '%.*s'", STR_ARG(key));
}

/* The next "{name}" from *at on; "" when there is none. */
static struct str next_place(struct str text, size_t *at)
{
	size_t from = str_find_byte(text, *at, '{'), to;

	to = from == STR_NONE ? from : str_find_byte(text, from, '}');
	if (to == STR_NONE)
		return S("");
	*at = to + 1;
	return str_sub(text, from, to + 1);
}

/* Has the program's text this placeholder, in any form? */
static bool has_place(const struct value *ours, struct str place)
{
	bool any = ours->kind == VALUE_MAP && str_eq(place, S("{count}"));

	if (str_find(value_as_text(ours), 0, place) != STR_NONE)
		return true;
	for (size_t i = 0; ours->kind == VALUE_MAP && i < ours->n; i++)
		any |= has_place(ours->items[i], place);
	return any;
}

static void check_places(struct checker *c, struct str key,
	const struct value *ours, const struct value *v)
{
	struct str text = value_as_text(v), place;
	size_t at = 0;

	while ((place = next_place(text, &at)).n)
		if (!has_place(ours, place))
			diag_add(c->sink, &rule_theme_no_effect, v->at,
				"the text '%.*s' has no value for '%.*s'",
				STR_ARG(key), STR_ARG(place));
}

static bool is_form(struct str name, const struct str *forms, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, forms[i]))
			return true;
	return false;
}

static void check_forms(struct checker *c, const struct locale *l,
	struct str key, const struct value *v)
{
	struct str forms[LOCALE_FORMS];
	size_t n = locale_forms(l, forms);

	for (size_t i = 0; i < n; i++)
		if (!value_get(v, forms[i]))
			diag_add(c->sink, &rule_string_missing, v->at,
				"the text '%.*s' lacks the plural form '%.*s'",
				STR_ARG(key), STR_ARG(forms[i]));
	for (size_t i = 0; i < v->n; i++)
		if (!is_form(v->keys[i], forms, n))
			diag_add(c->sink, &rule_theme_no_effect, v->key_at[i],
				"the language has no plural form '%.*s'",
				STR_ARG(v->keys[i]));
}

static void check_text(struct checker *c, const struct locale *l,
	struct str key, const struct value *v)
{
	const struct value *ours = value_get(c->english, key);

	if (v->kind == VALUE_MAP) {
		check_forms(c, l, key, v);
		for (size_t i = 0; ours && i < v->n; i++)
			check_places(c, key, ours, v->items[i]);
	} else if (ours) {
		check_places(c, key, ours, v);
	}
}

static void check_file(struct checker *c, const struct strings_file *f)
{
	struct locale l;

	if (f->tag.n == 0 ||
		!locale_load(c->a, c->set->locales_dir, f->tag, c->sink, &l))
		return;
	for (size_t i = 0; i < f->map->n; i++) {
		struct str key = f->map->keys[i];
		if (!value_get(c->english, key) && !map_has(c->asked, key))
			check_unused(c, key, f->map->key_at[i]);
		else
			check_text(c, &l, key, f->map->items[i]);
	}
	locale_close(&l);
}

static bool is_known_language(struct checker *c, struct str tag)
{
	struct str chain[LOCALE_CHAIN];
	size_t n = locale_chain(c->a, tag, chain);

	for (size_t i = 0; i < n; i++)
		if (fs_is_file(c->set->locales_dir,
			    str_cat(c->a, chain[i], S(".json"))))
			return true;
	return is_english(tag);
}

static bool has_key(const struct strings *s, struct str tag, struct str key)
{
	for (size_t i = 0; i < s->files.n; i++)
		if ((s->files.p[i].tag.n == 0 ||
			    str_starts(tag, s->files.p[i].tag)) &&
			value_get(s->files.p[i].map, key))
			return true;
	return false;
}

/* What a language that the program does not know would have in English. */
static void check_missing(struct checker *c, const struct strings *s,
	const struct strings_file *f)
{
	struct span at = { f->map->at.file, 0, 0 };
	size_t missing = 0, all = 0;
	struct buf some;

	if (f->tag.n == 0 || is_known_language(c, f->tag))
		return;
	buf_init(&some, c->a);
	for (size_t i = 0; i < c->english->n; i++) {
		struct str key = c->english->keys[i];
		if (!strings_is_text(c->english->items[i]))
			continue;
		all++;
		if (has_key(s, f->tag, key))
			continue;
		if (missing++ < 3)
			buf_printf(&some, "%s'%.*s'", missing > 1 ? ", " : "",
				STR_ARG(key));
	}
	if (missing)
		diag_add(c->sink, &rule_string_missing, at,
			"%zu of %zu texts are missing in '%.*s' and are shown "
			"in English: %.*s%s",
			missing, all, STR_ARG(f->tag), STR_ARG(buf_str(&some)),
			missing > 3 ? ", …" : "");
}

void strings_check(const struct strings *s, const struct docset *set,
	const struct value *english, const struct map *asked, struct sink *sink)
{
	struct arena a;
	struct checker c = { set, english, asked, sink, &a };

	arena_init(&a);
	for (size_t i = 0; i < s->files.n; i++) {
		check_file(&c, &s->files.p[i]);
		check_missing(&c, s, &s->files.p[i]);
	}
	arena_release(&a);
}
