/* Whole pages: a small bilingual one, the page that the project was made
 * from (where the shared folder is), and files that are no page. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "page/page.h"

extern const struct CMUnitTest page_tests[];
extern const size_t page_tests_count;

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

static const char small[] =
	"---\ntitle: Een fiets huren\n---\n"
	"# <a name=\"rent-a-bike\"></a>" PAIR("b-1", "Een fiets huren",
		"Rent a bike") "\n\n" PAIR("b-2", "Neem mee:",
		"Bring:") "\n\n"
			  "- " PAIR("b-3", "een [paspoort](pas.md)",
				  "a [passport](pas.md)") "\n- [" PAIR("b-4",
				  "uw kaart",
				  "your card") "](card.md)\n\n"
					       "> [!NOTE]\n> " PAIR("b-5",
						       "Alleen **vast**.",
						       "Only **fixed**.") "\n\n| " PAIR("b-6",
						       "Dag",
						       "Day") " | " PAIR("b-7",
						       "Prijs",
						       "Price") " |\n|---|---|\n| 1 | `9` |\n\n![lock](lock.png)\n";

static size_t count(const struct page *p, int side, enum node_kind kind)
{
	struct node *root = p->tree[side]->root;
	size_t n = 0;

	for (struct node *c = root; c; c = node_walk(root, c, false))
		n += c->kind == kind;
	return n;
}

static void check_counts(const struct page *p, size_t pairs, size_t alerts,
	size_t images)
{
	assert_int_equal(p->pairs.n, pairs);
	for (int side = 0; side < 2; side++) {
		assert_int_equal(p->tree[side]->nsegs, pairs);
		for (size_t i = 0; i < pairs; i++)
			assert_non_null(p->tree[side]->segs[i]);
		assert_int_equal(count(p, side, NODE_SEG), pairs);
		assert_int_equal(count(p, side, NODE_ALERT), alerts);
		assert_int_equal(count(p, side, NODE_IMAGE), images);
	}
}

static void test_small(void **state)
{
	struct arena a;
	struct page *p;

	(void)state;
	arena_init(&a);
	p = page_parse(&a, S("x.md"), str_of(small), 3, true, &alerts_common);
	assert_false(p->failed);
	assert_int_equal(p->sink.count, 0);
	assert_true(str_eq(p->title, S("Een fiets huren")));
	assert_int_equal(p->headings.n, 1);
	assert_true(str_eq(p->headings.p[0].id, S("rent-a-bike")));
	assert_non_null(p->headings.p[0].source);
	check_counts(p, 7, 1, 1);
	assert_int_equal(p->references.n, 6);
	assert_int_equal(p->references.p[0].side, SIDE_TARGET);
	assert_int_equal(p->references.p[5].side, SIDE_SOURCE);
	arena_release(&a);
}

static void test_seed(void **state)
{
	const char *shared = getenv("DIGLOT_SHARED");
	int dir = fs_open_dir(shared ? shared : "../shared");
	struct str path = S("seed/mpn-create-a-partner-center-account.md");
	struct arena a;
	struct str bytes;
	struct page *p;

	(void)state;
	if (dir < 0)
		skip();
	arena_init(&a);
	assert_int_equal(fs_read(&a, dir, path, 1 << 20, &bytes), FS_OK);
	close(dir);
	p = page_load(&a, &a, path, bytes, 0, true, &alerts_common, SIDE_NONE);
	assert_false(p->failed);
	check_counts(p, 47, 3, 1);
	/* Its source language alone. */
	p = page_load(&a, &a, path, bytes, 0, true, &alerts_common,
		SIDE_SOURCE);
	assert_int_equal(p->side, SIDE_SOURCE);
	assert_null(p->tree[1]);
	assert_true(p->pairs.n == 47);
	arena_release(&a);
}

static void check_refused(struct str bytes, size_t at, const char *text)
{
	struct arena a;
	struct page *p;

	arena_init(&a);
	p = page_parse(&a, S("x.md"), bytes, 0, true, &alerts_common);
	assert_true(p->failed);
	assert_null(p->tree[0]);
	assert_int_equal(p->sink.count, 1);
	assert_ptr_equal(p->sink.first->rule, &rule_encoding);
	assert_int_equal(p->sink.first->at.at, at);
	assert_true(str_eq(p->sink.first->text, str_of(text)));
	arena_release(&a);
}

static void test_encoding(void **state)
{
	(void)state;
	check_refused(S("caf\xE9\n"), 3, "the byte 0xE9 is not UTF-8");
	check_refused(S("\xFF\xFE#\0"), 0, "the file is UTF-16, not UTF-8");
	check_refused(S("#\0 \0A\0"), 0, "the file is UTF-16, not UTF-8");
	check_refused(S("\xFF\xFE\0\0#\0\0\0"), 0,
		"the file is UTF-32, not UTF-8");
	check_refused(S("text\0more"), 4, "there is a NUL byte in the text");
	check_refused(S("\xED\xA0\x80"), 0, "the byte 0xED is not UTF-8");
}

static void test_title(void **state)
{
	static const char *const texts[][2] = {
		{ "---\ntitle: Front\n---\n# Head\n", "Front" },
		{ "# Head *line*\n", "Head line" },
		{ "---\ntitle:\n---\n\n# Head\n", "Head" },
		{ "## No h1\n", "" },
		{ "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct page *p = page_parse(&a, S("x.md"), str_of(texts[i][0]),
			0, true, &alerts_common);
		assert_true(str_eq(p->title, str_of(texts[i][1])));
	}
	arena_release(&a);
}

const struct CMUnitTest page_tests[] = {
	cmocka_unit_test(test_small),
	cmocka_unit_test(test_seed),
	cmocka_unit_test(test_encoding),
	cmocka_unit_test(test_title),
};
const size_t page_tests_count = sizeof(page_tests) / sizeof(*page_tests);
