/*
 * A style sheet as tokens, as far as it takes to see what it loads: url(),
 * the texts of image-set(), @import, all with escapes.
 */
#include "site/verifier.h"

struct reader {
	struct verifier *v;
	struct str where; /* p NULL: the text is a slice of the file */
	struct str css;
	size_t at;
	size_t depth;  /* open parentheses */
	size_t images; /* the depth whose texts are addresses, or 0 */
	struct str property;
};

static char peek(const struct reader *r, size_t i)
{
	return i < r->css.n ? r->css.p[i] : '\0';
}

static unsigned hex_digit(char c)
{
	char l = char_lower(c);

	if (char_is_digit(c))
		return (unsigned)(c - '0');
	return l >= 'a' && l <= 'f' ? (unsigned)(l - 'a') + 10 : 16;
}

/* The escape whose '\' is passed: what it stands for. */
static void read_escape(struct reader *r, struct buf *b)
{
	uint32_t c = 0;
	size_t n = 0;

	for (; n < 6 && hex_digit(peek(r, r->at)) < 16; n++)
		c = c * 16 + hex_digit(r->css.p[r->at++]);
	if (n == 0) {
		if (r->at < r->css.n && r->css.p[r->at] != '\n')
			buf_byte(b, r->css.p[r->at]);
		r->at += r->at < r->css.n;
		return;
	}
	if (char_is_space(peek(r, r->at)))
		r->at++;
	buf_code_point(b, c == 0 || c > 0x10FFFF ? 0xFFFD : c);
}

static bool is_word(char c)
{
	return char_is_alnum(c) || c == '-' || c == '_' || c == '\\' ||
	       (unsigned char)c >= 0x80;
}

/* Up to what stops it, which stays; escapes are resolved. */
static struct str read_until(struct reader *r, bool (*stops)(char c, char mark),
	char mark)
{
	struct buf b;

	buf_init(&b, &r->v->scratch);
	while (r->at < r->css.n && !stops(r->css.p[r->at], mark)) {
		char c = r->css.p[r->at++];
		if (c == '\\')
			read_escape(r, &b);
		else
			buf_byte(&b, c);
	}
	return b.n ? buf_str(&b) : S("");
}

static bool no_word(char c, char mark)
{
	(void)mark;
	return !is_word(c);
}

static bool is_mark(char c, char mark)
{
	return c == mark;
}

static bool ends_string(char c, char quote)
{
	return c == quote || c == '\n';
}

static void skip_space(struct reader *r)
{
	while (char_is_space(peek(r, r->at)))
		r->at++;
}

/* At its quote. */
static struct str read_string(struct reader *r)
{
	char quote = r->css.p[r->at++];
	struct str s = read_until(r, ends_string, quote);

	r->at += peek(r, r->at) == quote;
	return s;
}

static struct str here(const struct reader *r, size_t from)
{
	return r->where.p ? r->where : str_sub(r->css, from, r->at);
}

/* Pictures that a browser takes from a disk for a background, but not for
 * these. */
static bool is_blocked(struct str property)
{
	static const char *const names[] = { "mask", "mask-image",
		"mask-border", "mask-border-source", "-webkit-mask",
		"-webkit-mask-image", "-webkit-mask-box-image", "filter",
		"backdrop-filter", "clip-path", NULL };

	return str_in_nocase(property, names);
}

static void check_url(struct reader *r, size_t from, struct str url)
{
	struct str where = here(r, from);

	url = str_trim(url);
	if (url.n == 0 || url.p[0] == '#')
		return;
	if (verify_url(r->v, where, url, VERIFY_LOADED).n &&
		is_blocked(r->property))
		verify_trouble(r->v, where,
			"a browser takes no mask from a disk:", url);
}

/* Behind "url(". */
static void read_url(struct reader *r, size_t from)
{
	struct str url;

	skip_space(r);
	if (peek(r, r->at) == '"' || peek(r, r->at) == '\'') {
		url = read_string(r);
		skip_space(r);
	} else {
		url = read_until(r, is_mark, ')');
	}
	r->at += peek(r, r->at) == ')';
	check_url(r, from, url);
}

/* Behind "@import". */
static void read_import(struct reader *r, size_t from)
{
	struct str url;
	size_t troubles = r->v->counts->troubles;

	skip_space(r);
	if (peek(r, r->at) == '"' || peek(r, r->at) == '\'') {
		url = read_string(r);
	} else {
		read_until(r, is_mark, '(');
		r->at += r->at < r->css.n;
		skip_space(r);
		if (peek(r, r->at) == '"' || peek(r, r->at) == '\'')
			url = read_string(r);
		else
			url = read_until(r, is_mark, ')');
	}
	check_url(r, from, url);
	if (r->v->counts->troubles == troubles)
		verify_trouble(r->v, here(r, from),
			"a style sheet loads another", str_trim(url));
}

static void read_at_rule(struct reader *r)
{
	size_t from = r->at++;
	struct str name = read_until(r, no_word, '\0');

	if (str_eq_nocase(name, S("import")))
		read_import(r, from);
	else if (str_eq_nocase(name, S("namespace")))
		read_until(r, is_mark, ';');
}

static bool is_images(struct str name)
{
	static const char *const names[] = { "image-set", "-webkit-image-set",
		"cross-fade", "image", "src", NULL };

	return str_in_nocase(name, names);
}

static void read_word(struct reader *r)
{
	size_t from = r->at;
	struct str name = read_until(r, no_word, '\0');

	if (peek(r, r->at) == '(') {
		r->at++;
		if (str_eq_nocase(name, S("url"))) {
			read_url(r, from);
			return;
		}
		r->depth++;
		if (is_images(name))
			r->images = r->depth;
		return;
	}
	if (r->depth == 0) {
		size_t i = r->at;
		while (char_is_space(peek(r, i)))
			i++;
		if (peek(r, i) == ':')
			r->property = name;
	}
}

static void read_other(struct reader *r)
{
	switch (r->css.p[r->at++]) {
	case '(':
		r->depth++;
		break;
	case ')':
		if (r->images == r->depth)
			r->images = 0;
		r->depth -= r->depth > 0;
		break;
	case ';':
	case '{':
	case '}':
		r->depth = r->images = 0;
		r->property = S("");
		break;
	default:
		break;
	}
}

static void skip_comment(struct reader *r)
{
	size_t end = str_find(r->css, r->at + 2, S("*/"));

	r->at = end == STR_NONE ? r->css.n : end + 2;
}

void verify_style(struct verifier *v, struct str where, struct str css)
{
	struct reader r = { .v = v, .where = where, .css = css };

	while (r.at < css.n) {
		char c = css.p[r.at];
		size_t from = r.at;
		if (c == '/' && peek(&r, r.at + 1) == '*') {
			skip_comment(&r);
		} else if (c == '"' || c == '\'') {
			struct str text = read_string(&r);
			if (r.images && r.images == r.depth)
				check_url(&r, from, text);
		} else if (c == '@') {
			read_at_rule(&r);
		} else if (is_word(c)) {
			read_word(&r);
		} else {
			read_other(&r);
		}
	}
}
