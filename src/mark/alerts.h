/*
 * The kinds of alerts, `> [!NOTE]`: those of everybody, and those that a
 * docset names besides.
 */
#ifndef DIGLOT_ALERTS_H
#define DIGLOT_ALERTS_H

#include "base/arena.h"
#include "base/str.h"

struct alert_kind {
	struct str name; /* in capitals: letters, digits and '-' */
	struct str look; /* docfx's class for it; "" if it is the name */
};

struct alert_kinds {
	const struct alert_kind *p;
	size_t n;
};

/* NOTE, TIP, IMPORTANT, WARNING, CAUTION. */
extern const struct alert_kinds alerts_common;

/* The kind that a word names, in any case; NULL: none. */
const struct alert_kind *alerts_find(const struct alert_kinds *kinds,
	struct str word);
/* Puts one behind the others, or gives the one of that name its look. False:
 * the word cannot be a name, or there are too many. */
bool alerts_add(struct arena *a, struct alert_kinds *kinds, struct str word,
	struct str look);

/* The key of its title among the texts of the interface: "alert_note". */
struct str alerts_key(struct arena *a, struct str name);
/* What its name says: "Good to know" of GOOD-TO-KNOW. */
struct str alerts_title(struct arena *a, struct str name);

#endif
