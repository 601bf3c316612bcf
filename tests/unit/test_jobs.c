/* Workers that do well, crash, hang and eat memory; and their confinement. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "base/confine.h"
#include "base/jobs.h"
#include "base/path.h"
#include "scratch.h"

extern const struct CMUnitTest jobs_tests[];
extern const size_t jobs_tests_count;

#define ITEMS 40
#define MB ((size_t)1 << 20)

#ifndef __has_feature
#define __has_feature(x) 0
#endif

/* What an item does, by its index; texts are made in shared memory. */
struct load {
	void (*trouble)(struct arena *keep, struct arena *scratch);
	size_t at; /* the item that has it */
	struct str *texts;
	size_t most_done;
};

static struct arena region;

static int share(void **state)
{
	(void)state;
	if (!arena_share())
		return -1;
	arena_init_shared(&region);
	return 0;
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct load *load = ctx;

	if (scratch->used != 0)
		abort();
	if (load->trouble && i == load->at)
		load->trouble(keep, scratch);
	struct str text = str_printf(scratch, "item %zu of %d", i, ITEMS);
	load->texts[i] = str_dup(keep, text);
}

static struct job_result *run(const struct jobs *j, struct load *load)
{
	load->texts = arena_array(&region, struct str, ITEMS);
	struct job_result *r = jobs_run(j, &region, ITEMS, NULL, work, load);
	assert_non_null(r);
	return r;
}

/* All are done but the one in trouble, which ended so. */
static int check_trouble(const struct jobs *j,
	void (*trouble)(struct arena *, struct arena *), int want)
{
	struct load load = { .trouble = trouble, .at = 7 };
	struct job_result *r = run(j, &load);

	for (size_t i = 0; i < ITEMS; i++) {
		int state = r[i].state;
		assert_int_equal(state, i == 7 ? want : (int)JOB_DONE);
		if (i != 7)
			assert_string_equal(load.texts[i].p,
				str_printf(&region, "item %zu of %d", i, ITEMS)
					.p);
	}
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return r[7].code;
}

static void test_equal(void **state)
{
	static const int workers[] = { 1, 3, 100 };

	(void)state;
	for (size_t i = 0; i < sizeof(workers) / sizeof(*workers); i++) {
		struct jobs j = { .workers = workers[i], .cpu_seconds = 20 };
		check_trouble(&j, NULL, JOB_DONE);
	}
}

static void test_none(void **state)
{
	struct jobs j = { .workers = 4 };
	struct load load = { 0 };

	(void)state;
	assert_non_null(jobs_run(&j, &region, 0, NULL, work, &load));
}

/* With one worker the order is the order of work. */
static void note(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	uint32_t *seen = ctx;

	(void)keep;
	(void)scratch;
	seen[++seen[0]] = (uint32_t)i;
}

static void test_order(void **state)
{
	static const uint32_t order[] = { 3, 0, 2, 1 };
	struct jobs j = { .workers = 1 };
	uint32_t *seen = arena_array(&region, uint32_t, 5);

	(void)state;
	assert_non_null(jobs_run(&j, &region, 4, order, note, seen));
	assert_memory_equal(seen + 1, order, sizeof(order));
}

static void die(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	(void)scratch;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void leave(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	(void)scratch;
	_exit(3);
}

static void test_crash(void **state)
{
	(void)state;
	for (int n = 1; n <= 3; n += 2) {
		struct jobs j = { .workers = n };
		assert_int_equal(check_trouble(&j, die, JOB_CRASHED), SIGABRT);
		assert_int_equal(check_trouble(&j, leave, JOB_CRASHED), -3);
	}
}

static void all_die(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	(void)ctx;
	(void)i;
	die(keep, scratch);
}

static void test_all_crash(void **state)
{
	struct jobs j = { .workers = 2 };

	(void)state;
	struct job_result *r = jobs_run(&j, &region, ITEMS, NULL, all_die,
		NULL);
	assert_non_null(r);
	for (size_t i = 0; i < ITEMS; i++) {
		int got = r[i].state;
		assert_int_equal(got, JOB_CRASHED);
	}
}

static void spin(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	(void)scratch;
	for (volatile unsigned i = 0;; i = i + 1)
		;
}

static void wait_forever(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	(void)scratch;
	for (;;)
		pause();
}

static void test_hang(void **state)
{
	struct jobs j = { .workers = 2, .cpu_seconds = 0.1 };

	(void)state;
	assert_int_equal(check_trouble(&j, spin, JOB_OVER_TIME), SIGPROF);
	j.wall_seconds = 0.3;
	assert_int_equal(check_trouble(&j, wait_forever, JOB_OVER_TIME),
		SIGKILL);
}

static void fill_keep(struct arena *keep, struct arena *scratch)
{
	(void)scratch;
	for (;;)
		arena_alloc(keep, MB);
}

static void fill_scratch(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	for (;;)
		arena_alloc(scratch, MB);
}

/* Not under a sanitizer or valgrind, which take the heap for themselves. */
static bool heap_has_limit(void)
{
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
	return false;
#else
	const char *preload = getenv("LD_PRELOAD");

	return !preload || !strstr(preload, "valgrind");
#endif
}

static void fill_heap(struct arena *keep, struct arena *scratch)
{
	(void)keep;
	(void)scratch;
	for (int i = 0; i < 1000; i++) {
		char *volatile p = malloc(MB);
		if (!p)
			_exit(9);
		*p = 1;
	}
}

static void test_memory(void **state)
{
	struct jobs j = { .workers = 2, .bytes = 64 * MB };

	(void)state;
	check_trouble(&j, fill_keep, JOB_OVER_MEMORY);
	check_trouble(&j, fill_scratch, JOB_OVER_MEMORY);
	if (heap_has_limit())
		assert_int_equal(check_trouble(&j, fill_heap, JOB_CRASHED), -9);
}

static void no_entry(void *ctx)
{
	(void)ctx;
	_exit(5);
}

static void test_no_worker(void **state)
{
	struct jobs j = { .workers = 2, .enter = no_entry };
	struct load load = { 0 };

	(void)state;
	assert_null(jobs_run(&j, &region, ITEMS, NULL, work, &load));
	assert_int_equal(errno, ECHILD);
}

static void on_progress(void *ctx, size_t done, size_t total)
{
	struct load *load = ctx;

	assert_true(done >= load->most_done && done <= total);
	assert_int_equal(total, ITEMS);
	load->most_done = done;
}

static void slow(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	(void)ctx;
	(void)keep;
	(void)scratch;
	(void)i;
	usleep(10000);
}

static void test_progress(void **state)
{
	struct jobs j = { .workers = 1, .progress = on_progress };
	struct load load = { 0 };

	(void)state;
	assert_non_null(jobs_run(&j, &region, ITEMS, NULL, slow, &load));
	assert_true(load.most_done > 0);
}

static void test_reasons(void **state)
{
	struct jobs j = { .cpu_seconds = 5,
		.wall_seconds = 30,
		.bytes = 256 * MB };
	struct job_result r = { JOB_OVER_TIME, SIGPROF };

	(void)state;
	assert_true(jobs_processors() >= 1);
	assert_string_equal(job_reason(&region, &j, &r),
		"the page used more than its 5 s");
	r.code = SIGKILL;
	assert_string_equal(job_reason(&region, &j, &r),
		"the page took longer than its 30 s");
	r = (struct job_result){ JOB_OVER_MEMORY, 0 };
	assert_string_equal(job_reason(&region, &j, &r),
		"the page used more than its 256 MiB");
	r = (struct job_result){ JOB_CRASHED, SIGSEGV };
	assert_string_equal(job_reason(&region, &j, &r),
		"the page crashed its worker: signal 11 "
		"(Segmentation fault)");
}

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0666);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* 0 is as it should be, 77 is a kernel without; else the check. */
static int check_confined(struct scratch *s)
{
	const char *in = path_join(&s->arena, str_of(s->path), S("in")).p;
	const char *out = path_join(&s->arena, str_of(s->path), S("out")).p;
	const char *const read[] = { in, "/nowhere", NULL };
	const char *const write[] = { out, NULL };
	struct confine c = { read, write };

	if (!confine_process(&c))
		return 77;
	if (!opens(str_printf(&s->arena, "%s/x", in).p, O_RDONLY))
		return 1;
	if (opens(str_printf(&s->arena, "%s/x", in).p, O_WRONLY))
		return 2;
	if (opens(str_printf(&s->arena, "%s/secret", s->path).p, O_RDONLY))
		return 3;
	int dir = fs_open_dir(out);
	if (!fs_write(dir, S("a/b"), S("1")) ||
		!fs_write(dir, S("a/b"), S("2")))
		return 4;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
		return 5;
	execl("/bin/true", "true", (char *)NULL);
	return errno == EPERM ? 0 : 6;
}

static void test_confine(void **state)
{
	struct scratch *s = *state;
	int status;

	assert_true(fs_write(s->dir, S("in/x"), S("x")));
	assert_true(fs_write(s->dir, S("out/y"), S("y")));
	assert_true(fs_write(s->dir, S("secret"), S("z")));
	pid_t pid = fork();
	if (pid == 0)
		_exit(check_confined(s));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

const struct CMUnitTest jobs_tests[] = {
	cmocka_unit_test_setup(test_equal, share),
	cmocka_unit_test_setup(test_none, share),
	cmocka_unit_test_setup(test_order, share),
	cmocka_unit_test_setup(test_crash, share),
	cmocka_unit_test_setup(test_all_crash, share),
	cmocka_unit_test_setup(test_hang, share),
	cmocka_unit_test_setup(test_memory, share),
	cmocka_unit_test_setup(test_no_worker, share),
	cmocka_unit_test_setup(test_progress, share),
	cmocka_unit_test_setup(test_reasons, share),
	scratch_test(test_confine),
};
const size_t jobs_tests_count = sizeof(jobs_tests) / sizeof(*jobs_tests);
