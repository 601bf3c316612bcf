#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "align/inline.h"
#include "base/buf.h"

/* The codes marked in the text: what a half is cut into. */
static struct str shown(struct arena *a, const struct parts *parts)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		int n = (int)p->bytes.n;
		if (p->kind == PART_TEXT)
			buf_add(&b, p->bytes);
		else if (p->kind == PART_OPEN)
			buf_printf(&b, "<%.*s>", n, p->bytes.p);
		else if (p->kind == PART_CLOSE)
			buf_printf(&b, "</%.*s>", n, p->bytes.p);
		else if (p->kind == PART_MARK)
			buf_printf(&b, "(%u:", p->id);
		else if (p->kind == PART_UNMARK)
			buf_byte(&b, ')');
		else
			buf_printf(&b, "{%.*s}", n, p->bytes.p);
	}
	buf_byte(&b, '\0');
	return buf_str(&b);
}

static void expect(const char *half, const char *want)
{
	struct arena a;

	arena_init(&a);
	struct parts parts = inline_split(&a, str_of(half));
	assert_string_equal(shown(&a, &parts).p, want);
	arena_release(&a);
}

static void codes(void **state)
{
	(void)state;
	expect("a **b** *c* ~~d~~", "a <**>b</**> <*>c</*> <~~>d</~~>");
	expect("[b](u \"t\")", "<[>b</](u \"t\")>");
	expect("[b][c] [d]", "<[>b</][c]> [d]");
	expect("![a](i) `x` &amp; \\*", "<![>a</](i)> {`x`} {&amp;} {\\*}");
	expect("<b>x</b><br/>", "<<b>>x</</b>>{<br/>}");
	expect("see https://e.org/a.", "see {https://e.org/a}.");
	expect(":::image x:::", "{:::image x:::}");
	expect("[!NOTE] a", "{[!NOTE]} a");
}

/* What is not closed, or not a code. */
static void texts(void **state)
{
	(void)state;
	expect("a ** b", "a ** b");
	expect("**a", "**a");
	expect("snake_case_name", "snake_case_name");
	expect("`a", "`a");
	expect("a < b & c", "a < b & c");
	expect("[a **b](c) d**", "<[>a **b</](c)> d**");
	expect("<b>x", "{<b>}x");
	expect("](odd)", "](odd)");
	expect("", "");
}

static void nested(void **state)
{
	(void)state;
	expect("**[`a`](b)**", "<**><[>{`a`}</](b)></**>");
	expect("[![a](b)](c)", "<[><![>a</](b)></](c)>");
}

static void counterparts(void **state)
{
	struct arena a;
	uint32_t next = 1;

	(void)state;
	arena_init(&a);
	struct parts s = inline_split(&a, S("`x` **a** `y`"));
	struct parts t = inline_split(&a, S("`y` `z` **b** *c*"));
	inline_number(&a, &s, &t, &next);
	assert_int_equal(s.p[0].id, 1);
	assert_int_equal(t.p[0].id, 3); /* equal bytes */
	assert_int_equal(t.p[2].id, 1); /* what is left of its kind */
	assert_true(t.p[2].shared);
	assert_int_equal(t.p[4].id, 2);
	assert_int_equal(t.p[8].id, 4); /* its own */
	assert_false(t.p[8].shared);
	assert_int_equal(next, 5);
	arena_release(&a);
}

static void expect_marks(const char *half, const struct inline_mark *marks,
	size_t n, const char *want)
{
	struct arena a;
	size_t bytes = 0;

	arena_init(&a);
	struct parts parts = inline_split(&a, str_of(half));
	struct parts out = inline_mark(&a, &parts, marks, n);
	assert_string_equal(shown(&a, &out).p, want);
	for (size_t i = 0; i < out.n; i++) {
		bytes += out.p[i].bytes.n;
		if (out.p[i].kind == PART_OPEN)
			assert_int_equal(out.p[out.p[i].partner].partner, i);
	}
	assert_int_equal(bytes, strlen(half));
	arena_release(&a);
}

/* Marks stand in texts; round a code that they touch, round all of it. */
static void marks(void **state)
{
	const char *half = "one **two** `x` four";
	struct inline_mark two[] = { { 0, 3, 1 }, { 16, 20, 2 } };
	struct inline_mark across[] = { { 1, 7, 1 }, { 12, 13, 2 } };
	struct inline_mark inside[] = { { 6, 8, 1 }, { 9, 13, 2 } };
	struct inline_mark all[] = { { 0, 20, 1 }, { 0, 3, 2 } };
	struct inline_mark none[] = { { 3, 3, 1 }, { 0, 21, 2 } };

	(void)state;
	expect_marks(half, two, 2, "(1:one) <**>two</**> {`x`} (2:four)");
	expect_marks(half, across, 2, "o(1:ne <**>two</**>) (2:{`x`}) four");
	expect_marks(half, inside, 2, "one <**>(1:tw)o</**> {`x`} four");
	expect_marks(half, all, 2, "(1:one <**>two</**> {`x`} four)");
	expect_marks(half, none, 2, "one <**>two</**> {`x`} four");
}

const struct CMUnitTest inline_tests[] = {
	cmocka_unit_test(codes),
	cmocka_unit_test(texts),
	cmocka_unit_test(nested),
	cmocka_unit_test(counterparts),
	cmocka_unit_test(marks),
};
const size_t inline_tests_count = sizeof(inline_tests) / sizeof(*inline_tests);
