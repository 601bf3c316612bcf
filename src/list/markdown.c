/* Markdown: a task list, with the blocks of each item inside it. */
#include <stdio.h>

#include "list/list.h"

static struct str inline_text(struct list *l,
	const struct checklist_segments *s)
{
	struct buf b;

	buf_init(&b, l->a);
	for (size_t i = 0; i < s->n; i++) {
		for (int side = 0; side < 2; side++) {
			bool wanted = side ? l->language != LIST_TARGET
					   : l->language != LIST_SOURCE;
			struct str t = s->p[i].markdown[side].n
					       ? s->p[i].markdown[side]
					       : s->p[i].text[side];
			if (!wanted || t.n == 0)
				continue;
			if (b.n)
				buf_byte(&b, ' ');
			buf_add(&b, t);
		}
	}
	return b.n ? buf_str(&b) : list_text(l, s);
}

/* Lines of a text, each of them indented. */
static void put_lines(struct list *l, struct str text, int indent)
{
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		if (line.n)
			buf_printf(l->out, "%*s%.*s\n", indent, "",
				STR_ARG(line));
		else
			buf_byte(l->out, '\n');
	}
}

static void put_blocks(struct list *l, const struct checklist_blocks *b,
	int indent);

static void put_fence(struct list *l, const struct checklist_block *b,
	int indent)
{
	const char *fence = "```";

	while (str_find(b->value, 0, str_of(fence)) != STR_NONE)
		fence = str_cat(l->a, str_of(fence), S("`")).p;
	put_lines(l,
		str_printf(l->a, "%s%.*s\n%.*s\n%s", fence,
			STR_ARG(b->language), STR_ARG(str_trim_right(b->value)),
			fence),
		indent);
}

/* The first block of an item stands behind its marker. */
static void put_list(struct list *l, const struct checklist_block *b,
	int indent)
{
	struct list inner = *l;
	struct buf out;
	char marker[24];
	int width;

	inner.out = &out;
	buf_byte(l->out, '\n');
	for (size_t i = 0; i < b->items.n; i++) {
		if (b->ordered)
			width = snprintf(marker, sizeof(marker), "%zu. ",
				i + 1);
		else
			width = snprintf(marker, sizeof(marker), "- ");
		buf_init(&out, l->a);
		put_blocks(&inner, &b->items.p[i], indent + width);
		buf_printf(l->out, "%*s%s%.*s\n", indent, "", marker,
			STR_ARG(str_trim(buf_str(&out))));
	}
}

static void put_block(struct list *l, const struct checklist_block *b,
	int indent)
{
	switch (b->kind) {
	case BLOCK_PARAGRAPH:
		put_lines(l, inline_text(l, &b->segments), indent);
		break;
	case BLOCK_NOTE:
		put_lines(l, str_printf(l->a, "**%.*s:**", STR_ARG(b->alert)),
			indent);
		put_blocks(l, &b->body, indent);
		break;
	case BLOCK_IMAGE:
		put_lines(l,
			str_printf(l->a, "![%.*s](%.*s)",
				STR_ARG(list_side(l, b->alt)), STR_ARG(b->src)),
			indent);
		break;
	case BLOCK_CODE:
		put_fence(l, b, indent);
		break;
	case BLOCK_LIST:
		put_list(l, b, indent);
		break;
	case BLOCK_RAW:
		put_lines(l, list_side(l, b->markdown), indent);
		break;
	}
}

static void put_blocks(struct list *l, const struct checklist_blocks *b,
	int indent)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->p[i]->kind != BLOCK_LIST)
			buf_byte(l->out, '\n');
		put_block(l, b->p[i], indent);
	}
}

static void put_items(struct list *l, const struct checklist_section *s,
	const struct checklist_items *items, int indent)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		const struct checklist_blocks *after = list_after(s, x);
		struct str number = l->numbered ? list_number(l, x) : S("");
		buf_printf(l->out, "%*s- %s", indent, "",
			!x->checkable         ? ""
			: list_done(l, x->id) ? "[x] "
					      : "[ ] ");
		if (number.n)
			buf_printf(l->out, "**%.*s** ", STR_ARG(number));
		if (!x->checkable && x->label.n)
			buf_printf(l->out, "%.*s: ", STR_ARG(x->label));
		struct str text = inline_text(l, &x->text), first;
		str_cut(&text, '\n', &first);
		buf_add(l->out, first);
		buf_byte(l->out, '\n');
		if (text.p)
			put_lines(l, text, indent + 2);
		put_blocks(l, &x->info, indent + 2);
		if (after)
			put_blocks(l, after, indent + 2);
		put_items(l, s, &x->children, indent + 2);
		put_items(l, s, &x->choices, indent + 2);
	}
}

static void put_section(struct list *l, const struct checklist_section *s)
{
	struct str heading = inline_text(l, &s->heading.text);

	buf_printf(l->out, "\n## %.*s\n", STR_ARG(heading));
	put_blocks(l, &s->intro, 0);
	buf_byte(l->out, '\n');
	if (s->kind == SECTION_PROCEDURE && s->procedure == PROCEDURE_INFORMAL)
		buf_printf(l->out, "- [%c] %.*s\n",
			list_done(l, s->id) ? 'x' : ' ', STR_ARG(heading));
	put_items(l, s, &s->items, 0);
	put_blocks(l, &s->notes,
		s->procedure == PROCEDURE_INFORMAL &&
				s->kind == SECTION_PROCEDURE
			? 2
			: 0);
}

static void write(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct checklist *c = l->pages[i];
		if (i)
			buf_byte(l->out, '\n');
		buf_printf(l->out, "# %.*s\n", STR_ARG(list_title(l, c)));
		for (size_t k = 0; k < c->sections.n; k++)
			put_section(l, c->sections.p[k]);
	}
}

const struct list_format list_markdown = { "md", "a Markdown task list",
	write };
