/*
 * Pages in the order of their paths. A folder is an entry: its index, or its
 * name, with its pages below; the index of the whole goes first.
 */
#include "set/tocmade.h"

#include <stdlib.h>

#include "base/path.h"
#include "base/vec.h"

#define DEPTH 32

struct maker {
	struct docset *s;
	struct arena *a;
	struct toc *toc;
	size_t locale;
	uint32_t *ids; /* of the pages that the locale shows, by path */
	size_t nids;
};

/* ---- of folders -------------------------------------------------- */

static struct str key_of(const struct maker *m, size_t i)
{
	return m->s->files.p[m->ids[i]].key;
}

/* The page of the folder that ids[from..to) lie in, or `to`. */
static size_t index_of(const struct maker *m, size_t from, size_t to,
	size_t skip)
{
	while (from < to && !files_is_index(str_skip(key_of(m, from), skip)))
		from++;
	return from;
}

/* Behind the pages in the same folder below `skip` as ids[from]. */
static size_t folder_end(const struct maker *m, size_t from, size_t to,
	size_t skip)
{
	struct str key = key_of(m, from);
	size_t slash = str_find_byte(key, skip, '/');
	struct str folder = str_sub(key, 0, slash + 1);

	while (from < to && str_starts(key_of(m, from), folder))
		from++;
	return from;
}

/* Without a name of its own, it has the page's. */
static void bind(const struct maker *m, struct toc_entry *e, uint32_t id)
{
	e->file = id;
	e->page = true;
	e->href = path_base(m->s->files.p[id].path);
}

static struct toc_entry *append(const struct maker *m, struct toc_entry *items,
	size_t *n, struct toc_entry *parent)
{
	struct toc_entry *e = &items[(*n)++];

	e->file = FILE_NONE;
	e->from = m->toc->file;
	e->at = (struct span){ m->toc->file, 0, 0 };
	e->parent = parent;
	m->toc->count++;
	return e;
}

/* The entries of ids[from..to), whose keys share `skip` bytes of folders. */
static struct toc_entry *entries(const struct maker *m, size_t from, size_t to,
	size_t skip, struct toc_entry *parent, size_t *n)
{
	struct toc_entry *items = arena_array(m->a, struct toc_entry,
		to - from + 1);
	size_t first = index_of(m, from, to, skip);
	int depth = 0;

	*n = 0;
	for (struct toc_entry *p = parent; p; p = p->parent)
		depth++;
	if (first < to && !parent)
		bind(m, append(m, items, n, parent), m->ids[first]);
	for (size_t i = from; i < to; i++) {
		size_t slash = str_find_byte(key_of(m, i), skip, '/'), end;
		struct toc_entry *e;

		if (i == first)
			continue;
		e = append(m, items, n, parent);
		if (slash == STR_NONE || depth >= DEPTH) {
			bind(m, e, m->ids[i]);
			continue;
		}
		end = folder_end(m, i, to, skip);
		e->name = str_sub(key_of(m, i), skip, slash);
		e->items = entries(m, i, end, slash + 1, e, &e->nitems);
		i = index_of(m, i, end, slash + 1);
		if (i < end) {
			e->name = S("");
			bind(m, e, m->ids[i]);
		}
		i = end - 1;
	}
	return items;
}

/* ---- of another language ----------------------------------------- */

static struct toc_entry *copies(const struct maker *m,
	const struct toc_entry *items, size_t n, struct toc_entry *parent)
{
	const struct docset *s = m->s;
	struct toc_entry *out = arena_array(m->a, struct toc_entry, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct toc_entry *e = &out[i];
		const struct file *own = NULL;

		*e = items[i];
		e->parent = parent;
		if (e->file != FILE_NONE && e->page)
			own = docset_twin(s, &s->files.p[e->file], m->locale);
		if (own) {
			e->file = files_id(&s->files, own);
			if (s->pages[e->file] && s->pages[e->file]->title.n)
				e->name = S("");
		}
		e->items = copies(m, items[i].items, items[i].nitems, e);
	}
	return out;
}

/* ---- the whole --------------------------------------------------- */

static bool has_toc(const struct docset *s, size_t locale)
{
	for (size_t i = 0; i < s->tocs.n; i++)
		if (!s->tocs.p[i].breadcrumb &&
			s->files.p[s->tocs.p[i].file].locale == locale)
			return true;
	return false;
}

/* Gives pages of the locale that have no table this one. */
static void claim(struct maker *m, struct toc_entry *items, size_t n)
{
	struct tocs *t = &m->s->tocs;

	for (size_t i = 0; i < n; i++) {
		struct toc_entry *e = &items[i];
		if (e->file != FILE_NONE && e->page && !t->entry_of[e->file] &&
			m->s->files.p[e->file].locale == m->locale)
			t->entry_of[e->file] = e;
		claim(m, e->items, e->nitems);
	}
}

static void make(struct maker *m, uint32_t first, const struct toc *like)
{
	struct tocs *t = &m->s->tocs;

	m->toc->file = first;
	if (like) {
		m->toc->items = copies(m, like->items, like->nitems, NULL);
		m->toc->nitems = like->nitems;
		m->toc->count = like->count;
	} else {
		m->toc->items = entries(m, 0, m->nids, 0, NULL,
			&m->toc->nitems);
	}
	claim(m, m->toc->items, m->toc->nitems);
	for (size_t i = 0; i < m->nids; i++)
		if (!t->toc_of[m->ids[i]] &&
			m->s->files.p[m->ids[i]].locale == m->locale)
			t->toc_of[m->ids[i]] = m->toc;
}

/* The table of the source language that is nearest to its root. */
static const struct toc *source_toc(const struct docset *s)
{
	const struct toc *best = NULL;

	for (size_t i = 0; i < s->tocs.n; i++) {
		const struct toc *t = &s->tocs.p[i];
		const struct file *f = &s->files.p[t->file];
		if (!t->breadcrumb && !t->included &&
			str_eq_nocase(s->locales[f->locale].tag,
				s->config.source_locale) &&
			(!best || f->path.n < s->files.p[best->file].path.n))
			best = t;
	}
	return best;
}

/* Its own, and what is shown in the source language for want of them. */
static bool is_shown(const struct docset *s, const struct file *f,
	size_t locale)
{
	if (!docset_page(s, files_id(&s->files, f)))
		return false;
	return f->locale == locale || (str_eq_nocase(s->locales[f->locale].tag,
					       s->config.source_locale) &&
					      !docset_twin(s, f, locale));
}

static int by_key(const void *x, const void *y)
{
	const struct file *const *a = x, *const *b = y;

	return str_cmp((*a)->key, (*b)->key);
}

static void add(struct docset *s, size_t locale, const struct toc *like)
{
	struct maker m = { .s = s, .a = s->arena, .locale = locale };
	VEC(const struct file *) shown = { 0 };
	uint32_t first = FILE_NONE;

	for (uint32_t i = 0; i < s->files.n; i++) {
		if (!is_shown(s, &s->files.p[i], locale))
			continue;
		vec_push(s->arena, &shown, &s->files.p[i]);
		if (first == FILE_NONE && s->files.p[i].locale == locale)
			first = i;
	}
	/* A lone start page needs no way. */
	if (first == FILE_NONE ||
		(shown.n == 1 && files_is_index(shown.p[0]->key)))
		return;
	qsort(shown.p, shown.n, sizeof(*shown.p), by_key);
	m.ids = arena_array(s->arena, uint32_t, shown.n);
	m.nids = shown.n;
	for (size_t i = 0; i < shown.n; i++)
		m.ids[i] = files_id(&s->files, shown.p[i]);
	m.toc = &s->tocs.p[s->tocs.n++];
	make(&m, first, like);
}

/* Pages know their tables by address: what grows takes them along. */
static void make_room(struct docset *s)
{
	struct toc *old = s->tocs.p;

	s->tocs.p = arena_array(s->arena, struct toc,
		s->tocs.n + s->config.nlocales + 1);
	for (size_t i = 0; i < s->tocs.n; i++)
		s->tocs.p[i] = old[i];
	for (size_t i = 0; i < s->files.n; i++) {
		if (s->tocs.toc_of[i])
			s->tocs.toc_of[i] = s->tocs.p +
					    (s->tocs.toc_of[i] - old);
		if (s->tocs.by_file[i])
			s->tocs.by_file[i] = s->tocs.p +
					     (s->tocs.by_file[i] - old);
	}
}

void tocmade_add(struct docset *s)
{
	const struct toc *like;

	make_room(s);
	like = source_toc(s);
	for (size_t l = 0; l < s->config.nlocales; l++)
		if (!has_toc(s, l))
			add(s, l, like);
}
