/* `diglot verify SITE`: the folder of a built site, or of several, one for
 * each docset. */
#ifndef DIGLOT_VERIFY_SITE_H
#define DIGLOT_VERIFY_SITE_H

#include "cmd/command.h"

/* Is there one argument, a folder with an index.html, or with folders that a
 * build made? */
bool verify_site_given(const struct invocation *inv);
/* The exit status. */
int verify_site_run(struct invocation *inv);

#endif
