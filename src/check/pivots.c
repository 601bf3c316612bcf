/*
 * Zone pivots: the groups that a page's front matter names, against the
 * definition file and the zones of the page.
 */
#include "base/path.h"
#include "check/family.h"
#include "check/flow.h"
#include "set/pivot.h"
#include "set/sitepath.h"

const struct rule rule_pivot_invalid = {
	.id = "DG528",
	.name = "pivot-invalid",
	.level = LEVEL_SUGGESTION,
	.title = "a zone's pivot and the docset's groups of pivots do not fit",
	.why = "no reader can choose that part of the page, or the choice is "
	       "empty",
	.fix = "name in 'zone_pivot_groups' the groups that have the page's "
	       "pivots",
};

struct pivots {
	struct check *c;
	const struct value *list;         /* the definition's groups, or NULL */
	struct str file;                  /* its path */
	VEC(const struct value *) groups; /* of the page */
	struct map used;
	bool group_missing;
};

static void say(struct pivots *p, struct span at, const char *code,
	struct str text)
{
	diag_add(p->c->sink, &rule_pivot_invalid, at, "%.*s", STR_ARG(text))
		->code = code;
}

static struct span whole(const struct pivots *p)
{
	return (struct span){ p->c->page->file, 0, 0 };
}

static bool has_pivots(struct check *c, const struct flow *f)
{
	for (size_t i = 0; i < f->items.n; i++)
		if (flow_attr(c->scratch, f->items.p[i].zone, "data-pivot").n)
			return true;
	return false;
}

/* Definitions of several versions that have one address. */
static bool is_shared(struct pivots *p, const struct page *definition)
{
	const struct docset *s = p->c->set;
	struct arena *a = p->c->scratch;
	struct str address = sitepath_of(a, s, definition->source->path);

	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct page *o = s->pages[i];

		/* Each language has its own. */
		if (o && o != definition &&
			s->files.p[i].locale ==
				s->files.p[definition->file].locale &&
			str_eq_nocase(o->mime, S("ZonePivotGroups")) &&
			str_eq(sitepath_of(a, s, o->source->path), address))
			return true;
	}
	return false;
}

static void find_group(struct pivots *p, struct str id)
{
	const struct value *group = pivot_by_id(p->list, id);

	if (group) {
		vec_push(p->c->scratch, &p->groups, group);
		return;
	}
	p->group_missing = true;
	say(p, whole(p), "pivot-group-not-found",
		str_printf(p->c->scratch,
			"the group '%.*s' is not defined in '%.*s'",
			STR_ARG(id), STR_ARG(p->file)));
}

static bool defined(const struct pivots *p, struct str id)
{
	for (size_t i = 0; i < p->groups.n; i++)
		if (pivot_by_id(value_get(p->groups.p[i], S("pivots")), id))
			return true;
	return false;
}

static void test_zone(struct pivots *p, const struct node *zone)
{
	struct str rest = flow_attr(p->c->scratch, zone, "data-pivot"), id;
	struct span at = { zone->at.file, zone->at.at, 1 };

	while (rest.n > 0 && str_cut(&rest, ' ', &id)) {
		map_put(p->c->scratch, &p->used, id, p);
		if (!defined(p, id))
			say(p, at, "pivot-id-not-found",
				str_printf(p->c->scratch,
					"the pivot '%.*s' is in no group of "
					"the page",
					STR_ARG(id)));
	}
}

static void test_use(struct pivots *p, const struct flow *f)
{
	const struct node *last = NULL;

	for (size_t i = 0; i < f->items.n; i++) {
		if (f->items.p[i].zone == last)
			continue;
		last = f->items.p[i].zone;
		if (last)
			test_zone(p, last);
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct value *list = value_get(p->groups.p[i],
			S("pivots"));

		for (size_t k = 0;
			list && list->kind == VALUE_LIST && k < list->n; k++) {
			struct str id = value_text_at(list->items[k], S("id"));

			if (id.n > 0 && !map_has(&p->used, id))
				say(p, whole(p), "pivot-id-unused",
					str_printf(p->c->scratch,
						"the pivot '%.*s' of the "
						"page's group is not used",
						STR_ARG(id)));
		}
	}
}

static void test_page(struct pivots *p, const struct value *meta,
	const struct flow *f)
{
	const struct value *groups = value_get(meta, S("zone_pivot_groups"));
	struct str names = value_as_text(groups), id;
	struct arena *a = p->c->scratch;
	struct str name = pivot_file_name(a, meta);
	const struct page *definition;
	uint32_t file;

	if (str_trim(names).n == 0) {
		say(p, whole(p), "zone-pivot-group-missing",
			S("the page has pivots and no 'zone_pivot_groups'"));
		return;
	}
	/* More than one of the name beside each other are the versions'. */
	file = pivot_file(a, p->c->set, p->c->page->file, name);
	if (file == FILE_NONE) {
		say(p, whole(p), "zone-pivot-definition-not-found",
			str_printf(p->c->scratch, "there is no file '%.*s'",
				STR_ARG(name)));
		return;
	}
	definition = p->c->set->pages[file];
	p->file = p->c->set->files.p[file].path;
	if (is_shared(p, definition)) {
		say(p, whole(p), "zone-pivot-definition-conflict",
			str_printf(p->c->scratch,
				"'%.*s' is not the only definition at its "
				"address",
				STR_ARG(p->file)));
		return;
	}
	p->list = value_get(definition->data, S("groups"));
	while (str_cut(&names, ',', &id))
		find_group(p, str_trim(id));
	if (!p->group_missing)
		test_use(p, f);
}

/* ---- the definition itself --------------------------------------- */

static void test_twice(struct pivots *p, const struct value *list,
	const char *code, const char *what)
{
	struct map seen = { 0 };

	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n;
		i++) {
		const struct value *v = value_get(list->items[i], S("id"));
		struct str id = value_as_text(v);

		if (id.n == 0)
			continue;
		if (map_has(&seen, id))
			say(p, whole(p), code,
				str_printf(p->c->scratch,
					"the %s '%.*s' is defined twice", what,
					STR_ARG(id)));
		map_put(p->c->scratch, &seen, id, p);
	}
}

static void test_definition(struct pivots *p)
{
	const struct value *list = value_get(p->c->page->data, S("groups"));

	test_twice(p, list, "duplicate-pivot-groups", "group");
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		test_twice(p, value_get(list->items[i], S("pivots")),
			"duplicate-pivot-ids", "pivot");
}

void check_pivots(struct check *c)
{
	struct pivots p = { .c = c, .file = S("") };
	const struct page *page = c->page;
	struct flow flow;

	if (str_eq_nocase(page->mime, S("ZonePivotGroups")))
		test_definition(&p);
	if (!c->published || !page->tree[0])
		return;
	flow_make(c->scratch, c->set, page, &flow);
	if (has_pivots(c, &flow))
		test_page(&p, c->meta, &flow);
}
