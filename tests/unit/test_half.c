#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/bold.h"
#include "lang/half.h"

extern const struct CMUnitTest half_tests[];
extern const size_t half_tests_count;

#define OBJECT "\xEF\xBF\xBC"

static struct arena arena;

static struct half read_half(const char *text)
{
	struct half h;

	arena_release(&arena);
	arena_init(&arena);
	half_read(&arena, str_of(text), &h);
	return h;
}

static void assert_text(const char *raw, const char *text)
{
	struct half h = read_half(raw);

	assert_int_equal(h.text.n, strlen(text));
	assert_memory_equal(h.text.p, text, h.text.n);
}

static void test_text(void **state)
{
	(void)state;
	assert_text("plain", "plain");
	assert_text("**bold** and *slanted*", "bold and slanted");
	assert_text("see [the desk](a(b).md \"t\").", "see the desk.");
	assert_text("run `a  b` now", "run " OBJECT " now");
	assert_text("![alt](a.png) x", OBJECT " x");
	assert_text("a &lt;b&gt; \\*c\\*", "a <b> *c*");
	assert_text("one<br/>two", "one" OBJECT "two");
	assert_text("at https://example.org/a. Then", "at " OBJECT ". Then");
	assert_text("a [b] c", "a [b] c");
	assert_text(":::no-loc text=\"Word\"::: x", "Word x");
	assert_text("a\xE2\x80\x8F"
		    "b",
		"ab"); /* U+200F */
}

static void test_codes(void **state)
{
	struct half h = read_half("[a](b.md) `c` {d} %s <br> ![e](f) **g**");

	(void)state;
	assert_int_equal(half_count(&h, CODE_LINK), 1);
	assert_int_equal(half_count(&h, CODE_SPAN), 1);
	assert_int_equal(half_count(&h, CODE_TOKEN), 2);
	assert_int_equal(half_count(&h, CODE_TAG), 1);
	assert_int_equal(half_count(&h, CODE_IMAGE), 1);
	assert_int_equal(half_count(&h, CODE_STRONG), 1);
	assert_int_equal(half_count(&h, CODE_STRAY), 0);
	h = read_half("\\frac{1} 10 % discount");
	assert_int_equal(half_count(&h, CODE_TOKEN), 0);
}

static void test_strays(void **state)
{
	struct half h = read_half("** open** word");

	(void)state;
	assert_true(half_count(&h, CODE_STRAY) > 0);
	/* Punctuation inside, a letter behind: CommonMark closes nothing. */
	h = read_half("**x:**y");
	assert_int_equal(half_count(&h, CODE_STRONG), 0);
	assert_true(half_count(&h, CODE_STRAY) > 0);
	h = read_half("snake_case and 2 * 3");
	assert_int_equal(half_count(&h, CODE_STRAY), 0);
}

static void test_way_back(void **state)
{
	struct half h = read_half("a **bold** word");
	uint32_t at, end;

	(void)state;
	half_range(&h, 2, 6, &at, &end);
	assert_int_equal(at, 4);
	assert_int_equal(end, 10);
	assert_int_equal(h.from[h.text.n], h.raw.n);
}

static void test_hostile(void **state)
{
	static char text[200001];
	static const char *const parts[] = { "[", "](", "<a ", "**a", "`", "{",
		"![", ":::", "_a*", "\\``", "<!--", "\r" };
	struct half h;

	(void)state;
	for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++) {
		size_t n = strlen(parts[k]);
		for (size_t i = 0; i < sizeof(text) - 1; i++)
			text[i] = parts[k][i % n];
		h = read_half(text);
		assert_int_equal(h.raw.n, sizeof(text) - 1);
	}
}

static enum bold fate(const char *source, const char *target, size_t *lost)
{
	struct half s, t;

	arena_release(&arena);
	arena_init(&arena);
	half_read(&arena, str_of(source), &s);
	half_read(&arena, str_of(target), &t);
	return bold_fate(&s, &t, lost);
}

static void test_bold(void **state)
{
	size_t lost;

	(void)state;
	assert_int_equal(fate("a", "b", &lost), BOLD_NONE);
	assert_int_equal(fate("**a** b", "**c** d", &lost), BOLD_KEPT);
	assert_int_equal(fate("**a** b", "c d", &lost), BOLD_PLAIN);
	assert_int_equal(lost, 1);
	assert_int_equal(fate("**a** b",
				 "\xE2\x80\x9C"
				 "c\xE2\x80\x9D d",
				 &lost),
		BOLD_QUOTED);
	arena_release(&arena);
}

const struct CMUnitTest half_tests[] = {
	cmocka_unit_test(test_text),
	cmocka_unit_test(test_codes),
	cmocka_unit_test(test_strays),
	cmocka_unit_test(test_way_back),
	cmocka_unit_test(test_hostile),
	cmocka_unit_test(test_bold),
};
const size_t half_tests_count = sizeof(half_tests) / sizeof(*half_tests);
