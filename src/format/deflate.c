/* Bytes to streams, each on its own. */
#include "format/deflate.h"

#include <libdeflate.h>

void deflate_begin(struct deflate *d, int level)
{
	d->with = libdeflate_alloc_compressor(level);
}

size_t deflate_add(struct deflate *d, struct str bytes, struct buf *out)
{
	size_t most, n;

	if (!d->with)
		return 0;
	most = libdeflate_deflate_compress_bound(d->with, bytes.n);
	buf_reserve(out, most);
	n = libdeflate_deflate_compress(d->with, bytes.p, bytes.n,
		out->p + out->n, most);
	out->n += n;
	return n;
}

void deflate_end(struct deflate *d)
{
	if (d->with)
		libdeflate_free_compressor(d->with);
}

uint32_t deflate_crc(struct str bytes)
{
	return libdeflate_crc32(0, bytes.p, bytes.n);
}
