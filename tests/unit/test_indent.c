#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "mark/indent.h"

extern const struct CMUnitTest indent_tests[];
extern const size_t indent_tests_count;

static struct arena a;

static struct view view_of(const char *text)
{
	struct pairs none = { 0 };

	return view_cut(&a, str_of(text), 0, &none, SIDE_TARGET);
}

static void cuts(void **state)
{
	struct view v, cut;

	(void)state;
	arena_init(&a);
	v = view_of("t\n:::row:::\n  :::column:::\n    a\n      b\n"
		    "  :::column-end:::\n:::row-end:::\n    c\n");
	cut = indent_cut(&a, &v);
	assert_true(str_eq(cut.text,
		S("t\n:::row:::\n:::column:::\na\n  b\n"
		  ":::column-end:::\n:::row-end:::\n    c\n")));
	/* Every byte knows where it came from. */
	for (size_t i = 0; i < cut.text.n; i++)
		assert_int_equal(cut.text.p[i], v.text.p[view_offset(&cut, i)]);
	arena_release(&a);
}

static void leaves(void **state)
{
	struct view v, cut;

	(void)state;
	arena_init(&a);
	v = view_of(":::row:::\n    a\n"); /* never ended */
	cut = indent_cut(&a, &v);
	assert_true(str_eq(cut.text, v.text));
	v = view_of("```\n:::row:::\n    :::column:::\n:::row-end:::\n```\n");
	cut = indent_cut(&a, &v);
	assert_true(str_eq(cut.text, v.text));
	arena_release(&a);
}

const struct CMUnitTest indent_tests[] = {
	cmocka_unit_test(cuts),
	cmocka_unit_test(leaves),
};
const size_t indent_tests_count = sizeof(indent_tests) / sizeof(*indent_tests);
