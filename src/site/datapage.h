/* A YAML page (Landing, FAQ, Hub, ...) as readable text. */
#ifndef DIGLOT_DATAPAGE_H
#define DIGLOT_DATAPAGE_H

#include "site/render.h"

/*
 * Whatever the page's kind: what names a thing becomes a heading, what
 * describes it text (Markdown), what leads somewhere a link, in the order
 * of the file.
 */
void datapage_render(struct render *r, const struct value *data);

#endif
