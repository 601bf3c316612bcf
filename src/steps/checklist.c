/* One page's checklist from its trees; the counts; one page's ids for its
 * translation. */
#include "steps/checklist.h"

#include "base/buf.h"
#include "base/path.h"
#include "steps/reader.h"

struct str checklist_text(struct arena *a, const struct checklist_segments *s,
	int side)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < s->n; i++) {
		struct str text = s->p[i].text[side].n ? s->p[i].text[side]
						       : s->p[i].text[!side];
		if (i && text.n)
			buf_byte(&b, ' ');
		buf_add(&b, text);
	}
	return buf_str(&b);
}

/* ---- counts ------------------------------------------------------ */

static void count_blocks(struct checklist_counts *c,
	const struct checklist_blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct checklist_block *b = blocks->p[i];
		c->links += b->links.n;
		c->notes += b->kind == BLOCK_NOTE;
		c->images += b->kind == BLOCK_IMAGE;
		count_blocks(c, &b->body);
		for (size_t k = 0; k < b->items.n; k++)
			count_blocks(c, &b->items.p[k]);
	}
}

static void count_items(struct checklist_counts *c,
	const struct checklist_items *items, enum section_kind kind, int depth)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		c->links += x->links.n;
		count_blocks(c, &x->info);
		c->prerequisites += kind == SECTION_PREREQUISITES && depth == 0;
		c->steps += kind == SECTION_PROCEDURE && depth == 0;
		c->substeps += kind == SECTION_PROCEDURE && depth == 1;
		c->checkable += x->checkable;
		count_items(c, &x->children, kind, depth < 2 ? 1 : 2);
		count_items(c, &x->choices, kind, 2);
	}
}

static void count_section(struct checklist_counts *c,
	const struct checklist_section *s)
{
	c->procedures += s->kind == SECTION_PROCEDURE;
	c->checkable += s->kind == SECTION_PROCEDURE &&
			s->procedure == PROCEDURE_INFORMAL;
	count_blocks(c, &s->intro);
	count_blocks(c, &s->notes);
	count_items(c, &s->items, s->kind, 0);
	for (size_t i = 0; i < s->continuations.n; i++)
		count_blocks(c, &s->continuations.p[i].body);
}

static void count_parts(struct checklist *c)
{
	count_blocks(&c->counts, &c->context);
	for (size_t i = 0; i < c->sections.n; i++)
		count_section(&c->counts, c->sections.p[i]);
}

void checklist_only(struct checklist *c, struct str anchor)
{
	struct checklist_counts pairs = { .segments = c->counts.segments,
		.segments_used = c->counts.segments_used };
	size_t n = 0;

	for (size_t i = 0; i < c->sections.n; i++)
		if (str_eq(c->sections.p[i]->heading.anchor, anchor))
			c->sections.p[n++] = c->sections.p[i];
	c->sections.n = n;
	c->context.n = 0;
	c->counts = pairs;
	count_parts(c);
}

static void count_all(struct reader *r)
{
	struct checklist_counts *c = &r->out->counts;

	count_parts(r->out);
	for (size_t i = 0; i < r->seen.n; i++) {
		const struct seen *s = r->seen.p[i];
		c->segments += s->page->pairs.n;
		for (size_t k = 0; k < s->page->pairs.n; k++)
			c->segments_used += s->used[k];
	}
}

/* ---- reading ----------------------------------------------------- */

static void name_page(struct reader *r)
{
	struct checklist *c = r->out;
	struct str text = checklist_text(r->a, &c->heading.text, 1);

	c->title[0] = c->page->title.n
			      ? c->page->title
			      : checklist_text(r->a, &c->heading.text, 0);
	if (text.n == 0)
		text = c->title[0].n ? c->title[0] : c->path;
	if (c->title[0].n == 0)
		c->title[0] = path_base(path_stem(c->path));
	c->id = checklist_id(r->a, &r->ids, "page", text);
}

struct checklist *checklist_read(struct arena *a, const struct page *p,
	const struct words *words, const struct checklist_host *host)
{
	struct checklist *c = arena_new(a, struct checklist);
	struct reader r = { .a = a, .out = c, .host = host, .words = words };
	struct entries flow = { 0 };
	struct seen *in;

	c->page = p;
	c->locale[0] = host->locale[0];
	c->locale[1] = p->tree[1] ? host->locale[1] : S("");
	c->dir = host->dir;
	c->path = host->path;
	c->href = host->href;
	for (int side = 0; side < 2; side++)
		r.language[side] = words_language(words, c->locale[side]);
	/* A page that does not say its language may well be a source. */
	if (str_eq(c->locale[0], S("und")))
		r.language[0] = words_language(words, host->locale[1]);
	in = reader_see(&r, p, S(""));
	stream_entries(&r, in, p->tree[0]->root, &flow);
	parts_read(&r, &flow);
	requires_find(&r);
	name_page(&r);
	count_all(&r);
	return c;
}

/* ---- the same page in its source language ------------------------ */

static bool same_shape(const struct checklist_items *x,
	const struct checklist_items *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (!same_shape(&x->p[i]->children, &y->p[i]->children) ||
			!same_shape(&x->p[i]->choices, &y->p[i]->choices))
			return false;
	return true;
}

/* Whole texts are paired where they have as many sentences. */
static void adopt_text(struct checklist_segments *to,
	const struct checklist_segments *from)
{
	for (size_t i = 0; to->n == from->n && i < to->n; i++) {
		to->p[i].text[1] = from->p[i].text[0];
		to->p[i].markdown[1] = from->p[i].markdown[0];
	}
}

static void adopt_items(struct checklist_items *to,
	const struct checklist_items *from)
{
	for (size_t i = 0; i < to->n; i++) {
		to->p[i]->id = from->p[i]->id;
		adopt_text(&to->p[i]->text, &from->p[i]->text);
		adopt_items(&to->p[i]->children, &from->p[i]->children);
		adopt_items(&to->p[i]->choices, &from->p[i]->choices);
	}
}

void checklist_adopt(struct checklist *c, const struct checklist *source)
{
	if (c->locale[1].n || c->sections.n != source->sections.n)
		return;
	for (size_t i = 0; i < c->sections.n; i++)
		if (c->sections.p[i]->kind != source->sections.p[i]->kind ||
			!same_shape(&c->sections.p[i]->items,
				&source->sections.p[i]->items))
			return;
	c->locale[1] = source->locale[0];
	c->id = source->id;
	adopt_text(&c->heading.text, &source->heading.text);
	for (size_t i = 0; i < c->sections.n; i++) {
		struct checklist_section *to = c->sections.p[i];
		const struct checklist_section *from = source->sections.p[i];
		to->id = from->id;
		adopt_text(&to->heading.text, &from->heading.text);
		adopt_items(&to->items, &from->items);
	}
}
