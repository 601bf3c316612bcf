/* UTF-8 over all code points, and over all short byte strings. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"

extern const struct CMUnitTest utf8_tests[];
extern const size_t utf8_tests_count;

static void test_round_trip(void **state)
{
	char text[4];

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		struct str s = str_make(text, utf8_put(text, c));
		size_t at = 0;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;
		uint32_t got = utf8_next(s, &at);
		if (surrogate ? got != UTF8_BAD || at != 1
			      : got != c || at != s.n)
			fail_msg("U+%04X", c);
	}
}

/* The numbers of well-formed strings of 1, 2 and 3 bytes are known. */
static void test_counts(void **state)
{
	unsigned good[4] = { 0 };
	char t[3];
	size_t at;

	(void)state;
	for (unsigned i = 0; i < 1u << 24; i++) {
		t[0] = (char)(i >> 16);
		t[1] = (char)(i >> 8);
		t[2] = (char)i;
		good[3] += utf8_valid(str_make(t, 3), &at);
		if (i % 256 == 0)
			good[2] += utf8_valid(str_make(t, 2), &at);
		if (i % 65536 == 0)
			good[1] += utf8_valid(str_make(t, 1), &at);
	}
	assert_int_equal(good[1], 128);
	assert_int_equal(good[2], 128 * 128 + 1920);
	assert_int_equal(good[3],
		128 * 128 * 128 + 2 * 128 * 1920 + (65536 - 2048 - 2048));
}

static void test_valid(void **state)
{
	char text[40];
	size_t at = 99;

	(void)state;
	assert_true(utf8_valid(S(""), &at));
	assert_true(utf8_valid(S("\xF4\x8F\xBF\xBF"), &at));
	assert_false(utf8_valid(S("ab\xF4\x90\x80\x80"), &at));
	assert_int_equal(at, 2);
	assert_false(utf8_valid(S("\xC3"), &at));
	assert_int_equal(at, 0);
	assert_false(utf8_valid(S("abcdefgh\xE2\x82"), &at));
	assert_int_equal(at, 8);
	for (size_t i = 0; i < sizeof(text); i++) {
		memset(text, 'x', sizeof(text));
		text[i] = (char)0xFF;
		assert_false(utf8_valid(str_make(text, sizeof(text)), &at));
		assert_int_equal(at, i);
	}
}

static void test_bad_bytes(void **state)
{
	struct str s = S("a\xFF\xC3z\xE2\x82");
	size_t at = 0;

	(void)state;
	assert_int_equal(utf8_next(s, &at), 'a');
	assert_int_equal(utf8_next(s, &at), UTF8_BAD);
	assert_int_equal(utf8_next(s, &at), UTF8_BAD);
	assert_int_equal(utf8_next(s, &at), 'z');
	assert_int_equal(utf8_next(s, &at), UTF8_BAD);
	assert_int_equal(utf8_next(s, &at), UTF8_BAD);
	assert_int_equal(at, s.n);
	assert_int_equal(utf8_count(s), 6);
	assert_int_equal(utf8_count(S("een lange regel met \xE2\x82\xAC")), 21);
}

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(S("regel")), 5);
	assert_int_equal(utf8_width(S("\xE6\x97\xA5\xE6\x9C\xAC")), 4);
	assert_int_equal(utf8_width(S("e\xCC\x81")), 1);
	assert_int_equal(utf8_width(S("\xE2\x80\x8B\x01")), 0);
	assert_int_equal(utf8_width(S("\t")), 8);
	assert_int_equal(utf8_width(S("1234567\t")), 8);
	assert_int_equal(utf8_width(S("12345678\tx")), 17);
	assert_int_equal(utf8_width(S("\xFF")), 1);
}

static void test_classes(void **state)
{
	(void)state;
	assert_true(utf8_is_alnum('z'));
	assert_false(utf8_is_alnum('_'));
	assert_true(utf8_is_alnum(0xE9));
	assert_true(utf8_is_alnum(0x65E5));
	assert_true(utf8_is_alnum(0x0669));
	assert_false(utf8_is_alnum(0x20AC));
	assert_false(utf8_is_alnum(UTF8_BAD));
	assert_true(utf8_is_space(0xA0));
	assert_true(utf8_is_space(0x3000));
	assert_false(utf8_is_space(0x200B));
	assert_false(utf8_is_space(UTF8_BAD));
	assert_int_equal(utf8_lower('A'), 'a');
	assert_int_equal(utf8_lower(0xC9), 0xE9);
	assert_int_equal(utf8_lower(0x0416), 0x0436);
	assert_int_equal(utf8_lower(UTF8_BAD), UTF8_BAD);
}

const struct CMUnitTest utf8_tests[] = {
	cmocka_unit_test(test_round_trip),
	cmocka_unit_test(test_counts),
	cmocka_unit_test(test_valid),
	cmocka_unit_test(test_bad_bytes),
	cmocka_unit_test(test_width),
	cmocka_unit_test(test_classes),
};
const size_t utf8_tests_count = sizeof(utf8_tests) / sizeof(*utf8_tests);
