/* The map: order of insertion, replacement, odd keys, hashes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/map.h"

extern const struct CMUnitTest map_tests[];
extern const size_t map_tests_count;

static void test_empty(void **state)
{
	struct map m = { 0 };

	(void)state;
	assert_null(map_get(&m, S("a")));
	assert_false(map_has(&m, S("")));
	assert_int_equal(m.n, 0);
}

static void test_many(void **state)
{
	static char values[5000];
	struct arena a;
	struct map m = { 0 };

	(void)state;
	arena_init(&a);
	map_reserve(&a, &m, 100);
	assert_true(m.cap >= 100);
	assert_null(map_get(&m, S("map/0.md")));
	for (int i = 0; i < 5000; i++)
		map_put(&a, &m, str_printf(&a, "map/%d.md", i), &values[i]);
	assert_int_equal(m.n, 5000);
	for (int i = 0; i < 5000; i++) {
		struct str key = str_printf(&a, "map/%d.md", i);
		assert_ptr_equal(map_get(&m, key), &values[i]);
		assert_true(str_eq(m.items[i].key, key));
	}
	assert_null(map_get(&m, S("map/5000.md")));
	arena_release(&a);
}

static void test_replace(void **state)
{
	static char x, y;
	struct arena a;
	struct map m = { 0 };

	(void)state;
	arena_init(&a);
	map_put(&a, &m, S("b"), &x);
	map_put(&a, &m, S("a"), &x);
	map_put(&a, &m, S("b"), &y);
	assert_int_equal(m.n, 2);
	assert_ptr_equal(map_get(&m, S("b")), &y);
	assert_true(str_eq(m.items[0].key, S("b")));
	void **slot = map_slot(&a, &m, S("c"));
	assert_null(*slot);
	assert_true(map_has(&m, S("c")));
	*slot = &x;
	assert_ptr_equal(*map_slot(&a, &m, S("c")), &x);
	arena_release(&a);
}

static void test_odd_keys(void **state)
{
	static char x, y;
	struct arena a;
	struct map m = { 0 };

	(void)state;
	arena_init(&a);
	map_put(&a, &m, str_of(NULL), &x);
	assert_ptr_equal(map_get(&m, S("")), &x);
	map_put(&a, &m, S("a\0b"), &x);
	map_put(&a, &m, S("a\0c"), &y);
	assert_ptr_equal(map_get(&m, S("a\0b")), &x);
	assert_ptr_equal(map_get(&m, S("a\0c")), &y);
	assert_false(map_has(&m, S("a")));
	arena_release(&a);
}

static void test_hash(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct str hex = hash_hex(&a, S("dijk"), 16);
	assert_int_equal(hex.n, 16);
	assert_string_equal(hex.p,
		str_printf(&a, "%016jx", (uintmax_t)hash_bytes(S("dijk"))).p);
	assert_true(str_eq(hash_hex(&a, S("dijk"), 8), str_sub(hex, 0, 8)));
	assert_true(hash_bytes(S("")) == hash_bytes(str_of(NULL)));
	assert_true(hash_bytes(S("a")) != hash_bytes(S("b")));
	arena_release(&a);
}

const struct CMUnitTest map_tests[] = {
	cmocka_unit_test(test_empty),
	cmocka_unit_test(test_many),
	cmocka_unit_test(test_replace),
	cmocka_unit_test(test_odd_keys),
	cmocka_unit_test(test_hash),
};
const size_t map_tests_count = sizeof(map_tests) / sizeof(*map_tests);
