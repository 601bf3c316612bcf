/*
 * argv into an invocation. Names are never abbreviated, so that new options
 * break nobody's scripts; whatever is not in a table is an error.
 */
#include "cmd/options.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/path.h"

struct parser {
	struct invocation *inv;
	char **argv;
	int argc, at;
	struct str *error;
};

static bool fail(struct parser *p, struct str text)
{
	*p->error = text;
	return false;
}

static const struct option *find_in(const struct option *table, struct str name,
	char letter)
{
	for (; table->name; table++)
		if (letter ? table->letter == letter
			   : str_eq(name, str_of(table->name)))
			return table;
	return NULL;
}

/* The command's own options come first. */
static const struct option *find(const struct invocation *inv, struct str name,
	char letter)
{
	const struct option *o = NULL;

	if (inv->command)
		o = find_in(inv->command->options, name, letter);
	return o ? o : find_in(global_options, name, letter);
}

static const char *nearest_in(const struct option *table, struct str name,
	size_t *best, const char *near)
{
	for (; table->name; table++) {
		size_t d = str_distance(name, str_of(table->name), *best);
		if (d < *best) {
			*best = d;
			near = table->name;
		}
	}
	return near;
}

static bool fail_unknown(struct parser *p, struct str name)
{
	struct arena *a = p->inv->arena;
	size_t best = name.n / 3 + 2;
	const char *near = nearest_in(global_options, name, &best, NULL);

	if (p->inv->command)
		near = nearest_in(p->inv->command->options, name, &best, near);
	if (near)
		return fail(p, str_printf(a,
				       "there is no option '--%.*s', "
				       "did you mean '--%s'?",
				       STR_ARG(name), near));
	return fail(p,
		str_printf(a, "there is no option '--%.*s'", STR_ARG(name)));
}

static bool add(struct parser *p, const struct option *o, const char *value)
{
	struct invocation *inv = p->inv;

	if (!o->many && option_count(inv, o->name) > 0)
		return fail(p,
			str_printf(inv->arena, "option '--%s' is given twice",
				o->name));
	inv->given[inv->ngiven++] = (struct given){ o, value };
	return true;
}

/* The value: `rest` if that is not NULL, else the next argument. */
static bool add_with_value(struct parser *p, const struct option *o,
	const char *rest)
{
	if (!rest && p->at < p->argc)
		rest = p->argv[p->at++];
	if (!rest || !*rest)
		return fail(p, str_printf(p->inv->arena,
				       "option '--%s' needs a value: %s",
				       o->name, o->value));
	return add(p, o, rest);
}

static bool parse_long(struct parser *p, const char *arg)
{
	const char *equals = strchr(arg, '=');
	size_t n = equals ? (size_t)(equals - arg) : strlen(arg);
	struct str name = str_make(arg, n);
	const struct option *o = find(p->inv, name, 0);

	if (!o)
		return fail_unknown(p, name);
	if (o->value && (*o->value != '[' || equals))
		return add_with_value(p, o, equals ? equals + 1 : NULL);
	if (equals)
		return fail(p,
			str_printf(p->inv->arena,
				"option '--%s' takes no value", o->name));
	return add(p, o, NULL);
}

static bool parse_short(struct parser *p, const char *arg)
{
	for (; *arg; arg++) {
		const struct option *o = find(p->inv, S(""), *arg);

		if (!o)
			return fail(p,
				str_printf(p->inv->arena,
					"there is no option '-%c'", *arg));
		if (o->value)
			return add_with_value(p, o, arg[1] ? arg + 1 : NULL);
		/* -h is the short help, --help the long one. */
		if (!add(p, o, o->letter == 'h' ? "short" : NULL))
			return false;
	}
	return true;
}

static bool is_document(struct str arg)
{
	struct stat st;

	return str_ends_nocase(arg, S(".md")) || stat(arg.p, &st) == 0;
}

static bool take_command(struct parser *p, struct str arg)
{
	struct arena *a = p->inv->arena;
	const char *near;

	p->inv->command = command_find(arg);
	if (p->inv->command)
		return true;
	if (is_document(arg))
		return fail(p, str_printf(a,
				       "'%.*s' is no command, did you "
				       "mean 'diglot check %.*s'?",
				       STR_ARG(arg), STR_ARG(arg)));
	near = command_nearest(arg);
	if (near)
		return fail(p, str_printf(a,
				       "'%.*s' is no command, did you "
				       "mean '%s'?",
				       STR_ARG(arg), near));
	return fail(p, str_printf(a, "'%.*s' is no command", STR_ARG(arg)));
}

static bool take_argument(struct parser *p, const char *arg)
{
	if (!p->inv->command)
		return take_command(p, str_of(arg));
	p->inv->paths[p->inv->npaths++] = str_of(arg);
	return true;
}

static bool parse_one(struct parser *p, const char *arg, bool *ended)
{
	if (*ended || arg[0] != '-' || arg[1] == '\0')
		return take_argument(p, arg);
	if (strcmp(arg, "--") == 0) {
		*ended = true;
		return true;
	}
	return arg[1] == '-' ? parse_long(p, arg + 2) : parse_short(p, arg + 1);
}

bool options_parse(struct invocation *inv, int argc, char **argv,
	struct str *error)
{
	struct parser p = { inv, argv, argc, 1, error };
	bool ended = false;
	size_t room = 1;

	/* A bundle of flags gives one option a letter. */
	for (int i = 0; i < argc; i++)
		room += strlen(argv[i]) + 1;
	inv->given = arena_array(inv->arena, struct given, room);
	inv->paths = arena_array(inv->arena, struct str, argc + 1);
	while (p.at < argc)
		if (!parse_one(&p, argv[p.at++], &ended))
			return false;
	return true;
}

/* ---- asking ------------------------------------------------------ */

const char *option_value(const struct invocation *inv, const char *name)
{
	for (size_t i = 0; i < inv->ngiven; i++)
		if (strcmp(inv->given[i].option->name, name) == 0)
			return inv->given[i].value;
	return NULL;
}

const char *option_or_env(const struct invocation *inv, const char *name,
	const char *variable)
{
	const char *value = option_value(inv, name);

	if (!value)
		value = getenv(variable);
	return value && *value ? value : NULL;
}

size_t option_count(const struct invocation *inv, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < inv->ngiven; i++)
		n += strcmp(inv->given[i].option->name, name) == 0;
	return n;
}

bool option_flag(const struct invocation *inv, const char *name)
{
	return option_count(inv, name) > 0;
}

size_t option_list(const struct invocation *inv, const char *name,
	struct str **out)
{
	size_t n = 0;

	*out = arena_array(inv->arena, struct str, inv->ngiven + 1);
	for (size_t i = 0; i < inv->ngiven; i++)
		if (strcmp(inv->given[i].option->name, name) == 0)
			(*out)[n++] = str_of(inv->given[i].value);
	return n;
}

/* ---- global options ---------------------------------------------- */

static bool is_config_name(struct str name)
{
	return str_eq(name, S("diglot.yml")) ||
	       str_eq(name, S(".diglot.yml")) ||
	       str_eq(name, S("docfx.json")) || str_eq(name, S("docfx.yml"));
}

/* KEY=VALUE is a setting; anything else names a file. */
static bool apply_config(struct invocation *inv, struct str text,
	struct str *error)
{
	size_t equals = str_find_byte(text, 0, '=');
	struct str dir;

	if (equals != STR_NONE && equals > 0) {
		value_set(inv->arena, inv->overrides, str_sub(text, 0, equals),
			value_text(inv->arena, str_skip(text, equals + 1)));
		return true;
	}
	if (!is_config_name(path_base(text))) {
		*error = str_printf(inv->arena,
			"'%.*s' is neither a "
			"diglot.yml, a docfx.json nor KEY=VALUE",
			STR_ARG(text));
		return false;
	}
	dir = path_dir(text);
	inv->config = dir.n              ? str_z(inv->arena, dir)
		      : text.p[0] == '/' ? "/"
					 : ".";
	return true;
}

static bool apply_configs(struct invocation *inv, struct str *error)
{
	struct str *values;
	size_t n = option_list(inv, "config", &values);

	inv->overrides = value_map(inv->arena);
	for (size_t i = 0; i < n; i++)
		if (!apply_config(inv, values[i], error))
			return false;
	return true;
}

static bool apply_jobs(struct invocation *inv, struct str *error)
{
	const char *text = option_or_env(inv, "jobs", "DIGLOT_JOBS");
	uint32_t n = 0;

	inv->jobs = (struct jobs){
		.workers = jobs_processors(),
		.cpu_seconds = 5,
		.wall_seconds = 60,
		.bytes = (size_t)1 << 30,
	};
	if (!text)
		return true;
	if (!str_to_uint(str_of(text), &n) || n < 1 || n > 1024) {
		*error = str_printf(inv->arena,
			"'%s' is no number of jobs, "
			"which is from 1 to 1024",
			text);
		return false;
	}
	inv->jobs.workers = (int)n;
	return true;
}

bool options_apply(struct invocation *inv, struct str *error)
{
	inv->quiet = (int)option_count(inv, "quiet");
	inv->verbose = (int)option_count(inv, "verbose");
	inv->locale = option_value(inv, "locale");
	return apply_configs(inv, error) && apply_jobs(inv, error);
}
