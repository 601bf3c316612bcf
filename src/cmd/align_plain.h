/* Two plain documents, or two trees of them, for `diglot align`. */
#ifndef DIGLOT_ALIGN_PLAIN_H
#define DIGLOT_ALIGN_PLAIN_H

#include "cmd/command.h"

/* The exit status. */
int align_plain(struct invocation *inv);

bool align_is_folder(struct arena *a, struct str path);
/* The folder that --output names, made with those above it where missing;
 * -1: said. The caller closes it. */
int align_output(struct invocation *inv);

#endif
