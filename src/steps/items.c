/*
 * One item of a list with all that stands in it: its first sentence is what
 * to have or do, lists and lettered paragraphs are its parts, the rest is
 * its information.
 */
#include "steps/reader.h"

struct item_reader {
	struct reader *r;
	struct checklist_item *item;
	const char *kind;
	struct checklist_item *lettered; /* the last one */
	size_t letters;
	struct entry before; /* the last paragraph; or node NULL */
};

static bool is_step(const char *kind)
{
	return strcmp(kind, "step") == 0;
}

void item_name(struct reader *r, struct checklist_item *item, const char *kind)
{
	const struct checklist_segment *s = &item->text.p[0];

	item->id = checklist_id(r->a, &r->ids, kind,
		s->text[1].n ? s->text[1] : s->text[0]);
	item->optional = judge_optional(r, &item->text);
}

/* ---- letters ----------------------------------------------------- */

/* The nth of a, b, c ... or of i, ii, iii ... */
static struct str nth_label(struct arena *a, size_t nth, bool roman)
{
	static const char *const romans[] = { "i", "ii", "iii", "iv", "v", "vi",
		"vii", "viii", "ix", "x" };

	if (roman)
		return nth < 10 ? str_of(romans[nth]) : S("");
	return nth < 26 ? str_printf(a, "%c", (char)('a' + nth)) : S("");
}

/* The length of "a." with what follows it, if text begins so. */
static size_t label_at(struct str text, struct str label)
{
	size_t n = label.n;

	if (n == 0 || text.n <= n || !str_starts(text, label) ||
		(text.p[n] != '.' && text.p[n] != ')'))
		return 0;
	n++;
	if (n < text.n && !char_is_space(text.p[n]) &&
		(unsigned char)text.p[n] != 0xC2)
		return 0;
	return n + (str_skip(text, n).n - str_trim_left(str_skip(text, n)).n);
}

static bool has_label(const struct checklist_segment *s, struct str label)
{
	return label_at(s->text[0], label) &&
	       (s->text[1].n == 0 || label_at(s->text[1], label));
}

static void cut_label(struct checklist_segment *s, struct str label)
{
	for (int side = 0; side < 2; side++) {
		s->text[side] = str_skip(s->text[side],
			label_at(s->text[side], label));
		s->markdown[side] = str_skip(s->markdown[side],
			label_at(s->markdown[side], label));
	}
}

/* The label that segment i begins with, if it is the one that is due. */
static struct str due_label(struct item_reader *x, const struct gathered *g,
	size_t i)
{
	const struct checklist_segment *s = &g->segments.p[i];
	const struct checklist_item *last = x->lettered;
	bool roman =
		last && last->label.n && last->label.p[0] == 'i' &&
		x->letters > 0 &&
		str_eq(x->item->children.p[x->item->children.n - x->letters]
				->label,
			S("i"));
	struct str label = nth_label(x->r->a, x->letters, roman);
	bool lone = label.n && s->text[0].n == label.n + 1;

	if (label.n && !has_label(s, label) && x->letters == 0)
		label = S("i");
	if (!label.n || !has_label(s, label) ||
		(lone && i + 1 >= g->segments.n))
		return (struct str){ "", 0 };
	return label;
}

static void open_letter(struct item_reader *x, struct gathered *g, size_t *i,
	struct str label)
{
	struct checklist_item *c = arena_new(x->r->a, struct checklist_item);
	struct checklist_segment *s = &g->segments.p[*i];

	c->label = label;
	c->checkable = true;
	c->at = s->at;
	c->number = (uint32_t)x->item->children.n + 1;
	if (label_at(s->text[0], label) == s->text[0].n) {
		c->label_segment = s->id;
		s = &g->segments.p[++*i];
	} else {
		c->basis = BASIS_LETTERED;
		cut_label(s, label);
	}
	vec_push(x->r->a, &c->text, *s);
	item_name(x->r, c, x->kind);
	c->links = links_of(x->r, &g->links, &c->text);
	vec_push(x->r->a, &x->item->children, c);
	x->lettered = c;
	x->letters++;
}

static void close_letter(struct item_reader *x, struct gathered *g,
	struct checklist_segments *rest)
{
	struct checklist_blocks *info = x->lettered ? &x->lettered->info
						    : &x->item->info;
	struct checklist_place at;

	if (rest->n == 0)
		return;
	at = rest->p[0].at;
	at.end = rest->p[rest->n - 1].at.end;
	vec_push(x->r->a, info,
		blocks_paragraph(x->r, *rest, links_of(x->r, &g->links, rest),
			at));
	if (x->lettered && x->lettered->at.end < at.end)
		x->lettered->at.end = at.end;
	*rest = (struct checklist_segments){ 0 };
}

/* A paragraph of an item, or behind it: lettered parts, information. */
static size_t add_paragraph(struct item_reader *x, struct gathered *g)
{
	struct checklist_segments rest = { 0 };
	size_t opened = 0;

	for (size_t i = 0; i < g->segments.n; i++) {
		struct str label = due_label(x, g, i);
		if (label.n) {
			close_letter(x, g, &rest);
			open_letter(x, g, &i, label);
			opened++;
		} else {
			vec_push(x->r->a, &rest, g->segments.p[i]);
		}
	}
	close_letter(x, g, &rest);
	struct checklist_item *to = x->lettered ? x->lettered : x->item;
	for (size_t i = 0; i < g->links.n; i++)
		vec_push(x->r->a, &to->links, g->links.p[i]);
	for (size_t i = 0; i < g->images.n; i++)
		vec_push(x->r->a, &to->info, g->images.p[i]);
	return opened;
}

bool item_letters(struct reader *r, const struct entry *e,
	struct checklist_item *item)
{
	struct item_reader x = { .r = r, .item = item, .kind = "step" };
	struct str text = inlines_peek(r, e->in, e->node, 0);

	for (size_t i = item->children.n; i > 0; i--) {
		const struct checklist_item *c = item->children.p[i - 1];
		if (c->label.n == 0 || c->basis == BASIS_ORDERED_LIST)
			break;
		x.lettered = x.lettered ? x.lettered : item->children.p[i - 1];
		x.letters++;
	}
	if (label_at(text, nth_label(r->a, x.letters, false)) == 0)
		return false;
	struct gathered g;
	inlines_gather(r, e->in, e->node, &g);
	size_t before = item->children.n;
	add_paragraph(&x, &g);
	for (size_t i = before; i < item->children.n; i++) {
		item->children.p[i]->node[0] = e->node;
		item->children.p[i]->node[1] = inlines_twin(e->in, e->node);
	}
	return true;
}

/* ---- the parts of an item ---------------------------------------- */

void item_untick(struct checklist_item *item)
{
	item->checkable = false;
	for (size_t i = 0; i < item->children.n; i++)
		item_untick(item->children.p[i]);
}

static void add_list(struct item_reader *x, const struct entry *e,
	struct checklist_items *out, enum basis basis)
{
	uint32_t number = (uint32_t)out->n;

	for (const struct node *n = e->node->child; n; n = n->next) {
		struct checklist_item *c = item_read(x->r, e->in, n, x->kind);
		if (!c)
			continue;
		c->number = ++number;
		if (out == &x->item->choices)
			item_untick(c);
		else
			c->label = str_printf(x->r->a, "%u", number);
		c->basis = basis;
		vec_push(x->r->a, out, c);
	}
	x->lettered = NULL;
	x->letters = 0;
}

/* Lists of parts; false: the list is information. */
static bool add_parts(struct item_reader *x, const struct entry *e)
{
	struct str before = { "", 0 };

	if (x->before.node && judge_side(x->r) >= 0)
		before = inlines_peek(x->r, x->before.in, x->before.node,
			judge_side(x->r));
	if (!is_step(x->kind)) {
		bool any = judge_lead(x->r, before) == LEAD_CHOICE &&
			   x->item->choices.n == 0 && e->node->child &&
			   e->node->child->next;
		add_list(x, e, any ? &x->item->choices : &x->item->children,
			BASIS_USUAL);
		return true;
	}
	if (e->node->as.list.ordered) {
		if (judge_questions(x->r, e))
			return false;
		add_list(x, e, &x->item->children, BASIS_ORDERED_LIST);
		return true;
	}
	switch (judge_parts(x->r, e, before)) {
	case PARTS_STEPS:
		add_list(x, e, &x->item->children, BASIS_LIST);
		return true;
	case PARTS_CHOICES:
		if (x->item->choices.n)
			return false;
		add_list(x, e, &x->item->choices, BASIS_LIST);
		return true;
	case PARTS_NONE:
		break;
	}
	return false;
}

static void add_text(struct item_reader *x, const struct entry *e)
{
	struct gathered g;
	size_t before = x->item->children.n;

	inlines_gather(x->r, e->in, e->node, &g);
	if (x->item->text.n == 0 && g.segments.n) {
		blocks_split(x->r, &g, x->item);
		item_name(x->r, x->item, x->kind);
	} else if (add_paragraph(x, &g) == 1) {
		x->item->children.p[before]->node[0] = e->node;
		x->item->children.p[before]->node[1] = inlines_twin(e->in,
			e->node);
	}
	x->before = *e;
}

static void read_entry(struct item_reader *x, const struct entry *e)
{
	bool parts = false;

	if (e->node->kind == NODE_PARAGRAPH) {
		add_text(x, e);
		return;
	}
	if (e->node->kind == NODE_LIST && x->r->depth < READER_DEPTH) {
		x->r->depth++;
		parts = add_parts(x, e);
		x->r->depth--;
	}
	if (!parts)
		blocks_add(x->r, e,
			x->lettered ? &x->lettered->info : &x->item->info);
}

/* ---- "or" between paragraphs ------------------------------------- */

static void add_way(struct item_reader *x, const struct entry *e)
{
	struct checklist_item *c = arena_new(x->r->a, struct checklist_item);
	struct gathered g;

	inlines_gather(x->r, e->in, e->node, &g);
	if (g.segments.n == 0)
		return;
	c->at = stream_place(e->in, e->node);
	c->basis = BASIS_PROSE;
	c->number = (uint32_t)x->item->choices.n + 1;
	c->node[0] = e->node;
	c->node[1] = inlines_twin(e->in, e->node);
	blocks_split(x->r, &g, c);
	item_name(x->r, c, x->kind);
	vec_push(x->r->a, &x->item->choices, c);
}

/* Paragraphs with "or" between them behind a step's first one are ways to
 * do it. How many entries they are, or 0. */
static size_t read_ways(struct item_reader *x, const struct entries *inside,
	size_t i)
{
	size_t n = 0;

	if (!is_step(x->kind) || x->item->text.n == 0 || x->item->choices.n)
		return 0;
	while (i + n + 2 < inside->n &&
		inside->p[i + n].node->kind == NODE_PARAGRAPH &&
		lead_is_or(x->r, &inside->p[i + n + 1]) &&
		inside->p[i + n + 2].node->kind == NODE_PARAGRAPH)
		n += 2;
	for (size_t k = 0; n && k <= n; k++) {
		const struct entry *e = &inside->p[i + k];
		size_t last = x->item->choices.n;
		if (k % 2 == 0)
			add_way(x, e);
		else
			blocks_add(x->r, e,
				last ? &x->item->choices.p[last - 1]->info
				     : &x->item->info);
	}
	return n ? n + 1 : 0;
}

/* An item without a paragraph is called by the first thing in it. */
static void name_wordless(struct item_reader *x, struct seen *in,
	const struct node *n)
{
	struct checklist_segment s = { .at = stream_place(in, n) };
	const struct checklist_block *b = x->item->info.n ? x->item->info.p[0]
							  : NULL;
	struct str rest;

	if (b && b->kind == BLOCK_IMAGE) {
		s.text[0] = b->alt[0].n ? b->alt[0] : b->src;
		s.text[1] = b->alt[0].n ? b->alt[1] : S("");
	} else {
		rest = str_trim_left(
			blocks_markdown(x->r, in, n->at.at, node_end(n), 0));
		str_cut(&rest, '\n', &s.text[0]);
	}
	s.text[0] = str_trim(s.text[0]);
	if (s.text[0].n == 0)
		return;
	vec_push(x->r->a, &x->item->text, s);
	item_name(x->r, x->item, x->kind);
}

struct checklist_item *item_read(struct reader *r, struct seen *in,
	const struct node *n, const char *kind)
{
	struct checklist_item *item = arena_new(r->a, struct checklist_item);
	struct item_reader x = { .r = r, .item = item, .kind = kind };
	struct entries inside = { 0 };

	item->checkable = true;
	item->at = stream_place(in, n);
	item->node[0] = n;
	item->node[1] = inlines_twin(in, n);
	stream_entries(r, in, n, &inside);
	for (size_t i = 0; i < inside.n;) {
		size_t ways = read_ways(&x, &inside, i);
		if (ways == 0)
			read_entry(&x, &inside.p[i]);
		i += ways ? ways : 1;
	}
	if (item->text.n == 0 && (item->info.n || item->children.n))
		name_wordless(&x, in, n);
	if (is_step(kind))
		result_find(r, item);
	return item->text.n ? item : NULL;
}

void item_more(struct reader *r, struct checklist_item *item,
	const struct entries *more)
{
	struct item_reader x = { .r = r, .item = item, .kind = "step" };

	for (size_t i = 0; i < more->n; i++)
		read_entry(&x, &more->p[i]);
}
