/*
 * Templates and files of a theme, read and parsed once. A theme is a pile of
 * folders: a file of a later one takes the place of the same file below.
 */
#ifndef DIGLOT_THEME_H
#define DIGLOT_THEME_H

#include "base/map.h"
#include "base/vec.h"
#include "format/template.h"
#include "set/strings.h"

struct asset {
	struct str path; /* in the site: "assets/diglot.1f3c9a27.css" */
	struct str bytes;
	bool staged; /* they are in the stage already, not here */
};

/* A folder of the pile. */
struct theme_folder {
	int dir;         /* open */
	struct str name; /* for messages: "mine" */
};

struct theme_folders {
	const struct theme_folder *p; /* the first is the program's */
	size_t n;
};

/* A file of the theme, the one that is in force. */
struct theme_file {
	struct str path; /* in its folder: "partials/head.tmpl.partial" */
	size_t folder;   /* whose it is */
	size_t below;    /* whose it replaces; equal to folder: nobody's */
	struct str bytes;
	const struct template *template; /* NULL: it is none */
};

struct theme {
	struct arena *a;
	struct theme_folders folders;
	struct map files;     /* path -> struct theme_file * */
	struct map templates; /* name -> struct theme_file * */
	struct map assets;    /* name in public/ -> struct asset * */
	struct strings strings;
	/* what the docset adds to the head of each page */
	VEC(const struct asset *) styles, scripts;
	struct str head;        /* HTML */
	struct value **globals; /* by locale: `__global` of docfx */
};

/*
 * Reads the theme, and the files that the configuration names for the head
 * of each page; puts its words over those of the docset's locales. False:
 * something cannot be read or parsed; the sink says what. Also says what of
 * it has no effect.
 */
bool theme_load(struct arena *a, struct docset *set,
	struct theme_folders folders, struct sink *sink, struct theme *out);

/* Renders template `name` ("page.html.tmpl"). False: there is none, or it
 * went beyond its limits. */
bool theme_render(const struct theme *t, const char *name,
	const struct value *data, struct buf *out);
/* Site path of a file of public/, "" if there is none. */
struct str theme_asset(const struct theme *t, struct str name);

/* ---- theme_check.c ---- */
/* The name by which a template file is asked for; docfx's names of what the
 * theme has under another one are led to that. */
struct str theme_name(struct str path);
/* What of the docset's own folders has no effect, and which words its
 * templates miss. */
void theme_check(const struct theme *t, const struct docset *set,
	const struct value *english, struct sink *sink);

#endif
