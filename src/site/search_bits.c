/*
 * Numbers as bits, and bits as letters: 13 bits are two of 91 letters, none
 * of which a script's string has to escape. The client reads the same codes.
 */
#include "site/search.h"

/* Of printable ASCII all but '"', '<' and '\'. */
static const char letters[] =
	"!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`"
	"abcdefghijklmnopqrstuvwxyz{|}~";
#define LETTERS (sizeof(letters) - 1)
#define GROUP 13

_Static_assert(LETTERS == 91, "13 bits are two letters");

void search_bits_begin(struct search_bits *w, struct buf *to)
{
	w->to = to;
	w->held = 0;
	w->n = 0;
}

void search_bits_flush(struct search_bits *w)
{
	uint64_t held = w->held;
	unsigned n = w->n;
	char *p;

	buf_reserve(w->to, (size_t)(n / GROUP) * 2);
	p = w->to->p + w->to->n;
	for (; n >= GROUP; p += 2) {
		uint32_t group;
		n -= GROUP;
		group = (uint32_t)(held >> n);
		held &= (UINT64_C(1) << n) - 1;
		p[0] = letters[group / LETTERS];
		p[1] = letters[group % LETTERS];
	}
	w->to->n = (size_t)(p - w->to->p);
	w->held = held;
	w->n = n;
}

void search_bits_put(struct search_bits *w, uint32_t value, unsigned width)
{
	/* 32 more have room then. */
	if (w->n >= 32)
		search_bits_flush(w);
	w->held = w->held << width | value;
	w->n += width;
}

void search_bits_bytes(struct search_bits *w, struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t i = 0;

	for (; i + 3 <= bytes.n; i += 3)
		search_bits_put(w,
			(uint32_t)p[i] << 16 | (uint32_t)p[i + 1] << 8 |
				p[i + 2],
			24);
	for (; i < bytes.n; i++)
		search_bits_put(w, p[i], 8);
}

void search_bits_end(struct search_bits *w)
{
	if (w->n % GROUP)
		search_bits_put(w, 0, GROUP - w->n % GROUP);
	search_bits_flush(w);
}

/* Digits after the first of n > 0 in the binary system. */
static unsigned width_of(uint32_t n)
{
	return 31 - (unsigned)__builtin_clz(n);
}

void search_bits_number(struct search_bits *w, uint32_t n)
{
	unsigned width = width_of(n);

	search_bits_put(w, 0, width);
	search_bits_put(w, n, width + 1);
}

void search_bits_rank(struct search_bits *w, unsigned rank)
{
	for (; rank >= 16; rank -= 16)
		search_bits_put(w, 0, 16);
	search_bits_put(w, 1, rank + 1);
}

/* A number below `range`, the first ones with one bit less. */
static void put_below(struct search_bits *w, uint32_t n, uint32_t range)
{
	unsigned width = width_of(range);
	uint32_t shorter = (UINT32_C(2) << width) - range;

	if (n < shorter)
		search_bits_put(w, n, width);
	else
		search_bits_put(w, n + shorter, width + 1);
}

void search_bits_set(struct search_bits *w, const struct search_posting *p,
	size_t n, uint32_t low, uint32_t end)
{
	size_t half = n / 2, rest = n - 1 - half;
	uint32_t least, most;

	if (n == 0 || end - low == n)
		return;
	least = low + (uint32_t)half;
	most = end - (uint32_t)rest;
	put_below(w, p[half].unit - least, most - least);
	if (half > 0)
		search_bits_set(w, p, half, low, p[half].unit);
	if (rest > 0)
		search_bits_set(w, p + half + 1, rest, p[half].unit + 1, end);
}
