/*
 * The different words of a page. Each word of a text asks here, so the table
 * is small, keeps hashes, and is made anew for the next page.
 */
#include "base/hash.h"
#include "site/search.h"

#define SLOTS_MIN 1024

struct search_slot {
	uint32_t hash;
	uint32_t met; /* index + 1, 0 is free */
};

static void grow(struct search_forms *f)
{
	const struct search_slot *old = f->slots;
	size_t n = f->nslots;

	f->nslots = n ? n * 2 : SLOTS_MIN;
	f->slots = arena_array(f->a, struct search_slot, f->nslots);
	for (size_t k = 0; k < n; k++) {
		size_t i = old[k].hash;
		if (!old[k].met)
			continue;
		while (f->slots[i & (f->nslots - 1)].met)
			i++;
		f->slots[i & (f->nslots - 1)] = old[k];
	}
}

/* The slot of the text, or the free one where it would go. */
static struct search_slot *find_slot(const struct search_forms *f,
	struct str text, uint32_t hash)
{
	size_t mask = f->nslots - 1, i = hash & mask;

	while (f->slots[i].met &&
		(f->slots[i].hash != hash ||
			!str_eq(f->met.p[f->slots[i].met - 1].text, text)))
		i = (i + 1) & mask;
	return &f->slots[i];
}

uint32_t search_forms_meet(struct search_forms *f, struct str text)
{
	uint32_t hash = (uint32_t)hash_bytes(text);
	struct search_slot *slot;

	if (f->met.n * 2 >= f->nslots)
		grow(f);
	slot = find_slot(f, text, hash);
	if (!slot->met) {
		struct search_met met = { .text = str_dup(f->a, text) };
		vec_push(f->a, &f->met, met);
		*slot = (struct search_slot){ hash, (uint32_t)f->met.n };
	}
	return slot->met - 1;
}
