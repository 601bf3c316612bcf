/*
 * Footnotes, which the library has numbered in the order of their marks and
 * put at the end. Each learns how many marks lead to it.
 */
#include "base/vec.h"
#include "mark/ext/ext.h"

static void notes_tree(struct ext *x, struct node *root)
{
	VEC(struct node *) notes = { 0 };

	for (struct node *n = root->child; n; n = n->next)
		if (n->kind == NODE_NOTE)
			vec_push(x->arena, &notes, n);
	for (struct node *n = root; notes.n && n;
		n = node_walk(root, n, false)) {
		uint32_t number = n->as.note.number;
		if (n->kind == NODE_NOTE_MARK && number > 0 &&
			number <= notes.n)
			n->as.note.nth = ++notes.p[number - 1]->as.note.marks;
	}
}

const struct extension extension_notes = {
	.name = "footnote",
	.tree = notes_tree,
};
