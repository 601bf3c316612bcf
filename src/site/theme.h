/* Templates and files of a theme, read and parsed once. */
#ifndef DIGLOT_THEME_H
#define DIGLOT_THEME_H

#include "base/map.h"
#include "format/template.h"

extern const struct rule rule_theme; /* DG015 */

struct asset {
	struct str path; /* in the site: "assets/diglot.1f3c9a27.css" */
	struct str bytes;
};

struct theme {
	struct map templates; /* name -> struct template * */
	struct map assets;    /* file name -> struct asset * */
};

/*
 * Reads the theme in folder `dir`; files of `own` (-1: none) replace its
 * files. False: something cannot be read or parsed; the sink says what.
 */
bool theme_load(struct arena *a, int dir, int own, struct sink *sink,
	struct theme *out);

/* Renders template `name` ("page.html.tmpl"). False: there is none, or it
 * went beyond its limits. */
bool theme_render(const struct theme *t, const char *name,
	const struct value *data, struct buf *out);
/* Site path of a file of public/, "" if there is none. */
struct str theme_asset(const struct theme *t, struct str name);

#endif
