/* The table of rules: what everything that reads it relies on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/groups.h"
#include "check/rules.h"

extern const struct CMUnitTest rules_tests[];
extern const size_t rules_tests_count;

static void test_ids(void **state)
{
	(void)state;
	assert_true(rules_count > 0);
	assert_null(rules[rules_count]);
	for (size_t i = 0; i < rules_count; i++) {
		struct str id = str_of(rules[i]->id);
		uint32_t number;

		assert_int_equal(id.n, 5);
		assert_true(str_starts(id, S("DG")));
		assert_true(str_to_uint(str_skip(id, 2), &number));
		assert_true(
			i == 0 || strcmp(rules[i - 1]->id, rules[i]->id) < 0);
		assert_int_equal(rule_index(rules[i]), i);
	}
}

static void check_name(const char *name)
{
	for (const char *p = name; *p; p++)
		assert_true((*p >= 'a' && *p <= 'z') || *p == '-' ||
			    char_is_digit(*p));
	assert_true(strlen(name) > 0);
}

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < rules_count; i++) {
		check_name(rules[i]->name);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rules[i]->name, rules[k]->name);
	}
}

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < rules_count; i++) {
		const struct rule *r = rules[i];

		assert_true(r->title && *r->title);
		assert_true(r->why && *r->why);
		assert_true(r->fix && *r->fix);
		assert_false(str_ends(str_of(r->title), S(".")));
		assert_true(r->level >= LEVEL_OFF && r->level <= LEVEL_ERROR);
	}
}

static void test_find(void **state)
{
	(void)state;
	assert_string_equal(rule_find(S("DG305"))->name, "link-text-missing");
	assert_string_equal(rule_find(S("dg305"))->id, "DG305");
	assert_string_equal(rule_find(S("link-text-missing"))->id, "DG305");
	assert_null(rule_find(S("Link-Text-Missing")));
	assert_null(rule_find(S("DG30")));
	assert_null(rule_find(S("")));
}

static void test_matches(void **state)
{
	const struct rule *r = rule_find(S("DG305"));

	(void)state;
	assert_true(rule_matches(r, S("all")));
	assert_true(rule_matches(r, S("DG3")));
	assert_true(rule_matches(r, S("dg30")));
	assert_true(rule_matches(r, S("DG305")));
	assert_true(rule_matches(r, S("link-text-missing")));
	assert_false(rule_matches(r, S("DG")));
	assert_false(rule_matches(r, S("")));
	assert_false(rule_matches(r, S("DG4")));
	assert_false(rule_matches(r, S("DG3055")));
	assert_false(rule_matches(r, S("link-text")));
}

static void test_nearest(void **state)
{
	(void)state;
	assert_string_equal(rule_nearest(S("link-text-mising")),
		"link-text-missing");
	assert_string_equal(rule_nearest(S("alt-tekst-missing")),
		"alt-text-missing");
	assert_null(rule_nearest(S("zzzz")));
	assert_null(rule_nearest(S("")));
}

/* A group's name is no rule's, and each group and tag has rules. */
static void test_groups(void **state)
{
	(void)state;
	for (size_t g = 0; group_word(g); g++) {
		struct str word = str_of(group_word(g));
		size_t n = 0;

		assert_null(rule_find(word));
		assert_true(group_exists(word));
		for (size_t i = 0; i < rules_count; i++)
			n += group_takes(word, rules[i]);
		assert_true(n > 0);
	}
	for (size_t i = 0; i < rules_count; i++)
		assert_true(group_exists(str_of(group_of(rules[i]))));
	assert_false(group_exists(S("")));
}

static void test_in_groups(void **state)
{
	const struct rule *text = rule_find(S("link-text-missing"));
	const struct rule *alert = rule_find(S("alert-case"));

	(void)state;
	assert_string_equal(group_of(text), "links");
	assert_string_equal(text->tag, "accessibility");
	assert_string_equal(group_of(alert), "alerts");
	assert_null(alert->tag);
	assert_true(rule_matches(text, S("links")));
	assert_true(rule_matches(text, S("accessibility")));
	assert_false(rule_matches(text, S("images")));
	assert_false(rule_matches(alert, S("")));
	assert_true(rule_is_meant(alert, S("alerts")));
	assert_true(rule_is_meant(alert, S("dg512")));
	assert_false(rule_is_meant(alert, S("DG5")));
	assert_false(rule_is_meant(alert, S("all")));
	assert_string_equal(rule_nearest(S("heading")), "headings");
	assert_string_equal(rule_nearest(S("accesibility")), "accessibility");
}

const struct CMUnitTest rules_tests[] = {
	cmocka_unit_test(test_ids),
	cmocka_unit_test(test_names),
	cmocka_unit_test(test_texts),
	cmocka_unit_test(test_find),
	cmocka_unit_test(test_matches),
	cmocka_unit_test(test_nearest),
	cmocka_unit_test(test_groups),
	cmocka_unit_test(test_in_groups),
};
const size_t rules_tests_count = sizeof(rules_tests) / sizeof(*rules_tests);
