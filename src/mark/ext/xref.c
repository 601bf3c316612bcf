/*
 * References by uid: `<xref:uid>`, `<xref:"uid with space">`, `@uid`,
 * `@"uid"`. The library reads the first as an autolink. An address such as
 * `name@host` is none: something stands before its '@'.
 */
#include "mark/ext/ext.h"

#define SCHEME S("xref:")
#define MAX_TRIES 64

static struct str unquote(struct str s)
{
	if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') &&
		s.p[s.n - 1] == s.p[0])
		return str_sub(s, 1, s.n - 1);
	return s;
}

static struct node *put(struct ext *x, struct node *parent, size_t from,
	size_t to, struct str uid, bool required)
{
	struct node *n = ext_node(x, NODE_XREF, from, to);

	n->as.xref.uid = uid;
	n->as.xref.raw = str_sub(x->view->text, from, to);
	n->as.xref.required = required;
	ext_replace(x, parent, from, to, n);
	return n->next;
}

static void take_autolink(struct ext *x, struct node *n)
{
	struct str raw = ext_raw(x, n);
	struct str uid = unquote(str_skip(n->as.link.url, SCHEME.n));

	n->kind = NODE_XREF;
	n->child = n->last = NULL;
	n->as.xref.uid = uid;
	n->as.xref.raw = raw;
	n->as.xref.required = true;
}

/* `<xref:'uid with space'>` at byte k of n's text. What comes next. */
static bool take_quoted(struct ext *x, struct node *n, size_t k,
	struct node **next)
{
	size_t from = ext_text_offset(x, n, k), at = from + 1 + SCHEME.n, end;
	struct str raw = str_sub(x->view->text, 0, node_end(n->parent));

	if (raw.n <= at || raw.p[from] != '<' ||
		(raw.p[at] != '"' && raw.p[at] != '\''))
		return false;
	end = str_find_byte(raw, at + 1, raw.p[at]);
	if (end == STR_NONE || end + 1 >= raw.n || raw.p[end + 1] != '>')
		return false;
	*next = put(x, n->parent, from, end + 2, str_sub(raw, at + 1, end),
		true);
	return true;
}

static bool in_set(const char *set, char c)
{
	return c && strchr(set, c);
}

static bool ends_uid(struct str s, size_t i)
{
	return i >= s.n || char_is_space(s.p[i]) || in_set("\"'<>[]|", s.p[i]);
}

static size_t uid_length(struct str s)
{
	size_t i = 0;

	for (; !ends_uid(s, i); i++)
		if (in_set(".,;:!?~", s.p[i]) &&
			(ends_uid(s, i + 1) || in_set(".,;:!?~", s.p[i + 1])))
			break;
	return i;
}

/* Nothing that could be the name of an address stands before it. */
static bool begins_word(struct str before)
{
	char c = before.n ? before.p[before.n - 1] : ' ';

	return !char_is_alnum(c) && !in_set("._-+\\/", c) &&
	       (unsigned char)c < 0x80;
}

static bool is_letter(char c)
{
	c = char_lower(c);
	return c >= 'a' && c <= 'z';
}

/* May '@' at byte k of the text begin a uid? */
static bool may_begin(struct str text, size_t k)
{
	char next = k + 1 < text.n ? text.p[k + 1] : '\0';

	return (is_letter(next) || in_set("\"'", next)) &&
	       begins_word(str_sub(text, 0, k));
}

/* '@' at byte k of n's text. */
static bool take_short(struct ext *x, struct node *n, size_t k,
	struct node **next)
{
	size_t from = ext_text_offset(x, n, k), len, end;
	struct str raw = str_sub(x->view->text, from, node_end(n->parent));
	struct str rest = str_skip(raw, 1), uid;

	if (!str_starts(raw, S("@")) || rest.n == 0)
		return false;
	if (in_set("\"'", rest.p[0])) {
		end = str_find_byte(rest, 1, rest.p[0]);
		if (end == STR_NONE || end == 1 ||
			str_find_byte(str_sub(rest, 0, end), 0, '\n') !=
				STR_NONE)
			return false;
		uid = str_sub(rest, 1, end);
		len = end + 2;
	} else if (is_letter(rest.p[0])) {
		len = uid_length(rest) + 1;
		uid = str_sub(rest, 0, len - 1);
	} else {
		return false;
	}
	*next = put(x, n->parent, from, from + len, uid, false);
	return true;
}

static struct node *look_at(struct ext *x, struct node *n)
{
	struct node *next = n->next;
	size_t tries = 0;

	/* Each try looks up where it stands; few fail in a real text. */
	for (size_t k = 0; k < n->as.text.n && tries < MAX_TRIES; k++) {
		struct str rest = str_skip(n->as.text, k);
		bool quoted = rest.p[0] == '<' && str_starts(rest, S("<xref:"));
		if (!quoted && (rest.p[0] != '@' || !may_begin(n->as.text, k)))
			continue;
		tries++;
		if (quoted ? take_quoted(x, n, k, &next)
			   : take_short(x, n, k, &next))
			return next;
	}
	return next;
}

static bool inside_link(const struct node *n)
{
	for (; n; n = n->parent)
		if (n->kind == NODE_LINK)
			return true;
	return false;
}

static void xref_inlines(struct ext *x, struct node *parent)
{
	bool linked = inside_link(parent);

	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_LINK && n->as.link.bare &&
			str_starts(n->as.link.url, SCHEME))
			take_autolink(x, n);
		else if (n->kind == NODE_TEXT && !linked)
			next = look_at(x, n);
	}
}

const struct extension extension_xref = {
	.name = "xref",
	.inlines = xref_inlines,
	.signs = EXT_AT | EXT_LESS,
};
