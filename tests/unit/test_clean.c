/* Hostile and broken HTML of a page, and what of it reaches the site. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "site/clean.h"
#include "site/render.h"

extern const struct CMUnitTest clean_tests[];
extern const size_t clean_tests_count;

static struct target resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	(void)r;
	(void)kind;
	if (str_starts_nocase(str_trim(url), S("javascript:")))
		url = S("");
	return (struct target){ .href = url, .missing = url.n == 0 };
}

/* What comes of html, in a block of its own. */
static void check(const char *html, const char *want)
{
	struct arena a;
	struct buf out;
	struct render r = { .out = &out,
		.scratch = &a,
		.flavor = FLAVOR_SITE,
		.resolve = resolve };

	arena_init(&a);
	buf_init(&out, &a);
	clean_init(&r.clean, &a);
	size_t entered = clean_enter(&r.clean);
	clean_html(&r, str_of(html));
	clean_leave(&r.clean, &out, entered);
	if (!str_eq(buf_str(&out), str_of(want)))
		fail_msg("%s\n  gives %.*s\n  not   %s", html,
			STR_ARG(buf_str(&out)), want);
	arena_release(&a);
}

static void test_removed(void **state)
{
	(void)state;
	check("a<script>alert(1)</script>b", "ab");
	check("a<SCRIPT src=//x>alert('<b>')</SCRIPT>b", "ab");
	check("a<script>alert(1)", "a");
	check("<style>p{}</style><p>x</p>", "<p>x</p>");
	check("<iframe src=\"x\">y</iframe>z", "z");
	check("<svg><a href=\"x\">y</a></svg>z", "z");
	check("<object><b>y</b></object>z", "z");
	check("<meta http-equiv=refresh content=0>x", "x");
	check("<link rel=stylesheet href=x>y", "y");
	check("<embed src=x>y", "y");
	check("<!-- <script>x</script> -->y", "y");
	check("<![CDATA[<b>x</b>]]>y", "y");
	check("<?php echo 1 ?>y", "y");
	check("<!doctype html>y", "y");
}

static void test_attributes(void **state)
{
	(void)state;
	check("<p onclick=\"x()\" STYLE=\"y\" class=\"z\">t</p>",
		"<p class=\"z\">t</p>");
	check("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>");
	check("<a href=\"&#106;avascript:alert(1)\">x</a>", "<a>x</a>");
	check("<a href='a.html' target=_blank>x</a>",
		"<a href=\"a.html\">x</a>");
	check("<a href=\"a.html\" href=\"javascript:x\">x</a>",
		"<a href=\"a.html\">x</a>");
	check("<img src=x onerror=alert(1)>",
		"<img src=\"x\" alt=\"\" loading=\"lazy\">");
	check("<td colspan=2 bgcolor=red>x</td>", "<td colspan=\"2\">x</td>");
	check("<p title='a\"b<c'>x</p>", "<p title=\"a&quot;b&lt;c\">x</p>");
	check("<p title=\"&quot;&gt;<b>\">x</p>",
		"<p title=\"&quot;&gt;&lt;b&gt;\">x</p>");
	check("<p/onclick=x>y</p>", "<p>y</p>");
	check("<a name=\"Old\"></a>", "<a id=\"Old\"></a>");
	check("<p id=\"a\">x</p><p id=\"a\">y</p>",
		"<p id=\"a\">x</p><p>y</p>");
	check("<p id=\"a b\">x</p>", "<p>x</p>");
}

static void test_nesting(void **state)
{
	(void)state;
	check("<b>x", "<b>x</b>");
	check("x</b>", "x");
	check("</div></p>x", "x");
	check("<b><i>x</b>y</i>", "<b><i>x</i></b>y");
	check("<table><tr><td>x", "<table><tr><td>x</td></tr></table>");
	check("<br/>x<br></br>", "<br>x<br>");
	check("<div/>x", "<div></div>x");
}

static void test_text(void **state)
{
	(void)state;
	check("a < b & c > d", "a &lt; b &amp; c &gt; d");
	check("&lt; &amp; &nosuch; &#0;", "&lt; &amp; &amp;nosuch; &#0;");
	check("<your-name>", "&lt;your-name&gt;");
	check("<b", "&lt;b");
	check("<font color=red>x</font>", "x");
	check("<form action=x><input name=y>z</form>", "z");
	check("<img alt=\"a\">", "<span class=\"image-missing\">a</span>");
}

static void test_depth(void **state)
{
	struct arena a;
	struct buf in, out;
	struct render r = { .out = &out, .scratch = &a, .flavor = FLAVOR_SITE };

	(void)state;
	arena_init(&a);
	buf_init(&in, &a);
	buf_init(&out, &a);
	for (int i = 0; i < 1000; i++)
		buf_lit(&in, "<i>");
	clean_init(&r.clean, &a);
	size_t entered = clean_enter(&r.clean);
	clean_html(&r, buf_str(&in));
	clean_leave(&r.clean, &out, entered);
	assert_int_equal(out.n, CLEAN_DEPTH * strlen("<i></i>"));
	arena_release(&a);
}

/* An inner block cannot end what an outer one began. */
static void test_floor(void **state)
{
	struct arena a;
	struct buf out;
	struct render r = { .out = &out, .scratch = &a, .flavor = FLAVOR_SITE };

	(void)state;
	arena_init(&a);
	buf_init(&out, &a);
	clean_init(&r.clean, &a);
	size_t outer = clean_enter(&r.clean);
	clean_html(&r, S("<div>"));
	size_t inner = clean_enter(&r.clean);
	clean_html(&r, S("</div><b>x"));
	clean_leave(&r.clean, &out, inner);
	clean_html(&r, S("y</div>"));
	clean_leave(&r.clean, &out, outer);
	assert_true(str_eq(buf_str(&out), S("<div><b>x</b>y</div>")));
	arena_release(&a);
}

const struct CMUnitTest clean_tests[] = {
	cmocka_unit_test(test_removed),
	cmocka_unit_test(test_attributes),
	cmocka_unit_test(test_nesting),
	cmocka_unit_test(test_text),
	cmocka_unit_test(test_depth),
	cmocka_unit_test(test_floor),
};
const size_t clean_tests_count = sizeof(clean_tests) / sizeof(*clean_tests);
