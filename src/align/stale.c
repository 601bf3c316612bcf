/*
 * The source page as one row of words; a pair is as it was if its words
 * stand there in a row. Where to look is found by the rarest of them, in
 * few places, so that the time for a page is linear.
 */
#include "align/stale.h"

#include "align/beads_text.h"
#include "base/map.h"

#define PLACES 64 /* of one word, as far as they are looked at */

struct posting {
	uint32_t word;
	uint32_t at[PLACES];
	uint32_t n; /* may be more */
};

struct row {
	struct arena *arena;
	VEC(uint32_t) words; /* struct word.full */
	struct map places;   /* 4 bytes of a word -> struct posting * */
	bool *covered;       /* by word */
	struct map said;     /* 8 bytes of words_key: texts of pairs */
};

static struct str name_of(const uint32_t *word)
{
	return str_make((const char *)word, sizeof(*word));
}

static struct str key_of(const uint64_t *key)
{
	return str_make((const char *)key, sizeof(*key));
}

static struct words seen_words(struct arena *a, struct str raw)
{
	struct half h;

	half_read(a, raw, &h);
	return words_of(a, h.text);
}

/* What the pair says, without the number of a list. */
static struct words pair_words(struct row *r, struct str source)
{
	struct words w;
	struct half h;
	uint64_t *key = arena_new(r->arena, uint64_t);

	half_read(r->arena, source, &h);
	*key = words_key(h.text);
	map_put(r->arena, &r->said, key_of(key), key);
	w = words_of(r->arena, h.text);
	if (w.n > 1 && w.p[0].number) {
		w.p++;
		w.n--;
	}
	return w;
}

static void add_word(struct row *r, uint32_t word)
{
	struct posting *p = map_get(&r->places, name_of(&word));

	if (!p) {
		p = arena_new(r->arena, struct posting);
		p->word = word; /* the map keeps the key's address */
		map_put(r->arena, &r->places, name_of(&p->word), p);
	}
	if (p->n < PLACES)
		p->at[p->n] = (uint32_t)r->words.n;
	p->n++;
	vec_push(r->arena, &r->words, word);
}

static bool stands_at(const struct row *r, const struct words *w, size_t at)
{
	if (at + w->n > r->words.n)
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (r->words.p[at + i] != w->p[i].full)
			return false;
	return true;
}

/* Where the words stand in a row, and covers them. */
static bool find(struct row *r, const struct words *w)
{
	const struct posting *best = NULL;
	size_t offset = 0;
	bool found = false;

	for (size_t i = 0; i < w->n; i++) {
		const struct posting *p = map_get(&r->places,
			name_of(&w->p[i].full));
		if (!p)
			return false;
		if (!best || p->n < best->n) {
			best = p;
			offset = i;
		}
	}
	for (uint32_t k = 0; best && k < best->n && k < PLACES; k++) {
		if (best->at[k] < offset ||
			!stands_at(r, w, best->at[k] - offset))
			continue;
		memset(r->covered + best->at[k] - offset, true, w->n);
		found = true;
	}
	return found || w->n == 0;
}

static void read_row(struct row *r, const struct blocks *b, size_t *from)
{
	for (size_t i = 0; i < b->ns; i++) {
		const struct block *block = &b->p[b->s[i].block];
		struct str raw = str_sub(block->raw, b->s[i].at - block->at,
			b->s[i].end - block->at);
		struct words w = seen_words(r->arena, raw);

		from[i] = r->words.n;
		for (size_t k = 0; k < w.n; k++)
			add_word(r, w.p[k].full);
	}
	from[b->ns] = r->words.n;
	r->covered = arena_array(r->arena, bool, r->words.n + 1);
}

/* A word that stands in more places than are looked at may be a pair's; an
 * element of the page's own is nobody's to translate. */
static bool is_news(const struct row *r, struct str text)
{
	struct half h;
	uint64_t key;

	half_read(r->arena, text, &h);
	key = words_key(h.text);
	return !map_has(&r->said, key_of(&key)) &&
	       !str_starts(text, S(":::")) && !str_starts(text, S("<"));
}

/* Sentences of which most words are in no pair. */
static void list_new(struct arena *a, struct align_page *p, const struct row *r,
	const struct bead_document *d, const size_t *from)
{
	p->fresh = arena_array(a, struct str, d->blocks.ns + 1);
	for (uint32_t i = 0; i < d->blocks.ns; i++) {
		size_t n = from[i + 1] - from[i], open = 0;
		for (size_t k = from[i]; k < from[i + 1]; k++)
			open += !r->covered[k];
		if (open * 2 > n && is_news(r, bead_text(d, i, 1)))
			p->fresh[p->nfresh++] = str_dup(a, bead_text(d, i, 1));
	}
}

void stale_compare(struct arena *a, struct align_page *p, struct str source)
{
	struct arena scratch;
	struct row r = { .arena = &scratch };
	struct bead_document d;
	size_t *from;

	arena_init(&scratch);
	d = bead_document(&scratch, p->path, source);
	from = arena_array(&scratch, size_t, d.blocks.ns + 1);
	read_row(&r, &d.blocks, from);
	for (size_t i = 0; i < p->n; i++) {
		struct words w = pair_words(&r, p->p[i].source);
		if (find(&r, &w))
			continue;
		p->changed++;
		if (p->p[i].status == ALIGN_TRANSLATED)
			p->p[i].status = ALIGN_CHANGED;
	}
	list_new(a, p, &r, &d, from);
	p->compared = true;
	arena_release(&scratch);
}
