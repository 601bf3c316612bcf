/*
 * `diglot verify`: whether exchange files can be read, and keep the rules
 * of their formats.
 */
#include <errno.h>
#include <string.h>

#include "align/formats.h"
#include "base/confine.h"
#include "cmd/inputs.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "cmd/verify_site.h"

struct job {
	struct inputs in;
	struct sink *sinks; /* by file */
};

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;
	const struct input *in = &job->in.p[i];
	struct exchange_entries entries = { 0 };

	sink_init(&job->sinks[i], keep);
	/* A format with constraints of its own is not only for our files. */
	if (in->format->verify)
		in->format->verify(scratch, in->source.bytes, CONFIG_SOURCE,
			&job->sinks[i]);
	else
		in->format->read(scratch, in->source.bytes, CONFIG_SOURCE,
			&job->sinks[i], &entries);
}

static bool read_all(struct job *job, struct invocation *inv)
{
	const struct export_format *format = NULL;
	struct inputs some;

	if (option_value(inv, "from")) {
		format = inputs_format(inv, "from");
		if (!format)
			return false;
	}
	if (inv->npaths == 0) {
		talk_error("verify takes exchange files, or folders of them");
		return false;
	}
	for (size_t i = 0; i < inv->npaths; i++) {
		if (!inputs_read(inv, inv->paths[i], format, &some))
			return false;
		for (size_t k = 0; k < some.n; k++)
			vec_push(inv->arena, &job->in, some.p[k]);
	}
	job->sinks = arena_array(inv->arena, struct sink, job->in.n);
	return true;
}

static void add_failure(struct job *job, struct invocation *inv, size_t i,
	const char *reason)
{
	sink_init(&job->sinks[i], inv->arena);
	diag_add(&job->sinks[i], &rule_exchange_unreadable,
		(struct span){ CONFIG_SOURCE, 0, 0 },
		"the file could not be read: %s", reason);
}

static void enter(void *ctx)
{
	static const char *const none[] = { NULL };
	static const struct confine limits = { none, none };

	(void)ctx;
	confine_process(&limits);
}

int verify_run(struct invocation *inv)
{
	int status;

	if (verify_site_run(inv, &status))
		return status;

	struct job *job = arena_new(inv->arena, struct job);
	const struct report_format *report = run_format(inv);
	struct jobs jobs = inv->jobs;
	size_t count[LEVEL_ERROR + 1] = { 0 };
	struct job_result *r;

	if (!report || !read_all(job, inv))
		return EXIT_TROUBLE;
	jobs.enter = enter;
	r = jobs_run(&jobs, inv->arena, job->in.n, NULL, work, job);
	talk_progress_end();
	if (!r) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < job->in.n; i++) {
		if (r[i].state != JOB_DONE)
			add_failure(job, inv, i,
				job_reason(inv->arena, &jobs, &r[i]));
		for (const struct diag *d = job->sinks[i].first; d; d = d->next)
			count[d->level]++;
		if (!inputs_report(inv, NULL, report, &job->in.p[i].source,
			    &job->sinks[i]))
			return EXIT_TROUBLE;
	}
	run_summary(inv, job->in.n, count);
	return count[LEVEL_ERROR] ? EXIT_FINDINGS : EXIT_DONE;
}
