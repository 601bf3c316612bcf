/* Code, and what stands where code is. */
#include "check/docfx.h"
#include "check/family.h"
#include "check/raw.h"

const struct rule rule_code_unclosed = {
	.id = "DG621",
	.name = "code-block-unclosed",
	.level = LEVEL_ERROR,
	.title = "a code block is never closed",
	.why = "all the rest of the page is shown as code",
	.fix = "close it with a line of the same characters",
	.bad = "# Ferries\n"
	       "\n"
	       "```text\n"
	       "board at noon\n",
	.good = "# Ferries\n"
		"\n"
		"```text\n"
		"board at noon\n"
		"```\n",
};

const struct rule rule_code_no_language = {
	.id = "DG622",
	.name = "code-language-missing",
	.level = LEVEL_SUGGESTION,
	.title = "a code block does not name its language",
	.why = "nothing can be coloured, and a reader has to guess",
	.fix = "write the language behind the fence",
	.aliases = "dev-language-missing MD040 fenced-code-language",
	.bad = "# Ferries\n"
	       "\n"
	       "```\n"
	       "board at noon\n"
	       "```\n",
	.good = "# Ferries\n"
		"\n"
		"```text\n"
		"board at noon\n"
		"```\n",
};

const struct rule rule_code_language = {
	.id = "DG623",
	.name = "code-language-invalid",
	.level = LEVEL_OFF,
	.title = "the language of a code block is not in the docset's list",
	.why = "nothing can be coloured",
	.fix = "write a language of the list, in its case",
	.aliases = "dev-language-invalid",
	.mend = MEND_SAFE,
};

const struct rule rule_code_indented = {
	.id = "DG624",
	.name = "code-block-indented",
	.level = LEVEL_OFF,
	.title = "a code block is marked by indentation",
	.why = "it has no language, and often was meant as text",
	.fix = "put it between fences",
	.aliases = "MD046 code-block-style",
	.bad = "# Ferries\n"
	       "\n"
	       "    board at noon\n",
	.good = "# Ferries\n"
		"\n"
		"```text\n"
		"board at noon\n"
		"```\n",
	.mend = MEND_SAFE,
};

const struct rule rule_diagram = {
	.id = "DG530",
	.name = "diagram-as-text",
	.level = LEVEL_SUGGESTION,
	.title = "a diagram that is shown as its source text",
	.why = "a reader sees the notation instead of the drawing",
	.fix = "put an image of the diagram beside it, or in its place",
	.bad = "# Ferries\n"
	       "\n"
	       "```mermaid\n"
	       "graph LR\n"
	       "  pier --> island\n"
	       "```\n",
	.good = "# Ferries\n"
		"\n"
		"![The way from the pier to the "
		"island](https://ferry.example/way.svg)\n",
};

const struct rule rule_tabs_used = {
	.id = "DG529",
	.name = "tabs-used",
	.level = LEVEL_OFF,
	.title = "a page has tabs",
	.why = "what stands in a closed tab is not found by looking at the "
	       "page",
	.fix = "write headings instead",
	.bad = "# Ferries\n"
	       "\n"
	       "# [Summer](#tab/summer)\n"
	       "\n"
	       "At noon.\n"
	       "\n"
	       "# [Winter](#tab/winter)\n"
	       "\n"
	       "At one.\n"
	       "\n"
	       "---\n",
	.good = "# Ferries\n"
		"\n"
		"## Summer\n"
		"\n"
		"At noon.\n"
		"\n"
		"## Winter\n"
		"\n"
		"At one.\n",
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

/* The same word in lower case, if that is in the list. */
static void mend_language(struct check *c, struct diag *d, const struct node *n,
	struct str info)
{
	struct str lower = str_lower(c->scratch, info);
	struct range r = raw_range(c, n);
	size_t eol = raw_line_end(c, r.from);
	struct str line = str_trim_right(str_sub(raw_text(c), r.from, eol));

	if (!str_eq(lower, info) && is_language(c, lower) &&
		str_ends(line, info))
		raw_mend(c, d, MEND_SAFE, r.from + line.n - info.n,
			r.from + line.n, lower);
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
		mend_language(c,
			diag_add(c->sink, &rule_code_language, first_line(c, n),
				"'%.*s' is no language of the docset's list",
				STR_ARG(info)),
			n, info);
}

/* ---- from indentation to fences ---------------------------------- */

#define INDENT 4 /* columns that make it code */

static size_t spaces_at(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && s.p[i + n] == ' ')
		n++;
	return n;
}

/* A fence that no line of the code ends. */
static size_t fence_length(struct str code)
{
	size_t run = str_longest_run(code, '`');

	return run < 3 ? 3 : run + 1;
}

/* What stands before the code of each line: spaces. STR_NONE: it is not
 * that simple. */
static size_t indent_of(const struct check *c, const struct node *n, size_t at)
{
	size_t all = spaces_at(raw_text(c), at);
	size_t own = spaces_at(n->as.code.text, 0);

	return n->parent->kind == NODE_QUOTE || all < own + INDENT
		       ? STR_NONE
		       : all - own - INDENT;
}

/* The lines of the code, the first of which begins at `at`, between fences
 * that stand where the indentation did. False: they cannot be told. */
static bool fence_lines(struct check *c, struct diag *d, const struct node *n,
	size_t at)
{
	struct str s = raw_text(c), code = n->as.code.text, line;
	size_t indent = indent_of(c, n, at);
	size_t ticks = fence_length(code), end = at;
	struct str fence, eol;
	bool first = true;

	if (indent == STR_NONE || ticks > 20)
		return false;
	end = raw_line_end(c, at);
	eol = end > 0 && s.p[end - 1] == '\r' ? S("\r\n") : S("\n");
	fence = str_printf(c->scratch, "%.*s", (int)ticks,
		"````````````````````");
	for (; str_cut(&code, '\n', &line); at = end + 1) {
		size_t cut;

		end = raw_line_end(c, at);
		cut = spaces_at(str_sub(s, 0, end), at + indent);
		cut = cut < INDENT ? cut : INDENT;
		if (cut == INDENT &&
			!raw_mend(c, d, MEND_SAFE, at + indent,
				at + indent + INDENT,
				first ? str_printf(c->scratch, "%.*s%.*s%*s",
						STR_ARG(fence), STR_ARG(eol),
						(int)indent, "")
				      : S("")))
			return false;
		if (cut < INDENT && str_trim(line).n > 0)
			return false;
		first = false;
		if (str_trim(code).n == 0)
			break;
	}
	/* An edit replaces something: the last character by itself. */
	end -= eol.n - 1;
	at = end - 1;
	while (((unsigned char)s.p[at] & 0xC0) == 0x80)
		at--;
	return raw_mend(c, d, MEND_SAFE, at, end,
		str_printf(c->scratch, "%.*s%.*s%*s%.*s",
			STR_ARG(str_sub(s, at, end)), STR_ARG(eol), (int)indent,
			"", STR_ARG(fence)));
}

static void mend_indented(struct check *c, struct diag *d, const struct node *n)
{
	size_t at = raw_line_start(c, raw_range(c, n).from);

	if (!fence_lines(c, d, n, at)) {
		d->edits = NULL;
		d->mend = MEND_NOT;
	}
}

static void check_code(struct check *c, const struct node *n)
{
	struct str raw = str_sub(c->page->source->bytes, n->at.at, node_end(n));

	if (!n->as.code.fenced) {
		mend_indented(c,
			diag_add(c->sink, &rule_code_indented, n->at,
				"the code block is marked by indentation"),
			n);
		return;
	}
	check_language(c, n);
	if (str_eq_nocase(str_trim(n->as.code.info), S("mermaid")))
		diag_add(c->sink, &rule_diagram, first_line(c, n),
			"the diagram is shown as its source text");
	if (raw.n > 0 && (raw.p[0] == '`' || raw.p[0] == '~') &&
		!is_closed(raw))
		diag_add(c->sink, &rule_code_unclosed, first_line(c, n),
			"the code block is never closed")
			->spoils = n->at;
}

void check_blocks(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_CODE_BLOCK) {
			check_code(c, n);
		} else if (n->kind == NODE_TABS) {
			diag_add(c->sink, &rule_tabs_used, first_line(c, n),
				"the page has tabs");
		}
	}
}
