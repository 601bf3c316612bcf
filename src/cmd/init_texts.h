/* The files that `diglot init` writes. */
#ifndef DIGLOT_INIT_TEXTS_H
#define DIGLOT_INIT_TEXTS_H

#include <stdbool.h>

/* diglot.yml; "%.*s" is the folder's name. */
#define INIT_CONFIG                                                                \
	"# All keys: diglot help --man diglot.yml.5, or the schema that\n"         \
	"# 'diglot config --schema' writes.\n"                                     \
	"title: %.*s\n"                                                            \
	"# locale: en-US        # or several: locales: { en-US: en, nl-NL: nl }\n" \
	"# rules:\n"                                                               \
	"#   link-text-missing: error\n"

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
