/*
 * Checklists and words for the search come from the same trees, so a worker
 * that has a page in hand takes both.
 */
#include "site/harvest.h"

#include "base/confine.h"
#include "site/checklists.h"
#include "site/search.h"

struct readers {
	const struct stage *stage;
	/* Each NULL if it is not wanted. */
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

static void make_part(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	const struct readers *r = ctx;

	search_make_part(r->search, keep, scratch, i);
}

static void enter_worker(void *ctx)
{
	const struct readers *r = ctx;
	const char *const read[] = { r->stage->out, NULL };
	const char *const write[] = { r->stage->path, NULL };
	struct confine limits = { read, write };

	confine_process(&limits);
}

const char *harvest_make(struct site *s, const struct site_options *o)
{
	static const char workers[] = "cannot start workers";
	struct readers r = { .stage = &s->stage };
	struct jobs jobs = *o->jobs;

	jobs.enter = enter_worker;
	if (!o->no_checklists)
		r.checklists = checklists_begin(s);
	if (!o->no_search)
		r.search = search_begin(s);
	if (!r.checklists && !r.search)
		return NULL;
	if (!jobs_run(&jobs, s->set->arena, s->set->files.n, NULL, read_one,
		    &r))
		return workers;
	if (r.checklists && !checklists_end(r.checklists))
		return "cannot write the checklists";
	if (!r.search)
		return NULL;
	if (!jobs_run(&jobs, s->set->arena, search_parts(r.search), NULL,
		    make_part, &r))
		return workers;
	return search_end(r.search) ? NULL : "cannot write the search index";
}
