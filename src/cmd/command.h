/*
 * Commands: one file each with its `run`, and one entry in commands.c with
 * its options and help. What a command gets is an invocation; what it
 * returns is the exit status.
 */
#ifndef DIGLOT_COMMAND_H
#define DIGLOT_COMMAND_H

#include "base/jobs.h"
#include "format/value.h"
#include "set/docset.h"

#define EXIT_DONE 0
#define EXIT_FINDINGS 1 /* the documents are at fault */
#define EXIT_TROUBLE 2  /* the run is */

struct option {
	char letter;      /* 0: none */
	const char *name; /* NULL ends a table */
	/* "DIR", for help; "[=DIR]": may be left out, and is given behind a
	 * '=' only; NULL: a flag */
	const char *value;
	bool many; /* may be given more than once */
	const char *help;
};

/* An option as it was given. */
struct given {
	const struct option *option;
	const char *value; /* NULL of a flag, or if left out */
};

struct invocation {
	struct arena *arena;           /* shared: the run's */
	const struct command *command; /* NULL: none was named */
	struct given *given;           /* in the order of the command line */
	size_t ngiven;
	struct str *paths; /* what is no option */
	size_t npaths;

	/* the options that all commands have */
	int quiet, verbose;      /* how often */
	bool color;              /* of stdout */
	bool terminal;           /* stdout is one */
	const char *locale;      /* or NULL */
	const char *config;      /* folder of a configuration file, or NULL */
	bool bare;               /* no configuration file is to be read */
	struct value *overrides; /* KEY=VALUE of -c; a map */
	struct jobs jobs;
};

struct command {
	const char *name;
	const char *arguments; /* "[PATH...]" for help */
	const char *summary;
	const char *examples; /* lines, each with two spaces in front */
	const struct option *options;
	int (*run)(struct invocation *inv);
};

extern const struct command commands[]; /* ended by a name NULL */
extern const struct option global_options[];

const struct command *command_find(struct str name);
/* The name nearest to a misspelt one, or NULL. */
const char *command_nearest(struct str name);

/* Its help without the line breaks that a terminal wants. */
struct str option_line(struct arena *a, const struct option *o);
/* NULL if it was not given. */
const char *option_value(const struct invocation *inv, const char *name);
/* The same, then the environment's variable unless that is empty. */
const char *option_or_env(const struct invocation *inv, const char *name,
	const char *variable);
bool option_flag(const struct invocation *inv, const char *name);
size_t option_count(const struct invocation *inv, const char *name);
/* All values of an option that may be given often; the number. In the
 * invocation's arena. */
size_t option_list(const struct invocation *inv, const char *name,
	struct str **out);

int align_run(struct invocation *inv);
int build_run(struct invocation *inv);
int check_run(struct invocation *inv);
int checklist_run(struct invocation *inv);
int completion_run(struct invocation *inv);
int config_run(struct invocation *inv);
int explain_run(struct invocation *inv);
int export_run(struct invocation *inv);
int help_run(struct invocation *inv);
int import_run(struct invocation *inv);
int init_run(struct invocation *inv);
int render_run(struct invocation *inv);
int rules_run(struct invocation *inv);
int strings_run(struct invocation *inv);
int theme_run(struct invocation *inv);
int verify_run(struct invocation *inv);
int version_run(struct invocation *inv);

#endif
