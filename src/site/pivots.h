/*
 * Zones with pivots: parts of a page between which its reader chooses by
 * radio buttons. Each pivot of a page has a number; zone and button share it.
 */
#ifndef DIGLOT_PIVOTS_H
#define DIGLOT_PIVOTS_H

#include "site/maker.h"
#include "site/render.h"

/* `<div class="zone pivot p1 p3" ...>`; false: n is no zone with pivots. */
bool pivots_open_zone(struct render *r, const struct node *n);
/* "pivot p1 p3" for what stands in such a zone, or "". */
struct str pivots_class(const struct maker *m, const struct node *n);
/* {items: list of {group, label, label_lang, names_lang, alone, items: list
 * of {number, pivot, name, checked}}} once the body is made; NULL: there is
 * nothing to choose. */
struct value *pivots_choice(struct maker *m);

#endif
