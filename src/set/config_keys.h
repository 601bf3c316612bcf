/* The keys of diglot.yml: the one table that reading them, `diglot config`
 * and its JSON Schema come from. */
#ifndef DIGLOT_CONFIG_KEYS_H
#define DIGLOT_CONFIG_KEYS_H

#include "set/setting.h"

enum key_kind {
	KEY_TEXT,
	KEY_NUMBER,
	KEY_FLAG,
	KEY_LIST,
	KEY_TEXTS, /* one text or a list of them */
	KEY_MAP,
	KEY_WORDS,  /* texts, or a map of texts by language */
	KEY_GROUPS, /* a pattern, a group or a list of these */
};

/* Dotted names are keys of a map inside a map; a dot also works itself. */
struct config_key {
	const char *name;
	void (*read)(struct settings *s, const char *name,
		const struct value *v);
	enum key_kind kind;
	const char *what;   /* one line, no full stop */
	const char *normal; /* what counts if nobody sets it; NULL: nothing */
};

extern const struct config_key config_keys[]; /* sorted by name */
extern const size_t config_keys_count;

#endif
