#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/po.h"

static void expect(struct str s, const char *want)
{
	assert_int_equal(s.n, strlen(want));
	assert_memory_equal(s.p, want, s.n);
}

static void test_entries(void **state)
{
	static const char text[] = "\xEF\xBB\xBF# a comment\n"
				   "msgid \"\"\n"
				   "msgstr \"\"\n"
				   "\"Language: nl_NL\\n\"\n"
				   "\"Plural-Forms: nplurals=2;\\n\"\n"
				   "\n"
				   "#, fuzzy\r\n"
				   "msgctxt \"boats\"\r\n"
				   "msgid \"a boat\"\n"
				   "msgid_plural \"boats\"\n"
				   "msgstr[0] \"een boot\"\n"
				   "msgstr[1] \"\"\n"
				   "\"bo\"\n"
				   "\"ten\\t\\101\"\n"
				   "msgid \"pier\"\n"
				   "msgstr \"steiger\"\n";
	struct po_reader r;
	struct po_entry e;
	struct arena a;

	(void)state;
	arena_init(&a);
	po_begin(&r, &a, str_of(text), true);
	assert_true(po_next(&r, &e));
	assert_true(po_is_header(&e));
	expect(po_header_value(e.text[0], S("Language:")), "nl_NL");
	expect(po_header_value(e.text[0], S("Other:")), "");
	assert_true(po_next(&r, &e));
	assert_true(e.fuzzy && e.has_forms && e.has_context);
	assert_int_equal(e.line, 8);
	expect(e.context, "boats");
	expect(e.plural, "boats");
	assert_int_equal(e.n, 2);
	expect(e.text[1], "boten\tA");
	assert_true(po_next(&r, &e));
	assert_false(e.fuzzy || e.has_forms || e.has_context);
	expect(e.id, "pier");
	expect(e.text[0], "steiger");
	assert_false(po_next(&r, &e));
	assert_null(r.fault);
	arena_release(&a);
}

static void test_faults(void **state)
{
	static const struct {
		const char *text, *fault;
		size_t line;
	} faults[] = {
		{ "msgid \"a\"\nhello\n", "this is no line of a PO file", 2 },
		{ "\"a\"\n", "a string belongs to no entry", 1 },
		{ "msgid a\n", "a string has no quotes around it", 1 },
		{ "msgid \"a\"b\"\n", "a string has a quote in it", 1 },
		{ "msgid \"\\x\"\n", "a string has an escape that is unknown",
			1 },
		{ "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n",
			"an entry says the same twice", 3 },
		{ "msgid \"a\"\nmsgstr[1] \"b\"\n",
			"plural forms do not come in their order", 2 },
		{ "msgid \"\xFF\"\n",
			"the file is not UTF-8 here; save it as UTF-8", 0 },
	};
	struct po_reader r;
	struct po_entry e;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		po_begin(&r, &a, str_of(faults[i].text), true);
		while (po_next(&r, &e))
			;
		assert_non_null(r.fault);
		assert_string_equal(r.fault, faults[i].fault);
		assert_int_equal(r.line, faults[i].line);
	}
	/* Who knows no plural forms refuses them. */
	po_begin(&r, &a, S("msgid \"a\"\nmsgid_plural \"b\"\n"), false);
	assert_false(po_next(&r, &e));
	assert_int_equal(r.line, 2);
	arena_release(&a);
}

static void test_put(void **state)
{
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	po_put(&b, "msgid", S("a \"b\"\\\nc\n"));
	po_put(&b, "msgstr", S(""));
	po_put_language(&b, S("pt-BR"));
	expect(buf_str(&b), "msgid \"\"\n\"a \\\"b\\\"\\\\\\n\"\n\"c\\n\"\n"
			    "msgstr \"\"\npt_BR");
	arena_release(&a);
}

const struct CMUnitTest po_tests[] = {
	cmocka_unit_test(test_entries),
	cmocka_unit_test(test_faults),
	cmocka_unit_test(test_put),
};
const size_t po_tests_count = sizeof(po_tests) / sizeof(*po_tests);
