/*
 * Code from another file: `[!code-lang[name](path?query#tag "title")]` and
 * `[!notebook-lang[](path?name=cell)]` alone on a line, or
 * `:::code language="c" source="path" id="tag" range="1-5":::`.
 * The file itself is read when the page is made: set/snippet.c.
 */
#include "base/buf.h"
#include "mark/attrs.h"
#include "mark/ext/ext.h"

#define LAST UINT32_MAX

/* ---- line ranges ------------------------------------------------- */

/* "12", "L12", "" (the last line). */
static bool read_number(struct str s, bool with_l, uint32_t *out)
{
	s = str_trim(s);
	*out = LAST;
	if (s.n == 0)
		return true;
	if (with_l) {
		if (char_lower(s.p[0]) != 'l')
			return false;
		s = str_skip(s, 1);
	}
	return str_to_uint(s, out);
}

static bool read_range(struct str s, bool with_l, uint32_t *from, uint32_t *to)
{
	struct str first, rest = s;

	str_cut(&rest, '-', &first);
	if (!read_number(first, with_l, from))
		return false;
	*to = *from;
	return !rest.p || read_number(rest, with_l, to);
}

static void put_range(struct buf *b, uint32_t from, uint32_t to)
{
	if (b->n)
		buf_byte(b, ',');
	buf_uint(b, from);
	if (to == from)
		return;
	buf_byte(b, '-');
	if (to != LAST)
		buf_uint(b, to);
}

/* "1, 2-2,4-" as "1,2,4-"; false if it is no such list. */
static bool read_ranges(struct ext *x, struct str s, struct str *out)
{
	struct buf b;
	struct str item;
	uint32_t from, to;

	buf_init(&b, x->arena);
	while (str_cut(&s, ',', &item)) {
		if (item.n == 0 || !read_range(item, false, &from, &to))
			return false;
		put_range(&b, from, to);
	}
	*out = buf_str(&b);
	return true;
}

/* ---- [!code] ----------------------------------------------------- */

/* The parts of the line, as written. */
struct parts {
	bool notebook;
	struct str language, name, path, query, tag, title;
};

/* The end of what stands before one of `stops`; escapes are passed over. */
static size_t until(struct str s, size_t i, const char *stops)
{
	for (; i < s.n && !(s.p[i] && strchr(stops, s.p[i])); i++)
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
	return i;
}

/* A path may hold brackets in pairs. */
static size_t path_end(struct str s, size_t i)
{
	size_t depth = 0;

	for (; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\\' && i + 1 < s.n)
			i++;
		else if (c == '#' || c == '?' || c == '"' ||
			 (c == ')' && depth == 0))
			break;
		else if (c == '(')
			depth++;
		else if (c == ')')
			depth--;
	}
	return i;
}

/* What [from, to) of s holds, trimmed; *i moves to `to`. */
static struct str take(struct str s, size_t *i, size_t from, size_t to)
{
	*i = to;
	return str_trim(str_sub(s, from, to));
}

static bool at_char(struct str s, size_t i, char c)
{
	return i < s.n && s.p[i] == c;
}

static void read_tail(struct str s, size_t *i, struct parts *p)
{
	if (at_char(s, *i, '?'))
		p->query = take(s, i, *i + 1, until(s, *i + 1, "\")#"));
	if (at_char(s, *i, '#'))
		p->tag = take(s, i, *i + 1, until(s, *i + 1, "\")"));
	if (at_char(s, *i, '"')) {
		p->title = take(s, i, *i + 1, until(s, *i + 1, "\""));
		*i += *i < s.n;
	}
}

static bool read_parts(struct str s, struct parts *p)
{
	size_t i = S("[!code").n;

	*p = (struct parts){ .notebook = false };
	s = str_trim(s);
	if (str_starts_nocase(s, S("[!notebook"))) {
		p->notebook = true;
		i = S("[!notebook").n;
	} else if (!str_starts_nocase(s, S("[!code"))) {
		return false;
	}
	if (at_char(s, i, '-'))
		p->language = take(s, &i, i + 1, until(s, i + 1, "["));
	if (!at_char(s, i, '['))
		return false;
	p->name = take(s, &i, i + 1, until(s, i + 1, "]"));
	i += i < s.n;
	while (i < s.n && char_is_space(s.p[i]))
		i++;
	if (!at_char(s, i, '('))
		return false;
	p->path = take(s, &i, i + 1, path_end(s, i + 1));
	read_tail(s, &i, p);
	s = str_trim_left(str_skip(s, i));
	return str_starts(s, S(")")) &&
	       str_eq(str_trim(str_skip(s, 1)), S("]"));
}

static struct str unescape(struct ext *x, struct str s)
{
	struct buf b;

	if (str_find_byte(s, 0, '\\') == STR_NONE)
		return s;
	buf_init(&b, x->arena);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		buf_byte(&b, s.p[i]);
	}
	return buf_str(&b);
}

struct lines {
	struct str range, start, end;
};

/* One "key=value" of the query; false ends the reading, as in docfx. */
static bool read_option(struct ext *x, struct str item, struct snippet *out,
	struct lines *lines)
{
	struct str key, value = item;
	uint32_t n;

	str_cut(&value, '=', &key);
	if (str_eq_nocase(key, S("name")))
		out->tag = value;
	else if (str_eq_nocase(key, S("start")))
		lines->start = value;
	else if (str_eq_nocase(key, S("end")))
		lines->end = value;
	else if (str_eq_nocase(key, S("range")))
		return read_ranges(x, value, &lines->range);
	else if (str_eq_nocase(key, S("highlight")))
		return read_ranges(x, value, &out->highlight);
	else if (str_eq_nocase(key, S("dedent")) && str_to_uint(value, &n))
		out->dedent = n < 1000 ? (int)n : 1000;
	else
		return str_eq_nocase(key, S("dedent"));
	return true;
}

static struct str range_text(struct ext *x, uint32_t from, uint32_t to)
{
	struct buf b;

	buf_init(&b, x->arena);
	put_range(&b, from, to);
	return buf_str(&b);
}

/* Which lines: "#L5-L8" before start and end before range. */
static void choose_lines(struct ext *x, const struct parts *p,
	const struct lines *lines, struct snippet *out)
{
	uint32_t from, to;

	out->ranges = lines->range;
	if (str_to_uint(lines->start, &from)) {
		if (!str_to_uint(lines->end, &to))
			to = from;
		out->ranges = range_text(x, from, to);
	}
	if (p->tag.n && read_range(p->tag, true, &from, &to))
		out->ranges = range_text(x, from, to);
	else if (p->tag.n)
		out->tag = p->tag;
}

static struct snippet *make_snippet(struct ext *x, const struct parts *p)
{
	struct snippet *s = arena_new(x->arena, struct snippet);
	struct str query = p->query, item, suffix = S("-interactive");
	struct lines lines = { S_INIT(""), S_INIT(""), S_INIT("") };

	s->dedent = -1;
	s->notebook = p->notebook;
	s->path = unescape(x, p->path);
	s->name = unescape(x, p->name);
	s->title = unescape(x, p->title);
	s->language = p->language;
	s->is_interactive = str_ends_nocase(p->language, suffix);
	if (s->is_interactive)
		s->language.n -= suffix.n;
	while (str_cut(&query, '&', &item) && item.n)
		if (!read_option(x, item, s, &lines))
			break;
	choose_lines(x, p, &lines, s);
	return s;
}

/* ---- :::code ----------------------------------------------------- */

static const char *const names[] = { "source", "range", "id", "highlight",
	"language", "interactive", NULL };

static struct str value(const struct attrs *attrs, struct str name)
{
	const struct str *v = attrs_get(attrs, name);

	return v ? *v : S("");
}

/* What is wrong with the attributes, or NULL. */
static const char *fault(const struct attrs *attrs)
{
	if (attrs->error)
		return attrs->error;
	for (size_t i = 0; i < attrs->n; i++) {
		bool known = false;
		for (size_t k = 0; names[k]; k++)
			known |= str_eq(attrs->p[i].name, str_of(names[k]));
		if (!known)
			return "has an attribute that it cannot have";
	}
	return value(attrs, S("source")).n ? NULL : "has no source";
}

static bool read_directive(struct str line, struct attrs *attrs)
{
	struct colons c;

	if (!ext_colons(line, &c) || !str_eq_nocase(c.name, S("code")) ||
		(c.rest.n && !char_is_space(c.rest.p[-1])))
		return false;
	attrs_parse(c.rest, attrs);
	return true;
}

static struct snippet *make_directive(struct ext *x, const struct attrs *a)
{
	struct snippet *s = arena_new(x->arena, struct snippet);

	s->directive = true;
	s->dedent = -1;
	s->path = value(a, S("source"));
	s->language = value(a, S("language"));
	s->tag = value(a, S("id"));
	s->highlight = value(a, S("highlight"));
	s->interactive = value(a, S("interactive"));
	if (!read_ranges(x, value(a, S("range")), &s->ranges))
		s->ranges = S("");
	return s;
}

/* ---- the extension ----------------------------------------------- */

static bool code_line(const struct ext_line *line)
{
	struct parts p;
	struct attrs attrs;

	return read_parts(line->text, &p) ||
	       (read_directive(line->text, &attrs) && !fault(&attrs));
}

static void code_block(struct ext *x, struct node *mark)
{
	struct parts p;
	struct attrs attrs;

	if (read_parts(mark->as.text, &p))
		mark->as.snippet = make_snippet(x, &p);
	else if (read_directive(mark->as.text, &attrs) && !fault(&attrs))
		mark->as.snippet = make_directive(x, &attrs);
	else
		return;
	mark->kind = NODE_SNIPPET;
}

/* Directives whose attributes made them text. */
static void code_inlines(struct ext *x, struct node *parent)
{
	struct attrs attrs;

	for (struct node *n = parent->child; n; n = n->next) {
		if (n->kind != NODE_TEXT || n->prev ||
			!read_directive(n->as.text, &attrs))
			continue;
		const char *why = fault(&attrs);
		if (why)
			diag_add(x->sink, &rule_block_unknown,
				ext_span(x, n->at.at, node_end(n)),
				"':::code' %s", why);
	}
}

const struct extension extension_code = {
	.name = "code",
	.line = code_line,
	.block = code_block,
	.inlines = code_inlines,
	.signs = EXT_COLON,
};
