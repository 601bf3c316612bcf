/* Examples first, then options, each in one line. */
#include "cmd/help.h"

#include "base/buf.h"
#include "cmd/man.h"
#include "cmd/talk.h"

#define OPTION_COLUMN 30

static void add_option(struct buf *b, const struct option *o)
{
	size_t from = b->n;

	if (o->letter)
		buf_printf(b, "  -%c, ", o->letter);
	else
		buf_lit(b, "      ");
	buf_printf(b, "--%s%s%s", o->name,
		o->value && *o->value != '[' ? " " : "",
		o->value ? o->value : "");
	if (b->n - from + 1 > OPTION_COLUMN) {
		buf_byte(b, '\n');
		from = b->n;
	}
	while (b->n - from < OPTION_COLUMN)
		buf_byte(b, ' ');
	buf_printf(b, "%s\n", o->help);
}

static void add_options(struct buf *b, const char *title,
	const struct option *table)
{
	if (!table->name)
		return;
	buf_printf(b, "\n%s:\n", title);
	for (; table->name; table++)
		add_option(b, table);
}

static void add_files(struct buf *b)
{
	buf_lit(b, "\n@FILE stands for the arguments in FILE, one a line. "
		   "-- ends options.\n");
}

static void add_status(struct buf *b)
{
	buf_lit(b, "\nExit status: 0 done, 1 the documents are at fault, "
		   "2 the run is.\n");
}

static void add_command(struct buf *b, const struct command *c, bool all)
{
	buf_printf(b, "diglot %s: %s\n\n", c->name, c->summary);
	buf_printf(b, "Usage: diglot %s [OPTIONS]%s%s\n\nExamples:\n%s",
		c->name, *c->arguments ? " " : "", c->arguments, c->examples);
	add_options(b, "Options", c->options);
	if (all) {
		add_options(b, "Options of every command", global_options);
		add_files(b);
		add_status(b);
	} else {
		buf_printf(b, "\nMore: diglot help %s\n", c->name);
	}
}

static void add_program(struct buf *b, bool all)
{
	buf_lit(b, "diglot: bilingual and localized Markdown to a static "
		   "help site, checked\n\n"
		   "Usage: diglot COMMAND [OPTIONS] [PATH...]\n\n"
		   "Examples:\n"
		   "  diglot build              the site of this docset\n"
		   "  diglot check docs/a.md    its faults\n"
		   "  diglot explain DG305      what a finding means\n\n"
		   "Commands:\n");
	for (const struct command *c = commands; c->name; c++)
		buf_printf(b, "  %-10s %s\n", c->name, c->summary);
	if (all) {
		add_options(b, "Options of every command", global_options);
		add_files(b);
		add_status(b);
	} else {
		buf_lit(b, "\nMore: diglot help COMMAND, diglot --help\n");
	}
}

int help_write(struct invocation *inv, const struct command *c, bool all)
{
	struct buf b;

	buf_init(&b, inv->arena);
	if (c)
		add_command(&b, c, all);
	else
		add_program(&b, all);
	return talk_write(buf_str(&b)) ? EXIT_DONE : EXIT_TROUBLE;
}

static int write_man(struct invocation *inv)
{
	struct str name = inv->npaths ? inv->paths[0] : S("");
	struct buf b;

	buf_init(&b, inv->arena);
	if (command_find(name))
		name = str_printf(inv->arena, "diglot-%.*s.1", STR_ARG(name));
	if (man_write(&b, name))
		return talk_write(buf_str(&b)) ? EXIT_DONE : EXIT_TROUBLE;
	talk_error("there is no man page '%.*s'; 'diglot help --man' lists "
		   "them",
		STR_ARG(name));
	return EXIT_TROUBLE;
}

int help_run(struct invocation *inv)
{
	const struct command *c = NULL;

	if (inv->npaths > 1) {
		talk_error("help is for one command at a time");
		return EXIT_TROUBLE;
	}
	if (option_flag(inv, "man"))
		return write_man(inv);
	if (inv->npaths == 1) {
		c = command_find(inv->paths[0]);
		if (!c) {
			talk_error("there is no command '%.*s'",
				STR_ARG(inv->paths[0]));
			return EXIT_TROUBLE;
		}
	}
	return help_write(inv, c, true);
}
