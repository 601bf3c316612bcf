/* Output that grows, against the same text made otherwise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/buf.h"

extern const struct CMUnitTest buf_tests[];
extern const size_t buf_tests_count;

static void test_append(void **state)
{
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	assert_int_equal(buf_str(&b).n, 0);
	buf_add(&b, str_of(NULL));
	buf_lit(&b, "stap ");
	buf_uint(&b, 12);
	buf_byte(&b, ':');
	buf_code_point(&b, 0x20AC);
	buf_code_point(&b, 0x1F600);
	buf_printf(&b, " %s", "klaar");
	buf_printf(&b, "%s", "");
	assert_true(str_eq(buf_str(&b),
		S("stap 12:\xE2\x82\xAC\xF0\x9F\x98\x80 klaar")));
	arena_release(&a);
}

static void test_numbers(void **state)
{
	static const uint64_t numbers[] = { 0, 9, 10, 99, 1000000, UINT32_MAX,
		UINT64_MAX };
	struct arena a;
	char text[32];

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct buf b;
		buf_init(&b, &a);
		buf_uint(&b, numbers[i]);
		snprintf(text, sizeof(text), "%ju", (uintmax_t)numbers[i]);
		assert_true(str_eq(buf_str(&b), str_of(text)));
	}
	arena_release(&a);
}

/* Two buffers in one arena stand in each other's way, and yet are right. */
static void test_interleaved(void **state)
{
	struct arena a;
	struct buf x, y;

	(void)state;
	arena_init(&a);
	buf_init(&x, &a);
	buf_init(&y, &a);
	for (unsigned i = 0; i < 5000; i++) {
		buf_printf(&x, "%u,", i);
		buf_byte(&y, (char)('a' + i % 26));
	}
	struct str rest = buf_str(&x), part;
	for (uint32_t i = 0, v; i < 5000; i++) {
		assert_true(str_cut(&rest, ',', &part));
		assert_true(str_to_uint(part, &v));
		assert_int_equal(v, i);
		assert_int_equal(y.p[i], 'a' + i % 26);
	}
	assert_int_equal(y.n, 5000);
	arena_release(&a);
}

static void test_reserve(void **state)
{
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	buf_reserve(&b, 100000);
	buf_lit(&b, "x");
	char *p = b.p;
	for (int i = 0; i < 99999; i++)
		buf_byte(&b, 'y');
	assert_ptr_equal(b.p, p);
	assert_int_equal(b.n, 100000);
	arena_release(&a);
}

const struct CMUnitTest buf_tests[] = {
	cmocka_unit_test(test_append),
	cmocka_unit_test(test_numbers),
	cmocka_unit_test(test_interleaved),
	cmocka_unit_test(test_reserve),
};
const size_t buf_tests_count = sizeof(buf_tests) / sizeof(*buf_tests);
