/* XML 1.0 written as a stream: names and structure are the caller's,
 * escaping and well-formed characters are its own. */
#ifndef DIGLOT_XML_H
#define DIGLOT_XML_H

#include "base/buf.h"

struct xml {
	struct buf *out;
	bool open; /* a start tag waits for its '>' */
	int text;  /* depth of the element that holds text, 0 if none: no
		       * indents are added inside it */
	int depth;
	const char *names[64];
};

void xml_begin(struct xml *x, struct buf *out); /* with the declaration */
void xml_open(struct xml *x, const char *name); /* name must stay valid */
/* Right after xml_open only. */
void xml_attr(struct xml *x, const char *name, struct str value);
/* Characters that XML 1.0 does not allow are left out. Empty text too says
 * that white space counts from here to the end of the element. */
void xml_text(struct xml *x, struct str text);
void xml_close(struct xml *x);
/* <name>text</name> */
void xml_leaf(struct xml *x, const char *name, struct str text);

#endif
