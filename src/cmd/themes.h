/* The folders that a docset's theme is made of, opened. */
#ifndef DIGLOT_THEMES_H
#define DIGLOT_THEMES_H

#include "cmd/command.h"
#include "site/theme.h"

/*
 * The program's theme, the docset's own ones, and `more` (a folder from the
 * command line, or NULL). False: one cannot be opened, which is said.
 */
bool themes_open(struct invocation *inv, const struct docset *s,
	const char *more, struct theme_folders *out);
void themes_close(struct theme_folders *folders);

/* The style sheet of a page: the program's or the theme's, and what the
 * docset adds to it. `s` may be NULL. False: said. */
bool themes_style(struct invocation *inv, const struct docset *s,
	struct buf *out);

/* What `theme` and `strings` work on: no pages. */
struct themes {
	struct docset set; /* its configuration alone; two locales: English,
	                        and the one that was asked for */
	struct theme theme;
	VEC(struct str) languages; /* of the docset, as configured */
	struct str folder;         /* the docset's own theme, from the current
	                        folder; "" if it has none */
	struct sink sink;          /* what is wrong with the theme */
};

/*
 * The theme of the docset at or above `root` (NULL: the current folder; none
 * there is no fault), and its words in the language `tag`. False: said.
 */
bool themes_load(struct invocation *inv, const char *root, struct str tag,
	struct themes *out);

#endif
