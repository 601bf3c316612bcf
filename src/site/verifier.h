/* What the parts of verify share: the site, and the file in hand. */
#ifndef DIGLOT_VERIFIER_H
#define DIGLOT_VERIFIER_H

#include "base/map.h"
#include "base/source.h"
#include "base/vec.h"
#include "format/html.h"
#include "site/verify.h"

/* What a page has said of itself so far. */
struct verify_page {
	bool doctype, html, charset, ended;
	bool title, title_text; /* is there one; has it words */
	int foreign;            /* open svg and math elements */
	struct str moves_to;    /* another host's page that follows by itself */
	struct str moves_at;
	/* the link that is open */
	bool in_link, link_picture, link_words;
	struct str link_at;
};

struct verifier {
	struct arena *a;      /* of the run */
	struct arena scratch; /* of the file in hand */
	int dir;
	struct map files;      /* paths */
	struct map folders;    /* the same */
	struct map ids;        /* "path#id" */
	struct map scripts;    /* paths that pages load */
	struct map styles;     /* the same */
	struct map page_lists; /* files of search indexes with addresses */
	struct map pictures;   /* path -> struct verify_picture */
	struct str home;       /* "https://docs.example/kb/", or "" */
	struct buf *out;
	struct verify_counts *counts;
	/* the file in hand */
	struct source source;
	struct place_mark mark;
	struct str from; /* the path that its addresses start from */
	struct str base; /* of the page that is shown at any address */
	struct map own_ids;
	struct verify_page page;
};

#define VERIFY_NOTHING ((struct str){ NULL, 0 })

/* A line of the report; `where` is a slice of the file in hand, else the
 * trouble stands at its end. */
void verify_trouble(struct verifier *v, struct str where, const char *what,
	struct str value);

/* Is there the page STEM.html? */
bool verify_has_page(struct verifier *v, struct str stem);

/* ---- addresses: verify_address.c --------------------------------- */

enum verify_use {
	VERIFY_FOLLOWED, /* by a reader who wants to */
	VERIFY_SENT,     /* gets what a reader filled in */
	VERIFY_LOADED,   /* without being asked */
	VERIFY_RUN,      /* the same, and it can do something */
};

/* The path of the file in the site that it leads to, "" where there is none.
 * `text` is the address without escapes. */
struct str verify_url(struct verifier *v, struct str where, struct str text,
	enum verify_use use);
/* "a.png 1x, b.png 2x" */
void verify_srcset(struct verifier *v, struct str where, struct str set);
/* The address of "0; url=x"; "" where there is none. */
struct str verify_refresh_url(struct str content);
/* Is it one of this site's addresses on the network? */
bool verify_is_home(const struct verifier *v, struct str text);
void verify_note_id(struct verifier *v, struct str path, struct str id);

/* ---- kinds of files ---------------------------------------------- */

void verify_names(struct verifier *v, struct str path);

void verify_note_page(struct verifier *v, struct str path);
void verify_page(struct verifier *v);
void verify_svg(struct verifier *v);
/* A tag by its name, in any case. */
bool verify_is(const struct html_token *t, const char *name);
/* Without escapes; "" where it is not there. */
struct str verify_value(struct verifier *v, const struct html_token *t,
	const char *name);
/* One start tag of either. */
void verify_element(struct verifier *v, const struct html_token *t, bool svg);

/* A slice of the file in hand, or what stands at `where`. */
void verify_style(struct verifier *v, struct str where, struct str css);
void verify_script(struct verifier *v);

/* The index of a search: its files are noted. */
void verify_note_search(struct verifier *v);
/* Is it data for programs? Then it has been looked at. */
bool verify_data(struct verifier *v);
/* Does a script or style of the theme hold what its name says? */
void verify_asset(struct verifier *v);
void verify_linked_data(struct verifier *v, struct str json);
/* The address that the site says it has. */
void verify_find_home(struct verifier *v, struct str robots);

#endif
