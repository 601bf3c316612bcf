/* The languages of documents, for the diglot.yml that `diglot init` writes. */
#ifndef DIGLOT_INIT_LOCALES_H
#define DIGLOT_INIT_LOCALES_H

#include "base/arena.h"
#include "base/str.h"

/*
 * The keys `source-locale` and `locales` as YAML, where those of the paths
 * (sorted, from one folder) that are documents lie in two folders or more
 * beside each other that are named by languages, "en-us" and "nl-nl"; else "".
 */
struct str init_locales(struct arena *a, const struct str *paths, size_t n);

#endif
