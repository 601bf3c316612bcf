/*
 * The source-language docset beside a localized one: it has the images and
 * pages that were not localized, under the same paths.
 */
#ifndef DIGLOT_FALLBACK_H
#define DIGLOT_FALLBACK_H

#include "set/docset.h"

/* Is there such a file? False where no fallback docset was given. */
bool fallback_has(const struct docset *s, struct str path);

#endif
