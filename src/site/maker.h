/* What the makers of one page share. Everything is in scratch memory. */
#ifndef DIGLOT_MAKER_H
#define DIGLOT_MAKER_H

#include "site/href.h"
#include "site/version.h"

struct maker {
	const struct site *site;
	const struct output *output;
	struct standpoint at;
	struct arena *a;
	struct locale *locale;   /* of the interface */
	const struct page *page; /* NULL: no page of the docset */
	struct value *meta;      /* effective; NULL without page */
	struct version version;  /* that the output shows */
	bool view;               /* wanted: what the template gets, as JSON */
	struct map pivots;       /* of the body, see pivots.h */
};

/* ---- maker.c: what all parts of a view model need ---- */
/* Sets a key of a map that has it not; NULL is null. */
void maker_set(struct maker *m, struct value *map, const char *key,
	struct value *v);
/* The same, but nothing for an empty text. */
void maker_set_text(struct maker *m, struct value *map, const char *key,
	struct str s);
/* Null for an empty text. */
struct value *maker_text(struct maker *m, struct str s);
/* A word of the interface, in its language. */
struct str maker_word(struct maker *m, const char *key);

/* ---- body.c ---- */
/* The page's text as HTML, its h1 included. */
struct str body_html(struct maker *m);

/* ---- nav.c: values for the templates, NULL where there is nothing ---- */
struct value *nav_toc(struct maker *m);
struct value *nav_toc_full(struct maker *m);
struct value *nav_breadcrumb(struct maker *m);
struct value *nav_outline(struct maker *m);
struct value *nav_languages(struct maker *m);
struct value *nav_versions(struct maker *m);
/* What each locale says at an address that does not exist. */
struct value *nav_lost(struct maker *m);
struct value *nav_previous(struct maker *m);
struct value *nav_next(struct maker *m);
/* The tag under which a language is named to readers: without its region
 * where no other locale of the site has the same language. */
struct str nav_language(const struct maker *m, struct str tag);
/* The start page of a locale as a path of the site. */
struct str nav_home(const struct maker *m, size_t locale);
/* The way from the page to the whole table of contents of its locale. */
struct str nav_contents_href(const struct maker *m);
struct str nav_site_title(const struct maker *m);

/* ---- origin.c: the same ---- */
/* {iso, text}: when the page was changed last. */
struct value *origin_date(struct maker *m);
/* The address of the file in its repository's editor. */
struct value *origin_edit_href(struct maker *m);
/* Where readers send remarks: an address with {places}. */
struct value *origin_feedback(struct maker *m);
/* {machine, text, handoff: {iso, text}, source_href, source_lang,
 * source_text, outdated, progress: {done, total, text}}. */
struct value *origin_translation(struct maker *m);
/* A sentence that is the same in both languages. */
bool origin_is_untranslated(const struct page *p, const struct pair *pair);

/* ---- search_nav.c ---- */
/* Where the search of the locale is: {href, script}. */
struct value *search_place(struct maker *m);
/* Headings of the locale by their first letters: {items: list of {letter,
 * id, items: list of {text, href, page}}}. */
struct value *search_headings(struct maker *m);

/* ---- layout.c ---- */
/* The whole file for an output that a template makes. False: the template
 * failed. */
bool layout_make(struct maker *m, struct buf *out);
/* {target_lang, target_name, source_lang, source_dir, source_name} of a page
 * in two languages. */
struct value *layout_bilingual(struct maker *m);

#endif
