/*
 * The table of checklist formats, and what they share. To add one: a file
 * with its struct list_format, and its line here.
 */
#include "list/list.h"

const struct list_format *const list_formats[] = { &list_text_format,
	&list_json, &list_yaml, &list_csv, &list_ics, &list_markdown,
	&list_dita, &list_jsonld, NULL };

const struct list_format *list_format_find(struct str name)
{
	for (size_t i = 0; list_formats[i]; i++)
		if (str_eq(name, str_of(list_formats[i]->name)))
			return list_formats[i];
	return NULL;
}

struct str list_item(struct list *l, const struct checklist_item *x)
{
	struct str text = list_text(l, &x->text);

	if (x->checkable || x->label.n == 0)
		return text;
	return str_printf(l->a, "%.*s: %.*s", STR_ARG(x->label), STR_ARG(text));
}

struct str list_text(struct list *l, const struct checklist_segments *s)
{
	struct str target = checklist_text(l->a, s, 0);
	struct str source = checklist_text(l->a, s, 1);

	if (l->language == LIST_SOURCE)
		return source;
	if (l->language == LIST_TARGET || str_eq(target, source))
		return target;
	return str_printf(l->a, "%.*s (%.*s)", STR_ARG(target),
		STR_ARG(source));
}

struct str list_side(const struct list *l, const struct str text[2])
{
	int side = l->language == LIST_SOURCE;

	return text[side].n ? text[side] : text[!side];
}

struct str list_title(struct list *l, const struct checklist *c)
{
	if (c->heading.text.n && l->language != LIST_TARGET)
		return list_text(l, &c->heading.text);
	return c->title[0];
}

bool list_done(const struct list *l, struct str id)
{
	return value_get(l->done, id) != NULL;
}

struct str list_number(struct list *l, const struct checklist_item *x)
{
	size_t slash = str_find_byte(x->path, 0, '/');
	struct str rest, part, number = { "", 0 };

	if (slash == STR_NONE || !x->checkable)
		return number;
	rest = str_skip(x->path, slash + 1);
	while (str_cut(&rest, '/', &part)) {
		bool dot = number.n && part.n && char_is_digit(part.p[0]);
		number = str_printf(l->a, "%.*s%s%.*s", STR_ARG(number),
			dot ? "." : "", STR_ARG(part));
	}
	return number;
}

static void put_blocks(struct list *l, const struct checklist_blocks *blocks,
	struct buf *out)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct checklist_block *b = blocks->p[i];
		struct str text = { "", 0 };
		if (b->kind == BLOCK_PARAGRAPH)
			text = list_text(l, &b->segments);
		else if (b->kind == BLOCK_CODE)
			text = str_trim_right(b->value);
		else if (b->kind == BLOCK_IMAGE)
			text = list_side(l, b->alt);
		else if (b->kind == BLOCK_RAW)
			text = list_side(l, b->markdown);
		buf_add(out, text);
		if (text.n)
			buf_byte(out, '\n');
		put_blocks(l, &b->body, out);
		for (size_t k = 0; k < b->items.n; k++)
			put_blocks(l, &b->items.p[k], out);
	}
}

struct str list_blocks(struct list *l, const struct checklist_blocks *b)
{
	struct buf out;

	buf_init(&out, l->a);
	put_blocks(l, b, &out);
	return str_trim_right(buf_str(&out));
}

const struct checklist_blocks *list_after(const struct checklist_section *s,
	const struct checklist_item *step)
{
	return step->continuation
		       ? &s->continuations.p[step->continuation - 1].body
		       : NULL;
}
