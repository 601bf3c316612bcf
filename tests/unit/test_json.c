/* JSON: lenient reading with places, strict writing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "format/json.h"

extern const struct CMUnitTest json_tests[];
extern const size_t json_tests_count;

#define assert_str(got, want) assert_true(str_eq((got), S(want)))

struct reading {
	struct arena arena;
	struct sink sink;
	struct str text;
	struct value *value;
};

static void read_json(struct reading *r, struct str text)
{
	arena_init(&r->arena);
	sink_init(&r->sink, &r->arena);
	r->text = text;
	r->value = json_parse(&r->arena, text, 9, &r->sink);
}

static void end(struct reading *r)
{
	arena_release(&r->arena);
}

static struct str at(const struct reading *r, struct span span)
{
	assert_int_equal(span.file, 9);
	assert_true((size_t)span.at + span.len <= r->text.n);
	return str_sub(r->text, span.at, span.at + span.len);
}

static void values_and_their_places(void **state)
{
	struct reading r;

	(void)state;
	read_json(&r, S(" {\"build\" : {\"content\":[1.50, true,\n"
			"false,null, \"\xC3\xA9\\n\"] },\"e\":{} ,\"l\":[]}"));
	assert_non_null(r.value);
	assert_int_equal(r.sink.count, 0);
	assert_int_equal(r.value->at.at, 1);
	assert_int_equal(r.value->at.len, r.text.n - 1);
	assert_str(at(&r, r.value->key_at[0]), "\"build\"");
	struct value *list = value_get(value_get(r.value, S("build")),
		S("content"));
	assert_int_equal(list->n, 5);
	assert_true(list->items[0]->number == 1.5);
	assert_str(list->items[0]->text, "1.50");
	assert_str(at(&r, list->items[0]->at), "1.50");
	assert_true(list->items[1]->boolean);
	assert_str(at(&r, list->items[2]->at), "false");
	assert_int_equal(list->items[3]->kind, VALUE_NULL);
	assert_str(list->items[4]->text, "\xC3\xA9\n");
	assert_str(at(&r, list->items[4]->at), "\"\xC3\xA9\\n\"");
	assert_int_equal(value_get(r.value, S("e"))->kind, VALUE_MAP);
	assert_int_equal(value_get(r.value, S("l"))->kind, VALUE_LIST);
	end(&r);
}

static void escapes_are_decoded(void **state)
{
	struct reading r;

	(void)state;
	read_json(&r, S("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\","
			"\"\\u00e9\\uD83D\\uDE00x\", \"// /* ,] \xC2\xA0\"]"));
	assert_non_null(r.value);
	assert_int_equal(r.sink.count, 0);
	assert_str(r.value->items[0]->text, "\"\\/\b\f\n\r\t");
	assert_str(r.value->items[1]->text, "\xC3\xA9\xF0\x9F\x98\x80x");
	assert_str(r.value->items[2]->text, "// /* ,] \xC2\xA0");
	end(&r);
}

static void the_last_of_two_keys_counts(void **state)
{
	struct reading r;

	(void)state;
	read_json(&r, S("{\"a\":1,\"b\":2,\"a\":3}"));
	assert_int_equal(r.value->n, 2);
	assert_str(value_text_at(r.value, S("a")), "3");
	assert_int_equal(r.value->key_at[0].at, 13);
	end(&r);
}

static void check_lenient(struct str text, const char *message, uint32_t from)
{
	struct reading r;

	read_json(&r, text);
	assert_non_null(r.value);
	assert_int_equal(r.sink.count, 1);
	assert_ptr_equal(r.sink.first->rule, &rule_json_not_strict);
	assert_int_equal(r.sink.first->at.at, from);
	assert_non_null(strstr(r.sink.first->text.p, message));
	assert_str(value_text_at(r.value, S("a")), "b//c");
	end(&r);
}

static void real_files_are_lenient(void **state)
{
	(void)state;
	check_lenient(S("{\"a\": \"b//c\", // d\n}"),
		"comments, trailing commas", 14);
	check_lenient(S("/* , \" */{\"a\": \"b//c\"}//"), "comments", 0);
	check_lenient(S("{\"a\": \"b//c\",}"), "trailing commas", 12);
	check_lenient(S("{\xC2\xA0\"a\": \"b//c\"}"), "no-break spaces", 1);
	check_lenient(S("\xEF\xBB\xBF{\"a\": \"b//c\"}"), "byte-order mark", 0);
	check_lenient(S("{\"x\":[1,2,[],],\"a\": \"b//c\"}"), "trailing", 12);
}

static void check_error(struct str text, const char *message, uint32_t from)
{
	struct reading r;

	read_json(&r, text);
	assert_null(r.value);
	assert_int_equal(r.sink.count, 1);
	assert_ptr_equal(r.sink.first->rule, &rule_json_syntax);
	if (!strstr(r.sink.first->text.p, message))
		fail_msg("%s", r.sink.first->text.p);
	assert_int_equal(r.sink.first->at.at, from);
	at(&r, r.sink.first->at);
	end(&r);
}

static void errors_have_a_place(void **state)
{
	(void)state;
	check_error(S(""), "there is nothing in the file", 0);
	check_error(S(" // x"), "there is nothing in the file", 5);
	check_error(S("{\"a\": b}"), "near 'b'", 6);
	check_error(S("{\"\xC3\xA9\" 1}"), "near '1'", 6);
	check_error(S("{\"a\": 1"), "ends before", 7);
	check_error(S("[1] 2"), "more text follows", 4);
	check_error(S("[,]"), "near ','", 1);
	check_error(S("[1,,]"), "near ','", 3);
	check_error(S("{'a': 1}"), "near '''", 1);
	check_error(S("[\"a\n\"]"), "newline", 1);
	check_error(S("[\"\xFF\"]"), "not UTF-8: the byte 0xFF", 2);
	check_error(S("[1e999]"), "too large", 1);
	check_error(S("[\"\\uD800\"]"), "invalid Unicode", 1);
	check_error(S("[/* x"), "near '/'", 1);
}

static void depth_is_bounded(void **state)
{
	struct reading r;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	for (int i = 0; i < 64; i++)
		buf_byte(&b, '[');
	for (int i = 0; i < 64; i++)
		buf_byte(&b, ']');
	read_json(&r, buf_str(&b));
	assert_non_null(r.value);
	end(&r);
	b.n = 0;
	for (int i = 0; i < 100000; i++)
		buf_byte(&b, '[');
	check_error(buf_str(&b), "more than 64 deep", 64);
	arena_release(&a);
}

/* No crash, and a finding whenever there is no value. */
static void check_any(struct str text)
{
	struct reading r;
	char *copy = malloc(text.n + 1);

	memcpy(copy, text.p, text.n);
	read_json(&r, str_make(copy, text.n));
	assert_true(r.value || r.sink.count == 1);
	for (struct diag *d = r.sink.first; d; d = d->next)
		at(&r, d->at);
	end(&r);
	free(copy);
}

static void any_bytes_can_be_read(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF{\"a\\u00e9\": [1e5, -0.5, {}, [],],// x\n\xC2\xA0"
		"/* y */ \"\\uD83D\\uDE00\": \"\xC3\xA9\\n\", \"n\": null,}";
	static const char letters[] = "{}[]\",:/*\\u0dD8 1e-.tn\xC2\xA0\n";
	uint32_t seed = 7;
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

static void write_sample(struct json *j)
{
	json_open_map(j);
	json_text_at(j, "title", S("Een \"account\" maken"));
	json_uint_at(j, "pairs", 47);
	json_key(j, S("steps"));
	json_open_list(j);
	json_open_map(j);
	json_close_map(j);
	json_open_list(j);
	json_close_list(j);
	json_bool(j, false);
	json_nothing(j);
	json_number(j, 0.25);
	json_close_list(j);
	json_close_map(j);
}

static void writing_puts_commas_and_lines(void **state)
{
	struct arena a;
	struct buf b;
	struct json j;

	(void)state;
	arena_init(&a);
	buf_init(&b, &a);
	json_begin(&j, &b, false);
	write_sample(&j);
	assert_string_equal(str_z(&a, buf_str(&b)),
		"{\"title\":\"Een \\\"account\\\" maken\",\"pairs\":47,"
		"\"steps\":[{},[],false,null,0.25]}");
	b.n = 0;
	json_begin(&j, &b, true);
	write_sample(&j);
	assert_string_equal(str_z(&a, buf_str(&b)),
		"{\n  \"title\": \"Een \\\"account\\\" maken\",\n"
		"  \"pairs\": 47,\n  \"steps\": [\n    {},\n    [],\n"
		"    false,\n    null,\n    0.25\n  ]\n}");
	arena_release(&a);
}

static void check_text(struct str text, const char *want)
{
	struct arena a;
	struct buf b;
	struct json j;

	arena_init(&a);
	buf_init(&b, &a);
	json_begin(&j, &b, false);
	json_text(&j, text);
	assert_string_equal(str_z(&a, buf_str(&b)), want);
	arena_release(&a);
}

static void texts_are_safe_in_a_script(void **state)
{
	(void)state;
	check_text(S(""), "\"\"");
	check_text(S("\"\\\n\r\t\x01\x7F"), "\"\\\"\\\\\\n\\r\\t\\u0001\x7F\"");
	check_text(S("</script><!-- <b>"), "\"\\u003c/script>\\u003c!-- <b>\"");
	check_text(S("a\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA"),
		"\"a\\u2028\\u2029\xE2\x80\xAA\"");
	check_text(S("a\xFF"
		     "b\xC3"),
		"\"a\xEF\xBF\xBD"
		"b\xEF\xBF\xBD\"");
	check_text(S("\xE4\xBD\xA0\xF0\x9F\x98\x80"),
		"\"\xE4\xBD\xA0\xF0\x9F\x98\x80\"");
}

static void what_is_written_reads_back(void **state)
{
	static const char text[] = "{\"a\":[1.50,-2e+3,true,false,null,{}],"
				   "\"\xC3\xA9\":{\"<\":\"\\u003c/\"}}";
	struct reading r;
	struct buf b;
	struct json j;

	(void)state;
	read_json(&r, str_of(text));
	buf_init(&b, &r.arena);
	json_begin(&j, &b, false);
	json_value(&j, r.value);
	assert_string_equal(str_z(&r.arena, buf_str(&b)), text);
	end(&r);
}

const struct CMUnitTest json_tests[] = {
	cmocka_unit_test(values_and_their_places),
	cmocka_unit_test(escapes_are_decoded),
	cmocka_unit_test(the_last_of_two_keys_counts),
	cmocka_unit_test(real_files_are_lenient),
	cmocka_unit_test(errors_have_a_place),
	cmocka_unit_test(depth_is_bounded),
	cmocka_unit_test(any_bytes_can_be_read),
	cmocka_unit_test(writing_puts_commas_and_lines),
	cmocka_unit_test(texts_are_safe_in_a_script),
	cmocka_unit_test(what_is_written_reads_back),
};
const size_t json_tests_count = sizeof(json_tests) / sizeof(*json_tests);
