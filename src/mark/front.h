/* The YAML block at the head of a page. */
#ifndef DIGLOT_FRONT_H
#define DIGLOT_FRONT_H

#include "base/str.h"

struct front {
	bool present;
	bool unclosed;   /* "---" on the first line and no end: no block */
	struct str yaml; /* between the fences */
	size_t yaml_at;  /* bytes into the file */
	size_t body_at;  /* where the Markdown begins; behind a BOM */
};

/* The fence is "---" on the first line; it ends at "---" or "...". */
struct front front_split(struct str bytes);

#endif
