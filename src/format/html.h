/*
 * HTML as text: a tokenizer that keeps offsets, and escaping. The tokenizer
 * takes any bytes and loses none: the tokens' spans cover the input.
 */
#ifndef DIGLOT_HTML_H
#define DIGLOT_HTML_H

#include "base/buf.h"
#include "base/str.h"

enum html_kind {
	HTML_TEXT,    /* up to the next markup; entities as written. A tag that
		       * is never closed is text to the end */
	HTML_OPEN,    /* <name attrs> */
	HTML_CLOSE,   /* </name> */
	HTML_COMMENT, /* <!-- ... -->, also unfinished at the end */
	HTML_OTHER,   /* <!doctype>, <?pi?>, <![CDATA[ ]]>, </>, </1>, also
		       * unfinished at the end */
};

#define HTML_MAX_ATTRS 256

struct html_attr {
	struct str name;  /* as written */
	struct str value; /* raw, without quotes; entities as written */
	bool has_value;
};

struct html_token {
	enum html_kind kind;
	struct str raw;  /* the whole token */
	struct str name; /* of OPEN and CLOSE, as written */
	bool self_closing;
	bool too_many; /* more than HTML_MAX_ATTRS: the rest is not listed */
	size_t nattrs;
	struct html_attr attrs[HTML_MAX_ATTRS];
};

struct html_reader {
	struct str text;
	size_t at;
	/* inside script, style, textarea, title, xmp, iframe, noembed,
	 * noframes: only its end tag is markup; after plaintext nothing is */
	struct str raw_until;
};

void html_begin(struct html_reader *r, struct str text);
/* False at the end of the text. */
bool html_next(struct html_reader *r, struct html_token *t);
/* NULL if there is none; names compare without case. */
const struct html_attr *html_attr(const struct html_token *t, struct str name);

/* & < > " for text and double-quoted attributes. */
void html_escape(struct buf *b, struct str s);
/* & < > " with entities that are already there left alone. */
void html_escape_once(struct buf *b, struct str s);
/*
 * HTML 5 named (with ;), decimal and hexadecimal references; these two also
 * without ;, as browsers have it, so that no URL can hide behind them.
 */
struct str html_unescape(struct arena *a, struct str s);
/*
 * One reference at s[at] ('&'): its length, and its text into out (at most
 * 8 bytes, *n of them); 0 when it is none.
 */
size_t html_entity(struct str s, size_t at, char out[8], size_t *n);

#endif
