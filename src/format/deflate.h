/*
 * Raw deflate streams (RFC 1951), by libdeflate: for texts of the size of
 * pages it takes half the time of zlib for as few bytes.
 */
#ifndef DIGLOT_DEFLATE_H
#define DIGLOT_DEFLATE_H

#include "base/buf.h"

struct libdeflate_compressor;

/* A packer, for any number of streams. */
struct deflate {
	struct libdeflate_compressor *with;
};

/* level: 1 (fast) to 12 (small). */
void deflate_begin(struct deflate *d, int level);
/* Appends the stream of bytes, and says how long it is. 0: there was no memory
 * for the packer. */
size_t deflate_add(struct deflate *d, struct str bytes, struct buf *out);
void deflate_end(struct deflate *d);

/* The checksum of ZIP and gzip (CRC-32, ISO 3309). */
uint32_t deflate_crc(struct str bytes);

#endif
