/* Views: what is in them, and that each byte leads back to its file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "mark/view.h"

extern const struct CMUnitTest view_tests[];
extern const size_t view_tests_count;

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

static const char text[] = "---\ntitle: Veer\n---\n# " PAIR("f-1",
	"De veerboot", "The ferry") "\n\n- " PAIR("f-2", "Vaart *elk* uur.",
	"Sails *every* hour.") " " PAIR("f-3", "Ook \xE2\x82\xAC 2.",
	"Also \xE2\x82\xAC 2.") "\n";

struct fixture {
	struct arena a;
	struct str bytes;
	struct pairs pairs;
};

static void begin(struct fixture *f, const char *bytes)
{
	struct sink sink;

	arena_init(&f->a);
	sink_init(&sink, &f->a);
	f->bytes = str_of(bytes);
	f->pairs = pairs_scan(&f->a, f->bytes, 0, 0, &sink);
}

static size_t piece_end(const struct view *v, size_t i)
{
	return i + 1 < v->npieces ? v->pieces[i + 1].at : v->text.n;
}

/* For each byte that was copied: bytes[view_offset(i)] == view.text[i]. */
static void check_offsets(const struct fixture *f, const struct view *v)
{
	size_t copied = 0;

	assert_int_equal(v->pieces[0].at, 0);
	for (size_t i = 0; i < v->npieces; i++) {
		for (size_t k = v->pieces[i].at;
			!v->pieces[i].made && k < piece_end(v, i); k++) {
			uint32_t at = view_offset(v, k);
			assert_true(at < f->bytes.n);
			assert_int_equal(f->bytes.p[at], v->text.p[k]);
			copied++;
		}
	}
	assert_true(copied > 0);
}

static void check_side(enum side side, const char *marked, const char *plain)
{
	struct fixture f;
	struct view v;

	begin(&f, text);
	v = view_cut(&f.a, f.bytes, 20, &f.pairs, side);
	assert_int_equal(v.text.n, strlen(marked));
	assert_memory_equal(v.text.p, marked, v.text.n);
	check_offsets(&f, &v);
	assert_true(str_eq(view_unmark(&f.a, &v, v.text, f.pairs.n),
		str_of(plain + 20)));
	assert_true(str_eq(view_plain(&f.a, f.bytes, &f.pairs, side),
		str_of(plain)));
	arena_release(&f.a);
}

static void test_sides(void **state)
{
	(void)state;
	check_side(SIDE_TARGET,
		"# <dgs-0>De veerboot</dgs-0>\n\n- <dgs-1>Vaart *elk* "
		"uur.</dgs-1> <dgs-2>Ook \xE2\x82\xAC 2.</dgs-2>\n",
		"---\ntitle: Veer\n---\n# De veerboot\n\n- Vaart *elk* uur. "
		"Ook \xE2\x82\xAC 2.\n");
	check_side(SIDE_SOURCE,
		"# <dgs-0>The ferry</dgs-0>\n\n- <dgs-1>Sails *every* "
		"hour.</dgs-1> <dgs-2>Also \xE2\x82\xAC 2.</dgs-2>\n",
		"---\ntitle: Veer\n---\n# The ferry\n\n- Sails *every* hour. "
		"Also \xE2\x82\xAC 2.\n");
}

/* A backslash in front of a mark would make text of it. */
static void test_backslashes(void **state)
{
	static const char page[] = "a\\" PAIR("f-1", "Vaart\\",
		"Sails\\\\") "\n" PAIR("f-2", "Uit\\", "Out") "\n";
	struct fixture f;
	struct view v;

	(void)state;
	begin(&f, page);
	v = view_cut(&f.a, f.bytes, 0, &f.pairs, SIDE_TARGET);
	assert_true(str_eq(v.text, S("a<dgs-0>\\Vaart</dgs-0>\\\n"
				     "<dgs-1>Uit</dgs-1>\\\n")));
	check_offsets(&f, &v);
	v = view_cut(&f.a, f.bytes, 0, &f.pairs, SIDE_SOURCE);
	assert_true(str_eq(v.text, S("a<dgs-0>\\Sails\\\\</dgs-0>\n"
				     "<dgs-1>Out</dgs-1>\n")));
	assert_true(str_eq(view_unmark(&f.a, &v, v.text, f.pairs.n),
		view_plain(&f.a, f.bytes, &f.pairs, SIDE_SOURCE)));
	arena_release(&f.a);
}

static void test_no_pairs(void **state)
{
	struct fixture f;
	struct view v;

	(void)state;
	begin(&f, "x\n# One\n");
	v = view_cut(&f.a, f.bytes, 2, &f.pairs, SIDE_TARGET);
	assert_true(str_eq(v.text, S("# One\n")));
	check_offsets(&f, &v);
	assert_ptr_equal(view_plain(&f.a, f.bytes, &f.pairs, SIDE_SOURCE).p,
		f.bytes.p);
	arena_release(&f.a);
}

/* A file that has our marks as text gets others. */
static void check_prefix(const char *before, const char *prefix)
{
	struct fixture f;
	struct view v;

	begin(&f, "");
	f.bytes = str_printf(&f.a, "%s " PAIR("a-1", "x", "y"), before);
	struct sink sink;
	sink_init(&sink, &f.a);
	f.pairs = pairs_scan(&f.a, f.bytes, 0, 0, &sink);
	v = view_cut(&f.a, f.bytes, 0, &f.pairs, SIDE_TARGET);
	assert_true(str_eq(v.prefix, str_of(prefix)));
	arena_release(&f.a);
}

static void test_prefix(void **state)
{
	(void)state;
	check_prefix("", "<dgs-");
	check_prefix("dgs dgs1 <dgs2", "<dgs-");
	check_prefix("<dgs-0>", "<dgs1-");
	check_prefix("</dgs-7> <dgs1-0>", "<dgs2-");
	check_prefix("<dgs1-0>", "<dgs-");
	check_prefix("<dgs-0> <dgs4294967296-1> <dgs2-", "<dgs1-");
}

static void test_mark(void **state)
{
	struct fixture f;
	struct view v;
	uint32_t pair;
	bool closes;

	(void)state;
	begin(&f, text);
	v = view_cut(&f.a, f.bytes, 0, &f.pairs, SIDE_TARGET);
	assert_int_equal(view_mark(&v, S("<dgs-2>x"), 0, 3, &pair, &closes), 7);
	assert_int_equal(pair, 2);
	assert_false(closes);
	assert_int_equal(view_mark(&v, S("x</dgs-0>"), 1, 3, &pair, &closes),
		8);
	assert_true(closes);
	assert_int_equal(view_mark(&v, S("<dgs-3>"), 0, 3, &pair, &closes), 0);
	assert_int_equal(view_mark(&v, S("<dgs-"), 0, 3, &pair, &closes), 0);
	assert_int_equal(view_mark(&v, S("<dgs->"), 0, 3, &pair, &closes), 0);
	assert_int_equal(view_mark(&v, S("<dgs-1 >"), 0, 3, &pair, &closes), 0);
	arena_release(&f.a);
}

/* A range ends where its last byte is, not behind what was cut there. */
static void test_span(void **state)
{
	struct fixture f;
	struct view v;

	(void)state;
	begin(&f, "a" PAIR("i-1", "bc", "d") "e");
	v = view_cut(&f.a, f.bytes, 0, &f.pairs, SIDE_TARGET);
	size_t at = str_find(v.text, 0, S("bc"));
	struct span s = view_span(&v, 4, at, at + 2);
	assert_int_equal(s.file, 4);
	assert_int_equal(s.len, 2);
	assert_memory_equal(f.bytes.p + s.at, "bc", 2);
	assert_int_equal(view_span(&v, 4, 0, 1).len, 1);
	assert_int_equal(view_span(&v, 4, 1, 1).len, 0);
	arena_release(&f.a);
}

const struct CMUnitTest view_tests[] = {
	cmocka_unit_test(test_sides),
	cmocka_unit_test(test_backslashes),
	cmocka_unit_test(test_no_pairs),
	cmocka_unit_test(test_prefix),
	cmocka_unit_test(test_mark),
	cmocka_unit_test(test_span),
};
const size_t view_tests_count = sizeof(view_tests) / sizeof(*view_tests);
