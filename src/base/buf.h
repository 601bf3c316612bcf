/*
 * Growing output in an arena. The bytes stay where they are until the next
 * append; buf_str gives what is there now.
 */
#ifndef DIGLOT_BUF_H
#define DIGLOT_BUF_H

#include <stdarg.h>

#include "base/arena.h"
#include "base/str.h"

struct buf {
	struct arena *arena;
	char *p;
	size_t n, cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_reserve(struct buf *b, size_t more);
void buf_add(struct buf *b, struct str s);
void buf_code_point(struct buf *b, uint32_t c);
void buf_uint(struct buf *b, uint64_t n);
void buf_printf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

#define buf_lit(b, lit) buf_add((b), S(lit))

static inline void buf_byte(struct buf *b, char c)
{
	if (b->n == b->cap)
		buf_reserve(b, 1);
	b->p[b->n++] = c;
}

static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

#endif
