/*
 * Checklists and words for the search come from the same trees, so a worker
 * that has a page in hand takes both.
 */
#include "site/harvest.h"

#include "base/confine.h"
#include "site/checklists.h"
#include "site/search.h"

/* Each NULL if it is not wanted. */
struct readers {
	struct checklists *checklists;
	struct searching *search;
};

static void read_one(void *ctx, struct arena *keep, struct arena *scratch,
	size_t file)
{
	const struct readers *r = ctx;

	if (r->search)
		search_read_file(r->search, keep, scratch, file);
	if (r->checklists)
		checklists_read_file(r->checklists, keep, scratch, file);
}

/* Nothing is read and nothing written but memory. */
static void enter_worker(void *ctx)
{
	static const char *const none[] = { NULL };
	static const struct confine limits = { none, none };

	(void)ctx;
	confine_process(&limits);
}

bool harvest_make(struct site *s, const struct site_options *o)
{
	struct readers r = { NULL, NULL };
	struct jobs jobs = *o->jobs;

	jobs.enter = enter_worker;
	if (!o->no_checklists)
		r.checklists = checklists_begin(s);
	if (!o->no_search)
		r.search = search_begin(s);
	if (!r.checklists && !r.search)
		return true;
	if (!jobs_run(&jobs, s->set->arena, s->set->files.n, NULL, read_one,
		    &r))
		return false;
	if (r.checklists)
		checklists_end(r.checklists);
	return !r.search || search_end(r.search, &jobs);
}
