/*
 * A second check of an unchanged docset costs what hashing it costs: all
 * that a run wrote is kept under a hash of all that it depends on, and
 * written again.
 */
#ifndef DIGLOT_CHECK_CACHE_H
#define DIGLOT_CHECK_CACHE_H

#include "cmd/check_job.h"

struct check_cache {
	const struct check_job *job;
	int dir;            /* of the entries; -1: nothing is kept */
	struct str key;     /* an entry's name */
	struct buf said;    /* to stderr */
	struct buf written; /* to stdout */
};

/*
 * True if the run is known: its output is written and *status is its exit
 * status. Else what is written from here on is noted.
 */
bool check_cache_replay(struct check_cache *c, const struct check_job *job,
	int *status);
/* Keeps what the run wrote, if it may be kept. */
void check_cache_keep(struct check_cache *c, int status);

#endif
