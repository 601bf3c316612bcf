/*
 * The rules over a whole docset: what loading found and what the families
 * of this folder find, levels applied, in one order, each once.
 */
#ifndef DIGLOT_CHECK_H
#define DIGLOT_CHECK_H

#include "set/docset.h"

extern const struct rule rule_rule_unknown;        /* DG003 */
extern const struct rule rule_limit_reached;       /* DG009 */
extern const struct rule rule_fallback_unresolved; /* DG302 */

/* One wish for the levels of some rules; later ones win. */
struct rule_choice {
	struct str rules; /* see rule_matches */
	enum {
		RULE_SELECT, /* on; and all that are not selected are off */
		RULE_IGNORE, /* off */
		RULE_LEVEL,  /* `level` */
	} what;
	enum level level;
};

struct check_options {
	const struct rule_choice *choices; /* over the configuration's */
	size_t nchoices;
	size_t max_per_file; /* findings of one level in a file; 0: all */
	bool docfx;          /* codes and severities of docfx: see docfx.h */
	/*
	 * Called with all findings in order, before any is hidden or left out;
	 * may set diag.hidden. NULL: nobody asks.
	 */
	void (*sift)(void *ctx, const struct docset *s, struct diag *const *p,
		size_t n);
	void *sift_ctx;
	const char *profile; /* its name; NULL: as the docset is */
	bool no_comments;    /* comments hide nothing */
	bool structure_only; /* leave out what compares two languages: it has
	                        to learn from all pairs of the docset first */
};

struct findings {
	/* By path, offset, rule, text. */
	struct diag **p;
	size_t n;
	size_t count[LEVEL_ERROR + 1]; /* by level */
	/* Those that a comment or the baseline hides, in the same order;
	 * they are not counted. */
	struct diag **hidden;
	size_t nhidden;
};

#define CHECK_MAX_PER_FILE 100

/* Made in the docset's arena. False: no worker could be started; errno. */
bool check_docset(const struct docset *s, const struct jobs *jobs,
	const struct check_options *options, struct findings *out);

#endif
