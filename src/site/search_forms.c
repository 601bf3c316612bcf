/*
 * The different words of all pages of a worker: a docset has far fewer than
 * its pages together. Each word of a text asks here, so that a slot has all
 * that is asked for, and a word of up to 15 bytes, as nearly all are, is its
 * own key.
 */
#include <endian.h>

#include "base/eight.h"
#include "base/hash.h"
#include "site/search.h"

#define SLOTS_MIN 1024
/* of[1] of a longer text is a hash with this bit, which no other has. */
#define LONG (UINT64_C(1) << 63)

/* The first n bytes of eight, the first one lowest. */
static uint64_t first_bytes(const char *p, size_t n)
{
	static const uint64_t masks[] = { 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF,
		0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX };

	return le64toh(eight_at(p)) & masks[n];
}

static size_t slot_of(const struct search_forms *f, struct search_key key)
{
	uint64_t mixed = key.of[0] * UINT64_C(0x9E3779B97F4A7C15) +
			 key.of[1] * UINT64_C(0xC2B2AE3D27D4EB4F);

	return (size_t)(mixed >> 32) & (f->nslots - 1);
}

struct search_key search_forms_key(const struct search_forms *f,
	struct str text)
{
	struct search_key key = { { first_bytes(text.p, 8), 0 } };

	if (text.n < 8)
		key.of[0] = first_bytes(text.p, text.n);
	else if (text.n < 16)
		key.of[1] = first_bytes(text.p + 8, text.n - 8);
	else
		key.of[1] = hash_bytes(text) | LONG;
	if (f->nslots)
		__builtin_prefetch(&f->slots[slot_of(f, key)], 1);
	return key;
}

/* The slot of the text, or the free one where it would go. */
static struct search_met *find_slot(const struct search_forms *f,
	struct search_key key, struct str text)
{
	for (size_t i = slot_of(f, key);; i = (i + 1) & (f->nslots - 1)) {
		struct search_met *m = &f->slots[i];
		if (!m->key.of[0])
			return m;
		if (m->key.of[0] == key.of[0] && m->key.of[1] == key.of[1] &&
			(!(key.of[1] & LONG) ||
				str_eq(f->texts.p[m->form], text)))
			return m;
	}
}

static void grow(struct search_forms *f, struct arena *keep)
{
	const struct search_met *old = f->slots;
	size_t n = f->nslots;

	f->nslots = n ? n * 2 : SLOTS_MIN;
	f->slots = arena_array(keep, struct search_met, f->nslots);
	for (size_t k = 0; k < n; k++)
		if (old[k].key.of[0])
			*find_slot(f, old[k].key,
				f->texts.p[old[k].form]) = old[k];
}

struct search_met *search_forms_meet(struct search_forms *f, struct arena *keep,
	struct search_key key, struct str text)
{
	struct search_met *m;

	if (f->texts.n * 4 >= f->nslots * 3)
		grow(f, keep);
	m = find_slot(f, key, text);
	if (!m->key.of[0]) {
		struct str copy = str_dup(keep, text);
		*m = (struct search_met){ .key = key,
			.form = (uint32_t)f->texts.n };
		vec_push(keep, &f->texts, copy);
	}
	return m;
}
