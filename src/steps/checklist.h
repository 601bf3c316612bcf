/*
 * What a reader must have and do, according to one page: prerequisites,
 * procedures with their steps, and what comes next, in every language that
 * the page carries. Made from its trees, never from HTML; the format that
 * programs see is in locales/steps/checklist.schema.json.
 *
 * Texts come in pairs: [0] is the page's language, [1] its source language;
 * "" is absent. Nodes likewise: [1] is the node of the source tree.
 */
#ifndef DIGLOT_CHECKLIST_H
#define DIGLOT_CHECKLIST_H

#include "base/vec.h"
#include "format/value.h"
#include "page/page.h"

#define CHECKLIST_VERSION "1.0"

enum recognised {
	RECOGNISED_FRONT_MATTER,
	RECOGNISED_ANCHOR,
	RECOGNISED_SOURCE_HEADING,
	RECOGNISED_TARGET_HEADING,
	RECOGNISED_ORDERED_LIST,
	RECOGNISED_HOW_TO_HEADING,
};

enum basis {
	BASIS_USUAL, /* what the kind already says; not written */
	BASIS_CONTINUED_LIST,
	BASIS_LETTERED,
	BASIS_STEP_HEADING,
	BASIS_CHECKLIST_DIV,
	BASIS_ORDERED_LIST,
	BASIS_LIST,
	BASIS_TABLE,
	BASIS_PROSE,
};

enum confidence { CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW };

struct checklist_place {
	struct str file;    /* "": the page itself */
	uint32_t line, end; /* from 1 */
};

/* About one sentence. */
struct checklist_segment {
	struct str id; /* of the pair, or "" */
	struct str text[2];
	struct str markdown[2]; /* "" where it equals the text */
	const char *status;     /* NULL: translated */
	struct checklist_place at;
	uint32_t from, to; /* bytes of its file */
};

struct checklist_link {
	struct str href[2];
	const char *kind; /* "page", "external", ... */
	struct str text[2];
	struct str segment; /* or "" */
	struct str file;    /* as in a place */
	uint32_t byte;      /* where it, or its segment, begins */
	struct str page;    /* of kind "page" */
	bool resolved;
};

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_NOTE,
	BLOCK_IMAGE,
	BLOCK_CODE,
	BLOCK_LIST,
	BLOCK_RAW,
};

struct checklist_block;

struct checklist_blocks {
	struct checklist_block **p;
	size_t n, cap;
};

struct checklist_segments {
	struct checklist_segment *p;
	size_t n, cap;
};

struct checklist_links {
	struct checklist_link *p;
	size_t n, cap;
};

struct checklist_block {
	enum block_kind kind;
	struct checklist_place at;
	struct checklist_segments segments; /* PARAGRAPH */
	struct checklist_links links;
	struct str id;                /* NOTE, IMAGE */
	struct str alert;             /* NOTE */
	struct checklist_blocks body; /* NOTE */
	struct str src, lightbox, missing;
	const char *image_kind; /* or NULL */
	struct str alt[2], description[2];
	bool resolved;
	struct str language, value; /* CODE */
	bool ordered;               /* LIST */
	VEC(struct checklist_blocks) items;
	struct str markdown[2]; /* RAW */
};

struct checklist_item;

struct checklist_items {
	struct checklist_item **p;
	size_t n, cap;
};

/* A prerequisite, a step or a thing to do next. */
struct checklist_item {
	struct str id;
	bool checkable, optional;
	uint32_t number; /* of a step, from 1 */
	struct str label, label_segment, path;
	struct checklist_segments text; /* what to have or do */
	struct checklist_links links;
	struct checklist_blocks info;
	size_t results; /* how many of the last blocks are what comes of it */
	struct checklist_items children;
	struct checklist_items choices;
	struct checklist_place at;
	enum basis basis;
	enum confidence confidence;
	size_t continuation;        /* index + 1 in its section; 0: none */
	const struct node *node[2]; /* the box stands here; or NULL */
};

struct checklist_heading {
	int level;
	struct str anchor;
	struct checklist_segments text;
	struct checklist_place at;
	const struct node *node[2];
};

/* Blocks that follow a step without being written inside it. */
struct checklist_continuation {
	const struct checklist_item *step;
	struct checklist_blocks body;
	bool indented; /* to the right of the margin, as if inside */
};

enum section_kind { SECTION_PREREQUISITES, SECTION_PROCEDURE, SECTION_NEXT };
enum procedure_kind {
	PROCEDURE_ORDERED,
	PROCEDURE_UNORDERED,
	PROCEDURE_INFORMAL,
};

struct checklist_section {
	enum section_kind kind;
	enum procedure_kind procedure;
	enum recognised recognised;
	struct str id; /* of a procedure */
	struct checklist_heading heading;
	struct checklist_blocks intro;
	struct checklist_items items;
	struct checklist_blocks notes; /* or the prose of INFORMAL */
	VEC(struct checklist_continuation) continuations;
	VEC(struct str) requires; /* ids of what comes first */
	enum basis basis;
	enum confidence confidence;
};

struct checklist_counts {
	size_t prerequisites, procedures, steps, substeps, checkable;
	size_t notes, images, links, segments, segments_used;
};

struct checklist {
	const struct page *page;
	struct str locale[2]; /* tags; [1] "" where there is no source text */
	struct str dir;       /* "ltr" or "rtl" */
	struct str path;      /* under the content's root */
	struct str href;      /* the built page under the site's root; or "" */
	struct str id;
	struct str title[2];
	struct checklist_heading heading; /* level 0: none */
	struct checklist_blocks context;
	VEC(struct checklist_section *) sections; /* in document order */
	struct checklist_counts counts;
};

/* Where a URL leads, as far as it is known here. */
struct checklist_target {
	struct str page; /* of a page: its path in the site's locale */
	bool resolved;
};

/* What only the docset knows. Functions may be NULL: a page alone. */
struct checklist_host {
	const void *ctx;
	/* The fragment that an include shows, or NULL. */
	const struct page *(*include)(const void *ctx, uint32_t file);
	struct checklist_target (*link)(const void *ctx, struct arena *a,
		const struct page *in, struct str url);
	/* A box that this reader does not see. */
	bool (*hides)(const void *ctx, struct arena *a, const struct node *box);
	struct str locale[2]; /* tags of both sides; [1] "" unknown */
	struct str dir;       /* "ltr" or "rtl", of the first */
	struct str path, href;
};

struct words;

/*
 * The checklist of a page that did not fail and has trees. Everything is in
 * `a` or in the page.
 */
struct checklist *checklist_read(struct arena *a, const struct page *p,
	const struct words *words, const struct checklist_host *host);

/*
 * Takes the ids and source texts of the same page in its source language,
 * where the two have the same shape: progress is then shared by both.
 */
void checklist_adopt(struct checklist *c, const struct checklist *source);

/* Leaves only the sections with this anchor, or of this heading's id. */
void checklist_only(struct checklist *c, struct str anchor);

/* As the format has it; and as schema.org's HowTo, in the page's language or
 * (1) its source language, NULL where there is no procedure. */
struct value *checklist_value(struct arena *a, const struct checklist *c);
struct value *checklist_howto(struct arena *a, const struct checklist *c,
	int side);

/* "page", "item", "proc", ... and the hash of a text; made unique in
 * `taken`. */
struct str checklist_id(struct arena *a, struct map *taken, const char *kind,
	struct str text);

/* In hexadecimal digits. */
struct str checklist_sha256(struct arena *a, struct str bytes);

/* The text of segments in one language, the other where it is absent. */
struct str checklist_text(struct arena *a, const struct checklist_segments *s,
	int side);

#endif
