/*
 * Values that only one page of a docset may have: `docsetUnique` of a
 * metadata schema. Pages for different versions, and those that no search
 * shows, are apart.
 */
#include "check/family.h"
#include "set/meta.h"

struct use {
	const struct page *page;
	const struct value *value;
	struct moniker_set monikers;
	bool versioned;
	struct use *next;
};

struct unique {
	const struct whole *w;
	const struct value *schema;
	struct str key;
	bool newest; /* of versions, only the newest counts */
};

static bool no_index(const struct value *meta)
{
	struct str robots = value_text_at(meta, S("robots"));

	if (robots.n == 0)
		robots = value_text_at(meta, S("ROBOTS"));
	return str_find(robots, 0, S("noindex")) != STR_NONE ||
	       str_find(robots, 0, S("NOINDEX")) != STR_NONE;
}

static bool clash(const struct unique *u, const struct use *x,
	const struct use *y)
{
	return !x->versioned || !y->versioned ||
	       moniker_meet(&x->monikers, &y->monikers, &u->w->set->monikers);
}

static bool has_newest(const struct unique *u, const struct use *x)
{
	size_t n = u->w->set->monikers.n;

	return !x->versioned || n == 0 || x->monikers.has[n - 1];
}

/* What the schema says of a value that is there twice. */
static const struct value *own_rule(const struct unique *u)
{
	return value_get(value_get(value_get(u->schema, S("rules")), u->key),
		S("duplicate-attribute"));
}

static void report_use(const struct unique *u, const struct use *x,
	const struct use *all)
{
	for (const struct use *y = all; y; y = y->next) {
		struct diag *d;

		if (x == y || !clash(u, x, y) ||
			(u->newest && (!has_newest(u, x) || !has_newest(u, y))))
			continue;
		d = diag_add(u->w->sink, &rule_metadata_invalid, x->value->at,
			"'%.*s' is '%.*s' in '%.*s' as well", STR_ARG(u->key),
			STR_ARG(value_as_text(x->value)),
			STR_ARG(y->page->source->path));
		d->code = "duplicate-attribute";
		d->schema = own_rule(u);
		return;
	}
}

static void add_use(const struct unique *u, struct map *by_value,
	const struct page *p)
{
	struct arena *a = u->w->set->arena;
	const struct docset *s = u->w->set;
	struct str path = s->files.p[p->file].path;
	const struct value *meta = meta_effective(a, &s->config, path, p->meta);
	const struct value *v = value_get(meta, u->key);
	struct moniker_file f;
	struct use *x, **slot;

	if (!v || value_as_text(v).n == 0 || no_index(meta))
		return;
	x = arena_new(a, struct use);
	f = moniker_of(a, &s->config, &s->monikers, path, meta);
	*x = (struct use){ p, v, f.set, f.versioned, NULL };
	slot = (struct use **)map_slot(a, by_value, value_as_text(v));
	x->next = *slot;
	*slot = x;
}

static void find_twice(const struct unique *u)
{
	const struct docset *s = u->w->set;
	struct map by_value = { 0 };

	for (uint32_t i = 0; i < s->files.n; i++)
		if (docset_page(s, i))
			add_use(u, &by_value, s->pages[i]);
	for (size_t i = 0; i < by_value.n; i++) {
		const struct use *all = by_value.items[i].value;
		size_t n = 0;

		for (const struct use *x = all; x && n++ < 1000; x = x->next)
			report_use(u, x, all);
	}
}

void whole_schema(const struct whole *w)
{
	const struct value *schema;

	for (size_t i = 0;
		(schema = config_data(&w->set->config, "metadataSchema", i));
		i++) {
		const struct value *keys = value_get(schema, S("docsetUnique"));

		for (size_t k = 0;
			keys && keys->kind == VALUE_LIST && k < keys->n; k++) {
			struct unique u = { w, schema,
				value_as_text(keys->items[k]), false };

			u.newest = value_is_true(value_get(own_rule(&u),
				S("canonicalVersionOnly")));
			find_twice(&u);
		}
	}
}
