/*
 * Strings of the interface as classic scripts, "assets/ui.nl-nl.HASH.js",
 * each a call of diglotInterface(TAG, DIRECTION, STRINGS).
 */
#include "site/interface.h"

#include "base/hash.h"
#include "base/vec.h"
#include "format/json.h"
#include "site/plan.h"

static const struct asset *make_script(struct site *s, const struct locale *l)
{
	struct asset *asset = arena_new(s->arena, struct asset);
	struct buf b;
	struct json j;

	buf_init(&b, s->arena);
	buf_lit(&b, "diglotInterface(");
	json_begin(&j, &b, false);
	json_text(&j, l->tag);
	buf_byte(&b, ',');
	json_begin(&j, &b, false);
	json_text(&j, l->dir);
	buf_byte(&b, ',');
	json_begin(&j, &b, false);
	json_value(&j, l->strings);
	buf_lit(&b, ");\n");
	asset->bytes = buf_str(&b);
	asset->path = str_printf(s->arena, "assets/ui.%.*s.%.*s.js",
		STR_ARG(l->slug), STR_ARG(hash_hex(s->arena, asset->bytes, 8)));
	return asset;
}

static void add_language(struct site *s, const struct locale *l)
{
	struct interface_language *x = &s->interface[s->ninterface++];

	x->locale = l;
	x->script = make_script(s, l);
}

static const struct locale *source_locale(struct site *s, struct sink *sink)
{
	const struct docset *set = s->set;
	struct locale *l = arena_new(s->arena, struct locale);

	for (size_t i = 0; i < set->config.nlocales; i++)
		if (str_eq_nocase(set->locales[i].tag,
			    set->config.source_locale))
			return NULL;
	return strings_load(set, set->locales_dir, set->config.source_locale,
		       sink, l)
		       ? l
		       : NULL;
}

void interface_add(struct site *s, struct sink *sink)
{
	const struct docset *set = s->set;
	size_t n = set->config.nlocales;
	const struct locale *source = source_locale(s, sink);
	VEC(struct output) more = { 0 };

	if (n + (source != NULL) < 2)
		return;
	s->interface = arena_array(s->arena, struct interface_language, n + 1);
	for (size_t i = 0; i < n; i++)
		add_language(s, &set->locales[i]);
	if (source)
		add_language(s, source);
	for (size_t i = 0; i < s->ninterface; i++) {
		struct output o = { .kind = OUTPUT_ASSET,
			.path = s->interface[i].script->path,
			.asset = s->interface[i].script };
		vec_push(s->arena, &more, o);
	}
	plan_extend(s, more.p, more.n);
}

static struct value *item(struct maker *m, const struct locale *l)
{
	struct value *v = value_map(m->a);

	value_set(m->a, v, S("tag"), value_text(m->a, l->tag));
	value_set(m->a, v, S("own_dir"), value_text(m->a, l->dir));
	value_set(m->a, v, S("name"),
		value_text(m->a, locale_language_name(m->a, l,
					 nav_language(m, l->tag))));
	return v;
}

struct value *interface_choice(struct maker *m)
{
	const struct site *s = m->site;
	struct value *v, *list;
	struct buf b;

	if (s->ninterface == 0)
		return NULL;
	v = value_map(m->a);
	list = value_list(m->a);
	buf_init(&b, m->a);
	buf_byte(&b, '=');
	buf_add(&b, href_to(m->a, &m->at,
			    theme_asset(s->theme, S("interface.js"))));
	for (size_t i = 0; i < s->ninterface; i++) {
		const struct interface_language *x = &s->interface[i];
		struct str href = href_to(m->a, &m->at, x->script->path);
		buf_printf(&b, " %.*s=%.*s", STR_ARG(x->locale->tag),
			STR_ARG(href));
		value_add(m->a, list, item(m, x->locale));
	}
	value_set(m->a, v, S("scripts"), value_text(m->a, buf_str(&b)));
	value_set(m->a, v, S("items"), list);
	return v;
}
