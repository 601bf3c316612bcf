/*
 * One half of a pair, cut into texts and codes. Codes are the Markdown and
 * HTML that a translator should move as a whole and not retype: an exchange
 * format shows them as tags. The bytes of all parts, one after the other,
 * are the half: which of them are codes is comfort and never changes a byte.
 */
#ifndef DIGLOT_INLINE_H
#define DIGLOT_INLINE_H

#include "base/arena.h"
#include "base/str.h"

enum part_kind {
	PART_TEXT,
	PART_OPEN,
	PART_CLOSE,
	PART_SINGLE,
	/* not of the half: inline_mark puts them in; no bytes */
	PART_MARK,
	PART_UNMARK
};

enum inline_code {
	INLINE_NONE,
	INLINE_BOLD,
	INLINE_ITALIC,
	INLINE_STRIKE,
	INLINE_LINK,
	INLINE_IMAGE,
	INLINE_CODE,
	INLINE_TAG, /* HTML */
	INLINE_BREAK,
	INLINE_ENTITY,
	INLINE_ESCAPE,
	INLINE_URL,
	INLINE_DIRECTIVE,
	INLINES
};

/* What each format calls a code. */
struct inline_look {
	const char *type, *subtype; /* XLIFF 2 */
	bool keep;                  /* a target without it has lost something */
	const char *ctype;          /* XLIFF 1.2 */
	const char *tmx;
};

extern const struct inline_look inline_looks[INLINES];

struct part {
	enum part_kind kind;
	enum inline_code code;
	struct str bytes;
	uint32_t partner; /* index of the other end; OPEN and CLOSE only */
	uint32_t id;      /* OPEN and SINGLE: from 1, see inline_number; of a
	                     mark: its own */
	bool shared;      /* the code is in the other language too */
};

struct parts {
	struct part *p;
	size_t n, cap;
};

/* OPEN and CLOSE are paired and nest, at most 24 deep. Linear. */
struct parts inline_split(struct arena *a, struct str half);

/*
 * Gives ids from *next on: to the codes of the source in order, to those of
 * the target the id of their counterpart (equal bytes before equal kind),
 * else one of their own.
 */
void inline_number(struct arena *a, struct parts *source, struct parts *target,
	uint32_t *next);

/* Bytes of a half that something is said of. */
struct inline_mark {
	size_t from, to;
	uint32_t id;
};

/* The parts with n marks, which are in order of their places. */
struct parts inline_mark(struct arena *a, const struct parts *parts,
	const struct inline_mark *marks, size_t n);

#endif
