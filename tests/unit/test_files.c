/* Files of a docset: kinds, outputs, conflicts. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>

#include "scratch.h"
#include "set/files.h"

extern const struct CMUnitTest files_tests[];
extern const size_t files_tests_count;

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

static void load(struct scratch *s, const char *output, struct sink *sink,
	struct config *c, struct files *f)
{
	sink_init(sink, &s->arena);
	assert_true(
		config_load(&s->arena, s->dir, str_of(s->path), NULL, sink, c));
	files_load(&s->arena, s->dir, -1, c, NULL, str_of(output), sink, f);
}

/* The file has this kind and output. */
static void is(const struct files *f, const char *path, enum file_kind kind,
	const char *output)
{
	const struct file *file = files_find(f, str_of(path));

	if (!file)
		fail_msg("'%s' is not there", path);
	if (file->kind != kind || !str_eq(file->output, str_of(output)))
		fail_msg("'%s' is %d '%.*s'", path, file->kind,
			STR_ARG(file->output));
}

static void test_kinds(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct files f;
	struct sink sink;

	put(s, "docfx.json",
		"{ \"build\": { \"content\": ["
		"{ \"files\": \"**/*.md\", \"src\": \"art\", \"dest\": \"h\" },"
		"{ \"files\": [\"**/*.md\", \"**/*.yml\"],"
		" \"exclude\": [\"**/includes/**\", \"art/**\"] }],"
		"\"resource\": [{ \"files\": \"**/*.png\","
		" \"exclude\": \"private/**\" }] } }");
	put(s, "README.md", "x");
	put(s, "index.yml", "x");
	put(s, "TOC.yml", "x");
	put(s, "a/Toc.md", "x");
	put(s, "a/Setup.guide.md", "xyz");
	put(s, "a/includes/part.md", "x");
	put(s, "Art/deep/one.md", "x");
	put(s, "media/one.PNG", "x");
	put(s, "private/one.png", "x");
	put(s, "obj/a.md", "x");
	put(s, "node_modules/m/a.md", "x");
	put(s, ".github/a.md", "x");
	put(s, "out/site/a.md", "x");
	load(s, "out/site", &sink, &c, &f);
	assert_int_equal(sink.count, 0);
	assert_int_equal(f.n, 10);
	is(&f, "README.md", FILE_PAGE, "README.html");
	is(&f, "index.yml", FILE_DATA, "index.html");
	is(&f, "TOC.yml", FILE_TOC, "");
	is(&f, "a/Toc.md", FILE_TOC, "");
	is(&f, "a/Setup.guide.md", FILE_PAGE, "a/Setup.guide.html");
	is(&f, "a/includes/part.md", FILE_OTHER, "");
	is(&f, "Art/deep/one.md", FILE_PAGE, "h/deep/one.html");
	is(&f, "media/one.PNG", FILE_RESOURCE, "media/one.PNG");
	is(&f, "private/one.png", FILE_OTHER, "");
	is(&f, "docfx.json", FILE_OTHER, "");
	assert_int_equal(files_find(&f, S("a/Setup.guide.md"))->size, 3);
	assert_null(files_find(&f, S("readme.md")));
	assert_ptr_equal(files_find_nocase(&f, &s->arena, S("readme.MD")),
		files_find(&f, S("README.md")));
	for (uint32_t i = 0; i < f.n; i++) {
		assert_int_equal(files_id(&f, &f.p[i]), i);
		if (i > 0)
			assert_true(str_cmp(f.p[i - 1].path, f.p[i].path) < 0);
	}
}

static void test_locales(void **state)
{
	struct scratch *s = *state;
	const struct file *file;
	struct config c;
	struct files f;
	struct sink sink;

	put(s, "diglot.yml",
		"locales: { en-US: '', nl-NL: nl }\n"
		"content: [{ files: '**/*.md', src: docs }]\n");
	put(s, "docs/a.md", "x");
	put(s, "nl/docs/a.md", "x");
	put(s, "nl/other.md", "x");
	load(s, "", &sink, &c, &f);
	file = files_find(&f, S("nl/docs/a.md"));
	assert_int_equal(file->locale, 1);
	assert_true(str_eq(file->key, S("docs/a.md")));
	is(&f, "nl/docs/a.md", FILE_PAGE, "a.html");
	/* The same output in another locale is no conflict. */
	is(&f, "docs/a.md", FILE_PAGE, "a.html");
	is(&f, "nl/other.md", FILE_OTHER, "");
	assert_int_equal(sink.count, 0);
}

static void test_conflicts(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct files f;
	struct sink sink;

	put(s, "a.md", "x");
	put(s, "a.yml", "x");
	put(s, "\xC3\x89t\xC3\xA9.md", "x");
	put(s, "\xC3\xA9t\xC3\xA9.md", "x");
	load(s, "", &sink, &c, &f);
	is(&f, "a.md", FILE_PAGE, "a.html");
	is(&f, "a.yml", FILE_OTHER, "");
	is(&f, "\xC3\xA9t\xC3\xA9.md", FILE_OTHER, "");
	assert_int_equal(sink.count, 2);
	assert_ptr_equal(sink.first->rule, &rule_output_conflict);
	assert_int_equal(sink.first->at.file,
		files_id(&f, files_find(&f, S("a.yml"))));
}

static void test_irregular(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct files f;
	struct sink sink;

	put(s, "a.md", "x");
	assert_int_equal(symlinkat("/etc/hostname", s->dir, "link.md"), 0);
	assert_int_equal(mkfifoat(s->dir, "pipe.md", 0600), 0);
	assert_int_equal(symlinkat("a.md", s->dir, "same.md"), 0);
	load(s, "", &sink, &c, &f);
	is(&f, "link.md", FILE_OTHER, "");
	is(&f, "pipe.md", FILE_OTHER, "");
	is(&f, "same.md", FILE_PAGE, "same.html");
	assert_int_equal(sink.count, 2);
	assert_ptr_equal(sink.first->rule, &rule_unreadable);
}

const struct CMUnitTest files_tests[] = {
	scratch_test(test_kinds),
	scratch_test(test_locales),
	scratch_test(test_conflicts),
	scratch_test(test_irregular),
};
const size_t files_tests_count = sizeof(files_tests) / sizeof(*files_tests);
