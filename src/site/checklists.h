/* Checklists of a site: on its pages, as files, and as an index. */
#ifndef DIGLOT_CHECKLISTS_H
#define DIGLOT_CHECKLISTS_H

#include "site/maker.h"
#include "site/render.h"

/*
 * The checklists of a planned site: begins, reads each file in some worker,
 * and stages its file, then adds these to the outputs. NULL: there are
 * no word lists, so no checklists; a page whose worker died has none.
 */
struct checklists *checklists_begin(struct site *s);
void checklists_read_file(struct checklists *w, struct arena *keep,
	struct arena *scratch, size_t file);
/* False: a file could not be written, errno. */
bool checklists_end(struct checklists *w);

/* Makes the renderer mark what can be ticked. */
void checklists_mark(const struct maker *m, struct render *r);
/* For the templates: {id, total, href, css, js, index_href}; NULL. */
struct value *checklists_page(struct maker *m);
/* All checklists of the locale: a list of {href, title, id, total}. */
struct value *checklists_index(struct maker *m);
/* The parts of the page's HowTo as JSON with commas; "": it has none. */
struct str checklists_howto(const struct maker *m);

#endif
