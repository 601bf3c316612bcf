/* Command lines, good and bad, and what is asked of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "cmd/options.h"

extern const struct CMUnitTest options_tests[];
extern const size_t options_tests_count;

#define MAX_ARGS 16

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena);
	unsetenv("DIGLOT_JOBS");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* Parses a line of words between single spaces; the error, or "". */
static const char *parse(const char *line, struct invocation *inv)
{
	char *argv[MAX_ARGS] = { NULL };
	struct str rest = str_of(line), word, error = S("");
	int argc = 0;
	bool ok;

	*inv = (struct invocation){ .arena = &arena };
	while (str_cut(&rest, ' ', &word)) {
		char *copy = arena_text(&arena, word.n + 1);
		memcpy(copy, word.p, word.n);
		copy[word.n] = '\0';
		argv[argc++] = copy;
	}
	ok = options_parse(inv, argc, argv, &error) &&
	     options_apply(inv, &error);
	assert_int_equal(ok, error.n == 0);
	return str_z(&arena, error);
}

static void test_forms(void **state)
{
	static const char *const lines[] = {
		"diglot check --format compact -j 3 a.md",
		"diglot check --format=compact -j3 a.md",
		"diglot check a.md --jobs=3 --format compact",
		"diglot -j 3 check a.md --format compact",
		"diglot --jobs 3 check --format=compact -- a.md",
	};
	struct invocation inv;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		assert_string_equal(parse(lines[i], &inv), "");
		assert_string_equal(inv.command->name, "check");
		assert_string_equal(option_value(&inv, "format"), "compact");
		assert_int_equal(inv.jobs.workers, 3);
		assert_int_equal(inv.npaths, 1);
		assert_string_equal(inv.paths[0].p, "a.md");
	}
}

static void test_end_and_stdin(void **state)
{
	struct invocation inv;

	(void)state;
	assert_string_equal(parse("diglot render - -- --to -", &inv), "");
	assert_int_equal(inv.npaths, 3);
	assert_string_equal(inv.paths[0].p, "-");
	assert_string_equal(inv.paths[1].p, "--to");
	assert_string_equal(inv.paths[2].p, "-");
	assert_null(option_value(&inv, "to"));
}

static void test_flags(void **state)
{
	struct invocation inv;

	(void)state;
	assert_string_equal(parse("diglot check -qqv --quiet", &inv), "");
	assert_int_equal(inv.quiet, 3);
	assert_int_equal(inv.verbose, 1);
	assert_false(option_flag(&inv, "help"));
	assert_string_equal(parse("diglot check -vh", &inv), "");
	assert_true(option_flag(&inv, "help"));
	assert_non_null(option_value(&inv, "help"));
	assert_string_equal(parse("diglot check --help", &inv), "");
	assert_true(option_flag(&inv, "help"));
	assert_null(option_value(&inv, "help"));
}

static void test_lists(void **state)
{
	struct invocation inv;
	struct str *values;

	(void)state;
	assert_string_equal(parse("diglot check --select DG3 --ignore DG304 "
				  "--select DG401",
				    &inv),
		"");
	assert_int_equal(option_list(&inv, "select", &values), 2);
	assert_string_equal(values[0].p, "DG3");
	assert_string_equal(values[1].p, "DG401");
	assert_int_equal(option_list(&inv, "severity", &values), 0);
}

static void test_config(void **state)
{
	struct invocation inv;

	(void)state;
	assert_string_equal(
		parse("diglot build -c title=Contoso "
		      "--config docs/docfx.json -c base-url=https://a/?b=c",
			&inv),
		"");
	assert_string_equal(inv.config, "docs");
	assert_int_equal(inv.overrides->n, 2);
	assert_string_equal(value_text_at(inv.overrides, S("title")).p,
		"Contoso");
	assert_string_equal(value_text_at(inv.overrides, S("base-url")).p,
		"https://a/?b=c");
	assert_string_equal(parse("diglot build -c diglot.yml", &inv), "");
	assert_string_equal(inv.config, ".");
}

static void test_bad(void **state)
{
	static const char *const cases[][2] = {
		{ "diglot chek", "'chek' is no command, did you mean "
				 "'check'?" },
		{ "diglot xyzzy", "'xyzzy' is no command" },
		{ "diglot guide.md", "'guide.md' is no command, did you mean "
				     "'diglot check guide.md'?" },
		{ "diglot check --formt x", "there is no option '--formt', "
					    "did you mean '--format'?" },
		{ "diglot check --form x", "there is no option '--form', "
					   "did you mean '--format'?" },
		{ "diglot check --xyzzyxyzzy",
			"there is no option '--xyzzyxyzzy'" },
		{ "diglot check -z", "there is no option '-z'" },
		{ "diglot --output x build", "there is no option "
					     "'--output'" },
		{ "diglot check --format", "option '--format' needs a "
					   "value: FORMAT[:FILE]" },
		{ "diglot check --format=", "option '--format' needs a "
					    "value: FORMAT[:FILE]" },
		{ "diglot check --baseline=", "option '--baseline' needs a "
					      "value: [=FILE]" },
		{ "diglot check --statistics=1",
			"option '--statistics' takes no value" },
		{ "diglot build -o a --output b",
			"option '--output' is given twice" },
		{ "diglot check -j 0", "'0' is no number of jobs, which is "
				       "from 1 to 1024" },
		{ "diglot check -c notes.txt",
			"'notes.txt' is neither a "
			"diglot.yml, a docfx.json, 'none' nor KEY=VALUE" },
	};
	struct invocation inv;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(parse(cases[i][0], &inv), cases[i][1]);
}

static void test_environment(void **state)
{
	struct invocation inv;

	(void)state;
	setenv("DIGLOT_JOBS", "5", 1);
	assert_string_equal(parse("diglot check", &inv), "");
	assert_int_equal(inv.jobs.workers, 5);
	assert_string_equal(parse("diglot check -j2", &inv), "");
	assert_int_equal(inv.jobs.workers, 2);
	setenv("DIGLOT_JOBS", "many", 1);
	assert_string_not_equal(parse("diglot check", &inv), "");
	unsetenv("DIGLOT_JOBS");
}

/* Every option of every table: a help text, and a letter used once. */
static void check_table(const struct option *table)
{
	for (const struct option *o = table; o->name; o++) {
		assert_true(o->help && *o->help);
		for (const struct option *p = table; p < o; p++) {
			assert_string_not_equal(o->name, p->name);
			assert_true(!o->letter || o->letter != p->letter);
		}
	}
}

static void test_tables(void **state)
{
	(void)state;
	check_table(global_options);
	for (const struct command *c = commands; c->name; c++) {
		assert_ptr_equal(command_find(str_of(c->name)), c);
		assert_true(c->summary && *c->summary);
		assert_true(c->examples && *c->examples);
		assert_non_null(c->run);
		check_table(c->options);
	}
}

#define test(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

const struct CMUnitTest options_tests[] = {
	test(test_forms),
	test(test_end_and_stdin),
	test(test_flags),
	test(test_lists),
	test(test_config),
	test(test_bad),
	test(test_environment),
	test(test_tables),
};
const size_t options_tests_count = sizeof(options_tests) /
				   sizeof(*options_tests);
