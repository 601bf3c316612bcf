/* Globs: what docfx takes and what not, braces, and hostile patterns. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <time.h>

#include "set/glob.h"

extern const struct CMUnitTest glob_tests[];
extern const size_t glob_tests_count;

struct pair {
	const char *pattern, *path;
	bool taken;
};

static void check(const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool taken = glob_match(str_of(pairs[i].pattern),
			str_of(pairs[i].path));

		if (taken != pairs[i].taken)
			fail_msg("'%s' on '%s' gives %d", pairs[i].pattern,
				pairs[i].path, taken);
	}
}

static void test_parts(void **state)
{
	static const struct pair pairs[] = {
		{ "*.md", "index.md", true },
		{ "*.md", "docs/index.md", false },
		{ "**/*.md", "index.md", true },
		{ "**/*.md", "docs/setup/index.md", true },
		{ "**/*.md", "docs/index.yml", false },
		{ "**", "a/b/c.png", true },
		{ "docs/**", "docs/a/b.md", true },
		{ "docs/**", "doc/a.md", false },
		{ "docs/**/b.md", "docs/b.md", true },
		{ "docs/**/b.md", "docs/x/y/b.md", true },
		{ "docs/**/b.md", "docs/xb.md", false },
		{ "**/obj/**", "obj/a.md", true },
		{ "**/obj/**", "src/obj/x/a.md", true },
		{ "**/obj/**", "src/objects/a.md", false },
		{ "**/includes/**/*.md", "x/includes/a.md", true },
		{ "a/**/b/**/c.md", "a/b/x/b/y/c.md", true },
		{ "a/**/b/**/c.md", "a/x/y/c.md", false },
		{ "**/**/c.md", "c.md", true },
		{ "a**/c.md", "abc/c.md", true },
		{ "a**/c.md", "ab/x/c.md", false },
		{ "./a.md", "a.md", true },
		{ "", "", true },
		{ "", "a", false },
		{ "a", "", false },
		{ "*", "", true },
	};

	(void)state;
	check(pairs, sizeof(pairs) / sizeof(*pairs));
}

static void test_characters(void **state)
{
	static const struct pair pairs[] = {
		{ "a?c.md", "abc.md", true },
		{ "a?c.md", "ac.md", false },
		{ "a?c", "a/c", false },
		{ "caf?.md", "café.md", true },
		{ "*é.md", "CAFÉ.MD", true },
		{ "README.md", "readme.MD", true },
		{ "[a-c]*.md", "Beta.md", true },
		{ "[a-c]*.md", "delta.md", false },
		{ "[!a-c]*.md", "delta.md", true },
		{ "[^a-c]x", "bx", false },
		{ "[]]x", "]x", true },
		{ "[ab", "[ab", true },
		{ "[à-ö]", "é", true },
		{ "*a*b*c", "xxaxxbxxc", true },
		{ "*a*b*c", "xxaxxcxxb", false },
		{ "!*.md", "a.md", false },
		{ "!*.md", "a.yml", true },
	};

	(void)state;
	check(pairs, sizeof(pairs) / sizeof(*pairs));
}

static size_t expanded(struct arena *a, const char *pattern, const char *all)
{
	struct globs g = { 0 };
	struct str joined = S("");

	assert_true(glob_expand(a, &g, str_of(pattern)));
	for (size_t i = 0; i < g.n; i++)
		joined = str_printf(a, "%.*s%s%.*s", STR_ARG(joined),
			i ? " " : "", STR_ARG(g.p[i]));
	assert_string_equal(str_z(a, joined), all);
	return g.n;
}

static void test_braces(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	expanded(&a, "**/*.{md,yml}", "**/*.md **/*.yml");
	expanded(&a, "{a,b}/{c,d}", "a/c a/d b/c b/d");
	expanded(&a, "{a,b{c,d}}.md", "a.md bc.md bd.md");
	expanded(&a, "x{,s}.md", "x.md xs.md");
	expanded(&a, "{a,b", "{a,b");
	expanded(&a, "{{a,b}", "{a {b");
	expanded(&a, "a}b", "a}b");
	expanded(&a, "!{a,b}.md", "!a.md !b.md");
	expanded(&a, "./docs\\**\\*.md", "docs/**/*.md");
	expanded(&a, "docs/", "docs/**");
	arena_release(&a);
}

static void test_lists(void **state)
{
	struct globs g = { 0 }, none = { 0 }, negative = { 0 };
	struct arena a;

	(void)state;
	arena_init(&a);
	glob_expand(&a, &g, S("**/*.md"));
	glob_expand(&a, &g, S("!drafts/**"));
	glob_expand(&a, &negative, S("!**/*.png"));
	assert_true(globs_match(&g, S("a/b.md")));
	assert_false(globs_match(&g, S("drafts/b.md")));
	assert_false(globs_match(&g, S("a.png")));
	assert_false(globs_match(&none, S("a.md")));
	assert_true(globs_match(&negative, S("a.md")));
	assert_false(globs_match(&negative, S("a.png")));
	arena_release(&a);
}

/* unit n times, then tail. */
static struct str many(struct arena *a, const char *unit, size_t n,
	const char *tail)
{
	size_t length = strlen(unit), end = strlen(tail);
	char *p = arena_text(a, length * n + end);

	for (size_t i = 0; i < n; i++)
		memcpy(p + i * length, unit, length);
	memcpy(p + n * length, tail, end);
	return str_make(p, length * n + end);
}

static void test_hostile(void **state)
{
	struct globs g = { 0 };
	struct arena a;
	clock_t start = clock();

	(void)state;
	arena_init(&a);
	assert_false(
		glob_match(many(&a, "*a", 1000, "b"), many(&a, "a", 4000, "")));
	assert_false(glob_match(many(&a, "**/a/", 800, "b"),
		many(&a, "a/", 3000, "c")));
	assert_false(
		glob_match(many(&a, "*[", 1000, "b"), many(&a, "[", 4000, "")));
	assert_false(glob_expand(&a, &g, many(&a, "{a,b}", 40, "")));
	assert_true(g.n <= 1000);
	assert_false(glob_expand(&a, &g, many(&a, "{", 5000, "")));
	glob_expand(&a, &g, many(&a, "{", 4000, ""));
	glob_expand(&a, &g, many(&a, "{a,", 1000, "{,}"));
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
	arena_release(&a);
}

const struct CMUnitTest glob_tests[] = {
	cmocka_unit_test(test_parts),
	cmocka_unit_test(test_characters),
	cmocka_unit_test(test_braces),
	cmocka_unit_test(test_lists),
	cmocka_unit_test(test_hostile),
};
const size_t glob_tests_count = sizeof(glob_tests) / sizeof(*glob_tests);
