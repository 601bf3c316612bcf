/*
 * `:::form action="x" submittext="Send":::`: a form that a script of its
 * host fills. A page that stands alone has only its button, switched off.
 */
#include "mark/attrs.h"
#include "mark/ext/ext.h"

/* False: the line is no such directive, or lacks what it needs. */
static bool read_form(struct str line, struct attrs *attrs)
{
	struct colons c;

	if (!ext_colons(line, &c) || !c.closed ||
		!str_eq_nocase(c.name, S("form")))
		return false;
	attrs_parse(c.rest, attrs);
	return !attrs->error && attrs_get(attrs, S("action")) &&
	       (attrs_get(attrs, S("submittext")) ||
		       attrs_get(attrs, S("submitText")));
}

static bool form_line(const struct ext_line *line)
{
	struct attrs attrs;

	return read_form(line->text, &attrs);
}

static void form_block(struct ext *x, struct node *mark)
{
	struct attrs attrs;
	struct box *box;
	struct str text;

	if (!read_form(mark->as.text, &attrs))
		return;
	const struct str *model = attrs_get(&attrs, S("model"));
	const struct str *submit = attrs_get(&attrs, S("submittext"));
	text = ext_escape(x,
		submit ? *submit : *attrs_get(&attrs, S("submitText")));
	box = arena_new(x->arena, struct box);
	box->name = "form";
	box->docfx.element = "form";
	box->docfx.attrs = str_printf(x->arena,
		" class=\"chromeless-form\"%.*s%.*s",
		STR_ARG(model ? ext_attr(x, "data-model", *model) : S("")),
		STR_ARG(ext_attr(x, "data-action",
			*attrs_get(&attrs, S("action")))));
	box->docfx.inner = str_printf(x->arena,
		"<div></div>\n<button class=\"button is-primary\" "
		"disabled=\"disabled\" type=\"submit\">%.*s</button>\n",
		STR_ARG(text));
	box->site.element = "p";
	box->site.attrs = S("");
	box->site.inner = str_printf(x->arena,
		"<button type=\"button\" disabled>%.*s</button>",
		STR_ARG(text));
	mark->kind = NODE_BOX;
	mark->as.box = box;
}

const struct extension extension_form = {
	.name = "form",
	.line = form_line,
	.block = form_block,
};
