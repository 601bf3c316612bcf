/*
 * Eight bytes of text at once, in one number: most text is plain, and asked
 * a byte at a time that costs more than what is done with it. The tests
 * answer in the highest bit of each byte: see with & EIGHT(0x80) whether
 * there is any. Of the bytes behind one that is found (in the order of the
 * number, not of the text) they may say so too.
 */
#ifndef DIGLOT_EIGHT_H
#define DIGLOT_EIGHT_H

#include <stdint.h>
#include <string.h>

/* The byte c, eight times. */
#define EIGHT(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))
/* Bytes below c, which is at most 0x80. */
#define EIGHT_LESS(x, c) (((x)-EIGHT(c)) & ~(x))
/* Bytes that are c. */
#define EIGHT_IS(x, c) EIGHT_LESS((x) ^ EIGHT(c), 1)

/* The eight bytes at p. */
static inline uint64_t eight_at(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return x;
}

#endif
