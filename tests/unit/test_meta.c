/* Effective metadata and dates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "set/meta.h"

extern const struct CMUnitTest meta_tests[];
extern const size_t meta_tests_count;

static void set_text(struct arena *a, struct value *map, const char *key,
	const char *text)
{
	value_set(a, map, str_of(key), value_text(a, str_of(text)));
}

static void is_text(const struct value *map, const char *key, const char *text)
{
	struct str s = value_text_at(map, str_of(key));

	assert_int_equal(s.n, strlen(text));
	assert_memory_equal(s.p, text, s.n);
}

static void test_layers(void **state)
{
	struct locale_root roots[] = { { S("en"), S("en") },
		{ S("nl"), S("nl") } };
	struct file_metadata by_file[2] = { { .key = S_INIT("topic") },
		{ .key = S_INIT("topic") } };
	struct config c = { .locales = roots,
		.nlocales = 2,
		.file_metadata = by_file,
		.nfile_metadata = 2 };
	struct value *front, *m;
	struct arena a;

	(void)state;
	arena_init(&a);
	c.global_metadata = value_map(&a);
	set_text(&a, c.global_metadata, "author", "team");
	set_text(&a, c.global_metadata, "topic", "article");
	glob_expand(&a, &by_file[0].globs, S("news/**"));
	by_file[0].value = value_text(&a, S("news"));
	glob_expand(&a, &by_file[1].globs, S("news/old.md"));
	by_file[1].value = value_text(&a, S("archive"));
	front = value_map(&a);
	set_text(&a, front, "title", "Nieuws");
	value_set(&a, front, S("author"), value_null(&a));

	m = meta_effective(&a, &c, S("nl/news/a.md"), front);
	is_text(m, "topic", "news");
	is_text(m, "title", "Nieuws");
	assert_int_equal(value_get(m, S("author"))->kind, VALUE_NULL);
	assert_int_equal(m->n, 3);
	m = meta_effective(&a, &c, S("nl/news/old.md"), NULL);
	is_text(m, "topic", "archive");
	is_text(m, "author", "team");
	m = meta_effective(&a, &c, S("nl/other.md"), NULL);
	is_text(m, "topic", "article");
	/* The sources stay as they were. */
	is_text(c.global_metadata, "author", "team");
	arena_release(&a);
}

static void test_dates(void **state)
{
	static const struct {
		const char *text, *iso;
	} dates[] = {
		{ "03/15/2021", "2021-03-15" },
		{ "3/5/2021", "2021-03-05" },
		{ " 12/31/1999 ", "1999-12-31" },
		{ "2021-03-15", "2021-03-15" },
		{ "2021-03-15T10:00:00Z", "2021-03-15" },
		{ "02/29/2020 08:30", "2020-02-29" },
		{ "02/29/2021", NULL },
		{ "13/01/2021", NULL },
		{ "31/12/2021", NULL },
		{ "3/15/21", NULL },
		{ "15-03-2021", NULL },
		{ "2021-3", NULL },
		{ "2021-03-15-01", NULL },
		{ "March 15, 2021", NULL },
		{ "/", NULL },
		{ "", NULL },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct str iso = S("");
		bool is = meta_date(&a, str_of(dates[i].text), &iso);

		if (is != (dates[i].iso != NULL))
			fail_msg("'%s' gives %d", dates[i].text, is);
		if (is)
			assert_string_equal(str_z(&a, iso), dates[i].iso);
	}
	arena_release(&a);
}

const struct CMUnitTest meta_tests[] = {
	cmocka_unit_test(test_layers),
	cmocka_unit_test(test_dates),
};
const size_t meta_tests_count = sizeof(meta_tests) / sizeof(*meta_tests);
