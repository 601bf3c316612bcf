/* What is shown in which version, in a small docset on the disk. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"
#include "site/version.h"

extern const struct CMUnitTest version_tests[];
extern const size_t version_tests_count;

/* The definition has the newest first, and says so. */
static const char *const texts[][2] = {
	{ "docfx.yml", "monikerDefinition: m.json\n"
		       "monikerRange:\n"
		       "  \"boats/**\": \">= boat-1\"\n" },
	{ "m.json", "{\"monikers\": ["
		    "{\"moniker_name\": \"boat-2\", \"order\": 20},"
		    "{\"moniker_name\": \"boat-1\", \"order\": 10},"
		    "{\"moniker_name\": \"?Boat!\", \"order\": 5},"
		    "{\"moniker_name\": \"-boat-\", \"order\": 4},"
		    "{\"moniker_name\": \"..\", \"order\": 3},"
		    "{\"moniker_name\": \"Search\", \"order\": 3},"
		    "{\"moniker_name\": \"toc.html\", \"order\": 2}]}" },
	{ "boats/a.md", "# A\n\n::: moniker range=\"boat-1\"\n\n## Old\n\n"
			"<a name=\"Spot\"></a>\n\n"
			"[!INCLUDE [f](../inc/f.md)]\n\n::: moniker-end\n\n"
			"::: moniker range=\"boat-2\"\n\n## New\n\n"
			"<a name=\"spot\"></a>\n\n::: moniker-end\n\n"
			"## Both\n" },
	{ "boats/only.md", "---\nmonikerRange: boat-1\n---\n# Only\n" },
	{ "boats/plain.md", "# Plain\n" },
	{ "inc/f.md", "## Fragment\n" },
	{ "free.md", "# Free\n\n::: moniker range=\"boat-1\"\n\n## Old\n\n"
		     "::: moniker-end\n" },
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

static void check_list(struct scratch *s, const struct docset *d,
	const char *path, const char *want)
{
	size_t *list;
	size_t n = version_list(&s->arena, d, id(d, path), &list);
	struct str names = S("");

	for (size_t i = 0; i < n; i++)
		names = str_printf(&s->arena, "%.*s%s%.*s", STR_ARG(names),
			i > 0 ? " " : "", STR_ARG(version_name(d, list[i])));
	assert_string_equal(str_z(&s->arena, names), want);
}

static void lists(void **state)
{
	struct scratch *s = *state;
	const struct docset *d = load(s);

	check_list(s, d, "boats/a.md", "boat-2 boat-1");
	check_list(s, d, "boats/only.md", "boat-1");
	check_list(s, d, "free.md", "");
	assert_int_equal(
		version_newest(&s->arena, d, id(d, "boats/a.md")).number, 1);
	assert_int_equal(version_newest(&s->arena, d, id(d, "free.md")).number,
		0);
}

static void folders(void **state)
{
	struct scratch *s = *state;
	const struct docset *d = load(s);
	static const char *const want[] = { "boat-2", "boat-1-version",
		"-boat-", "-boat--version", "--", "search-version",
		"toc.html-" };
	struct map taken = { 0 };
	const struct str *got;

	map_put(&s->arena, &taken, S("boat-1"), &taken);
	map_put(&s->arena, &taken, S("search"), &taken);
	got = version_folders(&s->arena, d, &taken);
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		assert_string_equal(str_z(&s->arena, got[i + 1]), want[i]);
}

static void zones(void **state)
{
	struct scratch *s = *state;
	const struct docset *d = load(s);
	const struct page *p = d->pages[id(d, "boats/a.md")];
	/* A, Old, New, Both */
	static const bool hidden[3][4] = {
		{ false, false, false, false },
		{ false, true, false, false },
		{ false, false, true, false },
	};

	assert_int_equal(p->headings.n, 4);
	for (size_t v = 0; v < 3; v++)
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(version_hides(&s->arena,
						 &(struct version){ d, v },
						 p->headings.p[i].node),
				hidden[v][i]);
}

static void anchors(void **state)
{
	struct scratch *s = *state;
	const struct docset *d = load(s);
	struct arena *a = &s->arena;
	const struct map *m = version_anchors(a, d, id(d, "boats/a.md"));

	assert_non_null(m);
	assert_false(version_has_anchor(a, m, 1, S("old")));
	assert_true(version_has_anchor(a, m, 2, S("old")));
	assert_true(version_has_anchor(a, m, 0, S("old")));
	assert_false(version_has_anchor(a, m, 2, S("new")));
	assert_true(version_has_anchor(a, m, 1, S("both")));
	assert_true(version_has_anchor(a, m, 1, S("Spot")));
	assert_true(version_has_anchor(a, m, 2, S("spot")));
	assert_false(version_has_anchor(a, m, 1, S("fragment")));
	assert_true(version_has_anchor(a, m, 2, S("fragment")));
	assert_true(version_has_anchor(a, m, 1, S("unknown")));
	assert_null(version_anchors(a, d, id(d, "boats/plain.md")));
}

const struct CMUnitTest version_tests[] = {
	scratch_test(lists),
	scratch_test(folders),
	scratch_test(zones),
	scratch_test(anchors),
};
const size_t version_tests_count = sizeof(version_tests) /
				   sizeof(*version_tests);
