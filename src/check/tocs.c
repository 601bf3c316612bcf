/* Tables of contents against the pages. */
#include "base/path.h"
#include "check/family.h"
#include "set/links.h"

const struct rule rule_toc_missing = {
	.id = "DG803",
	.name = "toc-missing",
	.level = LEVEL_OFF,
	.title = "a page is in no table of contents",
	.why = "readers find it only by search",
	.fix = "add the page to a table of contents",
};

const struct rule rule_toc_duplicated = {
	.id = "DG804",
	.name = "toc-entry-duplicated",
	.level = LEVEL_OFF,
	.title = "a table of contents has a page more than once",
	.why = "readers do not know which place is the page's own",
	.fix = "leave one of the entries",
};

const struct rule rule_toc_deprecated = {
	.id = "DG805",
	.name = "toc-deprecated",
	.level = LEVEL_OFF,
	.title = "a table of contents is written in Markdown",
	.why = "it can say less than YAML, and tools for YAML do not read it",
	.fix = "write toc.yml",
};

struct run {
	const struct whole *w;
	const struct toc *toc;
	bool *listed; /* by file id */
	struct map seen, twice;
};

/* The entry's own file: others have their own turn. */
static bool is_own(const struct run *r, const struct toc_entry *e)
{
	return e->from == r->toc->file;
}

static void check_bookmark(struct run *r, const struct toc_entry *e)
{
	const struct docset *s = r->w->set;
	struct link l;
	struct str near;
	struct diag *d;

	if (!is_own(r, e) || !e->page || e->suffix.n == 0 || e->href.n == 0)
		return;
	l = link_resolve(s, s->arena, e->from, e->from, e->href);
	if (l.kind != LINK_PAGE || !l.bookmark_missing)
		return;
	d = diag_add(r->w->sink, &rule_bookmark_not_found, e->at,
		"there is no '#%.*s' in '%.*s'", STR_ARG(l.fragment),
		STR_ARG(l.path));
	d->about = l.file;
	near = link_nearest_anchor(s->pages[l.file],
		str_lower(s->arena, l.fragment));
	if (near.n > 0)
		d->hint = str_printf(s->arena, "did you mean '#%.*s'?",
			STR_ARG(near));
}

static void check_host(struct run *r, const struct toc_entry *e)
{
	const struct value *rule;

	if (!is_own(r, e) || e->url.n == 0 || !r->w->docfx)
		return;
	rule = urls_disallowed(&r->w->set->config, e->url, "toc");
	if (rule)
		diag_add(r->w->sink, &rule_site_link, e->at,
			"'%.*s' names the host of the site", STR_ARG(e->url))
			->schema = rule;
	if (url_split(e->url).has_authority)
		diag_add(r->w->sink, &rule_toc_syntax, e->at,
			"'%.*s' leads out of the site", STR_ARG(e->url))
			->code = "toc-breadcrumb-link-external";
}

static void check_twice(struct run *r, const struct toc_entry *e)
{
	struct arena *a = r->w->set->arena;
	struct str href;

	if (!e->page || e->suffix.n > 0)
		return;
	href = r->w->set->files.p[e->file].path;
	if (map_has(&r->seen, href))
		map_put(a, &r->twice, href, r);
	map_put(a, &r->seen, href, r);
}

static void walk(struct run *r, const struct toc_entry *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct toc_entry *e = &items[i];

		if (e->file != FILE_NONE)
			r->listed[e->file] = true;
		check_bookmark(r, e);
		check_host(r, e);
		check_twice(r, e);
		walk(r, e->items, e->nitems);
	}
}

static void report_twice(const struct run *r)
{
	struct str names = S("");
	struct arena *a = r->w->set->arena;

	for (size_t i = 0; i < r->twice.n && i < 20; i++)
		names = str_printf(a, "%.*s%s'%.*s'", STR_ARG(names),
			i > 0 ? ", " : "", STR_ARG(r->twice.items[i].key));
	if (r->twice.n > 0)
		diag_add(r->w->sink, &rule_toc_duplicated,
			(struct span){ r->toc->file, 0, 0 },
			"more than one entry for %.*s", STR_ARG(names));
}

static void check_toc(struct run *r, const struct toc *t)
{
	const struct file *f = &r->w->set->files.p[t->file];

	if (f->origin != FILE_OWN)
		return;
	r->toc = t;
	r->seen = r->twice = (struct map){ 0 };
	walk(r, t->items, t->nitems);
	front_metadata(r->w->sink, t->meta, NULL);
	if (!t->breadcrumb)
		report_twice(r);
	if (str_ends_nocase(f->path, S(".md")))
		diag_add(r->w->sink, &rule_toc_deprecated,
			(struct span){ t->file, 0, 0 },
			"the table of contents is written in Markdown");
}

void whole_tocs(const struct whole *w)
{
	const struct docset *s = w->set;
	struct run r = { .w = w };

	r.listed = arena_array(s->arena, bool, s->files.n + 1);
	for (size_t i = 0; i < s->tocs.n; i++)
		check_toc(&r, &s->tocs.p[i]);
	for (uint32_t i = 0; i < s->files.n; i++)
		if (docset_page(s, i) && !r.listed[i])
			diag_add(w->sink, &rule_toc_missing,
				(struct span){ i, 0, 0 },
				"the page is in no table of contents")
				->about = FILE_NONE;
}
