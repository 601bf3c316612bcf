/*
 * XML that comes from a stranger, read into a tree of elements and texts.
 * Nothing outside of the bytes is ever read, no entity is ever expanded,
 * and what could cost more than its length is refused.
 */
#ifndef DIGLOT_XML_READ_H
#define DIGLOT_XML_READ_H

#include "base/arena.h"
#include "base/str.h"

#define XML_MAX_BYTES ((size_t)64 << 20)

#define NS_XML "http://www.w3.org/XML/1998/namespace"

struct attribute {
	struct str ns; /* the namespace's URI, "" if none */
	struct str name, value;
};

struct element {
	struct str ns, name; /* name "" is a text: only text and at count */
	struct str text;
	struct attribute *attrs;
	size_t nattrs;
	size_t at; /* offset of its '<', or of the text */
	struct element *parent, *child, *last, *next;
};

struct xml_fault {
	size_t at; /* offset into the bytes */
	struct str text;
};

/*
 * The root element. NULL: *fault says where it is not well-formed, or what
 * is refused: another encoding than UTF-8, declarations in a document type
 * (a bare <!DOCTYPE> is passed over), entities, elements deeper than 200,
 * over 64 KiB or 256 attributes in one tag, more than 64 MiB.
 */
struct element *xml_read(struct arena *a, struct str bytes,
	struct xml_fault *fault);

bool element_is(const struct element *e, const char *ns, const char *name);
/* The attribute without a namespace; p NULL if it is not there. */
struct str element_attr(const struct element *e, const char *name);
struct str element_attr_ns(const struct element *e, const char *ns,
	const char *name);
/* The first child of that name at or after `e` among siblings, or NULL. */
struct element *element_find(struct element *e, const char *ns,
	const char *name);
/* The texts in it and below it. */
struct str element_text(struct arena *a, const struct element *e);
/* The next in document order inside `root`, as node_walk. */
struct element *element_walk(const struct element *root,
	const struct element *e, bool skip);

#endif
