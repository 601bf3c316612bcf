/*
 * CSV (RFC 4180): a row for each thing to have or do. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
#include "base/utf8.h"
#include "list/list.h"

/* Some spreadsheets know the wide signs of Chinese and Japanese too. */
static bool is_formula(struct str s)
{
	static const uint32_t signs[] = { '=', '+', '-', '@', 0xFF1D, 0xFF0B,
		0xFF0D, 0xFF20 };
	size_t i = 0;
	uint32_t c = s.n ? utf8_next(s, &i) : 0;

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (c == signs[i])
			return true;
	return false;
}

/* White space before a sign is no help. */
static bool is_unsafe(struct str s)
{
	return (s.n && (s.p[0] == '\t' || s.p[0] == '\r')) ||
	       is_formula(str_trim_left(s));
}

static void put_cell(struct list *l, struct str s, bool last)
{
	buf_byte(l->out, '"');
	if (is_unsafe(s))
		buf_byte(l->out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(l->out, '"');
		buf_byte(l->out, s.p[i]);
	}
	buf_add(l->out, last ? S("\"\r\n") : S("\","));
}

static void put_row(struct list *l, const struct checklist *c,
	const struct checklist_section *s, const struct checklist_item *x)
{
	static const char *const kinds[] = { "prerequisite", "step", "next" };

	put_cell(l, c->path, false);
	put_cell(l, str_of(kinds[s->kind]), false);
	put_cell(l, s->heading.anchor, false);
	put_cell(l, list_number(l, x), false);
	put_cell(l, x->id, false);
	put_cell(l, checklist_text(l->a, &x->text, 0), false);
	put_cell(l, c->locale[1].n ? checklist_text(l->a, &x->text, 1) : S(""),
		false);
	put_cell(l, list_blocks(l, &x->info), false);
	put_cell(l, x->checkable ? S("yes") : S("no"), false);
	put_cell(l, list_done(l, x->id) ? S("yes") : S(""), false);
	put_cell(l, str_printf(l->a, "%u", x->at.line), true);
}

static void put_items(struct list *l, const struct checklist *c,
	const struct checklist_section *s, const struct checklist_items *items)
{
	for (size_t i = 0; i < items->n; i++) {
		put_row(l, c, s, items->p[i]);
		put_items(l, c, s, &items->p[i]->children);
		put_items(l, c, s, &items->p[i]->choices);
	}
}

/* Prose that is done as a whole. */
static void put_informal(struct list *l, const struct checklist *c,
	const struct checklist_section *s)
{
	struct checklist_item x = { .id = s->id,
		.checkable = true,
		.text = s->heading.text,
		.info = s->notes,
		.at = s->heading.at };

	put_row(l, c, s, &x);
}

static void write(struct list *l)
{
	buf_lit(l->out, "page,kind,section,number,id,text,source,info,"
			"checkable,done,line\r\n");
	for (size_t i = 0; i < l->n; i++) {
		const struct checklist *c = l->pages[i];
		for (size_t k = 0; k < c->sections.n; k++) {
			const struct checklist_section *s = c->sections.p[k];
			put_items(l, c, s, &s->items);
			if (s->kind == SECTION_PROCEDURE &&
				s->procedure == PROCEDURE_INFORMAL)
				put_informal(l, c, s);
		}
	}
}

const struct list_format list_csv = { "csv", "a row an item, for spreadsheets",
	write };
