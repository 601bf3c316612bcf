/* Any bytes as a page: a tree that hangs together, whose places all lie in
 * the file, and that every kind of output can be made of. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "page/page.h"
#include "site/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_children(const struct node *n)
{
	const struct node *prev = NULL;

	for (const struct node *c = n->child; c; c = c->next) {
		assert(c->parent == n && c->prev == prev);
		prev = c;
	}
	assert(n->last == prev);
}

static void check_node(const struct page *p, const struct node *n)
{
	assert((size_t)n->at.at + n->at.len <= p->source->bytes.n);
	assert(n->kind < NODE_KINDS && n->kind != NODE_MARK);
	if (n->kind == NODE_SEG)
		assert(n->as.seg.pair < p->pairs.n);
	if (n->kind == NODE_HEADING)
		assert(n->as.heading.level >= 1 && n->as.heading.level <= 6);
	check_children(n);
}

static void check_tree(const struct page *p, const struct tree *t)
{
	for (struct node *n = t->root; n; n = node_walk(t->root, n, false))
		check_node(p, n);
	assert(t->nsegs == p->pairs.n);
}

static void check_facts(const struct page *p)
{
	for (size_t i = 0; i < p->headings.n; i++) {
		struct str id = p->headings.p[i].id;
		assert(id.n > 0);
		for (size_t k = 0; k < i && i < 64; k++)
			assert(!str_eq(id, p->headings.p[k].id));
	}
	for (const struct diag *d = p->sink.first; d; d = d->next)
		assert((size_t)d->at.at + d->at.len <= p->source->bytes.n);
}

static void draw(struct arena *a, const struct page *p, enum flavor flavor,
	int side)
{
	struct buf out;
	struct render r = { .out = &out,
		.scratch = a,
		.flavor = flavor,
		.shown = p,
		.page = p,
		.side = side,
		.bilingual = p->tree[1] != NULL };

	buf_init(&out, a);
	render_document(&r, p->tree[side]->root);
}

static void try_page(struct arena *a, struct str bytes, bool docs)
{
	struct page *p = page_parse(a, S("x.md"), bytes, 0, true,
		docs ? &alerts_common : NULL);

	check_facts(p);
	for (int side = 0; side < 2; side++) {
		if (!p->tree[side])
			continue;
		check_tree(p, p->tree[side]);
		for (int flavor = FLAVOR_GFM; flavor <= FLAVOR_SITE; flavor++)
			draw(a, p, (enum flavor)flavor, side);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;

	arena_init(&a);
	try_page(&a, str_make((const char *)data, size), true);
	try_page(&a, str_make((const char *)data, size), false);
	arena_release(&a);
	return 0;
}
