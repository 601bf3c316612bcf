/*
 * APPNOTE 6.3 without its extensions: local headers with known sizes, one
 * central directory. Times are 1980-01-01, names are UTF-8.
 */
#include "site/zip.h"

#include "format/deflate.h"

#define UTF8_NAMES 0x0800
#define DATE_1980 0x0021
#define LIMIT 0xFFFFFFF0u

static void put16(struct buf *b, uint32_t n)
{
	buf_byte(b, (char)(n & 0xFF));
	buf_byte(b, (char)(n >> 8 & 0xFF));
}

static void put32(struct buf *b, uint32_t n)
{
	put16(b, n & 0xFFFF);
	put16(b, n >> 16);
}

void zip_begin(struct zip *z, struct buf *out)
{
	*z = (struct zip){ .out = out };
}

/* What the local and the central header have in common. */
static void put_common(struct buf *b, const struct zip_entry *e)
{
	put16(b, e->stored ? 10 : 20);
	put16(b, UTF8_NAMES);
	put16(b, e->stored ? 0 : 8);
	put16(b, 0);
	put16(b, DATE_1980);
	put32(b, e->crc);
	put32(b, e->packed);
	put32(b, e->size);
	put16(b, (uint32_t)e->path.n);
	put16(b, 0);
}

/* Small, since an archive is made once and fetched often. */
#define LEVEL 10

/* bytes as a raw deflate stream; they themselves where that is not smaller. */
static struct str pack(struct arena *scratch, struct str bytes)
{
	struct deflate d;
	struct buf out;

	buf_init(&out, scratch);
	deflate_begin(&d, LEVEL);
	deflate_add(&d, bytes, &out);
	deflate_end(&d);
	return out.n > 0 && out.n < bytes.n ? buf_str(&out) : bytes;
}

void zip_add(struct zip *z, struct str path, struct str bytes, bool store)
{
	struct zip_entry e = { .path = path, .at = (uint32_t)z->out->n };
	struct str packed = bytes;
	struct arena scratch;

	if (z->entries.n >= 65535 || path.n > 65535 || bytes.n > LIMIT / 2 ||
		z->out->n + bytes.n > LIMIT / 2)
		z->too_large = true;
	if (z->too_large)
		return;
	arena_init(&scratch);
	e.crc = deflate_crc(bytes);
	e.size = (uint32_t)bytes.n;
	if (!store)
		packed = pack(&scratch, bytes);
	e.stored = packed.n == bytes.n;
	e.packed = (uint32_t)packed.n;
	put32(z->out, 0x04034B50);
	put_common(z->out, &e);
	buf_add(z->out, path);
	buf_add(z->out, packed);
	vec_push(z->out->arena, &z->entries, e);
	arena_release(&scratch);
}

static void put_entry(struct buf *b, const struct zip_entry *e)
{
	put32(b, 0x02014B50);
	put16(b, 20);
	put_common(b, e);
	put16(b, 0);
	put16(b, 0);
	put16(b, 0);
	put32(b, 0);
	put32(b, e->at);
	buf_add(b, e->path);
}

bool zip_end(struct zip *z)
{
	size_t at = z->out->n;

	for (size_t i = 0; i < z->entries.n; i++)
		put_entry(z->out, &z->entries.p[i]);
	size_t size = z->out->n - at;
	put32(z->out, 0x06054B50);
	put32(z->out, 0);
	put16(z->out, (uint32_t)z->entries.n);
	put16(z->out, (uint32_t)z->entries.n);
	put32(z->out, (uint32_t)size);
	put32(z->out, (uint32_t)at);
	put16(z->out, 0);
	return !z->too_large;
}
