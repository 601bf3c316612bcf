/*
 * The one file that sees the trees of cmark-gfm: parse a view, lower the
 * result at once into our own tree, free the library's.
 *
 * Traps of cmark-gfm 0.29.0.gfm.6 that shape this file; more in library.c:
 *  - columns of inlines are useless: mark/locate.c finds them;
 *  - the text before a table's header row becomes a paragraph at line 0;
 *  - table rows are cut to the header's width: cells that it drops are
 *    parsed again and kept;
 *  - trees may be 200,000 deep: nothing here recurses;
 *  - its renderers abort on foreign node types: never called.
 */
#include "mark/markdown.h"

#include "mark/library.h"

#include <cmark-gfm-core-extensions.h>

#include "base/vec.h"
#include "mark/build.h"
#include "mark/ext/ext.h"
#include "mark/indent.h"
#include "mark/limits.h"

#define MAX_DEPTH 100

/* The state of one lowering. */
struct lower {
	const struct markdown *m;
	struct builder b;
	struct ext x;
	struct source lines; /* of the view */
	int depth, dropped;  /* levels below b.cur that have no node */
	uint32_t notes;      /* footnotes so far */
};

static size_t line_start(const struct lower *lo, int line)
{
	if (line < 1)
		return 0;
	if ((size_t)line > lo->lines.nlines)
		return lo->lines.bytes.n;
	return lo->lines.lines[line - 1];
}

static size_t line_end(const struct lower *lo, int line)
{
	struct str text = source_line(&lo->lines, (uint32_t)line);

	return line_start(lo, line) + text.n;
}

/* ---- blocks ------------------------------------------------------ */

static void begin_inlines(struct lower *lo, size_t from, size_t limit)
{
	lo->b.loc.at = from;
	lo->b.loc.limit = limit;
	lo->b.open_seg = NULL;
}

static size_t heading_text(const struct lower *lo, size_t at)
{
	struct str text = lo->m->view->text;

	if (at >= text.n || text.p[at] != '#')
		return at;
	while (at < text.n && text.p[at] == '#')
		at++;
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	return at;
}

static void lower_code_block(struct lower *lo, cmark_node *c, struct node *n)
{
	struct str text = str_of(cmark_node_get_literal(c));
	struct str info = str_of(cmark_node_get_fence_info(c));
	int length, offset;
	char fence;

	build_note_segs(&lo->b, n, text);
	n->as.code.text = build_keep_unmarked(&lo->b, n->at.at, text);
	n->as.code.info = build_keep_unmarked(&lo->b, n->at.at, info);
	n->as.code.fenced = cmark_node_get_fenced(c, &length, &offset, &fence);
}

static void lower_list(cmark_node *c, struct node *n)
{
	n->as.list.ordered = cmark_node_get_list_type(c) == CMARK_ORDERED_LIST;
	n->as.list.start = (uint32_t)cmark_node_get_list_start(c);
	n->as.list.tight = cmark_node_get_list_tight(c);
	n->as.list.paren = cmark_node_get_list_delim(c) == CMARK_PAREN_DELIM;
}

static void lower_table(struct lower *lo, cmark_node *c, struct node *n)
{
	uint32_t columns = cmark_gfm_extensions_get_table_columns(c);
	uint8_t *letters = cmark_gfm_extensions_get_table_alignments(c);
	unsigned char *aligns = arena_array(lo->m->arena, unsigned char,
		columns ? columns : 1);

	for (uint32_t i = 0; i < columns; i++)
		aligns[i] = letters[i] == 'l'   ? ALIGN_LEFT
			    : letters[i] == 'c' ? ALIGN_CENTER
			    : letters[i] == 'r' ? ALIGN_RIGHT
						: ALIGN_NONE;
	n->as.table.columns = columns;
	n->as.table.aligns = aligns;
}

static struct node *lower_cell(struct lower *lo)
{
	size_t from = lo->b.row_end, to = from;

	build_next_cell(&lo->b, &from, &to);
	begin_inlines(lo, from, to);
	return build_cell(&lo->b, from, to);
}

static enum node_kind block_kind(cmark_node *c)
{
	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_BLOCK_QUOTE:
		return NODE_QUOTE;
	case CMARK_NODE_LIST:
		return NODE_LIST;
	case CMARK_NODE_ITEM:
		return NODE_ITEM;
	case CMARK_NODE_CODE_BLOCK:
		return NODE_CODE_BLOCK;
	case CMARK_NODE_HTML_BLOCK:
		return NODE_HTML_BLOCK;
	case CMARK_NODE_PARAGRAPH:
		return NODE_PARAGRAPH;
	case CMARK_NODE_HEADING:
		return NODE_HEADING;
	case CMARK_NODE_THEMATIC_BREAK:
		return NODE_BREAK;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		return NODE_NOTE;
	default:
		break;
	}
	if (library_is_mark(c))
		return NODE_MARK;
	const char *type = cmark_node_get_type_string(c);
	if (!strcmp(type, "table"))
		return NODE_TABLE;
	if (!strcmp(type, "table_cell"))
		return NODE_CELL;
	return !strcmp(type, "tasklist") ? NODE_ITEM : NODE_ROW;
}

static void fill_block(struct lower *lo, cmark_node *c, struct node *n,
	int line)
{
	switch (n->kind) {
	case NODE_QUOTE:
		lo->b.loc.quotes++;
		break;
	case NODE_LIST:
		lower_list(c, n);
		break;
	case NODE_ITEM:
		if (!strcmp(cmark_node_get_type_string(c), "tasklist"))
			n->as.task =
				cmark_gfm_extensions_get_tasklist_item_checked(
					c)
					? TASK_DONE
					: TASK_OPEN;
		break;
	case NODE_HTML_BLOCK:
		build_raw(&lo->b, n, str_of(cmark_node_get_literal(c)));
		break;
	case NODE_CODE_BLOCK:
		lower_code_block(lo, c, n);
		break;
	case NODE_HEADING:
		n->as.heading.level = cmark_node_get_heading_level(c);
		begin_inlines(lo, heading_text(lo, n->at.at), node_end(n));
		break;
	case NODE_PARAGRAPH:
		begin_inlines(lo, n->at.at, node_end(n));
		locate_definitions(&lo->b.loc);
		break;
	case NODE_NOTE:
		n->as.note.number = ++lo->notes;
		break;
	case NODE_MARK:
		n->at.len = (uint32_t)(line_end(lo, line) - n->at.at);
		n->as.text = str_trim_right(ext_raw(&lo->x, n));
		break;
	case NODE_TABLE:
		lower_table(lo, c, n);
		break;
	case NODE_ROW:
		n->as.header = cmark_gfm_extensions_get_table_row_is_header(c);
		build_row(&lo->b, n, line_end(lo, line));
		break;
	default:
		break;
	}
}

static struct node *enter_block(struct lower *lo, cmark_node *c)
{
	int line = cmark_node_get_start_line(c);
	int column = cmark_node_get_start_column(c);
	enum node_kind kind = block_kind(c);
	struct node *n;

	if (kind == NODE_CELL)
		return lower_cell(lo);
	size_t from = line_start(lo, line) +
		      (size_t)(column > 0 ? column - 1 : 0);
	size_t to = line_end(lo, cmark_node_get_end_line(c));
	if (from > lo->lines.bytes.n)
		from = lo->lines.bytes.n;
	n = build_add(&lo->b, kind, from, to);
	fill_block(lo, c, n, line);
	return n;
}

/* Cells beyond the header's width, which the library leaves out. */
static void keep_extra_cells(struct lower *lo);

/* Also in segments, which are no level of their own to the library. */
static void run_inlines(struct lower *lo, struct node *n)
{
	unsigned signs = ext_signs(n);

	for (size_t i = 0; lo->m->alerts && signs && extensions[i]; i++)
		if (extensions[i]->signs & signs)
			extensions[i]->inlines(&lo->x, n);
	if (signs & (EXT_COLON | EXT_AT | EXT_WWW))
		autolink_inlines(&lo->x, n);
	if (signs & EXT_TILDE)
		strike_inlines(&lo->x, n);
	for (struct node *c = n->child; c; c = c->next)
		if (c->kind == NODE_SEG)
			run_inlines(lo, c);
}

static void leave_block(struct lower *lo, struct node *n)
{
	switch (n->kind) {
	case NODE_QUOTE:
		lo->b.loc.quotes--;
		break;
	case NODE_PARAGRAPH:
	case NODE_HEADING:
	case NODE_CELL:
		lo->b.open_seg = NULL;
		run_inlines(lo, n);
		break;
	case NODE_ROW:
		if (lo->m->alerts)
			keep_extra_cells(lo);
		break;
	case NODE_TABLE:
		if (lo->m->alerts)
			build_widen(&lo->b, n);
		break;
	default:
		break;
	}
	/* Lists and items end where their last child does, not at the blank
	 * lines behind it. */
	if (n->last && (n->kind == NODE_LIST || n->kind == NODE_ITEM))
		n->at.len = node_end(n->last) - n->at.at;
}

/* ---- inlines ----------------------------------------------------- */

static void lower_html(struct lower *lo, struct str html)
{
	size_t from;

	locate_raw(&lo->b.loc, html, &from);
	if (!build_seg_mark(&lo->b, html, from, lo->b.loc.at))
		build_add(&lo->b, NODE_HTML, from, lo->b.loc.at)->as.text =
			build_keep_unmarked(&lo->b, from, html);
}

/* "[^label]"; the library has put the footnote's number in its place. */
static void lower_note_mark(struct lower *lo, struct str number)
{
	size_t from;
	struct node *n;

	locate_raw(&lo->b.loc, S("[^"), &from);
	locate_link_close(&lo->b.loc, false);
	n = build_add(&lo->b, NODE_NOTE_MARK, from, lo->b.loc.at);
	str_to_uint(number, &n->as.note.number);
}

static void lower_leaf(struct lower *lo, cmark_node *c)
{
	size_t from;
	struct node *n;
	const char *z = cmark_node_get_literal(c);

	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_TEXT:
		locate_text(&lo->b.loc, str_of(z), &from);
		build_add(&lo->b, NODE_TEXT, from, lo->b.loc.at)->as.text =
			build_keep(&lo->b, from, str_of(z));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		locate_line_end(&lo->b.loc, &from);
		build_add(&lo->b,
			cmark_node_get_type(c) == CMARK_NODE_SOFTBREAK
				? NODE_SOFT_BREAK
				: NODE_LINE_BREAK,
			from, from + (from < lo->b.loc.limit));
		break;
	case CMARK_NODE_CODE:
		locate_code(&lo->b.loc, &from);
		n = build_add(&lo->b, NODE_CODE, from, lo->b.loc.at);
		build_note_segs(&lo->b, n, str_of(z));
		n->as.text = build_keep_unmarked(&lo->b, from, str_of(z));
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		lower_note_mark(lo, str_of(z));
		break;
	default:
		lower_html(lo, str_of(z));
		break;
	}
}

static struct node *enter_link(struct lower *lo, cmark_node *c, bool image)
{
	size_t from;
	bool bare = locate_link_open(&lo->b.loc, image, &from);
	struct node *n = build_add(&lo->b, image ? NODE_IMAGE : NODE_LINK, from,
		lo->b.loc.at);
	struct str url = build_keep_unmarked(&lo->b, from,
		str_of(cmark_node_get_url(c)));
	struct str title = build_keep_unmarked(&lo->b, from,
		str_of(cmark_node_get_title(c)));

	if (image) {
		n->as.image.url = url;
		n->as.image.title = title;
	} else {
		n->as.link.url = url;
		n->as.link.title = title;
		n->as.link.bare = bare;
	}
	return n;
}

static struct node *enter_span(struct lower *lo, cmark_node *c)
{
	bool strong = cmark_node_get_type(c) == CMARK_NODE_STRONG;
	size_t from;

	locate_delimiter(&lo->b.loc, "*_", strong ? 2 : 1, &from);
	return build_add(&lo->b, strong ? NODE_STRONG : NODE_EMPHASIS, from,
		lo->b.loc.at);
}

static void leave_inline(struct lower *lo, struct node *n)
{
	size_t from;

	switch (n->kind) {
	case NODE_STRONG:
		locate_delimiter(&lo->b.loc, "*_", 2, &from);
		break;
	case NODE_EMPHASIS:
		locate_delimiter(&lo->b.loc, "*_", 1, &from);
		break;
	case NODE_LINK:
		n->as.link.reference = locate_link_close(&lo->b.loc,
			n->as.link.bare);
		break;
	default:
		locate_link_close(&lo->b.loc, false);
		break;
	}
	if (lo->b.loc.at > n->at.at)
		n->at.len = (uint32_t)(lo->b.loc.at - n->at.at);
	if (n->kind != NODE_IMAGE)
		run_inlines(lo, n);
}

/* ---- the walk ---------------------------------------------------- */

static bool is_leaf(cmark_node_type type)
{
	return type == CMARK_NODE_TEXT || type == CMARK_NODE_SOFTBREAK ||
	       type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_CODE ||
	       type == CMARK_NODE_HTML_INLINE ||
	       type == CMARK_NODE_FOOTNOTE_REFERENCE;
}

static struct node *enter(struct lower *lo, cmark_node *c)
{
	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		return enter_span(lo, c);
	case CMARK_NODE_LINK:
		return enter_link(lo, c, false);
	case CMARK_NODE_IMAGE:
		return enter_link(lo, c, true);
	default:
		return enter_block(lo, c);
	}
}

static void descend(struct lower *lo, cmark_node *c)
{
	if (lo->depth >= MAX_DEPTH) {
		lo->dropped++;
		return;
	}
	lo->b.cur = enter(lo, c);
	lo->depth++;
}

static void ascend(struct lower *lo)
{
	struct node *cut_seg, *n;

	if (lo->dropped > 0) {
		lo->dropped--;
		return;
	}
	n = build_leave(&lo->b, &cut_seg);
	if (node_is_block(n)) {
		leave_block(lo, n);
		cut_seg = NULL;
	} else {
		leave_inline(lo, n);
	}
	build_left(&lo->b, n, cut_seg);
	lo->depth--;
}

static void walk(struct lower *lo, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *c = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(c);
		if (c == root)
			continue;
		if (is_leaf(type)) {
			/* Footnotes' marks are left as well. */
			if (event == CMARK_EVENT_ENTER)
				lower_leaf(lo, c);
		} else if (event == CMARK_EVENT_ENTER) {
			descend(lo, c);
		} else {
			ascend(lo);
		}
		if (event == CMARK_EVENT_ENTER &&
			(type == CMARK_NODE_CODE_BLOCK ||
				type == CMARK_NODE_HTML_BLOCK ||
				type == CMARK_NODE_THEMATIC_BREAK))
			ascend(lo);
	}
	cmark_iter_free(it);
}

static void begin(struct lower *lo, const struct markdown *m, struct tree *tree)
{
	*lo = (struct lower){ .m = m };
	lo->x = (struct ext){ m->arena, m->view, m->file, m->npairs, m->sink,
		tree, m->alerts, NULL };
	lo->b = (struct builder){ .m = m, .tree = tree, .cur = tree->root };
	lo->b.loc.text = m->view->text;
}

static void lower_extra_cell(struct lower *lo, size_t from, size_t to)
{
	cmark_node *root = library_parse(str_sub(lo->m->view->text, from, to),
		NULL);
	cmark_node *p = cmark_node_first_child(root);
	struct node *row = lo->b.cur;
	struct node *cell = build_cell(&lo->b, from, to);

	begin_inlines(lo, from, to);
	lo->b.cur = cell;
	if (p && cmark_node_get_type(p) == CMARK_NODE_PARAGRAPH)
		walk(lo, p);
	leave_block(lo, cell);
	lo->b.cur = row;
}

static void keep_extra_cells(struct lower *lo)
{
	size_t from, to;

	while (build_next_cell(&lo->b, &from, &to))
		lower_extra_cell(lo, from, to);
}

/* The marks that the hook made find their extensions. */
static void take_marks(struct ext *x, struct node *root)
{
	VEC(struct node *) marks = { 0 };

	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_MARK)
			vec_push(x->arena, &marks, n);
	ext_pair_marks(x, marks.p, marks.n);
	for (size_t i = 0; i < marks.n; i++)
		for (size_t k = 0;
			extensions[k] && marks.p[i]->kind == NODE_MARK; k++)
			if (extensions[k]->block)
				extensions[k]->block(x, marks.p[i]);
}

static void run_trees(struct ext *x, struct node *root)
{
	for (size_t k = 0; extensions[k]; k++)
		if (extensions[k]->tree)
			extensions[k]->tree(x, root);
}

/* View ranges become file spans. */
static void settle_spans(const struct markdown *m, struct node *root)
{
	size_t near = 0;

	for (struct node *n = root; n; n = node_walk(root, n, false))
		n->at = view_span_near(m->view, m->file, n->at.at, node_end(n),
			&near);
}

struct tree *markdown_parse(const struct markdown *given)
{
	struct tree *tree = arena_new(given->arena, struct tree);
	struct markdown own = *given;
	const struct markdown *m = &own;
	struct view view = *given->view;
	struct arena scratch;
	struct lower lo;

	if (given->alerts)
		view = indent_cut(given->arena, given->view);
	own.view = &view;
	tree->root = node_new(m->arena, NODE_DOCUMENT);
	tree->root->at.len = (uint32_t)m->view->text.n;
	tree->nsegs = m->npairs;
	tree->segs = arena_array(m->arena, struct node *,
		m->npairs ? m->npairs : 1);
	if (!limits_check(m))
		return tree;
	arena_init(&scratch);
	begin(&lo, m, tree);
	lo.lines.bytes = m->view->text;
	source_index(&scratch, &lo.lines);
	walk(&lo, library_parse(m->view->text, m->alerts));
	if (m->alerts) {
		take_marks(&lo.x, tree->root);
		run_trees(&lo.x, tree->root);
	}
	settle_spans(m, tree->root);
	arena_release(&scratch);
	library_forget();
	return tree;
}
