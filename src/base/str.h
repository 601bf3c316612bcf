/*
 * Slices: a pointer and a length, never owned, not necessarily NUL-ended.
 * Text is UTF-8 unless a comment says bytes; n counts bytes.
 */
#ifndef DIGLOT_STR_H
#define DIGLOT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *p;
	size_t n;
};

/* A slice of a string literal. */
#define S(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
/* The same where C wants a constant expression. */
#define S_INIT(lit)                     \
	{                               \
		"" lit, sizeof(lit) - 1 \
	}
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).n ? (s).p : ""

static inline struct str str_of(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

static inline struct str str_make(const char *p, size_t n)
{
	return (struct str){ p, n };
}

/* Bytes [from, to) of s; both are cut to its length. In line, as the next
 * two: nothing is called more often. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ from ? s.p + from : s.p, to - from };
}

/* s without its first n bytes. */
static inline struct str str_skip(struct str s, size_t n)
{
	return str_sub(s, n, s.n);
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Equal but for ASCII case. */
bool str_eq_nocase(struct str a, struct str b);
/* Is it one of the list, which ends with NULL? */
bool str_in(struct str s, const char *const *list);
bool str_in_nocase(struct str s, const char *const *list);
/* By bytes, as strcmp; a prefix sorts first. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_ends_nocase(struct str s, struct str suffix);

#define STR_NONE ((size_t)-1)
/* Offset of the first needle at or after from, or STR_NONE. */
size_t str_find(struct str s, size_t from, struct str needle);
size_t str_find_byte(struct str s, size_t from, char c);
/* The length of the longest row of one byte. */
size_t str_longest_run(struct str s, char c);
/* Offset of the last c, or STR_NONE. */
size_t str_rfind_byte(struct str s, char c);

/* ASCII alone; in line, because every parser asks of every byte. */
static inline char char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool char_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool char_is_alnum(char c)
{
	/* The bit that lower case has, and digits too. */
	unsigned l = (unsigned char)c | 0x20u;

	return l - 'a' < 26 || (unsigned char)c - (unsigned)'0' < 10;
}

/* Punctuation as CommonMark has it. */
static inline bool char_is_punct(char c)
{
	return c > ' ' && c < 127 && !char_is_alnum(c);
}

/* Without ASCII white space at the start, the end, both. */
struct str str_trim_left(struct str s);
struct str str_trim_right(struct str s);
struct str str_trim(struct str s);

/*
 * Takes the text up to sep off the front of *rest into *head.
 * False when *rest was used up: *rest.p is then NULL.
 *     while (str_cut(&rest, ',', &item)) ...
 */
bool str_cut(struct str *rest, char sep, struct str *head);

/* Copies live in the arena and have a NUL after their last byte. */
struct str str_dup(struct arena *a, struct str s);
const char *str_z(struct arena *a, struct str s);
struct str str_lower(struct arena *a, struct str s); /* ASCII */
struct str str_upper(struct arena *a, struct str s); /* the same */
struct str str_cat(struct arena *a, struct str x, struct str y);
struct str str_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Decimal digits only, no sign; false if anything else or too large. */
bool str_to_uint(struct str s, uint32_t *out);

/* Edit distance (bytes, insert, delete, replace), at most limit + 1. */
size_t str_distance(struct str a, struct str b, size_t limit);

#endif
