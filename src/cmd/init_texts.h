/* The files that `diglot init` writes. */
#ifndef DIGLOT_INIT_TEXTS_H
#define DIGLOT_INIT_TEXTS_H

#include <stdbool.h>

/* diglot.yml up to the title, and behind it. */
extern const char init_config[], init_config_locale[], init_config_more[];

struct init_file {
	const char *name; /* what the option calls it; NULL ends a table */
	const char *path, *text;
	bool executable;
};

extern const struct init_file init_ci[];
extern const struct init_file init_hooks[];

#define INIT_MATCHER_PATH ".github/diglot-matcher.json"
extern const char init_matcher[];

#endif
