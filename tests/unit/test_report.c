/* Reports of a docset of one page that is made here. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/report.h"

extern const struct CMUnitTest report_tests[];
extern const size_t report_tests_count;

static const struct rule rule = {
	.id = "DG999",
	.name = "word-wrong",
	.level = LEVEL_WARNING,
	.title = "a wrong word",
	.why = "readers wonder",
	.fix = "write the right word",
};

#define MANY 13

/* One page with one finding, and its report. */
struct fixture {
	struct arena arena;
	struct docset set;
	struct file file;
	struct source source, *sources[1];
	struct page page, *pages[1];
	struct sink sink;
	struct diag *found[MANY];
	struct report report;
	struct buf out;
};

static struct fixture f;

static int setup(void **state)
{
	(void)state;
	f = (struct fixture){ .set = { .dir = -1 } };
	arena_init(&f.arena);
	sink_init(&f.sink, &f.arena);
	f.file.path = S("guide/a.md");
	f.set.arena = &f.arena;
	f.set.config.root = S("docs");
	f.set.files.p = &f.file;
	f.set.files.n = 1;
	f.sources[0] = &f.source;
	f.pages[0] = &f.page;
	f.set.sources = f.sources;
	f.set.pages = f.pages;
	f.report = (struct report){ .arena = &f.arena,
		.out = &f.out,
		.set = &f.set,
		.p = f.found };
	buf_init(&f.out, &f.arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&f.arena);
	return 0;
}

static void set_text(const char *text)
{
	f.source = (struct source){ .bytes = str_of(text) };
	f.page.source = &f.source;
}

/* A finding at the first `word`. */
static struct diag *find(const char *word, const char *message)
{
	size_t at = str_find(f.source.bytes, 0, str_of(word));
	struct span span = { 0, (uint32_t)at, (uint32_t)strlen(word) };

	assert_true(at != STR_NONE);
	f.found[f.report.n] = diag_add(&f.sink, &rule, span, "%s", message);
	return f.found[f.report.n++];
}

static void check(const struct report_format *format, const char *want)
{
	f.out.n = 0;
	f.report.seen = (struct map){ 0 };
	format->write(&f.report);
	assert_string_equal(str_z(&f.arena, buf_str(&f.out)), want);
}

static void test_compact(void **state)
{
	(void)state;
	set_text("first\nd\xC3\xA9j\xC3\xA0 wrong here\n");
	find("wrong", "a 'wrong' word");
	check(&report_compact, "docs/guide/a.md:2:6: warning: a 'wrong' word "
			       "[word-wrong]\n");
}

static void test_nowhere(void **state)
{
	struct span nowhere = { CONFIG_NOWHERE, 0, 0 };

	(void)state;
	f.found[0] = diag_add(&f.sink, &rule, nowhere, "no place");
	f.report.n = 1;
	check(&report_compact, "diglot: warning: no place [word-wrong]\n");
	check(&report_full, "warning[DG999 word-wrong]: no place\n"
			    "  = help: write the right word\n"
			    "  = explain: diglot explain DG999\n\n");
}

/* A page that could not be read has no text. */
static void test_no_source(void **state)
{
	struct span all = { 0, 0, 0 };

	(void)state;
	f.sources[0] = NULL;
	f.pages[0] = NULL;
	f.found[0] = diag_add(&f.sink, &rule, all, "cannot be read");
	f.report.n = 1;
	check(&report_compact, "docs/guide/a.md:1:1: warning: cannot be read "
			       "[word-wrong]\n");
}

static void test_escapes(void **state)
{
	(void)state;
	set_text("x wrong\n");
	find("wrong", "a \033[31m\nword \xE2\x80\xAE \xFF");
	check(&report_compact, "docs/guide/a.md:1:3: warning: a <U+001B>[31m "
			       "word <U+202E> <0xFF> [word-wrong]\n");
}

static void test_full(void **state)
{
	struct diag *d;

	(void)state;
	set_text("one\n\xE6\x97\xA5\xE6\x9C\xAC wrong here\r\n");
	d = find("wrong", "a wrong word");
	d->hint = S("write 'right'");
	check(&report_full, "warning[DG999 word-wrong]: a wrong word\n"
			    " --> docs/guide/a.md:2:4\n"
			    "  |\n"
			    "2 | \xE6\x97\xA5\xE6\x9C\xAC wrong here\n"
			    "  |      ^^^^^\n"
			    "  = help: write 'right'\n"
			    "  = explain: diglot explain DG999\n"
			    "\n");
}

static void test_full_explains_once(void **state)
{
	(void)state;
	set_text("wrong\nbad\n");
	find("wrong", "x");
	find("bad", "y");
	f.report.p = f.found;
	f.out.n = 0;
	report_full.write(&f.report);
	struct str text = buf_str(&f.out);
	size_t first = str_find(text, 0, S("= explain"));
	assert_true(first != STR_NONE);
	assert_true(str_find(text, first + 1, S("= explain")) == STR_NONE);
}

static void test_full_cuts(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, &f.arena);
	for (int i = 0; i < 3000; i++)
		buf_lit(&text, "word ");
	buf_lit(&text, "wrong ");
	for (int i = 0; i < 3000; i++)
		buf_lit(&text, "word ");
	set_text(str_z(&f.arena, buf_str(&text)));
	find("wrong", "x");
	f.report.ascii = true;
	check(&report_full,
		"warning[DG999 word-wrong]: x\n"
		" --> docs/guide/a.md:1:15001\n"
		"  |\n"
		"1 | ... word word word word word word word word wrong word "
		"word word word word word word word word word word ...\n"
		"  |                                             ^^^^^\n"
		"  = help: write the right word\n"
		"  = explain: diglot explain DG999\n"
		"\n");
}

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

static void test_full_pairs(void **state)
{
	struct diag *d;

	(void)state;
	set_text("- " PAIR("a-1", "Eerste.", "First.") " " PAIR("a-2",
		"Dit is fout.", "This is wrong.") "\n");
	f.page.pairs = pairs_scan(&f.arena, f.source.bytes, 0, 0, &f.sink);
	d = find("fout", "x");
	d->side = SIDE_TARGET;
	check(&report_full,
		"warning[DG999 word-wrong]: x\n"
		" --> docs/guide/a.md:1:142  (target side, pair a-2)\n"
		"  |\n"
		"1 | - Eerste. Dit is fout.\n"
		"  |                  ^^^^\n"
		"  = source: This is wrong.\n"
		"  = help: write the right word\n"
		"  = explain: diglot explain DG999\n"
		"\n");
}

static void test_jsonl(void **state)
{
	struct diag *d;

	(void)state;
	set_text("a\nsay \"wrong\n");
	d = find("wrong", "a \"wrong\" word");
	d->side = SIDE_TARGET;
	d->hint = S("x");
	f.out.n = 0;
	report_jsonl.write(&f.report);
	struct str out = buf_str(&f.out);
	size_t cut = str_find(out, 0, S("\"fingerprint\":\""));
	assert_true(cut != STR_NONE);
	assert_true(str_eq(str_sub(out, 0, cut),
		S("{\"message_severity\":\"warning\",\"code\":\"word-wrong\","
		  "\"message\":\"a \\\"wrong\\\" word\","
		  "\"file\":\"docs/guide/a.md\",\"line\":2,\"end_line\":2,"
		  "\"column\":6,\"end_column\":11,\"id\":\"DG999\",")));
	assert_true(
		str_ends(out, S("\",\"side\":\"target\",\"hint\":\"x\"}\n")));
}

/* Ten of a kind, the worst first, and how many more. */
static void test_github(void **state)
{
	struct str out;

	(void)state;
	f.file.path = S("a,b:c.md");
	set_text("wrong\n");
	for (int i = 0; i < 3; i++)
		find("wrong", "100 % wrong: a, b");
	f.found[1]->level = LEVEL_ERROR;
	f.found[2]->level = LEVEL_INFO;
	check(&report_github,
		"::error file=docs/a%2Cb%3Ac.md,line=1,endLine=1,col=1,"
		"endColumn=6,title=DG999 word-wrong::100 %25 wrong: a, b\n"
		"::warning file=docs/a%2Cb%3Ac.md,line=1,endLine=1,col=1,"
		"endColumn=6,title=DG999 word-wrong::100 %25 wrong: a, b\n"
		"::notice file=docs/a%2Cb%3Ac.md,line=1,endLine=1,col=1,"
		"endColumn=6,title=DG999 word-wrong::100 %25 wrong: a, b\n");
	for (size_t i = 0; i < MANY; i++)
		f.found[i] = f.found[0];
	f.report.n = MANY;
	f.out.n = 0;
	report_github.write(&f.report);
	out = buf_str(&f.out);
	assert_true(str_ends(out, S("word-wrong::100 %25 wrong: a, b\n"
				    "::notice title=diglot::3 more findings: "
				    "see the log or another report\n")));
}

static void test_azure(void **state)
{
	(void)state;
	f.file.path = S("a;b].md");
	set_text("wrong\n");
	find("wrong", "100 % [x];")->level = LEVEL_INFO;
	check(&report_azure,
		"##vso[task.logissue type=warning;sourcepath=docs/a%3Bb%5D.md;"
		"linenumber=1;columnnumber=1;code=DG999;]"
		"info: 100 %AZP25 [x]; [word-wrong]\n");
}

static void test_markdown(void **state)
{
	(void)state;
	set_text("wrong\n");
	find("wrong", "a | '<b>' & `c`");
	check(&report_markdown,
		"## diglot: 1 finding (1 warning)\n\n"
		"| Level | Place | Finding | Rule |\n"
		"| --- | --- | --- | --- |\n"
		"| warning | docs/guide/a.md, 1:1 | "
		"a \\| '&lt;b>' &amp; \\`c\\` | DG999 word-wrong |\n");
}

static void test_html(void **state)
{
	struct str out;

	(void)state;
	set_text("<i>wrong</i>\n");
	find("wrong", "a <script> '&'");
	f.out.n = 0;
	report_html.write(&f.report);
	out = buf_str(&f.out);
	assert_true(str_find(out, 0, S("<script")) == STR_NONE);
	assert_true(
		str_find(out, 0, S("a &lt;script&gt; '&amp;'")) != STR_NONE);
	assert_true(str_find(out, 0, S("&lt;i&gt;<mark>wrong</mark>&lt;")) !=
		    STR_NONE);
}

/* What is hidden is in SARIF, as suppressed, and nowhere else. */
static void test_sarif_hidden(void **state)
{
	struct diag *d;
	struct str out;

	(void)state;
	set_text("wrong\n");
	d = find("wrong", "a word");
	d->hidden = HIDDEN_COMMENT;
	d->reason = S("a name");
	f.report.hidden = f.found;
	f.report.nhidden = 1;
	f.report.n = 0;
	f.out.n = 0;
	report_sarif.write(&f.report);
	out = buf_str(&f.out);
	assert_true(str_find(out, 0, S("\"inSource\"")) != STR_NONE);
	assert_true(str_find(out, 0, S("\"a name\"")) != STR_NONE);
	assert_true(str_find(out, 0, S("\"text\": \"A word.\"")) != STR_NONE);
	check(&report_compact, "");
}

static struct str fingerprint(struct diag *d)
{
	struct report_place at = report_place(&f.report, d);

	return report_fingerprint(&f.report, d, &at);
}

/* The same wherever the sentence stands; another for another one. */
static void test_fingerprint(void **state)
{
	struct diag *d;
	struct str a, b, c, again;

	(void)state;
	set_text("this text is wrong\n");
	d = find("wrong", "x");
	a = fingerprint(d);
	again = fingerprint(d);
	set_text("# new\n\nthis text is wrong\nand more\n");
	f.report.seen = (struct map){ 0 };
	b = fingerprint(find("wrong", "x"));
	f.report.seen = (struct map){ 0 };
	c = fingerprint(find("text", "x"));
	assert_int_equal(a.n, 16);
	assert_true(str_eq(a, b));
	assert_false(str_eq(a, c));
	assert_false(str_eq(a, again));
}

/* With its fingerprint settled, a finding keeps it without its equal. */
static void test_identify(void **state)
{
	struct diag *second;
	struct str print;

	(void)state;
	set_text("wrong\n");
	find("wrong", "x");
	second = find("wrong", "x");
	report_identify(&f.set, f.found, 2);
	print = second->print;
	assert_int_equal(print.n, 16);
	assert_false(str_eq(print, f.found[0]->print));
	assert_true(str_eq(fingerprint(second), print));
}

static bool is_lines(const struct report_format *r)
{
	return r == &report_full || r == &report_compact ||
	       r == &report_jsonl || r == &report_github || r == &report_azure;
}

/* A form that is read as a whole is whole without findings too. */
static void test_formats(void **state)
{
	(void)state;
	for (size_t i = 0; report_formats[i]; i++) {
		const struct report_format *r = report_formats[i];

		assert_true(*r->name && *r->summary);
		assert_ptr_equal(report_format_find(str_of(r->name)), r);
		f.out.n = 0;
		r->write(&f.report);
		assert_true(is_lines(r) == (f.out.n == 0));
	}
	assert_null(report_format_find(S("none")));
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

const struct CMUnitTest report_tests[] = {
	test(test_compact),
	test(test_nowhere),
	test(test_no_source),
	test(test_escapes),
	test(test_full),
	test(test_full_explains_once),
	test(test_full_cuts),
	test(test_full_pairs),
	test(test_jsonl),
	test(test_github),
	test(test_azure),
	test(test_markdown),
	test(test_html),
	test(test_sarif_hidden),
	test(test_fingerprint),
	test(test_identify),
	test(test_formats),
};
const size_t report_tests_count = sizeof(report_tests) / sizeof(*report_tests);
