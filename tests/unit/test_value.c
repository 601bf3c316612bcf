/* Values: making, filling, asking. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "format/value.h"

extern const struct CMUnitTest value_tests[];
extern const size_t value_tests_count;

#define assert_str(got, want) assert_true(str_eq((got), S(want)))

static void maps_keep_their_order(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct value *map = value_map(&a);
	for (size_t i = 0; i < 100; i++)
		value_set(&a, map, str_printf(&a, "key %zu", i),
			value_number(&a, (double)i));
	value_set(&a, map, S("key 7"), value_text(&a, S("seven")));
	assert_int_equal(map->n, 100);
	assert_str(map->keys[99], "key 99");
	assert_str(value_text_at(map, S("key 7")), "seven");
	assert_str(map->keys[7], "key 7");
	assert_int_equal(map->key_at[99].len, 0);
	arena_release(&a);
}

static void lists_grow(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct value *list = value_list(&a);
	for (int i = 0; i < 50; i++)
		value_add(&a, list, value_bool(&a, i % 2 == 0));
	assert_int_equal(list->n, 50);
	assert_true(list->items[48]->boolean);
	assert_null(list->keys);
	arena_release(&a);
}

static void what_is_not_there_is_null(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct value *map = value_map(&a);
	value_append(&a, map, S("Title"), (struct span){ 3, 1, 5 },
		value_text(&a, S("Een account maken")));
	assert_null(value_get(NULL, S("Title")));
	assert_null(value_get(map, S("title")));
	assert_null(value_get(map->items[0], S("Title")));
	assert_non_null(value_get(map, S("Title")));
	assert_ptr_equal(value_get_nocase(map, S("tItLe")), map->items[0]);
	assert_null(value_get_nocase(NULL, S("x")));
	assert_null(value_get_nocase(map->items[0], S("x")));
	assert_int_equal(map->key_at[0].len, 5);
	value_set(&a, map, S("title"), value_null(&a));
	assert_ptr_equal(value_get_nocase(map, S("title")), map->items[1]);
	arena_release(&a);
}

static void scalars_have_a_text(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_str(value_as_text(value_bool(&a, true)), "true");
	assert_str(value_as_text(value_bool(&a, false)), "false");
	assert_str(value_as_text(value_number(&a, 1234567)), "1234567");
	assert_str(value_as_text(value_number(&a, -0.5)), "-0.5");
	assert_str(value_as_text(value_null(&a)), "");
	assert_str(value_as_text(value_list(&a)), "");
	assert_str(value_as_text(NULL), "");
	assert_true(value_html(&a, S("<b>"))->html);
	assert_false(value_text(&a, S("<b>"))->html);
	assert_str(value_text_at(NULL, S("x")), "");
	arena_release(&a);
}

static void numbers_read_back(void **state)
{
	static const double numbers[] = { 0, 1, -1, 0.1, 1.0 / 3, 1e15, 1e21,
		123456789012345678.0, 5e-324, 1.7976931348623157e308 };
	char text[VALUE_NUMBER_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		size_t n = value_write_number(text, numbers[i]);
		assert_int_equal(n, strlen(text));
		assert_true(strtod(text, NULL) == numbers[i]);
	}
	value_write_number(text, 0.1);
	assert_string_equal(text, "0.1");
	value_write_number(text, INFINITY);
	assert_string_equal(text, "null");
	value_write_number(text, NAN);
	assert_string_equal(text, "null");
}

static void truth_is_strict(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_true(value_is_true(value_bool(&a, true)));
	assert_true(value_is_true(value_text(&a, S("True"))));
	assert_false(value_is_true(value_text(&a, S("yes"))));
	assert_false(value_is_true(value_number(&a, 1)));
	assert_false(value_is_true(NULL));
	arena_release(&a);
}

static void kinds_have_names(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_string_equal(value_kind_name(NULL), "nothing");
	assert_string_equal(value_kind_name(value_null(&a)), "nothing");
	assert_string_equal(value_kind_name(value_map(&a)), "a map");
	assert_string_equal(value_kind_name(value_list(&a)), "a list");
	assert_string_equal(value_kind_name(value_text(&a, S(""))), "text");
	arena_release(&a);
}

const struct CMUnitTest value_tests[] = {
	cmocka_unit_test(maps_keep_their_order),
	cmocka_unit_test(lists_grow),
	cmocka_unit_test(what_is_not_there_is_null),
	cmocka_unit_test(scalars_have_a_text),
	cmocka_unit_test(numbers_read_back),
	cmocka_unit_test(truth_is_strict),
	cmocka_unit_test(kinds_have_names),
};
const size_t value_tests_count = sizeof(value_tests) / sizeof(*value_tests);
