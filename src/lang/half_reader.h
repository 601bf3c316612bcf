/* What half.c and half_runs.c share: a half while it is read. */
#ifndef DIGLOT_HALF_READER_H
#define DIGLOT_HALF_READER_H

#include "base/vec.h"
#include "lang/half.h"

#define BRACKETS_MAX 64
#define RUNS_MAX 256

struct bracket {
	uint32_t at;    /* of the '[' or '!' */
	uint32_t words; /* behind the '[' */
	size_t text;    /* length of the text before it */
	size_t ncodes;
	bool image;
};

/* A run of delimiters, still in the text. */
struct run {
	uint32_t at, text; /* in raw, in the text */
	uint32_t n, left;  /* delimiters, and those not used */
	uint32_t used_front, used_back;
	char c;
	bool opens, closes;
};

struct reader {
	struct arena *arena;
	struct str raw;
	size_t i;
	struct {
		char *p;
		uint32_t *from;
		size_t n;
	} text;
	VEC(struct code) codes;
	struct bracket brackets[BRACKETS_MAX];
	size_t nbrackets;
	struct run runs[RUNS_MAX];
	size_t nruns;
	/* What was looked for in vain is not looked for again. */
	uint64_t unclosed; /* bit N: a span of N backticks */
	bool no_comment_end;
};

/* Appends to the visible text; all of s stands for the byte `from`. */
void half_put(struct reader *r, struct str s, size_t from);
struct code *half_add(struct reader *r, enum code_kind kind, size_t at,
	size_t end, struct str value);
/* How many of c stand at raw[i]. */
size_t half_run(const struct reader *r, size_t i, char c);
/* Takes text[from, from + n) out, when all is read. */
void half_cut(struct reader *r, size_t from, size_t n);

/* The run of delimiters in hand, into the text and the list of runs. */
void half_read_run(struct reader *r);
/* Which runs open and close what. */
void half_match_runs(struct reader *r);
/* Takes used delimiters out of the text, reports the others. */
void half_settle_runs(struct reader *r);

#endif
