/*
 * Lists as they are written against what becomes of them: numbers and
 * letters that a writer typed, items that are empty or alone.
 */
#include "check/lists.h"

#include "check/raw.h"
#include "check/rules.h"
#include "page/text.h"

const struct rule rule_list_interrupted = {
	.id = "DG602",
	.name = "list-interrupted",
	.level = LEVEL_SUGGESTION,
	.title = "a numbered list goes on behind a block that is not indented",
	.why = "it becomes a list of its own, and the steps are not one "
	       "procedure",
	.fix = "indent what stands between the steps, so that it belongs to "
	       "the one "
	       "above it",
	.aliases = "MD029 ol-prefix",
	.bad = "# Ferries\n"
	       "\n"
	       "1. Go to the quay.\n"
	       "\n"
	       "It is behind the church.\n"
	       "\n"
	       "2. Show your ticket.\n",
	.good = "# Ferries\n"
		"\n"
		"1. Go to the quay.\n"
		"\n"
		"   It is behind the church.\n"
		"\n"
		"2. Show your ticket.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_list_number = {
	.id = "DG603",
	.name = "list-number-irregular",
	.level = LEVEL_SUGGESTION,
	.title = "the numbers of a list as they are typed are in no order",
	.why = "readers see other numbers than the writer, who may refer to "
	       "them",
	.fix = "number the items in order, or all with 1",
	.aliases = "MD029 ol-prefix",
	.bad = "# Ferries\n"
	       "\n"
	       "1. Go to the quay.\n"
	       "2. Show your ticket.\n"
	       "2. Take your seat.\n",
	.good = "# Ferries\n"
		"\n"
		"1. Go to the quay.\n"
		"2. Show your ticket.\n"
		"3. Take your seat.\n",
	.mend = MEND_SAFE,
};

const struct rule rule_single_step = {
	.id = "DG605",
	.name = "procedure-single-step",
	.level = LEVEL_OFF,
	.title = "a numbered list has one item",
	.why = "a number makes readers look for the next step",
	.fix = "write a bullet or a paragraph",
	.bad = "# Ferries\n"
	       "\n"
	       "1. Show your ticket.\n",
	.good = "# Ferries\n"
		"\n"
		"- Show your ticket.\n",
	.mend = MEND_UNSAFE,
};

static const struct rule_option long_options[] = {
	{ "max", "steps that a procedure has at most", 12, OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_many_steps = {
	.id = "DG606",
	.name = "procedure-too-long",
	.level = LEVEL_OFF,
	.title = "a procedure has many steps",
	.why = "readers lose their place in it",
	.fix = "divide it into several, each with a heading",
	.bad = "# Ferries\n"
	       "\n"
	       "1. Climb step one.\n"
	       "1. Climb step two.\n"
	       "1. Climb step three.\n"
	       "1. Climb step four.\n"
	       "1. Climb step five.\n"
	       "1. Climb step six.\n"
	       "1. Climb step seven.\n"
	       "1. Climb step eight.\n"
	       "1. Climb step nine.\n"
	       "1. Climb step ten.\n"
	       "1. Climb step eleven.\n"
	       "1. Climb step twelve.\n"
	       "1. Climb step thirteen.\n",
	.good = "# Ferries\n"
		"\n"
		"1. Climb thirteen steps.\n",
	.options = long_options,
};

const struct rule rule_item_empty = {
	.id = "DG607",
	.name = "checklist-item-empty",
	.level = LEVEL_WARNING,
	.title = "an item of a list is empty",
	.why = "readers see a bullet or box with nothing beside it",
	.fix = "write the text or remove the item",
	.bad = "# Ferries\n"
	       "\n"
	       "- Your ticket\n"
	       "-\n"
	       "- Your pass\n",
	.good = "# Ferries\n"
		"\n"
		"- Your ticket\n"
		"- Your pass\n",
};

/* ---- markers ----------------------------------------------------- */

/* The marker of an item: "12." in the view; `body` where its text is. */
struct marker {
	size_t from, to, body;
	uint32_t number;
	bool ok;
};

static struct marker marker_of(const struct check *c, const struct node *item)
{
	struct range r = raw_range(c, item);
	struct str s = str_sub(raw_text(c), 0, r.to);
	struct marker m = { .from = r.from };
	size_t k = r.from;

	while (k < s.n && char_is_digit(s.p[k]))
		k++;
	m.to = k;
	m.ok = k < s.n && (s.p[k] == '.' || s.p[k] == ')') &&
	       str_to_uint(str_sub(s, r.from, k), &m.number);
	m.body = k + 1;
	while (m.body < s.n && (s.p[m.body] == ' ' || s.p[m.body] == '\t'))
		m.body++;
	return m;
}

/* A longer number would move where the item's text begins. */
static bool is_one_line(const struct check *c, const struct node *item)
{
	return !item->child ||
	       (item->child == item->last &&
		       raw_line_end(c, raw_range(c, item).from) >=
			       raw_range(c, item).to);
}

static size_t digits(uint32_t n)
{
	size_t count = 1;

	while (n /= 10)
		count++;
	return count;
}

/* ---- numbers ----------------------------------------------------- */

static void renumber(struct check *c, struct diag *d, const struct node *list,
	uint32_t first)
{
	uint32_t want = first;

	for (const struct node *i = list->child; i; i = i->next, want++) {
		struct marker m = marker_of(c, i);

		if (m.number != want && digits(want) != m.to - m.from &&
			!is_one_line(c, i))
			return;
	}
	want = first;
	for (const struct node *i = list->child; i; i = i->next, want++) {
		struct marker m = marker_of(c, i);

		if (m.number != want &&
			!raw_mend(c, d, MEND_SAFE, m.from, m.to,
				str_printf(c->scratch, "%u", want)))
			return;
	}
}

static void check_numbers(struct check *c, const struct node *list)
{
	struct marker first = marker_of(c, list->child), odd = { 0 };
	bool same = true, rising = true;
	uint32_t want = first.number;
	struct diag *d;

	for (const struct node *i = list->child; i; i = i->next, want++) {
		struct marker m = marker_of(c, i);

		if (!m.ok)
			return;
		same &= m.number == first.number;
		if (rising && m.number != want) {
			rising = false;
			odd = m;
		}
	}
	if (same || rising)
		return;
	d = diag_add(c->sink, &rule_list_number,
		raw_span(c, odd.from, odd.to + 1),
		"'%.*s' is not the next number of the list",
		STR_ARG(str_sub(raw_text(c), odd.from, odd.to + 1)));
	renumber(c, d, list, first.number);
}

/* ---- interrupted ------------------------------------------------- */

/* What may belong to a step. */
static bool may_belong(const struct node *n)
{
	return n->kind == NODE_PARAGRAPH || n->kind == NODE_QUOTE ||
	       n->kind == NODE_ALERT || n->kind == NODE_LIST ||
	       n->kind == NODE_CODE_BLOCK || n->kind == NODE_TABLE ||
	       n->kind == NODE_INCLUDE || n->kind == NODE_SNIPPET ||
	       n->kind == NODE_HTML_BLOCK;
}

static bool is_numbered(const struct node *n)
{
	return n->kind == NODE_LIST && n->as.list.ordered && n->child;
}

/* The list that this one goes on with. */
static const struct node *begun(const struct check *c, const struct node *list)
{
	const struct node *n = list->prev;
	struct marker last;
	uint32_t count;

	while (n && may_belong(n) && !is_numbered(n))
		n = n->prev;
	if (!n || !is_numbered(n) || n == list->prev)
		return NULL;
	count = n->as.list.start;
	for (const struct node *i = n->child->next; i; i = i->next)
		count++;
	last = marker_of(c, n->last);
	return list->as.list.start == count + 1 ||
			       (last.ok &&
				       list->as.list.start == last.number + 1)
		       ? n
		       : NULL;
}

/* Only text and quotes: code and tables are not to be touched. */
static bool may_indent(const struct node *from, const struct node *to)
{
	for (const struct node *n = from; n != to; n = n->next)
		if (n->kind != NODE_PARAGRAPH && n->kind != NODE_QUOTE &&
			n->kind != NODE_ALERT && n->kind != NODE_INCLUDE)
			return false;
	return true;
}

/* Each line between the lists gets the indentation of the item's text. */
static void indent(struct check *c, struct diag *d, const struct node *above,
	const struct node *list)
{
	struct marker m = marker_of(c, above->last);
	size_t at = raw_range(c, above->next).from;
	size_t end = raw_range(c, list).from;
	size_t start = raw_line_start(c, m.from);
	char spaces[17];

	if (!m.ok || m.from != start || m.body - start > 16 ||
		at != raw_line_start(c, at) || !may_indent(above->next, list))
		return;
	memset(spaces, ' ', m.body - start);
	while (at < end) {
		size_t eol = raw_line_end(c, at);

		if (eol > at && char_is_space(raw_text(c).p[at])) {
			d->edits = NULL;
			d->mend = MEND_NOT;
			return;
		}
		if (eol > at)
			diag_mend(c->sink, d, MEND_UNSAFE, raw_span(c, at, at),
				str_make(spaces, m.body - start));
		at = str_find_byte(raw_text(c), eol, '\n');
		at = at == STR_NONE ? end : at + 1;
	}
}

static void check_interrupted(struct check *c, const struct node *list)
{
	const struct node *above;
	struct marker m = marker_of(c, list->child);
	struct diag *d;

	if (list->as.list.start < 2 || !m.ok)
		return;
	above = begun(c, list);
	if (!above)
		return;
	d = diag_add(c->sink, &rule_list_interrupted,
		raw_span(c, m.from, m.to + 1),
		"step %u begins a list of its own, because what stands before "
		"it is not indented",
		list->as.list.start);
	indent(c, d, above, list);
}

/* ---- items ------------------------------------------------------- */

/* "[ ]" alone is no box to the parser. */
static bool is_box(struct str text)
{
	return str_eq(text, S("[ ]")) || str_eq_nocase(text, S("[x]")) ||
	       str_eq(text, S("[]"));
}

static bool is_empty(struct check *c, const struct node *item)
{
	struct str text;

	if (!item->child)
		return true;
	if (item->child != item->last || item->child->kind != NODE_PARAGRAPH)
		return false;
	for (const struct node *n = item->child->child; n;
		n = node_walk(item->child, n, false))
		if (n->kind != NODE_TEXT && n->kind != NODE_SEG &&
			n->kind != NODE_SOFT_BREAK)
			return false;
	text = text_of(c->scratch, item);
	return text.n == 0 || is_box(text);
}

static void check_items(struct check *c, const struct node *list)
{
	for (const struct node *i = list->child; i; i = i->next) {
		struct range r = raw_range(c, i);

		if (is_empty(c, i))
			diag_add(c->sink, &rule_item_empty,
				raw_span(c, r.from, raw_line_end(c, r.from)),
				"the item is empty");
	}
}

/* ---- procedures -------------------------------------------------- */

static size_t count_items(const struct node *list)
{
	size_t n = 0;

	for (const struct node *i = list->child; i; i = i->next)
		n++;
	return n;
}

/* A list that goes on elsewhere is not alone. */
static bool goes_on(const struct check *c, const struct node *list)
{
	const struct node *n = list->next;

	if (list->as.list.start != 1)
		return true;
	while (n && may_belong(n) && !is_numbered(n))
		n = n->next;
	return n && is_numbered(n) && begun(c, n) == list;
}

static void check_steps(struct check *c, const struct node *list)
{
	struct marker m = marker_of(c, list->child);
	size_t n = count_items(list);
	struct span at = raw_span(c, m.from, m.to + 1);
	struct diag *d;

	if (n == 1 && !goes_on(c, list)) {
		d = diag_add(c->sink, &rule_single_step, at,
			"the numbered list has one item");
		if (m.ok && m.to - m.from == 1)
			raw_mend(c, d, MEND_UNSAFE, m.from, m.to + 1, S("- "));
	}
	if ((double)n > rule_number(&c->set->config, &rule_many_steps, "max"))
		diag_add(c->sink, &rule_many_steps, at,
			"the procedure has %zu steps", n);
}

void check_listing(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_PARAGRAPH)
			check_typed(c, n);
		if (n->kind != NODE_LIST || !n->child)
			continue;
		check_items(c, n);
		if (!n->as.list.ordered)
			continue;
		check_numbers(c, n);
		check_interrupted(c, n);
		check_steps(c, n);
	}
}
