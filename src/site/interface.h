/*
 * The interface in other languages than the page's locale: a script with the
 * strings of each language, that interface.js puts in the place of others.
 */
#ifndef DIGLOT_INTERFACE_H
#define DIGLOT_INTERFACE_H

#include "site/maker.h"

/* Adds the scripts to the outputs: of the site's languages, and of the
 * source language. None where that makes but one. */
void interface_add(struct site *s, struct sink *sink);
/* {scripts, items: list of {tag, own_dir, name}}; NULL: there is no choice.
 * `scripts` is "TAG=ADDRESS ...", the first the program's: "=ADDRESS". */
struct value *interface_choice(struct maker *m);

#endif
