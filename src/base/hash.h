/* Hashes for tables and for telling contents apart; not for trust. */
#ifndef DIGLOT_HASH_H
#define DIGLOT_HASH_H

#include "base/arena.h"
#include "base/str.h"

uint64_t hash_bytes(struct str s); /* XXH3, 64 bits */
/* The first `digits` (at most 16) hexadecimal digits of hash_bytes. */
struct str hash_hex(struct arena *a, struct str s, size_t digits);

#endif
