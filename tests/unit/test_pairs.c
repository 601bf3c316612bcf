/* Bilingual pairs: the well-formed one, and every damage that real files
 * have (a stray <span>, &quot; for quotes, halves without the other). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "mark/pairs.h"

extern const struct CMUnitTest pairs_tests[];
extern const size_t pairs_tests_count;

#define T(id) "<span data-ttu-id=\"" id "\">"
#define MIDDLE(id) \
	"</span><span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">"
#define END "</span></span>"
#define PAIR(id, t, s)     \
	T(id) t MIDDLE(id) \
	s END

struct scanned {
	struct arena arena;
	struct sink sink;
	struct str bytes;
	struct pairs pairs;
};

static void scan(struct scanned *s, const char *text)
{
	arena_init(&s->arena);
	sink_init(&s->sink, &s->arena);
	s->bytes = str_of(text);
	s->pairs = pairs_scan(&s->arena, s->bytes, 0, 0, &s->sink);
}

static void check_texts(const struct scanned *s, size_t i, const char *t,
	const char *source)
{
	const struct pair *p = &s->pairs.p[i];

	assert_true(i < s->pairs.n);
	assert_true(str_eq(str_sub(s->bytes, p->t, p->t_end), str_of(t)));
	assert_true(str_eq(str_sub(s->bytes, p->s, p->s_end), str_of(source)));
}

/* One text: so many pairs, and the rules that find something, in order. */
static void check(const char *text, size_t pairs, const char *rules)
{
	struct scanned s;
	char found[256] = "";

	scan(&s, text);
	assert_int_equal(s.pairs.n, pairs);
	for (const struct diag *d = s.sink.first; d; d = d->next) {
		assert_true(d->at.at + d->at.len <= s.bytes.n);
		assert_true(d->at.len > 0);
		strcat(strcat(found, *found ? " " : ""), d->rule->name);
	}
	assert_string_equal(found, rules);
	arena_release(&s.arena);
}

static void test_good(void **state)
{
	struct scanned s;

	(void)state;
	scan(&s, "# " PAIR("a1-101", "De brug",
			 "The bridge") "\n" PAIR("a1-102", "Hij is **open**.",
			 "It is **open**.") " " PAIR("a1-p103", "", "Empty"));
	assert_int_equal(s.pairs.n, 3);
	assert_int_equal(s.sink.count, 0);
	assert_true(str_eq(s.pairs.p[0].id, S("a1-101")));
	assert_int_equal(s.pairs.p[0].at, 2);
	check_texts(&s, 0, "De brug", "The bridge");
	check_texts(&s, 1, "Hij is **open**.", "It is **open**.");
	check_texts(&s, 2, "", "Empty");
	assert_int_equal(s.pairs.p[2].end, s.bytes.n);
	arena_release(&s.arena);
}

/* The first </span> is not the end of T; the first </span></span> is not
 * the end of S. */
static void test_inner_spans(void **state)
{
	struct scanned s;

	(void)state;
	scan(&s,
		PAIR("a-1", "een <span class=\"ui\">knop</span> x",
			"a <span class=\"ui\">button</span> x") "\n" PAIR("a-2",
			"<span>Dag</span>", "<span>Day</span>") "\n" PAIR("a-3",
			"open <span> eind", "open <span> end") "\n" PAIR("a-4",
			"stray </span> eind", "stray end"));
	assert_int_equal(s.pairs.n, 4);
	assert_int_equal(s.sink.count, 0);
	check_texts(&s, 0, "een <span class=\"ui\">knop</span> x",
		"a <span class=\"ui\">button</span> x");
	check_texts(&s, 1, "<span>Dag</span>", "<span>Day</span>");
	check_texts(&s, 2, "open <span> eind", "open <span> end");
	check_texts(&s, 3, "stray </span> eind", "stray end");
	arena_release(&s.arena);
}

static void test_lines(void **state)
{
	struct scanned s;

	(void)state;
	scan(&s, "<td>" PAIR("a-1", "\n  - Mand\n",
			 "\n  - Basket\n") "</td>\n" PAIR("a-2",
			 "x\n\n</table>\n\n##Kop", "y"));
	assert_int_equal(s.pairs.n, 2);
	check_texts(&s, 0, "\n  - Mand\n", "\n  - Basket\n");
	check_texts(&s, 1, "x\n\n</table>\n\n##Kop", "y");
	arena_release(&s.arena);
}

static void test_damaged(void **state)
{
	(void)state;
	check("<span data-ttu-id=&quot;a-1&quot;>x</span><span "
	      "class=&quot;sxs-lookup&quot;><span data-stu-id=&quot;a-1&quot;>"
	      "y</span></span>",
		1, "pair-unbalanced");
	check("<span data-ttu-id=a-1>x</span>", 0, "pair-unbalanced");
	check("<span data-ttu-id=\"\">x</span>", 0, "pair-unbalanced");
	check("<span data-ttu-id=\"a 1\">x</span>", 0, "pair-unbalanced");
	check(T("a-1") "x" MIDDLE("a-1") "y</span>", 0,
		"pair-unbalanced pair-incomplete");
}

static void test_incomplete(void **state)
{
	(void)state;
	check(T("a-1") "alone</span>\n" PAIR("a-2", "x", "y"), 1,
		"pair-incomplete");
	check("<span data-stu-id=\"a-1\">alone</span>\n" PAIR("a-2", "x", "y"),
		1, "pair-incomplete");
	check(T("a-1") "x" MIDDLE("a-2") "y" END, 1, "pair-incomplete");
	check(T("a-1") "out " PAIR("a-2", "x", "y") END, 1, "pair-incomplete");
	check(PAIR("a-1", "x", "y") PAIR("a-1", "z", "w"), 2,
		"pair-id-duplicate");
}

static void test_none(void **state)
{
	(void)state;
	check("", 0, "");
	check("<span class=\"x\">y</span>", 0, "");
	check("<span data-ttu-id", 0, "");
}

/* All of it is read in one pass: half a second would be quadratic. */
static void test_many(void **state)
{
	struct arena a;
	struct buf b;
	struct sink sink;

	(void)state;
	arena_init(&a);
	sink_init(&sink, &a);
	buf_init(&b, &a);
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, T("a-%d") "x ", i);
	assert_int_equal(pairs_scan(&a, buf_str(&b), 0, 0, &sink).n, 0);
	assert_int_equal(sink.count, 20000);
	arena_release(&a);
}

const struct CMUnitTest pairs_tests[] = {
	cmocka_unit_test(test_good),
	cmocka_unit_test(test_inner_spans),
	cmocka_unit_test(test_lines),
	cmocka_unit_test(test_damaged),
	cmocka_unit_test(test_incomplete),
	cmocka_unit_test(test_none),
	cmocka_unit_test(test_many),
};
const size_t pairs_tests_count = sizeof(pairs_tests) / sizeof(*pairs_tests);
