/* What pages of a docset share and should not: names and addresses. */
#include "base/path.h"
#include "check/check.h"
#include "check/docfx.h"
#include "check/family.h"
#include "page/text.h"
#include "set/meta.h"
#include "set/sitepath.h"

const struct rule rule_duplicate_title = {
	.id = "DG112",
	.name = "duplicate-title",
	.level = LEVEL_SUGGESTION,
	.title = "two pages have the same title",
	.why = "readers of a list of results cannot tell them apart",
	.fix = "say in each title what is special to the page",
	.aliases = "duplicate-titles duplicate-title-within-docset",
};

const struct rule rule_duplicate_description = {
	.id = "DG113",
	.name = "duplicate-description",
	.level = LEVEL_OFF,
	.title = "two pages have the same description",
	.why = "readers of a list of results cannot tell them apart",
	.fix = "say in each description what is special to the page",
	.aliases = "duplicate-description-within-docset",
};

const struct rule rule_duplicate_h1 = {
	.id = "DG208",
	.name = "duplicate-h1",
	.level = LEVEL_OFF,
	.title = "two pages begin with the same heading",
	.why = "a reader cannot tell which of them this is",
	.fix = "say in each heading what is special to the page",
};

const struct rule rule_path_too_deep = {
	.id = "DG017",
	.name = "path-too-deep",
	.level = LEVEL_OFF,
	.title = "the address of a page has many levels",
	.why = "readers cannot guess or remember it",
	.fix = "move the page up",
};

const struct rule rule_custom_404 = {
	.id = "DG018",
	.name = "custom-404-page",
	.level = LEVEL_INFO,
	.title = "a page is named 404",
	.why = "the page that servers show for dead links takes its place, or "
	       "it that "
	       "page's",
	.fix = "rename the page",
};

struct name {
	const struct page *page;
	struct span at;
	struct moniker_set monikers;
	bool versioned;
	struct name *next;
};

struct run {
	const struct whole *w;
	struct arena *a;
	bool newest; /* of versions, only the newest counts */
};

static bool no_index(const struct value *meta)
{
	struct str robots = value_text_at(meta, S("robots"));

	if (robots.n == 0)
		robots = value_text_at(meta, S("ROBOTS"));
	for (size_t i = 0; i + 7 <= robots.n; i++)
		if (str_starts_nocase(str_skip(robots, i), S("noindex")))
			return true;
	return false;
}

static bool clash(const struct run *r, const struct name *x,
	const struct name *y)
{
	const struct monikers *m = &r->w->set->monikers;

	if (r->newest && ((x->versioned && !x->monikers.has[m->n - 1]) ||
				 (y->versioned && !y->monikers.has[m->n - 1])))
		return false;
	return !x->versioned || !y->versioned ||
	       moniker_meet(&x->monikers, &y->monikers, m);
}

static void report(const struct run *r, const struct rule *rule,
	const struct map *names)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct name *all = names->items[i].value;
		size_t n = 0;

		for (const struct name *x = all; x && n++ < 1000; x = x->next)
			for (const struct name *y = all; y; y = y->next) {
				if (x == y || !clash(r, x, y))
					continue;
				diag_add(r->w->sink, rule, x->at,
					"'%.*s' is also that of '%.*s'",
					STR_ARG(names->items[i].key),
					STR_ARG(y->page->source->path));
				break;
			}
	}
}

static void add(struct run *r, struct map *names, struct str text,
	struct name name)
{
	struct name *n = arena_new(r->a, struct name), **slot;

	slot = (struct name **)map_slot(r->a, names, text);
	*n = name;
	n->next = *slot;
	*slot = n;
}

/* Locales have the same names by right. */
static struct str key_of(const struct run *r, const struct page *p,
	struct str text)
{
	uint32_t locale = r->w->set->files.p[p->file].locale;

	return locale == 0 ? text
			   : str_printf(r->a, "%.*s%u", STR_ARG(text), locale);
}

/* What pages share, each as text -> struct name. */
struct names {
	struct map titles, h1s, descriptions;
};

static void add_description(struct run *r, const struct page *p,
	struct names *all, struct name n)
{
	const struct value *own = value_get(p->meta, S("description"));
	struct str text = str_trim(value_as_text(own));

	if (text.n == 0)
		return;
	n.at = own->at;
	add(r, &all->descriptions, key_of(r, p, text), n);
}

static void add_page(struct run *r, const struct page *p, struct names *all)
{
	const struct docset *s = r->w->set;
	struct str path = s->files.p[p->file].path;
	struct value *meta = meta_effective(r->a, &s->config, path, p->meta);
	const struct value *title = value_get(meta, S("title"));
	struct str suffix = value_text_at(meta, S("titleSuffix"));
	struct moniker_file f = moniker_of(r->a, &s->config, &s->monikers, path,
		meta);
	struct name n = { p, { p->file, 0, 0 }, f.set, f.versioned, NULL };

	if (no_index(meta) || p->title.n == 0)
		return;
	n.at = title && title->at.file == p->file ? title->at
	       : p->h1                            ? p->h1_at
						  : n.at;
	add_description(r, p, all, n);
	add(r, &all->titles,
		key_of(r, p,
			suffix.n > 0
				? str_printf(r->a, "%.*s - %.*s",
					  STR_ARG(p->title), STR_ARG(suffix))
				: p->title),
		n);
	if (!p->h1)
		return;
	n.at = p->h1_at;
	add(r, &all->h1s, key_of(r, p, str_trim(p->h1_text)), n);
}

/* ---- addresses --------------------------------------------------- */

struct claim {
	const struct file *file;
	struct moniker_set monikers;
	bool versioned;
	struct claim *next;
};

static bool meet(const struct docset *s, const struct claim *x,
	const struct claim *y)
{
	return !x->versioned || !y->versioned ||
	       moniker_meet(&x->monikers, &y->monikers, &s->monikers);
}

static void claim(struct run *r, struct map *addresses, uint32_t id)
{
	const struct docset *s = r->w->set;
	const struct file *f = &s->files.p[id];
	const struct toc *t = s->tocs.by_file[id];
	const struct value *own = s->pages[id] ? s->pages[id]->meta
				  : t          ? t->meta
					       : NULL;
	struct claim *c = arena_new(r->a, struct claim), **slot;
	struct moniker_file m = moniker_of(r->a, &s->config, &s->monikers,
		f->path, meta_effective(r->a, &s->config, f->path, own));

	*c = (struct claim){ f, m.set, m.versioned, NULL };
	slot = (struct claim **)map_slot(r->a, addresses,
		str_lower(r->a, sitepath_of(r->a, s, f->path)));
	for (const struct claim *o = *slot; o; o = o->next)
		if (meet(s, o, c)) {
			diag_add(r->w->sink, &rule_output_conflict,
				(struct span){ id, 0, 0 },
				"'%.*s' has the address of '%.*s'",
				STR_ARG(f->path), STR_ARG(o->file->path))
				->about = FILE_NONE;
			return;
		}
	c->next = *slot;
	*slot = c;
}

/* By docfx's addresses; those of our site were settled with the files. */
static void check_addresses(struct run *r)
{
	const struct docset *s = r->w->set;
	struct map addresses = { 0 };

	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct file *f = &s->files.p[i];

		if (f->origin == FILE_OWN &&
			(f->output.n > 0 || f->kind == FILE_TOC))
			claim(r, &addresses, i);
	}
}

/* fileMetadata has the key once for all its globs. */
static void check_file_metadata(const struct whole *w)
{
	const struct value *map = config_docfx(&w->set->config, "fileMetadata");

	if (map && map->kind == VALUE_MAP)
		front_metadata(w->sink, map, NULL);
}

/* ---- one address ------------------------------------------------- */

static size_t levels(struct str address)
{
	size_t n = 0;

	for (size_t i = 0; i < address.n; i++)
		n += address.p[i] == '/';
	return n;
}

static bool repeats(struct run *r, struct str address)
{
	struct map seen = { 0 };
	struct str part;

	while (str_cut(&address, '/', &part)) {
		if (part.n > 0 && map_has(&seen, part))
			return true;
		map_put(r->a, &seen, part, r);
	}
	return false;
}

static void check_address(struct run *r, uint32_t id)
{
	const struct docset *s = r->w->set;
	const struct value *rule = docfx_rule(&s->config, "MaxLevel", 0);
	const struct value *most = value_get(rule, S("maxLevel"));
	struct str address = str_cat(r->a, S("/"),
		sitepath_of(r->a, s, s->files.p[id].path));
	double max = most && most->kind == VALUE_NUMBER ? most->number : 8;
	struct span all = { id, 0, 0 };

	if ((double)levels(address) > max)
		diag_add(r->w->sink, &rule_path_too_deep, all,
			"the address '%.*s' has %zu levels", STR_ARG(address),
			levels(address))
			->about = FILE_NONE;
	if (repeats(r, address))
		diag_add(r->w->sink, &rule_path_too_deep, all,
			"the address '%.*s' has a part twice", STR_ARG(address))
			->code = "path-duplication";
	if (str_eq_nocase(path_base(s->files.p[id].path), S("404.md")))
		diag_add(r->w->sink, &rule_custom_404, all,
			"a page named 404 is no ordinary page")
			->code = "custom-404-page";
}

/* Levels of rules that may not be changed. */
static void check_overrides(const struct whole *w)
{
	const struct value *rules = config_docfx(&w->set->config, "rules");

	for (size_t i = 0; rules && rules->kind == VALUE_MAP && i < rules->n;
		i++)
		if (docfx_locked(&w->set->config, rules->keys[i]))
			diag_add(w->sink, &rule_rule_unknown, rules->key_at[i],
				"the level of '%.*s' may not be changed",
				STR_ARG(rules->keys[i]))
				->code = "rule-override-invalid";
}

void whole_pages(const struct whole *w)
{
	struct run r = { w, w->set->arena, false };
	struct names all = { 0 };
	const struct value *rule = docfx_rule(&w->set->config, "TitleUnique",
		0);

	for (uint32_t i = 0; i < w->set->files.n; i++)
		if (docset_page(w->set, i) && w->set->pages[i]->tree[0]) {
			add_page(&r, w->set->pages[i], &all);
			check_address(&r, i);
		}
	r.newest = w->docfx && w->set->monikers.n > 0 &&
		   value_is_true(value_get(rule, S("canonicalVersionOnly")));
	report(&r, &rule_duplicate_title, &all.titles);
	r.newest = false;
	report(&r, &rule_duplicate_h1, &all.h1s);
	report(&r, &rule_duplicate_description, &all.descriptions);
	if (w->docfx) {
		check_addresses(&r);
		check_overrides(w);
	}
	front_metadata(w->sink, w->set->config.global_metadata, NULL);
	check_file_metadata(w);
}
