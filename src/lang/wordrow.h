/*
 * A document as one row of words: does a text stand in it, and which of its
 * sentences is left over? By words alone: markup, case and punctuation do
 * not count, nor does the number of a list.
 *
 *     wordrow_add    each sentence of the document
 *     wordrow_find   each text; then
 *     wordrow_end    which sentences are left over
 *
 * Linear: words are looked up in few places.
 */
#ifndef DIGLOT_WORDROW_H
#define DIGLOT_WORDROW_H

#include "base/map.h"
#include "base/vec.h"
#include "lang/words.h"

struct wordrow {
	struct arena *arena;
	VEC(uint32_t) words;     /* struct word.full */
	VEC(uint32_t) sentences; /* by word */
	VEC(bool) covered;       /* by word: it is in a text that was found */
	VEC(uint32_t) from;      /* by sentence: its first word */
	struct map places;       /* 4 bytes of a word -> where it stands */
	struct map said;         /* keys of all texts that were looked for */
	bool *left;              /* by sentence; NULL before wordrow_end */
	uint32_t *hits, *last;   /* by sentence: for wordrow_near */
};

/* Sentences and texts are raw Markdown. */
void wordrow_add(struct wordrow *r, struct str sentence);
/* Does it stand there in a row? A text without words does. */
bool wordrow_find(struct wordrow *r, struct str text);

/* A sentence is left over when most of its words are in no text that was
 * found, and no text had just its words. */
void wordrow_end(struct wordrow *r);

/* The sentence left over that a text is most like. False: none is, or more
 * than one. */
bool wordrow_near(struct wordrow *r, struct str text, size_t *sentence);

#endif
