/*
 * What constructs share: cutting a range of the raw text out of a line of
 * inline nodes that the library has already parsed.
 */
#include "mark/ext/ext.h"

#include "mark/locate.h"

struct span ext_span(const struct ext *x, size_t from, size_t to)
{
	return view_span(x->view, x->file, from, to);
}

struct str ext_raw(const struct ext *x, const struct node *n)
{
	return str_sub(x->view->text, n->at.at, node_end(n));
}

struct node *ext_node(struct ext *x, enum node_kind kind, size_t from,
	size_t to)
{
	struct node *n = node_new(x->arena, kind);

	n->at = (struct span){ x->file, (uint32_t)from,
		(uint32_t)(to > from ? to - from : 0) };
	return n;
}

static struct locator locator_of(const struct ext *x, const struct node *n)
{
	return (struct locator){ .text = x->view->text,
		.at = n->at.at,
		.limit = node_end(n) };
}

size_t ext_text_offset(const struct ext *x, const struct node *n, size_t k)
{
	struct locator l = locator_of(x, n);
	size_t end = locate_match(&l, l.at, str_sub(n->as.text, 0, k));

	if (end == STR_NONE)
		end = n->at.at + k;
	return end < node_end(n) ? end : node_end(n);
}

struct node *ext_split(struct ext *x, struct node *n, size_t k)
{
	if (k == 0)
		return n;
	size_t at = ext_text_offset(x, n, k);
	struct node *second = ext_node(x, NODE_TEXT, at, node_end(n));

	second->as.text = str_skip(n->as.text, k);
	n->as.text = str_sub(n->as.text, 0, k);
	n->at.len = (uint32_t)(at - n->at.at);
	node_insert_after(n, second);
	return second;
}

static struct node *raw_text(struct ext *x, size_t from, size_t to)
{
	struct node *n = ext_node(x, NODE_TEXT, from, to);

	n->as.text = str_sub(x->view->text, from, to);
	return n;
}

/* n's children take its place, its own marks become text. The first of
 * what is there now. */
static struct node *dissolve(struct ext *x, struct node *n)
{
	struct node *first, *last = n;
	size_t inner = n->child ? n->child->at.at : node_end(n);
	size_t outer = n->last ? node_end(n->last) : node_end(n);

	first = raw_text(x, n->at.at, inner);
	node_insert_after(last, first);
	last = first;
	while (n->child) {
		struct node *c = n->child;
		node_unlink(c);
		node_insert_after(last, c);
		last = c;
	}
	if (outer < node_end(n))
		node_insert_after(last, raw_text(x, outer, node_end(n)));
	node_unlink(n);
	return first;
}

/* Splits n at view offset `at`, which is inside it. What comes next. */
static struct node *split_at(struct ext *x, struct node *n, size_t at)
{
	struct locator l = locator_of(x, n);

	if (n->kind != NODE_TEXT)
		return dissolve(x, n);
	size_t k = locate_index(&l, l.at, n->as.text, at);
	if (k == 0 || k >= n->as.text.n)
		return NULL;
	ext_split(x, n, k);
	return n;
}

/* A child of parent before `from`: most ranges follow the one before, and a
 * paragraph may have a hundred thousand of them. */
static struct node *begin_at(const struct ext *x, struct node *parent,
	size_t from)
{
	struct node *last = x->near;

	return last && last->parent == parent && node_end(last) <= from
		       ? last
		       : parent->child;
}

void ext_replace(struct ext *x, struct node *parent, size_t from, size_t to,
	struct node *put)
{
	struct node *first = begin_at(x, parent, from);

	x->near = put;
	for (struct node *n = first, *next; n; n = next) {
		size_t start = n->at.at, end = node_end(n);
		struct node *again = NULL;

		next = n->next;
		if (end <= from)
			continue;
		if (put && (start >= from || start >= to)) {
			node_insert_before(n, put);
			put = NULL;
		}
		if (start >= to)
			return;
		if (start < from)
			again = split_at(x, n, from);
		else if (end > to)
			again = split_at(x, n, to);
		if (again)
			next = again;
		else if (start >= from)
			node_unlink(n);
	}
	if (put)
		node_append(parent, put);
}

/* ---- signs ------------------------------------------------------- */

static const unsigned char sign_of[256] = {
	['['] = EXT_BRACKET,
	[':'] = EXT_COLON,
	['@'] = EXT_AT,
	['$'] = EXT_DOLLAR,
	['~'] = EXT_TILDE,
	['<'] = EXT_LESS,
	['w'] = EXT_WWW,
};

static unsigned signs_in(struct str text)
{
	unsigned signs = 0;

	for (size_t i = 0; i < text.n; i++)
		signs |= sign_of[(unsigned char)text.p[i]];
	if (signs & EXT_WWW && str_find(text, 0, S("www.")) == STR_NONE)
		signs &= ~(unsigned)EXT_WWW;
	return signs;
}

unsigned ext_signs(const struct node *parent)
{
	unsigned signs = 0;

	for (const struct node *n = parent->child; n; n = n->next)
		if (n->kind == NODE_TEXT)
			signs |= signs_in(n->as.text);
		else if (n->kind == NODE_LINK && n->as.link.bare)
			signs |= EXT_LESS;
	return signs;
}
