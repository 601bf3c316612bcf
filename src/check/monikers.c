/*
 * Ranges of versions: of the configuration, of a file, of the parts of a
 * page. Without a definition of monikers there is nothing to compare.
 */
#include "check/check.h"
#include "check/family.h"
#include "check/flow.h"
#include "set/meta.h"

const struct rule rule_moniker_invalid = {
	.id = "DG524",
	.name = "moniker-invalid",
	.level = LEVEL_WARNING,
	.title = "a range of versions that cannot be read, or takes nothing",
	.why = "what it limits is shown to nobody, or to all",
	.fix = "name versions that the docset's moniker definition has",
	.aliases = "moniker-range-invalid moniker-zone-empty "
		   "moniker-range-out-of-scope",
};

static struct diag *say(struct sink *sink, struct span at, const char *code,
	struct str text)
{
	struct diag *d = diag_add(sink, &rule_moniker_invalid, at, "%.*s",
		STR_ARG(text));

	d->code = code;
	return d;
}

static void check_range(struct arena *a, const struct docset *s,
	struct sink *sink, struct span at, struct str range)
{
	struct moniker_set set;
	struct str unknown;

	if (moniker_range(a, &s->monikers, range, &set, &unknown))
		return;
	say(sink, at, NULL,
		unknown.n > 0
			? str_printf(a,
				  "'%.*s' in the range '%.*s' is not defined",
				  STR_ARG(unknown), STR_ARG(range))
			: str_printf(a, "the range '%.*s' cannot be read",
				  STR_ARG(range)));
}

static bool defined(const struct docset *s)
{
	return config_data(&s->config, "monikerDefinition", 0) != NULL;
}

bool family_monikers_meet(const struct check *c, const struct node *x,
	const struct node *y)
{
	struct moniker_set set[2];
	struct str range[2], unknown;

	if (!x || !y || x == y)
		return true;
	range[0] = flow_attr(c->scratch, x, "range");
	range[1] = flow_attr(c->scratch, y, "range");
	if (!defined(c->set))
		return str_eq(range[0], range[1]);
	for (int i = 0; i < 2; i++)
		moniker_range(c->scratch, &c->set->monikers, range[i], &set[i],
			&unknown);
	return moniker_meet(&set[0], &set[1], &c->set->monikers);
}

/* ---- a file ------------------------------------------------------ */

struct subject {
	const struct docset *s;
	struct arena *a;
	struct sink *sink;
	uint32_t file;
	const struct value *meta; /* effective */
	struct moniker_file f;
	bool archived;
};

static struct span span_of(const struct subject *p, const struct value *v)
{
	struct span at = v->kind == VALUE_LIST && v->n > 0 ? v->items[0]->at
							   : v->at;

	return at.len > 0 && at.file != CONFIG_NOWHERE
		       ? at
		       : (struct span){ p->file, 0, 0 };
}

static void find_undefined(struct subject *p, struct span at, struct str range)
{
	say(p->sink, at, "moniker-range-undefined",
		str_printf(p->a,
			"the range '%.*s' is for '%.*s', to which the "
			"configuration gives no versions",
			STR_ARG(range), STR_ARG(p->s->files.p[p->file].path)));
}

static void check_own(struct subject *p)
{
	const struct value *range = value_get(p->meta, S("monikerRange"));
	const struct value *list = value_get(p->meta, S("monikers"));
	struct span at = p->f.own ? span_of(p, p->f.own)
				  : (struct span){ p->file, 0, 0 };

	if (range && range->kind != VALUE_NULL && list &&
		list->kind != VALUE_NULL)
		say(p->sink, span_of(p, list), "duplicate-moniker-config",
			S("'monikers' has no effect beside 'monikerRange'"));
	if (range && p->f.own == range)
		check_range(p->a, p->s, p->sink, at, value_as_text(range));
	if (p->f.own && !p->f.versioned)
		find_undefined(p, at, value_as_text(p->f.own));
	if (p->f.own && p->f.versioned && p->f.set.count == 0 &&
		!moniker_meet(&p->f.config, &p->f.own_set, &p->s->monikers))
		say(p->sink, at, "moniker-range-out-of-scope",
			str_printf(p->a,
				"the file is for versions that the "
				"configuration's range '%.*s' does not take",
				STR_ARG(value_as_text(p->f.range))));
}

static void check_zone(struct subject *p, const struct node *box)
{
	struct str range = flow_attr(p->a, box, "range"), unknown;
	struct span at = { box->at.file, box->at.at, 1 };
	struct moniker_set set;

	check_range(p->a, p->s, p->sink, at, range);
	if (!p->f.versioned) {
		find_undefined(p, at, range);
		return;
	}
	moniker_range(p->a, &p->s->monikers, range, &set, &unknown);
	if (!p->archived && !moniker_meet(&set, &p->f.set, &p->s->monikers))
		say(p->sink, at, "moniker-zone-empty",
			str_printf(p->a,
				"the range '%.*s' takes none of the versions "
				"that the file is for",
				STR_ARG(range)));
}

static void check_zones(struct subject *p, const struct node *root, int depth)
{
	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		const struct page *in = NULL;

		if (n->kind == NODE_BOX &&
			strcmp(n->as.box->name, "moniker") == 0)
			check_zone(p, n);
		if (n->kind == NODE_INCLUDE && n->as.include.file != FILE_NONE)
			in = p->s->pages[n->as.include.file];
		if (in && in->tree[0] && depth < 16)
			check_zones(p, in->tree[0]->root, depth + 1);
	}
}

static struct subject subject_of(struct arena *a, const struct docset *s,
	struct sink *sink, uint32_t file, const struct value *own)
{
	struct subject p = { .s = s, .a = a, .sink = sink, .file = file };
	struct str path = s->files.p[file].path;

	p.meta = meta_effective(a, &s->config, path, own);
	p.f = moniker_of(a, &s->config, &s->monikers, path, p.meta);
	p.archived = str_eq_nocase(value_text_at(p.meta, S("is_archived")),
		S("true"));
	return p;
}

void check_monikers(struct check *c)
{
	struct subject p;

	if (!c->published || !defined(c->set))
		return;
	p = subject_of(c->scratch, c->set, c->sink, c->page->file,
		c->page->meta);
	check_own(&p);
	if (c->page->tree[0])
		check_zones(&p, c->page->tree[0]->root, 0);
}

void whole_monikers(const struct whole *w)
{
	const struct docset *s = w->set;
	struct sink *sink = w->sink;
	const struct value *map = config_docfx(&s->config, "monikerRange");

	if (!defined(s))
		return;
	for (size_t i = 0; map && map->kind == VALUE_MAP && i < map->n; i++)
		check_range(s->arena, s, sink, map->items[i]->at,
			value_as_text(map->items[i]));
	for (size_t i = 0; i < s->tocs.n; i++) {
		const struct toc *t = &s->tocs.p[i];
		struct subject p = subject_of(s->arena, s, sink, t->file,
			t->meta);

		if (s->files.p[t->file].origin == FILE_OWN)
			check_own(&p);
	}
}
