/* Baselines of findings that are made here, written and read again. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/baseline.h"

extern const struct CMUnitTest baseline_tests[];
extern const size_t baseline_tests_count;

static const struct rule rule = {
	.id = "DG999",
	.name = "word-wrong",
	.level = LEVEL_WARNING,
	.title = "a wrong word",
	.why = "readers wonder",
	.fix = "write the right word",
};

static struct arena arena;
static struct docset set;
static struct diag diags[3], *found[3];

static int setup(void **state)
{
	static const char *const prints[] = { "0a", "0b", "0c" };

	(void)state;
	arena_init(&arena);
	set = (struct docset){ .arena = &arena };
	for (size_t i = 0; i < 3; i++) {
		diags[i] = (struct diag){ .rule = &rule,
			.at.file = CONFIG_NOWHERE,
			.text = S("a \"wrong\" word"),
			.print = str_of(prints[i]) };
		found[i] = &diags[i];
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str written(const struct baseline *b, bool met_only)
{
	struct buf out;

	buf_init(&out, &arena);
	baseline_write(b, met_only, &out);
	return buf_str(&out);
}

/* What a comment hides is not known, it is allowed. */
static void test_round_trip(void **state)
{
	struct baseline b, again;
	struct str text;

	(void)state;
	diags[2].hidden = HIDDEN_COMMENT;
	baseline_take(&arena, &set, found, 3, &b);
	text = written(&b, false);
	assert_true(baseline_read(&arena, text, &again));
	assert_int_equal(again.entries.n, 2);
	assert_true(str_eq(written(&again, false), text));
	assert_true(map_has(&again.entries, S("0a")));
	assert_false(map_has(&again.entries, S("0c")));
}

static void test_mark(void **state)
{
	struct baseline b;

	(void)state;
	baseline_take(&arena, &set, found, 2, &b);
	baseline_mark(&b, found + 1, 2);
	assert_int_equal(b.met, 1);
	assert_int_equal(diags[0].hidden, HIDDEN_NOT);
	assert_int_equal(diags[1].hidden, HIDDEN_BASELINE);
	assert_int_equal(diags[2].hidden, HIDDEN_NOT);
	assert_true(baseline_read(&arena, written(&b, true), &b));
	assert_int_equal(b.entries.n, 1);
	assert_true(map_has(&b.entries, S("0b")));
}

static void test_empty(void **state)
{
	struct baseline b;

	(void)state;
	baseline_take(&arena, &set, found, 0, &b);
	assert_true(str_eq(written(&b, false),
		S("{ \"version\": 1, \"findings\": [\n] }\n")));
	assert_true(baseline_read(&arena, written(&b, false), &b));
	assert_int_equal(b.entries.n, 0);
}

static void test_bad(void **state)
{
	static const char *const texts[] = { "", "[", "[]", "{}", "null",
		"{\"findings\":{}}", "{\"findings\":[1]}",
		"{\"findings\":[{\"fingerprint\":\"\"}]}" };
	struct baseline b;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(baseline_read(&arena, str_of(texts[i]), &b));
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

const struct CMUnitTest baseline_tests[] = {
	test(test_round_trip),
	test(test_mark),
	test(test_empty),
	test(test_bad),
};
const size_t baseline_tests_count = sizeof(baseline_tests) /
				    sizeof(*baseline_tests);
