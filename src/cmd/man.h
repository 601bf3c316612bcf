/* Man pages out of the tables of commands, options, keys and rules. */
#ifndef DIGLOT_MAN_H
#define DIGLOT_MAN_H

#include "base/buf.h"
#include "cmd/command.h"

/*
 * Writes a page by the name of its file: "diglot.1", "diglot-check.1" and
 * the like, "diglot.yml.5", "diglot-rules.7". "": the names of all pages, a
 * line each. False: there is no such page.
 */
bool man_write(struct buf *out, struct str name);

#endif
