/*
 * Bytes of a half into visible text with the way back, and codes.
 * Delimiter runs go into the text first; those that open or close
 * something are taken out when the end of the half is known.
 */
#include "lang/half_reader.h"

#include "base/utf8.h"
#include "format/html.h"

/* Bytes that are looked through for the end of a tag or a target. */
#define AHEAD_MAX 4096
/* More backticks than that are text. */
#define TICKS_MAX 63
/* In a target, as CommonMark has it. */
#define PARENTHESES_MAX 32
#define GONE UINT32_MAX

/* ---- text -------------------------------------------------------- */

void half_put(struct reader *r, struct str s, size_t from)
{
	for (size_t k = 0; k < s.n; k++) {
		r->text.p[r->text.n] = s.p[k];
		r->text.from[r->text.n++] = (uint32_t)from;
	}
}

static void put_object(struct reader *r, size_t from)
{
	half_put(r, S("\xEF\xBF\xBC"), from);
}

struct code *half_add(struct reader *r, enum code_kind kind, size_t at,
	size_t end, struct str value)
{
	struct code c = { .kind = kind,
		.at = (uint32_t)at,
		.end = (uint32_t)end,
		.value = value };

	vec_push(r->arena, &r->codes, c);
	return &r->codes.p[r->codes.n - 1];
}

static char at(const struct reader *r, size_t i)
{
	return i < r->raw.n ? r->raw.p[i] : '\0';
}

static size_t find_near(const struct reader *r, size_t i, char c)
{
	return str_find_byte(str_sub(r->raw, 0, i + AHEAD_MAX), i, c);
}

/* ---- codes without words ----------------------------------------- */

size_t half_run(const struct reader *r, size_t i, char c)
{
	size_t n = 0;

	while (at(r, i + n) == c)
		n++;
	return n;
}

/* A code span at i: its end; 0 if it is not closed. */
static size_t span_end(struct reader *r, size_t i, size_t ticks)
{
	size_t k = i + ticks;

	if (ticks > TICKS_MAX || (r->unclosed >> ticks & 1))
		return 0;
	while ((k = str_find_byte(r->raw, k, '`')) != STR_NONE) {
		size_t n = half_run(r, k, '`');
		if (n == ticks)
			return k + n;
		k += n;
	}
	r->unclosed |= (uint64_t)1 << ticks;
	return 0;
}

static void read_span(struct reader *r)
{
	size_t n = half_run(r, r->i, '`');
	size_t end = span_end(r, r->i, n);

	if (end == 0) {
		/* Nothing of this length closes: the rest is text. */
		half_put(r, str_sub(r->raw, r->i, r->i + n), r->i);
		half_add(r, CODE_STRAY, r->i, r->i + n, S("`"));
		r->i += n;
		return;
	}
	half_add(r, CODE_SPAN, r->i, end,
		str_trim(str_sub(r->raw, r->i + n, end - n)));
	put_object(r, r->i);
	r->i = end;
}

static bool is_url_char(char c)
{
	return (unsigned char)c > ' ' && (unsigned char)c < 0x7F &&
	       !strchr("<>()[]\"'`|*", c);
}

static void read_url(struct reader *r)
{
	size_t end = r->i;

	while (end < r->raw.n && is_url_char(r->raw.p[end]))
		end++;
	while (end > r->i + 8 && strchr(".,;:!?", r->raw.p[end - 1]))
		end--;
	half_add(r, CODE_URL, r->i, end, str_sub(r->raw, r->i, end));
	put_object(r, r->i);
	r->i = end;
}

static bool starts_url(const struct reader *r)
{
	struct str rest = str_skip(r->raw, r->i);

	return (str_starts(rest, S("http://")) ||
		       str_starts(rest, S("https://"))) &&
	       (r->i == 0 || !char_is_alnum(r->raw.p[r->i - 1]));
}

/* The attribute that makes two tags of one name different. */
static struct str tag_value(struct arena *a, struct str tag)
{
	struct html_reader reader;
	struct html_token t;
	const struct html_attr *id;

	html_begin(&reader, tag);
	if (!html_next(&reader, &t) || t.kind == HTML_TEXT)
		return S("!");
	if (t.kind == HTML_CLOSE)
		return str_printf(a, "/%.*s", STR_ARG(t.name));
	id = html_attr(&t, S("id"));
	if (!id)
		id = html_attr(&t, S("name"));
	return id ? str_printf(a, "%.*s#%.*s", STR_ARG(t.name),
			    STR_ARG(id->value))
		  : str_dup(a, t.name);
}

static void add_tag_targets(struct reader *r, struct str tag, size_t end)
{
	struct html_reader reader;
	struct html_token t;
	const struct html_attr *url;

	html_begin(&reader, tag);
	if (!html_next(&reader, &t) || t.kind != HTML_OPEN)
		return;
	url = html_attr(&t, S("href"));
	if (url && url->value.n)
		half_add(r, CODE_LINK, r->i, end,
			str_dup(r->arena, url->value));
	url = html_attr(&t, S("src"));
	if (url)
		half_add(r, CODE_IMAGE, r->i, end,
			str_dup(r->arena, url->value));
}

static bool is_autolink(struct str inner)
{
	size_t colon = str_find_byte(inner, 0, ':');

	if (str_find_byte(inner, 0, ' ') != STR_NONE)
		return false;
	return (colon != STR_NONE && colon > 1 && inner.n > colon + 2) ||
	       str_find_byte(inner, 0, '@') != STR_NONE;
}

static bool skip_comment(struct reader *r)
{
	size_t end;

	if (r->no_comment_end || !str_starts(str_skip(r->raw, r->i), S("<!--")))
		return false;
	end = str_find(r->raw, r->i + 4, S("-->"));
	r->no_comment_end = end == STR_NONE;
	if (end != STR_NONE)
		r->i = end + 3;
	return end != STR_NONE;
}

static void read_angle(struct reader *r)
{
	size_t end;
	char next;
	struct str inner;

	if (skip_comment(r))
		return;
	end = find_near(r, r->i, '>');
	next = at(r, r->i + 1);
	if (next == '/')
		next = at(r, r->i + 2);
	if (end == STR_NONE || !char_is_alnum(next) || char_is_digit(next)) {
		half_put(r, S("<"), r->i++);
		return;
	}
	inner = str_sub(r->raw, r->i + 1, end);
	if (is_autolink(inner)) {
		half_add(r, CODE_URL, r->i, end + 1, inner);
	} else {
		struct str tag = str_sub(r->raw, r->i, end + 1);
		half_add(r, CODE_TAG, r->i, end + 1, tag_value(r->arena, tag));
		add_tag_targets(r, tag, end + 1);
	}
	put_object(r, r->i);
	r->i = end + 1;
}

static void read_entity(struct reader *r)
{
	char out[8];
	size_t n = 0, len = html_entity(r->raw, r->i, out, &n);

	if (len == 0) {
		half_put(r, S("&"), r->i++);
		return;
	}
	half_put(r, str_make(out, n), r->i);
	r->i += len;
}

/* :::NAME ... text="X" ... ::: in a line: X is seen. */
static bool read_directive(struct reader *r)
{
	size_t end = str_find(r->raw, r->i + 3, S(":::"));
	struct str inside;
	size_t from, to;

	if (end == STR_NONE || end == r->i + 3)
		return false;
	inside = str_sub(r->raw, r->i, end + 3);
	if (str_find_byte(inside, 0, '\n') != STR_NONE)
		return false;
	half_add(r, CODE_TOKEN, r->i, end + 3, inside);
	from = str_find(inside, 0, S("text=\""));
	to = from == STR_NONE ? STR_NONE : str_find_byte(inside, from + 6, '"');
	if (to != STR_NONE)
		half_put(r, str_sub(inside, from + 6, to), r->i);
	else
		put_object(r, r->i);
	r->i = end + 3;
	return true;
}

/* ---- placeholders ------------------------------------------------ */

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '_' || c == '-' || c == '.';
}

static size_t token_braces(struct str s)
{
	size_t i = 1;

	while (i < s.n && !char_is_space(s.p[i]) && s.p[i] != '{' &&
		s.p[i] != '}')
		i++;
	return i > 1 && i < s.n && s.p[i] == '}' ? i + 1 : 0;
}

static size_t token_percent(struct str s)
{
	size_t i = 1;

	while (i < s.n && i < 4 && (char_is_digit(s.p[i]) || s.p[i] == '$'))
		i++;
	if (i >= s.n || !strchr("sd@", s.p[i]))
		return 0;
	/* "100 %s" is one, "10 % discount" is none. */
	if (i + 1 < s.n && char_is_alnum(s.p[i + 1]))
		return 0;
	return i + 1;
}

static size_t token_dollar(struct str s)
{
	char close = s.n > 1 && s.p[1] == '{' ? '}' : ')';
	size_t i = 2;

	if (s.n < 4 || (s.p[1] != '(' && s.p[1] != '{'))
		return 0;
	while (i < s.n && is_name_char(s.p[i]))
		i++;
	return i > 2 && i < s.n && s.p[i] == close ? i + 1 : 0;
}

/* "\frac{1}" and "x^{2}" are formulas. */
static bool in_formula(const struct reader *r)
{
	char before = r->i ? r->raw.p[r->i - 1] : ' ';

	return char_is_alnum(before) || (before && strchr("^_}\\", before));
}

static bool read_token(struct reader *r)
{
	struct str rest = str_skip(r->raw, r->i);
	size_t n = in_formula(r)      ? 0
		   : rest.p[0] == '{' ? token_braces(rest)
		   : rest.p[0] == '%' ? token_percent(rest)
				      : token_dollar(rest);

	if (n == 0)
		return false;
	half_add(r, CODE_TOKEN, r->i, r->i + n, str_sub(rest, 0, n));
	put_object(r, r->i);
	r->i += n;
	return true;
}

/* ---- links ------------------------------------------------------- */

static void open_bracket(struct reader *r, bool image)
{
	if (r->nbrackets == BRACKETS_MAX) {
		memmove(r->brackets, r->brackets + 1,
			sizeof(r->brackets) - sizeof(*r->brackets));
		r->nbrackets--;
	}
	r->brackets[r->nbrackets++] = (struct bracket){
		.at = (uint32_t)r->i,
		.words = (uint32_t)(r->i + (image ? 2 : 1)),
		.text = r->text.n,
		.ncodes = r->codes.n,
		.image = image,
	};
	half_put(r, image ? S("![") : S("["), r->i);
	r->i += image ? 2 : 1;
}

/* "(URL "title")" at i: its end, 0 if it is none. */
static size_t target_end(const struct reader *r, size_t i, struct str *url)
{
	size_t limit = r->raw.n < i + AHEAD_MAX ? r->raw.n : i + AHEAD_MAX;
	size_t k = i + 1, from, depth = 0;

	while (char_is_space(at(r, k)))
		k++;
	from = k;
	if (at(r, k) == '<') {
		size_t end = find_near(r, k, '>');
		if (end == STR_NONE)
			return 0;
		*url = str_sub(r->raw, k + 1, end);
		k = end + 1;
	} else {
		for (; k < limit && !char_is_space(r->raw.p[k]); k++) {
			char c = r->raw.p[k];
			if ((c == '(' && ++depth > PARENTHESES_MAX) ||
				(c == ')' && depth-- == 0))
				break;
			if (c == '\\')
				k++;
		}
		*url = str_sub(r->raw, from, k);
	}
	while (char_is_space(at(r, k)))
		k++;
	if (at(r, k) == '"' || at(r, k) == '\'') {
		size_t end = find_near(r, k + 1, r->raw.p[k]);
		if (end == STR_NONE)
			return 0;
		for (k = end + 1; char_is_space(at(r, k));)
			k++;
	}
	return at(r, k) == ')' ? k + 1 : 0;
}

/* Takes text[from, from + n) out, when all is read. */
void half_cut(struct reader *r, size_t from, size_t n)
{
	for (size_t k = from; k < from + n; k++)
		r->text.from[k] = GONE;
}

static void compact(struct reader *r)
{
	size_t n = 0;

	for (size_t k = 0; k < r->text.n; k++) {
		if (r->text.from[k] == GONE)
			continue;
		r->text.p[n] = r->text.p[k];
		r->text.from[n++] = r->text.from[k];
	}
	r->text.n = n;
}

/* The words of an image are nobody's text here: it is one object. */
static void close_image(struct reader *r, const struct bracket *b, size_t end,
	struct str url)
{
	r->text.n = b->text;
	while (r->nruns > 0 && r->runs[r->nruns - 1].text >= b->text)
		r->nruns--;
	r->codes.n = b->ncodes;
	struct code *c = half_add(r, CODE_IMAGE, b->at, end, url);
	c->text = b->words;
	c->textend = (uint32_t)r->i;
	put_object(r, b->at);
	r->i = end;
}

static void close_link(struct reader *r, const struct bracket *b, size_t end,
	struct str url)
{
	struct code *c = half_add(r, CODE_LINK, b->at, end, url);

	c->text = b->words;
	c->textend = (uint32_t)r->i;
	half_cut(r, b->text, 1);
	r->i = end;
}

static void close_bracket(struct reader *r)
{
	struct str url = S("");
	size_t end = 0, label;

	if (r->nbrackets && at(r, r->i + 1) == '(') {
		end = target_end(r, r->i + 1, &url);
	} else if (r->nbrackets && at(r, r->i + 1) == '[') {
		label = find_near(r, r->i + 2, ']');
		if (label != STR_NONE && label > r->i + 2) {
			url = str_sub(r->raw, r->i + 2, label);
			end = label + 1;
		}
	}
	if (r->nbrackets)
		r->nbrackets--;
	if (end == 0) {
		half_put(r, S("]"), r->i++);
		return;
	}
	struct bracket b = r->brackets[r->nbrackets];
	if (b.image)
		close_image(r, &b, end, url);
	else
		close_link(r, &b, end, url);
}

/* ---- the whole --------------------------------------------------- */

/* Marks that only steer the layout: U+200E, 200F, 200C, 200D, 061C and
 * the embeddings. */
static bool is_ignored(uint32_t c)
{
	return (c >= 0x200C && c <= 0x200F) || c == 0x061C ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* The bytes of raw as they are. */
static void put_raw(struct reader *r, size_t from, size_t to)
{
	uint32_t *at = r->text.from + r->text.n;

	memcpy(r->text.p + r->text.n, r->raw.p + from, to - from);
	for (size_t i = from; i < to; i++)
		*at++ = (uint32_t)i;
	r->text.n += to - from;
}

/* Nothing begins with it. */
static bool is_plain(char c)
{
	return c == ' ' || (char_is_alnum(c) && c != 'h');
}

/* A character, and what is plain behind it. */
static void read_plain(struct reader *r)
{
	size_t from = r->i;

	if (is_ignored(utf8_next(r->raw, &r->i)))
		from = r->i;
	while (r->i < r->raw.n && is_plain(r->raw.p[r->i]))
		r->i++;
	put_raw(r, from, r->i);
}

static void read_escape(struct reader *r)
{
	if (r->i + 1 < r->raw.n && char_is_punct(r->raw.p[r->i + 1])) {
		half_put(r, str_sub(r->raw, r->i + 1, r->i + 2), r->i);
		r->i += 2;
	} else {
		half_put(r, S("\\"), r->i++);
	}
}

static void read_one(struct reader *r)
{
	switch (r->raw.p[r->i]) {
	case '\\':
		read_escape(r);
		return;
	case '`':
		read_span(r);
		return;
	case '<':
		read_angle(r);
		return;
	case '&':
		read_entity(r);
		return;
	case '[':
		open_bracket(r, false);
		return;
	case ']':
		close_bracket(r);
		return;
	case '*':
	case '_':
	case '~':
		half_read_run(r);
		return;
	case '!':
		if (at(r, r->i + 1) == '[')
			open_bracket(r, true);
		else
			read_plain(r);
		return;
	case '{':
	case '%':
	case '$':
		if (!read_token(r))
			read_plain(r);
		return;
	case ':':
		if (!str_starts(str_skip(r->raw, r->i), S(":::")) ||
			!read_directive(r))
			read_plain(r);
		return;
	case 'h':
		if (starts_url(r))
			read_url(r);
		else
			read_plain(r);
		return;
	default:
		read_plain(r);
	}
}

void half_read(struct arena *a, struct str raw, struct half *out)
{
	struct reader r;
	/* An object is 3 bytes for at least one. */
	size_t most = raw.n * 3 + 4;

	r.arena = a;
	r.raw = raw;
	r.i = r.text.n = r.nbrackets = r.nruns = 0;
	r.unclosed = 0;
	r.no_comment_end = false;
	r.codes.p = NULL;
	r.codes.n = r.codes.cap = 0;
	r.text.p = arena_text(a, most);
	r.text.from = arena_room(a, most * sizeof(*r.text.from));
	while (r.i < raw.n)
		read_one(&r);
	half_match_runs(&r);
	half_settle_runs(&r);
	compact(&r);
	r.text.from[r.text.n] = (uint32_t)raw.n;
	out->raw = raw;
	out->text = str_make(r.text.p, r.text.n);
	out->from = r.text.from;
	out->codes = r.codes.p;
	out->ncodes = r.codes.n;
}

size_t half_count(const struct half *h, enum code_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < h->ncodes; i++)
		n += h->codes[i].kind == kind;
	return n;
}

void half_range(const struct half *h, size_t from, size_t to, uint32_t *at,
	uint32_t *end)
{
	*at = h->from[from];
	*end = to < h->text.n ? h->from[to] : (uint32_t)h->raw.n;
}
