/* Slugs and ids of headings, and everything that a bookmark can name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "page/outline.h"

extern const struct CMUnitTest outline_tests[];
extern const size_t outline_tests_count;

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

static void check_slug(const char *text, const char *slug)
{
	struct arena a;

	arena_init(&a);
	assert_true(str_eq(outline_slug(&a, str_of(text)), str_of(slug)));
	arena_release(&a);
}

static void test_slug(void **state)
{
	(void)state;
	check_slug("Open an account", "open-an-account");
	check_slug("What's new? (2021)", "whats-new-2021");
	check_slug("a  b - c_d", "a--b---c_d");
	check_slug("C# & .NET", "c--net");
	check_slug("\xC3\x89\xC3\xA9n", "\xC3\xA9\xC3\xA9n");
	check_slug("\xE5\x89\x8D\xE6\x8F\x90", "\xE5\x89\x8D\xE6\x8F\x90");
	check_slug("!?", "section");
	check_slug("", "section");
}

/* The ids of a page's headings, with spaces between. */
static void check_ids(const char *text, const char *ids)
{
	struct arena a;
	struct page *p;
	char found[512] = "";

	arena_init(&a);
	p = page_parse(&a, S("x.md"), str_of(text), 0, true, &alerts_common);
	for (size_t i = 0; i < p->headings.n; i++) {
		struct str id = p->headings.p[i].id;
		assert_true(str_eq(p->headings.p[i].node->as.heading.id, id));
		strncat(strcat(found, i ? " " : ""), id.p, id.n);
	}
	assert_string_equal(found, ids);
	arena_release(&a);
}

static void test_ids(void **state)
{
	(void)state;
	check_ids("# Tea\n\n## Milk *first*\n\n## `Sugar`\n",
		"tea milk-first sugar");
	check_ids("# A\n\n# A\n\n# A\n", "a a-1 a-2");
	check_ids("# A\n\n# A-1\n\n# A\n", "a a-1 a-2");
	check_ids("# <a name=\"Old-Name\"></a>New name\n", "Old-Name");
	check_ids("# <a id=\"x\"></a><a name=\"y\"></a>Z\n", "x");
	check_ids("# <a name=\"\"></a>Empty\n", "empty");
	check_ids("#\n", "section");
	check_ids("# <a name=\"cup\"></a>" PAIR("a-1", "Kopje",
			  "Cup") "\n\n## " PAIR("a-2", "Schotel",
			  "Saucer") "\n",
		"cup saucer");
}

static void check_anchor(const char *text, const char *key, const char *id)
{
	struct arena a;
	struct page *p;

	arena_init(&a);
	p = page_parse(&a, S("x.md"), str_of(text), 0, true, &alerts_common);
	const struct str *found = map_get(&p->anchors, str_of(key));
	if (id) {
		assert_non_null(found);
		assert_true(str_eq(*found, str_of(id)));
	} else {
		assert_null(found);
	}
	arena_release(&a);
}

static void test_anchors(void **state)
{
	(void)state;
	check_anchor("# Tea Time\n", "tea-time", "tea-time");
	check_anchor("# <a name=\"TeaTime\"></a>T\n", "teatime", "TeaTime");
	check_anchor("# <a id=\"x\"></a><a name=\"Y\"></a>Z\n", "y", "Y");
	check_anchor("text <a name=\"Spot\"></a> text\n", "spot", "Spot");
	check_anchor("<div id=\"box\">\n", "box", "box");
	check_anchor("<img name=\"pic\">\n", "pic", NULL);
	check_anchor("<p data-id=\"no\">\n", "no", NULL);
	check_anchor("`<a name=\"no\">`\n", "no", NULL);
	check_anchor("<a name=\"a&amp;b\"></a>\n", "a&b", "a&b");
}

/* ---- with the target tree alone ---------------------------------- */

/* The same ids whether the source language is parsed or not. */
static bool same_ids(struct arena *a, struct str path, struct str bytes)
{
	struct page *both = page_load(a, a, path, bytes, 0, true,
		&alerts_common, SIDE_NONE);
	struct page *one = page_load(a, a, path, bytes, 0, true, &alerts_common,
		SIDE_TARGET);
	bool same = both->headings.n == one->headings.n;

	for (size_t i = 0; same && i < one->headings.n; i++)
		same = str_eq(one->headings.p[i].id, both->headings.p[i].id);
	return same && one->tree[1] == NULL;
}

static void check_alone(const char *text)
{
	struct arena a;

	arena_init(&a);
	assert_true(same_ids(&a, S("x.md"), str_of(text)));
	arena_release(&a);
}

static void test_alone(void **state)
{
	(void)state;
	check_alone("# " PAIR("a-1", "Kopje", "Cup") "\n\n- 1. ## " PAIR("a-2",
		"Thee & melk", "Tea *and* milk") " {x}\n");
	check_alone("> " PAIR("a-1", "Kopje", "Cup") "\n> ===\n");
	/* A heading in one of the two only. */
	check_alone(PAIR("a-1", "Kopje", "# Cup") "\n\n## " PAIR("a-2", "Thee",
		"Tea") "\n");
	check_alone(PAIR("a-1", "# Kopje", "Cup") "\n\n## " PAIR("a-2", "Thee",
		"Tea") "\n");
	/* The source half hides what follows. */
	check_alone(PAIR("a-1", "Kopje", "```") "\n\n## " PAIR("a-2", "Thee",
		"Tea") "\n");
	check_alone(PAIR("a-1", "Kopje", "<!-- Cup") "\n\n## " PAIR("a-2",
		"Thee", "Tea") "\n");
	check_alone(PAIR("a-1", "Kopje", "Cup\n# Tin") "\n\n## " PAIR("a-2",
		"Thee", "Tea") "\n");
	/* A link whose target stands elsewhere. */
	check_alone("## " PAIR("a-1", "De [Thee][t]",
		"The [Tea][t]") "\n\n"
				"[t]: tea.md\n");
	check_alone("## " PAIR("a-1", "Thee", "[Tea]") "\n\n[Tea]: u\n");
	check_alone("## " PAIR("a-1", "Thee", "Tea[^1]") "\n\n[^1]: n\n");
	check_alone("## <a name=\"x\"></a>" PAIR("a-1", "Kopje", "Cup") "\n");
	/* What a half ends with means something else at a line's end. */
	check_alone("# " PAIR("a-1", "Thee in F", "Tea in F #") "\n");
	check_alone("# " PAIR("a-1", "Thee", "Tea\\") "\n");
	check_alone("# `" PAIR("a-1", "Thee", "Tea") "` x\n");
	check_alone("# " PAIR("a-1", "Thee", "Tea\r# Cup") "\n");
}

static void walk_alone(const char *root)
{
	struct fs_list list = { .files = { 0 } };
	int dir = fs_open_dir(root);
	struct arena a, page;
	struct str bytes;

	if (dir < 0)
		skip();
	arena_init(&a);
	arena_init(&page);
	fs_walk(&a, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		struct str path = list.files.p[i].path;
		if (!str_ends(path, S(".md")) ||
			fs_read(&page, dir, path, 1 << 22, &bytes) != FS_OK)
			continue;
		if (str_find(bytes, 0, S("data-ttu-id")) != STR_NONE &&
			!same_ids(&page, path, bytes))
			fail_msg("other ids in %.*s", STR_ARG(path));
		arena_reset(&page);
	}
	arena_release(&page);
	arena_release(&a);
	close(dir);
}

static void test_corpora_alone(void **state)
{
	const char *shared = getenv("DIGLOT_SHARED");
	char path[512];

	(void)state;
	snprintf(path, sizeof(path), "%s/corpus",
		shared ? shared : "../shared");
	walk_alone(path);
}

const struct CMUnitTest outline_tests[] = {
	cmocka_unit_test(test_slug),
	cmocka_unit_test(test_ids),
	cmocka_unit_test(test_anchors),
	cmocka_unit_test(test_alone),
	cmocka_unit_test(test_corpora_alone),
};
const size_t outline_tests_count = sizeof(outline_tests) /
				   sizeof(*outline_tests);
