/* `diglot verify SITE`: the folder of a built site, or of several, one for
 * each docset. */
#ifndef DIGLOT_VERIFY_SITE_H
#define DIGLOT_VERIFY_SITE_H

#include "cmd/command.h"

/* False: there is not one argument that is a folder with an index.html, or
 * one that a build made, or with folders that it made. Else the exit status. */
bool verify_site_run(struct invocation *inv, int *status);

#endif
