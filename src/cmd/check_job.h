/* What one run of `diglot check` is to do. */
#ifndef DIGLOT_CHECK_JOB_H
#define DIGLOT_CHECK_JOB_H

#include "check/levels.h"
#include "check/order.h"
#include "cmd/check_change.h"
#include "cmd/check_paths.h"
#include "cmd/known.h"
#include "cmd/run.h"

enum check_side { CHECK_TARGET, CHECK_SOURCE, CHECK_BOTH };

struct check_job {
	struct invocation *inv;
	struct check_paths paths;
	struct config config; /* read before the docset, for its policy */
	bool has_config;      /* it can be used */
	struct run_outputs outputs;
	struct check_options options;
	struct known baseline;
	struct change change;
	enum check_side side;
	bool introduced; /* only what the translation broke */
	bool fix;        /* mend first, report what is left */
	bool diff_fixes; /* show what would be mended, write nothing */
	enum mend most;
	VEC(struct str) fix_only; /* rules; none: all */
	enum order order;
	int fail_on;
	uint32_t max_warnings;
};

/* A docset with its findings. */
struct checked {
	struct docset *set;
	struct findings f;
};

/* Reads all options and paths. False: said. */
bool check_options_read(struct invocation *inv, struct check_job *job);

/* False: there is no such profile, said. */
bool check_is_profile(struct arena *a, const char *name);

/*
 * Loads the docset with `overlays` (NULL: none) over it and checks the
 * sides that are asked for. False: said.
 */
bool check_look(struct check_job *job, const struct overlays *overlays,
	struct checked *out);

/*
 * Mends what can be mended and looks again, until nothing is left to mend;
 * writes the files, or with --diff-fixes the diff. *look is what was seen
 * last, which reads the texts; *changed whether anything was mended. False:
 * said.
 */
bool check_mend(struct check_job *job, struct arena *texts,
	struct checked *look, bool *changed);

#endif
