/*
 * Segments and table rows: what the library's tree does not have, or has
 * cut off, put into ours.
 */
#include "mark/build.h"

struct node *build_add(struct builder *b, enum node_kind kind, size_t from,
	size_t to)
{
	struct node *n = node_new(b->m->arena, kind);
	size_t end = b->m->view->text.n;

	/* The library ends a block's last line where the file does not. */
	from = from < end ? from : end;
	to = to < end ? to : end;
	n->at = (struct span){ b->m->file, (uint32_t)from,
		(uint32_t)(to > from ? to - from : 0) };
	node_append(b->cur, n);
	return n;
}

struct str build_keep(struct builder *b, size_t from, struct str s)
{
	struct str raw = str_sub(b->m->view->text, from, from + s.n);

	return str_eq(raw, s) ? raw : str_dup(b->m->arena, s);
}

static bool has_marks(const struct builder *b, struct str text)
{
	return b->m->npairs &&
	       str_find(text, 0, b->m->view->prefix) != STR_NONE;
}

struct str build_keep_unmarked(struct builder *b, size_t from, struct str s)
{
	if (!has_marks(b, s))
		return build_keep(b, from, s);
	return view_unmark(b->m->arena, b->m->view, s, b->m->npairs);
}

static size_t mark_at(const struct builder *b, struct str text, size_t at,
	uint32_t *pair, bool *closes)
{
	return view_mark(b->m->view, text, at, b->m->npairs, pair, closes);
}

static void note_seg(struct builder *b, uint32_t pair, struct node *n)
{
	if (!b->tree->segs[pair])
		b->tree->segs[pair] = n;
}

static void open_seg(struct builder *b, uint32_t pair, size_t from, size_t to,
	bool continued)
{
	struct node *n = build_add(b, NODE_SEG, from, to);

	n->as.seg.pair = pair;
	n->as.seg.continued = continued;
	note_seg(b, pair, n);
	b->cur = n;
	b->open_seg = n;
}

static void end_seg(struct builder *b, size_t to)
{
	struct node *n = b->open_seg;

	n->at.len = (uint32_t)(to - n->at.at);
	if (b->cur == n)
		b->cur = n->parent;
	b->open_seg = NULL;
}

static void take_mark(struct builder *b, uint32_t pair, bool closes,
	size_t from, size_t to)
{
	if (!closes && !b->open_seg)
		open_seg(b, pair, from, to, false);
	else if (closes && b->open_seg && b->open_seg->as.seg.pair == pair)
		end_seg(b, to);
}

bool build_seg_mark(struct builder *b, struct str html, size_t from, size_t to)
{
	uint32_t pair;
	bool closes;

	if (mark_at(b, html, 0, &pair, &closes) != html.n || html.n == 0)
		return false;
	take_mark(b, pair, closes, from, to);
	return true;
}

struct node *build_leave(struct builder *b, struct node **cut_seg)
{
	struct node *n = b->cur;

	*cut_seg = NULL;
	while (n->kind == NODE_SEG) {
		if (n == b->open_seg)
			*cut_seg = n;
		n = n->parent;
	}
	if (*cut_seg)
		end_seg(b, b->loc.at);
	return n;
}

void build_left(struct builder *b, struct node *left,
	const struct node *cut_seg)
{
	b->cur = left->parent;
	while (b->cur->kind == NODE_SEG && b->cur != b->open_seg)
		b->cur = b->cur->parent;
	if (cut_seg)
		open_seg(b, cut_seg->as.seg.pair, b->loc.at, b->loc.at, true);
}

static void add_raw(struct builder *b, struct str text, size_t base,
	size_t from, size_t to)
{
	if (from < to)
		build_add(b, NODE_HTML, base + from, base + to)->as.text =
			str_sub(text, from, to);
}

void build_raw(struct builder *b, struct node *n, struct str text)
{
	struct node *outer = b->cur;
	size_t done = 0, base = n->at.at, len;
	uint32_t pair;
	bool closes;

	text = build_keep(b, base, text);
	if (!has_marks(b, text)) {
		n->as.text = text;
		return;
	}
	b->cur = n;
	for (size_t i = 0; (i = str_find_byte(text, i, '<')) != STR_NONE;
		i += len) {
		len = mark_at(b, text, i, &pair, &closes);
		if (len) {
			add_raw(b, text, base, done, i);
			take_mark(b, pair, closes, base + i, base + i + len);
			done = i + len;
		} else {
			len = 1;
		}
	}
	add_raw(b, text, base, done, text.n);
	b->open_seg = NULL;
	b->cur = outer;
}

void build_note_segs(struct builder *b, struct node *n, struct str text)
{
	uint32_t pair;
	bool closes;

	if (!has_marks(b, text))
		return;
	for (size_t i = 0; (i = str_find_byte(text, i, '<')) != STR_NONE; i++)
		if (mark_at(b, text, i, &pair, &closes) && !closes)
			note_seg(b, pair, n);
}

/* The end of the cell that begins at `at` in a row: its bar or the end. */
static size_t cell_end(struct str text, size_t at, size_t end)
{
	while (at < end && text.p[at] != '|')
		at += text.p[at] == '\\' && at + 1 < end ? 2 : 1;
	return at < end ? at : end;
}

void build_row(struct builder *b, struct node *row, size_t end)
{
	size_t at = row->at.at;
	struct str text = b->m->view->text;

	while (at < end && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	if (at < end && text.p[at] == '|')
		at++;
	b->cell_at = at;
	b->row_end = end;
	b->column = 0;
	row->at.len = (uint32_t)(end - row->at.at);
}

bool build_next_cell(struct builder *b, size_t *from, size_t *to)
{
	struct str text = b->m->view->text;
	size_t end = cell_end(text, b->cell_at, b->row_end);
	struct str cell = str_sub(text, b->cell_at, end);
	bool last = end == b->row_end;

	if (last && str_trim(cell).n == 0)
		return false;
	cell = str_trim_left(cell);
	*from = (size_t)(cell.p - text.p);
	*to = *from + str_trim_right(cell).n;
	b->cell_at = last ? end : end + 1;
	return true;
}

struct node *build_cell(struct builder *b, size_t from, size_t to)
{
	struct node *n = build_add(b, NODE_CELL, from, to);
	const struct node *table = b->cur->parent;

	if (table && table->kind == NODE_TABLE &&
		b->column < table->as.table.columns)
		n->as.align = (enum align)table->as.table.aligns[b->column];
	b->column++;
	return n;
}

static uint32_t count_children(const struct node *n)
{
	uint32_t count = 0;

	for (const struct node *c = n->child; c; c = c->next)
		count++;
	return count;
}

void build_widen(struct builder *b, struct node *table)
{
	uint32_t columns = 0;

	for (struct node *r = table->child; r; r = r->next) {
		uint32_t n = count_children(r);
		columns = n > columns ? n : columns;
	}
	for (struct node *r = table->child; r; r = r->next) {
		for (uint32_t n = count_children(r); n < columns; n++) {
			struct node *c = node_new(b->m->arena, NODE_CELL);
			c->at = (struct span){ b->m->file, node_end(r), 0 };
			node_append(r, c);
		}
	}
	table->as.table.columns = columns;
}
