/* Sections of things to have, and of things to do next. */
#include "steps/reader.h"

/* ---- prerequisites ----------------------------------------------- */

struct needs {
	struct reader *r;
	struct checklist_section *s;
	const struct entries *body;
	size_t i;    /* what is read */
	bool listed; /* items come from lists and tables, not from prose */
	bool begun;  /* the first of them was read */
	unsigned hints;
};

/* Of alternatives any one is enough: the box is that of their item. */
static void mark_items(struct reader *r, struct checklist_items *items,
	bool checkable)
{
	for (size_t i = 0; i < items->n; i++) {
		struct checklist_item *x = items->p[i];
		x->label = S("");
		x->number = 0;
		x->checkable =
			checkable &&
			(x->children.n || x->choices.n || x->info.n ||
				!judge_refers(r, &x->text, x->links.n > 0));
		mark_items(r, &x->children, checkable);
		mark_items(r, &x->choices, false);
	}
}

static void need_list(struct needs *n, const struct entry *e, enum basis basis)
{
	for (const struct node *i = e->node->child; i; i = i->next) {
		struct checklist_item *x = item_read(n->r, e->in, i, "item");
		if (!x)
			continue;
		x->basis = e->node->as.list.ordered && basis == BASIS_USUAL
				   ? BASIS_ORDERED_LIST
				   : basis;
		vec_push(n->r->a, &n->s->items, x);
	}
	n->begun = true;
}

/* "Recommended:" in a row of its own divides a table. */
static bool is_divider(const struct node *row)
{
	size_t cells = 0, full = 0;

	for (const struct node *c = row->child; c; c = c->next) {
		cells++;
		full += c->child != NULL;
	}
	return cells > 1 && full == 1 && row->child->child != NULL;
}

static void need_text(struct needs *n, const struct entry *e,
	const struct node *cell, struct checklist_blocks *out)
{
	struct gathered g;

	inlines_gather(n->r, e->in, cell, &g);
	if (g.segments.n)
		vec_push(n->r->a, out,
			blocks_paragraph(n->r, g.segments, g.links,
				stream_place(e->in, cell)));
}

static void need_row(struct needs *n, const struct entry *e,
	const struct node *row)
{
	struct checklist_item *x = arena_new(n->r->a, struct checklist_item);

	x->checkable = true;
	x->basis = BASIS_TABLE;
	x->at = stream_place(e->in, row);
	x->node[0] = row;
	for (const struct node *c = row->child; c; c = c->next) {
		struct gathered g;
		inlines_gather(n->r, e->in, c, &g);
		if (x->text.n == 0 && g.segments.n) {
			blocks_split(n->r, &g, x);
			item_name(n->r, x, "item");
		} else if (g.segments.n) {
			vec_push(n->r->a, &x->info,
				blocks_paragraph(n->r, g.segments, g.links,
					stream_place(e->in, c)));
		}
		for (size_t i = 0; x->text.n == 0 && i < g.images.n; i++)
			vec_push(n->r->a, &n->s->notes, g.images.p[i]);
	}
	if (x->text.n)
		vec_push(n->r->a, &n->s->items, x);
}

static void need_table(struct needs *n, const struct entry *e)
{
	struct checklist_blocks *out = n->begun ? &n->s->notes : &n->s->intro;

	for (const struct node *row = e->node->child; row; row = row->next) {
		if (!row->as.header && !is_divider(row)) {
			need_row(n, e, row);
			continue;
		}
		for (const struct node *c = row->child; c; c = c->next)
			need_text(n, e, c, row->as.header ? out : &n->s->notes);
	}
	n->begun = true;
}

static void need_prose(struct needs *n, const struct entry *e)
{
	struct checklist_item *x = arena_new(n->r->a, struct checklist_item);
	struct gathered g;

	inlines_gather(n->r, e->in, e->node, &g);
	x->checkable = true;
	x->basis = BASIS_PROSE;
	x->confidence = CONFIDENCE_MEDIUM;
	x->at = stream_place(e->in, e->node);
	x->node[0] = e->node;
	x->node[1] = inlines_twin(e->in, e->node);
	if (g.segments.n) {
		blocks_split(n->r, &g, x);
		item_name(n->r, x, "item");
		vec_push(n->r->a, &n->s->items, x);
	} else {
		for (size_t i = 0; i < g.images.n; i++)
			vec_push(n->r->a, &n->s->notes, g.images.p[i]);
	}
}

static void need_checklist(struct needs *n, const struct entry *e)
{
	for (const struct node *c = e->node->child; c; c = c->next) {
		struct entry inner = { c, e->in, e->condition, false };
		if (c->kind == NODE_LIST)
			need_list(n, &inner, BASIS_CHECKLIST_DIV);
		else
			blocks_add(n->r, &inner,
				n->begun ? &n->s->notes : &n->s->intro);
	}
}

static bool is_list(const struct entry *e)
{
	return e->checklist || e->node->kind == NODE_LIST ||
	       e->node->kind == NODE_TABLE;
}

/* A list of things to have, not of advice or examples: its lead tells. */
static bool lists_needs(struct reader *r, const struct entries *body, size_t i)
{
	int side = judge_side(r);
	const struct entry *lead = i ? &body->p[i - 1] : NULL;

	if (!is_list(&body->p[i]))
		return false;
	if (side < 0 || !lead || lead->node->kind != NODE_PARAGRAPH)
		return true;
	return !words_match(r->language[side], "no_need_lead",
		lead_sentence(words_normal(r->a,
			inlines_peek(r, lead->in, lead->node, side))));
}

bool section_has_list(struct reader *r, const struct entries *body)
{
	for (size_t i = 0; i < body->n; i++)
		if (lists_needs(r, body, i))
			return true;
	return false;
}

/* A sentence about what comes below: a label of it, nothing to have. */
static bool leads_on(struct needs *n, const struct entry *e)
{
	int side = judge_side(n->r);
	struct str text = inlines_peek(n->r, e->in, e->node,
		side < 0 ? 0 : side);
	bool more = n->i + 1 < n->body->n;

	if (lead_is_open(text) && (more || (n->hints & NEEDS_DIVIDED)))
		return true;
	return (n->hints & NEEDS_DIVIDED) && side >= 0 &&
	       judge_match(n->r, "forward", side, text);
}

/* A paragraph beside a list is one more thing to have where it says so, and
 * does not only lead in to the list. */
static bool says_need(struct needs *n, const struct entry *e)
{
	int side = judge_side(n->r);
	struct str text;

	if (side < 0 || n->begun)
		return false;
	text = inlines_peek(n->r, e->in, e->node, side);
	return judge_match(n->r, "need", side, text) &&
	       !(n->i + 1 < n->body->n && is_list(&n->body->p[n->i + 1]) &&
		       (lead_is_open(text) ||
			       judge_match(n->r, "forward", side, text)));
}

static bool is_need(struct needs *n, const struct entry *e)
{
	if (e->node->kind != NODE_PARAGRAPH || leads_on(n, e))
		return false;
	return (!n->listed && !(n->hints & NEEDS_STRICT)) || says_need(n, e);
}

static void need_entry(struct needs *n, const struct entry *e)
{
	bool list = lists_needs(n->r, n->body, n->i);

	if (list && e->checklist)
		need_checklist(n, e);
	else if (list && e->node->kind == NODE_LIST)
		need_list(n, e, BASIS_USUAL);
	else if (list)
		need_table(n, e);
	else if (is_need(n, e))
		need_prose(n, e);
	else
		blocks_add(n->r, e,
			n->begun || (!n->listed && n->s->items.n)
				? &n->s->notes
				: &n->s->intro);
}

void section_prerequisites(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *body, unsigned hints)
{
	struct needs n = { .r = r, .body = body, .hints = hints };

	n.s = section_new(r, SECTION_PREREQUISITES, recognised, h);
	n.listed = section_has_list(r, body);
	for (; n.i < body->n; n.i++)
		need_entry(&n, &body->p[n.i]);
	mark_items(r, &n.s->items, true);
}

/* ---- what comes next --------------------------------------------- */

struct follow {
	struct reader *r;
	struct checklist_section *s;
	bool listed, begun;
	int depth;
};

static void follow_paragraph(struct follow *f, const struct entry *e)
{
	struct checklist_item *x = arena_new(f->r->a, struct checklist_item);
	struct gathered g;

	inlines_gather(f->r, e->in, e->node, &g);
	if (g.segments.n == 0)
		return;
	x->text = g.segments;
	x->links = g.links;
	x->at = stream_place_at(g.in, g.from, g.to);
	item_name(f->r, x, "next");
	vec_push(f->r->a, &f->s->items, x);
}

static void follow_entries(struct follow *f, const struct entries *body);

static void follow_inside(struct follow *f, const struct entry *e)
{
	struct entries inside = { 0 };

	if (f->depth >= READER_DEPTH)
		return;
	f->depth++;
	if (e->node->kind == NODE_LIST) {
		for (const struct node *i = e->node->child; i; i = i->next)
			stream_entries(f->r, e->in, i, &inside);
		f->begun = true;
	} else {
		stream_entries(f->r, e->in, e->node, &inside);
	}
	follow_entries(f, &inside);
	f->depth--;
}

/* A row is one thing to do or read. */
static void follow_table(struct follow *f, const struct entry *e)
{
	for (const struct node *n = e->node->child; n; n = n->next) {
		struct entry row = { n, e->in, e->condition, false };
		struct gathered g;
		if (!n->as.header) {
			follow_paragraph(f, &row);
			continue;
		}
		inlines_gather(f->r, e->in, n, &g);
		if (g.segments.n)
			vec_push(f->r->a, &f->s->intro,
				blocks_paragraph(f->r, g.segments, g.links,
					stream_place(e->in, n)));
	}
	f->begun = true;
}

static void follow_entry(struct follow *f, const struct entry *e)
{
	switch (e->node->kind) {
	case NODE_PARAGRAPH:
		if (f->listed && !f->begun)
			blocks_add(f->r, e, &f->s->intro);
		else
			follow_paragraph(f, e);
		break;
	case NODE_TABLE:
		follow_table(f, e);
		break;
	case NODE_LIST:
	case NODE_ALERT:
	case NODE_QUOTE:
		follow_inside(f, e);
		break;
	default:
		if (e->checklist)
			follow_inside(f, e);
		else
			blocks_add(f->r, e, &f->s->intro);
		break;
	}
}

static void follow_entries(struct follow *f, const struct entries *body)
{
	for (size_t i = 0; i < body->n; i++)
		follow_entry(f, &body->p[i]);
}

void section_next(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *body)
{
	struct follow f = { .r = r };

	f.s = section_new(r, SECTION_NEXT, recognised, h);
	for (size_t i = 0; i < body->n; i++)
		f.listed |= body->p[i].node->kind == NODE_LIST ||
			    body->p[i].node->kind == NODE_TABLE;
	follow_entries(&f, body);
}
