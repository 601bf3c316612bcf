#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "format/csv.h"

static void expect(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

static void rows(void **state)
{
	struct csv_row row;
	struct arena a;
	struct csv c;

	(void)state;
	arena_init(&a);
	csv_begin(&c, S("\xEF\xBB\xBF"
			"a,\"b,\"\"c\"\"\n\"\r\n,\n"));
	assert_true(csv_row(&a, &c, &row));
	assert_int_equal(row.n, 2);
	expect(row.p[0], "a");
	expect(row.p[1], "b,\"c\"\n");
	assert_true(csv_row(&a, &c, &row));
	assert_int_equal(row.n, 2);
	expect(row.p[1], "");
	assert_false(csv_row(&a, &c, &row));
	assert_null(c.fault);
	arena_release(&a);
}

static void separators(void **state)
{
	struct csv_row row;
	struct arena a;
	struct csv c;

	(void)state;
	arena_init(&a);
	csv_begin(&c, S("a;b\n1,5;2"));
	assert_true(csv_row(&a, &c, &row) && csv_row(&a, &c, &row));
	expect(row.p[0], "1,5");
	csv_begin(&c, S("a\tb"));
	assert_true(csv_row(&a, &c, &row));
	assert_int_equal(row.n, 2);
	arena_release(&a);
}

static void faults(void **state)
{
	static const char *const texts[] = { "\"a", "\"a\"b" };
	struct csv_row row;
	struct arena a;
	struct csv c;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < 2; i++) {
		csv_begin(&c, str_of(texts[i]));
		assert_false(csv_row(&a, &c, &row));
		assert_non_null(c.fault);
	}
	arena_release(&a);
}

static void guards(void **state)
{
	static const char *const texts[] = { "=1", "+1", "-1", "@a", "\ta",
		"'=1", "'a", "a", "", "'" };
	struct arena a;

	(void)state;
	arena_init(&a);
	expect(csv_guard(&a, S("=1")), "'=1");
	expect(csv_unguard(S("'a")), "'a");
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str guarded = csv_guard(&a, str_of(texts[i]));
		assert_false(csv_is_formula(guarded));
		expect(csv_unguard(guarded), texts[i]);
	}
	arena_release(&a);
}

static void written(void **state)
{
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	csv_put(&b, S("a"), false);
	csv_put(&b, S("b \"c\""), false);
	csv_put(&b, S("x\ny"), true);
	expect(buf_str(&b), "a,\"b \"\"c\"\"\",\"x\ny\"\r\n");
	arena_release(&a);
}

const struct CMUnitTest csv_tests[] = {
	cmocka_unit_test(rows),
	cmocka_unit_test(separators),
	cmocka_unit_test(faults),
	cmocka_unit_test(guards),
	cmocka_unit_test(written),
};
const size_t csv_tests_count = sizeof(csv_tests) / sizeof(*csv_tests);
