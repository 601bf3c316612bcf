/*
 * The level of each rule in each file: what the command line says goes
 * before diglot.yml's overrides, these before its rules, these before the
 * profile, and that before the rule's own.
 */
#ifndef DIGLOT_LEVELS_H
#define DIGLOT_LEVELS_H

#include "check/check.h"

struct levels {
	const struct docset *set;
	enum level *of;    /* by rule */
	enum level **over; /* by override and rule; LEVELS_UNSET: not its */
};

#define LEVELS_UNSET ((enum level)(LEVEL_ERROR + 1))

/* Made in the docset's arena. */
struct levels levels_settle(const struct docset *s,
	const struct check_options *o, bool localized);
/* Rule by its index; any file id. */
enum level levels_at(const struct levels *l, size_t rule, uint32_t file);
/* Is the rule on in any file? */
bool levels_any(const struct levels *l, size_t rule);
/* Gives a finding that no check has settled the level that the configuration
 * says; of several names of its rule, its group and its tag the last one
 * counts. False: it is off. */
bool levels_settle_one(const struct config *c, struct diag *d);
/* Adds a finding for each rule and option that the configuration names and
 * that does not exist. */
void levels_unknown(const struct docset *s, struct sink *sink);

/* What diglot's profiles are called, NULL-ended. */
extern const char *const levels_profiles[];

#endif
