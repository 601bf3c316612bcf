/* XLIFF 2 on its way back, from any tool. */
#ifndef DIGLOT_XLIFF2_READ_H
#define DIGLOT_XLIFF2_READ_H

#include "align/formats.h"

/* As read of struct export_format. */
bool xliff2_read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out);

#endif
