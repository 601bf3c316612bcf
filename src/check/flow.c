/* One walk, includes followed to a depth; nothing is judged here. */
#include "check/flow.h"

#include "format/html.h"
#include "set/include.h"

struct walker {
	struct arena *arena;
	const struct docset *set;
	struct flow *out;
	struct flow_item at; /* what limits the place that is walked */
	size_t depth;
};

static void walk(struct walker *w, const struct node *parent);

static bool is_comment(const struct node *n)
{
	struct html_reader r;
	struct html_token t;

	if ((n->kind != NODE_HTML_BLOCK && n->kind != NODE_HTML) || n->child)
		return false;
	html_begin(&r, n->as.text);
	while (html_next(&r, &t))
		if (t.kind != HTML_COMMENT &&
			(t.kind != HTML_TEXT || str_trim(t.raw).n > 0))
			return false;
	return true;
}

/* A paragraph of comments and includes is what those are. */
static bool is_transparent(const struct node *n)
{
	if (n->kind != NODE_PARAGRAPH)
		return false;
	for (const struct node *c = n->child; c; c = c->next)
		if (!is_comment(c) && c->kind != NODE_SOFT_BREAK &&
			(c->kind != NODE_TEXT || str_trim(c->as.text).n > 0))
			return false;
	return true;
}

static void add(struct walker *w, const struct node *n, bool heading)
{
	struct flow_item i = w->at;

	i.node = n;
	i.heading = heading;
	vec_push(w->arena, &w->out->items, i);
}

static void walk_include(struct walker *w, const struct node *n)
{
	const struct page *in = n->as.include.file == FILE_NONE
					? NULL
					: w->set->pages[n->as.include.file];
	const struct spot *outer = w->at.spot;
	struct spot *spot;

	/* Nobody knows what it would have shown. */
	if (!in || !in->tree[0]) {
		add(w, n, false);
		return;
	}
	if (w->depth >= INCLUDE_DEPTH)
		return;
	spot = arena_new(w->arena, struct spot);
	*spot = (struct spot){ in, outer, n };
	w->at.spot = spot;
	w->depth++;
	walk(w, in->tree[0]->root);
	w->depth--;
	w->at.spot = outer;
}

static void enter_zone(struct walker *w, const struct node *n)
{
	w->at.zone = n;
	w->at.target = flow_attr(w->arena, n, "data-target");
	w->at.pivot = flow_attr(w->arena, n, "data-pivot");
}

static void walk_box(struct walker *w, const struct node *n)
{
	struct flow_item outer = w->at;

	if (n->kind == NODE_TAB)
		w->at.tab = n;
	else if (strcmp(n->as.box->name, "zone") == 0)
		enter_zone(w, n);
	else if (strcmp(n->as.box->name, "moniker") == 0)
		w->at.moniker = n;
	/* A video has nothing inside. */
	if (n->kind == NODE_BOX && n->as.box->url.n > 0)
		add(w, n, false);
	walk(w, n);
	w->at = outer;
}

static bool holds_blocks(const struct node *n)
{
	return n->kind == NODE_QUOTE || n->kind == NODE_LIST ||
	       n->kind == NODE_ITEM || n->kind == NODE_ALERT;
}

static void walk_one(struct walker *w, const struct node *n)
{
	bool outer = w->at.nested;

	if (n->kind == NODE_HEADING)
		add(w, n, true);
	else if (n->kind == NODE_INCLUDE)
		walk_include(w, n);
	else if (n->kind == NODE_TABS)
		walk(w, n);
	else if (n->kind == NODE_BOX || n->kind == NODE_TAB)
		walk_box(w, n);
	else if (n->kind != NODE_BREAK && !is_comment(n) && !is_transparent(n))
		add(w, n, false);
	if (!holds_blocks(n))
		return;
	w->at.nested = true;
	for (const struct node *c = n->child; c; c = c->next)
		if (c->kind == NODE_HEADING || holds_blocks(c))
			walk_one(w, c);
	w->at.nested = outer;
}

/* The title of a tab is no part of what it holds. */
static void walk(struct walker *w, const struct node *parent)
{
	const struct node *n = parent->child;

	if (parent->kind == NODE_TAB && n)
		n = n->next;
	for (; n; n = n->next)
		walk_one(w, n);
}

void flow_make(struct arena *a, const struct docset *s, const struct page *p,
	struct flow *out)
{
	struct walker w = { .arena = a, .set = s, .out = out };
	struct spot *spot = arena_new(a, struct spot);

	*out = (struct flow){ 0 };
	*spot = (struct spot){ p, NULL, NULL };
	w.at.spot = spot;
	if (p->tree[0])
		walk(&w, p->tree[0]->root);
}

struct str flow_attr(struct arena *a, const struct node *box, const char *name)
{
	struct str text;
	struct html_reader r;
	struct html_token t;
	const struct html_attr *attr;

	if (!box || box->kind != NODE_BOX)
		return S("");
	text = str_printf(a, "<x%.*s>", STR_ARG(box->as.box->docfx.attrs));
	html_begin(&r, text);
	if (!html_next(&r, &t) || t.kind != HTML_OPEN)
		return S("");
	attr = html_attr(&t, str_of(name));
	return attr ? html_unescape(a, attr->value) : S("");
}

/* Do two lists of words between separators share one? */
static bool share(struct str x, struct str y, char sep)
{
	struct str a, b;

	while (str_cut(&x, sep, &a)) {
		struct str rest = y;

		while (str_cut(&rest, sep, &b))
			if (a.n > 0 && str_eq(str_trim(a), str_trim(b)))
				return true;
	}
	return false;
}

static bool same_tabs(const struct node *x, const struct node *y)
{
	struct str id = x ? x->as.tab.id : S("");

	if (!x || !y || x == y)
		return true;
	if (share(id, y->as.tab.id, '+'))
		return true;
	return (y->as.tab.condition.n > 0 &&
		       share(id, y->as.tab.condition, '+')) ||
	       (x->as.tab.condition.n > 0 &&
		       share(x->as.tab.condition, y->as.tab.id, '+'));
}

static bool same_zone(const struct flow_item *x, const struct flow_item *y)
{
	if (!x->zone || !y->zone || x->zone == y->zone)
		return true;
	if (x->target.n > 0 && y->target.n > 0 && !str_eq(x->target, y->target))
		return false;
	return x->pivot.n == 0 || y->pivot.n == 0 ||
	       share(x->pivot, y->pivot, ' ');
}

bool flow_together(const struct flow_item *x, const struct flow_item *y)
{
	return same_tabs(x->tab, y->tab) && same_zone(x, y);
}

bool flow_elsewhere(const struct flow_item *i)
{
	return str_eq(i->target, S("chromeless")) ||
	       str_eq(i->target, S("pdf"));
}

static size_t depth_of(const struct spot *s)
{
	size_t n = 0;

	for (; s->up; s = s->up)
		n++;
	return n;
}

struct span flow_place(const struct flow_item *x, const struct flow_item *y)
{
	const struct spot *a = x->spot, *b = y->spot;
	size_t da = depth_of(a), db = depth_of(b);
	struct span at = y->node->at;

	for (; da > db; da--)
		a = a->up;
	for (; db > da; db--, b = b->up)
		at = b->from->at;
	for (; a != b && b->up; a = a->up, b = b->up)
		at = b->from->at;
	return at;
}

struct str flow_way(struct arena *a, const struct flow_item *i)
{
	const struct spot *s = i->spot;
	struct str text;

	if (!s->up)
		return S("");
	text = str_printf(a, " (in '%.*s', shown",
		STR_ARG(s->page->source->path));
	for (s = s->up; s->up; s = s->up)
		text = str_printf(a, "%.*s through '%.*s'", STR_ARG(text),
			STR_ARG(s->page->source->path));
	return str_printf(a, "%.*s by '%.*s')", STR_ARG(text),
		STR_ARG(s->page->source->path));
}
