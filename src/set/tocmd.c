/*
 * toc.md: every line that is not blank is one ATX heading with one link or
 * text, any number of '#' deep. This is not Markdown: headings go deeper
 * than six levels, and nothing else may stand there but comments and front
 * matter. Lines that are wrong leave a finding and, where they name
 * something, still an entry.
 */
#include "set/tocread.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/html.h"
#include "format/yaml.h"
#include "mark/front.h"
#include "set/toc.h"

struct reader {
	struct arena *arena;
	struct sink *sink;
	const struct source *source;
	struct toc_nodes *out;
	bool comment;         /* inside <!-- ... --> */
	VEC(uint32_t) open;   /* the entries that the next may go into */
	VEC(uint32_t) levels; /* their numbers of '#' */
	uint32_t first;       /* level of the first heading */
	bool full;
	bool stray; /* the line before was no heading either */
};

static struct span span_in(const struct reader *r, struct str s)
{
	size_t at = (size_t)(s.p - r->source->bytes.p);

	return (struct span){ r->source->id, (uint32_t)at, (uint32_t)s.n };
}

static void complain(struct reader *r, struct str line, const char *text)
{
	struct diag *d = diag_add(r->sink, &rule_toc_syntax, span_in(r, line),
		"%s", text);

	d->hint = S("write one heading with one link or text in a line");
}

/* Text without the marks of code and bold; escapes and entities resolved. */
static struct str plain(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < s.n; i++) {
		bool more = i + 1 < s.n;

		if (s.p[i] == '\\' && more && char_is_punct(s.p[i + 1]))
			buf_byte(&b, s.p[++i]);
		else if (s.p[i] == '*' && more && s.p[i + 1] == '*')
			i++;
		else if (s.p[i] != '`')
			buf_byte(&b, s.p[i]);
	}
	return str_trim(html_unescape(a, buf_str(&b)));
}

/* The end of the brackets that open at s[at], or STR_NONE. */
static size_t close_of(struct str s, size_t at, char open, char close)
{
	size_t depth = 0;

	for (size_t i = at; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == open)
			depth++;
		else if (s.p[i] == close && --depth == 0)
			return i;
	}
	return STR_NONE;
}

/* The address of (dest "title"), without <>, title and spaces. */
static struct str destination(struct str inside)
{
	size_t quote;

	inside = str_trim(inside);
	if (inside.n > 1 && inside.p[0] == '<' &&
		str_find_byte(inside, 0, '>') != STR_NONE)
		return str_sub(inside, 1, str_find_byte(inside, 0, '>'));
	quote = str_find(inside, 0, S(" \""));
	return str_trim(str_sub(inside, 0, quote));
}

static void set_target(struct toc_node *node, struct str target)
{
	if (str_starts_nocase(target, S("xref:")))
		node->uid = str_trim(str_skip(target, 5));
	else
		node->href = target;
}

/* A link at the start of s: its length, 0 if there is none. */
static size_t read_link(struct reader *r, struct str s, struct toc_node *node)
{
	size_t text_end, end;

	if (s.n == 0 || s.p[0] != '[')
		return 0;
	text_end = close_of(s, 0, '[', ']');
	if (text_end == STR_NONE || text_end + 1 >= s.n ||
		s.p[text_end + 1] != '(')
		return 0;
	end = close_of(s, text_end + 1, '(', ')');
	if (end == STR_NONE)
		return 0;
	node->name = plain(r->arena, str_sub(s, 1, text_end));
	set_target(node, destination(str_sub(s, text_end + 2, end)));
	if (node->href.n > 0)
		node->at = span_in(r, node->href);
	return end + 1;
}

/* @uid or <xref:uid> as the whole text. */
static bool read_uid(struct str s, struct toc_node *node)
{
	if (str_starts_nocase(s, S("<xref:")) && str_ends(s, S(">")))
		node->uid = str_trim(str_sub(s, 6, s.n - 1));
	else if (s.n > 1 && s.p[0] == '@')
		node->uid = str_skip(s, 1);
	for (size_t i = 0; i < node->uid.n; i++)
		if (char_is_space(node->uid.p[i]))
			node->uid = S("");
	return node->uid.n > 0;
}

/* What stands behind the link: nothing is right, a ';' is a slip. */
static void check_tail(struct reader *r, struct str tail)
{
	bool slip = true;

	tail = str_trim(tail);
	if (tail.n == 0)
		return;
	for (size_t i = 0; i < tail.n; i++)
		slip &= char_is_punct(tail.p[i]) && !str_starts(tail, S("["));
	diag_add(r->sink, &rule_toc_syntax, span_in(r, tail),
		"'%.*s' behind the link is left out",
		STR_ARG(str_sub(tail, 0, 80)))
		->own = slip ? LEVEL_SUGGESTION : LEVEL_OFF;
}

/* The text of a heading: one link, one uid or plain text. */
static void read_heading(struct reader *r, struct str text,
	struct toc_node *node)
{
	size_t link = read_link(r, text, node);
	size_t inner;

	if (link > 0) {
		check_tail(r, str_skip(text, link));
		return;
	}
	if (read_uid(text, node))
		return;
	node->name = plain(r->arena, text);
	inner = str_find(text, 0, S("]("));
	if ((inner != STR_NONE && str_find_byte(text, 0, '[') < inner) ||
		(text.n > 1 && text.p[0] == '@' && char_is_alnum(text.p[1])))
		complain(r, text, "text and a link in one heading");
}

/* Without the closing '#'s of "# text #". */
static struct str heading_text(struct str s)
{
	size_t n;

	s = str_trim(s);
	n = s.n;
	while (n > 0 && s.p[n - 1] == '#')
		n--;
	if (n == 0 || (n < s.n && char_is_space(s.p[n - 1])))
		return str_trim(str_sub(s, 0, n));
	return s;
}

/* Closes what is not shallower than level and says where levels jump. */
static void open_level(struct reader *r, uint32_t level, struct str line)
{
	uint32_t before = r->levels.n ? r->levels.p[r->levels.n - 1] : 0;

	if (r->out->list.n == 0)
		r->first = level;
	else if (level > before + 1 || level < r->first)
		diag_add(r->sink, &rule_toc_syntax, span_in(r, line),
			"the level jumps from %u to %u",
			level < r->first ? 0 : before, level)
			->code = "invalid-toc-level";
	while (r->levels.n > 0 && r->levels.p[r->levels.n - 1] >= level) {
		r->levels.n--;
		r->open.n--;
	}
}

static void add_entry(struct reader *r, struct toc_node *node, uint32_t level)
{
	uint32_t at = (uint32_t)r->out->list.n;

	node->depth = (uint32_t)r->open.n;
	if (node->depth >= TOC_MAX_DEPTH) {
		diag_add(r->sink, &rule_toc_syntax, node->at,
			"entries nest deeper than 32, this one is left out");
		return;
	}
	if (!toc_node_add(r->arena, r->out, *node, r->sink)) {
		r->full = true;
		return;
	}
	for (size_t i = 0; i < r->open.n; i++)
		r->out->list.p[r->open.p[i]].end = at + 1;
	vec_push(r->arena, &r->open, at);
	vec_push(r->arena, &r->levels, level);
}

static void read_line(struct reader *r, struct str line)
{
	struct str s = str_trim(line);
	struct toc_node node = { .at = span_in(r, s) };
	uint32_t level = 0;

	if (s.n == 0) {
		r->stray = false;
		return;
	}
	while (level < s.n && s.p[level] == '#')
		level++;
	if (level == 0 || (level < s.n && !char_is_space(s.p[level]))) {
		if (!r->stray)
			complain(r, s,
				level ? "no space behind the '#'"
				      : "the line is no heading");
		r->stray = true;
		return;
	}
	r->stray = false;
	read_heading(r, heading_text(str_skip(s, level)), &node);
	toc_node_unnamed(&node, r->sink);
	open_level(r, level, s);
	add_entry(r, &node, level);
}

/* Cuts comments out at the line's ends; what is between them is read. */
static void read_commented(struct reader *r, struct str line)
{
	size_t at;

	if (r->comment) {
		at = str_find(line, 0, S("-->"));
		if (at == STR_NONE)
			return;
		r->comment = false;
		line = str_skip(line, at + 3);
	}
	at = str_find(line, 0, S("<!--"));
	if (at == STR_NONE) {
		read_line(r, line);
		return;
	}
	r->comment = str_find(line, at, S("-->")) == STR_NONE;
	read_line(r, str_sub(line, 0, at));
}

/* Front matter; the first line behind it. */
static uint32_t read_front(struct reader *r)
{
	const struct source *s = r->source;
	struct front f = front_split(s->bytes);
	struct value *v;

	if (!f.present)
		return 1;
	v = yaml_parse(r->arena, f.yaml, s->id, (uint32_t)f.yaml_at, r->sink);
	if (v && v->kind == VALUE_MAP)
		r->out->meta = v;
	return f.body_at < s->bytes.n ? source_place(s, f.body_at).line
				      : (uint32_t)s->nlines + 1;
}

void toc_read_markdown(struct arena *a, const struct source *source,
	struct sink *sink, struct toc_nodes *out)
{
	struct reader r = { .arena = a,
		.sink = sink,
		.source = source,
		.out = out };
	size_t bad;

	if (!utf8_valid(source->bytes, &bad)) {
		diag_add(sink, &rule_toc_syntax,
			(struct span){ source->id, (uint32_t)bad, 1 },
			"not UTF-8, nothing of it is read");
		return;
	}
	for (uint32_t i = read_front(&r); i <= source->nlines && !r.full; i++) {
		struct str line = source_line(source, i);

		if (i == 1 && str_starts(line, S("\xEF\xBB\xBF")))
			line = str_skip(line, 3);
		read_commented(&r, line);
	}
}
