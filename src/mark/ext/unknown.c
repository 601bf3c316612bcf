/*
 * The last of the table: documentation syntax that nobody took stays
 * visible as text, with a finding, so that nothing is lost in silence.
 */
#include "mark/ext/ext.h"

const struct rule rule_block_unknown = {
	"DG522", "block-unknown", LEVEL_WARNING,
	"a directive that diglot does not read",
	"it is shown as text",
	"check its spelling; see the manual for the directives there are",
};

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '-';
}

/* The name of a directive at the start of text: ":::x", "[!x"; else "". */
static struct str directive_name(struct str text)
{
	struct str rest;
	size_t n = 0;

	if (str_starts(text, S(":::")))
		rest = str_trim_left(str_skip(text, 3));
	else if (str_starts(text, S("[!")))
		rest = str_skip(text, 2);
	else
		return (struct str){ "", 0 };
	while (n < rest.n && is_name_char(rest.p[n]))
		n++;
	return str_sub(text, 0, n ? (size_t)(rest.p + n - text.p) : 0);
}

static void report(struct ext *x, struct str name, size_t from, size_t to)
{
	diag_add(x->sink, &rule_block_unknown, ext_span(x, from, to),
		"'%.*s' is shown as text", STR_ARG(name));
}

static bool begins_line(const struct node *n)
{
	return !n->prev || n->prev->kind == NODE_SOFT_BREAK ||
	       n->prev->kind == NODE_LINE_BREAK ||
	       n->prev->kind == NODE_INCLUDE;
}

static void unknown_inlines(struct ext *x, struct node *parent)
{
	if (parent->kind != NODE_PARAGRAPH && parent->kind != NODE_CELL &&
		parent->kind != NODE_HEADING)
		return;
	for (struct node *n = parent->child; n; n = n->next) {
		if (n->kind != NODE_TEXT || !begins_line(n))
			continue;
		struct str text = str_trim_left(n->as.text);
		struct str name = directive_name(text);
		if (name.n)
			report(x, name, n->at.at, node_end(n));
	}
}

static void unknown_block(struct ext *x, struct node *mark)
{
	struct node *text = ext_node(x, NODE_TEXT, mark->at.at,
		node_end(mark));

	report(x, mark->as.text, mark->at.at, node_end(mark));
	text->as.text = mark->as.text;
	mark->kind = NODE_PARAGRAPH;
	node_append(mark, text);
}

const struct extension extension_unknown = {
	.name = "unknown",
	.block = unknown_block,
	.inlines = unknown_inlines,
};
