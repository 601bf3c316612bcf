/*
 * Bytes to HTML tokens after the tokenizer of the HTML standard, without a
 * tree: what a browser takes for a tag is a tag here, and each token is a
 * slice of the text. Every byte belongs to exactly one token and is looked at
 * a bounded number of times: whatever is unfinished takes the whole rest.
 */
#include "format/html.h"

#include "base/utf8.h"
#include "format/entities.h"

static bool is_letter(char c)
{
	return char_is_alnum(c) && !char_is_digit(c);
}

/* ASCII white space of the standard; no vertical tab. */
static bool is_space(char c)
{
	return char_is_space(c) && c != '\v';
}

void html_begin(struct html_reader *r, struct str text)
{
	*r = (struct html_reader){ .text = text };
}

/* The byte at i, NUL at the end. */
static char peek(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

/* True if markup begins at the '<' at i. */
static bool is_markup(struct str s, size_t i)
{
	char c = peek(s, i + 1);

	return is_letter(c) || c == '!' || c == '?' ||
	       (c == '/' && i + 2 < s.n);
}

static size_t skip_space(struct str s, size_t i)
{
	while (i < s.n && is_space(s.p[i]))
		i++;
	return i;
}

/* The end of a tag's or attribute's name that begins at i. */
static size_t name_end(struct str s, size_t i, bool attr)
{
	size_t from = i;

	while (i < s.n && !is_space(s.p[i]) && s.p[i] != '/' && s.p[i] != '>' &&
		!(attr && s.p[i] == '=' && i > from))
		i++;
	return i;
}

/* Reads an attribute's value at i, behind '='; where it ends, or STR_NONE. */
static size_t read_value(struct str s, size_t i, struct str *value)
{
	char quote = peek(s, i);
	size_t from = i;

	if (quote == '"' || quote == '\'') {
		size_t end = str_find_byte(s, i + 1, quote);
		if (end == STR_NONE)
			return STR_NONE;
		*value = str_sub(s, i + 1, end);
		return end + 1;
	}
	while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>')
		i++;
	*value = str_sub(s, from, i);
	return i;
}

static size_t read_attr(struct str s, size_t i, struct html_attr *attr)
{
	size_t end = name_end(s, i, true);

	*attr = (struct html_attr){ .name = str_sub(s, i, end) };
	i = skip_space(s, end);
	if (peek(s, i) != '=')
		return end;
	attr->has_value = true;
	return read_value(s, skip_space(s, i + 1), &attr->value);
}

static void keep_attr(struct html_token *t, const struct html_attr *attr)
{
	if (t->nattrs < HTML_MAX_ATTRS)
		t->attrs[t->nattrs++] = *attr;
	else
		t->too_many = true;
}

/* Reads the tag whose name begins at i; the offset behind '>', or s.n with
 * the kind HTML_TEXT when there is none. */
static size_t read_tag(struct str s, size_t i, struct html_token *t)
{
	size_t end = name_end(s, i, false);

	t->name = str_sub(s, i, end);
	for (i = end; i < s.n;) {
		struct html_attr attr;
		i = skip_space(s, i);
		if (peek(s, i) == '>')
			return i + 1;
		if (peek(s, i) == '/') {
			t->self_closing = peek(s, ++i) == '>';
			continue;
		}
		if (i == s.n)
			break;
		i = read_attr(s, i, &attr);
		if (i == STR_NONE)
			break;
		keep_attr(t, &attr);
	}
	t->kind = HTML_TEXT;
	t->name = S("");
	t->self_closing = t->too_many = false;
	t->nattrs = 0;
	return s.n;
}

/* The offset behind the first `mark` at or after i, else the end. */
static size_t behind(struct str s, size_t i, struct str mark)
{
	size_t at = str_find(s, i, mark);

	return at == STR_NONE ? s.n : at + mark.n;
}

/* The end of the comment whose "<!--" ends at i. */
static size_t comment_end(struct str s, size_t i)
{
	struct str rest = str_skip(s, i);

	if (str_starts(rest, S(">")))
		return i + 1;
	if (str_starts(rest, S("->")))
		return i + 2;
	while ((i = str_find(s, i, S("--"))) != STR_NONE) {
		if (peek(s, i + 2) == '>')
			return i + 3;
		if (peek(s, i + 2) == '!' && peek(s, i + 3) == '>')
			return i + 4;
		i++;
	}
	return s.n;
}

static size_t read_declaration(struct str s, size_t i, struct html_token *t)
{
	struct str rest = str_skip(s, i);

	if (str_starts(rest, S("<!--"))) {
		t->kind = HTML_COMMENT;
		return comment_end(s, i + 4);
	}
	t->kind = HTML_OTHER;
	if (str_starts(rest, S("<![CDATA[")))
		return behind(s, i + 9, S("]]>"));
	return behind(s, i + 2, S(">"));
}

/* Reads the markup at i; where it ends. */
static size_t read_markup(struct str s, size_t i, struct html_token *t)
{
	char c = peek(s, i + 1);

	if (is_letter(c)) {
		t->kind = HTML_OPEN;
		return read_tag(s, i + 1, t);
	}
	if (c == '/' && is_letter(peek(s, i + 2))) {
		t->kind = HTML_CLOSE;
		return read_tag(s, i + 2, t);
	}
	return read_declaration(s, i, t);
}

/* Where the text that begins at i ends, outside raw elements. */
static size_t text_end(struct str s, size_t i)
{
	while ((i = str_find_byte(s, i, '<')) != STR_NONE) {
		if (is_markup(s, i))
			return i;
		i++;
	}
	return s.n;
}

/* True if the end tag of `name` begins at the '<' at i. */
static bool closes(struct str s, size_t i, struct str name)
{
	size_t end = i + 2 + name.n;
	char c = peek(s, end);

	return end < s.n && s.p[i + 1] == '/' &&
	       (is_space(c) || c == '/' || c == '>') &&
	       str_eq_nocase(str_sub(s, i + 2, end), name);
}

static size_t raw_end(struct str s, size_t i, struct str name)
{
	if (str_eq_nocase(name, S("plaintext")))
		return s.n;
	while ((i = str_find_byte(s, i, '<')) != STR_NONE) {
		if (closes(s, i, name))
			return i;
		i++;
	}
	return s.n;
}

static bool is_raw(struct str name)
{
	static const struct str names[] = {
		S_INIT("iframe"),
		S_INIT("noembed"),
		S_INIT("noframes"),
		S_INIT("plaintext"),
		S_INIT("script"),
		S_INIT("style"),
		S_INIT("textarea"),
		S_INIT("title"),
		S_INIT("xmp"),
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq_nocase(names[i], name))
			return true;
	return false;
}

/* The end of the next token, whose kind and parts go to t. */
static size_t read_token(struct html_reader *r, struct html_token *t)
{
	struct str s = r->text;
	size_t end = r->raw_until.n ? raw_end(s, r->at, r->raw_until)
				    : text_end(s, r->at);

	t->kind = HTML_TEXT;
	if (end > r->at)
		return end;
	r->raw_until = S("");
	end = read_markup(s, r->at, t);
	if (t->kind == HTML_OPEN && is_raw(t->name))
		r->raw_until = t->name;
	return end;
}

bool html_next(struct html_reader *r, struct html_token *t)
{
	if (r->at >= r->text.n)
		return false;
	/* The attributes stay: clearing 256 of them for each token would
	 * cost more than reading it. */
	t->name = S("");
	t->self_closing = t->too_many = false;
	t->nattrs = 0;
	size_t end = read_token(r, t);
	t->raw = str_sub(r->text, r->at, end);
	r->at = end;
	return true;
}

const struct html_attr *html_attr(const struct html_token *t, struct str name)
{
	for (size_t i = 0; i < t->nattrs; i++)
		if (str_eq_nocase(t->attrs[i].name, name))
			return &t->attrs[i];
	return NULL;
}

static struct str escape_of(char c)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	default:
		return S("");
	}
}

static void escape(struct buf *b, struct str s, bool once)
{
	char text[8];
	size_t from = 0, n;

	for (size_t i = 0; i < s.n; i++) {
		struct str instead = escape_of(s.p[i]);
		if (instead.n == 0)
			continue;
		if (once && s.p[i] == '&' && html_entity(s, i, text, &n))
			continue;
		buf_add(b, str_sub(s, from, i));
		buf_add(b, instead);
		from = i + 1;
	}
	buf_add(b, str_skip(s, from));
}

void html_escape(struct buf *b, struct str s)
{
	escape(b, s, false);
}

void html_escape_once(struct buf *b, struct str s)
{
	escape(b, s, true);
}

/* What a numeric reference means: the standard keeps the meaning that the
 * numbers 128 to 159 have in Windows-1252. */
static uint32_t numeric(uint32_t c)
{
	static const uint16_t windows[32] = {
		0x20AC,
		0x81,
		0x201A,
		0x0192,
		0x201E,
		0x2026,
		0x2020,
		0x2021,
		0x02C6,
		0x2030,
		0x0160,
		0x2039,
		0x0152,
		0x8D,
		0x017D,
		0x8F,
		0x90,
		0x2018,
		0x2019,
		0x201C,
		0x201D,
		0x2022,
		0x2013,
		0x2014,
		0x02DC,
		0x2122,
		0x0161,
		0x203A,
		0x0153,
		0x9D,
		0x017E,
		0x0178,
	};

	if (c >= 0x80 && c < 0xA0)
		return windows[c - 0x80];
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		return 0xFFFD;
	return c;
}

/* The value of a digit, or 16. */
static uint32_t digit(char c, bool hex)
{
	char l = char_lower(c);

	if (char_is_digit(c))
		return (uint32_t)(c - '0');
	if (hex && l >= 'a' && l <= 'f')
		return (uint32_t)(l - 'a') + 10;
	return 16;
}

/* A reference whose "&#" begins at s.p[at]. */
static size_t read_number(struct str s, size_t at, char out[8], size_t *n)
{
	bool hex = char_lower(peek(s, at + 2)) == 'x';
	size_t i = at + (hex ? 3 : 2), from = i;
	uint32_t c = 0;

	for (; digit(peek(s, i), hex) < 16; i++)
		if (c <= 0x10FFFF)
			c = c * (hex ? 16 : 10) + digit(s.p[i], hex);
	if (i == from)
		return 0;
	*n = utf8_put(out, numeric(c));
	return i + (peek(s, i) == ';') - at;
}

size_t html_entity(struct str s, size_t at, char out[8], size_t *n)
{
	size_t i = at + 1;
	uint32_t code[2];

	if (peek(s, at) != '&')
		return 0;
	if (peek(s, i) == '#')
		return read_number(s, at, out, n);
	while (i - at <= ENTITY_NAME_MAX && char_is_alnum(peek(s, i)))
		i++;
	if (peek(s, i) != ';' || !entity_find(str_sub(s, at + 1, i), code))
		return 0;
	*n = utf8_put(out, code[0]);
	if (code[1])
		*n += utf8_put(out + *n, code[1]);
	return i + 1 - at;
}

struct str html_unescape(struct arena *a, struct str s)
{
	struct buf b;
	char text[8];
	size_t from = 0, at = 0, n, length;

	if (str_find_byte(s, 0, '&') == STR_NONE)
		return s;
	buf_init(&b, a);
	while ((at = str_find_byte(s, at, '&')) != STR_NONE) {
		length = html_entity(s, at, text, &n);
		if (length) {
			buf_add(&b, str_sub(s, from, at));
			buf_add(&b, str_make(text, n));
			from = at + length;
		}
		at += length ? length : 1;
	}
	buf_add(&b, str_skip(s, from));
	return buf_str(&b);
}
