/*
 * Lines of block syntax after the library's parse: leaves among their
 * siblings. Here they are paired and take in what belongs to them.
 * Invariant: a tree stays whole; what is not understood becomes text.
 */
#include "mark/ext/ext.h"

#include "base/buf.h"
#include "format/html.h"

/* Directives inside each other; more is no document. */
#define MAX_OPEN 32

const struct rule rule_block_unclosed = {
	.id = "DG521",
	.name = "block-unclosed",
	.level = LEVEL_ERROR,
	.title =
		"a directive has a beginning without an end, or an end without "
		"a "
		"beginning",
	.why = "what follows it stands in the wrong place, or the end is lost",
	.fix = "write the missing '::: NAME' or '::: NAME-end' line",
	.aliases = "invalid-zone invalid-row invalid-nested-column "
		   "invalid-moniker-range",
	.bad = "# Ferries\n"
	       "\n"
	       ":::row:::\n"
	       "\n"
	       "They leave at noon.\n",
	.good = "# Ferries\n"
		"\n"
		":::row:::\n"
		":::column:::\n"
		"They leave at noon.\n"
		":::column-end:::\n"
		":::row-end:::\n",
};

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '-';
}

bool ext_colons(struct str line, struct colons *out)
{
	size_t i = 0, from;

	line = str_trim(line);
	while (i < line.n && line.p[i] == ':')
		i++;
	if (i < 3)
		return false;
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	from = i;
	while (i < line.n && is_name_char(line.p[i]))
		i++;
	out->name = str_sub(line, from, i);
	out->rest = str_trim(str_skip(line, i));
	out->closed = str_ends(out->rest, S(":::"));
	if (out->closed)
		out->rest = str_trim_right(
			str_sub(out->rest, 0, out->rest.n - 3));
	return out->name.n > 0;
}

bool ext_is_end(struct str line, const char *name)
{
	struct colons c;
	struct str want = str_of(name);

	return ext_colons(line, &c) && c.name.n == want.n + 4 &&
	       str_starts_nocase(c.name, want) &&
	       str_ends_nocase(c.name, S("-end"));
}

/* ---- pairing ----------------------------------------------------- */

struct open_mark {
	struct node *mark;
	const struct extension *ext;
};

struct pairing {
	struct ext *x;
	struct open_mark open[MAX_OPEN];
	size_t n;
};

static const struct extension *paired_extension(struct str line, bool *ends)
{
	struct colons c;

	if (!ext_colons(line, &c))
		return NULL;
	for (size_t i = 0; extensions[i]; i++) {
		const char *name = extensions[i]->pair;
		if (!name)
			continue;
		*ends = ext_is_end(line, name);
		if (*ends || str_eq_nocase(c.name, str_of(name)))
			return extensions[i];
	}
	return NULL;
}

static bool stands_open(const struct pairing *p, const struct extension *e)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->open[i].ext == e)
			return true;
	return false;
}

static void report(struct ext *x, const struct node *mark, const char *what)
{
	diag_add(x->sink, &rule_block_unclosed,
		ext_span(x, mark->at.at, node_end(mark)), "'%.*s' %s",
		STR_ARG(str_sub(mark->as.text, 0, 60)), what);
}

static void open_one(struct pairing *p, struct node *mark,
	const struct extension *e)
{
	if (p->n == MAX_OPEN) {
		report(p->x, mark, "is nested too deep");
		ext_as_text(p->x, mark);
	} else if (e->alone && stands_open(p, e)) {
		e->alone(p->x, mark);
		ext_as_text(p->x, mark);
	} else {
		p->open[p->n++] = (struct open_mark){ mark, e };
	}
}

static void close_one(struct pairing *p, struct node *mark,
	const struct extension *e)
{
	size_t i = p->n;

	while (i > 0 && p->open[i - 1].ext != e)
		i--;
	if (i == 0) {
		report(p->x, mark, "ends nothing");
		return;
	}
	while (p->n > i)
		report(p->x, p->open[--p->n].mark, "is never ended");
	p->open[--p->n].mark->as.mark.end = mark;
}

void ext_pair_marks(struct ext *x, struct node *const *marks, size_t n)
{
	struct pairing p = { .x = x };
	bool ends;

	for (size_t i = 0; i < n; i++) {
		const struct extension *e = paired_extension(marks[i]->as.text,
			&ends);
		if (e && ends)
			close_one(&p, marks[i], e);
		else if (e)
			open_one(&p, marks[i], e);
	}
	while (p.n > 0)
		report(x, p.open[--p.n].mark, "is never ended");
}

/* The sibling of mark that end stands in, or end itself; NULL if none. */
static struct node *sibling_with(const struct node *mark, struct node *end)
{
	while (end && end->parent != mark->parent)
		end = end->parent;
	return end;
}

/* The mark, its text replaced by the box, with its siblings up to `last`. */
static void take_in(struct node *mark, struct node *last)
{
	if (last && last != mark)
		node_move(mark, mark->next, last);
	if (last && node_end(last) > node_end(mark))
		mark->at.len = node_end(last) - mark->at.at;
}

void ext_open_box(struct ext *x, struct node *mark, const struct box *box)
{
	struct node *end = mark->as.mark.end;
	struct node *top = end ? sibling_with(mark, end) : NULL;
	struct node *last = mark->parent->last;

	(void)x;
	if (top)
		last = top == end ? top->prev : top;
	take_in(mark, last);
	if (end) {
		if (top == end)
			mark->at.len = node_end(end) - mark->at.at;
		node_unlink(end);
		end->kind = NODE_TEXT;
	}
	mark->kind = NODE_BOX;
	mark->as.box = box;
}

/* ---- quotes ------------------------------------------------------ */

/* Alerts, sections and videos; what other lines claim stays inside. */
static bool is_quote_mark(const struct node *n)
{
	return n->kind == NODE_MARK && str_starts(n->as.text, S("[!")) &&
	       !str_starts_nocase(n->as.text, S("[!code")) &&
	       !str_starts_nocase(n->as.text, S("[!notebook"));
}

static struct node *last_of(struct node *first)
{
	while (first->next && !is_quote_mark(first->next))
		first = first->next;
	return first;
}

void ext_leave_quote(struct ext *x, struct node *mark, bool takes)
{
	struct node *quote = mark->parent, *first = mark->next;

	node_unlink(mark);
	node_insert_after(quote, mark);
	if (takes && first && !is_quote_mark(first)) {
		struct node *last = last_of(first), *rest = last->next;
		node_move(mark, first, last);
		mark->at.len = node_end(last) - mark->at.at;
		first = rest;
	}
	if (first) {
		struct node *more = ext_node(x, NODE_QUOTE, first->at.at,
			node_end(quote));
		node_insert_after(mark, more);
		node_move(more, first, quote->last);
	}
	if (quote->child)
		quote->at.len = node_end(quote->last) - quote->at.at;
	else
		node_unlink(quote);
}

/* ---- back to text ------------------------------------------------ */

/* Do two siblings stand on lines that follow each other? */
static bool adjoin(const struct ext *x, const struct node *a,
	const struct node *b)
{
	struct str between = str_sub(x->view->text, node_end(a), b->at.at);
	size_t line = str_find_byte(between, 0, '\n');

	return line != STR_NONE &&
	       str_find_byte(between, line + 1, '\n') == STR_NONE;
}

/* Paragraph b goes on in paragraph a. */
static void join(struct ext *x, struct node *a, struct node *b)
{
	struct node *line = ext_node(x, NODE_SOFT_BREAK, node_end(a),
		node_end(a) + 1);

	node_append(a, line);
	if (b->child)
		node_move(a, b->child, b->last);
	a->at.len = node_end(b) - a->at.at;
	node_unlink(b);
}

void ext_as_text(struct ext *x, struct node *mark)
{
	struct node *text = ext_node(x, NODE_UNREAD, mark->at.at,
		node_end(mark));
	struct node *before = mark->prev, *after = mark->next;

	text->as.text = mark->as.text;
	mark->kind = NODE_PARAGRAPH;
	node_append(mark, text);
	if (before && before->kind == NODE_PARAGRAPH &&
		adjoin(x, before, mark)) {
		join(x, before, mark);
		mark = before;
	}
	if (after && after->kind == NODE_PARAGRAPH && adjoin(x, mark, after))
		join(x, mark, after);
}

/* ---- looks ------------------------------------------------------- */

struct str ext_escape(struct ext *x, struct str s)
{
	struct buf b;

	buf_init(&b, x->arena);
	html_escape(&b, s);
	return b.n ? buf_str(&b) : S("");
}

struct str ext_attr(struct ext *x, const char *name, struct str value)
{
	return str_printf(x->arena, " %s=\"%.*s\"", name,
		STR_ARG(ext_escape(x, value)));
}
