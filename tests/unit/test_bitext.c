#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "align/bitext.h"

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

static void load(struct arena *a, const char *text, struct bitext *out)
{
	struct sink sink;
	struct str bytes = str_of(text);

	arena_init(a);
	sink_init(&sink, a);
	bitext_make(a, bytes, pairs_scan(a, bytes, 0, 0, &sink), out);
}

static void expect(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

static void write_one(void **state)
{
	struct arena a;
	struct bitext b;
	struct str out;
	size_t bad;

	(void)state;
	load(&a, "x " PAIR("1-1", "een", "one") " y " PAIR("1-2", "", "two"),
		&b);
	struct str targets[] = { { NULL, 0 }, S_INIT("twee") };
	assert_true(bitext_write(&a, &b, targets, &out, &bad));
	expect(out, "x " PAIR("1-1", "een", "one") " y " PAIR("1-2", "twee",
			    "two"));
	expect(bitext_target(&b, 0), "een");
	expect(bitext_source(&b, 1), "two");
	arena_release(&a);
}

/* A text that would be read as the end of its pair, or as another one. */
static void write_unsafe(void **state)
{
	static const char *const texts[] = {
		"a</span><span class=\"sxs-lookup\"><span data-stu-id=\"1-1\">",
		"a<span data-ttu-id=\"9-9\">b",
		PAIR("2-2", "a", "b"),
	};
	struct arena a;
	struct bitext b;
	struct str out;
	size_t bad;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		load(&a, PAIR("1-1", "een", "one"), &b);
		struct str target = str_of(texts[i]);
		assert_false(bitext_write(&a, &b, &target, &out, &bad));
		assert_int_equal(bad, 0);
		arena_release(&a);
	}
}

static void keys(void **state)
{
	struct arena a;
	struct bitext b;

	(void)state;
	load(&a, PAIR("1-1", "a", "b") PAIR("1-1", "c", "d"), &b);
	expect(b.keys[0], "1-1");
	expect(b.keys[1], "1-1:2");
	assert_ptr_equal(bitext_find(&b, S("1-1:2")), &b.pairs.p[1]);
	assert_null(bitext_find(&b, S("1-2")));
	arena_release(&a);
}

static void joined(void **state)
{
	struct arena a;
	struct bitext b;
	struct str between;

	(void)state;
	load(&a,
		PAIR("1-1", "a", "b") " " PAIR("1-2", "c", "d") "\n" PAIR("1-3",
			"e", "f") " | " PAIR("1-4", "g", "h") "\n\n" PAIR("1-5",
			"i", "j"),
		&b);
	assert_false(bitext_joined(&b, 0, &between));
	assert_true(bitext_joined(&b, 1, &between));
	expect(between, " ");
	assert_true(bitext_joined(&b, 2, &between));
	assert_false(bitext_joined(&b, 3, &between));
	assert_false(bitext_joined(&b, 4, &between));
	arena_release(&a);
}

static void repair(void **state)
{
	struct arena a;
	struct bitext b;

	(void)state;
	load(&a,
		"&quot; <span data-ttu-id=\"1-1&quot;>a&quot;</span><span "
		"class=&quot;sxs-lookup\"><span data-stu-id=\"1-1\">b"
		"</span></span> &quot;",
		&b);
	expect(bitext_repair(&a, &b),
		"&quot; " PAIR("1-1", "a&quot;", "b") " &quot;");
	arena_release(&a);
	load(&a, PAIR("1-1", "a", "b"), &b);
	assert_ptr_equal(bitext_repair(&a, &b).p, b.bytes.p);
	arena_release(&a);
}

const struct CMUnitTest bitext_tests[] = {
	cmocka_unit_test(write_one),
	cmocka_unit_test(write_unsafe),
	cmocka_unit_test(keys),
	cmocka_unit_test(joined),
	cmocka_unit_test(repair),
};
const size_t bitext_tests_count = sizeof(bitext_tests) / sizeof(*bitext_tests);
