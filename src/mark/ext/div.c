/*
 * `> [!div class="checklist"]`: a quote that is a section with attributes
 * of its own. They are copied as written; one pair of backticks around them
 * goes, one backtick alone makes them go.
 */
#include "format/html.h"
#include "mark/ext/ext.h"

const struct rule rule_div_content = {
	.id = "DG527",
	.name = "div-content",
	.level = LEVEL_SUGGESTION,
	.title = "a section without what its class is for",
	.why = "it looks like any other text",
	.fix = "put a list into a checklist, one link into a nextstepaction",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!div class=\"checklist\"]\n"
	       "> Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!div class=\"checklist\"]\n"
		"> * Come early.\n",
};

#define OPEN S("[!div")

static bool read_div(struct str line, struct str *attrs)
{
	line = str_trim(line);
	if (!str_starts_nocase(line, OPEN) || !str_ends(line, S("]")))
		return false;
	*attrs = str_sub(line, OPEN.n, line.n - 1);
	if (str_find_byte(*attrs, 0, ']') != STR_NONE ||
		(attrs->n && !char_is_space(attrs->p[0]) && attrs->p[0] != '`'))
		return false;
	*attrs = str_trim(*attrs);
	bool begins = str_starts(*attrs, S("`"));
	bool ends = str_ends(*attrs, S("`"));
	if (begins && ends && attrs->n > 1)
		*attrs = str_trim(str_sub(*attrs, 1, attrs->n - 1));
	else if (begins || ends)
		*attrs = S("");
	return true;
}

static bool div_line(const struct ext_line *line)
{
	struct str attrs;

	return line->quote && read_div(line->text, &attrs);
}

/* The value of class="..." among the attributes as written; or "". */
static struct str class_of(struct ext *x, struct str attrs)
{
	struct html_reader r;
	struct html_token t;
	const struct html_attr *a;

	html_begin(&r, str_printf(x->arena, "<div %.*s>", STR_ARG(attrs)));
	if (!html_next(&r, &t) || t.kind != HTML_OPEN)
		return S("");
	a = html_attr(&t, S("class"));
	return a ? html_unescape(x->arena, a->value) : S("");
}

static bool holds(const struct node *root, enum node_kind kind)
{
	for (const struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == kind)
			return true;
	return false;
}

static void check_content(struct ext *x, const struct node *div,
	struct str class, struct span at)
{
	const char *what = NULL;

	if (str_eq(class, S("checklist")) && !holds(div, NODE_LIST))
		what = "the checklist has no list";
	else if (str_eq(class, S("nextstepaction")) && !holds(div, NODE_LINK))
		what = "the next step has no link";
	if (what)
		diag_add(x->sink, &rule_div_content, at, "%s", what);
}

static void div_block(struct ext *x, struct node *mark)
{
	struct str attrs, class;
	struct box *box;
	struct span at;

	if (!read_div(mark->as.text, &attrs))
		return;
	class = class_of(x, attrs);
	at = ext_span(x, mark->at.at, node_end(mark));
	box = arena_new(x->arena, struct box);
	box->name = "div";
	box->docfx.element = box->site.element = "div";
	if (attrs.n)
		box->docfx.attrs = str_cat(x->arena, S(" "), attrs);
	if (class.n)
		box->site.attrs = ext_attr(x, "class", class);
	ext_leave_quote(x, mark, true);
	mark->kind = NODE_BOX;
	mark->as.box = box;
	check_content(x, mark, class, at);
}

const struct extension extension_div = {
	.name = "div",
	.line = div_line,
	.block = div_block,
};
