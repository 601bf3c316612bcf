/*
 * Slices in, slices out. Nothing here changes the bytes that it is given;
 * what has to be new is made in the caller's arena.
 */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (char_lower(a.p[i]) != char_lower(b.p[i]))
			return false;
	return true;
}

bool str_in(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eq(s, str_of(*list)))
			return true;
	return false;
}

bool str_in_nocase(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(s, str_of(*list)))
			return true;
	return false;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_starts_nocase(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       str_eq_nocase(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_skip(s, s.n - suffix.n), suffix);
}

bool str_ends_nocase(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       str_eq_nocase(str_skip(s, s.n - suffix.n), suffix);
}

/* Longer needles are left to memmem, which is never quadratic; for short
 * ones its tables cost more than the search. */
#define NEEDLE_SHORT 24

size_t str_find(struct str s, size_t from, struct str needle)
{
	const char *at, *last;

	if (from > s.n || needle.n > s.n - from)
		return STR_NONE;
	if (needle.n == 0)
		return from;
	at = s.p + from;
	if (needle.n > NEEDLE_SHORT) {
		at = memmem(at, s.n - from, needle.p, needle.n);
		return at ? (size_t)(at - s.p) : STR_NONE;
	}
	last = s.p + (s.n - needle.n);
	while (at <= last) {
		at = memchr(at, needle.p[0], (size_t)(last - at) + 1);
		if (!at)
			break;
		if (memcmp(at, needle.p, needle.n) == 0)
			return (size_t)(at - s.p);
		at++;
	}
	return STR_NONE;
}

size_t str_find_byte(struct str s, size_t from, char c)
{
	if (from >= s.n)
		return STR_NONE;
	const char *hit = memchr(s.p + from, c, s.n - from);
	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_longest_run(struct str s, char c)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] == c ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

size_t str_rfind_byte(struct str s, char c)
{
	const char *hit = s.n ? memrchr(s.p, c, s.n) : NULL;

	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

struct str str_trim_left(struct str s)
{
	size_t i = 0;

	while (i < s.n && char_is_space(s.p[i]))
		i++;
	return str_skip(s, i);
}

struct str str_trim_right(struct str s)
{
	while (s.n > 0 && char_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_trim(struct str s)
{
	return str_trim_left(str_trim_right(s));
}

bool str_cut(struct str *rest, char sep, struct str *head)
{
	if (!rest->p)
		return false;
	size_t i = str_find_byte(*rest, 0, sep);
	if (i == STR_NONE) {
		*head = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*head = str_sub(*rest, 0, i);
		*rest = str_skip(*rest, i + 1);
	}
	return true;
}

struct str str_dup(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

const char *str_z(struct arena *a, struct str s)
{
	return str_dup(a, s).p;
}

struct str str_lower(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = char_lower(s.p[i]);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

struct str str_upper(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32)
						      : s.p[i];
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

struct str str_cat(struct arena *a, struct str x, struct str y)
{
	char *p = arena_text(a, x.n + y.n + 1);

	if (x.n)
		memcpy(p, x.p, x.n);
	if (y.n)
		memcpy(p + x.n, y.p, y.n);
	p[x.n + y.n] = '\0';
	return (struct str){ p, x.n + y.n };
}

struct str str_printf(struct arena *a, const char *format, ...)
{
	char first[256]; /* most are short: no second pass for them */
	va_list args;

	va_start(args, format);
	int n = vsnprintf(first, sizeof(first), format, args);
	va_end(args);
	if (n < 0)
		return (struct str){ "", 0 };
	if ((size_t)n < sizeof(first))
		return str_dup(a, str_make(first, (size_t)n));
	char *p = arena_text(a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return (struct str){ p, (size_t)n };
}

bool str_to_uint(struct str s, uint32_t *out)
{
	uint64_t v = 0;

	if (s.n == 0 || s.n > 10)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!char_is_digit(s.p[i]))
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (v > UINT32_MAX)
		return false;
	*out = (uint32_t)v;
	return true;
}

static size_t min3(size_t x, size_t y, size_t z)
{
	size_t m = x < y ? x : y;

	return m < z ? m : z;
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
	size_t row[256];

	if (a.n > b.n) {
		struct str t = a;
		a = b;
		b = t;
	}
	if (b.n - a.n > limit || a.n >= 255)
		return limit + 1;
	for (size_t i = 0; i <= a.n; i++)
		row[i] = i;
	for (size_t j = 1; j <= b.n; j++) {
		size_t corner = row[0];
		row[0] = j;
		for (size_t i = 1; i <= a.n; i++) {
			size_t up = row[i];
			row[i] = min3(up + 1, row[i - 1] + 1,
				corner + (a.p[i - 1] != b.p[j - 1]));
			corner = up;
		}
	}
	return row[a.n] > limit ? limit + 1 : row[a.n];
}
