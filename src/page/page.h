/*
 * One file of a docset with all that can be known of it alone: its views,
 * trees, and facts. Made by a worker, in shared memory, then const.
 */
#ifndef DIGLOT_PAGE_H
#define DIGLOT_PAGE_H

#include "base/map.h"
#include "base/vec.h"
#include "format/value.h"
#include "mark/front.h"
#include "mark/markdown.h"

extern const struct rule rule_encoding;        /* DG005 */
extern const struct rule rule_yaml_not_object; /* DG102 */
extern const struct rule rule_unreadable;      /* DG012 */

struct heading {
	struct node *node;
	int level;
	struct str id;       /* unique in the page */
	struct str text;     /* plain, of the target */
	struct node *source; /* the same heading in the source tree, or NULL */
};

enum reference_kind {
	REFERENCE_LINK,
	REFERENCE_IMAGE,
	REFERENCE_LIGHTBOX,
	REFERENCE_INCLUDE,
	REFERENCE_MEDIA, /* video or audio of HTML, and their pictures */
};

/* Something that points out of the page: LINK, IMAGE, INCLUDE, or an HTML
 * node or block with such an attribute; a TEXT of a YAML page. */
struct reference {
	enum reference_kind kind;
	struct node *node;
	struct str url; /* entities resolved, otherwise as written */
	enum side side; /* SIDE_SOURCE: in the source tree */
};

struct page {
	uint32_t file; /* id among the docset's files */
	struct source *source;
	struct front front;
	struct value *meta; /* the front matter's map; NULL if none */
	const struct alert_kinds *alerts; /* that it was parsed with */
	struct pairs pairs;
	struct view view[2];
	/* [0] the target, or the only language; [1] the source, NULL where
	 * the page has no pairs or nobody asked for it. Both NULL for a YAML
	 * page. */
	struct tree *tree[2];
	enum side side;        /* of tree[0]; SIDE_NONE: the only language */
	struct str title;      /* front matter, else the first H1, else "" */
	const struct node *h1; /* of tree[0], or NULL */
	struct span h1_at;     /* its place and its text, "" */
	struct str h1_text;
	VEC(struct heading) headings; /* of tree[0] */
	struct map anchors;  /* ids and names in lower case -> struct str *,
	                       as written */
	struct map included; /* the same of the fragments that it shows; set
	                        by set/include.c */
	VEC(struct reference) references;
	struct str mime;    /* of a YAML page: "Landing"; "" if none */
	struct value *data; /* of a YAML page */
	struct sink sink;   /* what loading found */
	bool failed; /* cannot be read or parsed: nothing to show but that */
};

/*
 * Makes a page of file `id` from its bytes, which are kept as the kinds of
 * alerts are. `markdown`: else a YAML page. `side` SIDE_SOURCE, SIDE_TARGET:
 * of a bilingual page only the tree of that language, as tree[0]; SIDE_NONE:
 * both. Views and trees, the most of it by far, are made in `bulk`, so that
 * who only looks at facts of many pages finds these close together in `keep`.
 */
struct page *page_load(struct arena *keep, struct arena *bulk, struct str path,
	struct str bytes, uint32_t id, bool markdown,
	const struct alert_kinds *alerts, enum side side);
/* The tree of the source language: tree[1], or made in `a` where the page was
 * loaded without it, without findings. NULL: there are no pairs. */
struct tree *page_source_tree(struct arena *a, const struct page *p);
/* The tree of the source half of one of its pairs, by itself. */
struct tree *page_source_half(struct arena *a, const struct page *p,
	size_t pair);
/* A page that could not be read for this reason: `failed` and a finding. */
struct page *page_unread(struct arena *keep, struct str path, uint32_t id,
	const char *reason);
/* The same as page_load, in one arena. `alerts` NULL: plain GFM. */
struct page *page_parse(struct arena *keep, struct str path, struct str bytes,
	uint32_t id, bool markdown, const struct alert_kinds *alerts);

/* What it is called: its title, or the name of its file. */
struct str page_label(const struct page *p);

/* The first pair that ends behind the offset; NULL if none does. */
const struct pair *page_pair_from(const struct page *p, uint32_t at);
/* The pair that holds the offset, or NULL. */
const struct pair *page_pair(const struct page *p, uint32_t at);

#endif
