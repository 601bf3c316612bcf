/*
 * The different words of all pages of a worker: a docset has far fewer than
 * its pages together. Each word of a text asks here, so that a slot has all
 * that is asked for, and a short word, as most are, is its own key.
 */
#include "base/hash.h"
#include "site/search.h"

#define SLOTS_MIN 1024
/* The rest of a key is a hash: no text of up to 7 bytes has this bit. */
#define LONG (UINT64_C(1) << 63)

static uint64_t four(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* The bytes of a short text from the lowest on, without a loop. */
static uint64_t key_of(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t n = text.n;

	if (n > 7)
		return hash_bytes(text) | LONG;
	if (n > 3)
		return four(text.p) | four(text.p + n - 4) << 8 * (n - 4);
	return p[0] | (uint64_t)p[n / 2] << 8 * (n / 2) |
	       (uint64_t)p[n - 1] << 8 * (n - 1);
}

static size_t first_slot(uint64_t key)
{
	return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* The slot of the text, or the free one where it would go. */
static struct search_met *find_slot(const struct search_forms *f, uint64_t key,
	struct str text)
{
	size_t mask = f->nslots - 1;

	for (size_t i = first_slot(key);; i++) {
		struct search_met *m = &f->slots[i & mask];
		if (!m->key)
			return m;
		if (m->key == key &&
			(!(key & LONG) || str_eq(f->texts.p[m->form], text)))
			return m;
	}
}

static void grow(struct search_forms *f, struct arena *keep)
{
	const struct search_met *old = f->slots;
	size_t n = f->nslots;

	f->nslots = n ? n * 2 : SLOTS_MIN;
	f->slots = arena_array(keep, struct search_met, f->nslots);
	for (size_t k = 0; k < n; k++) {
		size_t i = first_slot(old[k].key);
		if (!old[k].key)
			continue;
		while (f->slots[i & (f->nslots - 1)].key)
			i++;
		f->slots[i & (f->nslots - 1)] = old[k];
	}
}

struct search_met *search_forms_meet(struct search_forms *f, struct arena *keep,
	struct str text)
{
	uint64_t key = key_of(text);
	struct search_met *m;

	if (f->texts.n * 4 >= f->nslots * 3)
		grow(f, keep);
	m = find_slot(f, key, text);
	if (!m->key) {
		struct str copy = str_dup(keep, text);
		*m = (struct search_met){ .key = key,
			.form = (uint32_t)f->texts.n };
		vec_push(keep, &f->texts, copy);
	}
	return m;
}
