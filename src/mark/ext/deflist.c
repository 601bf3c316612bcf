/*
 * Definition lists: a paragraph whose later lines begin with ": ". What
 * stands before the first of them are the terms, a line each.
 */
#include "mark/ext/ext.h"

static const struct box list = {
	.name = "definitions",
	.docfx = { "dl", S_INIT(""), S_INIT("") },
	.site = { "dl", S_INIT(""), S_INIT("") },
};
static const struct box term = {
	.name = "term",
	.docfx = { "dt", S_INIT(""), S_INIT("") },
	.site = { "dt", S_INIT(""), S_INIT("") },
};
static const struct box definition = {
	.name = "definition",
	.docfx = { "dd", S_INIT(""), S_INIT("") },
	.site = { "dd", S_INIT(""), S_INIT("") },
};

/* Does a definition begin at this node, behind a line end? */
static bool begins_definition(const struct ext *x, const struct node *n)
{
	struct str raw = ext_raw(x, n);

	return n->kind == NODE_TEXT && n->prev &&
	       n->prev->kind == NODE_SOFT_BREAK &&
	       (str_starts(n->as.text, S(": ")) ||
		       str_starts(n->as.text, S(":\t"))) &&
	       str_starts(raw, S(":"));
}

static bool is_definition_list(const struct ext *x, const struct node *p)
{
	for (const struct node *n = p->child; n; n = n->next)
		if (begins_definition(x, n))
			return true;
	return false;
}

static struct node *open_part(struct ext *x, struct node *dl,
	const struct node *first, const struct box *box)
{
	struct node *part = ext_node(x, NODE_BOX, first->at.at,
		node_end(first));

	part->as.box = box;
	node_append(dl, part);
	return part;
}

static void close_part(struct node *part)
{
	struct node *end = part->last;

	if (end && end->kind == NODE_SOFT_BREAK)
		node_unlink(end);
	if (part->last)
		part->at.len = node_end(part->last) - part->at.at;
}

static void drop_colon(struct node *n)
{
	struct str rest = str_trim_left(str_skip(n->as.text, 1));
	size_t gone = n->as.text.n - rest.n;

	n->as.text = rest;
	n->at.at += (uint32_t)gone;
	n->at.len = n->at.len > gone ? n->at.len - (uint32_t)gone : 0;
}

/* p becomes the list, its inlines go into the parts. */
static void split(struct ext *x, struct node *p)
{
	struct node *n = p->child, *part = NULL;
	const struct box *box = &term;

	p->child = p->last = NULL;
	p->kind = NODE_BOX;
	p->as.box = &list;
	for (struct node *next; n; n = next) {
		bool begins = begins_definition(x, n);
		next = n->next;
		if (begins || !part ||
			(box == &term && n->prev &&
				n->prev->kind == NODE_SOFT_BREAK)) {
			if (begins)
				box = &definition;
			if (part)
				close_part(part);
			part = open_part(x, p, n, box);
		}
		if (begins)
			drop_colon(n);
		n->parent = NULL;
		node_append(part, n);
		/* What follows still asks what stood before it. */
		if (next)
			next->prev = n;
	}
	if (part)
		close_part(part);
}

static void deflist_tree(struct ext *x, struct node *root)
{
	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_PARAGRAPH && is_definition_list(x, n))
			split(x, n);
}

const struct extension extension_deflist = {
	.name = "definition-list",
	.tree = deflist_tree,
};
