#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/sentences.h"
#include "lang/words.h"

extern const struct CMUnitTest words_tests[];
extern const size_t words_tests_count;

static void test_words(void **state)
{
	struct arena a;
	struct words w;

	(void)state;
	arena_init(&a);
	w = words_of(&a, S("The reader's 12 Books, e-mail"));
	assert_int_equal(w.n, 7);
	assert_true(w.p[0].upper);
	assert_true(w.p[3].number);
	assert_true(w.p[5].joined && w.p[6].joined);
	/* Inflected forms have one stem, and are two words. */
	w = words_of(&a, S("configuration configured"));
	assert_int_equal(w.p[0].id, w.p[1].id);
	assert_int_not_equal(w.p[0].full, w.p[1].full);
	/* Text without spaces gives pairs. */
	w = words_of(&a, S("図書館"));
	assert_int_equal(w.n, 2);
	assert_true(w.p[0].solid);
	arena_release(&a);
}

static void test_keys(void **state)
{
	(void)state;
	assert_true(words_key(S("A b, C.")) == words_key(S("a  bc")));
	assert_false(words_key(S("a")) == words_key(S("b")));
}

static void test_counts(void **state)
{
	(void)state;
	assert_int_equal(words_count(S("It's one - two"), S("en-US")), 3);
	assert_int_equal(words_count(S("图书馆很大"), S("zh-CN")), 3);
	assert_true(words_length(S("图书")) > words_length(S("ab")));
}

static void test_scripts(void **state)
{
	(void)state;
	assert_int_equal(script_of_locale(S("nl-NL")), SCRIPT_LATIN);
	assert_int_equal(script_of_locale(S("ru-RU")), SCRIPT_CYRILLIC);
	assert_int_equal(script_of_locale(S("ja-JP")), SCRIPT_HAN);
	assert_int_equal(script_of_locale(S("ko-KR")), SCRIPT_HANGUL);
	assert_int_equal(script_of_locale(S("he-IL")), SCRIPT_HEBREW);
	assert_int_equal(script_of_locale(S("sr-Latn")), SCRIPT_LATIN);
}

static void assert_cut(const char *raw, size_t n)
{
	struct arena a;

	arena_init(&a);
	assert_int_equal(sentences_of(&a, str_of(raw), false).n, n);
	arena_release(&a);
}

static void test_sentences(void **state)
{
	(void)state;
	assert_cut("One. Two! Three?", 3);
	assert_cut("See e.g. the desk.", 1);
	assert_cut("Version 1.5 of `a. B` is out.", 1);
	assert_cut("See [it.](a.b) Then go.", 2);
	assert_cut("**Bold.** Then plain.", 2);
	assert_cut("一。二。", 2);
	assert_cut("one<br>two", 2);
	assert_cut("1. First", 1);
	assert_cut("---", 0);
}

static void test_sentences_of_languages(void **state)
{
	(void)state;
	assert_cut("नाव चलती है। पाल खोलो।", 2);
	assert_cut("„Ahoj.“ Loď pluje.", 2);
	assert_cut("Zobacz rys. 4 na końcu.", 1);
	assert_cut("Zobacz rys. Łódź płynie.", 2);
	assert_cut("Weź np. Łódkę z portu.", 1);
	assert_cut("Käytä esim. Airoja.", 1);
	assert_cut("Se t.ex. Båten i hamnen.", 1);
	assert_cut("Choose No. The boat stays. It has no. 5.", 3);
	assert_cut("Δείτε π.χ. Τη βάρκα.", 1);
	assert_cut("ទូក។ សមុទ្រ។", 2);
	assert_cut("Նավը լողում է։ Ծովը խոր է։", 2);
}

const struct CMUnitTest words_tests[] = {
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_keys),
	cmocka_unit_test(test_counts),
	cmocka_unit_test(test_scripts),
	cmocka_unit_test(test_sentences),
	cmocka_unit_test(test_sentences_of_languages),
};
const size_t words_tests_count = sizeof(words_tests) / sizeof(*words_tests);
