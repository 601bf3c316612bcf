/* What a site takes from its pages before it makes them. */
#ifndef DIGLOT_HARVEST_H
#define DIGLOT_HARVEST_H

#include "site/site.h"

/* Adds the checklists and the search indexes to the outputs of a planned
 * site, as the options say. False: no worker could be started, errno. */
bool harvest_make(struct site *s, const struct site_options *o);

#endif
