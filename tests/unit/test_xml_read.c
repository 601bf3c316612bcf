#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "format/xml_read.h"

static void expect(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

static void tree(void **state)
{
	const char *text = "<a xmlns='u' x='1'>t<b/><![CDATA[<]]>&amp;"
			   "<c:d xmlns:c='v' c:y='&#13;'/></a>";
	struct xml_fault fault;
	struct arena a;

	(void)state;
	arena_init(&a);
	struct element *e = xml_read(&a, str_of(text), &fault);
	assert_non_null(e);
	assert_true(element_is(e, "u", "a"));
	expect(element_attr(e, "x"), "1");
	assert_null(element_attr(e, "y").p);
	expect(element_text(&a, e), "t<&");
	struct element *d = element_find(e->child, "v", "d");
	assert_non_null(d);
	expect(element_attr_ns(d, "v", "y"), "\r");
	assert_int_equal(d->at, strstr(text, "<c:d") - text);
	assert_int_equal(element_find(e->child, "u", "b")->at, 20);
	arena_release(&a);
}

static void refused(void **state)
{
	static const char *const texts[] = {
		"",
		"<a>",
		"<a></b>",
		"<c:a/>",
		"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
		"<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
		"<!DOCTYPE a [<!ELEMENT a EMPTY>]><a/>",
		"<!DOCTYPE a SYSTEM 'x'><a>&b;</a>",
		"<a>&b;</a>",
		"<?xml version='1.0' encoding='UTF-16'?><a/>",
		"<a>\xFF</a>",
	};
	struct xml_fault fault;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_null(xml_read(&a, str_of(texts[i]), &fault));
		assert_true(fault.text.n > 0);
		assert_true(fault.at <= strlen(texts[i]));
	}
	arena_release(&a);
}

static void bare_doctype(void **state)
{
	struct xml_fault fault;
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_non_null(xml_read(&a,
		S("<!DOCTYPE tmx SYSTEM 'http://192.0.2.1/x'><tmx/>"), &fault));
	arena_release(&a);
}

static void limits(void **state)
{
	struct xml_fault fault;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	for (int i = 0; i < 300; i++)
		buf_lit(&b, "<a>");
	assert_null(xml_read(&a, buf_str(&b), &fault));
	buf_init(&b, &a);
	buf_lit(&b, "<a ");
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "b%d='>' ", i);
	buf_lit(&b, "/>");
	assert_null(xml_read(&a, buf_str(&b), &fault));
	/* Texts may be longer than a tag, and than a piece of the input. */
	buf_init(&b, &a);
	buf_lit(&b, "<a><!--");
	for (int i = 0; i < 20000; i++)
		buf_lit(&b, "\xC3\xA9 text ");
	buf_lit(&b, "--><b/></a>");
	struct element *e = xml_read(&a, buf_str(&b), &fault);
	assert_non_null(e);
	assert_int_equal(e->child->at, b.n - 8);
	arena_release(&a);
}

const struct CMUnitTest xml_read_tests[] = {
	cmocka_unit_test(tree),
	cmocka_unit_test(refused),
	cmocka_unit_test(bare_doctype),
	cmocka_unit_test(limits),
};
const size_t xml_read_tests_count = sizeof(xml_read_tests) /
				    sizeof(*xml_read_tests);
