/*
 * Calls into JSON text: commas, new lines and escapes. What comes out is
 * valid whatever the texts hold, and may stand inside a script element.
 */
#include "format/json.h"

#include <assert.h>
#include <math.h>

#include "base/eight.h"
#include "base/utf8.h"

void json_begin(struct json *j, struct buf *out, bool pretty)
{
	*j = (struct json){ .out = out, .first = true, .pretty = pretty };
}

static void new_line(struct json *j)
{
	if (!j->pretty)
		return;
	size_t indent = 2 * (size_t)j->depth;
	buf_byte(j->out, '\n');
	buf_reserve(j->out, indent);
	memset(j->out->p + j->out->n, ' ', indent);
	j->out->n += indent;
}

/* What has to stand before an item or a key. */
static void separate(struct json *j)
{
	if (!j->after_key) {
		if (!j->first)
			buf_byte(j->out, ',');
		if (j->depth > 0)
			new_line(j);
	}
	j->after_key = false;
	j->first = false;
}

static void open_level(struct json *j, char bracket)
{
	separate(j);
	buf_byte(j->out, bracket);
	j->depth++;
	j->first = true;
}

static void close_level(struct json *j, char bracket)
{
	assert(j->depth > 0 && !j->after_key);
	j->depth--;
	if (!j->first)
		new_line(j);
	buf_byte(j->out, bracket);
	j->first = false;
}

void json_open_map(struct json *j)
{
	open_level(j, '{');
}

void json_close_map(struct json *j)
{
	close_level(j, '}');
}

void json_open_list(struct json *j)
{
	open_level(j, '[');
}

void json_close_list(struct json *j)
{
	close_level(j, ']');
}

/* The letter of a short escape, or NUL. */
static char short_escape(uint32_t c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return '\0';
	}
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x80 && c != '"' && c != '\\' && c != '<';
}

/* Are all of the next eight bytes plain? */
static bool eight_plain(const char *p)
{
	uint64_t x = eight_at(p);
	uint64_t odd = x | EIGHT_LESS(x, 0x20) | EIGHT_IS(x, '"') |
		       EIGHT_IS(x, '\\') | EIGHT_IS(x, '<');

	return (odd & EIGHT(0x80)) == 0;
}

/* c ends before `rest`. */
static bool is_escaped(uint32_t c, struct str rest)
{
	if (c == '<')
		return str_starts(rest, S("/")) || str_starts(rest, S("!--"));
	return c < 0x20 || c == '"' || c == '\\' || c == 0x2028 ||
	       c == 0x2029 || c == UTF8_BAD;
}

static void write_escape(struct buf *out, uint32_t c)
{
	char letter = short_escape(c);

	if (letter) {
		buf_byte(out, '\\');
		buf_byte(out, letter);
	} else if (c == UTF8_BAD) {
		buf_lit(out, "\xEF\xBF\xBD");
	} else {
		buf_printf(out, "\\u%04x", (unsigned)c);
	}
}

/* The first byte at or behind `at` that is not plain, or the end. */
static size_t plain_end(struct str s, size_t at)
{
	while (at < s.n && s.n >= 8) {
		/* The last eight may have been looked at in part. */
		size_t from = at < s.n - 8 ? at : s.n - 8;
		if (!eight_plain(s.p + from))
			break;
		at = from + 8;
	}
	while (at < s.n && is_plain((unsigned char)s.p[at]))
		at++;
	return at;
}

static void write_string(struct buf *out, struct str s)
{
	size_t from = 0, at = 0;

	buf_reserve(out, s.n + 2);
	buf_byte(out, '"');
	while ((at = plain_end(s, at)) < s.n) {
		size_t start = at;
		uint32_t c = utf8_next(s, &at);
		if (!is_escaped(c, str_skip(s, at)))
			continue;
		buf_add(out, str_sub(s, from, start));
		write_escape(out, c);
		from = at;
	}
	buf_add(out, str_skip(s, from));
	buf_byte(out, '"');
}

void json_key(struct json *j, struct str key)
{
	separate(j);
	write_string(j->out, key);
	buf_byte(j->out, ':');
	if (j->pretty)
		buf_byte(j->out, ' ');
	j->after_key = true;
}

void json_text(struct json *j, struct str s)
{
	separate(j);
	write_string(j->out, s);
}

void json_raw(struct json *j, struct str text)
{
	separate(j);
	buf_add(j->out, text);
}

void json_uint(struct json *j, uint64_t n)
{
	separate(j);
	buf_uint(j->out, n);
}

void json_number(struct json *j, double n)
{
	char text[VALUE_NUMBER_MAX];

	json_raw(j, str_make(text, value_write_number(text, n)));
}

void json_bool(struct json *j, bool b)
{
	json_raw(j, b ? S("true") : S("false"));
}

void json_nothing(struct json *j)
{
	json_raw(j, S("null"));
}

static void write_items(struct json *j, const struct value *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->kind == VALUE_MAP)
			json_key(j, v->keys[i]);
		json_value(j, v->items[i]);
	}
}

void json_value(struct json *j, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		json_nothing(j);
		break;
	case VALUE_BOOL:
		json_bool(j, v->boolean);
		break;
	case VALUE_NUMBER:
		/* as it was written, if it is a number that JSON can hold */
		if (isfinite(v->number))
			json_raw(j, v->text);
		else
			json_nothing(j);
		break;
	case VALUE_TEXT:
		json_text(j, v->text);
		break;
	case VALUE_LIST:
		json_open_list(j);
		write_items(j, v);
		json_close_list(j);
		break;
	case VALUE_MAP:
		json_open_map(j);
		write_items(j, v);
		json_close_map(j);
		break;
	}
}

void json_text_at(struct json *j, const char *key, struct str s)
{
	json_key(j, str_of(key));
	json_text(j, s);
}

void json_uint_at(struct json *j, const char *key, uint64_t n)
{
	json_key(j, str_of(key));
	json_uint(j, n);
}
