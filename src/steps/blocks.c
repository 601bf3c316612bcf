/*
 * Blocks of a page as blocks of the format. Nothing is lost: what has no
 * form of its own there is kept as its Markdown.
 */
#include "base/buf.h"
#include "steps/reader.h"

static struct checklist_block *block_new(struct reader *r, enum block_kind kind,
	struct checklist_place at)
{
	struct checklist_block *b = arena_new(r->a, struct checklist_block);

	b->kind = kind;
	b->at = at;
	return b;
}

static void push(struct reader *r, struct checklist_blocks *out,
	struct checklist_block *b)
{
	vec_push(r->a, out, b);
}

struct checklist_block *blocks_paragraph(struct reader *r,
	struct checklist_segments s, struct checklist_links l,
	struct checklist_place at)
{
	struct checklist_block *b = block_new(r, BLOCK_PARAGRAPH, at);

	b->segments = s;
	b->links = l;
	return b;
}

static struct checklist_place place_of(const struct gathered *g)
{
	return stream_place_at(g->in, g->from, g->to);
}

static void add_gathered(struct reader *r, struct gathered *g,
	struct checklist_blocks *out)
{
	if (g->segments.n)
		push(r, out,
			blocks_paragraph(r, g->segments, g->links,
				place_of(g)));
	for (size_t i = 0; i < g->images.n; i++)
		push(r, out, g->images.p[i]);
}

/* ---- Markdown ---------------------------------------------------- */

/* The first pair that begins at or after `at`. */
static size_t pair_after(const struct pairs *p, uint32_t at)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (p->p[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct str blocks_markdown(struct reader *r, struct seen *in, uint32_t from,
	uint32_t to, int side)
{
	const struct pairs *p = &in->page->pairs;
	struct str bytes = in->page->source->bytes;
	size_t at = from;
	struct buf b;

	buf_init(&b, r->a);
	for (size_t i = pair_after(p, from); i < p->n && p->p[i].at < to; i++) {
		const struct pair *pair = &p->p[i];
		buf_add(&b, str_sub(bytes, at, pair->at));
		buf_add(&b, side ? str_sub(bytes, pair->s, pair->s_end)
				 : str_sub(bytes, pair->t, pair->t_end));
		at = pair->end;
	}
	if (at < to)
		buf_add(&b, str_sub(bytes, at, to));
	return str_trim_right(buf_str(&b));
}

static void add_raw(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	const struct pairs *p = &e->in->page->pairs;
	uint32_t from = e->node->at.at, to = node_end(e->node);
	struct checklist_block *b = block_new(r, BLOCK_RAW,
		stream_place_at(e->in, from, to));
	size_t i = pair_after(p, from), first = i;

	for (; i < p->n && p->p[i].at < to; i++)
		e->in->used[i] = true;
	b->markdown[0] = blocks_markdown(r, e->in, from, to, 0);
	if (i > first)
		b->markdown[1] = blocks_markdown(r, e->in, from, to, 1);
	if (b->markdown[0].n)
		push(r, out, b);
}

/* ---- kinds ------------------------------------------------------- */

static void add_inside(struct reader *r, struct seen *in,
	const struct node *parent, struct checklist_blocks *out)
{
	struct entries inside = { 0 };

	if (r->depth >= READER_DEPTH)
		return;
	r->depth++;
	stream_entries(r, in, parent, &inside);
	for (size_t i = 0; i < inside.n; i++)
		blocks_add(r, &inside.p[i], out);
	r->depth--;
}

static struct str first_text(const struct checklist_blocks *body)
{
	for (size_t i = 0; i < body->n; i++) {
		const struct checklist_block *b = body->p[i];
		if (b->segments.n)
			return b->segments.p[0].text[1].n
				       ? b->segments.p[0].text[1]
				       : b->segments.p[0].text[0];
		if (b->kind == BLOCK_RAW)
			return b->markdown[1].n ? b->markdown[1]
						: b->markdown[0];
	}
	return (struct str){ "", 0 };
}

static void add_note(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	struct checklist_block *b = block_new(r, BLOCK_NOTE,
		stream_place(e->in, e->node));

	add_inside(r, e->in, e->node, &b->body);
	b->alert = e->node->as.alert.kind->name;
	if (b->body.n == 0) {
		add_raw(r, e, out);
		return;
	}
	b->id = checklist_id(r->a, &r->ids, "note", first_text(&b->body));
	push(r, out, b);
}

static void add_code(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	struct checklist_block *b = block_new(r, BLOCK_CODE,
		stream_place(e->in, e->node));
	struct str rest = e->node->as.code.info;

	str_cut(&rest, ' ', &b->language);
	b->value = e->node->as.code.text;
	push(r, out, b);
}

static void add_list(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	struct checklist_block *b = block_new(r, BLOCK_LIST,
		stream_place(e->in, e->node));

	if (r->depth >= READER_DEPTH) {
		add_raw(r, e, out);
		return;
	}
	b->ordered = e->node->as.list.ordered;
	for (const struct node *n = e->node->child; n; n = n->next) {
		struct checklist_blocks item = { 0 };
		add_inside(r, e->in, n, &item);
		vec_push(r->a, &b->items, item);
	}
	if (b->items.n)
		push(r, out, b);
}

static void add_text(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	struct gathered g;

	inlines_gather(r, e->in, e->node, &g);
	add_gathered(r, &g, out);
}

void blocks_add(struct reader *r, const struct entry *e,
	struct checklist_blocks *out)
{
	switch (e->node->kind) {
	case NODE_PARAGRAPH:
	case NODE_HEADING:
		add_text(r, e, out);
		break;
	case NODE_ALERT:
		add_note(r, e, out);
		break;
	case NODE_IMAGE:
		if (e->node->as.image.url.n == 0)
			break;
		push(r, out, image_block(r, e->in, e->node, NULL));
		break;
	case NODE_CODE_BLOCK:
		add_code(r, e, out);
		break;
	case NODE_LIST:
		add_list(r, e, out);
		break;
	case NODE_BOX:
		if (e->checklist)
			add_inside(r, e->in, e->node, out);
		else
			add_raw(r, e, out);
		break;
	default:
		add_raw(r, e, out);
		break;
	}
}

void blocks_split(struct reader *r, struct gathered *g,
	struct checklist_item *item)
{
	struct checklist_segments rest = { 0 };
	struct checklist_place at;

	for (size_t i = 0; i < g->segments.n; i++) {
		if (i == 0)
			vec_push(r->a, &item->text, g->segments.p[i]);
		else
			vec_push(r->a, &rest, g->segments.p[i]);
	}
	item->links = links_of(r, &g->links, &item->text);
	if (rest.n == 0) {
		for (size_t i = 0; i < g->links.n; i++)
			vec_push(r->a, &item->links, g->links.p[i]);
	} else {
		at = rest.p[0].at;
		if (str_eq(at.file, g->in->file))
			at.end = place_of(g).end;
		push(r, &item->info, blocks_paragraph(r, rest, g->links, at));
	}
	for (size_t i = 0; i < g->images.n; i++)
		push(r, &item->info, g->images.p[i]);
}
