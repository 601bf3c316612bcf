/*
 * Bytes into code points and back. What is well formed follows table 3-7 of
 * the Unicode standard; the properties of what is not ASCII come from ICU,
 * which no other file of base/ sees.
 */
#include "base/utf8.h"

#include <unicode/uchar.h>

#include "base/eight.h"

static bool is_tail(uint8_t b)
{
	return (b & 0xC0) == 0x80;
}

/* Decodes n >= 1 bytes; the length of the sequence, 0 if it is bad. */
static size_t decode(const char *text, size_t n, uint32_t *c)
{
	const uint8_t *p = (const uint8_t *)text;
	uint8_t b = p[0];
	size_t len = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;

	if (b < 0x80) {
		*c = b;
		return 1;
	}
	if (b < 0xC2 || b > 0xF4 || len > n || !is_tail(p[1]))
		return 0;
	/* Overlong forms, surrogates, and what is over U+10FFFF. */
	if ((b == 0xE0 && p[1] < 0xA0) || (b == 0xED && p[1] > 0x9F) ||
		(b == 0xF0 && p[1] < 0x90) || (b == 0xF4 && p[1] > 0x8F))
		return 0;
	uint32_t v = b & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (!is_tail(p[i]))
			return 0;
		v = v << 6 | (p[i] & 0x3Fu);
	}
	*c = v;
	return len;
}

/* The first offset at or after i that is not in a run of ASCII words. */
static size_t skip_ascii(struct str s, size_t i)
{
	while (s.n - i >= 8 && !(eight_at(s.p + i) & EIGHT(0x80)))
		i += 8;
	return i;
}

size_t utf8_ascii_end(struct str s, size_t at)
{
	at = skip_ascii(s, at);
	while (at < s.n && (uint8_t)s.p[at] < 0x80)
		at++;
	return at;
}

bool utf8_is_ascii(struct str s)
{
	return utf8_ascii_end(s, 0) == s.n;
}

bool utf8_valid(struct str s, size_t *at)
{
	uint32_t c;

	for (size_t i = 0; i < s.n;) {
		if ((uint8_t)s.p[i] < 0x80) {
			size_t j = skip_ascii(s, i);
			i = j > i ? j : i + 1;
			continue;
		}
		size_t len = decode(s.p + i, s.n - i, &c);
		if (len == 0) {
			*at = i;
			return false;
		}
		i += len;
	}
	return true;
}

uint32_t utf8_next_long(struct str s, size_t *at)
{
	uint32_t c = UTF8_BAD;
	size_t len = decode(s.p + *at, s.n - *at, &c);

	*at += len ? len : 1;
	return c;
}

size_t utf8_put(char out[4], uint32_t c)
{
	static const uint8_t lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = len; --i > 0; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(len == 1 ? c : lead[len] | c);
	return len;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++) {
		size_t j = skip_ascii(s, i);
		if (j > i) {
			n += j - i - 1;
			i = j;
		} else {
			utf8_next(s, &i);
		}
	}
	return n;
}

static size_t width_of(uint32_t c)
{
	if (c < 0x7F)
		return c >= ' ';
	if (c == UTF8_BAD)
		return 1;
	int8_t type = u_charType((UChar32)c);
	if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
		type == U_CONTROL_CHAR || type == U_FORMAT_CHAR)
		return c == 0xAD; /* a soft hyphen shows */
	int east = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

size_t utf8_width(struct str s)
{
	size_t width = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		width = c == '\t' ? (width | 7) + 1 : width + width_of(c);
	}
	return width;
}

bool utf8_is_alnum(uint32_t c)
{
	if (c < 0x80)
		return char_is_alnum((char)c);
	return c != UTF8_BAD && u_isalnum((UChar32)c);
}

bool utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return char_is_space((char)c);
	return c != UTF8_BAD && u_isUWhiteSpace((UChar32)c);
}

uint32_t utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return (uint32_t)(unsigned char)char_lower((char)c);
	return c == UTF8_BAD ? c : (uint32_t)u_tolower((UChar32)c);
}

struct str utf8_lower_str(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n * 4 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t c = utf8_next(s, &i);

		if (c == UTF8_BAD)
			p[n++] = s.p[at];
		else
			n += utf8_put(p + n, utf8_lower(c));
	}
	return str_make(p, n);
}

bool utf8_is_punct(uint32_t c)
{
	return u_ispunct((UChar32)c);
}
