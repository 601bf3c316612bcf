/*
 * Pages of each locale, and where a locale has none the source locale's;
 * resources; the pages that each locale has besides. Sorted by path.
 */
#include "site/plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "base/vec.h"
#include "set/links.h"
#include "site/moved.h"
#include "site/version.h"

struct plan {
	struct site *s;
	VEC(struct output) list;
	struct map taken; /* paths */
};

static struct str site_path(struct plan *p, size_t locale, struct str path)
{
	return str_printf(p->s->arena, "%.*s/%.*s",
		STR_ARG(p->s->set->locales[locale].slug), STR_ARG(path));
}

static void add(struct plan *p, struct output o)
{
	if (map_has(&p->taken, o.path))
		return;
	map_put(p->s->arena, &p->taken, o.path, p);
	vec_push(p->s->arena, &p->list, o);
}

static bool is_page(const struct file *f)
{
	return f->output.n && (f->kind == FILE_PAGE || f->kind == FILE_DATA);
}

static void add_own(struct plan *p, uint32_t id)
{
	const struct file *f = &p->s->set->files.p[id];

	if (!f->output.n || !f->regular)
		return;
	struct output o = { .file = id, .locale = f->locale };
	o.kind = is_page(f) ? OUTPUT_PAGE : OUTPUT_RESOURCE;
	o.path = site_path(p, f->locale, f->output);
	if (is_page(f) || f->kind == FILE_RESOURCE)
		add(p, o);
}

static size_t source_locale(const struct docset *set)
{
	for (size_t i = 0; i < set->config.nlocales; i++)
		if (str_eq_nocase(set->locales[i].tag,
			    set->config.source_locale))
			return i;
	return SIZE_MAX;
}

/* A page of the source locale in the tree of one that has it not. */
static void add_fallback(struct plan *p, uint32_t id, size_t locale)
{
	const struct docset *set = p->s->set;
	const struct file *f = &set->files.p[id];

	if (docset_twin(set, f, locale))
		return;
	add(p, (struct output){ .kind = OUTPUT_PAGE,
		       .file = id,
		       .locale = locale,
		       .source_text = true,
		       .path = site_path(p, locale, f->output) });
}

/* A bilingual page is the source page too where that has no file. */
static void add_source_view(struct plan *p, uint32_t id, size_t source)
{
	const struct docset *set = p->s->set;
	const struct file *f = &set->files.p[id];

	if (!set->pages[id]->tree[1] || docset_twin(set, f, source))
		return;
	add(p, (struct output){ .kind = OUTPUT_PAGE,
		       .file = id,
		       .locale = source,
		       .source_view = true,
		       .path = site_path(p, source, f->output) });
}

static void add_other_languages(struct plan *p)
{
	const struct docset *set = p->s->set;
	size_t source = source_locale(set);

	for (uint32_t id = 0; source != SIZE_MAX && id < set->files.n; id++) {
		const struct file *f = &set->files.p[id];
		if (!is_page(f))
			continue;
		if (f->locale != source) {
			add_source_view(p, id, source);
			continue;
		}
		for (size_t l = 0; l < set->config.nlocales; l++)
			if (l != source)
				add_fallback(p, id, l);
	}
}

/* Files that pages want and only the fallback docset has. */
static void add_fallback_files(struct plan *p, const struct page *page)
{
	const struct docset *set = p->s->set;
	struct arena scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < page->references.n; i++) {
		const struct reference *r = &page->references.p[i];
		struct link l;
		if (r->kind == REFERENCE_INCLUDE)
			continue;
		l = link_resolve(set, &scratch, page->file, page->file, r->url);
		if (l.kind != LINK_FALLBACK ||
			str_ends_nocase(l.path, S(".md")) ||
			str_ends_nocase(l.path, S(".yml")))
			continue;
		size_t locale = set->files.p[page->file].locale;
		add(p, (struct output){ .kind = OUTPUT_FALLBACK,
			       .locale = locale,
			       .file = l.file,
			       .path = site_path(p, locale,
				       set->files.p[l.file].path) });
	}
	arena_release(&scratch);
}

static void add_locale_pages(struct plan *p, size_t locale)
{
	static const struct {
		enum output_kind kind;
		const char *name;
	} own[] = {
		{ OUTPUT_TOC, "toc.html" },
		{ OUTPUT_HOME, "index.html" },
		{ OUTPUT_NOT_FOUND, "404.html" },
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		add(p, (struct output){ .kind = own[i].kind,
			       .locale = locale,
			       .path = site_path(p, locale,
				       str_of(own[i].name)) });
}

/* What a server shows for an address that does not exist. */
static void add_lost(struct plan *p)
{
	size_t source = source_locale(p->s->set);

	add(p, (struct output){ .kind = OUTPUT_LOST,
		       .locale = source != SIZE_MAX ? source : 0,
		       .path = S("404.html") });
}

/* The choice of a language, in the words of the source language. */
static void add_choice(struct plan *p)
{
	size_t source = source_locale(p->s->set);

	add(p, (struct output){ .kind = OUTPUT_LANGUAGES,
		       .locale = source != SIZE_MAX ? source : 0,
		       .path = S("index.html") });
}

static void add_assets(struct plan *p)
{
	const struct map *assets = &p->s->theme->assets;

	for (size_t i = 0; i < assets->n; i++) {
		const struct asset *a = assets->items[i].value;
		add(p, (struct output){ .kind = OUTPUT_ASSET,
			       .path = a->path,
			       .asset = a });
	}
}

static int by_path(const void *x, const void *y)
{
	const struct output *a = x, *b = y;

	return str_cmp(a->path, b->path);
}

static void index_pages(struct site *s)
{
	struct arena *a = s->arena;

	for (size_t i = 0; i < s->noutputs; i++) {
		struct output *o = &s->outputs[i];
		if (o->kind != OUTPUT_PAGE)
			continue;
		struct str key = s->set->files.p[o->file].key;
		if (!o->older)
			map_put(a, &s->by_page,
				str_printf(a, "%zu %.*s", o->locale,
					STR_ARG(key)),
				o);
		if (o->version)
			map_put(a, &s->by_page,
				str_printf(a, "%zu:%zu %.*s", o->locale,
					o->version, STR_ARG(key)),
				o);
	}
}

struct str site_base_path(const struct site *s)
{
	struct str path = url_split(s->base_url).path;

	return path.n > 0 ? path : S("/");
}

const struct output *site_find(const struct site *s, size_t locale,
	struct str key)
{
	char text[4200];
	int n = snprintf(text, sizeof(text), "%zu %.*s", locale, STR_ARG(key));

	if (n < 0 || (size_t)n >= sizeof(text))
		return NULL;
	return map_get(&s->by_page, str_make(text, (size_t)n));
}

const struct output *site_find_version(const struct site *s, size_t locale,
	size_t version, struct str key)
{
	char text[4200];
	int n = snprintf(text, sizeof(text), "%zu:%zu %.*s", locale, version,
		STR_ARG(key));
	const struct output *o = NULL;

	if (version > 0 && n > 0 && (size_t)n < sizeof(text))
		o = map_get(&s->by_page, str_make(text, (size_t)n));
	return o ? o : site_find(s, locale, key);
}

/* ---- tables of contents of pages that are not translated --------- */

static void note_entries(struct site *s, const struct toc *t, size_t locale,
	const struct toc_entry *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct toc_entry *e = &items[i];
		note_entries(s, t, locale, e->items, e->nitems);
		if (e->file == FILE_NONE ||
			s->set->files.p[e->file].locale == locale)
			continue;
		struct stand *at =
			&s->stands[locale * s->set->files.n + e->file];
		if (!at->entry)
			*at = (struct stand){ t, e };
	}
}

/* A locale's own tables; the one nearest to its root is for the rest. */
static void note_stands(struct site *s, size_t locale)
{
	const struct docset *set = s->set;
	const struct toc *first = NULL;

	for (size_t i = 0; i < set->tocs.n; i++) {
		const struct toc *t = &set->tocs.p[i];
		const struct file *f = &set->files.p[t->file];
		if (t->included || t->breadcrumb || f->locale != locale)
			continue;
		note_entries(s, t, locale, t->items, t->nitems);
		if (!first || f->path.n < set->files.p[first->file].path.n)
			first = t;
	}
	for (size_t i = 0; i < set->files.n; i++) {
		struct stand *at = &s->stands[locale * set->files.n + i];
		if (!at->toc)
			at->toc = first;
	}
}

struct stand site_stand(const struct site *s, const struct output *o)
{
	const struct tocs *t = &s->set->tocs;

	if (o->kind != OUTPUT_PAGE)
		return (struct stand){ NULL, NULL };
	if (s->set->files.p[o->file].locale != o->locale)
		return s->stands[o->locale * s->set->files.n + o->file];
	return (struct stand){ t->toc_of[o->file], t->entry_of[o->file] };
}

static void take_outputs(struct plan *p)
{
	if (p->list.n)
		qsort(p->list.p, p->list.n, sizeof(*p->list.p), by_path);
	p->s->outputs = p->list.p;
	p->s->noutputs = p->list.n;
	index_pages(p->s);
}

void plan_extend(struct site *s, const struct output *more, size_t n)
{
	struct plan p = { .s = s };

	for (size_t i = 0; i < s->noutputs; i++)
		add(&p, s->outputs[i]);
	for (size_t i = 0; i < n; i++)
		add(&p, more[i]);
	take_outputs(&p);
}

static int path_of(const void *path, const void *output)
{
	return str_cmp(*(const struct str *)path,
		((const struct output *)output)->path);
}

bool plan_stage(struct site *s, struct str path, struct str bytes)
{
	return bsearch(&path, s->outputs, s->noutputs, sizeof(*s->outputs),
		       path_of) ||
	       stage_put(&s->stage, path, bytes);
}

struct output plan_staged(struct arena *a, struct str path)
{
	struct asset *asset = arena_new(a, struct asset);

	asset->path = path;
	asset->staged = true;
	return (struct output){ .kind = OUTPUT_ASSET,
		.path = path,
		.asset = asset };
}

/* ---- versions ---------------------------------------------------- */

/* Names that a locale's folder has, or may get. */
static void note_names(const struct plan *p, struct map *taken)
{
	static const char *const later[] = { "search", "checklists" };
	struct arena *a = p->s->arena;

	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
		map_put(a, taken, str_of(later[i]), taken);
	for (size_t i = 0; i < p->list.n; i++) {
		struct str rest = p->list.p[i].path, name;
		if (str_cut(&rest, '/', &name) && str_cut(&rest, '/', &name))
			map_put(a, taken, str_lower(a, name), taken);
	}
}

/* The page's other outputs; its own becomes that of the newest version. */
static void add_older(struct plan *p, size_t at, const struct str *folders)
{
	struct site *s = p->s;
	struct output o = p->list.p[at];
	size_t *versions;
	size_t n = version_list(s->arena, s->set, o.file, &versions);

	if (n == 0)
		return;
	p->list.p[at].version = versions[0];
	if (!s->anchors[o.file])
		s->anchors[o.file] = version_anchors(s->arena, s->set, o.file);
	o.older = true;
	for (size_t i = 1; i < n; i++) {
		o.version = versions[i];
		o.path = site_path(p, o.locale,
			str_printf(s->arena, "%.*s/%.*s",
				STR_ARG(folders[o.version]),
				STR_ARG(s->set->files.p[o.file].output)));
		add(p, o);
	}
}

static void add_versions(struct plan *p)
{
	struct site *s = p->s;
	struct map taken = { 0 };
	const struct str *folders;
	size_t n = p->list.n;

	s->anchors = arena_array(s->arena, struct map *, s->set->files.n + 1);
	if (s->set->monikers.n == 0)
		return;
	note_names(p, &taken);
	folders = version_folders(s->arena, s->set, &taken);
	for (size_t i = 0; i < n; i++)
		if (p->list.p[i].kind == OUTPUT_PAGE)
			add_older(p, i, folders);
}

/* A page that is there goes before one that leads away. */
static void add_moved(void *ctx, struct output o)
{
	add(ctx, o);
}

/* A docset may have a page of that name itself, which stays where it is. */
static void name_search(struct plan *p, size_t locale)
{
	struct site *s = p->s;
	struct str path = site_path(p, locale, S("search.html"));

	for (size_t i = 1; map_has(&p->taken, path); i++)
		path = site_path(p, locale,
			str_printf(s->arena, "search-%zu.html", i));
	s->search_pages[locale] = path;
}

void plan_outputs(struct site *s)
{
	struct plan p = { .s = s };
	const struct docset *set = s->set;

	for (uint32_t id = 0; id < set->files.n; id++)
		add_own(&p, id);
	add_other_languages(&p);
	for (uint32_t id = 0; set->fallback_dir >= 0 && id < set->files.n; id++)
		if (set->pages[id])
			add_fallback_files(&p, set->pages[id]);
	for (size_t l = 0; l < set->config.nlocales; l++)
		add_locale_pages(&p, l);
	add_choice(&p);
	if (s->base_url.n)
		add_lost(&p);
	add_assets(&p);
	take_outputs(&p);
	moved_outputs(s, add_moved, &p);
	add_versions(&p);
	take_outputs(&p);
	s->search_pages = arena_array(s->arena, struct str,
		set->config.nlocales + 1);
	for (size_t l = 0; l < set->config.nlocales; l++)
		name_search(&p, l);
	s->stands = arena_array(s->arena, struct stand,
		set->config.nlocales * set->files.n + 1);
	for (size_t l = 0; set->config.nlocales > 1 && l < set->config.nlocales;
		l++)
		note_stands(s, l);
}
