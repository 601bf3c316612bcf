/*
 * Open addressing over an array that keeps the order of insertion. The
 * table is at most half full; nothing is ever taken out.
 */
#include "base/map.h"

#include "base/hash.h"

/* The slot that holds key, or the free one where it would go. */
static size_t find_slot(const struct map *m, struct str key)
{
	size_t mask = m->nslots - 1;
	size_t i = (size_t)hash_bytes(key) & mask;

	while (m->slots[i] && !str_eq(m->items[m->slots[i] - 1].key, key))
		i = (i + 1) & mask;
	return i;
}

static void grow(struct arena *a, struct map *m, size_t cap)
{
	m->items = arena_grow(a, m->items, m->cap * sizeof(*m->items),
		cap * sizeof(*m->items));
	m->cap = cap;
	m->nslots = cap * 2;
	m->slots = arena_array(a, uint32_t, m->nslots);
	for (size_t i = 0; i < m->n; i++)
		m->slots[find_slot(m, m->items[i].key)] = (uint32_t)i + 1;
}

void map_reserve(struct arena *a, struct map *m, size_t n)
{
	size_t cap = 8;

	while (cap < n)
		cap *= 2;
	if (cap > m->cap)
		grow(a, m, cap);
}

void **map_slot(struct arena *a, struct map *m, struct str key)
{
	if (m->n == m->cap)
		grow(a, m, m->cap ? m->cap * 2 : 8);
	size_t i = find_slot(m, key);
	if (!m->slots[i]) {
		m->items[m->n] = (struct map_item){ key, NULL };
		m->slots[i] = (uint32_t)++m->n;
	}
	return &m->items[m->slots[i] - 1].value;
}

void map_put(struct arena *a, struct map *m, struct str key, void *value)
{
	*map_slot(a, m, key) = value;
}

static const struct map_item *find(const struct map *m, struct str key)
{
	if (m->n == 0)
		return NULL;
	uint32_t i = m->slots[find_slot(m, key)];
	return i ? &m->items[i - 1] : NULL;
}

void *map_get(const struct map *m, struct str key)
{
	const struct map_item *item = find(m, key);

	return item ? item->value : NULL;
}

bool map_has(const struct map *m, struct str key)
{
	return find(m, key) != NULL;
}
