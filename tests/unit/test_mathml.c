#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "format/mathml.h"

extern const struct CMUnitTest mathml_tests[];
extern const size_t mathml_tests_count;

static struct arena a;

static struct str write_math(const char *tex, bool *known)
{
	struct buf b;

	buf_init(&b, &a);
	*known = mathml_write(&b, &a, str_of(tex), false);
	return b.n ? buf_str(&b) : S("");
}

static void check(const char *tex, const char *row)
{
	bool known;
	struct str got = write_math(tex, &known);

	assert_true(known);
	assert_true(str_eq(got,
		str_printf(&a, "<math><mrow>%s</mrow></math>", row)));
}

static void knows(void **state)
{
	(void)state;
	arena_init(&a);
	check("x+1", "<mi>x</mi><mo>+</mo><mn>1</mn>");
	check("a_1^2", "<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>");
	check("a^2_1", "<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>");
	check("\\frac ab", "<mfrac><mi>a</mi><mi>b</mi></mfrac>");
	check("\\alpha<b", "<mi>α</mi><mo>&lt;</mo><mi>b</mi>");
	check("\\text{a <b}", "<mtext>a &lt;b</mtext>");
	arena_release(&a);
}

static void gives_up(void **state)
{
	static const char *const bad[] = { "\\nosuch", "{a", "a}", "a^",
		"\\frac{a}", "\\left( a", "\\begin{matrix} a", "a & b",
		"\\sqrt[3" };
	bool known;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct str got = write_math(bad[i], &known);
		assert_false(known);
		assert_int_equal(got.n, 0);
	}
	arena_release(&a);
}

const struct CMUnitTest mathml_tests[] = {
	cmocka_unit_test(knows),
	cmocka_unit_test(gives_up),
};
const size_t mathml_tests_count = sizeof(mathml_tests) / sizeof(*mathml_tests);
