/*
 * Mustache text to nodes, in one pass over the tags.
 *
 * White space is settled here: the lines of standalone tags are gone, and a
 * node that begins a line of its template says so (`bol`), which is where
 * the indentation of a partial or of a block is written.
 *
 * Invariant: the nodes inside a node come right behind it, and nest at most
 * MUSTACHE_NEST_MAX deep.
 */
#include "format/mustache.h"

/* A section, parent or block whose end tag is still to come. */
struct open {
	size_t node;
	struct span tag;
	struct str lead;  /* white space before the opening tag */
	bool clear;       /* the tag has only white space before it */
	size_t lead_at;   /* parent: the node that holds lead */
	bool any;         /* a line was seen */
	struct str least; /* the shortest white space that begins a line */
};

struct parser {
	struct arena *arena;
	const struct rule *syntax;
	struct sink *sink;
	struct mustache *t;
	struct str text;
	uint32_t file;
	size_t pos; /* end of the last tag */
	bool bol;   /* pos begins a line */
	struct str left, right;
	struct open open[MUSTACHE_NEST_MAX];
	size_t depth;
};

/* The tag at hand. */
struct tag {
	size_t from, to;
	char kind;       /* '\0' for {{x}} */
	struct str name; /* trimmed */
	struct str lead; /* white space before it on its line */
	bool clear;      /* nothing else before it on its line */
	size_t line_end; /* behind the line, or STR_NONE: text follows */
};

static bool fail(struct parser *p, struct span at, const char *what,
	struct str name)
{
	diag_add(p->sink, p->syntax, at, "%s '%.*s'", what,
		(int)(name.n < 200 ? name.n : 200), name.n ? name.p : "");
	return false;
}

static struct span tag_span(const struct parser *p, const struct tag *tag)
{
	return (struct span){ p->file, (uint32_t)tag->from,
		(uint32_t)(tag->to - tag->from) };
}

size_t mustache_blanks(struct str s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
		n++;
	return n;
}

/* Behind the line end at `at` if only white space comes before it. */
static size_t rest_of_line(struct str s, size_t at)
{
	at += mustache_blanks(str_skip(s, at));
	if (at == s.n)
		return at;
	if (s.p[at] == '\n')
		return at + 1;
	if (s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n')
		return at + 2;
	return STR_NONE;
}

static struct mustache_node *add_node(struct parser *p, enum mustache_kind kind,
	struct str text)
{
	struct mustache_node node = { .kind = kind, .text = text };

	vec_push(p->arena, &p->t->nodes, node);
	return &p->t->nodes.p[p->t->nodes.n - 1];
}

static void note_indent(struct parser *p, struct str white)
{
	if (p->depth == 0)
		return;

	struct open *o = &p->open[p->depth - 1];

	if (!o->any || white.n < o->least.n)
		o->least = white;
	o->any = true;
}

/* What the lines of a text say about the indentation of their block. */
static void note_lines(struct parser *p, struct str text)
{
	size_t at = p->bol ? 0 : str_find_byte(text, 0, '\n');

	if (!p->bol && at != STR_NONE)
		at++;
	while (at != STR_NONE && at < text.n) {
		struct str line = str_skip(text, at);
		struct str white = str_sub(line, 0, mustache_blanks(line));

		if (white.n == line.n || rest_of_line(line, 0) == STR_NONE)
			note_indent(p, white);
		at = str_find_byte(text, at, '\n');
		if (at != STR_NONE)
			at++;
	}
}

static void add_text(struct parser *p, struct str text)
{
	if (text.n == 0)
		return;
	note_lines(p, text);
	add_node(p, MUSTACHE_TEXT, text)->bol = p->bol;
	p->bol = text.p[text.n - 1] == '\n';
}

/* A node for a tag that stands inside a line. */
static struct mustache_node *add_inline(struct parser *p,
	enum mustache_kind kind, struct str name)
{
	struct mustache_node *node = add_node(p, kind, name);

	if (p->bol)
		note_indent(p, str_make(p->text.p, 0));
	node->bol = p->bol;
	p->bol = false;
	return node;
}

/* The node that is open `up` levels above the innermost; NULL: none. */
static struct mustache_node *open_node(const struct parser *p, size_t up)
{
	if (up >= p->depth)
		return NULL;
	return &p->t->nodes.p[p->open[p->depth - 1 - up].node];
}

static bool inside_parent(const struct parser *p, size_t up)
{
	const struct mustache_node *node = open_node(p, up);

	return node && node->kind == MUSTACHE_PARENT;
}

/*
 * The text before the tag. A standalone tag takes its line with it; others
 * leave their white space as a node of its own, which a parent may take.
 */
static void take_line(struct parser *p, const struct tag *tag, bool alone)
{
	struct str before = str_sub(p->text, p->pos, tag->from - tag->lead.n);

	add_text(p, before);
	if (alone) {
		p->pos = tag->line_end;
		p->bol = true;
		return;
	}
	add_text(p, tag->lead);
	p->pos = tag->to;
}

static bool is_alone(const struct tag *tag)
{
	return tag->clear && tag->line_end != STR_NONE;
}

static void take_partial_name(struct mustache_node *node)
{
	if (node->text.n == 0 || node->text.p[0] != '*')
		return;
	node->dynamic = true;
	node->text = str_trim_left(str_skip(node->text, 1));
}

static void add_partial(struct parser *p, const struct tag *tag)
{
	bool alone = is_alone(tag);
	struct mustache_node *node;

	take_line(p, tag, alone);
	if (alone) {
		node = add_node(p, MUSTACHE_PARTIAL, tag->name);
		node->standalone = true;
		node->indent = tag->lead;
		note_indent(p, tag->lead);
	} else {
		node = add_inline(p, MUSTACHE_PARTIAL, tag->name);
	}
	take_partial_name(node);
}

static bool push_open(struct parser *p, const struct tag *tag, size_t node,
	size_t lead_at)
{
	if (p->depth == MUSTACHE_NEST_MAX)
		return fail(p, tag_span(p, tag),
			"sections are nested too deep at", tag->name);
	p->open[p->depth++] = (struct open){
		.node = node,
		.tag = tag_span(p, tag),
		.lead = tag->lead,
		.clear = tag->clear,
		.lead_at = lead_at,
	};
	return true;
}

static bool open_section(struct parser *p, const struct tag *tag)
{
	enum mustache_kind kind = tag->kind == '#' ? MUSTACHE_SECTION
						   : MUSTACHE_INVERTED;
	bool alone = is_alone(tag);

	take_line(p, tag, alone);
	if (alone)
		add_node(p, kind, tag->name);
	else
		add_inline(p, kind, tag->name);
	return push_open(p, tag, p->t->nodes.n - 1, 0);
}

/*
 * Whether a parent stands alone is known at its end: only then is the white
 * space before it its indentation.
 */
static bool open_parent(struct parser *p, const struct tag *tag)
{
	take_line(p, tag, false);

	size_t lead_at = tag->lead.n > 0 ? p->t->nodes.n - 1 : STR_NONE;

	add_inline(p, MUSTACHE_PARENT, tag->name);
	return push_open(p, tag, p->t->nodes.n - 1, lead_at);
}

/* An argument's opening tag ends its line whatever stands before it. */
static bool open_block(struct parser *p, const struct tag *tag)
{
	bool arg = inside_parent(p, 0);
	bool ends_line = tag->line_end != STR_NONE && tag->line_end > tag->to;
	bool alone = arg ? ends_line : is_alone(tag);
	struct mustache_node *node;

	take_line(p, tag, alone);
	if (alone)
		node = add_node(p, MUSTACHE_BLOCK, tag->name);
	else
		node = add_inline(p, MUSTACHE_BLOCK, tag->name);
	node->standalone = alone && !arg;
	node->at_line = alone;
	return push_open(p, tag, p->t->nodes.n - 1, 0);
}

static void close_parent(struct parser *p, const struct open *o,
	const struct tag *tag)
{
	struct mustache_node *node = &p->t->nodes.p[o->node];
	bool alone = o->clear && tag->line_end != STR_NONE;

	p->bol = alone;
	p->pos = alone ? tag->line_end : tag->to;
	take_partial_name(node);
	if (!alone)
		return;
	node->bol = false;
	node->standalone = true;
	node->indent = o->lead;
	if (o->lead_at != STR_NONE)
		p->t->nodes.p[o->lead_at].text.n = 0;
}

static void close_block(struct parser *p, const struct open *o, bool arg)
{
	struct mustache_node *node = &p->t->nodes.p[o->node];

	node->strip = node->at_line && o->any ? o->least.n : 0;
	if (o->clear)
		node->indent = o->lead;
	if (node->standalone && o->any)
		node->indent = o->least;
	if (!arg)
		return;

	struct mustache_node *parent = open_node(p, 0);

	if (map_has(&parent->args, node->text))
		return;

	size_t *index = arena_new(p->arena, size_t);

	*index = o->node;
	map_put(p->arena, &parent->args, node->text, index);
}

/* The text before an end tag, and what is left of its line. */
static void end_lines(struct parser *p, const struct tag *tag,
	enum mustache_kind kind, bool arg)
{
	if (!arg || !tag->clear) {
		take_line(p, tag, is_alone(tag) && kind != MUSTACHE_PARENT);
		return;
	}
	add_text(p, str_sub(p->text, p->pos, tag->from - tag->lead.n));
	p->pos = tag->to;
	p->bol = false;
}

static bool close_tag(struct parser *p, const struct tag *tag)
{
	const struct mustache_node *node = open_node(p, 0);

	if (!node)
		return fail(p, tag_span(p, tag),
			"nothing is open that could be closed by", tag->name);
	if (!str_eq(node->text, tag->name))
		return fail(p, tag_span(p, tag),
			"end tag does not close the innermost section,",
			node->text);

	enum mustache_kind kind = node->kind;
	bool arg = kind == MUSTACHE_BLOCK && inside_parent(p, 1);

	end_lines(p, tag, kind, arg);

	struct open o = p->open[--p->depth];

	if (kind == MUSTACHE_PARENT)
		close_parent(p, &o, tag);
	else if (kind == MUSTACHE_BLOCK)
		close_block(p, &o, arg);
	p->t->nodes.p[o.node].end = p->t->nodes.n;
	if (kind == MUSTACHE_PARENT)
		note_indent(p, o.lead);
	else if (!arg && (o.any || kind == MUSTACHE_BLOCK))
		note_indent(p, o.any ? o.least : o.lead);
	return true;
}

/* {{=<% %>=}} */
static bool set_delimiters(struct parser *p, const struct tag *tag)
{
	struct str body = tag->name;
	size_t n = 0;

	take_line(p, tag, is_alone(tag));
	while (n < body.n && !char_is_space(body.p[n]))
		n++;

	struct str left = str_sub(body, 0, n);
	struct str right = str_trim(str_skip(body, n));

	for (size_t i = 0; i < right.n; i++) {
		if (char_is_space(right.p[i]))
			right.n = 0;
	}
	if (left.n == 0 || right.n == 0 ||
		str_find_byte(body, 0, '=') != STR_NONE)
		return fail(p, tag_span(p, tag),
			"no pair of delimiters:", body);
	p->left = left;
	p->right = right;
	return true;
}

/* What stands between "word(" and ")", without quotes; "" for others. */
static struct str call_of(struct str text, struct str word)
{
	struct str inside;

	if (!str_starts(text, word) || !str_ends(text, S(")")))
		return S("");
	inside = str_trim_left(str_skip(text, word.n));
	if (inside.n < 3 || inside.p[0] != '(')
		return S("");
	inside = str_trim(str_sub(inside, 1, inside.n - 1));
	if (inside.n > 2 && (inside.p[0] == '\'' || inside.p[0] == '"') &&
		inside.p[inside.n - 1] == inside.p[0])
		return str_sub(inside, 1, inside.n - 1);
	return inside;
}

/* docfx says in comments what Mustache has no tags for. */
static void take_comment(struct parser *p, const struct tag *tag)
{
	struct str master = call_of(tag->name, S("master"));
	struct str include = call_of(tag->name, S("include"));

	if (str_eq(tag->name, S("body"))) {
		take_line(p, tag, false);
		add_inline(p, MUSTACHE_BODY, tag->name);
		return;
	}
	if (master.n)
		p->t->master = master;
	if (include.n)
		vec_push(p->arena, &p->t->includes, include);
	take_line(p, tag, is_alone(tag));
}

static bool take_tag(struct parser *p, const struct tag *tag)
{
	if (tag->kind != '!' && tag->name.n == 0)
		return fail(p, tag_span(p, tag), "tag has no name:",
			str_sub(p->text, tag->from, tag->to));
	switch (tag->kind) {
	case '!':
		take_comment(p, tag);
		return true;
	case '=':
		return set_delimiters(p, tag);
	case '#':
	case '^':
		return open_section(p, tag);
	case '<':
		return open_parent(p, tag);
	case '$':
		return open_block(p, tag);
	case '/':
		return close_tag(p, tag);
	case '>':
		add_partial(p, tag);
		return true;
	default:
		take_line(p, tag, false);
		add_inline(p, tag->kind ? MUSTACHE_RAW : MUSTACHE_ESCAPED,
			tag->name);
		return true;
	}
}

/* Finds the end of the tag that begins at tag->from. */
static bool read_tag(struct parser *p, struct tag *tag)
{
	size_t at = tag->from + p->left.n;
	struct str close = p->right;

	tag->to = at;
	tag->kind = at < p->text.n ? p->text.p[at] : '\0';
	if (!tag->kind || !strchr("!=#^<$/>{&", tag->kind))
		tag->kind = '\0';
	else
		at++;
	if (tag->kind == '{')
		close = str_cat(p->arena, S("}"), close);
	else if (tag->kind == '=')
		close = str_cat(p->arena, S("="), close);

	size_t end = str_find(p->text, at, close);

	if (end == STR_NONE)
		return fail(p, tag_span(p, tag), "tag is not closed by", close);
	tag->to = end + close.n;
	tag->name = str_trim(str_sub(p->text, at, end));
	return true;
}

/* What else is on the lines where the tag begins and ends. */
static void look_around(const struct parser *p, struct tag *tag)
{
	struct str before = str_sub(p->text, p->pos, tag->from);
	size_t newline = str_rfind_byte(before, '\n');
	struct str line = newline == STR_NONE ? before
					      : str_skip(before, newline + 1);

	tag->clear = (newline != STR_NONE || p->bol) &&
		     mustache_blanks(line) == line.n;
	tag->lead = tag->clear ? line : str_make(line.p, 0);
	tag->line_end = rest_of_line(p->text, tag->to);
}

bool mustache_parse(struct arena *a, struct str text, uint32_t file,
	const struct rule *syntax, struct sink *sink, struct mustache *out)
{
	struct parser *p = arena_new(a, struct parser);
	struct tag tag = { 0 };

	*p = (struct parser){ .arena = a,
		.syntax = syntax,
		.sink = sink,
		.t = out,
		.text = text,
		.file = file,
		.bol = true,
		.left = S("{{"),
		.right = S("}}") };
	while ((tag.from = str_find(text, p->pos, p->left)) != STR_NONE) {
		if (!read_tag(p, &tag))
			return false;
		look_around(p, &tag);
		if (!take_tag(p, &tag))
			return false;
	}
	add_text(p, str_skip(text, p->pos));
	if (p->depth == 0)
		return true;

	struct open *o = &p->open[p->depth - 1];

	return fail(p, o->tag,
		"section is not closed:", p->t->nodes.p[o->node].text);
}
