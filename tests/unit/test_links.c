/* Where URLs lead, in a small docset of two languages on the disk. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"
#include "set/links.h"

extern const struct CMUnitTest links_tests[];
extern const size_t links_tests_count;

static const char *const texts[][2] = {
	{ "diglot.yml", "title: T\nsource-locale: en-US\n"
			"locales:\n  en-US: en\n  nl-NL: nl\n" },
	{ "en/a.md", "# Top Heading\n\n<a name=\"Spot\"></a>\n\n"
		     "[!INCLUDE [x](inc/f.md)]\n" },
	{ "en/b/c.md", "# C\n" },
	{ "en/b/index.md", "# B\n" },
	{ "en/inc/f.md", "## In Fragment\n\n[!INCLUDE [x](g.md)]\n" },
	{ "en/inc/g.md", "## Deep One\n" },
	{ "en/x y.png", "x" },
	{ "nl/a.md", "# Kop\n" },
};

static struct docset *load(struct scratch *s)
{
	struct jobs jobs = { .workers = 1 };
	struct docset_options o = { .root = s->path, .jobs = &jobs };
	struct arena *shared = arena_new(&s->arena, struct arena);
	struct sink sink;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_true(fs_write(s->dir, str_of(texts[i][0]),
			str_of(texts[i][1])));
	o.locales_dir = fs_open_dir("locales");
	assert_true(arena_share());
	arena_init_shared(shared);
	sink_init(&sink, &s->arena);
	struct docset *d = docset_load(shared, &o, &sink);
	close(o.locales_dir);
	assert_non_null(d);
	return d;
}

static uint32_t id(const struct docset *d, const char *path)
{
	struct file *f = files_find(&d->files, str_of(path));

	assert_non_null(f);
	return files_id(&d->files, f);
}

static struct link resolve(struct scratch *s, const struct docset *d,
	const char *from, const char *url)
{
	return link_resolve(d, &s->arena, id(d, from), id(d, from),
		str_of(url));
}

struct want {
	const char *url;
	enum link_kind kind;
	const char *path; /* NULL: any */
};

static void check_kinds(struct scratch *s, const struct docset *d,
	const struct want *want, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct link l = resolve(s, d, "en/b/c.md", want[i].url);
		if (l.kind != want[i].kind)
			fail_msg("'%s' is %d", want[i].url, l.kind);
		if (want[i].path && !str_eq(l.path, str_of(want[i].path)))
			fail_msg("'%s' is '%.*s'", want[i].url,
				STR_ARG(l.path));
	}
}

static void test_kinds(void **state)
{
	static const struct want want[] = {
		{ "../a.md", LINK_PAGE, "en/a.md" },
		{ "index.md?x=1", LINK_PAGE, "en/b/index.md" },
		{ "~/a.md", LINK_PAGE, "en/a.md" },
		{ "../x%20y.png", LINK_FILE, "en/x y.png" },
		{ "../inc/f.md", LINK_PAGE, "en/inc/f.md" },
		{ "none.md", LINK_MISSING, "en/b/none.md" },
		{ "..%2fa.md", LINK_PAGE, "en/a.md" },
		{ "../../../a.md", LINK_OUTSIDE, NULL },
		{ "..\\a.md", LINK_PAGE, "en/a.md" },
		{ "c:\\a.md", LINK_OUTSIDE, NULL },
		{ "#c", LINK_SELF, NULL },
		{ "", LINK_EMPTY, NULL },
		{ " ", LINK_EMPTY, NULL },
		{ "https://a.nl/b.md", LINK_EXTERNAL, NULL },
		{ "//a.nl/b.md", LINK_EXTERNAL, NULL },
		{ "mailto:a@b.nl", LINK_EXTERNAL, NULL },
		{ "JavaScript:x()", LINK_UNSAFE, NULL },
		{ "data:text/html,x", LINK_UNSAFE, NULL },
		{ "file:///etc/passwd", LINK_UNSAFE, NULL },
		{ "vbscript:x", LINK_UNSAFE, NULL },
	};
	struct scratch *s = *state;

	check_kinds(s, load(s), want, sizeof(want) / sizeof(*want));
}

static void test_case(void **state)
{
	struct scratch *s = *state;
	struct docset *d = load(s);

	assert_true(resolve(s, d, "en/b/c.md", "../A.md").other_case);
	assert_false(resolve(s, d, "en/b/c.md", "../a.md").other_case);
	assert_true(resolve(s, d, "en/b/c.md", "..\\a.md").backslash);
	assert_false(resolve(s, d, "en/b/c.md", "../a.md").backslash);
}

static void check_bookmark(struct scratch *s, const struct docset *d,
	const char *url, const char *fragment)
{
	struct link l = resolve(s, d, "en/b/c.md", url);

	assert_int_equal(l.kind, LINK_PAGE);
	assert_int_equal(l.bookmark_missing, fragment == NULL);
	if (fragment)
		assert_true(str_eq(l.fragment, str_of(fragment)));
}

static void test_bookmarks(void **state)
{
	struct scratch *s = *state;
	struct docset *d = load(s);

	check_bookmark(s, d, "../a.md#top-heading", "top-heading");
	check_bookmark(s, d, "../a.md#spot", "Spot");
	check_bookmark(s, d, "../a.md#SPOT", "Spot");
	check_bookmark(s, d, "../a.md#in-fragment", "in-fragment");
	check_bookmark(s, d, "../a.md#deep-one", "deep-one");
	check_bookmark(s, d, "../a.md#nowhere", NULL);
	check_bookmark(s, d, "../a.md#top", "top");
	check_bookmark(s, d, "../a.md#tab/x", "tab/x");
	assert_false(resolve(s, d, "en/b/c.md", "#c").bookmark_missing);
	assert_true(resolve(s, d, "en/b/c.md", "#d").bookmark_missing);
	struct str near = link_nearest_anchor(d->pages[id(d, "en/a.md")],
		S("top-headin"));
	assert_true(str_eq(near, S("top-heading")));
	near = link_nearest_anchor(d->pages[id(d, "en/a.md")], S("garden"));
	assert_int_equal(near.n, 0);
}

/* An include that is named twice, and files that include each other. */
static void test_includes(void **state)
{
	struct scratch *s = *state;

	assert_true(fs_write(s->dir, S("en/r.md"),
		S("[!INCLUDE [x](inc/q.md)]\n\n[!INCLUDE [x](inc/q.md)]\n")));
	assert_true(fs_write(s->dir, S("en/inc/q.md"),
		S("## Round\n\n[!INCLUDE [x](../r.md)]\n")));
	struct docset *d = load(s);
	const struct page *r = d->pages[id(d, "en/r.md")];
	const struct page *q = d->pages[id(d, "en/inc/q.md")];
	size_t findings = d->sinks[r->file].count + d->sinks[q->file].count;
	assert_true(findings > 0);
	assert_true(map_has(&r->included, S("round")) ||
		    map_has(&q->anchors, S("round")));
}

const struct CMUnitTest links_tests[] = {
	scratch_test(test_kinds),
	scratch_test(test_case),
	scratch_test(test_bookmarks),
	scratch_test(test_includes),
};
const size_t links_tests_count = sizeof(links_tests) / sizeof(*links_tests);
