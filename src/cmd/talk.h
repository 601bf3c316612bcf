/* What the program says beside its results: to stderr, as "diglot: ...". */
#ifndef DIGLOT_TALK_H
#define DIGLOT_TALK_H

#include "base/buf.h"
#include "cmd/command.h"

/*
 * Settles colours and progress by --color, --no-progress and the
 * environment. False: *error says which option is bad.
 */
bool talk_setup(struct invocation *inv, struct str *error);

/* What went wrong with the run. */
void talk_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A summary, or the like. */
void talk_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* With -vv: how long the stage took that ends here; the next one begins. */
void talk_stage(const char *name);
/* Text as it is. */
void talk_text(struct str s);

/* For struct jobs: a line on a terminal after half a second. */
void talk_progress(void *ctx, size_t done, size_t total);
/* Takes the progress line away. */
void talk_progress_end(void);

/*
 * Writes results to stdout; the end of a run flushes it. False: it could
 * not be written, which is said; exit status 2.
 */
bool talk_write(struct str s);
bool talk_flush(void);

/*
 * From here on what talk_write writes and what the others say, but for the
 * progress line, is added to these, too; NULL ends it.
 */
void talk_record(struct buf *written, struct buf *said);

/* The terminal does not show UTF-8. */
bool talk_ascii(void);

#endif
