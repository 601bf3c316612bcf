/*
 * Exchange formats: what a page looks like on its way out, how a file is
 * read on its way back. A format is one file with one struct and one line
 * in formats.c.
 */
#ifndef DIGLOT_FORMATS_H
#define DIGLOT_FORMATS_H

#include "format/exchange.h"

enum export_state {
	EXPORT_INITIAL, /* no target, or none that differs */
	EXPORT_MACHINE, /* the page says that a machine translated it */
	EXPORT_TRANSLATED,
};

/* A finding, in the words of ITS. */
struct export_issue {
	const struct rule *rule;
	const char *type;
	struct str text;
	unsigned char severity; /* to 100 */
	unsigned char priority; /* from 1, the most urgent, to 10 */
	bool placed;            /* in the bytes [from, to) of the target */
	size_t from, to;
};

struct export_pair {
	struct str key, source;
	uint32_t line;      /* of the page, from 1 */
	struct str target;  /* p NULL: none */
	struct str context; /* "heading 2", "table cell" */
	struct str section; /* id of the heading above, or "" */
	struct str between; /* what stands between it and the pair before */
	bool joined;        /* with the pair before it, in one block */
	enum export_state state;
	struct export_issue *issues; /* in the order of their places */
	size_t nissues;
};

struct export_page {
	struct str path; /* under the docset's root */
	struct export_pair *pairs;
	size_t npairs;
	struct export_issue *issues; /* of no pair */
	size_t nissues;
	uint32_t number; /* among the pages of one file, from 1 */
};

/* What is said once in a file. */
struct export_head {
	struct str source, target; /* language tags */
	bool rtl;                  /* the target's direction */
	bool issues;               /* findings may come */
	struct str date;           /* "2026-01-31", of the translations */
};

struct export_format {
	const char *name, *extension, *summary;
	void (*begin)(struct buf *out, const struct export_head *h);
	/* Texts have only characters that the format can carry. */
	void (*page)(struct arena *a, struct buf *out,
		const struct export_head *h, const struct export_page *p);
	void (*end)(struct buf *out);
	/* False: it cannot be read; the sink says why. `file` is for the
	 * spans. Texts are Markdown again. */
	bool (*read)(struct arena *a, struct str bytes, uint32_t file,
		struct sink *sink, struct exchange_entries *out);
	/* What breaks the format's rules; the file must have been readable.
	 * May be NULL. */
	void (*verify)(struct arena *a, struct str bytes, uint32_t file,
		struct sink *sink);
	bool any_character; /* control characters survive */
	bool issues;        /* it has a place for findings */
};

extern const struct export_format *const export_formats[]; /* NULL-ended */
extern const struct export_format format_xliff2, format_xliff1, format_tmx,
	format_po, format_csv;

/* NULL if there is none of that name. */
const struct export_format *format_find(struct str name);
/* By the name of a file and what it begins with; NULL: none. */
const struct export_format *format_of(struct str path, struct str bytes);

/* xml_read, with its fault as a finding. */
struct element;
struct element *format_read_xml(struct arena *a, struct str bytes,
	uint32_t file, struct sink *sink);

#endif
