/*
 * What all exchange formats have in common: the neutral form between a
 * bilingual page and XLIFF, TMX, PO or CSV, and the rules of such files.
 */
#ifndef DIGLOT_EXCHANGE_H
#define DIGLOT_EXCHANGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/vec.h"

extern const struct rule rule_exchange_unreadable;     /* DG931 */
extern const struct rule rule_exchange_invalid;        /* DG932 */
extern const struct rule rule_exchange_source_changed; /* DG933 */
extern const struct rule rule_exchange_pair_unknown;   /* DG934 */
extern const struct rule rule_exchange_text_unsafe;    /* DG935 */

/* A pair as a file holds it that came back. Texts are Markdown. */
struct exchange_entry {
	struct str file; /* path of the page under the docset's root */
	struct str key;  /* of the pair: see align/model.h */
	struct str source, target;
	struct str language; /* tag of the target's; "" if it does not say */
	bool has_target;
	size_t at; /* offset into the exchange file */
};

struct exchange_entries {
	struct exchange_entry *p;
	size_t n, cap;
};

/* Why a file cannot be used: a finding at an offset, "WHAT 'NAME'". Always
 * false. */
bool exchange_refuse(struct sink *sink, uint32_t file, size_t at,
	const char *what, struct str name);

/*
 * A text as formats carry it that have no escape for characters that XML
 * does not allow: each is U+FFFD. The text itself where there is none.
 */
struct str exchange_plain(struct arena *a, struct str text);

/* Is c a character of XML 1.0? */
bool exchange_is_char(uint32_t c);

#endif
