/* A ZIP archive in memory: the same bytes for the same contents. */
#ifndef DIGLOT_ZIP_H
#define DIGLOT_ZIP_H

#include "base/buf.h"
#include "base/vec.h"

struct zip_entry {
	struct str path;
	uint32_t crc, size, packed, at;
	bool stored;
};

struct zip {
	struct buf *out;
	VEC(struct zip_entry) entries;
	bool too_large; /* beyond 4 GiB or 65,535 files: no archive */
};

void zip_begin(struct zip *z, struct buf *out);
/* `store`: not packed. The path is kept, the bytes are not. */
void zip_add(struct zip *z, struct str path, struct str bytes, bool store);
/* Writes the directory. False: too_large. */
bool zip_end(struct zip *z);

#endif
