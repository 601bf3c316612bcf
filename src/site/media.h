/* Kinds of images by the names of their files. */
#ifndef DIGLOT_MEDIA_H
#define DIGLOT_MEDIA_H

#include "base/str.h"

struct media {
	const char *ext, *type; /* ".png", "image/png" */
	bool book;              /* a core type of EPUB 3.2 */
};

/* NULL: no image that is known here. */
const struct media *media_of(struct str path);

#endif
