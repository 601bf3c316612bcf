/*
 * Tables as they are written: rows of the text against the columns of the
 * header, and lines that were to be a table.
 */
#include "check/raw.h"
#include "page/text.h"

const struct rule rule_table_extra = {
	.id = "DG611",
	.name = "table-cell-extra",
	.level = LEVEL_WARNING,
	.title = "a row of a table has more cells than the header",
	.why = "GitHub and many other readers drop the cells that are too many",
	.fix = "give the column a header, or write '\\|' for a bar that is "
	       "text",
	.aliases = "MD056 table-column-count",
	.bad = "# Ferries\n"
	       "\n"
	       "| Day | Time |\n"
	       "| --- | --- |\n"
	       "| Monday | noon | not in winter |\n",
	.good = "# Ferries\n"
		"\n"
		"| Day | Time | Winter |\n"
		"| --- | --- | --- |\n"
		"| Monday | noon | no |\n",
};

const struct rule rule_table_few = {
	.id = "DG612",
	.name = "table-cell-missing",
	.level = LEVEL_OFF,
	.title = "a row of a table has fewer cells than the header",
	.why = "the reader of the source cannot see which cells are empty",
	.fix = "write the empty cells",
	.aliases = "MD056 table-column-count",
	.bad = "# Ferries\n"
	       "\n"
	       "| Day | Time |\n"
	       "| --- | --- |\n"
	       "| Monday |\n",
	.good = "# Ferries\n"
		"\n"
		"| Day | Time |\n"
		"| --- | --- |\n"
		"| Monday | |\n",
	.mend = MEND_SAFE,
};

const struct rule rule_table_no_header = {
	.id = "DG613",
	.name = "table-delimiter-mismatch",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "rows of a table that is none: its header or delimiter row is "
		 "missing",
	.why = "readers see the bars instead of a table",
	.fix = "write a header row and a row of dashes with as many cells",
	.aliases = "table-header-missing",
	.bad = "# Ferries\n"
	       "\n"
	       "| Day | Time | Pier |\n"
	       "| --- | --- |\n"
	       "| Monday | noon | 2 |\n",
	.good = "# Ferries\n"
		"\n"
		"| Day | Time | Pier |\n"
		"| --- | --- | --- |\n"
		"| Monday | noon | 2 |\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_table_header_empty = {
	.id = "DG614",
	.name = "table-header-empty",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "a column of a table has no header",
	.why = "a screen reader cannot say what the cells of the column are",
	.fix = "write the header; the first column may go without if its cells "
	       "are "
	       "headers of their rows",
	.aliases = "table-header-missing column-header-missing",
	.bad = "# Ferries\n"
	       "\n"
	       "| Day | |\n"
	       "| --- | --- |\n"
	       "| Monday | noon |\n",
	.good = "# Ferries\n"
		"\n"
		"| Day | Time |\n"
		"| --- | --- |\n"
		"| Monday | noon |\n",
};

const struct rule rule_table_no_rows = {
	.id = "DG615",
	.name = "table-no-rows",
	.level = LEVEL_SUGGESTION,
	.title = "a table has a header and no rows",
	.why = "readers see column names and nothing below them",
	.fix = "write the rows, or remove the table",
	.bad = "# Ferries\n"
	       "\n"
	       "| Day | Time |\n"
	       "| --- | --- |\n",
	.good = "# Ferries\n"
		"\n"
		"| Day | Time |\n"
		"| --- | --- |\n"
		"| Monday | noon |\n",
};

/* ---- cells ------------------------------------------------------- */

/* What one line of a table holds. */
struct row {
	size_t cells;
	size_t extra; /* where the cell behind the limit begins */
	bool text;    /* something stands in it, or behind it */
};

/* The marks of segments are no text. */
static bool is_blank_raw(const struct check *c, struct str row, size_t from,
	size_t to)
{
	size_t base = (size_t)(row.p - raw_text(c).p);

	return raw_skip_marks(c, base + from, true) >= base + to;
}

/* A bar that a backslash makes text divides nothing. */
static struct row read_row(const struct check *c, struct range r, size_t limit)
{
	struct str s = str_trim(raw_of(c, r));
	size_t at = 0;
	struct row row = { 0 };

	if (str_starts(s, S("|")))
		at++;
	while (at < s.n) {
		size_t from = at;

		while (at < s.n && s.p[at] != '|')
			at += s.p[at] == '\\' && at + 1 < s.n ? 2 : 1;
		at = at < s.n ? at : s.n;
		if (row.cells++ == limit)
			row.extra = (size_t)(s.p - raw_text(c).p) + from;
		if (row.cells > limit)
			row.text |= !is_blank_raw(c, s, from, at);
		at++;
	}
	return row;
}

static void pad(struct check *c, struct diag *d, struct range r, size_t missing)
{
	struct str s = str_trim_right(raw_of(c, r));
	size_t last = r.from + s.n - 1;
	struct str more = S("");

	if (s.n == 0 || !raw_is_one(c, last, last + 1))
		return;
	if (s.p[s.n - 1] != '|')
		missing++;
	while (missing-- > 0)
		more = str_cat(c->scratch, more, S(" |"));
	raw_mend(c, d, MEND_SAFE, last, last + 1,
		str_cat(c->scratch, str_sub(s, s.n - 1, s.n), more));
}

static void check_row(struct check *c, const struct node *n, size_t columns)
{
	struct range r = raw_range(c, n);
	struct row row;

	r.to = raw_line_end(c, r.from);
	row = read_row(c, r, columns);
	if (row.cells > columns && row.text)
		diag_add(c->sink, &rule_table_extra,
			raw_span(c, row.extra, r.to),
			"the row has %zu cells, the header has %zu", row.cells,
			columns);
	else if (row.cells < columns)
		pad(c,
			diag_add(c->sink, &rule_table_few,
				raw_span(c, r.from, r.to),
				"the row has %zu cell%s, the header has %zu",
				row.cells, row.cells == 1 ? "" : "s", columns),
			r, columns - row.cells);
}

static size_t columns_of(const struct check *c, const struct node *head)
{
	struct range r = raw_range(c, head);

	r.to = raw_line_end(c, r.from);
	return read_row(c, r, SIZE_MAX).cells;
}

static void check_cells(struct check *c, const struct node *table)
{
	const struct node *head = table->child;
	size_t columns;

	if (!head || !head->as.header)
		return;
	columns = columns_of(c, head);
	for (const struct node *n = head->next; n; n = n->next)
		check_row(c, n, columns);
	if (!head->next)
		diag_add(c->sink, &rule_table_no_rows, head->at,
			"the table has no rows");
}

static struct span first_line(const struct check *c, const struct node *n)
{
	struct range r = raw_range(c, n);
	size_t end = raw_line_end(c, r.from);

	return raw_span(c, r.from, end < r.to ? end : r.to);
}

/* ---- headers ----------------------------------------------------- */

static bool is_bold(const struct node *cell)
{
	for (const struct node *n = cell->child; n; n = n->next)
		if (n->kind != NODE_STRONG &&
			(n->kind != NODE_TEXT || str_trim(n->as.text).n > 0))
			return false;
	return cell->child != NULL;
}

/* Each row is named by the bold text in its first cell. */
static bool rows_are_named(const struct node *table)
{
	for (const struct node *row = table->child; row; row = row->next)
		if (!row->as.header && (!row->child || !is_bold(row->child)))
			return false;
	return true;
}

static bool is_blank(struct check *c, const struct node *cell)
{
	for (const struct node *n = cell->child; n;
		n = node_walk(cell, n, false))
		if (n->kind == NODE_IMAGE || n->kind == NODE_HTML ||
			n->kind == NODE_CODE || n->kind == NODE_INCLUDE)
			return false;
	return text_of(c->scratch, cell).n == 0;
}

/* Cells that were put in for those of a longer row are not meant. */
static void check_table(struct check *c, const struct node *table)
{
	const struct node *head = table->child;
	size_t left = head && head->as.header ? columns_of(c, head) : 0;

	for (const struct node *cell = left ? head->child : NULL;
		cell && left-- > 0; cell = cell->next) {
		if (!is_blank(c, cell))
			continue;
		if (!cell->prev && cell->next && rows_are_named(table))
			continue;
		diag_add(c->sink, &rule_table_header_empty, head->at,
			"a column of the table has no header");
		return;
	}
}

/* "|-|:--|" */
static bool is_delimiter(struct str line)
{
	size_t dashes = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (!line.p[i] || !strchr("|-: \t", line.p[i]))
			return false;
		dashes += line.p[i] == '-';
	}
	return dashes > 0 && str_find_byte(line, 0, '|') != STR_NONE;
}

static size_t bars(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == '|' && (i == 0 || line.p[i - 1] != '\\');
	return n;
}

/* A delimiter row of as many cells as the header has. */
static void mend_delimiter(struct check *c, struct diag *d, struct range head,
	struct range row)
{
	size_t columns = read_row(c, head, SIZE_MAX).cells;
	struct str more = S("|");

	if (columns == 0 || columns > 100)
		return;
	while (columns-- > 0)
		more = str_cat(c->scratch, more, S(" --- |"));
	raw_mend(c, d, MEND_UNSAFE, row.from, row.to, more);
}

static void report_rows(struct check *c, const struct node *n,
	struct range header, struct range delimiter)
{
	struct diag *d = diag_add(c->sink, &rule_table_no_header,
		first_line(c, n),
		"these lines were to be a table, which needs a header row and "
		"a row of dashes");

	if (delimiter.to > 0 && header.to > header.from)
		mend_delimiter(c, d, header, delimiter);
}

/* Lines of a paragraph that were to be rows. */
static void check_rows(struct check *c, const struct node *n)
{
	struct range r = raw_range(c, n), before = { 0, 0 };
	struct range header = { 0, 0 }, delimiter = { 0, 0 };
	struct str text = raw_of(c, r), line;
	size_t lines = 0, rows = 0;

	if (str_find_byte(text, 0, '|') == STR_NONE)
		return;
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		lines++;
		rows += bars(line) >= 2;
		r.from = raw_offset(c, line);
		r.to = r.from + line.n;
		if (delimiter.to == 0 && is_delimiter(line)) {
			delimiter = r;
			header = before;
		}
		before = r;
	}
	if ((delimiter.to > 0 && rows > 1) || (lines > 2 && rows == lines))
		report_rows(c, n, header, delimiter);
}

/* docfx begins a table only where a block can begin: behind text, its rows
 * are text. */
static void check_gap(struct check *c, const struct node *table)
{
	const struct node *prev = table->prev;
	struct str gap;

	if (!prev || (prev->kind != NODE_PARAGRAPH && prev->kind != NODE_QUOTE))
		return;
	gap = str_sub(c->page->source->bytes, node_end(prev), table->at.at);
	if (str_find(gap, 0, S("\n\n")) != STR_NONE ||
		str_find(gap, 0, S("\n\r\n")) != STR_NONE ||
		str_trim(gap).n > 0)
		return;
	diag_add(c->sink, &rule_table_no_header, first_line(c, table),
		"docfx takes these lines for text, because no empty line "
		"stands before them");
}

void check_tables(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_TABLE) {
			check_table(c, n);
			check_gap(c, n);
			check_cells(c, n);
		} else if (n->kind == NODE_PARAGRAPH) {
			check_rows(c, n);
		}
	}
}
