/* HTML as text: tokens that cover the input, references, escapes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "format/html.h"

extern const struct CMUnitTest html_tests[];
extern const size_t html_tests_count;

/* One line a token: its kind, name and attributes, else its text. */
static void describe(struct buf *b, const struct html_token *t)
{
	static const char kinds[] = "TOC!?";

	buf_byte(b, kinds[t->kind]);
	if (t->kind == HTML_OPEN || t->kind == HTML_CLOSE) {
		buf_printf(b, " %.*s", STR_ARG(t->name));
		for (size_t i = 0; i < t->nattrs; i++) {
			const struct html_attr *attr = &t->attrs[i];
			buf_printf(b, " %.*s", STR_ARG(attr->name));
			if (attr->has_value)
				buf_printf(b, "=(%.*s)", STR_ARG(attr->value));
		}
		if (t->self_closing)
			buf_lit(b, " /");
	} else {
		buf_printf(b, " %.*s", STR_ARG(t->raw));
	}
	buf_byte(b, '\n');
}

static void check_tokens(const char *text, const char *want)
{
	struct arena a;
	struct buf b;
	struct html_reader r;
	static struct html_token t;

	arena_init(&a);
	buf_init(&b, &a);
	html_begin(&r, str_of(text));
	while (html_next(&r, &t))
		describe(&b, &t);
	assert_string_equal(str_z(&a, buf_str(&b)), want);
	arena_release(&a);
}

static void tags_and_text(void **state)
{
	(void)state;
	check_tokens("Een <b>vet</b> woord", "T Een \nO b\nT vet\nC b\n"
					     "T  woord\n");
	check_tokens("a < b <1 </ <", "T a < b <1 \n? </ <\n");
	check_tokens("a </", "T a </\n");
	check_tokens("<br/><hr />", "O br /\nO hr /\n");
	check_tokens("</p\n>", "C p\n");
	check_tokens("", "");
}

static void attributes(void **state)
{
	(void)state;
	check_tokens("<a href='x y' title=\"a > b\" id=z/>t",
		"O a href=(x y) title=(a > b) id=(z/)\nT t\n");
	check_tokens("<a\nb = c d= >", "O a b=(c) d=()\n");
	check_tokens("<a =x b='1'c>", "O a =x b=(1) c\n");
	check_tokens("<a / b/c>", "O a b c\n");
	check_tokens("<a b=\"\">", "O a b=()\n");
}

static void attributes_by_name(void **state)
{
	struct html_reader r;
	static struct html_token t;

	(void)state;
	html_begin(&r, S("<A HREF=one href=two nosrc>"));
	assert_true(html_next(&r, &t));
	assert_true(str_eq(html_attr(&t, S("href"))->value, S("one")));
	assert_false(html_attr(&t, S("nosrc"))->has_value);
	assert_null(html_attr(&t, S("src")));
	assert_false(html_next(&r, &t));
}

static void comments(void **state)
{
	(void)state;
	check_tokens("a<!-- b -->c", "T a\n! <!-- b -->\nT c\n");
	check_tokens("<!-->a", "! <!-->\nT a\n");
	check_tokens("<!--->a", "! <!--->\nT a\n");
	check_tokens("<!-- a --!>b", "! <!-- a --!>\nT b\n");
	check_tokens("<!-- a --- b --->c", "! <!-- a --- b --->\nT c\n");
	check_tokens("<!-- a <b>", "! <!-- a <b>\n");
}

static void other_markup(void **state)
{
	(void)state;
	check_tokens("<!DOCTYPE html>a", "? <!DOCTYPE html>\nT a\n");
	check_tokens("<?php 1 ?>a", "? <?php 1 ?>\nT a\n");
	check_tokens("<![CDATA[a > b]]>c", "? <![CDATA[a > b]]>\nT c\n");
	check_tokens("</>a</1>b", "? </>\nT a\n? </1>\nT b\n");
	check_tokens("<!a <b", "? <!a <b\n");
}

static void raw_text(void **state)
{
	(void)state;
	check_tokens("<script>a</b></SCRIPT >c",
		"O script\nT a</b>\nC SCRIPT\nT c\n");
	check_tokens("<title></title>x", "O title\nC title\nT x\n");
	check_tokens("<style>a</styles><b>", "O style\nT a</styles><b>\n");
	check_tokens("<plaintext>a</plaintext>",
		"O plaintext\nT a</plaintext>\n");
	check_tokens("<textarea/><b></textarea>",
		"O textarea /\nT <b>\nC textarea\n");
}

static void an_unfinished_tag_is_text(void **state)
{
	(void)state;
	check_tokens("a <b c='d> <i>e</i>", "T a \nT <b c='d> <i>e</i>\n");
	check_tokens("<a", "T <a\n");
	check_tokens("<a b=", "T <a b=\n");
	check_tokens("<a /", "T <a /\n");
	check_tokens("</a ", "T </a \n");
}

static void many_attributes(void **state)
{
	struct arena a;
	struct buf b;
	struct html_reader r;
	static struct html_token t;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	buf_lit(&b, "<a");
	for (int i = 0; i < HTML_MAX_ATTRS; i++)
		buf_printf(&b, " x%d=%d", i, i);
	buf_lit(&b, " last>t<b c>");
	html_begin(&r, buf_str(&b));
	assert_true(html_next(&r, &t));
	assert_true(t.too_many);
	assert_int_equal(t.nattrs, HTML_MAX_ATTRS);
	assert_null(html_attr(&t, S("last")));
	assert_true(html_next(&r, &t));
	assert_false(t.too_many);
	assert_int_equal(t.nattrs, 0);
	arena_release(&a);
}

static void check_cover(struct str text)
{
	struct html_reader r;
	static struct html_token t;
	size_t at = 0;

	html_begin(&r, text);
	while (html_next(&r, &t)) {
		assert_ptr_equal(t.raw.p, text.p + at);
		assert_true(t.raw.n > 0);
		at += t.raw.n;
	}
	assert_int_equal(at, text.n);
}

static void tokens_cover_every_prefix(void **state)
{
	static const char text[] =
		"<!doctype x>a &lt; <b c='d' e=\"f\" g=h i/>j<!-- k --><l/>"
		"<script>m</scr</script><?n?><![CDATA[o]]></><title>\0</title"
		" p><q r = 's'></ t><u v=\xC3\xA9>\xFF</plaintext><plaintext>";

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++) {
		char *copy = malloc(n + 1);
		memcpy(copy, text, n);
		check_cover(str_make(copy, n));
		free(copy);
	}
}

static void tokens_cover_random_bytes(void **state)
{
	static const char letters[] = "<</>!-?=\"' abscript[]CDATA&#;\n";
	uint32_t seed = 1;
	char text[200];

	(void)state;
	for (int round = 0; round < 5000; round++) {
		for (size_t i = 0; i < sizeof(text); i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = letters[(seed >> 16) % sizeof(letters)];
		}
		check_cover(str_make(text, sizeof(text)));
	}
}

/* Seconds that reading n copies of the piece takes. */
static double time_pieces(const char *piece, size_t n)
{
	struct arena a;
	struct buf b;

	arena_init(&a);
	buf_init(&b, &a);
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_of(piece));
	clock_t start = clock();
	check_cover(buf_str(&b));
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	arena_release(&a);
	return seconds;
}

static void time_is_linear(void **state)
{
	static const char *const pieces[] = { "<a ", "<!--", "<a b=\"", "</a ",
		"<![CDATA[>", "<title>", "<script></script ", "<", "<!", "--",
		"<xmp></xmp", "&#1", "<a b='>" };

	(void)state;
	/* A quadratic reader would need minutes. */
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		assert_true(time_pieces(pieces[i], 200000) < 2);
}

static void check_unescape(const char *text, const char *want)
{
	struct arena a;

	arena_init(&a);
	struct str got = html_unescape(&a, str_of(text));
	assert_string_equal(str_z(&a, got), want);
	arena_release(&a);
}

static void references(void **state)
{
	(void)state;
	check_unescape("a &amp;&lt;&gt;&quot; b", "a &<>\" b");
	check_unescape("&eacute;&Eacute;&zwnj;", "\xC3\xA9\xC3\x89"
						 "\xE2\x80\x8C");
	check_unescape("&#233;&#xe9;&#XE9", "\xC3\xA9\xC3\xA9\xC3\xA9");
	check_unescape("java&#115cript", "javascript");
	check_unescape("&#128;&#150;", "\xE2\x82\xAC\xE2\x80\x93");
	check_unescape("&#0;&#xD800;&#99999999999999999999;",
		"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	check_unescape("&acE;", "\xE2\x88\xBE\xCC\xB3");
	check_unescape("&CounterClockwiseContourIntegral;", "\xE2\x88\xB3");
	check_unescape("&amp &nosuch; &; &#; &#x; &", "&amp &nosuch; &; &#; "
						      "&#x; &");
	check_unescape("&AElig;&zwj;", "\xC3\x86\xE2\x80\x8D");
	check_unescape("&amp;lt;", "&lt;");
}

static void check_escape(const char *text, const char *all, const char *once)
{
	struct arena a;
	struct buf b;

	arena_init(&a);
	buf_init(&b, &a);
	html_escape(&b, str_of(text));
	assert_string_equal(str_z(&a, buf_str(&b)), all);
	b.n = 0;
	html_escape_once(&b, str_of(text));
	assert_string_equal(str_z(&a, buf_str(&b)), once);
	arena_release(&a);
}

static void escapes(void **state)
{
	(void)state;
	check_escape("", "", "");
	check_escape("caf\xC3\xA9 'x'", "caf\xC3\xA9 'x'", "caf\xC3\xA9 'x'");
	check_escape("<a b=\"c\">", "&lt;a b=&quot;c&quot;&gt;",
		"&lt;a b=&quot;c&quot;&gt;");
	check_escape("R&D &amp; &#38; &x;",
		"R&amp;D &amp;amp; &amp;#38; &amp;x;",
		"R&amp;D &amp; &#38; &amp;x;");
}

const struct CMUnitTest html_tests[] = {
	cmocka_unit_test(tags_and_text),
	cmocka_unit_test(attributes),
	cmocka_unit_test(attributes_by_name),
	cmocka_unit_test(comments),
	cmocka_unit_test(other_markup),
	cmocka_unit_test(raw_text),
	cmocka_unit_test(an_unfinished_tag_is_text),
	cmocka_unit_test(many_attributes),
	cmocka_unit_test(tokens_cover_every_prefix),
	cmocka_unit_test(tokens_cover_random_bytes),
	cmocka_unit_test(time_is_linear),
	cmocka_unit_test(references),
	cmocka_unit_test(escapes),
};
const size_t html_tests_count = sizeof(html_tests) / sizeof(*html_tests);
