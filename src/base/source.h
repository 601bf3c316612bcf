/*
 * The bytes of one file and where its lines begin. Positions are byte
 * offsets everywhere; line and column are computed only for a person.
 */
#ifndef DIGLOT_SOURCE_H
#define DIGLOT_SOURCE_H

#include "base/arena.h"
#include "base/str.h"

/* A range of bytes of a file; file is the index into the run's files. */
struct span {
	uint32_t file, at, len;
};

struct source {
	uint32_t id;      /* index among the docset's files */
	struct str path;  /* as the user knows it; for messages */
	struct str bytes; /* as on the disk, a byte-order mark included */
	uint32_t *lines;  /* offsets of line starts; set by source_index */
	size_t nlines;
};

struct place {
	uint32_t line, column; /* from 1; columns are code points */
};

/* Fills lines and nlines. LF, CRLF and lone CR end a line. */
void source_index(struct arena *a, struct source *s);
/* Of the byte at offset `at` (its length gives the end). Needs the index. */
struct place source_place(const struct source *s, size_t at);
/* Its line alone: needs no look at the text. */
uint32_t source_line_at(const struct source *s, size_t at);
/*
 * source_place with a memory: places that are asked for in order, or nearly
 * so, cost one pass over each line, however long. A zeroed mark knows nothing.
 */
struct place_mark {
	const struct source *source;
	size_t at;
	struct place place;
};
struct place source_place_near(const struct source *s, struct place_mark *m,
	size_t at);
/* The text of line (from 1), without its line end. Needs the index. */
struct str source_line(const struct source *s, uint32_t line);

#endif
