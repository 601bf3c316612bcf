/*
 * What the files of this folder share while a checklist is read. `seen` is
 * one file whose text the page shows: itself, and each fragment.
 */
#ifndef DIGLOT_READER_H
#define DIGLOT_READER_H

#include "steps/checklist.h"
#include "steps/words.h"

#define READER_DEPTH 16

/* A later part of a segment that stands in several places. */
struct more {
	const struct node *node;
	uint32_t next; /* index + 1 */
};

struct seen {
	const struct page *page;
	struct str file;       /* "" for the page itself */
	struct source *source; /* with its lines */
	bool *used;            /* by pair: it is in the checklist */
	uint32_t *first[2];    /* by side and pair: index + 1 into more */
	VEC(struct more) more[2];
	uint32_t gap_after; /* the pair before the last image */
	uint32_t gap_images;
};

/* A block in the order of reading: containers and includes are opened. */
struct entry {
	const struct node *node;
	struct seen *in;
	struct str condition; /* of a zone, moniker range or tab; or "" */
	bool checklist;       /* a BOX for a checklist */
};

struct entries {
	struct entry *p;
	size_t n, cap;
};

/* What the sentence before a list says of it. */
enum lead {
	LEAD_PLAIN,
	LEAD_STEPS,   /* "Follow these steps:" */
	LEAD_PURPOSE, /* "To leave the harbour:" */
	LEAD_CHOICE,  /* "Do one of the following:" */
	LEAD_NOT,     /* "The boat can't:" */
};

struct reader {
	struct arena *a;
	struct checklist *out;
	const struct checklist_host *host;
	const struct words *words;
	const struct value *language[2]; /* word lists; may be NULL */
	VEC(struct seen *) seen;
	struct map ids;
	int depth;
	struct str lead_text; /* asked about last */
	enum lead lead;
};

/* ---- stream.c ---- */
struct seen *reader_see(struct reader *r, const struct page *p,
	struct str file);
/* The blocks below parent, with containers and includes opened. */
void stream_entries(struct reader *r, struct seen *in,
	const struct node *parent, struct entries *out);
struct checklist_place stream_place(const struct seen *in,
	const struct node *n);
struct checklist_place stream_place_at(const struct seen *in, uint32_t from,
	uint32_t to);
/* The fragment that an include shows; NULL: none, or too deep. */
struct seen *stream_include(struct reader *r, const struct node *n);

/* Written to the right of the margin: a wish to be inside of a step. */
bool stream_indented(const struct entry *e);
/* The number of an item of a list. */
uint32_t stream_number(const struct entry *list, const struct node *item);

/* ---- inlines.c ---- */
/* What a block's inlines say. Images go to `blocks` if it is given. */
struct gathered {
	struct checklist_segments segments;
	struct checklist_links links;
	struct checklist_blocks images;
	struct seen *in;   /* the file of the first text; NULL: no text */
	uint32_t from, to; /* that have text */
};
void inlines_gather(struct reader *r, struct seen *in,
	const struct node *parent, struct gathered *out);
/* Text of an inline tree, without images. */
struct str inlines_text(struct arena *a, const struct node *n);
/* The text by which a list or heading is judged: of the side that has
 * English words, else the target. Marks nothing as used. */
struct str inlines_peek(struct reader *r, struct seen *in,
	const struct node *parent, int side);
/* All of a pair's text on one side, its later parts too. */
struct str inlines_pair(struct reader *r, const struct seen *in, uint32_t pair,
	int side);
/* A node of the source tree that stands for n: the nearest ancestor of the
 * same kind above its first segment's other half. NULL: none. */
const struct node *inlines_twin(const struct seen *in, const struct node *n);
/* ---- links.c ---- */
/* `seg`: the segment that n stands in, or NULL. */
void link_add(struct reader *r, struct seen *in, const struct node *n,
	const struct node *seg, struct checklist_links *out);
/* The links whose segments are among these; the rest stays. */
struct checklist_links links_of(struct reader *r, struct checklist_links *links,
	const struct checklist_segments *s);
/* The same link or image in the other half of its segment, or NULL. */
const struct node *other_half(const struct seen *in, const struct node *seg,
	const struct node *one);
/* `other`: the same image in the source tree, or NULL. */
struct checklist_block *image_block(struct reader *r, struct seen *in,
	const struct node *n, const struct node *other);

/* ---- blocks.c ---- */
void blocks_add(struct reader *r, const struct entry *e,
	struct checklist_blocks *out);
struct checklist_block *blocks_paragraph(struct reader *r,
	struct checklist_segments s, struct checklist_links l,
	struct checklist_place at);
/* The first sentence into the item, the rest into its info. */
void blocks_split(struct reader *r, struct gathered *g,
	struct checklist_item *item);
/* Markdown of a range of bytes in one language. */
struct str blocks_markdown(struct reader *r, struct seen *in, uint32_t from,
	uint32_t to, int side);

/* ---- items.c ---- */
/* Fills item from the blocks of a list item; kind "step" or "item". */
struct checklist_item *item_read(struct reader *r, struct seen *in,
	const struct node *n, const char *kind);
void item_name(struct reader *r, struct checklist_item *item, const char *kind);
/* One of several ways, with its parts: the box is that of the step. */
void item_untick(struct checklist_item *item);
/* A paragraph behind an item that goes on with its letters ("c. ...").
 * False: it does not. */
bool item_letters(struct reader *r, const struct entry *e,
	struct checklist_item *item);

/* Reads further blocks into an item: its parts, or information. */
void item_more(struct reader *r, struct checklist_item *item,
	const struct entries *more);

/* ---- result.c ---- */
/* Notes which of a step's last blocks say what comes of it. */
void result_find(struct reader *r, struct checklist_item *item);

/* ---- requires.c ---- */
/* Notes what has to be done before each procedure. */
void requires_find(struct reader *r);

/* ---- judge.c ---- */
/* A numbered list in all languages of the page, and no questions. */
bool judge_ordered(struct reader *r, const struct entry *list);
/* Is an ordered list something to do? */
bool judge_steps(struct reader *r, const struct entry *list, struct str before,
	enum confidence *confidence);
bool judge_bullets(struct reader *r, const struct entry *list,
	struct str before, bool how_to);
bool judge_questions(struct reader *r, const struct entry *list);
bool judge_checklist(struct reader *r, const struct entry *list);
bool judge_imperative(struct reader *r, struct seen *in,
	const struct node *block);
bool judge_refers(struct reader *r, const struct checklist_segments *s,
	bool has_link);
bool judge_optional(struct reader *r, const struct checklist_segments *s);
bool judge_match(struct reader *r, const char *list, int side, struct str text);
/* English, or the page's language: what words are known for. */
int judge_side(const struct reader *r);

/* The block that carries an item's first words. */
const struct node *judge_words_of(const struct node *item);

/* ---- lead.c ---- */
enum lead judge_lead(struct reader *r, struct str text);
/* It ends in a colon. */
bool lead_is_open(struct str text);
/* The last sentence of a normal text. */
struct str lead_sentence(struct str normal);
/* A paragraph that says "or" and nothing else. */
bool lead_is_or(struct reader *r, const struct entry *e);

/* "Name: what it is": a label, nothing to do. `text` is what the block
 * says, normal. */
bool judge_label(struct reader *r, struct seen *in, const struct node *block,
	struct str text);

/* What the bullets inside of a step are; `before` is the text in front. */
enum parts_kind { PARTS_NONE, PARTS_STEPS, PARTS_CHOICES };

enum parts_kind judge_parts(struct reader *r, const struct entry *list,
	struct str before);

/* ---- procedure.c ---- */
/* The procedures of one section into the checklist; false: it has none.
 * `how_to`: its heading says that there is something to do. */
bool procedure_read(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *section, bool how_to);
struct checklist_section *section_new(struct reader *r, enum section_kind kind,
	enum recognised recognised, const struct checklist_heading *h);
/* Gives the steps of the nth procedure of a section their paths. */
void procedure_number(struct reader *r, struct checklist_section *s,
	size_t nth);

/* ---- section.c ---- */
enum needs_hints {
	NEEDS_DIVIDED = 1, /* sections near it have lists of more to have */
	NEEDS_STRICT = 2,  /* only sentences that say so are things to have */
};

void section_prerequisites(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *body, unsigned hints);
/* Is there a list of things to have? */
bool section_has_list(struct reader *r, const struct entries *body);
void section_next(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *body);

/* ---- parts.c ---- */
/* Reads all sections of the page into the checklist. */
void parts_read(struct reader *r, const struct entries *page);

#endif
