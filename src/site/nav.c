/*
 * Navigation as data. A page carries the whole table of contents only where
 * that is small; in a large docset it has the way down to the page, with
 * the neighbours on each level.
 */
#include "base/path.h"
#include "format/html.h"
#include "site/pivots.h"

/* Entries that a page may carry whole. */
#define TOC_WHOLE 120
/* Entries of one level that it may carry otherwise. */
#define TOC_LEVEL 80

/* {items: list}, NULL for an empty list. */
static struct value *wrapped(struct maker *m, struct value *list)
{
	struct value *map;

	if (list->n == 0)
		return NULL;
	map = value_map(m->a);
	maker_set(m, map, "items", list);
	return map;
}

/* ---- tables of contents ------------------------------------------ */

static struct str entry_name(const struct maker *m, const struct toc_entry *e)
{
	if (e->name.n)
		return e->name;
	if (e->file != FILE_NONE && m->site->set->pages[e->file])
		return page_label(m->site->set->pages[e->file]);
	return e->href;
}

static struct str entry_href(struct maker *m, const struct toc *t,
	const struct toc_entry *e)
{
	struct link l;

	if (e->file != FILE_NONE && e->page) {
		size_t hash = str_find_byte(e->suffix, 0, '#');
		return href_place(m->a, &m->at, e->file,
			hash == STR_NONE ? S("")
					 : url_decode(m->a, str_skip(e->suffix,
								    hash + 1)));
	}
	struct str url = e->url.n ? e->url : e->href;
	if (url.n == 0)
		return url;
	l = link_resolve(m->site->set, m->a, t->file, t->file, url);
	return href_link(m->a, &m->at, &l, url).href;
}

/* The first page below an entry. */
static const struct toc_entry *first_page(const struct toc_entry *e)
{
	for (size_t i = 0; i < e->nitems; i++) {
		const struct toc_entry *c = &e->items[i];
		const struct toc_entry *f = c->file != FILE_NONE && c->page
						    ? c
						    : first_page(c);
		if (f)
			return f;
	}
	return NULL;
}

static bool is_above(const struct toc_entry *e, const struct toc_entry *here)
{
	for (; here; here = here->parent)
		if (here == e)
			return true;
	return false;
}

struct toc_writer {
	struct maker *m;
	const struct toc *toc;
	const struct toc_entry *here; /* the page's entry, or NULL */
	bool whole;
};

static struct value *toc_items(struct toc_writer *w,
	const struct toc_entry *items, size_t n);

static struct value *toc_item(struct toc_writer *w, const struct toc_entry *e)
{
	struct maker *m = w->m;
	struct value *v = value_map(m->a);
	struct str href = entry_href(m, w->toc, e);
	bool open = is_above(e, w->here);
	bool branch = e->nitems && (w->whole || open);

	/* A closed branch of a large table leads to its first page. */
	if (e->nitems && !branch && href.n == 0) {
		const struct toc_entry *first = first_page(e);
		if (first)
			href = entry_href(m, w->toc, first);
	}
	maker_set(m, v, "name", maker_text(m, entry_name(m, e)));
	maker_set(m, v, "href", maker_text(m, href));
	maker_set(m, v, "current", value_bool(m->a, e == w->here));
	maker_set(m, v, "open", value_bool(m->a, open || e->expanded));
	maker_set(m, v, "branch", value_bool(m->a, branch));
	maker_set(m, v, "more", value_bool(m->a, e->nitems && !branch));
	maker_set(m, v, "items",
		branch ? toc_items(w, e->items, e->nitems) : NULL);
	return v;
}

struct str nav_contents_href(const struct maker *m)
{
	struct str slug = m->site->set->locales[m->output->locale].slug;

	return href_to(m->a, &m->at,
		str_printf(m->a, "%.*s/toc.html", STR_ARG(slug)));
}

/* What stands for the entries that are left out: the way to all of them. */
static struct value *toc_rest(struct maker *m)
{
	struct value *v = value_map(m->a);

	maker_set(m, v, "name", maker_text(m, S("\xE2\x80\xA6")));
	maker_set(m, v, "href", maker_text(m, nav_contents_href(m)));
	maker_set(m, v, "current", value_bool(m->a, false));
	maker_set(m, v, "open", value_bool(m->a, false));
	maker_set(m, v, "branch", value_bool(m->a, false));
	maker_set(m, v, "more", value_bool(m->a, false));
	maker_set(m, v, "items", NULL);
	return v;
}

/* The entries of one level that a page shows: all, or in a long level
 * those around the one that the page is in. */
static void toc_window(const struct toc_writer *w,
	const struct toc_entry *items, size_t n, size_t *from, size_t *to)
{
	size_t at = 0;

	*from = 0;
	*to = n;
	if (w->whole || n <= TOC_LEVEL)
		return;
	while (at < n && !is_above(&items[at], w->here))
		at++;
	if (at == n)
		at = 0;
	*from = at > TOC_LEVEL / 2 ? at - TOC_LEVEL / 2 : 0;
	*to = *from + TOC_LEVEL < n ? *from + TOC_LEVEL : n;
}

static struct value *toc_items(struct toc_writer *w,
	const struct toc_entry *items, size_t n)
{
	struct value *list = value_list(w->m->a);
	size_t from, to;

	toc_window(w, items, n, &from, &to);
	if (from > 0)
		value_add(w->m->a, list, toc_rest(w->m));
	for (size_t i = from; i < to; i++)
		value_add(w->m->a, list, toc_item(w, &items[i]));
	if (to < n)
		value_add(w->m->a, list, toc_rest(w->m));
	return list;
}

static const struct toc *page_toc(const struct maker *m)
{
	return site_stand(m->site, m->output).toc;
}

static const struct toc_entry *page_entry(const struct maker *m)
{
	return site_stand(m->site, m->output).entry;
}

struct value *nav_toc(struct maker *m)
{
	const struct toc *t = page_toc(m);
	struct toc_writer w = { m, t, page_entry(m),
		t && t->count <= TOC_WHOLE };

	return t ? wrapped(m, toc_items(&w, t->items, t->nitems)) : NULL;
}

static bool stands_in_locale(const struct maker *m, const struct toc *t)
{
	const struct file *f = &m->site->set->files.p[t->file];

	return !t->included && !t->breadcrumb && f->locale == m->output->locale;
}

/* Every table of the locale, one after the other. */
struct value *nav_toc_full(struct maker *m)
{
	const struct tocs *tocs = &m->site->set->tocs;
	struct value *list = value_list(m->a);

	for (size_t i = 0; i < tocs->n; i++) {
		struct toc_writer w = { m, &tocs->p[i], NULL, true };
		if (!stands_in_locale(m, &tocs->p[i]))
			continue;
		for (size_t k = 0; k < tocs->p[i].nitems; k++)
			value_add(m->a, list,
				toc_item(&w, &tocs->p[i].items[k]));
	}
	return wrapped(m, list);
}

static struct value *pager_item(struct maker *m, const struct toc_entry *e)
{
	struct value *v;
	struct str href = e ? entry_href(m, page_toc(m), e) : S("");

	if (href.n == 0)
		return NULL;
	v = value_map(m->a);
	maker_set(m, v, "href", maker_text(m, href));
	maker_set(m, v, "name", maker_text(m, entry_name(m, e)));
	return v;
}

struct value *nav_previous(struct maker *m)
{
	const struct toc_entry *e = page_entry(m);

	return e ? pager_item(m, toc_previous(page_toc(m), e)) : NULL;
}

struct value *nav_next(struct maker *m)
{
	const struct toc_entry *e = page_entry(m);

	return e ? pager_item(m, toc_next(page_toc(m), e)) : NULL;
}

/* ---- the way to the page ----------------------------------------- */

static void add_crumb(struct maker *m, struct value *list, struct str name,
	struct str href, bool current)
{
	struct value *v = value_map(m->a);

	if (name.n == 0)
		return;
	if (list->n &&
		str_eq(value_text_at(list->items[list->n - 1], S("name")),
			name))
		return;
	maker_set(m, v, "name", maker_text(m, name));
	maker_set(m, v, "href", current ? NULL : maker_text(m, href));
	maker_set(m, v, "current", value_bool(m->a, current));
	value_add(m->a, list, v);
}

static bool in_scope(struct str path, struct str scope)
{
	while (str_ends(scope, S("/")))
		scope.n--;
	return str_starts_nocase(path, scope) &&
	       (path.n == scope.n || path.p[scope.n] == '/');
}

/* The entries of a breadcrumb file that the page's site path is below, as
 * far as they lead to pages that are here. */
static void add_scopes(struct maker *m, struct value *list, const struct toc *t,
	const struct toc_entry *items, size_t n, struct str path)
{
	for (size_t i = 0; i < n; i++) {
		const struct toc_entry *e = &items[i];
		if (!e->scope.n || !in_scope(path, e->scope))
			continue;
		struct link l = link_resolve(m->site->set, m->a, t->file,
			t->file, e->url.n ? e->url : e->href);
		if (l.kind == LINK_PAGE && l.file != m->page->file)
			add_crumb(m, list, entry_name(m, e),
				href_page(m->a, &m->at, l.file), false);
		add_scopes(m, list, t, e->items, e->nitems, path);
		return;
	}
}

static void add_breadcrumb_file(struct maker *m, struct value *list)
{
	const struct docset *s = m->site->set;
	const struct file *f = &s->files.p[m->page->file];
	struct str path = str_printf(m->a, "/%.*s%s%.*s",
		STR_ARG(s->config.base_path), s->config.base_path.n ? "/" : "",
		STR_ARG(f->key));

	for (size_t i = 0; i < s->tocs.n; i++) {
		const struct toc *t = &s->tocs.p[i];
		if (t->breadcrumb && s->files.p[t->file].locale == f->locale)
			add_scopes(m, list, t, t->items, t->nitems, path);
	}
}

static void add_ancestors(struct maker *m, struct value *list,
	const struct toc_entry *e)
{
	struct str href;

	if (!e)
		return;
	add_ancestors(m, list, e->parent);
	href = entry_href(m, page_toc(m), e);
	if (href.n == 0) {
		const struct toc_entry *first = first_page(e);
		href = first ? entry_href(m, page_toc(m), first) : href;
	}
	add_crumb(m, list, entry_name(m, e), href, false);
}

struct value *nav_breadcrumb(struct maker *m)
{
	struct value *list = value_list(m->a);
	const struct toc_entry *e = page_entry(m);

	if (!m->page)
		return NULL;
	add_breadcrumb_file(m, list);
	if (e)
		add_ancestors(m, list, e->parent);
	if (list->n == 0)
		return NULL;
	add_crumb(m, list, e ? entry_name(m, e) : page_label(m->page), S(""),
		true);
	return wrapped(m, list);
}

/* ---- the page's own outline -------------------------------------- */

static struct value *outline_item(struct maker *m, const struct heading *h)
{
	struct value *v = value_map(m->a);

	/* As it stands behind a '#'. */
	maker_set(m, v, "id", maker_text(m, url_encode(m->a, h->id)));
	maker_set(m, v, "text", maker_text(m, h->text));
	maker_set(m, v, "level", value_number(m->a, h->level));
	maker_set(m, v, "class", maker_text(m, pivots_class(m, h->node)));
	maker_set(m, v, "branch", value_bool(m->a, false));
	maker_set(m, v, "items", NULL);
	return v;
}

struct value *nav_outline(struct maker *m)
{
	struct value *list = value_list(m->a), *above = NULL;

	if (!m->page || m->page->failed)
		return NULL;
	for (size_t i = 0; i < m->page->headings.n; i++) {
		const struct heading *h = &m->page->headings.p[i];
		if (h->level < 2 || h->level > 3 || h->text.n == 0 ||
			version_hides(m->a, &m->version, h->node))
			continue;
		struct value *v = outline_item(m, h);
		if (h->level == 2 || !above) {
			value_add(m->a, list, v);
			above = h->level == 2 ? v : above;
			continue;
		}
		struct value *items = value_get(above, S("items"));
		if (items->kind != VALUE_LIST) {
			items = value_list(m->a);
			maker_set(m, above, "items", items);
			maker_set(m, above, "branch", value_bool(m->a, true));
		}
		value_add(m->a, items, v);
	}
	return list->n > 1 ? wrapped(m, list) : NULL;
}

/* ---- languages --------------------------------------------------- */

struct str nav_home(const struct maker *m, size_t locale)
{
	return str_printf(m->a, "%.*s/index.html",
		STR_ARG(m->site->set->locales[locale].slug));
}

/* The same page in another locale's tree, in the same version if that has
 * it; else the start page. */
static struct str twin_path(const struct maker *m, size_t locale)
{
	const struct output *o = NULL;

	if (m->page)
		o = site_find_version(m->site, locale, m->output->version,
			m->site->set->files.p[m->page->file].key);
	return o ? o->path : nav_home(m, locale);
}

static struct str language_of(struct str tag)
{
	size_t dash = str_find_byte(tag, 0, '-');

	return dash == STR_NONE ? tag : str_sub(tag, 0, dash);
}

struct str nav_language(const struct maker *m, struct str tag)
{
	const struct docset *s = m->site->set;
	struct str language = language_of(tag);
	size_t same = 0;

	for (size_t i = 0; i < s->config.nlocales; i++)
		same += str_eq(language_of(s->locales[i].tag), language);
	return same > 1 ? tag : language;
}

struct value *nav_languages(struct maker *m)
{
	const struct docset *s = m->site->set;
	struct value *list = value_list(m->a), *map;
	bool choice = m->output->kind == OUTPUT_LANGUAGES;

	if (m->output->kind == OUTPUT_LOST)
		return NULL;

	if (s->config.nlocales < 2 && !choice)
		return NULL;
	for (size_t i = 0; i < s->config.nlocales; i++) {
		struct value *v = value_map(m->a);
		const struct locale *l = &s->locales[i];
		maker_set(m, v, "lang", maker_text(m, l->tag));
		maker_set(m, v, "dir", maker_text(m, l->dir));
		maker_set(m, v, "name",
			maker_text(m, locale_language_name(m->a, l,
					      nav_language(m, l->tag))));
		maker_set(m, v, "href",
			maker_text(m, href_to(m->a, &m->at, twin_path(m, i))));
		maker_set(m, v, "current",
			value_bool(m->a, !choice && i == m->output->locale));
		value_add(m->a, list, v);
	}
	map = wrapped(m, list);
	maker_set(m, map, "current_name",
		maker_text(m, locale_language_name(m->a, m->locale,
				      nav_language(m, m->locale->tag))));
	return map;
}

/* A page of nowhere in the words of a locale. */
static struct value *lost_item(struct maker *m, size_t locale)
{
	struct locale *l = &m->site->set->locales[locale];
	struct maker own = *m;
	struct value *v = value_map(m->a);

	own.locale = l;
	maker_set(m, v, "lang", maker_text(m, l->tag));
	maker_set(m, v, "dir", maker_text(m, l->dir));
	maker_set(m, v, "slug", maker_text(m, l->slug));
	maker_set(m, v, "title",
		maker_text(m, maker_word(&own, "not_found_title")));
	maker_set(m, v, "text",
		maker_text(m, maker_word(&own, "not_found_text")));
	maker_set(m, v, "name", maker_text(m, nav_site_title(m)));
	maker_set(m, v, "href",
		maker_text(m, href_to(m->a, &m->at, nav_home(m, locale))));
	maker_set(m, v, "search", NULL);
	maker_set(m, v, "search_href", NULL);
	if (m->site->search) {
		maker_set(m, v, "search",
			maker_text(m, maker_word(&own, "search")));
		maker_set(m, v, "search_href",
			maker_text(m, href_to(m->a, &m->at,
					      m->site->search_pages[locale])));
	}
	maker_set(m, v, "contents",
		maker_text(m, maker_word(&own, "all_contents")));
	maker_set(m, v, "contents_href",
		maker_text(m, href_to(m->a, &m->at,
				      str_cat(m->a, l->slug, S("/toc.html")))));
	return v;
}

struct value *nav_lost(struct maker *m)
{
	struct value *list = value_list(m->a);

	for (size_t i = 0; i < m->site->set->config.nlocales; i++)
		value_add(m->a, list, lost_item(m, i));
	return wrapped(m, list);
}

/* ---- versions ---------------------------------------------------- */

static void add_version(struct maker *m, struct value *list, size_t version)
{
	const struct docset *s = m->site->set;
	const struct output *o = site_find_version(m->site, m->output->locale,
		version, s->files.p[m->page->file].key);
	struct value *v;

	if (!o || o->version != version)
		return;
	v = value_map(m->a);
	maker_set(m, v, "name", maker_text(m, version_name(s, version)));
	maker_set(m, v, "href", maker_text(m, href_to(m->a, &m->at, o->path)));
	maker_set(m, v, "current", value_bool(m->a, o == m->output));
	value_add(m->a, list, v);
}

struct value *nav_versions(struct maker *m)
{
	struct value *list = value_list(m->a), *map;
	size_t *versions;
	size_t n;

	if (!m->page || m->output->version == 0)
		return NULL;
	n = version_list(m->a, m->site->set, m->page->file, &versions);
	for (size_t i = 0; i < n; i++)
		add_version(m, list, versions[i]);
	if (list->n < 2)
		return NULL;
	map = wrapped(m, list);
	maker_set(m, map, "current_name",
		maker_text(m, version_name(m->site->set, m->output->version)));
	return map;
}

struct str nav_site_title(const struct maker *m)
{
	const struct config *c = &m->site->set->config;
	struct str title = c->title;

	if (title.n == 0)
		title = value_text_at(m->meta ? m->meta : c->global_metadata,
			S("titleSuffix"));
	if (title.n == 0)
		title = path_base(m->site->set->config.root);
	return title.n && !str_eq(title, S(".")) ? title : S("Documentation");
}
