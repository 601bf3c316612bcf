/* Slices: each function against a slow, plain twin or by its edges. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"

extern const struct CMUnitTest str_tests[];
extern const size_t str_tests_count;

static void test_sub(void **state)
{
	struct str s = S("noordzee");

	(void)state;
	assert_true(str_eq(str_sub(s, 0, 5), S("noord")));
	assert_true(str_eq(str_sub(s, 5, 99), S("zee")));
	assert_int_equal(str_sub(s, 9, 99).n, 0);
	assert_int_equal(str_sub(s, 4, 2).n, 0);
	assert_true(str_eq(str_skip(s, 5), S("zee")));
	assert_int_equal(str_skip(s, 50).n, 0);
}

static void test_compare(void **state)
{
	static const char *const list[] = { "a", "b", NULL };

	(void)state;
	assert_true(str_cmp(S("dijk"), S("dijken")) < 0);
	assert_true(str_cmp(S("dijken"), S("dijk")) > 0);
	assert_true(str_cmp(S("a"), S("\xC3\xA9")) < 0);
	assert_int_equal(str_cmp(S(""), str_of(NULL)), 0);
	assert_true(str_eq(S(""), str_of(NULL)));
	assert_true(str_eq_nocase(S("MD-file"), S("md-FILE")));
	assert_false(str_eq_nocase(S("@"), S("`")));
	assert_true(str_in(S("b"), list));
	assert_false(str_in(S("B"), list));
	assert_true(str_in_nocase(S("B"), list));
	assert_false(str_in_nocase(S(""), list));
	assert_true(str_starts(S("docs"), S("")));
	assert_true(str_starts(S("docs"), S("docs")));
	assert_false(str_starts(S("doc"), S("docs")));
	assert_true(str_ends(S("page.md"), S(".md")));
	assert_false(str_ends(S("md"), S(".md")));
	assert_true(str_starts_nocase(S("HTTPS://x"), S("https:")));
	assert_true(str_ends_nocase(S("A.PNG"), S(".png")));
}

static size_t slow_find(struct str s, size_t from, struct str needle)
{
	for (size_t i = from; i + needle.n <= s.n; i++)
		if (str_eq(str_sub(s, i, i + needle.n), needle))
			return i;
	return STR_NONE;
}

static void test_find(void **state)
{
	char text[64];
	struct str s = str_make(text, sizeof(text));

	(void)state;
	srand(7);
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof(text); i++)
			text[i] = (char)('a' + rand() % 2);
		struct str needle = str_sub(s, 40, 40 + (size_t)rand() % 9);
		size_t from = (size_t)rand() % 66;
		assert_int_equal(str_find(s, from, needle),
			slow_find(s, from, needle));
	}
	assert_int_equal(str_find(S(""), 0, S("a")), STR_NONE);
	assert_int_equal(str_find_byte(S("a/b"), 1, '/'), 1);
	assert_int_equal(str_find_byte(S("a/b"), 9, '/'), STR_NONE);
	assert_int_equal(str_rfind_byte(S("a/b/c"), '/'), 3);
	assert_int_equal(str_rfind_byte(str_of(NULL), '/'), STR_NONE);
}

static void test_trim(void **state)
{
	(void)state;
	assert_true(str_eq(str_trim(S(" \t\r\n kop \f\v")), S("kop")));
	assert_true(str_eq(str_trim_left(S("  a ")), S("a ")));
	assert_true(str_eq(str_trim_right(S("  a ")), S("  a")));
	assert_int_equal(str_trim(S("   ")).n, 0);
	assert_int_equal(str_trim(str_of(NULL)).n, 0);
}

static size_t count_parts(struct str s)
{
	struct str part;
	size_t n = 0;

	while (str_cut(&s, ',', &part))
		n++;
	return n;
}

static void test_cut(void **state)
{
	struct str rest = S("a,,b,"), part;

	(void)state;
	assert_true(str_cut(&rest, ',', &part));
	assert_true(str_eq(part, S("a")));
	assert_true(str_cut(&rest, ',', &part));
	assert_int_equal(part.n, 0);
	assert_true(str_cut(&rest, ',', &part));
	assert_true(str_eq(part, S("b")));
	assert_true(str_cut(&rest, ',', &part));
	assert_int_equal(part.n, 0);
	assert_false(str_cut(&rest, ',', &part));
	assert_int_equal(count_parts(S("")), 1);
	assert_int_equal(count_parts(S("één")), 1);
	assert_int_equal(count_parts(str_of(NULL)), 0);
}

static void test_copies(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_string_equal(str_z(&a, str_sub(S("waterkant"), 0, 5)), "water");
	assert_string_equal(str_dup(&a, str_of(NULL)).p, "");
	assert_string_equal(str_lower(&a, S("De \xC3\x89!Z")).p,
		"de \xC3\x89!z");
	assert_string_equal(str_cat(&a, S("ij"), S("s")).p, "ijs");
	struct str s = str_printf(&a, "%d-%s", 12, "x");
	assert_int_equal(s.n, 4);
	assert_string_equal(s.p, "12-x");
	arena_release(&a);
}

static void test_to_uint(void **state)
{
	uint32_t v = 7;

	(void)state;
	assert_true(str_to_uint(S("4294967295"), &v));
	assert_int_equal(v, UINT32_MAX);
	assert_true(str_to_uint(S("007"), &v));
	assert_int_equal(v, 7);
	assert_false(str_to_uint(S("4294967296"), &v));
	assert_false(str_to_uint(S("99999999999"), &v));
	assert_false(str_to_uint(S(""), &v));
	assert_false(str_to_uint(S("-1"), &v));
	assert_false(str_to_uint(S("1 "), &v));
	assert_int_equal(v, 7);
}

static void test_distance(void **state)
{
	static const char many[300];

	(void)state;
	assert_int_equal(str_distance(S("titel"), S("title"), 5), 2);
	assert_int_equal(str_distance(S(""), S("abc"), 5), 3);
	assert_int_equal(str_distance(S("kitten"), S("sitting"), 5), 3);
	assert_int_equal(str_distance(S("kitten"), S("sitting"), 2), 3);
	assert_int_equal(str_distance(S("same"), S("same"), 0), 0);
	assert_int_equal(str_distance(str_make(many, 300), str_make(many, 300),
				 3),
		4);
}

static void test_classes(void **state)
{
	(void)state;
	for (int i = 0; i < 256; i++) {
		char c = (char)i;
		int classes = char_is_space(c) + char_is_alnum(c) +
			      char_is_punct(c);
		assert_int_equal(classes,
			(i > 32 && i < 127) || i == 32 || (i > 8 && i < 14));
		assert_true(!char_is_digit(c) || char_is_alnum(c));
	}
}

const struct CMUnitTest str_tests[] = {
	cmocka_unit_test(test_sub),
	cmocka_unit_test(test_compare),
	cmocka_unit_test(test_find),
	cmocka_unit_test(test_trim),
	cmocka_unit_test(test_cut),
	cmocka_unit_test(test_copies),
	cmocka_unit_test(test_to_uint),
	cmocka_unit_test(test_distance),
	cmocka_unit_test(test_classes),
};
const size_t str_tests_count = sizeof(str_tests) / sizeof(*str_tests);
