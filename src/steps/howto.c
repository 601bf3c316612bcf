/*
 * Procedures as schema.org's HowTo, prerequisites as an ItemList beside it:
 * the vocabulary has nothing for what a reader must have first.
 */
#include "steps/checklist.h"

struct howto {
	struct arena *a;
	const struct checklist *c;
	int side; /* of texts */
};

static void put(struct howto *h, struct value *map, const char *key,
	struct value *v)
{
	value_append(h->a, map, str_of(key), (struct span){ 0, 0, 0 }, v);
}

static void put_text(struct howto *h, struct value *map, const char *key,
	struct str s)
{
	if (s.n)
		put(h, map, key, value_text(h->a, s));
}

static struct value *typed(struct howto *h, const char *type)
{
	struct value *map = value_map(h->a);

	put_text(h, map, "@type", str_of(type));
	return map;
}

static struct str url_of(struct howto *h, struct str anchor)
{
	return str_printf(h->a, "#%.*s", STR_ARG(anchor));
}

static void put_position(struct howto *h, struct value *map, size_t i)
{
	put(h, map, "position", value_number(h->a, (double)(i + 1)));
}

/* ---- steps ------------------------------------------------------- */

static void add_direction(struct howto *h, struct value *list, const char *type,
	const struct checklist_segments *s)
{
	struct value *map = typed(h, type);

	put_position(h, map, list->n);
	put_text(h, map, "text", checklist_text(h->a, s, h->side));
	value_add(h->a, list, map);
}

static void add_blocks(struct howto *h, struct value *list,
	const struct checklist_blocks *blocks, const char *type)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct checklist_block *b = blocks->p[i];
		if (b->kind == BLOCK_PARAGRAPH)
			add_direction(h, list, type, &b->segments);
		else if (b->kind == BLOCK_NOTE)
			add_blocks(h, list, &b->body, "HowToTip");
		for (size_t k = 0; k < b->items.n; k++)
			add_blocks(h, list, &b->items.p[k], type);
	}
}

/* Parts of parts follow each other: a step is one list. */
static void add_parts(struct howto *h, struct value *list,
	const struct checklist_items *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct checklist_item *x = parts->p[i];
		add_direction(h, list, "HowToDirection", &x->text);
		add_blocks(h, list, &x->info, "HowToDirection");
		add_parts(h, list, &x->children);
		add_parts(h, list, &x->choices);
	}
}

static struct value *step(struct howto *h, const struct checklist_item *x,
	struct str anchor, size_t i)
{
	struct value *map = typed(h, "HowToStep"), *list = value_list(h->a);

	put_position(h, map, i);
	put_text(h, map, "name", checklist_text(h->a, &x->text, h->side));
	put_text(h, map, "identifier", x->id);
	put_text(h, map, "url", url_of(h, anchor));
	add_direction(h, list, "HowToDirection", &x->text);
	add_blocks(h, list, &x->info, "HowToDirection");
	add_parts(h, list, &x->children);
	add_parts(h, list, &x->choices);
	put(h, map, "itemListElement", list);
	return map;
}

static struct value *informal(struct howto *h,
	const struct checklist_section *s)
{
	struct value *map = typed(h, "HowToStep"), *list = value_list(h->a);

	put_position(h, map, 0);
	put_text(h, map, "name",
		checklist_text(h->a, &s->heading.text, h->side));
	put_text(h, map, "identifier", s->id);
	put_text(h, map, "url", url_of(h, s->heading.anchor));
	add_blocks(h, list, &s->notes, "HowToDirection");
	put(h, map, "itemListElement", list);
	return map;
}

static struct value *section(struct howto *h, const struct checklist_section *s,
	size_t i)
{
	struct value *map = typed(h, "HowToSection"), *list = value_list(h->a);

	put_position(h, map, i);
	put_text(h, map, "name",
		checklist_text(h->a, &s->heading.text, h->side));
	put_text(h, map, "identifier", s->id);
	put_text(h, map, "url", url_of(h, s->heading.anchor));
	if (s->procedure == PROCEDURE_INFORMAL)
		value_add(h->a, list, informal(h, s));
	for (size_t k = 0; k < s->items.n; k++)
		value_add(h->a, list,
			step(h, s->items.p[k], s->heading.anchor, k));
	put_text(h, map, "itemListOrder",
		s->procedure == PROCEDURE_ORDERED ? S("ItemListOrderAscending")
						  : S("ItemListUnordered"));
	put(h, map, "itemListElement", list);
	return map;
}

/* ---- the whole --------------------------------------------------- */

static struct value *needs(struct howto *h)
{
	struct value *map = typed(h, "ItemList"), *list = value_list(h->a);

	for (size_t i = 0; i < h->c->sections.n; i++) {
		const struct checklist_section *s = h->c->sections.p[i];
		if (s->kind != SECTION_PREREQUISITES)
			continue;
		if (list->n == 0)
			put_text(h, map, "name",
				checklist_text(h->a, &s->heading.text,
					h->side));
		for (size_t k = 0; k < s->items.n; k++) {
			struct value *item = typed(h, "ListItem");
			put_position(h, item, list->n);
			put_text(h, item, "identifier", s->items.p[k]->id);
			put_text(h, item, "name",
				checklist_text(h->a, &s->items.p[k]->text,
					h->side));
			value_add(h->a, list, item);
		}
	}
	put(h, map, "itemListElement", list);
	return list->n ? map : NULL;
}

static struct str title(struct howto *h)
{
	return h->side && h->c->heading.text.n
		       ? checklist_text(h->a, &h->c->heading.text, h->side)
		       : h->c->title[0];
}

struct value *checklist_howto(struct arena *a, const struct checklist *c,
	int side)
{
	struct howto h = { a, c, c->locale[side].n ? side : 0 };
	struct value *how = typed(&h, "HowTo"), *steps = value_list(a),
		     *graph = value_list(a), *all = value_map(a), *first;

	for (size_t i = 0; i < c->sections.n; i++)
		if (c->sections.p[i]->kind == SECTION_PROCEDURE)
			value_add(a, steps,
				section(&h, c->sections.p[i], steps->n));
	if (steps->n == 0)
		return NULL;
	put_text(&h, how, "@id", S("#howto"));
	put_text(&h, how, "name", title(&h));
	put_text(&h, how, "inLanguage", c->locale[h.side]);
	if (h.side == 0)
		put_text(&h, how, "description",
			value_text_at(c->page->meta, S("description")));
	put(&h, how, "step", steps);
	value_add(a, graph, how);
	first = needs(&h);
	if (first)
		value_add(a, graph, first);
	put_text(&h, all, "@context", S("https://schema.org"));
	put(&h, all, "@graph", graph);
	return all;
}
