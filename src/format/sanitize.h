/*
 * Which HTML of a page may reach a reader: an allow list of elements, each
 * with its attributes. Everything else is taken out or shown as text.
 */
#ifndef DIGLOT_SANITIZE_H
#define DIGLOT_SANITIZE_H

#include "base/str.h"

enum sanitize_verdict {
	SANITIZE_KEEP,
	SANITIZE_UNWRAP,  /* the tags go, what is between them stays */
	SANITIZE_REMOVE,  /* goes with what is between its tags */
	SANITIZE_UNKNOWN, /* no HTML element: somebody's <placeholder> */
};

enum sanitize_verdict sanitize_element(struct str name);
/* Only of elements that are kept. */
bool sanitize_attribute(struct str element, struct str name);
/* Is it a video of a host that `<iframe>` may name? It becomes a link. */
bool sanitize_is_video(struct str url);
/* br, img, hr, ...: no end tag. */
bool sanitize_is_void(struct str name);
/* A block of its own: div, table, ul, ... cannot stand in a paragraph. */
bool sanitize_is_block(struct str name);

#endif
