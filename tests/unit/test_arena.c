/* Arenas: alignment, zeroes, growth, limits, and the shared region. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/vec.h"

extern const struct CMUnitTest arena_tests[];
extern const size_t arena_tests_count;

static void test_alloc(void **state)
{
	struct arena a;
	size_t used = 0;

	(void)state;
	arena_init(&a);
	for (size_t round = 0; round < 2; round++) {
		used = 0;
		for (size_t n = 1; n < 3000; n += 7) {
			unsigned char *p = arena_alloc(&a, n);
			assert_int_equal((uintptr_t)p % 16, 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xAA, n);
			memset(arena_text(&a, 3), 'x', 3);
			used += n + 3;
		}
		assert_int_equal(a.used, used);
		arena_reset(&a);
		assert_int_equal(a.used, 0);
	}
	arena_release(&a);
}

static void test_large(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	char *small = arena_text(&a, 1);
	*small = 's';
	char *big = arena_alloc(&a, (size_t)5 << 20);
	assert_int_equal(big[((size_t)5 << 20) - 1], 0);
	assert_int_equal(*small, 's');
	arena_reset(&a);
	/* The chunk that is kept serves again. */
	assert_ptr_equal(arena_alloc(&a, (size_t)5 << 20), big);
	arena_release(&a);
}

static void test_grow(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	char *p = arena_alloc(&a, 10);
	memcpy(p, "duinzand!", 10);
	assert_ptr_equal(arena_grow(&a, p, 10, 100), p);
	arena_text(&a, 1);
	char *q = arena_grow(&a, p, 100, 200);
	assert_ptr_not_equal(q, p);
	assert_string_equal(q, "duinzand!");
	q = arena_grow(&a, q, 200, (size_t)3 << 20);
	assert_string_equal(q, "duinzand!");
	arena_release(&a);
}

static void test_vec(void **state)
{
	struct arena a;
	VEC(size_t) v = { 0 };

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < 10000; i++) {
		vec_push(&a, &v, i * i);
		if (i % 100 == 0)
			arena_text(&a, 1);
	}
	assert_int_equal(v.n, 10000);
	for (size_t i = 0; i < v.n; i++)
		assert_int_equal(v.p[i], i * i);
	arena_release(&a);
}

static void leave(void)
{
	_exit(42);
}

static int exit_of(void (*run)(struct arena *a), size_t limit)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct arena a;
		arena_exhausted = leave;
		arena_init(&a);
		a.limit = limit;
		run(&a);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void take_1000(struct arena *a)
{
	for (int i = 0; i < 10; i++)
		arena_text(a, 100);
}

static void grow_to_1000(struct arena *a)
{
	arena_grow(a, arena_alloc(a, 10), 10, 1000);
}

static void take_absurd(struct arena *a)
{
	arena_alloc(a, SIZE_MAX - 100);
}

static void test_limit(void **state)
{
	(void)state;
	assert_int_equal(exit_of(take_1000, 0), 0);
	assert_int_equal(exit_of(take_1000, 1000), 0);
	assert_int_equal(exit_of(take_1000, 999), 42);
	assert_int_equal(exit_of(grow_to_1000, 1000), 0);
	assert_int_equal(exit_of(grow_to_1000, 999), 42);
	assert_int_equal(exit_of(take_absurd, 0), 42);
}

static void test_shared(void **state)
{
	struct arena a;
	int status;

	(void)state;
	assert_true(arena_share());
	arena_init_shared(&a);
	char **box = arena_new(&a, char *);
	pid_t pid = fork();
	if (pid == 0) {
		struct arena mine;
		arena_init_shared(&mine);
		char *text = arena_text(&mine, (size_t)2 << 20);
		memcpy(text, "uit het kind", 13);
		*box = text;
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_string_equal(*box, "uit het kind");
	arena_release(&a);
}

const struct CMUnitTest arena_tests[] = {
	cmocka_unit_test(test_alloc),
	cmocka_unit_test(test_large),
	cmocka_unit_test(test_grow),
	cmocka_unit_test(test_vec),
	cmocka_unit_test(test_limit),
	cmocka_unit_test(test_shared),
};
const size_t arena_tests_count = sizeof(arena_tests) / sizeof(*arena_tests);
