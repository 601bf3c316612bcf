/*
 * Mustache: own cases first, then the cases of the specification's own files
 * where the environment says where they are.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "format/json.h"
#include "format/template.h"

extern const struct CMUnitTest template_tests[];
extern const size_t template_tests_count;

/* A partial is text under its name; parsed each time it is asked for. */
struct shelf {
	struct arena *arena;
	struct sink *sink;
	const struct value *texts;
};

static const struct template *shelf_load(void *ctx, struct str name)
{
	struct shelf *shelf = ctx;
	const struct value *text = value_get(shelf->texts, name);

	if (!text)
		return NULL;
	return template_parse(shelf->arena, value_as_text(text), 0,
		shelf->sink);
}

static bool render(struct arena *a, struct str text, const struct value *data,
	const struct value *partials, struct str *out)
{
	struct sink sink;
	struct buf b;

	sink_init(&sink, a);
	buf_init(&b, a);

	struct shelf shelf = { a, &sink, partials };
	struct template_loader loader = { shelf_load, &shelf };
	struct template *t = template_parse(a, text, 0, &sink);

	*out = S("(does not parse)");
	if (!t)
		return false;

	bool whole = template_render(t, data, &loader, &b);

	*out = buf_str(&b);
	return whole && sink.count == 0;
}

static struct value *from_json(struct arena *a, const char *text)
{
	struct sink sink;

	sink_init(&sink, a);
	return json_parse(a, str_of(text), 0, &sink);
}

static void assert_renders(const char *text, const char *data,
	const char *partials, const char *expected)
{
	struct arena a;
	struct str out;

	arena_init(&a);
	assert_true(render(&a, str_of(text), from_json(&a, data),
		from_json(&a, partials), &out));
	assert_string_equal(str_z(&a, out), expected);
	arena_release(&a);
}

static void test_values(void **state)
{
	(void)state;
	assert_renders("{{a}}|{{{a}}}|{{&a}}|{{ a.b }}|{{a.b.c}}",
		"{\"a\": \"<&>\\\"\"}", "{}",
		"&lt;&amp;&gt;&quot;|<&>\"|<&>\"||");
	assert_renders("{{n}} {{f}} {{t}} {{none}} {{list}} {{map}}.",
		"{\"n\": 7, \"f\": 1.5, \"t\": true, \"none\": null,"
		" \"list\": [1], \"map\": {}}",
		"{}", "7 1.5 true   .");
	assert_renders("{{deep.er.est}}", "{\"deep\":{\"er\":{\"est\":\"x\"}}}",
		"{}", "x");
}

static void test_html_is_not_escaped(void **state)
{
	struct arena a;
	struct str out;

	(void)state;
	arena_init(&a);

	struct value *data = value_map(&a);

	value_set(&a, data, S("x"), value_html(&a, S("<b>&amp;</b>")));
	assert_true(render(&a, S("{{x}}{{#x}}{{.}}{{/x}}"), data, NULL, &out));
	assert_string_equal(str_z(&a, out), "<b>&amp;</b><b>&amp;</b>");
	arena_release(&a);
}

static void test_what_counts_as_false(void **state)
{
	static const char *const is_false[] = { "null", "false", "[]", "\"\"",
		"0" };
	static const char *const is_true[] = { "true", "[0]", "\"0\"", "-1",
		"{}" };
	char data[64];

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		snprintf(data, sizeof(data), "{\"x\": %s}", is_false[i]);
		assert_renders("{{#x}}yes{{/x}}{{^x}}no{{/x}}", data, "{}",
			"no");
		snprintf(data, sizeof(data), "{\"x\": %s}", is_true[i]);
		assert_renders("{{#x}}yes{{/x}}{{^x}}no{{/x}}", data, "{}",
			"yes");
	}
}

static void test_nearest_context_wins(void **state)
{
	(void)state;
	assert_renders("{{#a}}{{x}}{{y}}{{#b}}{{x}}{{/b}}{{/a}}{{x}}",
		"{\"x\": 1, \"y\": 2, \"a\": {\"x\": 3, \"b\": {\"x\": 4}}}",
		"{}", "3241");
	/* a null nearby hides the value outside */
	assert_renders("{{#a}}[{{x}}]{{/a}}",
		"{\"x\": 1, \"a\": {\"x\": null}}", "{}", "[]");
	assert_renders("{{#a}}{{#.}}{{.}},{{/.}};{{/a}}",
		"{\"a\": [[1, 2], [3]]}", "{}", "1,2,;3,;");
}

static void test_standalone_lines(void **state)
{
	(void)state;
	assert_renders("<ul>\n  {{#l}}\n  <li>{{.}}</li>\n  {{/l}}\n</ul>\n",
		"{\"l\": [1, 2]}", "{}",
		"<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n");
	assert_renders("a\r\n{{! note }}\r\nb {{! note }}\r\nc", "{}", "{}",
		"a\r\nb \r\nc");
	assert_renders("{{#x}}{{/x}}\n|\n  {{! two\n lines }}  \n|", "{}", "{}",
		"\n|\n|");
}

static void test_partials_are_indented(void **state)
{
	(void)state;
	assert_renders("<nav>\n  {{>items}}\n</nav>",
		"{\"name\": \"a\\nb\", \"items\": [{\"name\": \"c\"}]}",
		"{\"items\": \"<i>{{name}}</i>\\n{{#items}}\\n\\t{{>item}}\\n"
		"{{/items}}\\n\", \"item\": \"<b>{{name}}</b>\\n\"}",
		"<nav>\n  <i>a\nb</i>\n  \t<b>c</b>\n</nav>");
	/* inside a line nothing is indented, however deep */
	assert_renders("  {{>a}}\n", "{}",
		"{\"a\": \"{{>b}} {{>b}}\\n\", \"b\": \"1\\n2\"}",
		"  1\n2 1\n2\n");
	assert_renders("  {{>a}} {{>*which}}|{{>*none}}|{{>missing}}",
		"{\"which\": \"a\"}", "{\"a\": \"1\\n2\"}", "  1\n2 1\n2||");
}

static void test_inheritance(void **state)
{
	const char *partials = "{\"base\": \"<body>\\n  {{$main}}\\n  <p>none"
			       "</p>\\n  {{/main}}\\n</body>\\n\","
			       "\"wide\": \"{{<base}}{{$main}}\\n<div>\\n"
			       "  {{$inner}}\\n  x\\n  {{/inner}}\\n</div>\\n"
			       "{{/main}}{{/base}}\"}";

	(void)state;
	assert_renders("{{>base}}", "{}", partials,
		"<body>\n  <p>none</p>\n</body>\n");
	assert_renders("{{<base}}\n{{$main}}\n    <p>\n      a\n    </p>\n"
		       "{{/main}}\n{{/base}}\n",
		"{}", partials, "<body>\n  <p>\n    a\n  </p>\n</body>\n");
	assert_renders("{{<wide}}{{$inner}}\ny\nz\n{{/inner}}{{/wide}}", "{}",
		partials, "<body>\n  <div>\n    y\n    z\n  </div>\n</body>\n");
	assert_renders("{{<base}}{{$main}}inline{{/main}}{{/base}}", "{}",
		partials, "<body>\n  inline</body>\n");
	assert_renders("{{<*which}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/*which}}",
		"{\"which\": \"p\"}", "{\"p\": \"{{$a}}{{/a}}{{$b}}d{{/b}}\"}",
		"xyd");
}

static void test_delimiters(void **state)
{
	(void)state;
	assert_renders("{{=<% %>=}}{{a}} <% a %> <%={{ }}=%>{{a}}",
		"{\"a\": 1}", "{}", "{{a}} 1 1");
	assert_renders("{{=| |=}}|>p| |a|", "{\"a\": 1}",
		"{\"p\": \"{{a}}|a|\"}", "1|a| 1");
}

/* What docfx says in comments. */
static void test_master(void **state)
{
	(void)state;
	assert_renders("{{!master(m.tmpl)}}\n<p>{{a}}</p>\n", "{\"a\": 1}",
		"{\"m.tmpl\": \"<main>\\n  {{!body}}\\n</main>{{a}}\\n\"}",
		"<main>\n  <p>1</p>\n\n</main>1\n");
	assert_renders("{{! master ( 'm' ) }}x", "{}",
		"{\"m\": \"{{!include(/^public/.*/)}}\\n[{{!body}}]\"}", "[x]");
	/* A master of a master, and one that is not there. */
	assert_renders("{{!master(\"m\")}}x", "{}",
		"{\"m\": \"{{!master(n)}}[{{!body}}]\", "
		"\"n\": \"({{!body}})\"}",
		"([x])");
	assert_renders("{{!master(none)}}x", "{}", "{}", "x");
	assert_renders("{{!body}}{{!masters}}{{!master()}}x", "{}", "{}", "x");
}

static void note_name(void *ctx, enum template_use use, struct str name)
{
	buf_printf(ctx, "%d %.*s\n", (int)use, STR_ARG(name));
}

static void test_names(void **state)
{
	struct arena a;
	struct sink sink;
	struct buf b;
	struct template *t;

	(void)state;
	arena_init(&a);
	sink_init(&sink, &a);
	buf_init(&b, &a);
	t = template_parse(&a,
		S("{{!master(m)}}{{!include(logo.svg)}}{{t.copy}}{{&x}}"
		  "{{#y}}{{>p}}{{>*q}}{{/y}}{{^z}}{{/z}}"),
		0, &sink);
	template_names(t, note_name, &b);
	assert_string_equal(str_z(&a, buf_str(&b)),
		"0 t.copy\n0 x\n0 y\n1 p\n0 q\n0 z\n3 logo.svg\n2 m\n");
	arena_release(&a);
}

static void assert_refused(const char *text, uint32_t at, const char *message)
{
	struct arena a;
	struct sink sink;

	arena_init(&a);
	sink_init(&sink, &a);
	assert_null(template_parse(&a, str_of(text), 3, &sink));
	assert_int_equal(sink.count, 1);
	assert_ptr_equal(sink.first->rule, &rule_template_syntax);
	assert_int_equal(sink.first->at.file, 3);
	assert_int_equal(sink.first->at.at, at);
	assert_string_equal(str_z(&a, sink.first->text), message);
	arena_release(&a);
}

static void test_findings(void **state)
{
	(void)state;
	assert_refused("ab {{c", 3, "tag is not closed by '}}'");
	assert_refused("{{{c}}", 0, "tag is not closed by '}}}'");
	assert_refused("{{#a}}{{#b}}{{/b}}", 0, "section is not closed: 'a'");
	assert_refused("{{#a}}{{/b}}", 6,
		"end tag does not close the innermost section, 'a'");
	assert_refused("x{{/b}}", 1,
		"nothing is open that could be closed by 'b'");
	assert_refused("{{ }}", 0, "tag has no name: '{{ }}'");
	assert_refused("{{= a =}}", 0, "no pair of delimiters: 'a'");
	assert_refused("{{=a b c=}}", 0, "no pair of delimiters: 'a b c'");
}

static struct str repeat(struct arena *a, const char *text, size_t n)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_of(text));
	return buf_str(&b);
}

static void test_depth_is_capped(void **state)
{
	struct arena a;
	struct sink sink;
	struct str out;

	(void)state;
	arena_init(&a);
	sink_init(&sink, &a);
	assert_null(template_parse(&a, repeat(&a, "{{#a}}", 65), 0, &sink));
	assert_int_equal(sink.count, 1);

	struct value *p = from_json(&a, "{\"p\": \"x{{>p}}\"}");

	assert_false(render(&a, S("{{>p}}"), NULL, p, &out));
	assert_int_equal(out.n, 32);
	/* 2^32 expansions end at the limit of work */
	p = from_json(&a, "{\"p\": \"x{{>p}}{{>p}}\"}");

	struct template *one = template_parse(&a, S("x{{>p}}{{>p}}"), 0, &sink);
	struct buf b;

	buf_init(&b, &a);

	struct shelf shelf = { &a, &sink, p };
	struct template_loader loader = { shelf_load, &shelf };

	assert_false(template_render(one, NULL, &loader, &b));
	arena_release(&a);
}

static double seconds_for(const char *piece, size_t n)
{
	struct arena a;
	struct sink sink;
	struct buf b;

	arena_init(&a);
	sink_init(&sink, &a);
	buf_init(&b, &a);

	struct str text = repeat(&a, piece, n);
	clock_t from = clock();
	struct template *t = template_parse(&a, text, 0, &sink);

	if (t)
		template_render(t, NULL, NULL, &b);

	double spent = (double)(clock() - from) / CLOCKS_PER_SEC;

	arena_release(&a);
	return spent;
}

static void test_time_is_linear(void **state)
{
	static const char *const pieces[] = { "{{a}}", "  {{! x }}  ", "{",
		"{{#a}} {{/a}}", "{{<a}}{{$b}}\n x\n{{/b}}{{/a}}", "{{=x y=}}",
		"   \n", "{{{a}}}\n  {{>b}}\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		assert_true(seconds_for(pieces[i], 10000) < 1.0);
}

/* ---- the specification's cases ---- */

static bool case_passes(struct arena *a, const struct value *test)
{
	struct str out;
	struct str expected = value_text_at(test, S("expected"));
	struct str name = value_text_at(test, S("name"));
	bool whole = render(a, value_text_at(test, S("template")),
		value_get(test, S("data")), value_get(test, S("partials")),
		&out);

	if (whole && str_eq(out, expected))
		return true;
	print_message("%.*s\n expected '%.*s'\n written  '%.*s'\n",
		STR_ARG(name), STR_ARG(expected), STR_ARG(out));
	return false;
}

static void run_file(int dir, const char *name, size_t *passed, size_t *failed)
{
	struct arena a;
	struct sink sink;
	struct str text;

	arena_init(&a);
	sink_init(&sink, &a);
	assert_int_equal(fs_read(&a, dir, str_of(name), 1 << 20, &text), FS_OK);

	struct value *file = json_parse(&a, text, 0, &sink);
	const struct value *tests = value_get(file, S("tests"));

	assert_non_null(tests);
	for (size_t i = 0; i < tests->n; i++) {
		if (case_passes(&a, tests->items[i]))
			++*passed;
		else
			++*failed;
	}
	arena_release(&a);
}

static void test_specification(void **state)
{
	static const char *const files[] = { "comments.json", "delimiters.json",
		"interpolation.json", "inverted.json", "partials.json",
		"sections.json", "~dynamic-names.json", "~inheritance.json" };
	const char *shared = getenv("DIGLOT_SHARED");
	char path[4096];
	size_t passed = 0, failed = 0;

	(void)state;
	snprintf(path, sizeof(path), "%s/conformance/mustache-spec/specs",
		shared ? shared : "");

	int dir = shared ? fs_open_dir(path) : -1;

	if (dir < 0) {
		print_message("skipped: %zu files of Mustache cases\n",
			sizeof(files) / sizeof(*files));
		skip();
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		run_file(dir, files[i], &passed, &failed);
	close(dir);
	print_message("Mustache: %zu of %zu cases\n", passed, passed + failed);
	assert_int_equal(failed, 0);
	assert_int_equal(passed, 136 + 27 + 21);
}

const struct CMUnitTest template_tests[] = {
	cmocka_unit_test(test_values),
	cmocka_unit_test(test_html_is_not_escaped),
	cmocka_unit_test(test_what_counts_as_false),
	cmocka_unit_test(test_nearest_context_wins),
	cmocka_unit_test(test_standalone_lines),
	cmocka_unit_test(test_partials_are_indented),
	cmocka_unit_test(test_inheritance),
	cmocka_unit_test(test_delimiters),
	cmocka_unit_test(test_master),
	cmocka_unit_test(test_names),
	cmocka_unit_test(test_findings),
	cmocka_unit_test(test_depth_is_capped),
	cmocka_unit_test(test_time_is_linear),
	cmocka_unit_test(test_specification),
};
const size_t template_tests_count = sizeof(template_tests) /
				    sizeof(*template_tests);
