/* A line for each trouble on stdout; exit status 1 where there is one. */
#include "cmd/verify_site.h"

#include <errno.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "base/stage.h"
#include "base/vec.h"
#include "cmd/talk.h"
#include "site/verify.h"

/* ---- the sites of a folder --------------------------------------- */

struct sites {
	struct arena *a;
	int dir;
	VEC(struct str) paths; /* with a '/' at the end; "": itself */
};

/* A folder that a build made; there is none inside another. */
static bool note_site(void *ctx, struct str path)
{
	struct sites *s = ctx;

	if (!fs_is_file(s->dir, path_join(s->a, path, S(STAGE_MARKER))))
		return str_find_byte(path, 0, '/') != STR_NONE;
	vec_push(s->a, &s->paths, str_cat(s->a, path, S("/")));
	return true;
}

/* One: the folder itself, by its first page or its marker; several: a site
 * for each docset; or none. */
static struct sites find_sites(struct arena *a, int dir)
{
	struct sites s = { .a = a, .dir = dir };
	struct fs_list all = { 0 };

	if (fs_is_file(dir, S("index.html")))
		vec_push(a, &s.paths, S(""));
	else
		fs_walk(a, dir, note_site, &s, &all);
	if (s.paths.n == 0 && fs_is_file(dir, S(STAGE_MARKER)))
		vec_push(a, &s.paths, S(""));
	return s;
}

/* ---- their troubles ---------------------------------------------- */

struct site_job {
	int dir;
	struct str report; /* in shared memory */
	struct verify_counts counts;
};

struct job {
	struct sites sites;
	struct site_job *of;
};

/* Behind the folder of the site in each line. */
static void put_report(struct buf *out, struct str folder, struct str report)
{
	struct str line;

	while (str_cut(&report, '\n', &line)) {
		if (line.n == 0)
			continue;
		buf_add(out, folder);
		buf_add(out, line);
		buf_byte(out, '\n');
	}
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;
	struct site_job *of = &job->of[i];
	struct buf out, all;

	buf_init(&out, scratch);
	buf_init(&all, scratch);
	verify_site(scratch, of->dir, &out, &of->counts);
	put_report(&all, job->sites.paths.p[i], buf_str(&out));
	of->report = str_dup(keep, buf_str(&all));
}

/* False: there is no site. */
static bool open_sites(struct job *job, struct invocation *inv)
{
	struct sites *s = &job->sites;
	int dir = fs_open_dir(str_z(inv->arena, inv->paths[0]));

	if (dir < 0)
		return false;
	*s = find_sites(inv->arena, dir);
	close(dir);
	job->of = arena_array(inv->arena, struct site_job, s->paths.n + 1);
	for (size_t i = 0; i < s->paths.n; i++)
		job->of[i].dir = fs_open_dir(str_z(inv->arena,
			path_join(inv->arena, inv->paths[0], s->paths.p[i])));
	return s->paths.n > 0;
}

static bool all_open(const struct job *job)
{
	for (size_t i = 0; i < job->sites.paths.n; i++)
		if (job->of[i].dir < 0)
			return false;
	return true;
}

static int report(struct job *job, struct invocation *inv)
{
	struct verify_counts sum = { 0 };

	for (size_t i = 0; i < job->sites.paths.n; i++) {
		close(job->of[i].dir);
		sum.pages += job->of[i].counts.pages;
		sum.troubles += job->of[i].counts.troubles;
		if (inv->quiet < 2 && !talk_write(job->of[i].report))
			return EXIT_TROUBLE;
	}
	if (!inv->quiet)
		talk_note("%zu pages, %zu troubles", sum.pages, sum.troubles);
	return sum.troubles ? EXIT_FINDINGS : EXIT_DONE;
}

static int run(struct job *job, struct invocation *inv)
{
	struct jobs jobs = inv->jobs;
	struct job_result *r = NULL;
	size_t n = job->sites.paths.n;

	/* A site is one item: what a page may take says nothing here. */
	jobs.cpu_seconds = jobs.wall_seconds = 0;
	jobs.bytes = 0;
	if (all_open(job))
		r = jobs_run(&jobs, inv->arena, n, NULL, work, job);
	talk_progress_end();
	for (size_t i = 0; r && i < n; i++)
		if (r[i].state != JOB_DONE) {
			talk_error("cannot read '%.*s': %s",
				STR_ARG(inv->paths[0]),
				job_reason(inv->arena, &jobs, &r[i]));
			return EXIT_TROUBLE;
		}
	if (!r) {
		talk_error("cannot read '%.*s': %s", STR_ARG(inv->paths[0]),
			strerror(errno));
		return EXIT_TROUBLE;
	}
	return report(job, inv);
}

bool verify_site_run(struct invocation *inv, int *status)
{
	struct job *job = arena_new(inv->arena, struct job);

	if (inv->npaths != 1 || !open_sites(job, inv))
		return false;
	*status = EXIT_TROUBLE;
	if (option_value(inv, "format") || option_value(inv, "from"))
		talk_error("'--format' and '--from' are for exchange files; "
			   "of a site each trouble is a line");
	else
		*status = run(job, inv);
	return true;
}
