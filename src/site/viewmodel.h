/*
 * What a template gets besides the default theme's own names: a docset's
 * styles and scripts, its metadata, and docfx's names; and all of it as JSON
 * for those who write a theme.
 */
#ifndef DIGLOT_VIEWMODEL_H
#define DIGLOT_VIEWMODEL_H

#include "site/maker.h"

/* Adds those names to the values of an output. */
void viewmodel_finish(struct maker *m, struct value *v);

/* Adds to the outputs, for each that a template makes, "PATH.view.json". */
void viewmodel_plan(struct site *s);
/* The output that such a file is about. */
const struct output *viewmodel_of(const struct site *s,
	const struct output *view);
void viewmodel_write(const struct value *v, const char *template,
	struct buf *out);

#endif
