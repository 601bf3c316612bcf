/* Which files a site has: decided by the parent before anything is made. */
#ifndef DIGLOT_PLAN_H
#define DIGLOT_PLAN_H

#include "site/site.h"

/* Fills outputs and by_page. */
void plan_outputs(struct site *s);

#endif
