/*
 * Versions: the monikers that a docset defines, ranges of them, and which
 * of them a file is for.
 */
#ifndef DIGLOT_MONIKER_H
#define DIGLOT_MONIKER_H

#include "base/map.h"
#include "set/config.h"

struct moniker {
	struct str name, product;
	double order;
};

/* All of a docset, in the order of the definition. */
struct monikers {
	struct moniker *p;
	size_t n;
	struct map by_name;
};

/* A choice of them: has[i] for monikers.p[i]. */
struct moniker_set {
	bool *has;
	size_t count;
};

void moniker_load(struct arena *a, const struct config *config,
	struct monikers *out);

/*
 * ">= x-1.0 < x-3.0 || y": the monikers that it takes. False: `*unknown`
 * is not defined (or "" where the range cannot be read); *out is empty.
 */
bool moniker_range(struct arena *a, const struct monikers *m, struct str range,
	struct moniker_set *out, struct str *unknown);
bool moniker_meet(const struct moniker_set *x, const struct moniker_set *y,
	const struct monikers *m);
struct moniker_set moniker_both(struct arena *a, const struct moniker_set *x,
	const struct moniker_set *y, const struct monikers *m);
/* "x-1.0 x-2.0" */
struct str moniker_names(struct arena *a, const struct moniker_set *s,
	const struct monikers *m, const char *between);

/* The range that the configuration gives a file; NULL: it is not for
 * versions. */
const struct value *moniker_config_range(struct arena *a,
	const struct config *c, struct str path);

struct moniker_file {
	bool versioned;             /* the configuration gives it a range */
	const struct value *range;  /* of the configuration */
	struct moniker_set config;  /* what that takes */
	const struct value *own;    /* of the file's metadata, or NULL */
	struct moniker_set own_set; /* what that takes */
	struct moniker_set set;     /* what is left in the end */
};

/* What a file is for; meta: its effective metadata. */
struct moniker_file moniker_of(struct arena *a, const struct config *c,
	const struct monikers *m, struct str path, const struct value *meta);

#endif
