/* Languages: tags, names, directions, dates, plurals, strings. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"
#include "set/locale.h"

extern const struct CMUnitTest locale_tests[];
extern const size_t locale_tests_count;

static void is(struct str s, const char *text)
{
	if (!str_eq(s, str_of(text)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(s), text);
}

static void put(struct scratch *s, const char *path, const char *text)
{
	assert_true(fs_write(s->dir, str_of(path), str_of(text)));
}

static void load(struct scratch *s, const char *tag, struct locale *l)
{
	struct sink sink;

	sink_init(&sink, &s->arena);
	assert_true(locale_load(&s->arena, s->dir, str_of(tag), &sink, l));
	assert_int_equal(sink.count, 0);
}

static void test_canonical(void **state)
{
	static const char *const tags[][2] = {
		{ "nl-nl", "nl-NL" },
		{ "NL", "nl" },
		{ "zh-hans-cn", "zh-Hans-CN" },
		{ "zh_TW", "zh-TW" },
		{ "sr-latn-rs", "sr-Latn-RS" },
		{ "ar-SA", "ar-SA" },
		{ "content", "" },
		{ "nl--nl", "" },
		{ "nl-nl/x", "" },
		{ "", "" },
	};
	struct scratch *s = *state;

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		is(locale_canonical(&s->arena, str_of(tags[i][0])), tags[i][1]);
}

static void test_names(void **state)
{
	struct scratch *s = *state;
	struct locale nl, ar, fr;

	put(s, "en.json", "{}");
	load(s, "nl-nl", &nl);
	load(s, "ar-sa", &ar);
	load(s, "fr", &fr);
	is(nl.tag, "nl-NL");
	is(nl.slug, "nl-nl");
	is(nl.dir, "ltr");
	is(nl.name, "Nederlands (Nederland)");
	is(ar.dir, "rtl");
	is(fr.name, "Français");
	is(locale_language_name(&s->arena, &nl, S("de-DE")),
		"Duits (Duitsland)");
	is(locale_language_name(&s->arena, &nl, S("?")), "?");
}

static void test_dates(void **state)
{
	struct scratch *s = *state;
	struct locale nl, en, ar, th;

	put(s, "en.json", "{}");
	load(s, "nl-NL", &nl);
	load(s, "en-US", &en);
	load(s, "ar-SA", &ar);
	load(s, "th-TH", &th);
	is(locale_date(&s->arena, &nl, S("2021-03-15")), "15 maart 2021");
	is(locale_date(&s->arena, &nl, S("2000-02-29")), "29 februari 2000");
	is(locale_date(&s->arena, &nl, S("1969-12-31")), "31 december 1969");
	is(locale_date(&s->arena, &en, S("2024-01-01")), "January 1, 2024");
	is(locale_date(&s->arena, &ar, S("2021-03-15")), "١٥ مارس ٢٠٢١");
	is(locale_date(&s->arena, &nl, S("soon")), "soon");
	/* The Gregorian year, not the Buddhist one. */
	assert_true(str_find(locale_date(&s->arena, &th, S("2021-03-15")), 0,
			    S("2021")) != STR_NONE);
}

static void test_chain(void **state)
{
	struct scratch *s = *state;
	struct locale be, tw, cn, nn;

	put(s, "en.json", "{\"a\":\"en\",\"b\":\"en\",\"c\":\"en\"}");
	put(s, "nb.json", "{\"a\":\"nb\",\"b\":\"nb\"}");
	put(s, "nn.json", "{\"b\":\"nn\"}");
	put(s, "nl.json", "{\"b\":\"nl\",\"c\":\"nl\"}");
	put(s, "nl-BE.json", "{\"c\":\"be\"}");
	put(s, "zh.json", "{\"a\":\"zh\"}");
	put(s, "zh-Hans.json", "{\"b\":\"hans\"}");
	put(s, "zh-Hant.json", "{\"b\":\"hant\"}");
	load(s, "nl-be", &be);
	load(s, "zh-tw", &tw);
	load(s, "zh-cn", &cn);
	load(s, "nn-no", &nn);
	is(value_text_at(nn.strings, S("a")), "nb");
	is(value_text_at(nn.strings, S("b")), "nn");
	is(value_text_at(be.strings, S("a")), "en");
	is(value_text_at(be.strings, S("b")), "nl");
	is(value_text_at(be.strings, S("c")), "be");
	is(value_text_at(tw.strings, S("a")), "en");
	is(value_text_at(tw.strings, S("b")), "hant");
	is(value_text_at(cn.strings, S("a")), "zh");
	is(value_text_at(cn.strings, S("b")), "hans");
}

static void test_text(void **state)
{
	struct scratch *s = *state;
	struct arena *a = &s->arena;
	struct locale_arg args[] = { { "name", S("{count}") } };
	struct locale nl, ru;

	put(s, "en.json",
		"{\"hits\":{\"one\":\"{count} hit\","
		"\"other\":\"{count} hits\"},\"hello\":\"{name} {x} {\"}");
	put(s, "ru.json",
		"{\"hits\":{\"one\":\"{count} страница\","
		"\"few\":\"{count} страницы\",\"other\":\"{count} страниц\"}}");
	load(s, "nl", &nl);
	load(s, "ru", &ru);
	is(locale_text(a, &nl, S("hits"), 1, NULL, 0), "1 hit");
	is(locale_text(a, &nl, S("hits"), 12345, NULL, 0), "12.345 hits");
	is(locale_number(a, &nl, 1229), "1.229");
	is(locale_number(a, &ru, 1229), "1\u00A0229");
	is(locale_text(a, &ru, S("hits"), 3, NULL, 0), "3 страницы");
	is(locale_text(a, &ru, S("hits"), 11, NULL, 0), "11 страниц");
	is(locale_text(a, &ru, S("hits"), 21, NULL, 0), "21 страница");
	/* What is filled in is not looked at again. */
	is(locale_text(a, &nl, S("hello"), 7, args, 1), "{count} {x} {");
	is(locale_text(a, &nl, S("none"), -1, NULL, 0), "none");
}

static void test_missing(void **state)
{
	struct scratch *s = *state;
	struct locale l;
	struct sink sink;

	put(s, "nl.json", "{}");
	sink_init(&sink, &s->arena);
	assert_false(locale_load(&s->arena, s->dir, S("nl"), &sink, &l));
	assert_int_equal(sink.count, 1);
}

const struct CMUnitTest locale_tests[] = {
	scratch_test(test_canonical),
	scratch_test(test_names),
	scratch_test(test_dates),
	scratch_test(test_chain),
	scratch_test(test_text),
	scratch_test(test_missing),
};
const size_t locale_tests_count = sizeof(locale_tests) / sizeof(*locale_tests);
