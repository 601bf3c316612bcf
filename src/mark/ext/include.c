/*
 * `[!INCLUDE [title](path)]`: to the library it is text, a link, and text.
 * Alone in its paragraph it is a block; several may stand on lines of their
 * own in one paragraph, or between lines of text.
 */
#include "mark/ext/ext.h"

#define WORD S("[!include")

/*
 * Where "[!INCLUDE" begins, if n's text ends with it; else STR_NONE. A
 * backslash before it makes it text; docfx takes "[!include-" as well.
 */
static size_t opener(const struct ext *x, const struct node *n)
{
	struct str text;
	size_t k, at;

	if (n->kind != NODE_TEXT)
		return STR_NONE;
	text = str_trim_right(n->as.text);
	if (str_ends(text, S("-")))
		text.n--;
	if (!str_ends_nocase(text, WORD))
		return STR_NONE;
	k = text.n - WORD.n;
	at = ext_text_offset(x, n, k);
	if (at < x->view->text.n && x->view->text.p[at] == '\\')
		return STR_NONE;
	return k;
}

static struct str link_text(struct ext *x, const struct node *link)
{
	struct str text = { "", 0 };

	for (const struct node *n = link->child; n;
		n = node_walk(link, n, false))
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			text = text.n ? str_cat(x->arena, text, n->as.text)
				      : n->as.text;
	return text;
}

/* The nodes are known, so that they are replaced as they stand, whatever
 * their places in the text say. */
static struct node *take(struct ext *x, struct node *text, size_t k)
{
	struct node *link = text->next, *close = link->next;
	struct node *open = ext_split(x, text, k), *n;

	if (close->as.text.n > 1)
		ext_split(x, close, 1);
	n = ext_node(x, NODE_INCLUDE, open->at.at, node_end(close));
	n->as.include.path = link->as.link.url;
	n->as.include.title = link_text(x, link);
	n->as.include.file = UINT32_MAX;
	node_insert_before(open, n);
	node_unlink(open);
	node_unlink(link);
	node_unlink(close);
	return n;
}

static bool ends_line(const struct node *n)
{
	return !n || n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK;
}

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_TEXT && str_trim(n->as.text).n == 0;
}

static const struct node *beside(const struct node *n, bool before)
{
	do
		n = before ? n->prev : n->next;
	while (n && is_blank(n));
	return n;
}

/* Alone on its line; "[!include-" never makes a block. */
static bool is_alone(const struct ext *x, const struct node *n)
{
	return n->kind == NODE_INCLUDE && ends_line(beside(n, true)) &&
	       ends_line(beside(n, false)) &&
	       !str_starts_nocase(ext_raw(x, n), S("[!include-"));
}

static void trim_ends(struct node *p)
{
	while (p->child && (ends_line(p->child) || is_blank(p->child)))
		node_unlink(p->child);
	while (p->last && (ends_line(p->last) || is_blank(p->last)))
		node_unlink(p->last);
	if (p->last)
		p->at.len = node_end(p->last) - p->at.at;
}

/* What follows `n` in its paragraph, in a new paragraph behind it. */
static struct node *split_after(struct ext *x, struct node *n)
{
	struct node *p = n->parent, *rest;

	if (!n->next)
		return NULL;
	rest = ext_node(x, NODE_PARAGRAPH, n->next->at.at, node_end(p));
	node_insert_after(p, rest);
	node_move(rest, n->next, p->last);
	trim_ends(rest);
	if (rest->child)
		rest->at = ext_node(x, NODE_TEXT, rest->child->at.at,
			node_end(rest))
				   ->at;
	return rest;
}

/* Includes that stand alone on their lines leave their paragraph. */
static void unwrap(struct ext *x, struct node *p)
{
	for (struct node *n = p->child, *next; n; n = next) {
		struct node *rest;
		next = n->next;
		if (!is_alone(x, n))
			continue;
		rest = split_after(x, n);
		node_unlink(n);
		trim_ends(p);
		node_insert_after(p, n);
		p = rest;
		next = rest ? rest->child : NULL;
	}
}

/* Paragraphs that held nothing but includes. */
static void include_tree(struct ext *x, struct node *root)
{
	(void)x;
	for (struct node *n = root, *next; n; n = next) {
		next = node_walk(root, n, false);
		if (n->kind == NODE_PARAGRAPH && !n->child)
			node_unlink(n);
	}
}

static void include_inlines(struct ext *x, struct node *parent)
{
	bool any = false;

	for (struct node *n = parent->child; n; n = n->next) {
		size_t k = opener(x, n);
		const struct node *link = n->next;
		if (k == STR_NONE || !link || link->kind != NODE_LINK ||
			!link->next || link->next->kind != NODE_TEXT ||
			!str_starts(link->next->as.text, S("]")))
			continue;
		n = take(x, n, k);
		any = true;
	}
	if (any && parent->kind == NODE_PARAGRAPH)
		unwrap(x, parent);
}

const struct extension extension_include = {
	.name = "include",
	.inlines = include_inlines,
	.signs = EXT_BRACKET,
	.tree = include_tree,
};
