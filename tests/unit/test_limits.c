/* What is refused before it is parsed, and what only looks like it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "mark/limits.h"

extern const struct CMUnitTest limits_tests[];
extern const size_t limits_tests_count;

/* `head`, then n times `unit`, then `tail`. */
static bool accepted(const char *head, const char *unit, size_t n,
	const char *tail)
{
	struct arena a;
	struct buf b;
	struct sink sink;
	struct piece whole = { 0, 0, false };
	struct view v = { .pieces = &whole, .npieces = 1 };
	struct markdown m = { .view = &v, .sink = &sink };

	arena_init(&a);
	sink_init(&sink, &a);
	buf_init(&b, &a);
	buf_add(&b, str_of(head));
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_of(unit));
	buf_add(&b, str_of(tail));
	v.text = buf_str(&b);
	bool ok = limits_check(&m);
	assert_int_equal(sink.count, !ok);
	if (!ok) {
		assert_ptr_equal(sink.first->rule, &rule_limit_exceeded);
		assert_true(sink.first->at.at >= strlen(head));
		assert_true(sink.first->at.at + sink.first->at.len <= b.n);
	}
	arena_release(&a);
	return ok;
}

static void test_line(void **state)
{
	(void)state;
	assert_true(accepted("x\n", "a", LIMIT_LINE, "\ny"));
	assert_false(accepted("x\n", "a", LIMIT_LINE + 1, "\ny"));
	assert_true(accepted("", "a\n", LIMIT_LINE, ""));
}

static void test_containers(void **state)
{
	(void)state;
	assert_true(accepted("x\n", "> ", LIMIT_CONTAINERS, "a"));
	assert_false(accepted("x\n", "> ", LIMIT_CONTAINERS + 1, "a"));
	assert_false(accepted("x\n", ">", LIMIT_CONTAINERS + 1, "a"));
	assert_false(accepted("x\n", "- ", LIMIT_CONTAINERS + 1, "a"));
	assert_false(accepted("x\n", "> 1. ", LIMIT_CONTAINERS, "a"));
	/* Not at the start of a line. */
	assert_true(accepted("x ", "> ", 1000, "a"));
	assert_true(accepted("", "-", 1000, ""));
	assert_true(accepted("", "> a\n", 1000, ""));
}

static void test_columns(void **state)
{
	(void)state;
	assert_true(accepted("x\n", "|a", LIMIT_COLUMNS, ""));
	assert_false(accepted("x\n", "|a", LIMIT_COLUMNS + 1, ""));
	assert_true(accepted("", "|a|\n", LIMIT_COLUMNS, ""));
}

const struct CMUnitTest limits_tests[] = {
	cmocka_unit_test(test_line),
	cmocka_unit_test(test_containers),
	cmocka_unit_test(test_columns),
};
const size_t limits_tests_count = sizeof(limits_tests) / sizeof(*limits_tests);
