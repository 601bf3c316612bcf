/* What a site takes from its pages before it makes them. */
#ifndef DIGLOT_HARVEST_H
#define DIGLOT_HARVEST_H

#include "site/site.h"

/* Makes the files of checklists and search indexes, and adds them to the
 * outputs of a planned site, as the options say. What failed, and errno; NULL
 * if nothing did. */
const char *harvest_make(struct site *s, const struct site_options *o);

#endif
