/* Code in colours: every byte is kept, whatever the code. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "format/html.h"
#include "site/highlight.h"

extern const struct CMUnitTest highlight_tests[];
extern const size_t highlight_tests_count;

/* Classes in brackets: "(keyword if) ($x)". */
static void check(const char *language, const char *code, const char *want)
{
	struct arena a;
	struct buf out, seen;
	struct html_reader r;
	struct html_token t;

	arena_init(&a);
	buf_init(&out, &a);
	buf_init(&seen, &a);
	assert_true(highlight_code(&out, str_of(language), str_of(code)));
	html_begin(&r, buf_str(&out));
	while (html_next(&r, &t)) {
		const struct html_attr *class = html_attr(&t, S("class"));
		if (t.kind == HTML_OPEN)
			buf_printf(&seen, "(%.*s ",
				STR_ARG(str_skip(class->value, 5)));
		else if (t.kind == HTML_CLOSE)
			buf_byte(&seen, ')');
		else
			buf_add(&seen, html_unescape(&a, t.raw));
	}
	buf_byte(&seen, '\0');
	assert_string_equal(seen.p, want);
	arena_release(&a);
}

static void test_languages(void **state)
{
	(void)state;
	check("PowerShell", "PS C:\\> Get-Item -Path $x # all",
		"(meta PS C:\\>) (built_in Get-Item) (attr -Path) "
		"(variable $x) (comment # all)");
	check("xml", "<a b=\"1\">x</a><!-- c -->",
		"<(name a) (attr b)=(string \"1\")>x</(name a)>"
		"(comment <!-- c -->)");
	check("json", "{\"a\": [1, true, \"b\"]}",
		"{(attr \"a\"): [(number 1), (literal true), (string \"b\")]}");
	check("http", "GET https://a/b HTTP/1.1\nAccept: x",
		"(keyword GET) https://a/b (keyword HTTP)/(number 1.1)\n"
		"(attr Accept): x");
	check("bash", "az login --user \"$ME\"\nif x; then",
		"(built_in az) login (attr --user) (string \"$ME\")\n"
		"(keyword if) x; (keyword then)");
	check("console", "$ cd a \\\n  --if 1\nif 1 'x'\n\n$ cd b\n",
		"(meta $) (built_in cd) a \\\n  (attr --if) (number 1)\n"
		"if 1 'x'\n\n(meta $) (built_in cd) b\n");
	check("sql", "SELECT 'it''s' FROM t -- all",
		"(keyword SELECT) (string 'it''s') (keyword FROM) t "
		"(comment -- all)");
	check("kusto", "T | where x > ago(1d)",
		"T | (keyword where) x > (built_in ago)((number 1d))");
	check("csharp", "var s = \"a\\\"b\"; // x",
		"(built_in var) s = (string \"a\\\"b\"); (comment // x)");
	check("python", "def f(x): return None",
		"(keyword def) f(x): (keyword return) (literal None)");
	check("yaml", "a-b: true # c\nurl: http://x#y",
		"(attr a-b): (literal true) (comment # c)\n"
		"(attr url): http://x#y");
	check("css", "@media x { color: red }",
		"(keyword @media) x { (attr color): red }");
}

static void test_unknown(void **state)
{
	struct arena a;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&out, &a);
	assert_false(highlight_code(&out, S("brainwave"), S("x")));
	assert_false(highlight_code(&out, S(""), S("x")));
	assert_int_equal(out.n, 0);
	arena_release(&a);
}

/* Whatever the bytes, the text is what it was. */
static void test_text_is_kept(void **state)
{
	static const char bits[] = "<>&\"'`$@#-/*:{}\\ \na1_!";
	uint32_t seed = 7;

	(void)state;
	for (size_t k = 0; k < 4000; k++) {
		const struct highlight_language *l = highlight_languages;
		char code[64];
		struct arena a;
		struct buf out, text;
		struct html_reader r;
		struct html_token t;
		struct str name, names;
		arena_init(&a);
		buf_init(&out, &a);
		buf_init(&text, &a);
		for (size_t i = 0; i < sizeof(code); i++) {
			seed = seed * 1664525 + 1013904223;
			code[i] = bits[(seed >> 16) % (sizeof(bits) - 1)];
		}
		for (size_t i = 0; i < k % 12; i++)
			l++;
		names = str_of(l->names);
		str_cut(&names, ' ', &name);
		assert_true(highlight_code(&out, name,
			str_make(code, sizeof(code))));
		html_begin(&r, buf_str(&out));
		while (html_next(&r, &t))
			if (t.kind == HTML_TEXT)
				buf_add(&text, html_unescape(&a, t.raw));
		assert_int_equal(text.n, sizeof(code));
		assert_memory_equal(text.p, code, sizeof(code));
		arena_release(&a);
	}
}

const struct CMUnitTest highlight_tests[] = {
	cmocka_unit_test(test_languages),
	cmocka_unit_test(test_unknown),
	cmocka_unit_test(test_text_is_kept),
};
const size_t highlight_tests_count = sizeof(highlight_tests) /
				     sizeof(*highlight_tests);
