/* Attributes of directives, and what is wrong with them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "mark/attrs.h"

extern const struct CMUnitTest attrs_tests[];
extern const size_t attrs_tests_count;

static void test_good(void **state)
{
	struct attrs a;

	(void)state;
	attrs_parse(S(" source=\"a b.png\"  alt-text = \"A \\\"b\\\"\" x=\"\" "),
		&a);
	assert_null(a.error);
	assert_int_equal(a.n, 3);
	assert_true(str_eq(*attrs_get(&a, S("source")), S("a b.png")));
	assert_true(str_eq(*attrs_get(&a, S("alt-text")), S("A \\\"b\\\"")));
	assert_int_equal(attrs_get(&a, S("x"))->n, 0);
	assert_null(attrs_get(&a, S("SOURCE")));
	attrs_parse(S(" \t"), &a);
	assert_int_equal(a.n, 0);
	assert_null(a.error);
}

static void check_bad(const char *text, const char *error, const char *bad)
{
	struct attrs a;

	attrs_parse(str_of(text), &a);
	assert_non_null(a.error);
	assert_string_equal(a.error, error);
	assert_true(str_eq(a.bad, str_of(bad)));
}

static void test_bad(void **state)
{
	(void)state;
	check_bad("a", "has no value", "a");
	check_bad("a=\"b\" c", "has no value", "c");
	check_bad("a=b", "is not in straight quotes", "a");
	check_bad("a='b'", "is not in straight quotes", "a");
	check_bad("a=\xE2\x80\x9C"
		  "b\xE2\x80\x9D",
		"is not in straight quotes", "a");
	check_bad("a=\"b", "is not closed", "a");
	check_bad("a=\"b\\\"", "is not closed", "a");
	check_bad("a=\"b\" a=\"c\"", "is given twice", "a");
	check_bad("=\"b\"", "is no attribute", "=\"b\"");
}

static void test_too_many(void **state)
{
	struct attrs a;
	char text[ATTRS_MAX * 16] = "";

	(void)state;
	for (int i = 0; i <= ATTRS_MAX; i++) {
		char one[24];
		snprintf(one, sizeof(one), "a%d=\"\" ", i);
		strcat(text, one);
	}
	attrs_parse(str_of(text), &a);
	assert_string_equal(a.error, "is one attribute too many");
	assert_int_equal(a.n, ATTRS_MAX);
}

const struct CMUnitTest attrs_tests[] = {
	cmocka_unit_test(test_good),
	cmocka_unit_test(test_bad),
	cmocka_unit_test(test_too_many),
};
const size_t attrs_tests_count = sizeof(attrs_tests) / sizeof(*attrs_tests);
