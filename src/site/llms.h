/* Pages as plain Markdown, and llms.txt (llmstxt.org), which lists them. */
#ifndef DIGLOT_LLMS_H
#define DIGLOT_LLMS_H

#include "site/maker.h"

/* Adds llms.txt and a twin of each page to the outputs. */
void llms_add(struct site *s);
/* The text of an OUTPUT_TWIN. */
struct str llms_twin(const struct site *s, const struct output *o,
	struct arena *a);
/* Where the twin of a page lies: "nl-nl/a.md"; "" if it has none. */
struct str llms_twin_path(struct arena *a, const struct site *s,
	const struct output *o);

#endif
