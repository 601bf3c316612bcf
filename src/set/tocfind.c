/*
 * Which TOC a page belongs to, and the way through a TOC from page to page.
 */
#include "set/tocread.h"

#include "base/path.h"
#include "set/toc.h"

static bool is_breadcrumb_path(const struct config *c, const struct file *f,
	const struct value *v)
{
	struct str base = c->base_path;
	struct str path = path_stem(value_as_text(v));

	if (path.n == 0)
		return false;
	if (str_starts(path, S("~/")))
		path = str_skip(path, 2);
	else if (str_starts(path, S("/")))
		path = str_skip(path, 1);
	if (base.n > 0 && path.n > base.n && str_starts_nocase(path, base) &&
		path.p[base.n] == '/')
		path = str_skip(path, base.n + 1);
	return str_eq_nocase(path, path_stem(f->key));
}

bool toc_is_breadcrumb(const struct config *c, const struct file *f)
{
	struct str folder = path_base(path_dir(f->path));

	if (str_eq_nocase(folder, S("breadcrumb")) ||
		str_eq_nocase(folder, S("breadcrumbs")))
		return true;
	for (size_t i = 0; i < c->nfile_metadata; i++)
		if (str_eq(c->file_metadata[i].key, S("breadcrumb_path")) &&
			is_breadcrumb_path(c, f, c->file_metadata[i].value))
			return true;
	return is_breadcrumb_path(c, f,
		value_get(c->global_metadata, S("breadcrumb_path")));
}

/* How many bytes of whole folders two files share. */
static size_t shared_folders(struct str x, struct str y)
{
	size_t same = 0;

	for (size_t i = 0; i < x.n && i < y.n && x.p[i] == y.p[i]; i++)
		if (x.p[i] == '/')
			same = i + 1;
	return same;
}

/* Gives the entry's page to this TOC if it is nearer than the one before. */
static void claim(const struct files *files, struct tocs *out, struct toc *t,
	struct toc_entry *e)
{
	const struct file *page = &files->p[e->file];
	const struct file *mine = &files->p[t->file];
	struct toc *before = out->toc_of[e->file];

	if (page->locale != mine->locale || before == t)
		return;
	if (before &&
		shared_folders(page->path, mine->path) <=
			shared_folders(page->path, files->p[before->file].path))
		return;
	out->toc_of[e->file] = t;
	out->entry_of[e->file] = e;
}

/* Recursion ends at TOC_MAX_DEPTH. */
static void claim_all(const struct files *files, struct tocs *out,
	struct toc *t, struct toc_entry *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (items[i].page && !items[i].stands)
			claim(files, out, t, &items[i]);
		claim_all(files, out, t, items[i].items, items[i].nitems);
	}
}

static bool has_pages(const struct toc *t)
{
	return !t->included && !t->breadcrumb;
}

/* The nearest TOC upwards in the page's locale, or NULL. */
static struct toc *nearest(const struct files *files,
	const struct map *by_folder, const struct file *page)
{
	struct str folder = page->path;

	while (folder.n > 0) {
		struct toc *t;

		folder = path_dir(folder);
		t = map_get(by_folder, folder);
		if (t && files->p[t->file].locale == page->locale)
			return t;
	}
	return NULL;
}

void toc_assign(struct arena *a, const struct files *files, struct tocs *out)
{
	struct map by_folder = { 0 };

	for (size_t i = 0; i < out->n; i++) {
		struct toc *t = &out->p[i];
		struct str folder = path_dir(files->p[t->file].path);

		if (!has_pages(t))
			continue;
		claim_all(files, out, t, t->items, t->nitems);
		if (!map_has(&by_folder, folder))
			map_put(a, &by_folder, folder, t);
	}
	for (size_t i = 0; i < files->n; i++)
		if (!out->toc_of[i] && (files->p[i].kind == FILE_PAGE ||
					       files->p[i].kind == FILE_DATA))
			out->toc_of[i] = nearest(files, &by_folder,
				&files->p[i]);
}

static const struct toc_entry *siblings(const struct toc *t,
	const struct toc_entry *e, size_t *n)
{
	*n = e->parent ? e->parent->nitems : t->nitems;
	return e->parent ? e->parent->items : t->items;
}

/* The entry behind e in the order of reading, or NULL. */
static const struct toc_entry *step(const struct toc *t,
	const struct toc_entry *e)
{
	size_t n;

	if (e->nitems > 0)
		return e->items;
	for (; e; e = e->parent) {
		const struct toc_entry *all = siblings(t, e, &n);

		if ((size_t)(e - all) + 1 < n)
			return e + 1;
	}
	return NULL;
}

static const struct toc_entry *step_back(const struct toc *t,
	const struct toc_entry *e)
{
	size_t n;

	if (e == siblings(t, e, &n))
		return e->parent;
	for (e = e - 1; e->nitems > 0;)
		e = &e->items[e->nitems - 1];
	return e;
}

static bool other_page(const struct toc_entry *from, const struct toc_entry *to)
{
	return to->page && to->file != from->file;
}

const struct toc_entry *toc_next(const struct toc *t, const struct toc_entry *e)
{
	const struct toc_entry *to = step(t, e);

	while (to && !other_page(e, to))
		to = step(t, to);
	return to;
}

const struct toc_entry *toc_previous(const struct toc *t,
	const struct toc_entry *e)
{
	const struct toc_entry *to = step_back(t, e);

	while (to && !other_page(e, to))
		to = step_back(t, to);
	return to;
}
