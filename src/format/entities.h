/* The named character references of HTML 5. */
#ifndef DIGLOT_ENTITIES_H
#define DIGLOT_ENTITIES_H

#include "base/str.h"

#define ENTITY_NAME_MAX 31

/*
 * The code points of a name without '&' and ';' ("eacute"), the second one 0
 * where there is only one. False: no such name; case counts.
 */
bool entity_find(struct str name, uint32_t out[2]);

#endif
