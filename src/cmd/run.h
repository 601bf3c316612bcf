/* What all commands that work on a docset do. */
#ifndef DIGLOT_RUN_H
#define DIGLOT_RUN_H

#include "check/check.h"
#include "cmd/command.h"
#include "report/report.h"

/*
 * Loads a docset: `o` has what the command wants, the rest comes from the
 * invocation; root NULL is the folder of -c, else the current one. NULL:
 * said why; exit status 2.
 */
struct docset *run_load(struct invocation *inv, const struct docset_options *o);

/*
 * The configuration of the docset at `root`, for who has to know it before
 * loading, or nothing else. False: there is no such folder. *ok: it can be
 * used; else the sink says why not, and *out has what could be read.
 */
bool run_config(struct invocation *inv, const char *root, struct sink *sink,
	struct config *out, bool *ok);

/*
 * For struct jobs, as `enter`: the worker may only read the docset that was
 * loaded and its fallback. Loading does so itself.
 */
void run_read_only(void *ctx);

/*
 * The format that --format, DIGLOT_FORMAT or the terminal asks for. NULL:
 * there is none of that name, which is said.
 */
const struct report_format *run_format(struct invocation *inv);

/* A report and where it goes. */
struct run_output {
	const struct report_format *format;
	const char *file; /* NULL: stdout */
};

struct run_outputs {
	struct run_output *p;
	size_t n;
};

/*
 * Every FORMAT[:FILE] of --format, at most one of them for stdout; without
 * any, what run_format gives and what `policy` (NULL: none) says besides.
 * False: said.
 */
bool run_outputs(struct invocation *inv, const struct policy *policy,
	struct run_outputs *out);
/* Does each report of `policy` have a format that there is? False: said. */
bool run_knows_reports(struct invocation *inv, const struct policy *policy);
/* Writes all reports. False: one failed, which is said. */
bool run_reports(struct invocation *inv, const struct docset *s,
	const struct run_outputs *outputs, const struct findings *f);

/* Writes findings to stdout. False: it failed and has said so. */
bool run_report(struct invocation *inv, const struct docset *s,
	const struct report_format *format, struct diag *const *p, size_t n);

/* Has the docset's file still the bytes that were read? Else somebody, or an
 * earlier step of this run, has changed it. */
bool run_is_as_read(const struct docset *s, uint32_t file);

/* Writes a file that an option names, with the folders that it is to lie in.
 * False: said. */
bool run_write_file(struct arena *a, const char *file, struct str text);

/* "12 files, 3 findings (1 error, 2 warnings)" on stderr unless quiet;
 * count is by level. */
void run_summary(const struct invocation *inv, size_t files,
	const size_t *count);

/*
 * --fail-on or its default: findings of this level and above give exit
 * status 1; LEVEL_ERROR + 1 is never. False: no such level, said.
 */
bool run_fail_on(const struct invocation *inv, enum level normal, int *out);
/* The same from a text, which may be NULL. */
bool run_fail_level(const char *text, enum level normal, int *out);
/* Does any level at or above fail_on have a count? */
bool run_failed(const size_t *count, int fail_on);

#endif
