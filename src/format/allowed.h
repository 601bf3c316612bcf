/*
 * Which HTML docfx v3 lets a page have. What a site of ours keeps is
 * another question: sanitize.h.
 */
#ifndef DIGLOT_ALLOWED_H
#define DIGLOT_ALLOWED_H

#include "base/str.h"

bool allowed_element(struct str name);
/* Of an element that is allowed. */
bool allowed_attribute(struct str element, struct str name);

#endif
