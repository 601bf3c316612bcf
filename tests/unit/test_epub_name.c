/* Paths of books. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "site/epub_name.h"

extern const struct CMUnitTest epub_name_tests[];
extern const size_t epub_name_tests_count;

static void check(struct arena *a, struct map *taken, const char *path,
	const char *want)
{
	struct str got = epub_name(a, taken, str_of(path));

	assert_string_equal(str_z(a, got), want);
}

static void test_names(void **state)
{
	struct map taken = { 0 };
	struct arena a;

	(void)state;
	arena_init(&a);
	check(&a, &taken, "nl/plain-name_1.xhtml", "nl/plain-name_1.xhtml");
	check(&a, &taken, "pl/plan grządek.xhtml", "pl/plan-grządek.xhtml");
	check(&a, &taken, "pl/plan  grządek.xhtml", "pl/plan-grządek-2.xhtml");
	check(&a, &taken, "PL/Plan-Grządek.xhtml", "PL/Plan-Grządek-3.xhtml");
	check(&a, &taken, "a/C# & \"D\".png", "a/C-D-.png");
	check(&a, &taken, "a/100%.png", "a/100-.png");
	check(&a, &taken, "", "");
	check(&a, &taken, "", "-2");
	arena_release(&a);
}

const struct CMUnitTest epub_name_tests[] = {
	cmocka_unit_test(test_names),
};
const size_t epub_name_tests_count = sizeof(epub_name_tests) /
				     sizeof(*epub_name_tests);
