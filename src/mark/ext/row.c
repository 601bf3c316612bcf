/*
 * `:::row:::` with `:::column span="2":::` inside: text in columns. What is
 * in them may be indented; indent.c has taken that away before the parse.
 */
#include "mark/attrs.h"
#include "mark/ext/ext.h"

static const struct box row = {
	.name = "row",
	.docfx = { "section", S_INIT(" class=\"row\""), S_INIT("") },
	.site = { "div", S_INIT(" class=\"row\""), S_INIT("") },
};

static bool is_opener(struct str line, const char *name)
{
	struct colons c;

	return ext_colons(line, &c) && c.closed &&
	       str_eq_nocase(c.name, str_of(name));
}

static bool row_line(const struct ext_line *line)
{
	return is_opener(line->text, "row") || ext_is_end(line->text, "row");
}

static void row_block(struct ext *x, struct node *mark)
{
	if (is_opener(mark->as.text, "row"))
		ext_open_box(x, mark, &row);
}

const struct extension extension_row = {
	.name = "row",
	.line = row_line,
	.pair = "row",
	.block = row_block,
};

static bool column_line(const struct ext_line *line)
{
	return is_opener(line->text, "column") ||
	       ext_is_end(line->text, "column");
}

/* span="2": as many columns wide. Written span="" in many real pages. */
static void column_block(struct ext *x, struct node *mark)
{
	struct colons c;
	struct attrs attrs;
	const struct str *span;
	struct box *box;
	struct str wide = S("");
	uint32_t n;

	if (!is_opener(mark->as.text, "column") ||
		!ext_colons(mark->as.text, &c))
		return;
	attrs_parse(c.rest, &attrs);
	span = attrs_get(&attrs, S("span"));
	if (span && str_to_uint(*span, &n) && n != 1 && n < 100)
		wide = str_printf(x->arena, " span%u", n);
	else if (span && span->n == 0)
		wide = S(" span");
	box = arena_new(x->arena, struct box);
	box->name = "column";
	box->docfx.element = box->site.element = "div";
	box->docfx.attrs = str_printf(x->arena, " class=\"column%.*s\"",
		STR_ARG(wide));
	box->site.attrs = box->docfx.attrs;
	ext_open_box(x, mark, box);
}

const struct extension extension_column = {
	.name = "column",
	.line = column_line,
	.pair = "column",
	.block = column_block,
};
