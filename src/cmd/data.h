/* The folders that come with the program: themes/ and locales/. */
#ifndef DIGLOT_DATA_H
#define DIGLOT_DATA_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Opens the folder `name`; *path is its path. It is looked for in
 * DIGLOT_DATA if that is set, else beside the program: where it is
 * installed, then where it is built. -1: not there; an error line says so.
 */
int data_open(struct arena *a, const char *name, struct str *path);

#endif
