/* A line for each trouble on stdout; exit status 1 where there is one. */
#include "cmd/verify_site.h"

#include <errno.h>
#include <unistd.h>

#include "base/fs.h"
#include "cmd/talk.h"
#include "site/verify.h"

bool verify_site_given(const struct invocation *inv)
{
	bool found;
	int dir;

	if (inv->npaths != 1)
		return false;
	dir = fs_open_dir(str_z(inv->arena, inv->paths[0]));
	if (dir < 0)
		return false;
	found = fs_is_file(dir, S("index.html"));
	close(dir);
	return found;
}

struct job {
	int dir;
	struct str report; /* in shared memory */
	struct verify_counts counts;
};

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;
	struct buf out;

	(void)i;
	buf_init(&out, scratch);
	verify_site(scratch, job->dir, &out, &job->counts);
	job->report = str_dup(keep, buf_str(&out));
}

int verify_site_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	struct jobs jobs = inv->jobs;
	struct job_result *r;

	/* A site is one item: what a page may take says nothing here. */
	jobs.cpu_seconds = jobs.wall_seconds = 0;
	jobs.bytes = 0;
	job->dir = fs_open_dir(str_z(inv->arena, inv->paths[0]));
	r = job->dir < 0 ? NULL
			 : jobs_run(&jobs, inv->arena, 1, NULL, work, job);
	talk_progress_end();
	if (!r || r->state != JOB_DONE) {
		talk_error("cannot read '%.*s': %s", STR_ARG(inv->paths[0]),
			r ? job_reason(inv->arena, &jobs, r) : strerror(errno));
		return EXIT_TROUBLE;
	}
	close(job->dir);
	if (inv->quiet < 2 && !talk_write(job->report))
		return EXIT_TROUBLE;
	if (!inv->quiet)
		talk_note("%zu pages, %zu troubles", job->counts.pages,
			job->counts.troubles);
	return job->counts.troubles ? EXIT_FINDINGS : EXIT_DONE;
}
