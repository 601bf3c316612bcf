/*
 * A tree as HTML. One renderer; what differs between the three kinds of
 * output is in `enum flavor`.
 */
#ifndef DIGLOT_RENDER_H
#define DIGLOT_RENDER_H

#include "base/buf.h"
#include "base/map.h"
#include "page/page.h"
#include "set/docset.h"
#include "site/clean.h"
#include "site/version.h"

#define RENDER_INCLUDES 32

enum flavor {
	FLAVOR_GFM,   /* byte for byte what cmark-gfm writes */
	FLAVOR_DOCFX, /* docfx's markup: div.NOTE, lang-x, inline styles */
	FLAVOR_SITE,  /* the theme's: classes, figures, segments */
};

struct render;
struct site_checklist;

/* Where a URL leads in the output. */
struct target {
	struct str href;  /* "" : no link, only its text */
	struct str title; /* of the page it leads to, or "" */
	bool external;
	bool missing;
	const char *type;       /* docfx's data-linktype, or NULL */
	uint32_t width, height; /* of an image in CSS pixels, 0: unknown */
	struct str twice;       /* the same image in twice as many pixels */
};

struct render {
	struct buf *out;
	struct arena *scratch;
	enum flavor flavor;
	const struct docset *set; /* NULL: a document alone */
	const struct page *shown; /* the page that is being made */
	const struct page *page;  /* whose tree this is: an include's file */
	int side;                 /* which tree: 0 or 1 */
	bool bilingual;           /* segments with both halves */
	struct str source_lang, source_dir; /* of the halves that are not
	                                       the page's language */
	struct locale *locale;  /* of the interface; NULL: English words */
	struct version version; /* whose zones alone are shown */
	/* NULL: URLs as written */
	struct target (*resolve)(const struct render *r, struct str url,
		enum reference_kind kind);
	const void *ctx; /* for resolve */
	/* Attributes of what a reader can tick, or ""; NULL: nothing is. */
	struct str (*mark)(const struct render *r, const struct node *n);
	const struct site_checklist *marks; /* for mark */
	struct clean clean;                 /* FLAVOR_SITE: raw HTML */
	int includes;                       /* depth */
	const struct node *skip;            /* not rendered: the title apart */
	bool plain;                         /* inside an alternative text */
	bool in_source;                     /* inside a segment's other half */
	bool in_link;
	bool table_body;    /* <tbody> is open */
	struct map *pivots; /* that zones have, see pivots.h; NULL: of no use */
	int levels[7];      /* FLAVOR_SITE: of the headings that the text stands
	                  below, what level each is; 0: none */
	struct str section; /* the last heading's text */
	const struct page *chain[RENDER_INCLUDES]; /* that are open */
	size_t expanded;                           /* includes so far */
	bool raw;                    /* FLAVOR_DOCFX: as its engine alone */
	int tab_groups;              /* so far */
	struct map tabs;             /* ids that were chosen in them */
	const struct node *note_end; /* the paragraph that a footnote's way
	                                back ends */
};

/* Everything below root (a document). */
void render_document(struct render *r, const struct node *root);
void render_node(struct render *r, const struct node *n);
void render_children(struct render *r, const struct node *n);

/* Used between the files of the renderer. */
/* A line break unless one was just written. */
void render_fresh_line(struct render *r);
/* What a block's own HTML leaves open ends with the block. */
void render_contained(struct render *r, const struct node *n);
/* The same for a run of siblings. */
void render_siblings(struct render *r, const struct node *first);
void render_box(struct render *r, const struct node *n);
void render_tabs(struct render *r, const struct node *n);
void render_snippet(struct render *r, const struct node *n);
/* Code in colours; `lit` are the lines that are marked: "1,3-5,9-". */
void render_code_text(struct render *r, struct str language, struct str code,
	struct str lit);
void render_notes(struct render *r, const struct node *first);
/* The way back, where n is the paragraph that ends a footnote. */
void render_note_end(struct render *r, const struct node *n);
/* True: n is an inline of documentation syntax, and was written. */
bool render_directive(struct render *r, const struct node *n);
void render_inline(struct render *r, const struct node *n);
void render_include(struct render *r, const struct node *n);
void render_raw(struct render *r, const struct node *n);
/* s escaped for text and attributes. */
void render_text(struct render *r, struct str s);
/* A URL as cmark-gfm escapes it in href and src. */
void render_url(struct render *r, struct str url);
/* ` srcset="..."` where the image has a twin for screens with more pixels. */
void render_srcset(struct render *r, const struct target *t);
struct target render_resolve(const struct render *r, struct str url,
	enum reference_kind kind);
/* A string of the interface. */
struct str render_word(const struct render *r, const char *key,
	const char *english);
/* What a kind of alert is called. */
void render_alert_title(struct render *r, struct str name);
bool render_is_figure(const struct render *r, const struct node *paragraph);
void render_figure(struct render *r, const struct node *image);

#endif
