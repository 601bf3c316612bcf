/* Configurations of docfx and of diglot, what they mean and their faults. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"
#include "set/config.h"

extern const struct CMUnitTest config_tests[];
extern const size_t config_tests_count;

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

/* Loads the configuration in the folder `sub` of the scratch folder. */
static bool load_in(struct scratch *s, const char *sub, struct config *c,
	struct sink *sink, const struct value *overrides)
{
	char path[512];
	bool ok;
	int dir;

	snprintf(path, sizeof(path), "%s/%s", s->path, sub);
	dir = fs_open_dir(path);
	assert_true(dir >= 0);
	sink_init(sink, &s->arena);
	ok = config_load(&s->arena, dir, str_of(sub), overrides, sink, c);
	close(dir);
	return ok;
}

static enum level level_said(const struct config *c, const char *rule)
{
	const struct rule_level *said = map_get(&c->levels, str_of(rule));

	assert_non_null(said);
	return said->level;
}

static void is(struct str s, const char *text)
{
	if (!str_eq(s, str_of(text)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(s), text);
}

static void has_finding(const struct sink *sink, const char *text)
{
	const struct diag *d = sink->first;

	while (d && str_find(d->text, 0, str_of(text)) == STR_NONE)
		d = d->next;
	if (!d)
		fail_msg("no finding with '%s', first is '%.*s'", text,
			sink->first ? (int)sink->first->text.n : 0,
			sink->first ? sink->first->text.p : "");
}

static void test_docfx_v2(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct sink sink;

	put(s, "docfx.json",
		"{ \"build\": { \"content\": ["
		"{ \"files\": \"*.md\", \"src\": \"docs/\", \"dest\": \"d\" },"
		"{ \"files\": [\"**/*.{md,yml}\"], \"exclude\": \"x/**\" },"
		"{ \"files\": [\"**\"], \"src\": \"../other\" },"
		"\"more/*.md\" ],"
		"\"resource\": { \"files\": [\"**/*.png\"] },"
		"\"globalMetadata\": { \"titleSuffix\": \"Help\" },"
		"\"fileMetadata\": { \"robots\": { \"a/**\": \"none\" } },"
		"\"xref\": [], \"dest\": \"contoso/help\" } }");
	assert_true(load_in(s, ".", &c, &sink, NULL));
	assert_int_equal(c.kind, CONFIG_DOCFX_JSON);
	assert_int_equal(c.ncontent, 3);
	is(c.content[0].src, "docs");
	is(c.content[0].dest, "d");
	assert_int_equal(c.content[1].files.n, 2);
	assert_true(globs_match(&c.content[1].exclude, S("x/a.md")));
	is(c.content[2].files.p[0], "more/*.md");
	assert_int_equal(c.nresource, 1);
	is(c.title, "Help");
	is(c.base_path, "contoso/help");
	is(c.source_locale, "en-US");
	assert_int_equal(c.nfile_metadata, 1);
	is(c.file_metadata[0].key, "robots");
	assert_int_equal(c.nlocales, 1);
	is(c.locales[0].tag, "");
	assert_int_equal(sink.count, 1);
	assert_int_equal(sink.first->level, LEVEL_WARNING);
	has_finding(&sink, "'src' is '../other', outside of the docset");
	assert_ptr_equal(config_source(&c, sink.first->at.file), c.source);
}

static void test_docfx_v3(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct sink sink;

	put(s, "docfx.yml",
		"files: docs/**/*.md\n"
		"exclude:\n- docs/drafts/**\n"
		"basePath: /help\nhostName: docs.example.org\n"
		"globalMetadata:\n  key: ' value  '\n"
		"urlType: ugly\n");
	put(s, "redirections.yml",
		"redirections:\n"
		"  docs/old.md: ' /help/new '\n");
	assert_true(load_in(s, ".", &c, &sink, NULL));
	assert_int_equal(sink.count, 0);
	assert_int_equal(c.kind, CONFIG_DOCFX_YML);
	is(c.base_path, "help");
	is(c.site_host, "docs.example.org");
	is(value_text_at(c.global_metadata, S("key")), " value  ");
	assert_int_equal(c.ncontent, 1);
	assert_true(globs_match(&c.content[0].files, S("docs/a.md")));
	assert_true(globs_match(&c.content[0].exclude, S("docs/drafts/a.md")));
	assert_int_equal(c.nresource, 1);
	is(*(struct str *)map_get(&c.redirects, S("docs/old.md")), "/help/new");
}

static void test_platform(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct sink sink;

	put(s, ".openpublishing.publish.config.json",
		"{ \"docsets_to_publish\": ["
		"{ \"build_source_folder\": \"other\", \"locale\": \"fr-fr\" },"
		"{ \"build_source_folder\": \"help\", \"locale\": \"nl-nl\" }"
		"] }");
	/* A no-break space is white space to docfx. */
	put(s, ".openpublishing.redirection.json",
		"{ \"redirections\": [\xC2\xA0"
		"{ \"source_path\": \"help/a/old.md\","
		" \"redirect_url\": \"/contoso/a/new\" },"
		"{ \"source_path_from_root\": \"/Help/b.md\","
		" \"redirect_url\": \"https://example.org/b\" },"
		"{ \"source_path\": \"other/c.md\","
		" \"redirect_url\": \"/x\" },"
		"{ \"source_path\": \"help/../../../etc/d.md\","
		" \"redirect_url\": \"/x\" }, 7] }");
	put(s, "Help/docfx.json",
		"{ \"build\": { \"globalMetadata\": {"
		"\"breadcrumb_path\": \"/contoso/breadcrumb/toc.json\" },"
		"\"dest\": \"contoso-docs\" } }");
	put(s, "third/docfx.json", "{ \"build\": { \"dest\": \"_site\" } }");
	assert_true(load_in(s, "Help", &c, &sink, NULL));
	is(c.platform_locale, "nl-nl");
	is(c.site_host, "learn.microsoft.com");
	is(c.base_path, "contoso");
	assert_int_equal(c.redirects.n, 2);
	is(*(struct str *)map_get(&c.redirects, S("a/old.md")),
		"/contoso/a/new");
	is(*(struct str *)map_get(&c.redirects, S("b.md")),
		"https://example.org/b");
	assert_int_equal(c.nresource, 1);
	/* A docset that the platform does not know gets nothing of it. */
	assert_true(load_in(s, "third", &c, &sink, NULL));
	is(c.platform_locale, "");
	is(c.site_host, "");
	is(c.base_path, "");
	assert_int_equal(c.redirects.n, 0);
}

static void test_diglot(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct sink sink;
	struct str key;

	put(s, "diglot.yml",
		"title: Contoso Help\n"
		"base-url: https://docs.example.org\n"
		"source-locale: en-us\n"
		"locales:\n  en-us: content/en-us\n  nl-NL: ./content/nl-nl/\n"
		"theme: [default, mine, ./looks/new/]\n"
		"site: { hosts: [www.example.org, example.org], "
		"styles: css/a.css, scripts: [a.js, b.js], head: h.html }\n"
		"metadata: { global: { author: team } }\n"
		"file-metadata: { topic: { 'a/**': news } }\n"
		"rules:\n  h1-missing: off\n  DG301: { level: error }\n");
	assert_true(load_in(s, ".", &c, &sink, NULL));
	assert_int_equal(sink.count, 0);
	assert_int_equal(c.kind, CONFIG_DIGLOT);
	is(c.title, "Contoso Help");
	is(c.base_url, "https://docs.example.org/");
	is(c.source_locale, "en-US");
	is(c.site_host, "www.example.org");
	assert_int_equal(c.themes.n, 2);
	is(c.themes.p[0], "mine");
	is(c.themes.p[1], "looks/new");
	assert_int_equal(c.styles.n, 1);
	is(c.styles.p[0], "css/a.css");
	assert_int_equal(c.scripts.n, 2);
	assert_int_equal(c.heads.n, 1);
	is(c.heads.p[0], "h.html");
	assert_int_equal(c.nlocales, 2);
	is(c.locales[0].tag, "en-US");
	is(c.locales[1].folder, "content/nl-nl");
	assert_int_equal(level_said(&c, "h1-missing"), LEVEL_OFF);
	assert_int_equal(level_said(&c, "DG301"), LEVEL_ERROR);
	assert_int_equal(config_locale_of(&c, S("content/nl-nl/a/b.md"), &key),
		1);
	is(key, "a/b.md");
	assert_int_equal(config_locale_of(&c, S("content/nl-nlx/b.md"), &key),
		UINT32_MAX);
	is(key, "content/nl-nlx/b.md");
	assert_true(globs_match(&c.content[0].files, S("a.md")));
	assert_true(globs_match(&c.content[0].exclude, S("includes/a.md")));
	assert_true(globs_match(&c.resource[0].files, S("media/a.PNG")));
}

/* diglot.yml lies over docfx.json, the command line over both. */
static void test_layers(void **state)
{
	struct scratch *s = *state;
	struct value *over = value_map(&s->arena);
	struct config c;
	struct sink sink;

	put(s, "docfx.json",
		"{ \"build\": { \"content\": [\"docs/*.md\"],"
		"\"globalMetadata\": { \"titleSuffix\": \"Old\","
		"\"author\": \"a\", \"topic\": \"t\" } } }");
	put(s, ".diglot.yml",
		"title: New\nlocale: nl-nl\n"
		"source: { locale: de-de }\n"
		"metadata: { global: { author: b } }\n");
	value_set(&s->arena, over, S("title"),
		value_text(&s->arena, S("Newest")));
	value_set(&s->arena, over, S("locale"), value_text(&s->arena, S("fr")));
	value_set(&s->arena, over, S("site.base-url"),
		value_text(&s->arena, S("http://localhost")));
	assert_true(load_in(s, ".", &c, &sink, over));
	assert_int_equal(sink.count, 0);
	assert_int_equal(c.kind, CONFIG_DIGLOT);
	is(c.title, "Newest");
	is(c.base_url, "http://localhost/");
	is(c.locales[0].tag, "nl-NL");
	is(c.source_locale, "de-DE");
	is(c.content[0].files.p[0], "docs/*.md");
	assert_int_equal(c.nresource, 0);
	is(value_text_at(c.global_metadata, S("author")), "b");
	is(value_text_at(c.global_metadata, S("topic")), "t");
}

static void test_faults(void **state)
{
	static const char *const faults[][2] = {
		{ "titel: x\n", "unknown key 'titel', did you mean 'title'?" },
		{ "quite-other: x\n", "unknown key 'quite-other'" },
		{ "site: { host: x }\n", "did you mean 'site.hosts'?" },
		{ "site: x\n", "'site' is text, must be a map" },
		{ "title: [a]\n", "'title' is a list, must be text" },
		{ "metadata: { schema: x }\n",
			"'metadata.schema' is 'x', which is no file" },
		{ "metadata: { shema: x }\n",
			"did you mean 'metadata.schema'?" },
		{ "extends: x.yml\n", "no file 'x.yml' to extend" },
		{ "extends: diglot.yml\n", "in a circle" },
		{ "words: { vague: [x] }\n", "unknown key 'words.vague'" },
		{ "words: { sensitive: { dutch!: [x] } }\n",
			"'dutch!' is no language tag" },
		{ "base-url: docs\n", "must begin with https://" },
		{ "locale: content\n", "'content' is no language tag" },
		{ "locales: { nl: ../nl }\n", "a path inside the docset" },
		{ "locales: { nl: a, NL: b }\n", "is there twice" },
		{ "locales: { nl: a, de: a }\n", "is there twice" },
		{ "locales: { nl: a }\nlocale: nl\n", "exclude each other" },
		{ "rules: { x: loud }\n", "the level of 'x' must be" },
		{ "- a\n", "'diglot.yml' is a list, must be a map" },
		{ "a: [\n", "" },
	};
	struct scratch *s = *state;
	struct config c;
	struct sink sink;

	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		put(s, "diglot.yml", faults[i][0]);
		if (load_in(s, ".", &c, &sink, NULL))
			fail_msg("taken: %s", faults[i][0]);
		has_finding(&sink, faults[i][1]);
		assert_ptr_equal(config_source(&c, sink.first->at.file),
			c.source);
		assert_true(sink.first->at.at + sink.first->at.len <=
			    c.source->bytes.n);
	}
}

static void test_none(void **state)
{
	struct scratch *s = *state;
	struct config c;
	struct sink sink;
	struct value *over = value_map(&s->arena);

	value_set(&s->arena, over, S("locale"),
		value_text(&s->arena, S("ar-sa")));
	assert_true(load_in(s, ".", &c, &sink, over));
	assert_int_equal(c.kind, CONFIG_NONE);
	assert_null(c.source);
	is(c.locales[0].tag, "ar-SA");
	value_set(&s->arena, over, S("titel"), value_null(&s->arena));
	assert_false(load_in(s, ".", &c, &sink, over));
	assert_int_equal(sink.first->at.file, CONFIG_NOWHERE);
}

static void test_find(void **state)
{
	struct scratch *s = *state;
	struct str root = str_of(s->path), found;

	put(s, "diglot.yml", "");
	put(s, "a/b/c.md", "");
	put(s, "a/repo/.git/HEAD", "");
	put(s, "a/repo/x/d.md", "");
	put(s, "a/repo/set/docfx.json", "{}");
	found = config_find(&s->arena,
		str_printf(&s->arena, "%.*s/a/b/c.md", STR_ARG(root)));
	assert_true(str_ends(found, str_skip(root, 5)));
	found = config_find(&s->arena,
		str_printf(&s->arena, "%.*s/a/repo/set", STR_ARG(root)));
	assert_true(str_ends(found, S("/a/repo/set")));
	found = config_find(&s->arena,
		str_printf(&s->arena, "%.*s/a/repo/x", STR_ARG(root)));
	is(found, "");
	is(config_find(&s->arena, S("/no/such/folder")), "");
}

const struct CMUnitTest config_tests[] = {
	scratch_test(test_docfx_v2),
	scratch_test(test_docfx_v3),
	scratch_test(test_platform),
	scratch_test(test_diglot),
	scratch_test(test_layers),
	scratch_test(test_faults),
	scratch_test(test_none),
	scratch_test(test_find),
};
const size_t config_tests_count = sizeof(config_tests) / sizeof(*config_tests);
