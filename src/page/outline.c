/*
 * Ids for the headings of the target tree, anchors for everything.
 * Invariant: ids are unique in the page; a name that is used again by the
 * text itself stays findable under its first place.
 */
#include "page/outline.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/html.h"
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

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_TEXT && str_trim(n->as.text).n == 0;
}

/* The name or id of an <a> tag, entities resolved; "" if there is none. */
static struct str anchor_name(struct arena *a, struct str html)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, html);
	if (!html_next(&r, &t) || t.kind != HTML_OPEN ||
		!str_eq_nocase(t.name, S("a")))
		return (struct str){ "", 0 };
	const struct html_attr *attr = html_attr(&t, S("name"));
	if (!attr || attr->value.n == 0)
		attr = html_attr(&t, S("id"));
	if (!attr || html_attr(&t, S("href")))
		return (struct str){ "", 0 };
	return html_unescape(a, attr->value);
}

static bool closes_anchor(const struct node *n)
{
	return n && n->kind == NODE_HTML &&
	       str_eq_nocase(n->as.text, S("</a>"));
}

/* Takes `<a name="x"></a>` off the front of a heading: x, or "". */
static struct str take_anchor(struct arena *a, struct node *heading)
{
	struct node *open = heading->child;
	struct str name;

	while (open && is_blank(open))
		open = open->next;
	if (!open || open->kind != NODE_HTML || !closes_anchor(open->next))
		return (struct str){ "", 0 };
	name = anchor_name(a, open->as.text);
	if (name.n == 0)
		return name;
	node_unlink(open->next);
	node_unlink(open);
	return name;
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

/* The headings of the source tree stand in the same order, or are left. */
static void add_source_headings(struct arena *a, struct page *p)
{
	VEC(struct node *) found = { 0 };
	struct node *root = p->tree[1]->root;

	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind != NODE_HEADING)
			continue;
		vec_push(a, &found, n);
		take_anchor(a, n);
	}
	if (found.n != p->headings.n)
		return;
	for (size_t i = 0; i < found.n; i++)
		p->headings.p[i].source = found.p[i];
}

static void name_heading(struct arena *a, struct page *p, struct map *taken,
	struct heading *h)
{
	struct str name = take_anchor(a, h->node);

	h->text = text_of(a, h->node);
	if (name.n == 0)
		name = outline_slug(a,
			h->source ? text_of(a, h->source) : h->text);
	h->id = unique_id(a, taken, name);
	h->node->as.heading.id = h->id;
	if (h->source)
		h->source->as.heading.id = h->id;
	add_anchor(a, p, h->id);
	if (!p->h1 && h->level == 1)
		p->h1 = h->node;
}

void outline_make(struct arena *a, struct page *p)
{
	struct map taken = { 0 };

	add_headings(a, p, p->tree[0]->root);
	if (p->tree[1])
		add_source_headings(a, p);
	for (size_t i = 0; i < p->headings.n; i++)
		name_heading(a, p, &taken, &p->headings.p[i]);
	find_anchors(a, p, p->tree[0]->root);
}
