/* Which other hosts a docset lets its pages lead to: `trustedDomains`. */
#ifndef DIGLOT_TRUST_H
#define DIGLOT_TRUST_H

#include "set/config.h"

/* May an element ("a", "img", ...) name this URL? True for what is no other
 * host's, and for elements of which the docset says nothing. */
bool trust_allows(const struct config *c, struct str element, struct str url);

#endif
