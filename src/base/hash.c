/* The one file that sees xxhash, inlined for speed. */
#include "base/hash.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-qual"
#define XXH_INLINE_ALL
#include <xxhash.h>
#pragma GCC diagnostic pop

uint64_t hash_bytes(struct str s)
{
	return XXH3_64bits(s.n ? s.p : "", s.n);
}

struct str hash_hex(struct arena *a, struct str s, size_t digits)
{
	static const char hex[] = "0123456789abcdef";
	uint64_t h = hash_bytes(s);
	char *p = arena_text(a, digits + 1);

	for (size_t i = 0; i < digits; i++)
		p[i] = hex[(h >> (60 - 4 * i)) & 15];
	p[digits] = '\0';
	return (struct str){ p, digits };
}
