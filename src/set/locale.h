/*
 * Languages: names, direction, dates and plurals by ICU, and the strings of
 * the site's own interface from locales/TAG.json.
 */
#ifndef DIGLOT_LOCALE_H
#define DIGLOT_LOCALE_H

#include "base/diag.h"
#include "format/value.h"

struct locale {
	struct str tag;  /* BCP 47, canonical case: "zh-Hans-CN", "nl-NL" */
	struct str slug; /* lower case, for paths: "nl-nl" */
	struct str dir;  /* "ltr" or "rtl" */
	struct str name; /* in its own language, sentence start: "Nederlands
	                     (Nederland)"; for a list of languages */
	struct value *strings; /* map, after the fallback chain */
	void *plural;          /* ICU's, made when first asked for */
};

/* "nl-nl" -> "nl-NL"; "" if it is no language tag. */
struct str locale_canonical(struct arena *a, struct str tag);

/* "nl-nl", "zh-hans-cn": a language and a region, as documentation
 * repositories name their folders. */
bool locale_names_folder(struct str name);

/* "ltr" or "rtl". */
struct str locale_direction(struct str tag);

/*
 * Loads locales/<tag>.json from the open folder `dir` with the chain
 * nl-BE -> nl -> en (zh-CN -> zh-Hans; zh-TW -> zh-Hant -> en). False:
 * not even en.json could be read; the sink says why.
 */
bool locale_load(struct arena *a, int dir, struct str tag, struct sink *sink,
	struct locale *out);

/* Gives back what is not in the arena: texts have no plural forms then. */
void locale_close(struct locale *l);

/*
 * The tags whose strings the locale has, from the general to the particular,
 * English not among them: "zh-Hant", "zh-Hant-HK"; of the two written forms
 * of Norwegian, "nb" stands for what the other lacks. The number.
 */
#define LOCALE_CHAIN 4
size_t locale_chain(struct arena *a, struct str tag,
	struct str out[LOCALE_CHAIN]);

/* The CLDR plural forms of the language, "one", "other", ..., the least
 * first; "other" is the last of them always. The number. */
#define LOCALE_FORMS 6
size_t locale_forms(const struct locale *l, struct str out[LOCALE_FORMS]);
/* The form of a number. */
struct str locale_form(struct arena *a, const struct locale *l, long count);

/* The name of language `tag` in the language of l: "Duits (Duitsland)". */
struct str locale_language_name(struct arena *a, const struct locale *l,
	struct str tag);
/* "15 maart 2021" of "2021-03-15". */
struct str locale_date(struct arena *a, const struct locale *l, struct str iso);

/* "1.229", in the locale's own digits. */
struct str locale_number(struct arena *a, const struct locale *l, long number);

/* One placeholder of a string: {name}. */
struct locale_arg {
	const char *name;
	struct str value;
};

/*
 * The string `key` with its {placeholders} filled in; the key itself where
 * it is missing. With count >= 0 the CLDR plural form is chosen and
 * {count} is the number as the locale writes it.
 */
struct str locale_text(struct arena *a, struct locale *l, struct str key,
	long count, const struct locale_arg *args, size_t nargs);

#endif
