/*
 * Documentation syntax: each construct is one file here and one line in
 * table.c.
 *
 * A construct may
 *   claim a line (`line`): the line becomes a NODE_MARK instead of text;
 *   take its mark (`block`) when the tree stands: give it its real form,
 *     with the siblings that belong to it;
 *   look at the inlines of a block (`inlines`).
 */
#ifndef DIGLOT_EXT_H
#define DIGLOT_EXT_H

#include "base/diag.h"
#include "mark/alerts.h"
#include "mark/tree.h"
#include "mark/view.h"

extern const struct rule rule_alert_unknown;  /* DG511 */
extern const struct rule rule_alert_case;     /* DG512 */
extern const struct rule rule_alert_detached; /* DG513 */
extern const struct rule rule_alert_empty;    /* DG514 */
extern const struct rule rule_alert_text;     /* DG515 */
extern const struct rule rule_block_unclosed; /* DG521 */
extern const struct rule rule_block_unknown;  /* DG522 */
extern const struct rule rule_zone_invalid;   /* DG523 */
extern const struct rule rule_tabs_invalid;   /* DG525 */
extern const struct rule rule_div_content;    /* DG527 */

struct ext {
	struct arena *arena;
	const struct view *view;
	uint32_t file;
	size_t npairs;
	struct sink *sink;
	struct tree *tree;
	const struct alert_kinds *alerts; /* NULL: plain GFM */
	struct node *near; /* what ext_replace put in last, or NULL */
};

/* Characters that text must have for a construct to be in it: most
 * sentences have none of them. */
enum ext_sign {
	EXT_BRACKET = 1, /* [ */
	EXT_COLON = 2,
	EXT_AT = 4,
	EXT_DOLLAR = 8,
	EXT_TILDE = 16,
	EXT_LESS = 32, /* <, or a link in such brackets */
	EXT_WWW = 64,  /* www. */
};

/* A line that a construct may claim. */
struct ext_line {
	struct str text; /* without indentation and line end */
	bool quote;      /* it stands directly in a block quote */
	const struct alert_kinds *alerts;
};

struct extension {
	const char *name;
	bool (*line)(const struct ext_line *line);
	/* `::: pair` begins what `::: pair-end` ends; NULL: nothing does. */
	const char *pair;
	/* It may not stand inside its own kind: says so. NULL: it may. */
	void (*alone)(struct ext *x, const struct node *mark);
	/* Gives a mark of its own its real kind; leaves others alone. */
	void (*block)(struct ext *x, struct node *mark);
	/* parent holds inlines, with one of `signs` at least in the texts among
	 * them; called before its own inline children's. */
	void (*inlines)(struct ext *x, struct node *parent);
	unsigned signs;
	/* The whole tree, when all marks are taken. */
	void (*tree)(struct ext *x, struct node *root);
};

extern const struct extension *const extensions[]; /* NULL-ended */

/* Those that the texts among parent's children have. */
unsigned ext_signs(const struct node *parent);

/*
 * While a tree is being built, node->at of inlines and marks counts in the
 * view: at .. at + len is the range of view bytes. ext_span gives the file
 * range of a view range, for findings.
 */
struct span ext_span(const struct ext *x, size_t from, size_t to);
struct str ext_raw(const struct ext *x, const struct node *n);

/*
 * Cuts the view range [from, to) out of parent's inline children and puts
 * `put` in its place (NULL: nothing). Text that stands across an end is
 * split; markup that does is dissolved, its outer mark kept as text.
 */
void ext_replace(struct ext *x, struct node *parent, size_t from, size_t to,
	struct node *put);
struct node *ext_node(struct ext *x, enum node_kind kind, size_t from,
	size_t to);
/*
 * Splits a TEXT node before byte k of its text; the second half, or n
 * itself for k == 0.
 */
struct node *ext_split(struct ext *x, struct node *n, size_t k);
/* The view offset where byte k of a TEXT node's text comes from. */
size_t ext_text_offset(const struct ext *x, const struct node *n, size_t k);

/* ---- marks ---- */

/* A line of a directive: `::: name rest`. */
struct colons {
	struct str name; /* as written: "row", "zone-end" */
	struct str rest; /* trimmed; of `:::name rest:::` without the end */
	bool closed;     /* it ends in ":::" */
};
/* False: the line does not begin with three colons and a name. */
bool ext_colons(struct str line, struct colons *out);
/* Is it `::: name-end`, with or without a ":::" at its end? */
bool ext_is_end(struct str line, const char *name);

/* Finds the end of each mark that opens something; all in text order. */
void ext_pair_marks(struct ext *x, struct node *const *marks, size_t n);
/*
 * A mark opens a directive: what follows, up to the end mark of the same
 * name, goes into a BOX in the mark's place. Without an end mark the box
 * reaches to the end of what holds it, and a finding says so.
 */
void ext_open_box(struct ext *x, struct node *mark, const struct box *box);
/* A mark in a block quote that is no quote: it moves behind the quote; what
 * follows it goes into it (`takes`), or else into a quote of its own. */
void ext_leave_quote(struct ext *x, struct node *mark, bool takes);
/* A mark that is text after all, joined to paragraphs beside it. */
void ext_as_text(struct ext *x, struct node *mark);

/* An attribute of a look: " name=\"value\"" with the value escaped. */
struct str ext_attr(struct ext *x, const char *name, struct str value);
/* s escaped for HTML. */
struct str ext_escape(struct ext *x, struct str s);
/* Only http and https, and made so as docfx does: see video.c. */
bool ext_video_url(struct ext *x, struct str written, struct str *out);

/* After the library's parse: `~~x~~`, and bare URLs as GFM has them. */
void strike_inlines(struct ext *x, struct node *parent);
void autolink_inlines(struct ext *x, struct node *parent);

#endif
