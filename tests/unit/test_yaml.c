/* YAML: values, the bytes that they stand for, messages, limits. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "format/yaml.h"

extern const struct CMUnitTest yaml_tests[];
extern const size_t yaml_tests_count;

#define BASE 40
#define assert_str(got, want) assert_true(str_eq((got), S(want)))

struct reading {
	struct arena arena;
	struct sink sink;
	struct str text;
	struct value *value;
};

static void read_yaml(struct reading *r, struct str text)
{
	arena_init(&r->arena);
	sink_init(&r->sink, &r->arena);
	r->text = text;
	r->value = yaml_parse(&r->arena, text, 3, BASE, &r->sink);
}

static void end(struct reading *r)
{
	arena_release(&r->arena);
}

static struct str at(const struct reading *r, struct span span)
{
	assert_int_equal(span.file, 3);
	assert_true(span.at >= BASE);
	size_t from = span.at - BASE;
	assert_true(from + span.len <= r->text.n);
	return str_sub(r->text, from, from + span.len);
}

static void values_and_their_places(void **state)
{
	struct reading r;

	(void)state;
	read_yaml(&r, S("# \xC3\xA9\xE4\xBD\xA0\r\n"
			"titel: \xC3\xA9\xC3\xA9n  # x\r\n"
			"'\xE4\xBD\xA0': \"a\\n\xF0\x9F\x98\x80\"\n"
			"lijst:\n- a b\n- [x, 'y']\n- {k: v}\n\n"
			"leeg:\nblok: |\n  een\n  twee\n"));
	assert_non_null(r.value);
	assert_int_equal(r.sink.count, 0);
	assert_int_equal(r.value->n, 5);
	assert_str(at(&r, r.value->key_at[0]), "titel");
	assert_str(at(&r, r.value->items[0]->at), "\xC3\xA9\xC3\xA9n");
	assert_str(r.value->items[0]->text, "\xC3\xA9\xC3\xA9n");
	assert_str(r.value->keys[1], "\xE4\xBD\xA0");
	assert_str(at(&r, r.value->key_at[1]), "'\xE4\xBD\xA0'");
	assert_str(r.value->items[1]->text, "a\n\xF0\x9F\x98\x80");
	assert_str(at(&r, r.value->items[1]->at), "\"a\\n\xF0\x9F\x98\x80\"");
	struct value *list = r.value->items[2];
	assert_str(at(&r, list->at), "- a b\n- [x, 'y']\n- {k: v}");
	assert_str(at(&r, list->items[1]->at), "[x, 'y']");
	assert_str(at(&r, list->items[2]->at), "{k: v}");
	assert_int_equal(r.value->items[3]->kind, VALUE_NULL);
	assert_str(r.value->items[4]->text, "een\ntwee\n");
	end(&r);
}

static void places_hold_in_long_texts(void **state)
{
	struct reading r;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	for (int i = 0; i < 500; i++)
		buf_printf(&b, "\xD0\xBA%d: \xE4\xBD\xA0\xC3\xA9 %d\n", i, i);
	read_yaml(&r, buf_str(&b));
	assert_int_equal(r.value->n, 500);
	for (size_t i = 0; i < 500; i++) {
		assert_true(
			str_eq(at(&r, r.value->key_at[i]), r.value->keys[i]));
		assert_true(str_eq(at(&r, r.value->items[i]->at),
			r.value->items[i]->text));
	}
	end(&r);
	arena_release(&a);
}

static void check_scalar(const char *text, enum value_kind kind)
{
	struct reading r;

	read_yaml(&r, str_of(text));
	assert_non_null(r.value);
	assert_int_equal(r.value->kind, kind);
	if (kind != VALUE_NULL && !strpbrk(text, "'\"!"))
		assert_true(str_eq(value_as_text(r.value), str_of(text)));
	end(&r);
}

static void only_plain_things_are_no_text(void **state)
{
	static const char *const texts[] = { "no", "yes", "on", "0777", "0x1F",
		"1:20", "1_000", "+1", ".5", "5.", "1e", "--", "2021-03-31",
		"2021-02-31", "13/31/2020", "=", "<<", "tRUE", "'true'",
		"\"1\"", "'~'", "!!str 12", "! 12", "1.2.3", ".inf" };
	static const char *const numbers[] = { "0", "-1", "12.50", "1e3",
		"-0.1E-2", "12345678901234567890", "!!int 5", "!!int \"5\"" };
	static const char *const nulls[] = { "", "~", "null", "Null", "NULL",
		"# x", "---\n", "!!null ''" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		check_scalar(texts[i], VALUE_TEXT);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		check_scalar(numbers[i], VALUE_NUMBER);
	for (size_t i = 0; i < sizeof(nulls) / sizeof(*nulls); i++)
		check_scalar(nulls[i], VALUE_NULL);
	check_scalar("true", VALUE_BOOL);
	check_scalar("FALSE", VALUE_BOOL);
}

static void oddities_of_real_pages(void **state)
{
	struct reading r;

	(void)state;
	read_yaml(&r, S("title: =\nms.date: 02/31/2021\nlist:\n- <<\n- =\n"));
	assert_non_null(r.value);
	assert_int_equal(r.sink.count, 0);
	assert_str(value_text_at(r.value, S("title")), "=");
	assert_str(value_text_at(r.value, S("ms.date")), "02/31/2021");
	assert_str(value_get(r.value, S("list"))->items[0]->text, "<<");
	end(&r);
}

static void aliases_share(void **state)
{
	struct reading r;

	(void)state;
	read_yaml(&r, S("a: &een {b: 'c'}\nd: *een\n&k e: f\n*k : g\n"
			"h: &p !!str 12\n"));
	assert_non_null(r.value);
	assert_ptr_equal(r.value->items[0], r.value->items[1]);
	assert_str(at(&r, r.value->items[0]->at), "{b: 'c'}");
	assert_str(at(&r, r.value->key_at[2]), "e");
	assert_str(at(&r, value_get(r.value, S("h"))->at), "12");
	assert_int_equal(r.sink.count, 1);
	assert_str(at(&r, r.sink.first->at), "*k");
	end(&r);
}

static void the_first_of_two_keys_counts(void **state)
{
	struct reading r;

	(void)state;
	read_yaml(&r, S("title: a\nTitle: b\ntitle: c\n"));
	assert_int_equal(r.value->n, 2);
	assert_str(value_text_at(r.value, S("title")), "a");
	assert_int_equal(r.sink.count, 1);
	assert_ptr_equal(r.sink.first->rule, &rule_yaml_duplicate_key);
	assert_int_equal(r.sink.first->at.at, BASE + 18);
	end(&r);
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	struct reading r;

	(void)state;
	read_yaml(&r, S("\xEF\xBB\xBFtitle: a"));
	assert_str(at(&r, r.value->key_at[0]), "title");
	assert_str(r.value->keys[0], "title");
	end(&r);
	read_yaml(&r, S(""));
	assert_int_equal(r.value->kind, VALUE_NULL);
	end(&r);
}

static void check_error(struct str text, const char *message, uint32_t from)
{
	struct reading r;

	read_yaml(&r, text);
	assert_null(r.value);
	assert_int_equal(r.sink.count, 1);
	assert_ptr_equal(r.sink.first->rule, &rule_yaml_syntax);
	if (!strstr(r.sink.first->text.p, message))
		fail_msg("%s", r.sink.first->text.p);
	assert_int_equal(r.sink.first->at.at, BASE + from);
	at(&r, r.sink.first->at);
	end(&r);
}

static void messages_are_for_writers(void **state)
{
	(void)state;
	check_error(S("titel: \xC3\xA9\xC3\xA9n: twee"),
		"a value with ': ' in it needs quotes", 12);
	check_error(S("a: b\n  c: d"), "goes on with the value above", 8);
	check_error(S("a:\n\tb: c"), "a tab is used", 3);
	check_error(S("a: |\n\tb"), "a tab is used", 5);
	check_error(S("a: \"b\nc: d\n"), "the quote is never closed", 3);
	check_error(S("a: \"b\" c"), "text follows after the closing quote", 7);
	check_error(S("a: @b"), "begins with '@' needs quotes", 3);
	check_error(S("a: **b** c"), "begins with '*'", 3);
	check_error(S("a: *b"), "'*b' refers to nothing", 3);
	check_error(S("a: & b"), "begins with '*' or '&'", 3);
	check_error(S("a: [b, c\nd: e"), "the '[' is not closed", 3);
	check_error(S("a: {b\n"), "the '{' is not closed", 3);
	check_error(S("a: {{b}}"), "a map cannot be a key", 4);
	check_error(S("a: - b"), "a list cannot begin here", 3);
	check_error(S("a: b\nfoo\nc: d"), "no ': ' after a key", 5);
	check_error(S("a:\n  - b\n c: d"), "does not fit the lines before", 10);
	check_error(S("a: \"C:\\Users\""), "escape follows the backslash", 8);
	check_error(S("a: | b"), "after '|' or '>'", 5);
	check_error(S("a: b\n<<<<<<< HEAD\nc: d\n=======\n>>>>>>> x\n"),
		"merge conflict", 5);
}

static void what_is_refused(void **state)
{
	(void)state;
	check_error(S("a: b\n---\nc: d"), "a second document", 5);
	check_error(S("a: b\n...\n"), "'...' ends the document", 5);
	check_error(S("a: &x [*x]"), "refers to what it stands in", 7);
	check_error(S("a: &x {b: c}\nd:\n  <<: *x"), "merge keys", 18);
	check_error(S("a: !foo b"), "the tag '!foo' is not supported", 3);
	check_error(S("a: !!int b"), "does not fit its tag", 3);
	check_error(S("a: \xC3\xA9\xFF"), "not UTF-8: the byte 0xFF", 5);
	check_error(S("\xC3\xA9: \x07"), "U+0007 is not allowed", 4);
	check_error(S("a: \0"), "U+0000 is not allowed", 3);
}

/* n copies of the piece between head and tail have to fail in this way,
 * and fast. */
static void check_bomb(const char *head, const char *piece, int n,
	const char *message)
{
	struct reading r;
	struct arena a;
	struct buf b;

	arena_init(&a);
	buf_init(&b, &a);
	buf_add(&b, str_of(head));
	for (int i = 0; i < n; i++)
		buf_add(&b, str_of(piece));
	clock_t start = clock();
	read_yaml(&r, buf_str(&b));
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
	assert_null(r.value);
	if (!strstr(r.sink.last->text.p, message))
		fail_msg("%s", r.sink.last->text.p);
	end(&r);
	arena_release(&a);
}

static void bombs_are_stopped(void **state)
{
	(void)state;
	check_bomb("", "[", 100000, "more than 64 deep");
	check_bomb("", "{", 100000, "more than 64 deep");
	check_bomb("", "- ", 100000, "more than 64 deep");
	check_bomb("", "? ", 100000, "more than 64 deep");
	check_bomb("", "- a\n", 250000, "more than 200000 values");
	check_bomb("", "%TAG !a! b\n", 50000, "more than 100 %TAG");
	check_bomb("", "a: b\n", 1000, "more than 100 keys");
	check_bomb("- &a [x, x, x, x, x, x, x, x, x, x]\n", "- *a\n", 1000,
		"more than 10000 values");
	check_bomb("- &a [[[[[[[[x]]]]]]]]\n",
		"- &b [[[[*a]]]]\n- &a [[[[*b]]]]\n", 100, "more than 64 deep");
	check_bomb("- &a [x, x]\n", "- &b [*a, *a]\n- &a [*b, *b]\n", 100,
		"more than 10000 values");
}

/* No crash, all places inside, and a finding whenever there is no value. */
static void check_any(struct str text)
{
	struct reading r;
	char *copy = malloc(text.n + 1);

	memcpy(copy, text.p, text.n);
	read_yaml(&r, str_make(copy, text.n));
	assert_true(r.value || r.sink.count > 0);
	for (struct diag *d = r.sink.first; d; d = d->next)
		at(&r, d->at);
	if (r.value)
		at(&r, r.value->at);
	end(&r);
	free(copy);
}

static void any_bytes_can_be_read(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF%YAML 1.1\n--- # \xC3\xA9\na: &x !!str 'b'\r\n"
		"c: [d, {e: \"\\u00e9\\\n f\"}, *x]\ng:\n- >-\n  h\n\n  i\n"
		"- ? j\n  : k\n- |2\n   l\n\xF0\x9F\x98\x80: ~\n...\n---\n";
	static const char letters[] =
		"ab:- \n\t[]{},&*!|>'\"%@?#<\\x0\xC3\xA9.";
	uint32_t seed = 3;
	char random[40];

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++)
		check_any(str_make(text, n));
	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof(random); i++) {
			seed = seed * 1664525 + 1013904223;
			random[i] = letters[(seed >> 16) % sizeof(letters)];
		}
		check_any(str_make(random, 1 + seed % sizeof(random)));
	}
}

const struct CMUnitTest yaml_tests[] = {
	cmocka_unit_test(values_and_their_places),
	cmocka_unit_test(places_hold_in_long_texts),
	cmocka_unit_test(only_plain_things_are_no_text),
	cmocka_unit_test(oddities_of_real_pages),
	cmocka_unit_test(aliases_share),
	cmocka_unit_test(the_first_of_two_keys_counts),
	cmocka_unit_test(a_byte_order_mark_is_passed_over),
	cmocka_unit_test(messages_are_for_writers),
	cmocka_unit_test(what_is_refused),
	cmocka_unit_test(bombs_are_stopped),
	cmocka_unit_test(any_bytes_can_be_read),
};
const size_t yaml_tests_count = sizeof(yaml_tests) / sizeof(*yaml_tests);
