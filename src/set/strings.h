/*
 * The words of the interface that a docset brings itself, over those of the
 * program: a theme's locales/TAG.json, and the token.json of a docfx theme.
 */
#ifndef DIGLOT_STRINGS_H
#define DIGLOT_STRINGS_H

#include "base/vec.h"
#include "set/docset.h"

extern const struct rule rule_theme;           /* DG015 */
extern const struct rule rule_theme_no_effect; /* DG019 */
extern const struct rule rule_string_missing;  /* DG020 */

struct strings_file {
	struct str tag;    /* "nl"; "": of every language */
	size_t layer;      /* of themes; the higher one wins */
	struct value *map; /* spans in the docset's sources */
};

struct strings {
	VEC(struct strings_file) files;
};

/* Is this path in a theme a file of strings? */
bool strings_is_file(struct str path);
/*
 * Adds the file `path` of a theme; `shown` is its path for messages. False:
 * it cannot be read, and the sink says why. In the docset's arena.
 */
bool strings_add(struct strings *s, struct docset *set, size_t layer,
	struct str path, struct str shown, struct str text, struct sink *sink);

/* locale_load, with a title for each of the docset's kinds of alerts. */
bool strings_load(const struct docset *set, int dir, struct str tag,
	struct sink *sink, struct locale *out);

/*
 * The program's strings in English, which has all keys. NULL: unreadable,
 * said.
 */
const struct value *strings_english(const struct docset *set,
	struct sink *sink);

/* Puts them over the program's, in all locales of the docset. */
void strings_apply(const struct strings *s, const struct docset *set,
	const struct value *english);

/*
 * Looks for keys that nothing uses, placeholders and plural forms that are
 * not there, and languages that lack words. `asked` has the keys that the
 * docset's own templates use.
 */
void strings_check(const struct strings *s, const struct docset *set,
	const struct value *english, const struct map *asked,
	struct sink *sink);

/* A text, perhaps with plural forms; the program's files also have lists of
 * words, which are no part of the interface. */
bool strings_is_text(const struct value *v);
/* All strings of a locale, under docfx's names too: its `__global`. */
struct value *strings_global(struct arena *a, const struct docset *set,
	const struct locale *l);
/* The key nearest to a misspelt one; NULL: none is near. */
const char *strings_nearest(struct arena *a, const struct value *english,
	struct str key);

#endif
