/* What search engines and other machines get, where a base URL makes it
 * true: the addresses of pages, sitemap.xml, robots.txt. */
#ifndef DIGLOT_SITEMAP_H
#define DIGLOT_SITEMAP_H

#include "site/maker.h"

/* The absolute address of a path of the site. */
struct str sitemap_url(struct arena *a, const struct site *s, struct str path);
/* The output whose address stands for this one: of a page that is not
 * translated, the source locale's. */
const struct output *sitemap_canonical(const struct site *s,
	const struct output *o);
/* The same page in the languages that it has been translated into, and
 * "x-default": list of {lang, href}. NULL where there is but one. */
struct value *sitemap_alternates(struct arena *a, const struct site *s,
	const struct output *o);
/* Adds sitemap.xml and robots.txt to the outputs. */
void sitemap_add(struct site *s);
/* Metadata of a page, in a. */
struct value *sitemap_meta(struct arena *a, const struct site *s,
	const struct output *o);

#endif
