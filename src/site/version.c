/*
 * The monikers of a page as versions, and its `::: moniker` zones as what a
 * version leaves out. Invariant: version 0 leaves out nothing.
 */
#include "site/version.h"

#include <stdlib.h>

#include "format/html.h"
#include "set/include.h"
#include "set/meta.h"

/* Longer names of folders are cut. */
#define FOLDER_MAX 100
#define INCLUDES_MAX 16

/* By `order`, then by place; the last is the newest. */
static int newest_first(const void *x, const void *y)
{
	const struct moniker *a = *(const struct moniker *const *)x;
	const struct moniker *b = *(const struct moniker *const *)y;

	if (a->order != b->order)
		return a->order < b->order ? 1 : -1;
	return (a < b) - (a > b);
}

size_t version_list(struct arena *a, const struct docset *set, uint32_t file,
	size_t **out)
{
	const struct monikers *m = &set->monikers;
	struct str path = set->files.p[file].path;
	const struct page *p = set->pages[file];
	const struct moniker **list;
	struct moniker_file f;
	size_t n = 0;

	*out = NULL;
	if (m->n == 0 || !p)
		return 0;
	f = moniker_of(a, &set->config, m, path,
		meta_effective(a, &set->config, path, p->meta));
	list = arena_array(a, const struct moniker *, m->n);
	for (size_t i = 0; f.versioned && i < m->n; i++)
		if (f.set.has[i])
			list[n++] = &m->p[i];
	qsort(list, n, sizeof(*list), newest_first);
	*out = arena_array(a, size_t, n + 1);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (size_t)(list[i] - m->p) + 1;
	return n;
}

struct version version_newest(struct arena *a, const struct docset *set,
	uint32_t file)
{
	size_t *list;
	size_t n = version_list(a, set, file, &list);

	return (struct version){ set, n > 0 ? list[0] : 0 };
}

struct str version_name(const struct docset *set, size_t number)
{
	return set->monikers.p[number - 1].name;
}

/* ---- folders ----------------------------------------------------- */

/* Letters, digits, '-', '_', and dots inside; never a page's name. */
static struct str folder_name(struct arena *a, struct str name)
{
	size_t n = name.n < FOLDER_MAX ? name.n : FOLDER_MAX;
	struct str lower = str_lower(a, name);
	char *out = arena_text(a, n + 1);

	for (size_t i = 0; i < n; i++) {
		char c = lower.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			     c == '_' || (c == '.' && i > 0 && i + 1 < n);
		out[i] = plain ? c : '-';
	}
	if (str_ends(str_make(out, n), S(".html")) ||
		str_ends(str_make(out, n), S(".md")))
		return str_cat(a, str_make(out, n), S("-"));
	return str_make(out, n);
}

struct str *version_folders(struct arena *a, const struct docset *set,
	struct map *taken)
{
	const struct monikers *m = &set->monikers;
	struct str *folders = arena_array(a, struct str, m->n + 1);
	struct map counts = { 0 };

	for (size_t i = 0; i < m->n; i++) {
		struct str name = folder_name(a, m->p[i].name), own = name;
		size_t *count = map_get(&counts, name);
		if (!count) {
			count = arena_new(a, size_t);
			map_put(a, &counts, name, count);
		}
		while (map_has(taken, own))
			own = ++*count == 1 ? str_cat(a, name, S("-version"))
					    : str_printf(a, "%.*s-version-%zu",
						      STR_ARG(name), *count);
		map_put(a, taken, own, folders);
		folders[i + 1] = own;
	}
	return folders;
}

/* ---- zones ------------------------------------------------------- */

bool version_is_zone(const struct node *n)
{
	return n->kind == NODE_BOX && strcmp(n->as.box->name, "moniker") == 0;
}

static struct moniker_set zone_set(struct arena *a, const struct docset *set,
	const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	const struct html_attr *range = NULL;
	struct moniker_set out;
	struct str unknown;

	html_begin(&r,
		str_printf(a, "<div%.*s>", STR_ARG(n->as.box->site.attrs)));
	if (html_next(&r, &t))
		range = html_attr(&t, S("data-range"));
	moniker_range(a, &set->monikers,
		range ? html_unescape(a, range->value) : S(""), &out, &unknown);
	return out;
}

bool version_leaves_out(struct arena *scratch, const struct version *v,
	const struct node *n)
{
	return v->number > 0 && version_is_zone(n) &&
	       !zone_set(scratch, v->set, n).has[v->number - 1];
}

bool version_hides(struct arena *scratch, const struct version *v,
	const struct node *n)
{
	for (; v->number > 0 && n; n = n->parent)
		if (version_leaves_out(scratch, v, n))
			return true;
	return false;
}

/* ---- anchors ----------------------------------------------------- */

struct anchors {
	struct arena *a;
	const struct docset *set;
	struct map *found; /* lower case -> struct moniker_set */
	bool zoned;        /* there is a zone */
	size_t expanded;   /* includes so far */
};

/* `in`: the versions that show it; NULL: all. */
static void add_anchor(struct anchors *x, struct str id,
	const struct moniker_set *in)
{
	size_t n = x->set->monikers.n;
	struct moniker_set *s;
	void **slot;

	if (id.n == 0)
		return;
	slot = map_slot(x->a, x->found, str_lower(x->a, id));
	if (!*slot) {
		s = arena_new(x->a, struct moniker_set);
		s->has = arena_array(x->a, bool, n + 1);
		*slot = s;
	}
	s = *slot;
	for (size_t i = 0; i < n; i++)
		s->has[i] |= !in || in->has[i];
}

static void add_html(struct anchors *x, struct str html,
	const struct moniker_set *in)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, html);
	while (html_next(&r, &t))
		for (size_t i = 0; t.kind == HTML_OPEN && i < t.nattrs; i++)
			if (str_eq_nocase(t.attrs[i].name, S("id")) ||
				str_eq_nocase(t.attrs[i].name, S("name")))
				add_anchor(x,
					html_unescape(x->a, t.attrs[i].value),
					in);
}

static void find_anchors(struct anchors *x, const struct node *root,
	const struct moniker_set *in, int depth);

static void enter_zone(struct anchors *x, const struct node *n,
	const struct moniker_set *in, int depth)
{
	struct moniker_set own = zone_set(x->a, x->set, n);

	x->zoned = true;
	if (in)
		own = moniker_both(x->a, &own, in, &x->set->monikers);
	for (const struct node *c = n->child; c; c = c->next)
		find_anchors(x, c, &own, depth);
}

static void enter_include(struct anchors *x, const struct node *n,
	const struct moniker_set *in, int depth)
{
	const struct page *p = n->as.include.file == FILE_NONE
				       ? NULL
				       : x->set->pages[n->as.include.file];

	if (p && p->tree[0] && depth < INCLUDES_MAX &&
		x->expanded++ < INCLUDE_MAX)
		find_anchors(x, p->tree[0]->root, in, depth + 1);
}

static void find_anchors(struct anchors *x, const struct node *root,
	const struct moniker_set *in, int depth)
{
	bool zone;

	for (const struct node *n = root; n; n = node_walk(root, n, zone)) {
		zone = version_is_zone(n);
		if (zone)
			enter_zone(x, n, in, depth);
		else if (n->kind == NODE_HEADING)
			add_anchor(x, n->as.heading.id, in);
		else if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			add_html(x, n->as.text, in);
		else if (n->kind == NODE_INCLUDE)
			enter_include(x, n, in, depth);
	}
}

struct map *version_anchors(struct arena *a, const struct docset *set,
	uint32_t file)
{
	const struct page *p = set->pages[file];
	struct anchors x = { .a = a, .set = set };

	if (!p || p->failed || !p->tree[0])
		return NULL;
	x.found = arena_new(a, struct map);
	find_anchors(&x, p->tree[0]->root, NULL, 0);
	return x.zoned ? x.found : NULL;
}

bool version_has_anchor(struct arena *scratch, const struct map *anchors,
	size_t number, struct str id)
{
	const struct moniker_set *s;

	if (!anchors || number == 0)
		return true;
	s = map_get(anchors, str_lower(scratch, id));
	return !s || s->has[number - 1];
}
