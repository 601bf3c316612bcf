/*
 * Raw HTML of a page made safe and whole: what is not on the allow list
 * goes, and nothing that a text opens or closes reaches beyond the block
 * that it stands in.
 */
#ifndef DIGLOT_CLEAN_H
#define DIGLOT_CLEAN_H

#include "base/buf.h"
#include "base/map.h"
#include "page/page.h"

#define CLEAN_DEPTH 64

struct clean {
	struct str open[CLEAN_DEPTH]; /* elements that wait for their end */
	size_t n;
	size_t floor;        /* those below belong to an outer block */
	struct str removing; /* inside an element that goes as a whole */
	struct arena *arena;
	struct map ids; /* that the page has used */
};

struct render;

void clean_init(struct clean *c, struct arena *a);
/* Enters a block; give the result to clean_leave. */
size_t clean_enter(struct clean *c);
/* Ends what the block left open. */
void clean_leave(struct clean *c, struct buf *out, size_t entered);
/* True once for each id. */
bool clean_take_id(struct clean *c, struct str id);
bool clean_has_id(const struct clean *c, struct str id);
/* Writes html (any bytes) to r->out. */
void clean_html(struct render *r, struct str html);

#endif
