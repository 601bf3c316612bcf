/* Links between nodes; every list of children is kept both ways. */
#include "mark/tree.h"

struct node *node_new(struct arena *a, enum node_kind kind)
{
	struct node *n = arena_new(a, struct node);

	n->kind = kind;
	return n;
}

void node_append(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->prev = parent->last;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->child = child;
	parent->last = child;
}

void node_insert_after(struct node *where, struct node *added)
{
	struct node *parent = where->parent;

	added->parent = parent;
	added->prev = where;
	added->next = where->next;
	if (where->next)
		where->next->prev = added;
	else
		parent->last = added;
	where->next = added;
}

void node_insert_before(struct node *where, struct node *added)
{
	struct node *parent = where->parent;

	added->parent = parent;
	added->next = where;
	added->prev = where->prev;
	if (where->prev)
		where->prev->next = added;
	else
		parent->child = added;
	where->prev = added;
}

void node_unlink(struct node *n)
{
	if (n->prev)
		n->prev->next = n->next;
	else if (n->parent)
		n->parent->child = n->next;
	if (n->next)
		n->next->prev = n->prev;
	else if (n->parent)
		n->parent->last = n->prev;
	n->parent = n->prev = n->next = NULL;
}

void node_move(struct node *parent, struct node *from, struct node *to)
{
	struct node *stop = to->next;

	for (struct node *n = from, *next; n != stop; n = next) {
		next = n->next;
		node_unlink(n);
		node_append(parent, n);
	}
}

struct node *node_walk(const struct node *root, const struct node *n, bool skip)
{
	if (n->child && !skip)
		return n->child;
	while (n != root) {
		if (n->next)
			return n->next;
		n = n->parent;
	}
	return NULL;
}

static bool holds_blocks(const struct node *n)
{
	return n->kind == NODE_DOCUMENT || n->kind == NODE_QUOTE ||
	       n->kind == NODE_ITEM || n->kind == NODE_ALERT ||
	       n->kind == NODE_BOX || n->kind == NODE_TAB ||
	       n->kind == NODE_NOTE;
}

bool node_is_block(const struct node *n)
{
	if (n->kind != NODE_INCLUDE || !n->parent)
		return n->kind < NODE_INCLUDE;
	return holds_blocks(n->parent) ||
	       (n->parent->kind == NODE_CELL && !n->prev && !n->next);
}
