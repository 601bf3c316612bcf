/*
 * `diglot completion SHELL`: a script that completes commands, options, and
 * the values that come from a table. All of it is made from the tables.
 */
#include "base/buf.h"
#include "base/groups.h"
#include "check/levels.h"
#include "check/rules.h"
#include "cmd/command.h"
#include "cmd/talk.h"

/* What an option's value is, by the word that help shows for it. */
enum values {
	VALUES_NONE,
	VALUES_FILES,
	VALUES_RULES,
	VALUES_LEVELS,
	VALUES_PROFILES
};

static enum values values_of(const struct option *o)
{
	if (!o->value)
		return VALUES_NONE;
	if (strcmp(o->name, "profile") == 0)
		return VALUES_PROFILES;
	if (strncmp(o->value, "RULE", 4) == 0)
		return VALUES_RULES;
	return strcmp(o->value, "LEVEL") == 0 ? VALUES_LEVELS : VALUES_FILES;
}

static void put_rules(struct buf *b)
{
	for (size_t i = 0; i < rules_count; i++)
		buf_printf(b, "%s%s %s", i ? " " : "", rules[i]->id,
			rules[i]->name);
	for (size_t i = 0; group_word(i); i++)
		buf_printf(b, " %s", group_word(i));
}

static void put_levels(struct buf *b)
{
	for (int l = LEVEL_OFF; l <= LEVEL_ERROR; l++)
		buf_printf(b, "%s%s", l ? " " : "", level_name((enum level)l));
	buf_lit(b, " never");
}

static void put_profiles(struct buf *b)
{
	for (size_t i = 0; levels_profiles[i]; i++)
		buf_printf(b, "%s%s", i ? " " : "", levels_profiles[i]);
}

static void put_values(struct buf *b, enum values v)
{
	if (v == VALUES_RULES)
		put_rules(b);
	else if (v == VALUES_LEVELS)
		put_levels(b);
	else if (v == VALUES_PROFILES)
		put_profiles(b);
}

static void put_names(struct buf *b)
{
	for (const struct command *c = commands; c->name; c++)
		buf_printf(b, "%s%s", c == commands ? "" : " ", c->name);
}

static void put_options(struct buf *b, const struct option *o)
{
	for (; o->name; o++)
		buf_printf(b, " --%s", o->name);
}

/* ---- bash -------------------------------------------------------- */

/* "--select|--ignore" of all commands whose values are of this kind. */
static void put_alternatives(struct buf *b, enum values v)
{
	struct map seen = { 0 };

	for (const struct command *c = commands; c->name; c++)
		for (const struct option *o = c->options; o->name; o++)
			if (values_of(o) == v)
				map_put(b->arena, &seen, str_of(o->name), b);
	for (size_t i = 0; i < seen.n; i++)
		buf_printf(b, "%s--%.*s", i ? "|" : "",
			STR_ARG(seen.items[i].key));
}

static void put_bash_values(struct buf *b, enum values v)
{
	buf_lit(b, "\t");
	put_alternatives(b, v);
	buf_lit(b, ")\n\t\tCOMPREPLY=($(compgen -W '");
	put_values(b, v);
	buf_lit(b, "' -- \"$cur\"))\n\t\treturn ;;\n");
}

static void put_bash(struct buf *b)
{
	buf_lit(b, "# bash completion of diglot\n"
		   "_diglot()\n{\n"
		   "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
		   "\tlocal prev=${COMP_WORDS[COMP_CWORD - 1]} command= i\n"
		   "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		   "\t\tcase ${COMP_WORDS[i]} in\n"
		   "\t\t-*) ;;\n"
		   "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
		   "\t\tesac\n\tdone\n"
		   "\tCOMPREPLY=()\n"
		   "\tcase $prev in\n");
	put_bash_values(b, VALUES_RULES);
	put_bash_values(b, VALUES_LEVELS);
	put_bash_values(b, VALUES_PROFILES);
	buf_lit(b, "\tesac\n\tcase $command in\n\t'')\n"
		   "\t\tCOMPREPLY=($(compgen -W '");
	put_names(b);
	put_options(b, global_options);
	buf_lit(b, "' -- \"$cur\"))\n\t\treturn ;;\n"
		   "\texplain)\n\t\t[[ $cur == -* ]] ||\n"
		   "\t\t\tCOMPREPLY=($(compgen -W '");
	put_rules(b);
	buf_lit(b, "' -- \"$cur\")) ;;\n\thelp)\n\t\t[[ $cur == -* ]] ||\n"
		   "\t\t\tCOMPREPLY=($(compgen -W '");
	put_names(b);
	buf_lit(b, "' -- \"$cur\")) ;;\n\tesac\n"
		   "\t[[ $cur == -* ]] || return\n"
		   "\tcase $command in\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(b, "\t%s)\n\t\tCOMPREPLY=($(compgen -W '", c->name);
		put_options(b, c->options);
		put_options(b, global_options);
		buf_lit(b, "' -- \"$cur\")) ;;\n");
	}
	buf_lit(b, "\tesac\n}\n"
		   "complete -o default -F _diglot diglot\n");
}

/* ---- zsh --------------------------------------------------------- */

/* Inside '...[...]': brackets and colons mean something to _arguments. */
static void put_zsh_text(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (strchr("[]:\\", text.p[i]))
			buf_byte(b, '\\');
		if (text.p[i] == '\'')
			buf_lit(b, "'\\''");
		else
			buf_byte(b, text.p[i]);
	}
}

static void put_zsh_option(struct buf *b, const struct option *o)
{
	enum values v = values_of(o);

	buf_printf(b, "\t\t\t'%s--%s%s[", o->many ? "*" : "", o->name,
		!o->value          ? ""
		: *o->value == '[' ? "=-"
				   : "=");
	put_zsh_text(b, option_line(b->arena, o));
	buf_byte(b, ']');
	if (o->value) {
		buf_byte(b, ':');
		put_zsh_text(b, str_of(o->name));
		buf_byte(b, ':');
		if (v == VALUES_FILES) {
			buf_lit(b, "_files");
		} else {
			buf_byte(b, '(');
			put_values(b, v);
			buf_byte(b, ')');
		}
	}
	buf_lit(b, "' \\\n");
}

static void put_zsh(struct buf *b)
{
	buf_lit(b, "#compdef diglot\n\n_diglot() {\n"
		   "\tif ((CURRENT == 2)); then\n"
		   "\t\tlocal -a names\n\t\tnames=(\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(b, "\t\t\t'%s:", c->name);
		put_zsh_text(b, str_of(c->summary));
		buf_lit(b, "'\n");
	}
	buf_lit(b, "\t\t)\n\t\t_describe command names\n\t\treturn\n\tfi\n"
		   "\tcase $words[2] in\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(b, "\t%s)\n\t\t_arguments \\\n", c->name);
		for (const struct option *o = c->options; o->name; o++)
			put_zsh_option(b, o);
		for (const struct option *o = global_options; o->name; o++)
			put_zsh_option(b, o);
		buf_lit(b, "\t\t\t'*:path:_files' ;;\n");
	}
	buf_lit(b, "\tesac\n}\n\n_diglot \"$@\"\n");
}

/* ---- fish -------------------------------------------------------- */

static void put_fish_text(struct buf *b, struct str text)
{
	buf_byte(b, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'' || text.p[i] == '\\')
			buf_byte(b, '\\');
		buf_byte(b, text.p[i]);
	}
	buf_byte(b, '\'');
}

static void put_fish_options(struct buf *b, const char *command,
	const struct option *o)
{
	for (; o->name; o++) {
		enum values v = values_of(o);

		buf_lit(b, "complete -c diglot");
		if (command)
			buf_printf(b, " -n '__fish_seen_subcommand_from %s'",
				command);
		if (o->letter)
			buf_printf(b, " -s %c", o->letter);
		buf_printf(b, " -l %s", o->name);
		if (o->value && *o->value != '[')
			buf_lit(b, " -r");
		if (v > VALUES_FILES) {
			buf_lit(b, " -f -a '");
			put_values(b, v);
			buf_byte(b, '\'');
		}
		buf_lit(b, " -d ");
		put_fish_text(b, option_line(b->arena, o));
		buf_byte(b, '\n');
	}
}

static void put_fish(struct buf *b)
{
	buf_lit(b, "# fish completion of diglot\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(b,
			"complete -c diglot -n __fish_use_subcommand -f -a %s "
			"-d ",
			c->name);
		put_fish_text(b, str_of(c->summary));
		buf_byte(b, '\n');
	}
	for (const struct command *c = commands; c->name; c++)
		put_fish_options(b, c->name, c->options);
	put_fish_options(b, NULL, global_options);
	buf_lit(b, "complete -c diglot -n '__fish_seen_subcommand_from "
		   "explain' -f -a '");
	put_rules(b);
	buf_lit(b, "'\n");
}

int completion_run(struct invocation *inv)
{
	static const struct {
		const char *shell;
		void (*put)(struct buf *b);
	} shells[] = { { "bash", put_bash }, { "zsh", put_zsh },
		{ "fish", put_fish } };
	struct buf out;

	buf_init(&out, inv->arena);
	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (inv->npaths != 1 ||
			!str_eq(inv->paths[0], str_of(shells[i].shell)))
			continue;
		shells[i].put(&out);
		return talk_write(buf_str(&out)) ? EXIT_DONE : EXIT_TROUBLE;
	}
	talk_error("completion is for bash, zsh or fish: name one of them");
	return EXIT_TROUBLE;
}
