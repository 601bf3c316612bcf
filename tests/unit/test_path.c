/* Paths and URLs by tables, and by what must hold for all of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/path.h"

extern const struct CMUnitTest path_tests[];
extern const size_t path_tests_count;

static void check(struct str got, const char *want)
{
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.n ? got.p : "", want, got.n);
}

static void test_parts(void **state)
{
	(void)state;
	check(path_dir(S("a/b/c.md")), "a/b");
	check(path_dir(S("c.md")), "");
	check(path_base(S("a/b/c.md")), "c.md");
	check(path_base(S("a/")), "");
	check(path_ext(S("a.b/c.tar.gz")), ".gz");
	check(path_ext(S("a.b/c")), "");
	check(path_ext(S("a/.nojekyll")), "");
	check(path_stem(S("a.b/c.md")), "a.b/c");
	check(path_stem(S("a.b/c")), "a.b/c");
	check(path_ext(S("")), "");
}

static void test_join(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_string_equal(path_join(&a, S("a"), S("b")).p, "a/b");
	assert_string_equal(path_join(&a, S("a/"), S("b")).p, "a/b");
	assert_string_equal(path_join(&a, S(""), S("b")).p, "b");
	assert_string_equal(path_join(&a, S("a"), S("")).p, "a");
	assert_string_equal(path_join(&a, S(""), S("")).p, "");
	arena_release(&a);
}

static void test_normalize(void **state)
{
	static const char *const cases[][2] = {
		{ "a/b", "a/b" },
		{ "", "" },
		{ ".", "" },
		{ "a/..", "" },
		{ "./a//b/./c/", "a/b/c" },
		{ "a/../b", "b" },
		{ "a/b/../../c", "c" },
		{ "..", NULL },
		{ "a/../..", NULL },
		{ "a/../../b", NULL },
		{ "/a", NULL },
		{ "a\\..\\b", "a\\..\\b" },
		{ "...", "..." },
		{ "..a/b", "..a/b" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str out = S("untouched"), twice;
		bool ok = path_normalize(&a, str_of(cases[i][0]), &out);
		assert_int_equal(ok, cases[i][1] != NULL);
		check(out, ok ? cases[i][1] : "untouched");
		if (!ok)
			continue;
		assert_true(path_normalize(&a, out, &twice));
		assert_true(str_eq(out, twice));
	}
	arena_release(&a);
}

static void test_resolve(void **state)
{
	static const char *const cases[][3] = {
		{ "a/b.md", "c.md", "a/c.md" },
		{ "a/b.md", "../c.md", "c.md" },
		{ "a/b.md", "../../c.md", NULL },
		{ "a/b.md", "/c.md", "c.md" },
		{ "a/b.md", "~/c/d.md", "c/d.md" },
		{ "a/b.md", "~c.md", "a/~c.md" },
		{ "a/b.md", "/../c.md", NULL },
		{ "b.md", "", "" },
		{ "/b.md", "c.md", NULL },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str out;
		bool ok = path_resolve(&a, str_of(cases[i][0]),
			str_of(cases[i][1]), &out);
		assert_int_equal(ok, cases[i][2] != NULL);
		if (ok)
			check(out, cases[i][2]);
	}
	arena_release(&a);
}

/* What leads from one file to another resolves back to it. */
static void test_relative(void **state)
{
	static const char *const files[] = { "a.md", "b/a.md", "b/c/a.md",
		"b/c/z.md", "bc/a.md", "d/e/f/g.md", "b.md" };
	const size_t n = sizeof(files) / sizeof(*files);
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_string_equal(path_relative(&a, S("b/c/a.md"), S("b/d.md")).p,
		"../d.md");
	assert_string_equal(path_relative(&a, S("b/a.md"), S("bc/a.md")).p,
		"../bc/a.md");
	assert_string_equal(path_relative(&a, S("b/a.md"), S("b/a.md")).p,
		"a.md");
	for (size_t i = 0; i < n * n; i++) {
		struct str from = str_of(files[i / n]);
		struct str to = str_of(files[i % n]), out;
		assert_true(path_resolve(&a, from, path_relative(&a, from, to),
			&out));
		assert_true(str_eq(out, to));
	}
	arena_release(&a);
}

static void test_split(void **state)
{
	struct url u = url_split(S("https://example.org/a/b?x=1?#top#2"));

	(void)state;
	check(u.scheme, "https");
	check(u.authority, "example.org");
	check(u.path, "/a/b");
	check(u.query, "x=1?");
	check(u.fragment, "top#2");
	assert_true(u.has_authority && u.has_query && u.has_fragment);
	u = url_split(S("../a b.md#"));
	check(u.scheme, "");
	check(u.path, "../a b.md");
	assert_true(u.has_fragment && !u.has_query && !u.has_authority);
	assert_int_equal(u.fragment.n, 0);
	u = url_split(S("//host"));
	check(u.authority, "host");
	check(u.path, "");
	assert_true(u.has_authority);
	u = url_split(S("mailto:x@example.org"));
	check(u.scheme, "mailto");
	check(u.path, "x@example.org");
	u = url_split(S("a/b:c"));
	check(u.scheme, "");
	check(u.path, "a/b:c");
	u = url_split(S("1a:b"));
	check(u.scheme, "");
	u = url_split(S("#a?b"));
	check(u.path, "");
	check(u.fragment, "a?b");
	assert_false(u.has_query);
	u = url_split(str_of(NULL));
	assert_int_equal(u.path.n, 0);
}

static void test_escapes(void **state)
{
	struct arena a;
	char all[256];

	(void)state;
	arena_init(&a);
	check(url_decode(&a, S("a%20b%2Fc%zz%4")), "a b/c%zz%4");
	check(url_decode(&a, S("%2541")), "%41");
	check(url_encode(&a, S("a b/\xC3\xA9?#%.md")),
		"a%20b/%C3%A9%3F%23%25.md");
	check(url_encode(&a, S("a:b/c:d")), "a%3Ab/c:d");
	for (size_t i = 0; i < sizeof(all); i++)
		all[i] = (char)i;
	struct str s = str_make(all, sizeof(all));
	struct str coded = url_encode(&a, s);
	assert_true(str_eq(url_decode(&a, coded), s));
	for (size_t i = 0; i < coded.n; i++)
		assert_true(coded.p[i] > ' ' && coded.p[i] < 127 &&
			    !strchr("\"<>?#[]\\^`{|}", coded.p[i]));
	arena_release(&a);
}

const struct CMUnitTest path_tests[] = {
	cmocka_unit_test(test_parts),
	cmocka_unit_test(test_join),
	cmocka_unit_test(test_normalize),
	cmocka_unit_test(test_resolve),
	cmocka_unit_test(test_relative),
	cmocka_unit_test(test_split),
	cmocka_unit_test(test_escapes),
};
const size_t path_tests_count = sizeof(path_tests) / sizeof(*path_tests);
