/*
 * What docfx makes of a page of a docset: links between the addresses that
 * it publishes, cross references, HTML by its allow list, the title apart.
 */
#ifndef DIGLOT_SITE_DOCFX_H
#define DIGLOT_SITE_DOCFX_H

#include "format/json.h"
#include "site/render.h"

/* For struct render: r->set and r->shown are set, ctx is not used. */
struct target docfx_resolve(const struct render *r, struct str url,
	enum reference_kind kind);
/* Raw HTML of a page. */
void docfx_html(struct render *r, struct str html);
/* `<xref:uid>` and `@uid` of Markdown: the reference, and all of it as it
 * stands in the text. */
void docfx_reference(struct render *r, struct str reference, struct str raw);

/* A directive whose versions are settled: `::: moniker`. False: it is
 * another one. */
bool docfx_box(struct render *r, const struct node *n);

struct docfx_title {
	const struct page *page; /* whose node it is: an include's file */
	const struct node *node; /* NULL: the page begins with other things */
};

/* The heading of level 1 to 3 that a page begins with, its includes
 * followed. */
struct docfx_title docfx_title(const struct docset *s, const struct page *p);
/* Its text: `title` of the front matter, else of the first such heading. */
struct str docfx_title_text(struct arena *a, const struct docset *s,
	const struct page *p);

/* {"items":[...],"metadata":{}} of a TOC. */
void docfx_toc(struct json *j, const struct docset *s, const struct toc *t,
	struct arena *scratch);

#endif
