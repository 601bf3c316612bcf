/*
 * A list of items into results, by processes that share a counter. Each
 * worker says in its slot what it has in hand, so that the parent knows
 * whom a death concerns. Rounds go on until no item is pending or a round
 * has got nowhere.
 */
#include "base/jobs.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"

#define POLL_MS 100
/* The status of a worker that ends by arena_exhausted. */
#define EXIT_MEMORY 86
/* More heap than there is: the shadow of a sanitizer. */
#define ABSURD ((size_t)1 << 40)

typedef void job_work(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i);

/* Shared: what a worker has in hand. */
struct slot {
	_Atomic size_t item;   /* index + 1; 0 is none */
	_Atomic int64_t since; /* ms, when it began */
};

/* The parent's side of a worker. */
struct worker {
	pid_t pid;          /* 0 is none */
	size_t killed_item; /* index + 1: for its wall time */
	struct slot *slot;
};

struct crew {
	const struct jobs *jobs;
	job_work *work;
	void *ctx;
	struct job_result *results;
	uint32_t *order; /* what is pending in this round */
	size_t n, total;
	_Atomic size_t *next; /* shared, into order */
	struct worker *workers;
	int nworkers, alive;
	sigset_t mask; /* as it was */
	pid_t parent;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void out_of_memory(void)
{
	_exit(EXIT_MEMORY);
}

static bool first_line(const char *path, char *text, int size)
{
	FILE *f = fopen(path, "re");
	bool ok = f && fgets(text, size, f);

	if (f)
		fclose(f);
	return ok;
}

/* Bytes of heap and private data that this process has; 0 if unknown. */
static size_t data_size(void)
{
	char text[256], *rest = text;
	unsigned long pages = 0;

	if (!first_line("/proc/self/statm", text, (int)sizeof(text)))
		return 0;
	/* The sixth number of the line. */
	for (int i = 0; i < 6; i++)
		pages = strtoul(rest, &rest, 10);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void limit_heap(size_t bytes)
{
	size_t have = data_size();
	struct rlimit limit;

	if (!bytes || !have || have > ABSURD ||
		getrlimit(RLIMIT_DATA, &limit) < 0)
		return;
	if (limit.rlim_cur > have + bytes) {
		limit.rlim_cur = have + bytes;
		setrlimit(RLIMIT_DATA, &limit);
	}
}

/* From fork to first item. The parent decides about signals. */
static void set_up_worker(const struct crew *c)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	const struct rlimit no_core = { 0, 0 };
	sigset_t mask = c->mask;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != c->parent)
		_exit(0);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		signal(ignored[i], SIG_IGN);
	signal(SIGPROF, SIG_DFL);
	sigdelset(&mask, SIGPROF);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	setrlimit(RLIMIT_CORE, &no_core);
	arena_exhausted = out_of_memory;
	limit_heap(c->jobs->bytes);
	if (c->jobs->enter)
		c->jobs->enter(c->ctx);
}

/* SIGPROF kills the worker when the time is over. */
static void start_clock(double seconds)
{
	struct itimerval t = { 0 };

	if (seconds <= 0)
		return;
	t.it_value.tv_sec = (time_t)seconds;
	t.it_value.tv_usec =
		(suseconds_t)((seconds - (double)t.it_value.tv_sec) * 1e6);
	if (t.it_value.tv_sec == 0 && t.it_value.tv_usec == 0)
		t.it_value.tv_usec = 1;
	setitimer(ITIMER_PROF, &t, NULL);
}

static void work_on(const struct crew *c, struct slot *slot, size_t i,
	struct arena *keep, struct arena *scratch)
{
	size_t bytes = c->jobs->bytes;

	keep->limit = bytes ? keep->used + bytes : 0;
	scratch->limit = bytes;
	/* Before the slot names the item, or the clock of the item before
	 * could strike it. */
	start_clock(c->jobs->cpu_seconds);
	slot->since = now_ms();
	slot->item = i + 1;
	c->results[i].state = JOB_RUNNING;
	c->work(c->ctx, keep, scratch, i);
	c->results[i].state = JOB_DONE;
	slot->item = 0;
	arena_reset(scratch);
}

static _Noreturn void run_worker(const struct crew *c, struct slot *slot)
{
	struct arena keep, scratch;
	size_t k;

	set_up_worker(c);
	arena_init_shared(&keep);
	arena_init(&scratch);
	while ((k = (*c->next)++) < c->n)
		work_on(c, slot, c->order[k], &keep, &scratch);
	fflush(stdout);
	fflush(stderr);
	_exit(0);
}

/* False: errno. */
static bool start_worker(struct crew *c, struct worker *w)
{
	w->slot->item = 0;
	w->killed_item = 0;
	fflush(stdout);
	fflush(stderr);
	pid_t pid = fork();
	if (pid == 0)
		run_worker(c, w->slot);
	if (pid < 0)
		return false;
	w->pid = pid;
	c->alive++;
	return true;
}

static void set_result(struct job_result *r, int status, bool killed)
{
	bool by_signal = WIFSIGNALED(status);

	r->code = by_signal ? WTERMSIG(status) : -WEXITSTATUS(status);
	if (killed || r->code == SIGPROF)
		r->state = JOB_OVER_TIME;
	else if (r->code == -EXIT_MEMORY)
		r->state = JOB_OVER_MEMORY;
	else
		r->state = JOB_CRASHED;
}

/*
 * Says what the death of w means for its item. True if another worker is
 * to take its place.
 */
static bool bury(struct crew *c, struct worker *w, int status)
{
	size_t item = w->slot->item;

	w->pid = 0;
	c->alive--;
	if (item == 0)
		return w->killed_item != 0;
	struct job_result *r = &c->results[item - 1];
	if (r->state == JOB_DONE)
		return true;
	/* Killed for an item that it had just finished: this one is free
	 * of blame and comes again in the next round. */
	if (w->killed_item && w->killed_item != item)
		r->state = JOB_PENDING;
	else
		set_result(r, status, w->killed_item != 0);
	return true;
}

static void reap(struct crew *c)
{
	for (int i = 0; i < c->nworkers; i++) {
		struct worker *w = &c->workers[i];
		int status = 0;
		pid_t got = w->pid ? waitpid(w->pid, &status, WNOHANG) : 0;
		if (got == 0 || (got < 0 && errno != ECHILD))
			continue;
		if (bury(c, w, status) && *c->next < c->n)
			start_worker(c, w);
	}
}

static void watch_time(struct crew *c)
{
	int64_t budget = (int64_t)(c->jobs->wall_seconds * 1000);
	int64_t now = now_ms();

	if (c->jobs->wall_seconds <= 0)
		return;
	for (int i = 0; i < c->nworkers; i++) {
		struct worker *w = &c->workers[i];
		size_t item = w->pid ? w->slot->item : 0;
		if (item && !w->killed_item && now - w->slot->since > budget) {
			w->killed_item = item;
			kill(w->pid, SIGKILL);
		}
	}
}

static size_t count_done(const struct crew *c)
{
	size_t done = 0;

	for (size_t i = 0; i < c->total; i++)
		done += c->results[i].state > JOB_RUNNING;
	return done;
}

/* Until all workers have ended; a death wakes it at once. */
static void wait_for_workers(struct crew *c)
{
	const struct timespec tick = { 0, POLL_MS * 1000000L };
	int64_t shown = now_ms();
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	while (reap(c), c->alive) {
		sigtimedwait(&child, NULL, &tick);
		watch_time(c);
		if (c->jobs->progress && now_ms() - shown >= POLL_MS) {
			shown = now_ms();
			c->jobs->progress(c->ctx, count_done(c), c->total);
		}
	}
}

/* Moves what is still pending to the front of the order. */
static void keep_pending(struct crew *c)
{
	size_t n = 0;

	for (size_t k = 0; k < c->n; k++)
		if (c->results[c->order[k]].state == JOB_PENDING)
			c->order[n++] = c->order[k];
	c->n = n;
}

/* False if nothing more can be done: errno. */
static bool run_round(struct crew *c)
{
	size_t before = c->n;
	int error = ECHILD; /* every worker ended before its first item */

	*c->next = 0;
	for (int i = 0; i < c->nworkers && (size_t)i < c->n; i++)
		if (!start_worker(c, &c->workers[i]))
			error = errno;
	wait_for_workers(c);
	keep_pending(c);
	errno = error;
	return c->n < before;
}

static void make_crew(struct crew *c, struct arena *a, const uint32_t *order)
{
	c->results = arena_array(a, struct job_result, c->total);
	c->next = arena_alloc(a, sizeof(*c->next));
	c->order = arena_array(a, uint32_t, c->total);
	for (size_t i = 0; i < c->total; i++)
		c->order[i] = order ? order[i] : (uint32_t)i;
	c->workers = arena_array(a, struct worker, c->nworkers);
	for (int i = 0; i < c->nworkers; i++)
		c->workers[i].slot = arena_new(a, struct slot);
}

struct job_result *jobs_run(const struct jobs *j, struct arena *a, size_t n,
	const uint32_t *order, job_work *work, void *ctx)
{
	struct crew c = { .jobs = j, .work = work, .ctx = ctx, .n = n };
	const struct sigaction plain = { .sa_handler = SIG_DFL };
	struct sigaction action;
	sigset_t child;
	bool ok = true;

	assert(a->shared && j->workers >= 1 && n <= UINT32_MAX);
	c.total = n;
	c.nworkers = n < (size_t)j->workers ? (int)n : j->workers;
	c.parent = getpid();
	make_crew(&c, a, order);
	/* A parent that ignores its children could not wait for them. */
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigaction(SIGCHLD, &plain, &action);
	sigprocmask(SIG_BLOCK, &child, &c.mask);
	arena_share_let_go();
	while (ok && c.n)
		ok = run_round(&c);
	int error = errno;
	sigprocmask(SIG_SETMASK, &c.mask, NULL);
	sigaction(SIGCHLD, &action, NULL);
	errno = error;
	return ok ? c.results : NULL;
}

/* Processors by the quota of the control group; 0 if there is none. */
static long quota_processors(void)
{
	char text[64], *rest;

	/* "QUOTA PERIOD", or "max PERIOD" */
	if (!first_line("/sys/fs/cgroup/cpu.max", text, (int)sizeof(text)))
		return 0;
	long quota = strtol(text, &rest, 10);
	long period = strtol(rest, NULL, 10);
	return quota > 0 && period > 0 ? (quota + period - 1) / period : 0;
}

int jobs_processors(void)
{
	cpu_set_t set;
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	long quota = quota_processors();

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
	if (quota > 0 && quota < n)
		n = quota;
	return n < 1 ? 1 : (int)n;
}

static struct str time_reason(struct arena *a, const struct jobs *j, int code)
{
	if (code == SIGPROF)
		return str_printf(a, "the page used more than its %g s",
			j->cpu_seconds);
	return str_printf(a, "the page took longer than its %g s",
		j->wall_seconds);
}

static struct str crash_reason(struct arena *a, int code)
{
	const char *what = code > 0 ? sigdescr_np(code) : NULL;

	if (code <= 0)
		return str_printf(a, "the page ended its worker with status %d",
			-code);
	return str_printf(a, "the page crashed its worker: signal %d (%s)",
		code, what ? what : "unknown");
}

const char *job_reason(struct arena *a, const struct jobs *j,
	const struct job_result *r)
{
	int state = r->state;
	struct str text = S("the page was not worked on");

	if (state == JOB_DONE)
		text = S("the page is done");
	else if (state == JOB_OVER_TIME)
		text = time_reason(a, j, r->code);
	else if (state == JOB_OVER_MEMORY)
		text = str_printf(a, "the page used more than its %zu MiB",
			j->bytes >> 20);
	else if (state == JOB_CRASHED)
		text = crash_reason(a, r->code);
	return text.p;
}
