/* Bytes appended to one block that doubles when it is full. */
#include "base/buf.h"

#include <stdio.h>

#include "base/utf8.h"

void buf_init(struct buf *b, struct arena *a)
{
	*b = (struct buf){ .arena = a };
}

void buf_reserve(struct buf *b, size_t more)
{
	if (more <= b->cap - b->n)
		return;
	size_t cap = b->cap ? b->cap * 2 : 256;
	if (cap < b->n + more)
		cap = b->n + more;
	b->p = arena_grow(b->arena, b->p, b->cap, cap);
	b->cap = cap;
}

void buf_add(struct buf *b, struct str s)
{
	if (s.n == 0)
		return;
	buf_reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void buf_code_point(struct buf *b, uint32_t c)
{
	buf_reserve(b, 4);
	b->n += utf8_put(b->p + b->n, c);
}

void buf_uint(struct buf *b, uint64_t n)
{
	char digits[20];
	size_t i = sizeof(digits);

	do
		digits[--i] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(b, str_make(digits + i, sizeof(digits) - i));
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	size_t room;
	int n;

	buf_reserve(b, 128); /* most are short: no second pass for them */
	room = b->cap - b->n;
	va_copy(again, args);
	n = vsnprintf(b->p + b->n, room, format, again);
	va_end(again);
	if (n <= 0)
		return;
	if ((size_t)n >= room) {
		buf_reserve(b, (size_t)n + 1);
		vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	}
	b->n += (size_t)n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}
