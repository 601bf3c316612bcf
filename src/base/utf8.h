/* UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
#ifndef DIGLOT_UTF8_H
#define DIGLOT_UTF8_H

#include "base/arena.h"
#include "base/str.h"

#define UTF8_BAD 0xFFFFFFFFu

/* The first byte at or behind `at` that is not ASCII, or the end. */
size_t utf8_ascii_end(struct str s, size_t at);
bool utf8_is_ascii(struct str s);

/* True if all of s is UTF-8; else *at is the offset of the first bad byte. */
bool utf8_valid(struct str s, size_t *at);
/*
 * The code point at *at, which moves behind it. A byte that is not UTF-8
 * gives UTF8_BAD and is passed over alone.
 */
uint32_t utf8_next_long(struct str s, size_t *at);
static inline uint32_t utf8_next(struct str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[*at];

	/* Most text is ASCII, or has it between its letters. */
	if (c >= 0x80)
		return utf8_next_long(s, at);
	++*at;
	return c;
}
/* Writes c to out; the number of bytes, 1 to 4. */
size_t utf8_put(char out[4], uint32_t c);
/* Code points in s; a bad byte counts as one. */
size_t utf8_count(struct str s);
/*
 * Columns on a terminal: 2 for East Asian Wide and Fullwidth, 0 for
 * combining marks and controls (UAX 11), tabs to the next multiple of 8.
 */
size_t utf8_width(struct str s);
/* A letter or digit of any script; lower case of one code point. */
bool utf8_is_alnum(uint32_t c);
bool utf8_is_space(uint32_t c);
bool utf8_is_punct(uint32_t c); /* general category P */
uint32_t utf8_lower(uint32_t c);
/* The same of a text; bytes that are not UTF-8 stay. */
struct str utf8_lower_str(struct arena *a, struct str s);

#endif
