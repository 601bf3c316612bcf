/*
 * Runs the tests of all modules, or those that match the pattern given.
 * The Makefile lists the files test_<module>.c in modules.h.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define MODULE(name)                                   \
	extern const struct CMUnitTest name##_tests[]; \
	extern const size_t name##_tests_count;
#include "modules.h"
#undef MODULE

static const struct {
	const char *name;
	const struct CMUnitTest *tests;
	const size_t *count;
} modules[] = {
#define MODULE(name) { #name, name##_tests, &name##_tests_count },
#include "modules.h"
#undef MODULE
};

int main(int argc, char **argv)
{
	int failed = 0;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		failed += _cmocka_run_group_tests(modules[i].name,
			modules[i].tests, *modules[i].count, NULL, NULL);
	return failed != 0;
}
