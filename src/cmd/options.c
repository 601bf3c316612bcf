/*
 * argv into an invocation. Names are never abbreviated, so that new options
 * break nobody's scripts; whatever is not in a table is an error.
 */
#include "cmd/options.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/path.h"

struct parser {
	struct invocation *inv;
	char **argv;
	int argc, at;
	int files;   /* of arguments that were read */
	size_t room; /* in inv->given */
	struct str *error;
};

#define FILES_MAX 50               /* a circle of them ends there */
#define FILE_BYTES_MAX (16u << 20) /* of one */

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

/* ---- files of arguments ------------------------------------------ */

static size_t count_lines(struct str text)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* The lines go where the file was named; empty ones count for nothing. */
static void insert_lines(struct parser *p, struct str text)
{
	struct arena *a = p->inv->arena;
	size_t rest = (size_t)(p->argc - p->at), room = count_lines(text),
	       n = 0;
	char **all = arena_array(a, char *, room + rest + 1);
	size_t more = p->room + text.n + 1;
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		line.n -= line.n > 0 && line.p[line.n - 1] == '\r';
		if (line.n > 0)
			all[n++] = (char *)(uintptr_t)str_z(a, line);
	}
	if (rest)
		memcpy(all + n, p->argv + p->at, rest * sizeof(*all));
	p->argv = all;
	p->argc = (int)(n + rest);
	p->at = 0;
	p->inv->given = arena_grow(a, p->inv->given,
		p->room * sizeof(struct given), more * sizeof(struct given));
	p->inv->paths = arena_grow(a, p->inv->paths,
		p->room * sizeof(struct str), more * sizeof(struct str));
	p->room = more;
}

static bool take_file(struct parser *p, struct str name)
{
	struct arena *a = p->inv->arena;
	struct str text;
	enum fs_result r;

	if (++p->files > FILES_MAX)
		return fail(p, str_printf(a, "more than %d files of arguments",
				       FILES_MAX));
	r = fs_read_path(a, name, FILE_BYTES_MAX, &text);
	if (r != FS_OK)
		return fail(p, str_printf(a,
				       "the arguments in '%.*s' cannot be "
				       "read: %s",
				       STR_ARG(name), fs_reason(r)));
	if (str_find_byte(text, 0, '\0') != STR_NONE)
		return fail(p, str_printf(a,
				       "the arguments in '%.*s' have a NUL "
				       "byte",
				       STR_ARG(name)));
	insert_lines(p, text);
	return true;
}

static bool parse_one(struct parser *p, const char *arg, bool *ended)
{
	if (!*ended && arg[0] == '@' && arg[1])
		return take_file(p, str_of(arg + 1));
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
	struct parser p = { .inv = inv,
		.argv = argv,
		.argc = argc,
		.at = 1,
		.room = 1,
		.error = error };
	bool ended = false;

	/* A bundle of flags gives one option a letter. */
	for (int i = 0; i < argc; i++)
		p.room += strlen(argv[i]) + 1;
	inv->given = arena_array(inv->arena, struct given, p.room);
	inv->paths = arena_array(inv->arena, struct str, p.room);
	while (p.at < p.argc)
		if (!parse_one(&p, p.argv[p.at++], &ended))
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

/* KEY=VALUE is a setting; anything else names a file, or "none". */
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
	inv->bare = str_eq(text, S("none"));
	if (inv->bare) {
		inv->config = NULL;
		return true;
	}
	if (!is_config_name(path_base(text))) {
		*error = str_printf(inv->arena,
			"'%.*s' is neither a "
			"diglot.yml, a docfx.json, 'none' nor KEY=VALUE",
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
	struct str *values, own = str_of(getenv("DIGLOT_CONFIG"));
	size_t n = option_list(inv, "config", &values);

	/* What the command line says comes later, and counts. */
	inv->overrides = value_map(inv->arena);
	if (own.n > 0 && !apply_config(inv, own, error))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!apply_config(inv, values[i], error))
			return false;
	if (inv->bare)
		config_ignore_files();
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
