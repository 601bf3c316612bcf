/* The one file that sees xxhash, inlined for speed, and nettle. */
#include "base/hash.h"

#include <nettle/sha2.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-qual"
#define XXH_INLINE_ALL
#include <xxhash.h>
#pragma GCC diagnostic pop

uint64_t hash_bytes(struct str s)
{
	return XXH3_64bits(s.n ? s.p : "", s.n);
}

struct str hash_digits(struct arena *a, struct str bytes)
{
	static const char hex[] = "0123456789abcdef";
	char *p = arena_text(a, 2 * bytes.n + 1);

	for (size_t i = 0; i < bytes.n; i++) {
		p[2 * i] = hex[(unsigned char)bytes.p[i] >> 4];
		p[2 * i + 1] = hex[(unsigned char)bytes.p[i] & 15];
	}
	p[2 * bytes.n] = '\0';
	return str_make(p, 2 * bytes.n);
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

/* ---- SHA-256 ----------------------------------------------------- */

struct hash_sum {
	struct sha256_ctx state;
};

struct hash_sum *hash_sum_begin(struct arena *a)
{
	struct hash_sum *h = arena_new(a, struct hash_sum);

	sha256_init(&h->state);
	return h;
}

void hash_sum_add(struct hash_sum *h, struct str s)
{
	sha256_update(&h->state, s.n, (const uint8_t *)s.p);
}

struct str hash_sum_end(struct hash_sum *h, struct arena *a)
{
	char *p = arena_text(a, SHA256_DIGEST_SIZE);

	sha256_digest(&h->state, SHA256_DIGEST_SIZE, (uint8_t *)p);
	return str_make(p, SHA256_DIGEST_SIZE);
}

struct str hash_sha256(struct arena *a, struct str s)
{
	struct hash_sum h;

	sha256_init(&h.state);
	hash_sum_add(&h, s);
	return hash_sum_end(&h, a);
}
