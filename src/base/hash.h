/* Hashes: fast ones for tables and for telling contents apart, and SHA-256
 * where somebody may want to deceive. */
#ifndef DIGLOT_HASH_H
#define DIGLOT_HASH_H

#include "base/arena.h"
#include "base/str.h"

uint64_t hash_bytes(struct str s); /* XXH3, 64 bits */
/* The first `digits` (at most 16) hexadecimal digits of hash_bytes. */
struct str hash_hex(struct arena *a, struct str s, size_t digits);

/* SHA-256: its 32 bytes, and any bytes as hexadecimal digits. */
struct str hash_sha256(struct arena *a, struct str s);
struct str hash_digits(struct arena *a, struct str bytes);

/* Of bytes that come one after the other. */
struct hash_sum;
struct hash_sum *hash_sum_begin(struct arena *a);
void hash_sum_add(struct hash_sum *h, struct str s);
struct str hash_sum_end(struct hash_sum *h, struct arena *a);

#endif
