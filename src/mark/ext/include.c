/*
 * `[!INCLUDE [title](path)]`: to the library it is text, a link, and text.
 * Alone in its paragraph it is a block; several may stand on lines of their
 * own in one paragraph.
 */
#include "mark/ext/ext.h"

#define WORD S("[!include")

/* Where "[!INCLUDE" begins, if n's text ends with it; else STR_NONE. */
static size_t opener(const struct node *n)
{
	struct str text;

	if (n->kind != NODE_TEXT)
		return STR_NONE;
	text = str_trim_right(n->as.text);
	return str_ends_nocase(text, WORD) ? text.n - WORD.n : STR_NONE;
}

static struct str link_text(struct ext *x, const struct node *link)
{
	struct str text = { "", 0 };

	for (const struct node *n = link->child; n; n = node_walk(link, n,
						 false))
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			text = text.n ? str_cat(x->arena, text, n->as.text) :
					n->as.text;
	return text;
}

static void take(struct ext *x, struct node *text, size_t k)
{
	struct node *link = text->next;
	size_t from = ext_text_offset(x, text, k);
	size_t to = ext_text_offset(x, link->next, 1);
	struct node *n = ext_node(x, NODE_INCLUDE, from, to);

	n->as.include.path = link->as.link.url;
	n->as.include.title = link_text(x, link);
	n->as.include.file = UINT32_MAX;
	ext_replace(x, text->parent, from, to, n);
}

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK ||
	       (n->kind == NODE_TEXT && str_trim(n->as.text).n == 0);
}

/* A paragraph of nothing but includes: they stand in its place. */
static void unwrap(struct node *p)
{
	for (struct node *n = p->child; n; n = n->next)
		if (n->kind != NODE_INCLUDE && !is_blank(n))
			return;
	for (struct node *n = p->child, *next, *last = p; n; n = next) {
		next = n->next;
		node_unlink(n);
		if (n->kind == NODE_INCLUDE) {
			node_insert_after(last, n);
			last = n;
		}
	}
}

static void include_inlines(struct ext *x, struct node *parent)
{
	bool any = false;

	for (struct node *n = parent->child; n; n = n->next) {
		size_t k = opener(n);
		const struct node *link = n->next;
		if (k == STR_NONE || !link || link->kind != NODE_LINK ||
			!link->next || link->next->kind != NODE_TEXT ||
			!str_starts(link->next->as.text, S("]")))
			continue;
		take(x, n, k);
		any = true;
		n = parent->child;
	}
	if (any && parent->kind == NODE_PARAGRAPH)
		unwrap(parent);
}

const struct extension extension_include = {
	.name = "include",
	.inlines = include_inlines,
};
