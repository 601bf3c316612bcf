/*
 * Pages in the order of the table of contents, each with its ids and the
 * places that links lead to under a prefix of its own, and its headings one
 * level lower. A link to a page that is there too stays in the document.
 */
#include "site/print.h"

#include "base/path.h"
#include "base/vec.h"
#include "format/html.h"
#include "set/meta.h"
#include "site/plan.h"
#include "site/sequence.h"

struct list {
	struct arena *a;
	VEC(const struct output *) pages;
	struct map at; /* site path -> its place in pages, plus 1 */
};

/* ---- which pages ------------------------------------------------- */

static bool add_page(void *ctx, const struct output *o)
{
	struct list *l = ctx;

	if (l->pages.n > PRINT_MAX)
		return false;
	if (map_has(&l->at, o->path))
		return true;
	vec_push(l->a, &l->pages, o);
	map_put(l->a, &l->at, o->path, (void *)(uintptr_t)l->pages.n);
	return true;
}

static struct list list_of(const struct site *s, struct arena *a, size_t locale,
	const struct toc_entry *branch)
{
	struct list l = { .a = a };

	sequence_walk(s, locale, branch, add_page, &l);
	return l;
}

/* ---- where they are ---------------------------------------------- */

/* The number of a table among those of its locale, and of the entries from
 * the top: "1-3-2". */
static struct str place_name(struct arena *a, const struct site *s,
	const struct toc *t, const struct toc_entry *e)
{
	const struct tocs *tocs = &s->set->tocs;
	const struct toc_entry *first = e->parent ? e->parent->items : t->items;
	struct str above;
	size_t number = 0;

	if (e->parent) {
		above = place_name(a, s, t, e->parent);
	} else {
		for (size_t i = 0; i < tocs->n && &tocs->p[i] <= t; i++)
			number += sequence_has(s, &tocs->p[i],
				s->set->files.p[t->file].locale);
		above = str_printf(a, "%zu", number);
	}
	return str_printf(a, "%.*s-%td", STR_ARG(above), e - first + 1);
}

static struct str print_path(struct arena *a, const struct site *s,
	size_t locale, const struct toc *t, const struct toc_entry *e)
{
	struct str slug = s->set->locales[locale].slug;

	if (!e)
		return str_printf(a, "%.*s/print.html", STR_ARG(slug));
	return str_printf(a, "%.*s/print/%.*s.html", STR_ARG(slug),
		STR_ARG(place_name(a, s, t, e)));
}

struct adding {
	struct site *s;
	struct arena scratch;
	VEC(struct output) more;
};

static void add_output(struct adding *x, size_t locale, const struct toc *t,
	const struct toc_entry *branch)
{
	struct list l = list_of(x->s, &x->scratch, locale, branch);
	struct output o = { .kind = OUTPUT_PRINT,
		.locale = locale,
		.branch = branch };

	if (l.pages.n < 2 || l.pages.n > PRINT_MAX)
		return;
	o.path = print_path(x->s->arena, x->s, locale, t, branch);
	vec_push(x->s->arena, &x->more, o);
	map_put(x->s->arena, &x->s->prints, o.path, x);
}

static void add_branches(struct adding *x, size_t locale, const struct toc *t,
	const struct toc_entry *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (items[i].nitems)
			add_output(x, locale, t, &items[i]);
		add_branches(x, locale, t, items[i].items, items[i].nitems);
	}
}

void print_add(struct site *s)
{
	const struct tocs *tocs = &s->set->tocs;
	struct adding x = { .s = s };

	arena_init(&x.scratch);
	for (size_t l = 0; l < s->set->config.nlocales; l++) {
		add_output(&x, l, NULL, NULL);
		for (size_t i = 0; i < tocs->n; i++)
			if (sequence_has(s, &tocs->p[i], l))
				add_branches(&x, l, &tocs->p[i],
					tocs->p[i].items, tocs->p[i].nitems);
	}
	arena_release(&x.scratch);
	plan_extend(s, x.more.p, x.more.n);
}

static struct value *way_to(struct maker *m, struct str path)
{
	if (!map_has(&m->site->prints, path))
		return value_null(m->a);
	return value_text(m->a, href_to(m->a, &m->at, path));
}

struct value *print_places(struct maker *m)
{
	struct stand at = site_stand(m->site, m->output);
	size_t locale = m->output->locale;
	const struct toc_entry *e = at.entry;
	struct value *v;

	if (m->site->prints.n == 0)
		return NULL;
	v = value_map(m->a);
	value_set(m->a, v, S("site_href"),
		way_to(m, print_path(m->a, m->site, locale, NULL, NULL)));
	if (e && e->nitems == 0)
		e = e->parent;
	value_set(m->a, v, S("branch_href"),
		e ? way_to(m, print_path(m->a, m->site, locale, at.toc, e))
		  : value_null(m->a));
	return v;
}

/* ---- one page in the document ------------------------------------ */

struct writer {
	struct maker *m;
	struct list *list;
	struct buf *out;
	size_t number; /* of the page, from 1 */
};

static void put_prefixed(struct writer *w, struct str value)
{
	buf_printf(w->out, "p%zu-", w->number);
	buf_add(w->out, value);
}

/* A list of ids: each with its prefix. */
static void put_ids(struct writer *w, struct str value)
{
	struct str id;

	for (bool first = true; str_cut(&value, ' ', &id); first = false) {
		if (!first)
			buf_byte(w->out, ' ');
		if (id.n)
			put_prefixed(w, id);
	}
}

/* Raw, as it stands in an attribute; what leads elsewhere stays. */
static void put_href(struct writer *w, struct str raw)
{
	struct url u = url_split(raw);
	struct str path;
	size_t number = w->number;

	if (u.scheme.n || u.has_authority) {
		buf_add(w->out, raw);
		return;
	}
	if (u.path.n) {
		if (!path_resolve(w->m->a, w->m->output->path,
			    url_decode(w->m->a, html_unescape(w->m->a, u.path)),
			    &path) ||
			!map_has(&w->list->at, path)) {
			buf_add(w->out, raw);
			return;
		}
		number = (size_t)(uintptr_t)map_get(&w->list->at, path);
	}
	buf_printf(w->out, u.fragment.n ? "#p%zu-" : "#p%zu", number);
	buf_add(w->out, u.fragment);
}

static bool is_one(struct str name, const char *names)
{
	struct str rest = str_of(names), item;

	while (str_cut(&rest, ' ', &item))
		if (str_eq_nocase(name, item))
			return true;
	return false;
}

/* h1 becomes h2; there is no h7. */
static void put_name(struct writer *w, struct str name)
{
	bool heading = name.n == 2 && char_lower(name.p[0]) == 'h' &&
		       name.p[1] >= '1' && name.p[1] <= '5';

	if (heading)
		buf_printf(w->out, "h%c", name.p[1] + 1);
	else
		buf_add(w->out, name);
}

static void put_attr(struct writer *w, const struct html_attr *a)
{
	/* All images are wanted, at once. */
	if (str_eq_nocase(a->name, S("loading")))
		return;
	buf_byte(w->out, ' ');
	buf_add(w->out, a->name);
	if (!a->has_value)
		return;
	buf_lit(w->out, "=\"");
	if (str_eq_nocase(a->name, S("href")))
		put_href(w, a->value);
	else if (is_one(a->name, "id for headers aria-labelledby "
				 "aria-describedby") ||
		 (is_one(a->name, "name") && str_starts(a->value, S("tabs-"))))
		put_ids(w, a->value);
	else
		buf_add(w->out, a->value);
	buf_byte(w->out, '"');
}

static void put_body(struct writer *w, struct str html)
{
	struct html_reader r;
	struct html_token *t = arena_new(w->m->a, struct html_token);

	html_begin(&r, html);
	while (html_next(&r, t)) {
		if (t->kind != HTML_OPEN && t->kind != HTML_CLOSE) {
			buf_add(w->out, t->raw);
			continue;
		}
		buf_add(w->out, t->kind == HTML_OPEN ? S("<") : S("</"));
		put_name(w, t->name);
		for (size_t i = 0; i < t->nattrs; i++)
			put_attr(w, &t->attrs[i]);
		buf_add(w->out, t->self_closing ? S("/>") : S(">"));
	}
}

static struct maker maker_of(struct maker *m, const struct output *o)
{
	const struct docset *set = m->site->set;
	struct maker page = *m;

	page.output = o;
	page.page = set->pages[o->file];
	page.meta = meta_effective(m->a, &set->config,
		set->files.p[o->file].path, page.page->meta);
	page.version = (struct version){ set, o->version };
	return page;
}

/* The language that the text of a page is in. */
static const struct locale *language_of(const struct output *o,
	const struct docset *set)
{
	return &set->locales[o->source_text ? set->files.p[o->file].locale
					    : o->locale];
}

static struct value *page_value(struct writer *w, const struct output *o)
{
	struct maker *m = w->m;
	struct maker page = maker_of(m, o);
	const struct locale *l = language_of(o, m->site->set);
	struct value *v = value_map(m->a);
	struct buf *body = arena_new(m->a, struct buf);

	buf_init(body, m->a);
	w->out = body;
	put_body(w, body_html(&page));
	value_set(m->a, v, S("number"), value_number(m->a, (double)w->number));
	value_set(m->a, v, S("name"), value_text(m->a, page_label(page.page)));
	value_set(m->a, v, S("text_lang"), value_text(m->a, l->tag));
	value_set(m->a, v, S("text_dir"), value_text(m->a, l->dir));
	value_set(m->a, v, S("html"), value_html(m->a, buf_str(body)));
	return v;
}

void print_fill(struct maker *m, struct value *v)
{
	struct list l = list_of(m->site, m->a, m->output->locale,
		m->output->branch);
	struct value *items = value_list(m->a), *pages = value_map(m->a);
	const struct page *both = NULL;

	for (size_t i = 0; i < l.pages.n; i++) {
		const struct output *o = l.pages.p[i];
		struct writer w = { m, &l, NULL, i + 1 };
		value_add(m->a, items, page_value(&w, o));
		if (!both && !o->source_view)
			both = m->site->set->pages[o->file];
		if (both && !both->tree[1])
			both = NULL;
	}
	value_set(m->a, pages, S("items"), items);
	value_set(m->a, v, S("pages"), pages);
	if (both) {
		m->page = both;
		value_set(m->a, v, S("bilingual"), layout_bilingual(m));
		m->page = NULL;
	}
}

struct str print_title(const struct maker *m)
{
	const struct toc_entry *e = m->output->branch;

	if (!e || e->name.n || e->file == FILE_NONE || !e->page)
		return e ? e->name : S("");
	return page_label(m->site->set->pages[e->file]);
}
