/* Code and tables. */
#include "check/docfx.h"
#include "check/family.h"
#include "page/text.h"

const struct rule rule_table_no_header = {
	.id = "DG613",
	.name = "table-delimiter-mismatch",
	.level = LEVEL_WARNING,
	.title =
		"rows of a table that is none: its header or delimiter row is missing",
	.why = "readers see the bars instead of a table",
	.fix = "write a header row and a row of dashes with as many cells",
};

const struct rule rule_table_header_empty = {
	.id = "DG614",
	.name = "table-header-empty",
	.level = LEVEL_SUGGESTION,
	.title = "a column of a table has no header",
	.why = "a screen reader cannot say what the cells of the column are",
	.fix = "write the header; the first column may go without if its cells are "
	       "headers of their rows",
};

const struct rule rule_code_unclosed = {
	.id = "DG621",
	.name = "code-block-unclosed",
	.level = LEVEL_ERROR,
	.title = "a code block is never closed",
	.why = "all the rest of the page is shown as code",
	.fix = "close it with a line of the same characters",
};

const struct rule rule_code_no_language = {
	.id = "DG622",
	.name = "code-language-missing",
	.level = LEVEL_SUGGESTION,
	.title = "a code block does not name its language",
	.why = "nothing can be coloured, and a reader has to guess",
	.fix = "write the language behind the fence",
};

const struct rule rule_code_language = {
	.id = "DG623",
	.name = "code-language-invalid",
	.level = LEVEL_OFF,
	.title = "the language of a code block is not in the docset's list",
	.why = "nothing can be coloured",
	.fix = "write a language of the list, in its case",
};

const struct rule rule_code_indented = {
	.id = "DG624",
	.name = "code-block-indented",
	.level = LEVEL_OFF,
	.title = "a code block is marked by indentation",
	.why = "it has no language, and often was meant as text",
	.fix = "put it between fences",
};

const struct rule rule_diagram = {
	.id = "DG530",
	.name = "diagram-as-text",
	.level = LEVEL_SUGGESTION,
	.title = "a diagram that is shown as its source text",
	.why = "a reader sees the notation instead of the drawing",
	.fix = "put an image of the diagram beside it, or in its place",
};

const struct rule rule_tabs_used = {
	.id = "DG529",
	.name = "tabs-used",
	.level = LEVEL_OFF,
	.title = "a page has tabs",
	.why = "what stands in a closed tab is not found by looking at the page",
	.fix = "write headings instead",
};

/* ---- code -------------------------------------------------------- */

static struct span first_line(const struct check *c, const struct node *n)
{
	struct str text = str_sub(c->page->source->bytes, n->at.at,
		node_end(n));
	size_t end = str_find_byte(text, 0, '\n');
	struct span at = n->at;

	if (end != STR_NONE)
		at.len = (uint32_t)end;
	return at;
}

/* The last line of the block is its fence, if there is one. */
static bool is_closed(struct str text)
{
	size_t fence = 0, last, run = 0;
	struct str line;

	while (fence < text.n && text.p[fence] == text.p[0])
		fence++;
	text = str_trim_right(text);
	last = str_rfind_byte(text, '\n');
	if (last == STR_NONE)
		return false;
	line = str_skip(text, last + 1);
	while (line.n > 0 && (char_is_space(line.p[0]) || line.p[0] == '>'))
		line = str_skip(line, 1);
	while (run < line.n && line.p[run] == text.p[0])
		run++;
	return run >= fence && run == line.n;
}

static size_t lines_with_text(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_cut(&text, '\n', &line))
		n += str_trim(line).n > 0;
	return n;
}

static bool in_list(const struct value *v, struct str word, int depth)
{
	if (!v || depth > 8)
		return false;
	if (v->kind == VALUE_TEXT)
		return str_eq(v->text, word);
	for (size_t i = 0;
		(v->kind == VALUE_LIST || v->kind == VALUE_MAP) && i < v->n;
		i++)
		if (in_list(v->items[i], word, depth + 1) ||
			(v->kind == VALUE_MAP && str_eq(v->keys[i], word)))
			return true;
	return false;
}

/* The list `devlang` of the docset; true where there is none. */
static bool is_language(const struct check *c, struct str word)
{
	const struct value *file;
	bool any = false;

	for (size_t i = 0;
		(file = config_data(&c->set->config, "allowlists", i)); i++) {
		const struct value *list = value_get(file, S("devlang"));

		any |= list != NULL;
		if (in_list(list, word, 0))
			return true;
	}
	return !any;
}

static void check_language(struct check *c, const struct node *n)
{
	const struct value *rule = c->docfx ? docfx_rule(&c->set->config,
						      "CodeLanguageMissing", 0)
					    : NULL;
	const struct value *least = value_get(rule, S("minCodeBlockLineCount"));
	double min = least && least->kind == VALUE_NUMBER ? least->number
		     : c->docfx                           ? 20
							  : 1;
	struct str info = str_trim(n->as.code.info);

	if (info.n == 0 && (double)lines_with_text(n->as.code.text) >= min)
		diag_add(c->sink, &rule_code_no_language, first_line(c, n),
			"the code block does not name its language");
	if (info.n > 0 && !is_language(c, info))
		diag_add(c->sink, &rule_code_language, first_line(c, n),
			"'%.*s' is no language of the docset's list",
			STR_ARG(info));
}

static void check_code(struct check *c, const struct node *n)
{
	struct str raw = str_sub(c->page->source->bytes, n->at.at, node_end(n));

	if (!n->as.code.fenced) {
		diag_add(c->sink, &rule_code_indented, n->at,
			"the code block is marked by indentation");
		return;
	}
	check_language(c, n);
	if (str_eq_nocase(str_trim(n->as.code.info), S("mermaid")))
		diag_add(c->sink, &rule_diagram, first_line(c, n),
			"the diagram is shown as its source text");
	if (raw.n > 0 && (raw.p[0] == '`' || raw.p[0] == '~') &&
		!is_closed(raw))
		diag_add(c->sink, &rule_code_unclosed, first_line(c, n),
			"the code block is never closed");
}

/* ---- tables ------------------------------------------------------ */

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

static void check_table(struct check *c, const struct node *table)
{
	const struct node *head = table->child;

	if (!head || !head->as.header)
		return;
	for (const struct node *cell = head->child; cell; cell = cell->next) {
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

/* Lines of a paragraph that were to be rows. */
static void check_rows(struct check *c, const struct node *n)
{
	struct str text = str_sub(c->page->source->bytes, n->at.at,
		node_end(n));
	struct str line;
	size_t lines = 0, rows = 0;
	bool delimiter = false;

	if (str_find_byte(text, 0, '|') == STR_NONE)
		return;
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		lines++;
		rows += bars(line) >= 2;
		delimiter |= is_delimiter(line);
	}
	if ((delimiter && rows > 1) || (lines > 2 && rows == lines))
		diag_add(c->sink, &rule_table_no_header, first_line(c, n),
			"these lines were to be a table, which needs a header "
			"row and a row of dashes");
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

void check_blocks(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_CODE_BLOCK) {
			check_code(c, n);
		} else if (n->kind == NODE_TABLE) {
			check_table(c, n);
			check_gap(c, n);
		} else if (n->kind == NODE_TABS) {
			diag_add(c->sink, &rule_tabs_used, first_line(c, n),
				"the page has tabs");
		} else if (n->kind == NODE_PARAGRAPH) {
			check_rows(c, n);
		}
	}
}
