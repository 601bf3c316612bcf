/* Settings that several docsets share: the files that `extends` names. */
#ifndef DIGLOT_EXTENDS_H
#define DIGLOT_EXTENDS_H

#include "set/setting.h"

/*
 * Hands `take` the map of each file that the configuration `map`, which
 * stands in the docset's root (dir) under `name`, extends: what a file
 * extends comes before the file, each file once. Relative paths count from
 * the file that names them and stay inside the repository; outside of one,
 * inside the folder that holds the docset.
 */
void extends_read(struct settings *s, int dir, const char *name,
	const struct value *map,
	void (*take)(struct settings *s, const struct value *map));

#endif
