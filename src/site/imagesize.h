/* How large an image is, from the header of its file. */
#ifndef DIGLOT_IMAGESIZE_H
#define DIGLOT_IMAGESIZE_H

#include <stdint.h>

#include "base/str.h"

/* So many bytes are enough for most files. */
#define IMAGESIZE_BYTES ((size_t)256 << 10)

struct imagesize {
	uint32_t width, height; /* CSS pixels, at least 1 */
};

/*
 * PNG, JPEG (turned by its Exif orientation or not), GIF, WebP, BMP and SVG,
 * told by their contents. bytes may be the file's first part. False: none of
 * these, damaged, or without a size.
 */
bool imagesize_read(struct str bytes, struct imagesize *out);

/* The same of a file: dir/path. */
bool imagesize_file(int dir, struct str path, struct imagesize *out);

#endif
