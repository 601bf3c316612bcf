/* Offsets into lines and columns, and findings that carry them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag.h"
#include "base/source.h"

extern const struct CMUnitTest source_tests[];
extern const size_t source_tests_count;

static struct source make(struct arena *a, struct str bytes)
{
	struct source s = { .path = S_INIT("x.md"), .bytes = bytes };

	source_index(a, &s);
	return s;
}

static void check_place(const struct source *s, size_t at, uint32_t line,
	uint32_t column)
{
	struct place p = source_place(s, at);

	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
}

static void test_line_ends(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct source s = make(&a, S("een\ntwee\r\ndrie\rvier"));
	assert_int_equal(s.nlines, 4);
	assert_true(str_eq(source_line(&s, 1), S("een")));
	assert_true(str_eq(source_line(&s, 2), S("twee")));
	assert_true(str_eq(source_line(&s, 3), S("drie")));
	assert_true(str_eq(source_line(&s, 4), S("vier")));
	assert_int_equal(source_line(&s, 0).n, 0);
	assert_int_equal(source_line(&s, 5).n, 0);
	check_place(&s, 0, 1, 1);
	check_place(&s, 3, 1, 4);
	check_place(&s, 4, 2, 1);
	check_place(&s, 10, 3, 1);
	check_place(&s, 19, 4, 5);
	check_place(&s, 999, 4, 5);
	arena_release(&a);
}

static void test_edges(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct source s = make(&a, S(""));
	check_place(&s, 0, 1, 1);
	assert_int_equal(source_line(&s, 1).n, 0);
	s = make(&a, S("\n"));
	assert_int_equal(s.nlines, 2);
	check_place(&s, 1, 2, 1);
	s = make(&a, S("\n\r\n\r\r"));
	assert_int_equal(s.nlines, 5);
	arena_release(&a);
}

static void test_columns(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	/* A byte-order mark is no column; a code point is one. */
	struct source s = make(&a, S("\xEF\xBB\xBF\xC3\xA9\xE2\x82\xACx"));
	check_place(&s, 3, 1, 1);
	check_place(&s, 5, 1, 2);
	check_place(&s, 8, 1, 3);
	check_place(&s, 9, 1, 4);
	arena_release(&a);
}

/* Each byte lies in the line that its place names. */
static void test_round_trip(void **state)
{
	struct str text = S("# Kop\r\n\n- a\r- b\n\n\nslot");
	struct arena a;

	(void)state;
	arena_init(&a);
	struct source s = make(&a, text);
	for (size_t at = 0; at < text.n; at++) {
		struct place p = source_place(&s, at);
		struct str line = source_line(&s, p.line);
		size_t offset = (size_t)(line.p - text.p) + p.column - 1;
		assert_int_equal(offset, at);
	}
	arena_release(&a);
}

/* Whatever was asked for before, a place is the same. */
static void test_near(void **state)
{
	struct str text = S("a\xC3\xA9\xE6\x97\xA5z\n\xC3\xA9\xFFx\xA9y\n");
	struct place_mark mark = { 0 };
	struct arena a;

	(void)state;
	arena_init(&a);
	struct source s = make(&a, text);
	for (size_t from = 0; from <= text.n; from++)
		for (size_t at = 0; at <= text.n; at++) {
			struct place want = source_place(&s, at), got;
			source_place_near(&s, &mark, from);
			got = source_place_near(&s, &mark, at);
			assert_int_equal(got.line, want.line);
			assert_int_equal(got.column, want.column);
		}
	arena_release(&a);
}

static void test_diag(void **state)
{
	static const struct rule rule = { .id = "DG000",
		.name = "proof",
		.level = LEVEL_WARNING,
		.title = "a proof" };
	struct arena a;
	struct sink sink;
	enum level level;

	(void)state;
	arena_init(&a);
	sink_init(&sink, &a);
	sink.side = SIDE_SOURCE;
	diag_add(&sink, &rule, (struct span){ 3, 4, 5 }, "no '%s'", "x")->hint =
		S("make one");
	diag_add(&sink, &rule, (struct span){ 0 }, "second");
	assert_int_equal(sink.count, 2);
	assert_string_equal(sink.first->text.p, "no 'x'");
	assert_int_equal(sink.first->at.len, 5);
	assert_int_equal(sink.first->level, LEVEL_WARNING);
	assert_int_equal(sink.first->side, SIDE_SOURCE);
	assert_ptr_equal(sink.first->next, sink.last);
	assert_null(sink.last->next);
	for (enum level i = LEVEL_OFF; i <= LEVEL_ERROR; i++) {
		assert_true(level_parse(str_of(level_name(i)), &level));
		assert_int_equal(level, i);
	}
	assert_false(level_parse(S("loud"), &level));
	arena_release(&a);
}

const struct CMUnitTest source_tests[] = {
	cmocka_unit_test(test_line_ends),
	cmocka_unit_test(test_edges),
	cmocka_unit_test(test_columns),
	cmocka_unit_test(test_round_trip),
	cmocka_unit_test(test_near),
	cmocka_unit_test(test_diag),
};
const size_t source_tests_count = sizeof(source_tests) / sizeof(*source_tests);
