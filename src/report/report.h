/*
 * Findings as text. A format is one file with one function and one line in
 * formats.c; what they share is in place.c.
 */
#ifndef DIGLOT_REPORT_H
#define DIGLOT_REPORT_H

#include "base/buf.h"
#include "base/map.h"
#include "format/json.h"
#include "set/docset.h"

struct report {
	struct arena *arena;
	struct buf *out;
	/* Of a run whose configuration could not be used only `config` of it
	 * is filled in. */
	const struct docset *set;
	struct diag *const *p; /* in order */
	size_t n;
	/* What a comment or the baseline keeps out of sight. */
	struct diag *const *hidden;
	size_t nhidden;
	bool color;
	bool ascii;             /* the terminal does not show UTF-8 */
	struct map seen;        /* a format's own use */
	struct place_mark last; /* where the finding before was */
};

struct report_format {
	const char *name, *summary;
	void (*write)(struct report *r);
};

extern const struct report_format *const report_formats[]; /* NULL-ended */
extern const struct report_format report_full;
extern const struct report_format report_compact;
extern const struct report_format report_json;
extern const struct report_format report_jsonl;
extern const struct report_format report_sarif;
extern const struct report_format report_github;
extern const struct report_format report_gitlab;
extern const struct report_format report_azure;
extern const struct report_format report_junit;
extern const struct report_format report_checkstyle;
extern const struct report_format report_markdown;
extern const struct report_format report_html;

/* NULL if there is none. */
const struct report_format *report_format_find(struct str name);

/* Where a finding is, for a person. */
struct report_place {
	struct str path;       /* from the current directory; "" if nowhere */
	struct source *source; /* indexed; NULL if its text is not at hand */
	struct place from, to; /* `to` is behind the last byte */
};

/* The path alone; "" if the file is none of the docset or its
 * configuration. */
struct str report_path(struct arena *a, const struct docset *s, uint32_t file);
struct report_place report_place(struct report *r, const struct diag *d);
/*
 * Text that a terminal may be given: control characters, characters that
 * turn the direction of text and bytes that are not UTF-8 are spelled out
 * as <U+202E> and <0xFF>.
 */
void report_escape(struct buf *b, struct str s);
/*
 * The same in a host's logging command: '%' becomes `percent`; line ends
 * and the characters of `special` become %XX.
 */
void report_command_text(struct report *r, struct str s, const char *percent,
	const char *special);
/*
 * 16 hexadecimal digits that stay the same while the finding moves about:
 * rule, path in the docset, the text of the span with what is around it,
 * and which of several equal ones it is (counted in r->seen: ask once for
 * each, in order).
 */
struct str report_fingerprint(struct report *r, const struct diag *d,
	const struct report_place *at);
/*
 * Gives each finding its fingerprint for good (diag.print). All findings of
 * a run, in order, before any is hidden: so none changes when another one
 * is hidden or shown.
 */
void report_identify(const struct docset *set, struct diag *const *p, size_t n);
/* What json and jsonl say of a finding, into an open map. */
void report_keys(struct report *r, struct json *j, const struct diag *d);
/* Findings by level, LEVEL_ERROR + 1 of them. */
void report_count(const struct report *r, size_t *count);
/* "3 findings (1 error, 2 warnings)", "no findings"; count is by level. */
void report_add_counts(struct buf *b, const size_t *count);
/* The number of findings from `from` on that are in the same file. */
size_t report_file_run(const struct report *r, size_t from);
/* The page that a finding is in; NULL outside of pages. */
const struct page *report_page(const struct report *r, const struct diag *d);

#endif
