/* Words to kinds of alerts: those of everybody and a docset's own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "page/page.h"

extern const struct CMUnitTest alerts_tests[];
extern const size_t alerts_tests_count;

static void is(struct str got, const char *want)
{
	if (!str_eq(got, str_of(want)))
		fail_msg("'%.*s' and not '%s'", STR_ARG(got), want);
}

static void test_common(void **state)
{
	(void)state;
	is(alerts_find(&alerts_common, S("Tip"))->name, "TIP");
	assert_null(alerts_find(&alerts_common, S("SUCCESS")));
	assert_null(alerts_find(&alerts_common, S("")));
}

static void test_added(void **state)
{
	struct alert_kinds k = alerts_common;
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_true(alerts_add(&a, &k, S("success"), S("")));
	assert_true(alerts_add(&a, &k, S("NOTE"), S("alert blue")));
	assert_int_equal(k.n, alerts_common.n + 1);
	is(alerts_find(&k, S("Success"))->name, "SUCCESS");
	is(alerts_find(&k, S("note"))->look, "alert blue");
	/* The table of everybody is as it was. */
	is(alerts_find(&alerts_common, S("note"))->look, "");
	arena_release(&a);
}

static void test_no_name(void **state)
{
	static const char *const words[] = { "", "a b", "x]", "1ST", "-X",
		"na\xc3\xafve", "X\n" };
	struct alert_kinds k = alerts_common;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (alerts_add(&a, &k, str_of(words[i]), S("")))
			fail_msg("'%s' is a name", words[i]);
	for (int i = 0; i < 100; i++)
		alerts_add(&a, &k, str_printf(&a, "KIND-%d", i), S(""));
	assert_int_equal(k.n, 64);
	arena_release(&a);
}

static void test_titles(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	is(alerts_key(&a, S("GOOD-TO-KNOW")), "alert_good-to-know");
	is(alerts_title(&a, S("GOOD-TO-KNOW")), "Good to know");
	is(alerts_title(&a, S("X")), "X");
	arena_release(&a);
}

static enum node_kind first_kind(struct arena *a,
	const struct alert_kinds *alerts)
{
	struct page *p = page_parse(a, S("x.md"),
		S("> [!success]\n> The ferry leaves.\n"), 0, true, alerts);

	return p->tree[0]->root->child->kind;
}

static void test_parsed(void **state)
{
	struct alert_kinds k = alerts_common;
	struct arena a;

	(void)state;
	arena_init(&a);
	alerts_add(&a, &k, S("SUCCESS"), S(""));
	assert_int_equal(first_kind(&a, &k), NODE_ALERT);
	assert_int_equal(first_kind(&a, &alerts_common), NODE_QUOTE);
	assert_int_equal(first_kind(&a, NULL), NODE_QUOTE);
	arena_release(&a);
}

const struct CMUnitTest alerts_tests[] = {
	cmocka_unit_test(test_common),
	cmocka_unit_test(test_added),
	cmocka_unit_test(test_no_name),
	cmocka_unit_test(test_titles),
	cmocka_unit_test(test_parsed),
};
const size_t alerts_tests_count = sizeof(alerts_tests) / sizeof(*alerts_tests);
