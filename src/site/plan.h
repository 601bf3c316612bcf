/* Which files a site has: decided by the parent before anything is made. */
#ifndef DIGLOT_PLAN_H
#define DIGLOT_PLAN_H

#include "site/site.h"

/* Fills outputs and by_page. */
void plan_outputs(struct site *s);
/* Adds n outputs, but for those whose paths are taken. */
void plan_extend(struct site *s, const struct output *more, size_t n);
/*
 * Puts a file into the stage that is not in the plan yet, in any process; not
 * one whose path is taken. The output, an asset, is for plan_extend. False:
 * errno.
 */
bool plan_stage(struct site *s, struct str path, struct str bytes);
struct output plan_staged(struct arena *a, struct str path);

#endif
