/* Where front matter ends and text begins. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "mark/front.h"

extern const struct CMUnitTest front_tests[];
extern const size_t front_tests_count;

static void check(const char *text, const char *yaml, const char *body)
{
	struct str bytes = str_of(text);
	struct front f = front_split(bytes);

	assert_int_equal(f.present, yaml != NULL);
	assert_true(f.body_at <= bytes.n);
	assert_true(str_eq(str_skip(bytes, f.body_at), str_of(body)));
	if (!yaml)
		return;
	assert_true(str_eq(f.yaml, str_of(yaml)));
	assert_ptr_equal(f.yaml.p, bytes.p + f.yaml_at);
	assert_false(f.unclosed);
}

static void test_present(void **state)
{
	(void)state;
	check("---\na: b\n---\ntext\n", "a: b\n", "text\n");
	check("---\n---\ntext", "", "text");
	check("---\na: b\n...\ntext\n", "a: b\n", "text\n");
	check("---  \na: b\n--- \t\ntext", "a: b\n", "text");
	check("---\na: b\n---", "a: b\n", "");
	check("---\r\na: b\r\n---\r\ntext\r\n", "a: b\r\n", "text\r\n");
	check("---\ra: b\r---\rtext", "a: b\r", "text");
	check("\xEF\xBB\xBF---\na: b\n---\ntext", "a: b\n", "text");
	check("---\na: b\n----\n---\n", "a: b\n----\n", "");
}

static void test_absent(void **state)
{
	(void)state;
	check("", NULL, "");
	check("text\n---\n", NULL, "text\n---\n");
	check("\n---\na: b\n---\n", NULL, "\n---\na: b\n---\n");
	check("----\na: b\n----\n", NULL, "----\na: b\n----\n");
	check(" ---\na\n---\n", NULL, " ---\na\n---\n");
	check("\xEF\xBB\xBF# A\n", NULL, "# A\n");
}

static void test_unclosed(void **state)
{
	(void)state;
	assert_true(front_split(S("---\ntitle: x\n# Text\n")).unclosed);
	assert_true(front_split(S("---")).unclosed);
	assert_true(front_split(S("---\n --- \n")).unclosed);
	assert_false(front_split(S("# Text\n")).unclosed);
}

const struct CMUnitTest front_tests[] = {
	cmocka_unit_test(test_present),
	cmocka_unit_test(test_absent),
	cmocka_unit_test(test_unclosed),
};
const size_t front_tests_count = sizeof(front_tests) / sizeof(*front_tests);
