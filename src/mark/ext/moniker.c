/*
 * `::: moniker range=">= x-1.0"`: for some versions only. The range is kept
 * as it is written; a page of a single docset shows it as a label.
 */
#include "mark/ext/ext.h"

/* The range of an opener; false if the line is none. */
static bool read_range(struct str line, struct str *range)
{
	struct colons c;
	size_t end;

	if (!ext_colons(line, &c) || !str_eq_nocase(c.name, S("moniker")) ||
		!str_starts_nocase(c.rest, S("range=\"")))
		return false;
	*range = str_skip(c.rest, 7);
	end = str_find_byte(*range, 0, '"');
	*range = str_sub(*range, 0, end == STR_NONE ? 0 : end);
	return end != STR_NONE;
}

static bool moniker_line(const struct ext_line *line)
{
	struct str range;

	return ext_is_end(line->text, "moniker") ||
	       read_range(line->text, &range);
}

static void moniker_block(struct ext *x, struct node *mark)
{
	struct str range;
	struct box *box;

	if (!read_range(mark->as.text, &range))
		return;
	box = arena_new(x->arena, struct box);
	box->name = "moniker";
	box->docfx.element = box->site.element = "div";
	box->docfx.attrs = ext_attr(x, "range", range);
	box->site.attrs = str_cat(x->arena, S(" class=\"moniker\""),
		ext_attr(x, "data-range", range));
	box->site.inner = str_printf(x->arena,
		"<p class=\"condition\">%.*s</p>\n",
		STR_ARG(ext_escape(x, range)));
	ext_open_box(x, mark, box);
}

const struct extension extension_moniker = {
	.name = "moniker",
	.line = moniker_line,
	.pair = "moniker",
	.block = moniker_block,
};
