#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/numbers.h"

extern const struct CMUnitTest numbers_tests[];
extern const size_t numbers_tests_count;

static bool differ(const char *locale, const char *s, const char *t)
{
	struct number_difference d;
	struct arena a;
	bool result;

	arena_init(&a);
	result = numbers_differ(&a, str_of(s), str_of(t),
		number_words_new(&a, S("en-US")),
		number_words_new(&a, str_of(locale)), NULL, &d);
	arena_release(&a);
	return result;
}

static void test_forms(void **state)
{
	(void)state;
	assert_false(differ("nl-NL", "1,200 seats", "1.200 plaatsen"));
	assert_false(differ("fr-FR", "1,200 seats",
		"1\xC2\xA0"
		"200 places"));
	assert_false(differ("ar-SA", "21 days", "٢١ يوما"));
	assert_false(differ("de-DE", "FY21", "Jahr 2021"));
	assert_false(differ("de-DE", "at 5 pm", "um 17:00 Uhr"));
	assert_false(differ("ja-JP", "10,000 people", "1万人"));
	assert_false(differ("nl-NL", "call 555-1234", "bel 5551234"));
	assert_false(differ("ja-JP", "USD300K a year", "年間 30万ドル"));
	assert_false(differ("nl-NL", "charged at .80", "kost 0,80"));
	assert_false(differ("ru-RU", "Class II", "Класс 2"));
	assert_false(differ("ja-JP", "open 24x7", "24 時間 365 日"));
	assert_false(differ("hi-IN", "100,000 books", "1,00,000 किताबें"));
	assert_false(differ("hi-IN", "12,345,678 books", "१,२३,४५,६७८ किताबें"));
	assert_false(differ("nl-NL", "1,000 or 1,000.01", "1.000 of 1.000,01"));
	assert_false(differ("th-TH", "since 2024", "ตั้งแต่ พ.ศ. 2567"));
}

static void test_words(void **state)
{
	(void)state;
	assert_false(differ("nl-NL", "7 days", "zeven dagen"));
	assert_false(differ("ru-RU", "seven days", "7 дней"));
	assert_false(differ("fr-FR", "3 books", "trois livres"));
	assert_false(differ("de-DE", "June 5", "5.6."));
	assert_false(differ("ja-JP", "both books", "2 冊の本"));
}

static void test_differences(void **state)
{
	(void)state;
	assert_true(differ("nl-NL", "5 books", "6 boeken"));
	assert_true(differ("nl-NL", "Windows 10", "Windows"));
	assert_true(differ("ja-JP", "two books", "5 冊の本"));
	assert_true(differ("nl-NL", "a book", "een boek uit 1984"));
	assert_true(differ("hi-IN", "100,000 books", "1,00,001 किताबें"));
	assert_true(differ("th-TH", "since 2024", "ตั้งแต่ พ.ศ. 2566"));
}

static bool is_usual(const char *locale, const char *s, const char *t)
{
	struct number_difference d;
	struct arena a;

	arena_init(&a);
	assert_true(numbers_differ(&a, str_of(s), str_of(t),
		number_words_new(&a, S("en-US")),
		number_words_new(&a, str_of(locale)), NULL, &d));
	arena_release(&a);
	return d.usual;
}

static void test_usual(void **state)
{
	(void)state;
	assert_true(
		is_usual("ru-RU", "a 2-year warranty", "двухлетняя гарантия"));
	assert_true(is_usual("nl-NL", "in the last 1 month",
		"in de afgelopen maand"));
	assert_true(is_usual("ar-SA", "the next 90 days",
		"الأيام التسعين القادمة"));
	assert_false(is_usual("nl-NL", "Phase 1 begins", "De fase begint"));
	assert_false(is_usual("nl-NL", "Windows 10", "Windows"));
}

const struct CMUnitTest numbers_tests[] = {
	cmocka_unit_test(test_forms),
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_differences),
	cmocka_unit_test(test_usual),
};
const size_t numbers_tests_count = sizeof(numbers_tests) /
				   sizeof(*numbers_tests);
