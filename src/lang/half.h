/*
 * One half of a pair, or one sentence of a plain page, taken apart: the
 * text that a reader sees, and the codes in it. A literal scan, not a
 * parse of the page: a half may begin inside a table cell and break off in
 * a link, and what is damaged in it is just what the checks look for.
 */
#ifndef DIGLOT_HALF_H
#define DIGLOT_HALF_H

#include "base/arena.h"
#include "base/str.h"

enum code_kind {
	CODE_SPAN,   /* value: what is between the backticks, trimmed */
	CODE_LINK,   /* value: the target as written */
	CODE_IMAGE,  /* value: the source as written */
	CODE_URL,    /* a bare URL, or one in angle brackets */
	CODE_TAG,    /* value: "br", "/a", with the id it gives, if any */
	CODE_TOKEN,  /* {x}, %s, $(x), :::no-loc:::; value: as written */
	CODE_STRONG, /* from opening to closing run; value: "" */
	CODE_EMPHASIS,
	CODE_STRIKE,
	CODE_STRAY, /* a run of * _ ~ that renders as it stands */
	CODE_KINDS
};

struct code {
	enum code_kind kind;
	uint32_t at, end;       /* bytes of the half */
	uint32_t text, textend; /* of a link or image: its words, in raw */
	struct str value;
};

struct half {
	struct str raw;
	/* What is seen; each code that has no words of its own is one
	 * U+FFFC. Directional marks and joiners are left out. */
	struct str text;
	uint32_t *from; /* byte of text -> byte of raw; text.n + 1 of them */
	struct code *codes;
	size_t ncodes;
};

/* Linear but for the nesting of brackets, which is capped. */
void half_read(struct arena *a, struct str raw, struct half *out);

/* How many codes of that kind. */
size_t half_count(const struct half *h, enum code_kind kind);
/* The bytes of raw that text[from, to) stands for. */
void half_range(const struct half *h, size_t from, size_t to, uint32_t *at,
	uint32_t *end);

#define HALF_OBJECT 0xFFFCu

#endif
