/* One walk over the tree; the words are taken from the file, with their
 * markup, as the scorer wants them. */
#include "align/beads_blocks.h"

struct walk {
	struct arena *arena;
	const struct page *page;
	VEC(struct block) blocks;
	VEC(struct piece_of_text) sentences;
};

static struct str raw_of(const struct walk *w, const struct node *n)
{
	return str_sub(w->page->source->bytes, n->at.at, node_end(n));
}

static struct unit read_unit(struct walk *w, struct str raw)
{
	struct half h;

	half_read(w->arena, raw, &h);
	return unit_of(w->arena, &h);
}

static void add_sentences(struct walk *w, struct block *b, struct str raw,
	uint32_t at, uint32_t cell)
{
	struct sentences s = sentences_of(w->arena, raw, b->kind == BLOCK_HTML);

	for (size_t i = 0; i < s.n; i++) {
		struct piece_of_text p = { .at = at + s.p[i].at,
			.end = at + s.p[i].end,
			.block = (uint32_t)w->blocks.n,
			.cell = cell };
		p.unit = read_unit(w, str_sub(raw, s.p[i].at, s.p[i].end));
		vec_push(w->arena, &w->sentences, p);
		b->ns++;
	}
}

/* Lists and quotes around a node. */
static void place(struct block *b, const struct node *n)
{
	const struct node *item = n->parent;

	for (const struct node *p = n->parent; p; p = p->parent) {
		b->level += p->kind == NODE_LIST;
		b->quotes += p->kind == NODE_QUOTE || p->kind == NODE_ALERT;
	}
	if (b->kind != BLOCK_PARAGRAPH || !item || item->kind != NODE_ITEM)
		return;
	if (item->child == n)
		b->kind = item->parent && item->parent->as.list.ordered
				  ? BLOCK_NUMBER
				  : BLOCK_BULLET;
	else
		b->level = b->level > 0;
}

static void add_cells(struct walk *w, struct block *b, const struct node *row)
{
	b->lengths = arena_array(w->arena, uint32_t, BLOCK_CELLS_MAX);
	for (const struct node *c = row->child; c; c = c->next) {
		struct str raw = raw_of(w, c);
		if (b->cells == BLOCK_CELLS_MAX)
			return;
		b->lengths[b->cells] = read_unit(w, raw).length;
		add_sentences(w, b, raw, c->at.at, b->cells++);
	}
}

static void add_block(struct walk *w, enum block_kind kind,
	const struct node *n)
{
	struct block b = { .kind = kind,
		.raw = raw_of(w, n),
		.at = n->at.at,
		.s = (uint32_t)w->sentences.n };

	place(&b, n);
	if (n->kind == NODE_HEADING)
		b.level = n->as.heading.level;
	b.unit = read_unit(w, b.raw);
	if (kind == BLOCK_ROW)
		add_cells(w, &b, n);
	else if (!block_is_fixed(&b))
		add_sentences(w, &b, b.raw, b.at, 0);
	vec_push(w->arena, &w->blocks, b);
}

/* ---- rows of a table that has lost its head ---------------------- */

static bool is_delimiter(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (!strchr("|-: \t\r>", line.p[i]))
			return false;
	return str_find_byte(line, 0, '-') != STR_NONE;
}

/* The next bar that is not escaped, or the line's end. */
static size_t bar_at(struct str line, size_t i)
{
	while (i < line.n && line.p[i] != '|')
		i += line.p[i] == '\\' ? 2 : 1;
	return i < line.n ? i : line.n;
}

static void add_row(struct walk *w, const struct node *n, struct str line)
{
	uint32_t from = (uint32_t)(line.p - w->page->source->bytes.p);
	struct block b = { .kind = BLOCK_ROW,
		.raw = line,
		.at = from,
		.s = (uint32_t)w->sentences.n };

	place(&b, n);
	b.unit = read_unit(w, line);
	b.lengths = arena_array(w->arena, uint32_t, BLOCK_CELLS_MAX);
	for (size_t i = line.p[0] == '|'; i < line.n;) {
		if (b.cells == BLOCK_CELLS_MAX)
			break;
		size_t end = bar_at(line, i);
		struct str cell = str_sub(line, i, end);
		if (end == line.n && str_trim(cell).n == 0)
			break;
		b.lengths[b.cells] = read_unit(w, cell).length;
		add_sentences(w, &b, cell, from + (uint32_t)i, b.cells++);
		i = end + 1;
	}
	vec_push(w->arena, &w->blocks, b);
}

static struct str row_line(struct str line)
{
	line = str_trim(line);
	while (str_starts(line, S(">")))
		line = str_trim_left(str_skip(line, 1));
	return line;
}

/* Lines with bars: the head or the delimiter row of a table is gone, so
 * that the page shows its rows as text. */
static bool is_bare_table(struct str rest)
{
	bool delimiter = false;
	size_t lines = 0;
	struct str line;

	if (str_starts(str_trim_left(rest), S("|")))
		return true;
	while (str_cut(&rest, '\n', &line)) {
		line = row_line(line);
		if (bar_at(line, 0) == line.n)
			return false;
		delimiter = delimiter || is_delimiter(line);
		lines++;
	}
	return delimiter || lines > 2;
}

static bool add_bare_rows(struct walk *w, const struct node *n)
{
	struct str rest = raw_of(w, n), line;

	if (!is_bare_table(rest))
		return false;
	while (str_cut(&rest, '\n', &line)) {
		line = row_line(line);
		if (bar_at(line, 0) < line.n && !is_delimiter(line))
			add_row(w, n, line);
	}
	return true;
}

/* An image alone is no text. */
static bool is_image(const struct node *n)
{
	const struct node *c = n->child;

	if (c && !c->next && c->kind == NODE_LINK)
		c = c->child;
	return c && !c->next && c->kind == NODE_IMAGE;
}

static enum block_kind kind_of_html(const struct node *n)
{
	struct str s = str_trim(n->as.text);

	return n->child == NULL && str_starts(s, S("<!--")) &&
			       str_ends(s, S("-->"))
		       ? BLOCK_DIRECTIVE
		       : BLOCK_HTML;
}

/* True: what is in it is done. */
static bool visit(struct walk *w, const struct node *n)
{
	switch (n->kind) {
	case NODE_HEADING:
		add_block(w, BLOCK_HEADING, n);
		return true;
	case NODE_PARAGRAPH:
		if (!add_bare_rows(w, n))
			add_block(w,
				is_image(n) ? BLOCK_IMAGE : BLOCK_PARAGRAPH, n);
		return true;
	case NODE_ROW:
		add_block(w, BLOCK_ROW, n);
		return true;
	case NODE_CODE_BLOCK:
	case NODE_SNIPPET:
		add_block(w, BLOCK_CODE, n);
		return true;
	case NODE_HTML_BLOCK:
		add_block(w, kind_of_html(n), n);
		return true;
	case NODE_IMAGE:
		add_block(w, BLOCK_IMAGE, n);
		return true;
	case NODE_INCLUDE:
	case NODE_UNREAD:
		add_block(w, BLOCK_DIRECTIVE, n);
		return true;
	case NODE_BREAK:
		add_block(w, BLOCK_RULE, n);
		return true;
	case NODE_BOX:
		if (!n->child || node_is_block(n->child))
			return false;
		add_block(w, BLOCK_PARAGRAPH, n);
		return true;
	default:
		return false;
	}
}

struct blocks blocks_of(struct arena *a, const struct page *p)
{
	struct walk w = { .arena = a, .page = p };
	const struct node *root = p->tree[0] ? p->tree[0]->root : NULL;
	const struct node *n = root;

	while (n)
		n = node_walk(root, n, visit(&w, n));
	return (struct blocks){ w.blocks.p, w.blocks.n, w.sentences.p,
		w.sentences.n };
}
