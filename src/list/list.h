/*
 * Checklists as text: one file for each format, which writes any number of
 * pages; and the comparison of two.
 */
#ifndef DIGLOT_LIST_H
#define DIGLOT_LIST_H

#include "base/buf.h"
#include "steps/checklist.h"

enum list_language { LIST_TARGET, LIST_SOURCE, LIST_BOTH };

struct list {
	struct arena *a;
	struct buf *out;
	struct checklist **pages;
	size_t n;
	bool one; /* a page was asked for, not a docset */
	enum list_language language;
	bool numbered;
	const struct value *done; /* item id -> date; may be NULL */
};

struct list_format {
	const char *name;
	const char *summary;
	void (*write)(struct list *l);
};

extern const struct list_format list_text_format, list_json, list_yaml,
	list_csv, list_ics, list_markdown, list_dita, list_jsonld;
extern const struct list_format *const list_formats[]; /* NULL-ended */
const struct list_format *list_format_find(struct str name);

/* Segments in the language that is wanted; both: "target (source)". */
struct str list_text(struct list *l, const struct checklist_segments *s);
/* Of two texts the one in the language that is wanted, or the other. */
struct str list_side(const struct list *l, const struct str text[2]);
/* An item's text; one of several choices has its condition before it. */
struct str list_item(struct list *l, const struct checklist_item *x);
struct str list_title(struct list *l, const struct checklist *c);
bool list_done(const struct list *l, struct str id);
/* "3", "3a", ...: the label with its parents' before it. */
struct str list_number(struct list *l, const struct checklist_item *x);
/* All the text of blocks, a line for each paragraph. */
struct str list_blocks(struct list *l, const struct checklist_blocks *b);
/* Blocks that follow a step at the margin; NULL: none. */
const struct checklist_blocks *list_after(const struct checklist_section *s,
	const struct checklist_item *step);

/* ---- compare.c ---- */

/* One thing to have or do, for a comparison. */
struct list_entry {
	struct str id;
	struct str text[2];
	struct str where; /* "prerequisites/2", "get-started/1/a" */
	struct str place; /* the same with the section's number: "2/1/a" */
	uint32_t line;
	bool step;
};

struct list_entries {
	struct list_entry *p;
	size_t n, cap;
};

void list_collect(struct arena *a, const struct checklist *c,
	struct list_entries *out);
/* From the JSON of `diglot checklist`; false: it is none. */
bool list_collect_json(struct arena *a, const struct value *v,
	struct list_entries *out);

struct list_difference {
	enum { LIST_LOST, LIST_ADDED, LIST_MOVED } kind;
	const struct list_entry *entry; /* of `have`; LOST: of `want` */
};

struct list_differences {
	struct list_difference *p;
	size_t n, cap;
};

/*
 * What `have` lost, added or moved against `want`. Entries are the same if
 * their ids are, or one text begins with the other; where `by_place`, if
 * they stand at the same place: texts in two languages cannot be compared.
 */
void list_compare(struct arena *a, const struct list_entries *have,
	const struct list_entries *want, bool by_place,
	struct list_differences *out);

#endif
