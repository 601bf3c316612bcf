/*
 * Digits of any script, grouped as any language groups them, as ASCII digits.
 */
#include "lang/numbers.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"

/* 0 to 20, or -1. */
static int digit_value(uint32_t c)
{
	double v;

	if (c < 0x80)
		return char_is_digit((char)c) ? (int)(c - '0') : -1;
	if (u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER)
		return u_charDigitValue((UChar32)c);
	if (u_charType((UChar32)c) != U_OTHER_NUMBER)
		return -1;
	v = u_getNumericValue((UChar32)c);
	return v >= 0 && v <= 20 && v == (int)v ? (int)v : -1;
}

static bool is_grouping(uint32_t c)
{
	return c == '.' || c == ',' || c == ' ' || c == '\'' || c == 0xA0 ||
	       c == 0x202F || c == 0x2009 || c == 0x66C || c == 0x66B ||
	       c == 0x2019 || c == 0xFF0C;
}

/* Exactly n digits at i. */
static bool are_digits(struct str text, size_t i, int n)
{
	for (int k = 0; k < n; k++)
		if (i >= text.n || digit_value(utf8_next(text, &i)) < 0)
			return false;
	return i >= text.n || digit_value(utf8_next(text, &i)) < 0;
}

#define INDIAN_MAX 8

/* "1,00,000", as India groups: groups of two digits, then one of three. */
static bool is_indian(struct str text, size_t i)
{
	int n = 0;

	for (; n < INDIAN_MAX && i < text.n && text.p[i] == ',' &&
		are_digits(text, i + 1, 2);
		n++)
		for (int k = 0; k < 3; k++)
			utf8_next(text, &i);
	return n > 0 && i < text.n && text.p[i] == ',' &&
	       are_digits(text, i + 1, 3);
}

static size_t add_digits(struct buf *b, struct str text, size_t i)
{
	while (i < text.n) {
		size_t next = i;
		int v = digit_value(utf8_next(text, &next));
		if (v < 0)
			break;
		buf_uint(b, (uint64_t)v);
		i = next;
	}
	return i;
}

/* Zeros that a sign behind the digits at i stands for: "300K". */
static size_t zeros_behind(struct str text, size_t i)
{
	size_t next = i;
	uint32_t c = i < text.n ? utf8_next(text, &next) : 0;

	if ((c == 'K' || c == 'k') &&
		(next >= text.n || !char_is_alnum(text.p[next])))
		return 3;
	return c == 0x4E07 || c == 0x842C || c == 0xB9CC ? 4 : 0;
}

/* The point of ".5", with no digit before it. */
static bool is_bare_point(struct str text, size_t i)
{
	return i > 0 && text.p[i - 1] == '.' &&
	       (i == 1 || text.p[i - 2] == ' ' || text.p[i - 2] == '(');
}

static struct number read_number(struct arena *a, struct str text, size_t i)
{
	struct number n = { .at = (uint32_t)i };
	struct buf b;
	bool groups, indian;
	size_t next;

	buf_init(&b, a);
	i = add_digits(&b, text, i);
	groups = b.n <= 3;
	indian = b.n <= 2 && is_indian(text, i);
	while (groups && i < text.n) {
		bool sign, three;
		next = i;
		sign = is_grouping(utf8_next(text, &next));
		three = are_digits(text, next, 3);
		groups = sign &&
			 (three || (indian && are_digits(text, next, 2)));
		indian = indian && !three;
		if (groups)
			i = add_digits(&b, text, next);
	}
	n.end = (uint32_t)i;
	if (n.at == 0 || !is_grouping((unsigned char)text.p[n.at - 1]))
		for (size_t zeros = zeros_behind(text, i); zeros; zeros--)
			buf_byte(&b, '0');
	n.digits = buf_str(&b);
	while (n.digits.n > 1 && n.digits.p[0] == '0')
		n.digits = str_skip(n.digits, 1);
	return n;
}

struct numbers numbers_of(struct arena *a, struct str text)
{
	VEC(struct number) v = { 0 };

	for (size_t i = 0; i < text.n;) {
		size_t next = i;
		if (digit_value(utf8_next(text, &next)) < 0) {
			i = next;
			continue;
		}
		if (is_bare_point(text, i))
			vec_push(a, &v,
				((struct number){ S("0"), (uint32_t)i,
					(uint32_t)i }));
		vec_push(a, &v, read_number(a, text, i));
		i = v.p[v.n - 1].end;
	}
	return (struct numbers){ v.p, v.n };
}
