/* Many pages as one, for a printer: a locale, or a branch of its table of
 * contents. */
#ifndef DIGLOT_PRINT_H
#define DIGLOT_PRINT_H

#include "site/maker.h"

/* More pages than that no browser prints. */
#define PRINT_MAX 1000

/* Adds LOCALE/print.html and LOCALE/print/1-2.html, the place of the branch
 * in its table, to the outputs. */
void print_add(struct site *s);
/* {site_href, branch_href}: where the page is printed with others; NULL:
 * nowhere. */
struct value *print_places(struct maker *m);
/* Sets what print.html.tmpl gets: pages, bilingual. */
void print_fill(struct maker *m, struct value *v);
/* The name of the branch; "": the whole locale. */
struct str print_title(const struct maker *m);

#endif
