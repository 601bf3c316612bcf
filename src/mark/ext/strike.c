/*
 * `~x~` and `~~x~~` (GFM; documentation has only the second): runs of one
 * or two tildes that flank text, the nearest opener of the same length. The
 * library's own extension switches global tables, so the match is made on
 * the finished tree.
 */
#include "base/vec.h"
#include "mark/ext/ext.h"

struct run {
	struct node *n; /* a TEXT node of nothing but this run */
	bool opens, closes;
};

struct runs {
	VEC(struct run) p;
};

static bool space_or_end(struct str text, size_t at, size_t n)
{
	return n == 0 || char_is_space(text.p[at]);
}

static bool punct(struct str text, size_t at, size_t n)
{
	return n && char_is_punct(text.p[at]);
}

/* CommonMark's flanking rules for the raw range [from, to). */
static void flank(const struct ext *x, const struct node *block, size_t from,
	size_t to, struct run *r)
{
	struct str text = x->view->text;
	size_t before = from > block->at.at, after = to < node_end(block);
	bool sb = space_or_end(text, from - before, before);
	bool sa = space_or_end(text, to, after);
	bool pb = punct(text, from - before, before);
	bool pa = punct(text, to, after);

	r->opens = !sa && (!pa || sb || pb);
	r->closes = !sb && (!pb || sa || pa);
}

/* Puts the first run of n's text into a node of its own. What to look at
 * next, or NULL when there is none left. */
static struct node *isolate(struct ext *x, struct node *n,
	const struct node *block, struct runs *runs)
{
	size_t from = str_find_byte(n->as.text, 0, '~'), to = from;

	while (to < n->as.text.n && n->as.text.p[to] == '~')
		to++;
	size_t raw = ext_text_offset(x, n, from);
	bool escaped = raw < x->view->text.n && x->view->text.p[raw] == '\\';
	struct node *run = ext_split(x, n, from);
	struct node *rest = to - from < run->as.text.n
				    ? ext_split(x, run, to - from)
				    : run->next;
	if (!escaped && to - from <= 2 &&
		to - from > (size_t)(x->alerts != NULL)) {
		struct run r = { .n = run };
		flank(x, block, run->at.at, node_end(run), &r);
		vec_push(x->arena, &runs->p, r);
	}
	return rest;
}

static void wrap(struct ext *x, struct node *open, struct node *close)
{
	struct node *n = ext_node(x, NODE_STRIKE, open->at.at, node_end(close));

	node_insert_before(open, n);
	if (open->next != close)
		node_move(n, open->next, close->prev);
	node_unlink(open);
	node_unlink(close);
}

static void pair_up(struct ext *x, struct runs *runs)
{
	size_t open = 0; /* runs.p[0..open) is the stack of openers */

	for (size_t i = 0; i < runs->p.n; i++) {
		struct run r = runs->p.p[i];
		if (r.closes && open > 0) {
			struct run o = runs->p.p[open - 1];
			if (o.n->as.text.n == r.n->as.text.n) {
				wrap(x, o.n, r.n);
				open--;
				continue;
			}
		}
		if (r.opens)
			runs->p.p[open++] = r;
	}
}

void strike_inlines(struct ext *x, struct node *parent)
{
	struct runs runs = { 0 };
	const struct node *block = parent;

	while (!node_is_block(block))
		block = block->parent;
	for (struct node *n = parent->child; n;) {
		if (n->kind == NODE_TEXT &&
			str_find_byte(n->as.text, 0, '~') != STR_NONE)
			n = isolate(x, n, block, &runs);
		else
			n = n->next;
	}
	pair_up(x, &runs);
}
