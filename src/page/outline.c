/*
 * Ids for the headings of the target tree, anchors for everything.
 * Invariant: ids are unique in the page; a name that is used again by the
 * text itself stays findable under its first place.
 */
#include "page/outline.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/html.h"
#include "page/headings.h"
#include "page/text.h"

struct str outline_slug(struct arena *a, struct str text)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		if (c == ' ')
			buf_byte(&b, '-');
		else if (c == '-' || c == '_')
			buf_byte(&b, (char)c);
		else if (c != UTF8_BAD && utf8_is_alnum(c))
			buf_code_point(&b, utf8_lower(c));
	}
	return b.n ? buf_str(&b) : S("section");
}

/* id, or id-1, id-2, ... as the first that is not taken. */
static struct str unique_id(struct arena *a, struct map *taken, struct str id)
{
	size_t *count = map_get(taken, id);
	struct str free_id;

	if (!count) {
		count = arena_new(a, size_t);
		map_put(a, taken, id, count);
		return id;
	}
	do
		free_id = str_printf(a, "%.*s-%zu", STR_ARG(id), ++*count);
	while (map_has(taken, free_id));
	map_put(a, taken, free_id, arena_new(a, size_t));
	return free_id;
}

static void add_anchor(struct arena *a, struct page *p, struct str name)
{
	struct str *id;
	void **slot;

	if (name.n == 0)
		return;
	slot = map_slot(a, &p->anchors, str_lower(a, name));
	if (*slot)
		return;
	id = arena_new(a, struct str);
	*id = str_dup(a, name);
	*slot = id;
}

/* Every id and every <a name> in raw HTML. */
static void scan_html(struct arena *a, struct page *p, struct node *n)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (t.kind != HTML_OPEN)
			continue;
		for (size_t i = 0; i < t.nattrs; i++) {
			bool id = str_eq_nocase(t.attrs[i].name, S("id"));
			bool name = str_eq_nocase(t.attrs[i].name, S("name")) &&
				    str_eq_nocase(t.name, S("a"));
			if (id || name)
				add_anchor(a, p,
					html_unescape(a, t.attrs[i].value));
		}
	}
}

static void find_anchors(struct arena *a, struct page *p, struct node *root)
{
	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind != NODE_HTML && n->kind != NODE_HTML_BLOCK)
			continue;
		if (str_find(n->as.text, 0, S("id")) != STR_NONE ||
			str_find(n->as.text, 0, S("name")) != STR_NONE)
			scan_html(a, p, n);
	}
}

static void add_headings(struct arena *a, struct page *p, struct node *root)
{
	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		struct heading h = { .node = n, .level = n->as.heading.level };
		vec_push(a, &p->headings, h);
	}
}

/* The headings of the source tree stand in the same order. */
static void join_headings(struct page *p)
{
	struct node *root = p->tree[1]->root;
	size_t i = 0;

	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_HEADING)
			p->headings.p[i++].source = n;
}

/* Takes the names that headings have by themselves. True: all have one. */
static bool take_names(struct arena *a, struct page *p)
{
	bool all = true;

	for (size_t i = 0; i < p->headings.n; i++) {
		struct heading *h = &p->headings.p[i];
		h->id = headings_take_anchor(a, h->node);
		all = all && h->id.n > 0;
	}
	return all;
}

static void set_h1(struct arena *a, struct page *p, const struct heading *h)
{
	p->h1 = h->node;
	p->h1_at = h->node->at;
	p->h1_text = str_dup(a, h->text);
}

/* `source`: what it says in the source language, or NULL. */
static void name_heading(struct arena *a, struct page *p, struct map *taken,
	struct heading *h, const struct str *source)
{
	struct str name = h->id;

	h->text = text_of(a, h->node);
	if (name.n == 0)
		name = outline_slug(a, source ? *source : h->text);
	h->id = unique_id(a, taken, name);
	h->node->as.heading.id = h->id;
	if (h->source)
		h->source->as.heading.id = h->id;
	add_anchor(a, p, h->id);
	if (!p->h1 && h->level == 1)
		set_h1(a, p, h);
}

void outline_make(struct arena *a, struct page *p)
{
	struct map taken = { 0 };
	const struct str *source = NULL;

	add_headings(a, p, p->tree[0]->root);
	if ((!take_names(a, p) && p->side == SIDE_TARGET) || p->tree[1])
		source = headings_source(a, p);
	if (source && p->tree[1])
		join_headings(p);
	for (size_t i = 0; i < p->headings.n; i++)
		name_heading(a, p, &taken, &p->headings.p[i],
			source ? &source[i] : NULL);
	find_anchors(a, p, p->tree[0]->root);
}
