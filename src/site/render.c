/*
 * The block half of the renderer. Line breaks between blocks are where
 * cmark-gfm puts them, in every flavor, so that outputs compare.
 */
#include "site/render.h"

#include "base/path.h"
#include "base/utf8.h"
#include "format/html.h"
#include "page/text.h"
#include "set/include.h"
#include "site/docfx.h"

void render_text(struct render *r, struct str s)
{
	html_escape(r->out, s);
}

/* In a fragment docfx writes relative URLs from the docset's root. */
static struct str rebase(const struct render *r, struct str url)
{
	struct url u = url_split(url);
	struct str path, tail;

	if (!r->set || r->page == r->shown || u.scheme.n || u.has_authority ||
		u.path.n == 0 || u.path.p[0] == '/' || u.path.p[0] == '~' ||
		!path_resolve(r->scratch, r->page->source->path, u.path, &path))
		return url;
	tail = str_skip(url, u.path.n);
	return str_printf(r->scratch, "~/%.*s%.*s", STR_ARG(path),
		STR_ARG(tail));
}

struct target render_resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	if (r->resolve)
		return r->resolve(r, url, kind);
	return (struct target){ .href = rebase(r, url) };
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
	for (const struct node *c = n->child; c; c = c->next) {
		if (c->kind == NODE_NOTE) {
			render_notes(r, c);
			return;
		}
		render_node(r, c);
	}
}

void render_fresh_line(struct render *r)
{
	if (r->out->n && r->out->p[r->out->n - 1] != '\n')
		buf_byte(r->out, '\n');
}

void render_siblings(struct render *r, const struct node *first)
{
	size_t entered = clean_enter(&r->clean);

	for (const struct node *c = first; c; c = c->next)
		render_node(r, c);
	clean_leave(&r->clean, r->out, entered);
}

void render_contained(struct render *r, const struct node *n)
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

static bool is_display_math(const struct node *n)
{
	return n->child && n->child->kind == NODE_MATH &&
	       n->child->as.math.display && !n->child->next;
}

/* What can be ticked says so. */
static void put_mark(struct render *r, const struct node *n)
{
	if (r->mark && !r->in_source)
		buf_add(r->out, r->mark(r, n));
}

static void render_paragraph(struct render *r, const struct node *n)
{
	if (render_is_figure(r, n)) {
		render_fresh_line(r);
		render_figure(r, n->child);
		return;
	}
	if (is_tight(n)) {
		render_contained(r, n);
		return;
	}
	render_fresh_line(r);
	if (is_display_math(n)) {
		render_contained(r, n);
		return;
	}
	buf_lit(r->out, "<p");
	put_mark(r, n);
	buf_byte(r->out, '>');
	render_contained(r, n);
	render_note_end(r, n);
	buf_lit(r->out, "</p>\n");
}

static void put_heading_anchor(struct render *r, struct str id)
{
	struct locale_arg heading = { "heading", r->section };

	buf_lit(r->out, " <a class=\"anchor\" href=\"#");
	render_url(r, id);
	buf_lit(r->out, "\" aria-label=\"");
	render_text(r, r->locale ? locale_text(r->scratch, r->locale,
					   S("heading_anchor"), -1, &heading, 1)
				 : r->section);
	buf_lit(r->out, "\"></a>");
}

/* Who listens to a page goes by levels: the site skips none, whatever the
 * author wrote. */
static int shown_level(struct render *r, int level)
{
	int above = level - 1;

	if (r->flavor != FLAVOR_SITE)
		return level;
	while (above > 0 && r->levels[above] == 0)
		above--;
	for (int i = level; i < 7; i++)
		r->levels[i] = 0;
	r->levels[level] = level;
	if (above > 0 && r->levels[above] + 1 < level)
		r->levels[level] = r->levels[above] + 1;
	return r->levels[level];
}

static void render_heading(struct render *r, const struct node *n)
{
	int level = shown_level(r, n->as.heading.level);
	struct str id = n->as.heading.id;
	/* Names that begin with "dg-" are the theme's. */
	bool with_id = r->flavor != FLAVOR_GFM && id.n &&
		       (r->flavor != FLAVOR_SITE ||
			       (!str_starts_nocase(id, S("dg-")) &&
				       clean_take_id(&r->clean, id)));

	render_fresh_line(r);
	buf_printf(r->out, "<h%d", level);
	if (with_id) {
		buf_lit(r->out, " id=\"");
		render_text(r, id);
		buf_byte(r->out, '"');
	}
	put_mark(r, n);
	buf_byte(r->out, '>');
	render_contained(r, n);
	r->section = text_of(r->scratch, n);
	if (with_id && r->flavor == FLAVOR_SITE && n->as.heading.level > 1)
		put_heading_anchor(r, id);
	buf_printf(r->out, "</h%d>\n", level);
}

static void render_quote(struct render *r, const struct node *n)
{
	render_fresh_line(r);
	buf_lit(r->out, "<blockquote>\n");
	render_contained(r, n);
	render_fresh_line(r);
	buf_lit(r->out, "</blockquote>\n");
}

static void render_list(struct render *r, const struct node *n)
{
	const char *tag = n->as.list.ordered ? "ol" : "ul";

	render_fresh_line(r);
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
		render_text(r, done ? render_word(r, "task_done", "Done")
				    : render_word(r, "task_open", "To do"));
		buf_lit(r->out, "\"> ");
	} else {
		buf_lit(r->out, "<input type=\"checkbox\" ");
		buf_add(r->out, done ? S("checked=\"\" disabled=\"\" /> ")
				     : S("disabled=\"\" /> "));
	}
}

static void render_item(struct render *r, const struct node *n)
{
	bool task = n->as.task != TASK_NONE;

	render_fresh_line(r);
	buf_add(r->out, task && r->flavor == FLAVOR_SITE
				? S("<li class=\"task\"")
				: S("<li"));
	put_mark(r, n);
	buf_byte(r->out, '>');
	if (task)
		put_checkbox(r, n->as.task == TASK_DONE);
	render_contained(r, n);
	buf_lit(r->out, "</li>\n");
}

/* "csharp-interactive" is csharp that can be tried out. */
static void put_docfx_language(struct render *r, struct str word)
{
	struct str suffix = S("-interactive");
	bool interactive = str_ends_nocase(word, suffix);

	if (interactive)
		word.n -= suffix.n;
	buf_lit(r->out, " class=\"lang-");
	render_text(r, word);
	if (interactive) {
		buf_lit(r->out, "\" data-interactive=\"");
		render_text(r, word);
	}
	buf_byte(r->out, '"');
}

/* The lines to mark, of what stands behind the language: {1,3-5}, or
 * highlight="1,3-5" as a snippet has it. */
static struct str lit_lines(struct str info)
{
	size_t at = str_find(info, 0, S("highlight="));
	size_t end;

	if (at != STR_NONE) {
		info = str_skip(info, at + S("highlight=").n);
		if (!str_starts(info, S("\"")))
			return str_sub(info, 0, str_find_byte(info, 0, ' '));
		info = str_skip(info, 1);
		return str_sub(info, 0, str_find_byte(info, 0, '"'));
	}
	at = str_find_byte(info, 0, '{');
	end = at == STR_NONE ? at : str_find_byte(info, at, '}');
	return end == STR_NONE ? S("") : str_sub(info, at + 1, end);
}

static void site_code_block(struct render *r, const struct node *n,
	struct str language)
{
	language = str_sub(language, 0, str_find_byte(language, 0, '{'));
	/* It may scroll: it must be reachable. */
	buf_lit(r->out, "<pre tabindex=\"0\"><code");
	if (language.n) {
		buf_lit(r->out, " class=\"lang-");
		render_text(r, str_lower(r->scratch, language));
		buf_byte(r->out, '"');
	}
	buf_byte(r->out, '>');
	render_code_text(r, language, n->as.code.text,
		lit_lines(n->as.code.info));
	buf_lit(r->out, "</code></pre>\n");
}

static void render_code_block(struct render *r, const struct node *n)
{
	struct str rest = n->as.code.info, word = { "", 0 };

	while (rest.p && word.n == 0 && str_cut(&rest, ' ', &word))
		;
	render_fresh_line(r);
	if (r->flavor == FLAVOR_SITE) {
		site_code_block(r, n, word);
		return;
	}
	buf_lit(r->out, "<pre><code");
	if (word.n && r->flavor == FLAVOR_DOCFX) {
		put_docfx_language(r, word);
	} else if (word.n) {
		buf_lit(r->out, " class=\"language-");
		render_text(r, word);
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
	else if (r->resolve)
		docfx_html(r, n->as.text);
	else
		buf_add(r->out, n->as.text);
}

static void render_html_block(struct render *r, const struct node *n)
{
	render_fresh_line(r);
	render_raw(r, n);
	render_fresh_line(r);
}

static void render_break(struct render *r, const struct node *n)
{
	(void)n;
	render_fresh_line(r);
	buf_add(r->out, r->flavor == FLAVOR_SITE ? S("<hr>\n") : S("<hr />\n"));
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

	render_fresh_line(r);
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
	render_fresh_line(r);
	if (n->as.header) {
		buf_lit(r->out, "<thead>\n");
	} else if (!r->table_body) {
		buf_lit(r->out, "<tbody>\n");
		r->table_body = true;
	}
	buf_lit(r->out, "<tr");
	put_mark(r, n);
	buf_byte(r->out, '>');
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
		buf_printf(r->out, " style=\"text-align: %s;\"", names[align]);
	else
		buf_printf(r->out, " class=\"%c\"", names[align][0]);
}

/* Nothing but blanks, those that do not break included. */
static bool is_blank(const struct node *cell)
{
	for (const struct node *n = cell->child; n;
		n = node_walk(cell, n, false)) {
		if (n->kind != NODE_TEXT && !n->child)
			return false;
		for (size_t i = 0; n->kind == NODE_TEXT && i < n->as.text.n;) {
			uint32_t c = utf8_next(n->as.text, &i);
			if (c != ' ' && c != 0xA0)
				return false;
		}
	}
	return true;
}

static void render_cell(struct render *r, const struct node *n)
{
	bool header = n->parent->as.header;

	render_fresh_line(r);
	/* An empty cell names nothing. */
	if (header && r->flavor == FLAVOR_SITE && is_blank(n))
		header = false;
	buf_add(r->out, header ? S("<th") : S("<td"));
	put_align(r, n->as.align);
	buf_byte(r->out, '>');
	render_contained(r, n);
	buf_add(r->out, header ? S("</th>") : S("</td>"));
}

/* ---- documentation syntax ---------------------------------------- */

void render_alert_title(struct render *r, struct str name)
{
	render_text(r, render_word(r, alerts_key(r->scratch, name).p,
			       alerts_title(r->scratch, name).p));
}

static void render_alert(struct render *r, const struct node *n)
{
	const struct alert_kind *kind = n->as.alert.kind;

	render_fresh_line(r);
	if (r->flavor == FLAVOR_SITE) {
		buf_printf(r->out,
			"<div class=\"alert %.*s\" role=\"note\">"
			"<p class=\"alert-title\">",
			STR_ARG(str_lower(r->scratch, kind->name)));
		render_alert_title(r, kind->name);
		buf_lit(r->out, "</p>\n");
	} else {
		buf_lit(r->out, "<div class=\"");
		render_text(r, kind->look.n ? kind->look : kind->name);
		buf_printf(r->out, "\">\n<h5>%.*s</h5>\n", STR_ARG(kind->name));
	}
	render_contained(r, n);
	render_fresh_line(r);
	buf_lit(r->out, "</div>\n");
}

/* In a line only inline syntax counts: the rest of a fragment is text. */
static void expand_inline(struct render *r, const struct node *root)
{
	for (const struct node *n = root->child; n; n = n->next) {
		if (n->kind == NODE_HEADING && r->flavor == FLAVOR_DOCFX)
			buf_printf(r->out, "%.*s ", n->as.heading.level,
				"######");
		render_children(r, n);
	}
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
	r->chain[r->includes++] = in;
	const struct node *root = in->tree[r->side]->root;
	if (block)
		render_children(r, root);
	else
		expand_inline(r, root);
	r->includes--;
	r->page = outer;
	r->side = side;
	r->bilingual = bilingual;
}

/* As docfx writes it again, and not in a paragraph. */
static void put_include_text(struct render *r, const struct node *n)
{
	struct str path = n->as.include.path;
	const char *tag = node_is_block(n) ? "div" : "span";

	if (r->flavor == FLAVOR_SITE)
		buf_printf(r->out, "<%s class=\"include-missing\"><code>", tag);
	buf_lit(r->out, "[!include[");
	render_text(r, n->as.include.title);
	buf_lit(r->out, "](");
	render_text(r, path);
	buf_lit(r->out, ")]");
	if (r->flavor == FLAVOR_SITE)
		buf_printf(r->out, "</code></%s>", tag);
	if (node_is_block(n))
		buf_byte(r->out, '\n');
}

/* The fragment, also where its includes lead back to this page. */
static const struct page *included_page(const struct render *r,
	const struct node *n)
{
	uint32_t file = n->as.include.file;
	const struct file *f;
	struct str path;

	if (!r->set)
		return NULL;
	if (file == FILE_NONE) {
		f = include_target(r->set, r->scratch, r->page->file,
			n->as.include.path, &path);
		file = f ? files_id(&r->set->files, f) : FILE_NONE;
	}
	return file == FILE_NONE ? NULL : r->set->pages[file];
}

static bool is_open(const struct render *r, const struct page *p)
{
	for (int i = 0; i < r->includes; i++)
		if (r->chain[i] == p)
			return true;
	return p == r->shown;
}

void render_include(struct render *r, const struct node *n)
{
	const struct page *in = included_page(r, n);

	if (in && in->tree[0] && r->includes < RENDER_INCLUDES &&
		r->expanded++ < INCLUDE_MAX && !is_open(r, in))
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
	[NODE_BOX] = render_box,
	[NODE_TABS] = render_tabs,
	[NODE_SNIPPET] = render_snippet,
};

void render_node(struct render *r, const struct node *n)
{
	if (n == r->skip)
		return;
	if (blocks[n->kind] && !r->plain)
		blocks[n->kind](r, n);
	else
		render_inline(r, n);
}

void render_document(struct render *r, const struct node *root)
{
	clean_init(&r->clean, r->scratch);
	render_contained(r, root);
}
