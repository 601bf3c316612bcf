/*
 * From the command line to a command and its exit status. The shared region
 * is made before anything else, because every fork must come after it.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/command.h"
#include "cmd/help.h"
#include "cmd/log.h"
#include "cmd/options.h"
#include "cmd/talk.h"

static int trouble(struct str text)
{
	talk_error("%.*s", STR_ARG(text));
	return EXIT_TROUBLE;
}

/* -h, --help and -V, which say all there is to say. True: done, *status. */
static bool run_informing(struct invocation *inv, int *status)
{
	if (option_flag(inv, "help"))
		*status = help_write(inv, inv->command,
			option_value(inv, "help") == NULL);
	else if (option_flag(inv, "version"))
		*status = version_run(&(struct invocation){ 0 });
	else
		return false;
	return true;
}

static bool change_directory(struct invocation *inv, struct str *error)
{
	const char *folder = option_value(inv, "directory");

	if (!folder || chdir(folder) == 0)
		return true;
	*error = str_printf(inv->arena, "cannot enter '%s': %s", folder,
		strerror(errno));
	return false;
}

static int run(struct invocation *inv, int argc, char **argv)
{
	struct str error = S("");
	int status;

	if (!options_parse(inv, argc, argv, &error) || !talk_setup(inv, &error))
		return trouble(error);
	if (run_informing(inv, &status))
		return status;
	if (!inv->command) {
		fputs("Usage: diglot COMMAND [OPTIONS] [PATH...]\n"
		      "See 'diglot --help'.\n",
			stderr);
		return EXIT_TROUBLE;
	}
	if (!change_directory(inv, &error) || !options_apply(inv, &error))
		return trouble(error);
	inv->jobs.progress = talk_progress;
	log_begin(inv);
	status = inv->command->run(inv);
	return log_end(inv) ? status : EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	struct arena arena;
	int status;

	/* A reader that has seen enough ends the program in silence. */
	signal(SIGPIPE, SIG_DFL);
	if (!arena_share()) {
		talk_error("no memory: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	arena_init_shared(&arena);
	status = run(&(struct invocation){ .arena = &arena }, argc, argv);
	if (!talk_flush())
		status = EXIT_TROUBLE;
	exit(status);
}
