/* XML as text: escapes, indents, and the place of white space. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "format/xml.h"

extern const struct CMUnitTest xml_tests[];
extern const size_t xml_tests_count;

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

struct page {
	struct arena arena;
	struct buf out;
	struct xml x;
};

static void begin(struct page *p)
{
	arena_init(&p->arena);
	buf_init(&p->out, &p->arena);
	xml_begin(&p->x, &p->out);
}

static void end(struct page *p, const char *want)
{
	assert_int_equal(p->x.depth, 0);
	assert_string_equal(str_z(&p->arena, buf_str(&p->out)), want);
	arena_release(&p->arena);
}

static void elements_are_indented(void **state)
{
	struct page p;

	(void)state;
	begin(&p);
	xml_open(&p.x, "urlset");
	xml_attr(&p.x, "lang", S("nl-NL"));
	xml_open(&p.x, "url");
	xml_leaf(&p.x, "loc", S("https://docs.example.org/a?b=1&c=2"));
	xml_leaf(&p.x, "note", S(""));
	xml_close(&p.x);
	xml_close(&p.x);
	end(&p, HEAD "<urlset lang=\"nl-NL\">\n"
		     "  <url>\n"
		     "    <loc>https://docs.example.org/a?b=1&amp;c=2</loc>\n"
		     "    <note/>\n"
		     "  </url>\n"
		     "</urlset>\n");
}

static void no_space_is_added_to_text(void **state)
{
	struct page p;

	(void)state;
	begin(&p);
	xml_open(&p.x, "unit");
	xml_open(&p.x, "source");
	xml_text(&p.x, S("Selecteer "));
	xml_open(&p.x, "g");
	xml_open(&p.x, "x");
	xml_close(&p.x);
	xml_text(&p.x, S("Opslaan"));
	xml_close(&p.x);
	xml_text(&p.x, S("."));
	xml_close(&p.x);
	xml_open(&p.x, "target");
	xml_text(&p.x, S(""));
	xml_open(&p.x, "x");
	xml_close(&p.x);
	xml_close(&p.x);
	xml_close(&p.x);
	end(&p, HEAD "<unit>\n"
		     "  <source>Selecteer <g><x/>Opslaan</g>.</source>\n"
		     "  <target><x/></target>\n"
		     "</unit>\n");
}

static void text_is_escaped(void **state)
{
	struct page p;

	(void)state;
	begin(&p);
	xml_open(&p.x, "a");
	xml_attr(&p.x, "b", S("\"<>&'\t\n\r\xC3\xA9"));
	xml_text(&p.x, S("\"<]]>&'\t\n\r\xC3\xA9"));
	xml_close(&p.x);
	end(&p, HEAD "<a b=\"&quot;&lt;&gt;&amp;'&#9;&#10;&#13;\xC3\xA9\">"
		     "\"&lt;]]&gt;&amp;'\t\n&#13;\xC3\xA9</a>\n");
}

static void forbidden_characters_are_left_out(void **state)
{
	struct page p;

	(void)state;
	begin(&p);
	xml_leaf(&p.x, "a",
		S("1\0002\0013\x1F"
		  "4\x7F"
		  "5\xEF\xBF\xBE"
		  "6"
		  "\xEF\xBF\xBF"
		  "7\xFF"
		  "8\xED\xA0\x80"
		  "9"));
	end(&p, HEAD "<a>1234\x7F"
		     "56789</a>\n");
}

const struct CMUnitTest xml_tests[] = {
	cmocka_unit_test(elements_are_indented),
	cmocka_unit_test(no_space_is_added_to_text),
	cmocka_unit_test(text_is_escaped),
	cmocka_unit_test(forbidden_characters_are_left_out),
};
const size_t xml_tests_count = sizeof(xml_tests) / sizeof(*xml_tests);
