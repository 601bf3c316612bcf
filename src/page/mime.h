/* The kinds of YAML pages. */
#ifndef DIGLOT_MIME_H
#define DIGLOT_MIME_H

#include "base/str.h"

enum mime {
	MIME_UNKNOWN,
	MIME_TITLED,   /* a page of its own */
	MIME_UNTITLED, /* configures other pages: no title by itself */
};

/* Of the word behind "YamlMime:"; case is ignored. */
enum mime mime_kind(struct str word);

#endif
