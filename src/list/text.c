/* Plain text, for reading in a terminal. */
#include "list/list.h"

static void put_items(struct list *l, const struct checklist_items *items,
	int depth)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		struct str number = l->numbered ? list_number(l, x) : S("");
		buf_printf(l->out, "%*s%s ", depth * 4 + 2, "",
			!x->checkable         ? "  *"
			: list_done(l, x->id) ? "[x]"
					      : "[ ]");
		if (number.n)
			buf_printf(l->out, "%.*s. ", STR_ARG(number));
		buf_add(l->out, list_item(l, x));
		buf_byte(l->out, '\n');
		put_items(l, &x->children, depth + 1);
		put_items(l, &x->choices, depth + 1);
	}
}

static void put_section(struct list *l, const struct checklist_section *s)
{
	struct str heading = list_text(l, &s->heading.text);

	buf_byte(l->out, '\n');
	if (s->kind == SECTION_PROCEDURE &&
		s->procedure == PROCEDURE_INFORMAL) {
		buf_printf(l->out, "  %s %.*s\n",
			list_done(l, s->id) ? "[x]" : "[ ]", STR_ARG(heading));
		return;
	}
	buf_printf(l->out, "%.*s\n", STR_ARG(heading));
	put_items(l, &s->items, 0);
}

static void write(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct checklist *c = l->pages[i];
		if (i)
			buf_byte(l->out, '\n');
		buf_printf(l->out, "%.*s\n", STR_ARG(list_title(l, c)));
		for (size_t k = 0; k < c->sections.n; k++)
			put_section(l, c->sections.p[k]);
	}
}

const struct list_format list_text_format = { "txt", "plain text (the default)",
	write };
