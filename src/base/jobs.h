/*
 * Work on n items by forked workers. The fork is the barrier: a worker
 * sees all that the parent had, as it was, and gives back only what it
 * puts into shared memory (arena_init_shared) or on the disk.
 *
 * A worker that crashes, hangs or outgrows its budget costs the item that
 * it had in hand; another worker goes on with the rest.
 */
#ifndef DIGLOT_JOBS_H
#define DIGLOT_JOBS_H

#include <stdint.h>

#include "base/arena.h"

enum job_state {
	JOB_PENDING,
	JOB_RUNNING,
	JOB_DONE,
	JOB_CRASHED,   /* a signal or an exit of its own; see code */
	JOB_OVER_TIME, /* CPU or wall time */
	JOB_OVER_MEMORY,
};

struct job_result {
	_Atomic int state; /* enum job_state */
	int code;          /* signal number, or exit status negated */
};

struct jobs {
	int workers;         /* at least 1 */
	double cpu_seconds;  /* an item's budget; 0 is none */
	double wall_seconds; /* for an item that only waits; 0 is none */
	size_t bytes;        /* of arenas and heap for an item; 0 is none */
	/* Called once in each new worker before its first item; may be NULL.
	 * Confinement goes here. */
	void (*enter)(void *ctx);
	/* Done so far, from the parent, now and then; may be NULL. */
	void (*progress)(void *ctx, size_t done, size_t total);
};

/*
 * Runs work(ctx, keep, scratch, i) for each i in order[0..n) (NULL: 0 to
 * n - 1); begin with the largest. `keep` is shared and stays; `scratch` is
 * reset after each item. The results are shared memory, made in `a`
 * (which must be shared), indexed by i. NULL when no worker could be
 * started: errno.
 */
struct job_result *jobs_run(const struct jobs *j, struct arena *a, size_t n,
	const uint32_t *order,
	void (*work)(void *ctx, struct arena *keep, struct arena *scratch,
		size_t i),
	void *ctx);

/* Processors that this process may use, at least 1. */
int jobs_processors(void);
/* "the page used more than its 5 s", for a finding. */
const char *job_reason(struct arena *a, const struct jobs *j,
	const struct job_result *r);

#endif
