#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lang/wordrow.h"

extern const struct CMUnitTest wordrow_tests[];
extern const size_t wordrow_tests_count;

static void add(struct wordrow *r)
{
	wordrow_add(r, S("The ferry leaves at ten."));
	wordrow_add(r, S("Bring a [bicycle](bike.md)."));
	wordrow_add(r, S("Dogs travel free of charge."));
}

static void test_find(void **state)
{
	struct arena a;
	struct wordrow r = { .arena = &a };

	(void)state;
	arena_init(&a);
	add(&r);
	assert_true(wordrow_find(&r, S("bring a **Bicycle**")));
	assert_true(wordrow_find(&r, S("2. Dogs travel")));
	assert_true(wordrow_find(&r, S("ten. Bring")));
	assert_true(wordrow_find(&r, S("![](pier.png)")));
	assert_false(wordrow_find(&r, S("Bring bicycle")));
	assert_false(wordrow_find(&r, S("The ferry leaves at noon.")));
	assert_false(wordrow_find(&r, S("free of charge today")));
	arena_release(&a);
}

static void test_left(void **state)
{
	struct arena a;
	struct wordrow r = { .arena = &a };

	(void)state;
	arena_init(&a);
	add(&r);
	wordrow_find(&r, S("Bring a bicycle."));
	wordrow_find(&r, S("Dogs"));
	wordrow_end(&r);
	assert_true(r.left[0]);
	assert_false(r.left[1]);
	assert_true(r.left[2]);
	arena_release(&a);
}

static void test_near(void **state)
{
	struct arena a;
	struct wordrow r = { .arena = &a };
	size_t at = 9;

	(void)state;
	arena_init(&a);
	add(&r);
	wordrow_find(&r, S("Bring a bicycle."));
	wordrow_end(&r);
	assert_true(wordrow_near(&r, S("The ferry leaves at noon."), &at));
	assert_int_equal(at, 0);
	assert_true(wordrow_near(&r, S("Cats travel free of charge."), &at));
	assert_int_equal(at, 2);
	assert_false(wordrow_near(&r, S("Bring a bicycle or two."), &at));
	assert_false(wordrow_near(&r, S("Tickets are sold on board."), &at));
	assert_false(wordrow_near(&r, S(""), &at));
	arena_release(&a);
}

/* Two that are alike: nobody can say which. */
static void test_unclear(void **state)
{
	struct arena a;
	struct wordrow r = { .arena = &a };
	size_t at;

	(void)state;
	arena_init(&a);
	wordrow_add(&r, S("The ferry leaves at ten."));
	wordrow_add(&r, S("The ferry leaves at two."));
	wordrow_end(&r);
	assert_false(wordrow_near(&r, S("The ferry leaves at noon."), &at));
	arena_release(&a);
}

/* More of a word than is looked at. */
static void test_many(void **state)
{
	struct arena a;
	struct wordrow r = { .arena = &a };

	(void)state;
	arena_init(&a);
	for (int i = 0; i < 200; i++)
		wordrow_add(&r, S("Yes"));
	assert_true(wordrow_find(&r, S("yes!")));
	assert_true(wordrow_find(&r, S("yes yes")));
	wordrow_end(&r);
	for (size_t i = 0; i < 200; i++)
		assert_false(r.left[i]);
	arena_release(&a);
}

const struct CMUnitTest wordrow_tests[] = {
	cmocka_unit_test(test_find),
	cmocka_unit_test(test_left),
	cmocka_unit_test(test_near),
	cmocka_unit_test(test_unclear),
	cmocka_unit_test(test_many),
};
const size_t wordrow_tests_count = sizeof(wordrow_tests) /
				   sizeof(*wordrow_tests);
