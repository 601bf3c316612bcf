/*
 * The block half of the renderer. Line breaks between blocks are where
 * cmark-gfm puts them, in every flavor, so that outputs compare.
 */
#include "site/render.h"

#include "format/html.h"
#include "page/text.h"

void render_text(struct render *r, struct str s)
{
	html_escape(r->out, s);
}

struct target render_resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	if (r->resolve)
		return r->resolve(r, url, kind);
	return (struct target){ .href = url };
}

struct str render_word(const struct render *r, const char *key,
	const char *english)
{
	if (!r->locale)
		return str_of(english);
	return locale_text(r->scratch, r->locale, str_of(key), -1, NULL, 0);
}

void render_children(struct render *r, const struct node *n)
{
	for (const struct node *c = n->child; c; c = c->next)
		render_node(r, c);
}

/* A line break unless one was just written. */
static void fresh_line(struct render *r)
{
	if (r->out->n && r->out->p[r->out->n - 1] != '\n')
		buf_byte(r->out, '\n');
}

/* What a block's own HTML leaves open ends with the block. */
static void contained_children(struct render *r, const struct node *n)
{
	size_t entered = clean_enter(&r->clean);

	render_children(r, n);
	clean_leave(&r->clean, r->out, entered);
}

static bool is_tight(const struct node *n)
{
	const struct node *item = n->parent;

	return item && item->kind == NODE_ITEM && item->parent &&
	       item->parent->as.list.tight;
}

static void render_paragraph(struct render *r, const struct node *n)
{
	if (render_is_figure(r, n)) {
		fresh_line(r);
		render_figure(r, n->child);
		return;
	}
	if (is_tight(n)) {
		contained_children(r, n);
		return;
	}
	fresh_line(r);
	buf_lit(r->out, "<p>");
	contained_children(r, n);
	buf_lit(r->out, "</p>\n");
}

static void put_heading_anchor(struct render *r, struct str id)
{
	struct locale_arg heading = { "heading", r->section };

	buf_lit(r->out, " <a class=\"anchor\" href=\"#");
	render_url(r, id);
	buf_lit(r->out, "\" aria-label=\"");
	render_text(r, r->locale ? locale_text(r->scratch, r->locale,
				       S("heading_anchor"), -1, &heading, 1) :
				   r->section);
	buf_lit(r->out, "\"></a>");
}

static void render_heading(struct render *r, const struct node *n)
{
	struct str id = n->as.heading.id;
	bool with_id = r->flavor != FLAVOR_GFM && id.n &&
		       (r->flavor != FLAVOR_SITE ||
			       clean_take_id(&r->clean, id));

	fresh_line(r);
	buf_printf(r->out, "<h%d", n->as.heading.level);
	if (with_id) {
		buf_lit(r->out, " id=\"");
		render_text(r, id);
		buf_byte(r->out, '"');
	}
	buf_byte(r->out, '>');
	contained_children(r, n);
	r->section = text_of(r->scratch, n);
	if (with_id && r->flavor == FLAVOR_SITE && n->as.heading.level > 1)
		put_heading_anchor(r, id);
	buf_printf(r->out, "</h%d>\n", n->as.heading.level);
}

static void render_quote(struct render *r, const struct node *n)
{
	fresh_line(r);
	buf_lit(r->out, "<blockquote>\n");
	contained_children(r, n);
	fresh_line(r);
	buf_lit(r->out, "</blockquote>\n");
}

static void render_list(struct render *r, const struct node *n)
{
	const char *tag = n->as.list.ordered ? "ol" : "ul";

	fresh_line(r);
	if (n->as.list.ordered && n->as.list.start != 1)
		buf_printf(r->out, "<ol start=\"%u\">\n", n->as.list.start);
	else
		buf_printf(r->out, "<%s>\n", tag);
	render_children(r, n);
	buf_printf(r->out, "</%s>\n", tag);
}

static void put_checkbox(struct render *r, bool done)
{
	if (r->flavor == FLAVOR_SITE) {
		buf_lit(r->out, "<input type=\"checkbox\" disabled");
		buf_add(r->out, done ? S(" checked") : S(""));
		buf_lit(r->out, " aria-label=\"");
		render_text(r, done ? render_word(r, "task_done", "Done") :
				render_word(r, "task_open", "To do"));
		buf_lit(r->out, "\"> ");
	} else {
		buf_lit(r->out, "<input type=\"checkbox\" ");
		buf_add(r->out, done ? S("checked=\"\" disabled=\"\" /> ") :
				       S("disabled=\"\" /> "));
	}
}

static void render_item(struct render *r, const struct node *n)
{
	bool task = n->as.task != TASK_NONE;

	fresh_line(r);
	buf_add(r->out, task && r->flavor == FLAVOR_SITE ?
			S("<li class=\"task\">") : S("<li>"));
	if (task)
		put_checkbox(r, n->as.task == TASK_DONE);
	contained_children(r, n);
	buf_lit(r->out, "</li>\n");
}

static void render_code_block(struct render *r, const struct node *n)
{
	struct str rest = n->as.code.info, word = { "", 0 };

	while (rest.p && word.n == 0 && str_cut(&rest, ' ', &word))
		;
	fresh_line(r);
	buf_add(r->out, r->flavor == FLAVOR_SITE ?
			S("<pre tabindex=\"0\"><code") : S("<pre><code"));
	if (word.n) {
		buf_add(r->out, r->flavor == FLAVOR_GFM ?
				S(" class=\"language-") : S(" class=\"lang-"));
		render_text(r, r->flavor == FLAVOR_GFM ? word :
				str_lower(r->scratch, word));
		buf_byte(r->out, '"');
	}
	buf_byte(r->out, '>');
	render_text(r, n->as.code.text);
	buf_lit(r->out, "</code></pre>\n");
}

void render_raw(struct render *r, const struct node *n)
{
	if (n->child)
		render_children(r, n);
	else if (r->flavor == FLAVOR_SITE)
		clean_html(r, n->as.text);
	else
		buf_add(r->out, n->as.text);
}

static void render_html_block(struct render *r, const struct node *n)
{
	fresh_line(r);
	render_raw(r, n);
	fresh_line(r);
}

static void render_break(struct render *r, const struct node *n)
{
	(void)n;
	fresh_line(r);
	buf_add(r->out, r->flavor == FLAVOR_SITE ? S("<hr>\n") :
						   S("<hr />\n"));
}

/* ---- tables ------------------------------------------------------ */

/* Wide tables scroll in a box of their own. */
static void open_table_box(struct render *r)
{
	struct locale_arg heading = { "heading", r->section };

	buf_lit(r->out, "<div class=\"table\" role=\"group\" tabindex=\"0\" "
			"aria-label=\"");
	if (r->locale && r->section.n)
		render_text(r, locale_text(r->scratch, r->locale,
				       S("table_region"), -1, &heading, 1));
	else
		render_text(r, render_word(r, "table_region_plain", "Table"));
	buf_lit(r->out, "\">");
}

static void render_table(struct render *r, const struct node *n)
{
	bool outer = r->table_body;

	fresh_line(r);
	if (r->flavor == FLAVOR_SITE)
		open_table_box(r);
	buf_lit(r->out, "<table>");
	r->table_body = false;
	render_children(r, n);
	if (r->table_body)
		buf_lit(r->out, "\n</tbody>");
	r->table_body = outer;
	buf_lit(r->out, "\n</table>");
	if (r->flavor == FLAVOR_SITE)
		buf_lit(r->out, "</div>");
	buf_byte(r->out, '\n');
}

static void render_row(struct render *r, const struct node *n)
{
	fresh_line(r);
	if (n->as.header) {
		buf_lit(r->out, "<thead>\n");
	} else if (!r->table_body) {
		buf_lit(r->out, "<tbody>\n");
		r->table_body = true;
	}
	buf_lit(r->out, "<tr>");
	render_children(r, n);
	buf_lit(r->out, "\n</tr>");
	if (n->as.header)
		buf_lit(r->out, "\n</thead>");
}

static void put_align(struct render *r, enum align align)
{
	static const char *const names[] = { "", "left", "center", "right" };

	if (align == ALIGN_NONE)
		return;
	if (r->flavor == FLAVOR_GFM)
		buf_printf(r->out, " align=\"%s\"", names[align]);
	else if (r->flavor == FLAVOR_DOCFX)
		buf_printf(r->out, " style=\"text-align: %s;\"",
			names[align]);
	else
		buf_printf(r->out, " class=\"%c\"", names[align][0]);
}

static void render_cell(struct render *r, const struct node *n)
{
	bool header = n->parent->as.header;

	fresh_line(r);
	/* An empty cell names nothing. */
	if (header && r->flavor == FLAVOR_SITE && !n->child)
		header = false;
	buf_add(r->out, header ? S("<th") : S("<td"));
	put_align(r, n->as.align);
	buf_byte(r->out, '>');
	contained_children(r, n);
	buf_add(r->out, header ? S("</th>") : S("</td>"));
}

/* ---- documentation syntax ---------------------------------------- */

static void render_alert(struct render *r, const struct node *n)
{
	struct str type = n->as.alert.type;
	struct str lower = str_lower(r->scratch, type);
	const char *key = str_printf(r->scratch, "alert_%.*s",
		STR_ARG(lower)).p;

	fresh_line(r);
	if (r->flavor == FLAVOR_SITE) {
		buf_printf(r->out, "<div class=\"alert %.*s\" role=\"note\">"
				   "<p class=\"alert-title\">",
			STR_ARG(lower));
		render_text(r, render_word(r, key, str_z(r->scratch, type)));
		buf_lit(r->out, "</p>\n");
	} else {
		buf_printf(r->out, "<div class=\"%.*s\">\n<h5>%.*s</h5>\n",
			STR_ARG(type), STR_ARG(type));
	}
	contained_children(r, n);
	fresh_line(r);
	buf_lit(r->out, "</div>\n");
}

/* The fragment's tree with the fragment as the page of its links. */
static void expand(struct render *r, const struct page *in, bool block)
{
	const struct page *outer = r->page;
	int side = r->side;
	bool bilingual = r->bilingual;

	r->page = in;
	r->side = in->tree[side] ? side : 0;
	r->bilingual = bilingual && in->tree[1];
	r->includes++;
	const struct node *root = in->tree[r->side]->root;
	if (block)
		render_children(r, root);
	else
		for (const struct node *n = root->child; n; n = n->next)
			render_children(r, n);
	r->includes--;
	r->page = outer;
	r->side = side;
	r->bilingual = bilingual;
}

static void put_include_text(struct render *r, const struct node *n)
{
	struct str raw = str_sub(r->page->source->bytes, n->at.at,
		node_end(n));

	if (node_is_block(n) && r->flavor != FLAVOR_SITE)
		buf_lit(r->out, "<p>");
	if (r->flavor == FLAVOR_SITE)
		buf_printf(r->out, "<%s class=\"include-missing\">",
			node_is_block(n) ? "div" : "span");
	render_text(r, raw);
	if (r->flavor == FLAVOR_SITE)
		buf_printf(r->out, "</%s>", node_is_block(n) ? "div" : "span");
	else if (node_is_block(n))
		buf_lit(r->out, "</p>\n");
}

void render_include(struct render *r, const struct node *n)
{
	uint32_t file = n->as.include.file;
	const struct page *in = r->set && file != FILE_NONE ?
		r->set->pages[file] : NULL;

	if (in && in->tree[0] && r->includes < 32)
		expand(r, in, node_is_block(n));
	else
		put_include_text(r, n);
}

typedef void (*block_renderer)(struct render *r, const struct node *n);

static const block_renderer blocks[NODE_KINDS] = {
	[NODE_DOCUMENT] = render_children,
	[NODE_PARAGRAPH] = render_paragraph,
	[NODE_HEADING] = render_heading,
	[NODE_QUOTE] = render_quote,
	[NODE_LIST] = render_list,
	[NODE_ITEM] = render_item,
	[NODE_CODE_BLOCK] = render_code_block,
	[NODE_HTML_BLOCK] = render_html_block,
	[NODE_BREAK] = render_break,
	[NODE_TABLE] = render_table,
	[NODE_ROW] = render_row,
	[NODE_CELL] = render_cell,
	[NODE_ALERT] = render_alert,
};

void render_node(struct render *r, const struct node *n)
{
	if (blocks[n->kind] && !r->plain)
		blocks[n->kind](r, n);
	else
		render_inline(r, n);
}

void render_document(struct render *r, const struct node *root)
{
	clean_init(&r->clean, r->scratch);
	contained_children(r, root);
}
