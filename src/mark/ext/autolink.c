/*
 * Bare URLs and e-mail addresses as links, by the rules of GFM 6.9
 * ("autolinks (extension)"). A URL is read from the raw text, since the
 * library may have taken '*' and '_' in it for emphasis.
 */
#include "base/utf8.h"
#include "mark/ext/ext.h"
#include "mark/locate.h"

/* What may not end a link: trailing punctuation, a ')' without its '(',
 * an entity. The length that stays. */
static size_t trim_end(struct str s)
{
	size_t end = s.n, opening = 0, closing = 0;

	for (size_t i = 0; i < end; i++) {
		opening += s.p[i] == '(';
		closing += s.p[i] == ')';
	}
	while (end > 0) {
		char c = s.p[end - 1];
		if (c == ')') {
			if (closing <= opening)
				return end;
			closing--;
			end--;
		} else if (c == ';') {
			size_t i = end - 1;
			while (i > 0 && char_is_alnum(s.p[i - 1]))
				i--;
			bool entity = i > 0 && i < end - 1 && s.p[i - 1] == '&';
			end = entity ? i - 1 : end - 1;
		} else if (strchr("?!.,:*_~'\"", c) && c) {
			end--;
		} else {
			return end;
		}
	}
	return end;
}

/* No host name is longer; without a limit "_www.a_b._www.a_b." would be read
 * again from each "www.". */
#define DOMAIN_MAX 1024

static bool is_host(uint32_t c)
{
	if (c < 128)
		return char_is_alnum((char)c);
	return c != UTF8_BAD && !utf8_is_space(c) && !utf8_is_punct(c);
}

/* The length of a domain at the start of s, 0 if it is none. */
static size_t domain(struct str s, bool need_dot)
{
	size_t i = 0, dots = 0, last = 0, before_last = 0;

	while (i < s.n && i < DOMAIN_MAX) {
		char c = s.p[i];
		size_t next = i;
		if (c == '_') {
			last++;
		} else if (c == '.') {
			dots++;
			before_last = last;
			last = 0;
		} else if (c != '-' && !is_host(utf8_next(s, &next))) {
			break;
		}
		i = next > i ? next : i + 1;
	}
	/* No underscore in the last two labels. */
	if (last || before_last || (need_dot && !dots) || i >= DOMAIN_MAX)
		return 0;
	return i;
}

/* The length of the URL whose host begins at host of s; 0 if it is none. */
static size_t url_length(struct str s, size_t host, bool need_dot)
{
	size_t n = domain(str_skip(s, host), need_dot), end = host + n;

	if (n == 0)
		return 0;
	while (end < s.n && !char_is_space(s.p[end]) && s.p[end] != '<')
		end++;
	end = trim_end(str_sub(s, 0, end));
	return end > host ? end : 0;
}

/* A TEXT node that is looked through, and the view offset of one of its
 * bytes, from which that of a later one is found. */
struct search {
	struct ext *x;
	struct node *n;
	size_t k, at;
};

static size_t offset_of(struct search *s, size_t k)
{
	struct locator l = { .text = s->x->view->text,
		.at = s->at,
		.limit = node_end(s->n) };
	size_t end = STR_NONE;

	if (k >= s->k)
		end = locate_match(&l, l.at, str_sub(s->n->as.text, s->k, k));
	if (end == STR_NONE || end > l.limit)
		return ext_text_offset(s->x, s->n, k);
	s->k = k;
	s->at = end;
	return end;
}

/* A link to be: what is shown, what goes before it in the URL, and the raw
 * range that it takes. */
struct found {
	const char *scheme;
	struct str text;
	size_t from, to;
};

/* Puts the link in; what is left behind it goes to *next. */
static bool put_link(struct ext *x, struct node *parent, const struct found *f,
	struct node **next)
{
	struct node *link = ext_node(x, NODE_LINK, f->from, f->to);
	struct node *inner = ext_node(x, NODE_TEXT, f->from, f->to);

	link->as.link.url = *f->scheme ? str_cat(x->arena, str_of(f->scheme),
						 f->text)
				       : f->text;
	link->as.link.title = S("");
	link->as.link.bare = true;
	inner->as.text = f->text;
	node_append(link, inner);
	ext_replace(x, parent, f->from, f->to, link);
	*next = link->next;
	return true;
}

static bool put_url(struct ext *x, struct node *n, const char *scheme,
	size_t at, size_t len, struct node **next)
{
	struct found f = { scheme, str_sub(x->view->text, at, at + len), at,
		at + len };

	return put_link(x, n->parent, &f, next);
}

/* The raw text from `at` to the end of parent, segments' marks excluded. */
static struct str raw_from(const struct ext *x, const struct node *n, size_t at)
{
	const struct node *block = n;

	while (!node_is_block(block) && block->kind != NODE_SEG)
		block = block->parent;
	struct str raw = str_sub(x->view->text, at, node_end(block));
	size_t mark = x->npairs ? str_find_byte(raw, 0, '<') : STR_NONE;
	size_t bar = block->kind == NODE_CELL ? str_find_byte(raw, 0, '|')
					      : STR_NONE;
	if (bar != STR_NONE && bar < raw.n)
		raw.n = bar;
	return mark != STR_NONE && mark < raw.n ? str_sub(raw, 0, mark) : raw;
}

static bool may_begin(const struct ext *x, const struct node *n, size_t at)
{
	const struct node *block = n;

	while (!node_is_block(block))
		block = block->parent;
	if (at <= block->at.at)
		return true;
	char c = x->view->text.p[at - 1];
	return char_is_space(c) || (c && strchr("*_~(>|", c));
}

/* "www." at byte k of n's text. */
static bool take_www(struct search *s, size_t k, struct node **next)
{
	size_t at = offset_of(s, k), len;

	if (!may_begin(s->x, s->n, at))
		return false;
	len = url_length(raw_from(s->x, s->n, at), 0, true);
	return len > 4 && put_url(s->x, s->n, "http://", at, len, next);
}

static bool known_scheme(struct str s)
{
	return str_eq_nocase(s, S("http")) || str_eq_nocase(s, S("https")) ||
	       str_eq_nocase(s, S("ftp"));
}

/* "://" at byte k of n's text. */
static bool take_url(struct search *s, size_t k, struct node **next)
{
	struct ext *x = s->x;
	struct node *n = s->n;
	size_t i = k;

	while (i > 0 && char_is_alnum(n->as.text.p[i - 1]) &&
		!char_is_digit(n->as.text.p[i - 1]))
		i--;
	struct str scheme = str_sub(n->as.text, i, k);
	if (!known_scheme(scheme))
		return false;
	size_t at = offset_of(s, i);
	size_t len = url_length(raw_from(x, n, at), scheme.n + 3, false);
	if (len == 0)
		return false;
	return put_url(x, n, "", at, len, next);
}

static bool is_local_char(char c)
{
	return char_is_alnum(c) || (c && strchr(".+-_", c));
}

/* The length of the domain of an address; s begins at '@'. */
static size_t mail_domain(struct str s)
{
	size_t end = 1, dots = 0;

	for (; end < s.n; end++) {
		char c = s.p[end];
		if (c == '.' && end + 1 < s.n && char_is_alnum(s.p[end + 1]))
			dots++;
		else if (!char_is_alnum(c) && c != '-' && c != '_')
			break;
	}
	char last = s.p[end - 1];
	if (end < 2 || !dots || (end < s.n && s.p[end] == '@') ||
		!char_is_alnum(last) || char_is_digit(last))
		return 0;
	return end;
}

/* Where "mailto:" or "xmpp:" before the address begins, else `from`. */
static size_t mail_scheme(struct str text, size_t from)
{
	static const char *const schemes[] = { "mailto:", "xmpp:", NULL };
	struct str before = str_sub(text, 0, from);

	for (size_t i = 0; schemes[i]; i++) {
		struct str scheme = str_of(schemes[i]);
		size_t at = from - scheme.n;
		if (str_ends_nocase(before, scheme) &&
			(at == 0 || !char_is_alnum(text.p[at - 1])))
			return at;
	}
	return from;
}

/* '@' at byte k of n's text. */
static bool take_mail(struct ext *x, struct node *n, size_t k,
	struct node **next)
{
	struct str text = n->as.text;
	size_t local = k, from, to = k + mail_domain(str_skip(text, k));

	while (local > 0 && is_local_char(text.p[local - 1]))
		local--;
	if (local == k || to == k)
		return false;
	from = mail_scheme(text, local);
	/* An XMPP address may name a resource. */
	if (from < local && text.p[from] == 'x')
		while (to < text.n &&
			(text.p[to] == '/' || char_is_alnum(text.p[to])))
			to++;
	struct found f = { from < local ? "" : "mailto:",
		str_sub(text, from, to), ext_text_offset(x, n, from),
		ext_text_offset(x, n, to) };
	return put_link(x, n->parent, &f, next);
}

/* Tries the trigger at byte k of n's text. */
static bool take_at(struct search *s, size_t k, struct node **next)
{
	struct str rest = str_skip(s->n->as.text, k);

	switch (rest.p[0]) {
	case '@':
		return take_mail(s->x, s->n, k, next);
	case 'w':
		return str_starts(rest, S("www.")) && take_www(s, k, next);
	case ':':
		return str_starts(rest, S("://")) && take_url(s, k, next);
	default:
		return false;
	}
}

/* The first link in n's text. */
static bool take_first(struct ext *x, struct node *n, struct node **next)
{
	struct search s = { x, n, 0, n->at.at };

	for (size_t k = 0; k < n->as.text.n; k++)
		if (take_at(&s, k, next))
			return true;
	return false;
}

static bool inside_link(const struct node *n)
{
	for (; n; n = n->parent)
		if (n->kind == NODE_LINK)
			return true;
	return false;
}

void autolink_inlines(struct ext *x, struct node *parent)
{
	if (inside_link(parent))
		return;
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT)
			take_first(x, n, &next);
	}
}
