/*
 * A hash map from text to pointers that keeps the order of insertion.
 * Keys are slices that must outlive the map; output walks items[0..n), so
 * that it never depends on the hash.
 */
#ifndef DIGLOT_MAP_H
#define DIGLOT_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_item {
	struct str key;
	void *value;
};

struct map {
	struct map_item *items;
	size_t n, cap;
	uint32_t *slots; /* index + 1 into items, 0 is free */
	size_t nslots;   /* a power of two */
};

/* A zeroed struct map is an empty map. NULL when there is no such key. */
void *map_get(const struct map *m, struct str key);
bool map_has(const struct map *m, struct str key);
/* Sets or replaces. */
void map_put(struct arena *a, struct map *m, struct str key, void *value);
/* Makes room for n items: who knows how many come spares moving them. */
void map_reserve(struct arena *a, struct map *m, size_t n);
/* The value slot of key, made (NULL) if it is not there. */
void **map_slot(struct arena *a, struct map *m, struct str key);

#endif
