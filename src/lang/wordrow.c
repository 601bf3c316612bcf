/*
 * Where to look for a text is found by the rarest of its words, in at most
 * PLACES places; so is what it may have become.
 */
#include "lang/wordrow.h"

#include "lang/half.h"

#define PLACES 64 /* of one word, as far as they are looked at */
#define MOST 64   /* words of a text that are compared with sentences */

/* Likeness of two texts, and what the best must have before the second. */
#define LIKE 0.6
#define AHEAD 0.15

struct posting {
	uint32_t word;
	uint32_t at[PLACES];
	uint32_t n; /* may be more */
};

static struct str name_of(const uint32_t *word)
{
	return str_make((const char *)word, sizeof(*word));
}

static struct words words_in(struct arena *a, struct str raw)
{
	struct words w;
	struct half h;

	half_read(a, raw, &h);
	w = words_of(a, h.text);
	if (w.n > 1 && w.p[0].number) {
		w.p++;
		w.n--;
	}
	return w;
}

/* The row of words as bytes: the key of a text. */
static struct str key_of(struct arena *a, const struct words *w)
{
	uint32_t *p = arena_array(a, uint32_t, w->n + 1);

	for (size_t i = 0; i < w->n; i++)
		p[i] = w->p[i].full;
	return str_make((const char *)p, w->n * sizeof(*p));
}

static void add_word(struct wordrow *r, uint32_t word)
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
	vec_push(r->arena, &r->sentences, (uint32_t)r->from.n - 1);
	vec_push(r->arena, &r->covered, false);
}

void wordrow_add(struct wordrow *r, struct str sentence)
{
	struct words w;
	struct half h;

	half_read(r->arena, sentence, &h);
	w = words_of(r->arena, h.text);
	vec_push(r->arena, &r->from, (uint32_t)r->words.n);
	for (size_t i = 0; i < w.n; i++)
		add_word(r, w.p[i].full);
}

/* ---- texts ------------------------------------------------------- */

static bool stands_at(const struct wordrow *r, const struct words *w, size_t at)
{
	if (at + w->n > r->words.n)
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (r->words.p[at + i] != w->p[i].full)
			return false;
	return true;
}

/* NULL: a word stands nowhere. */
static const struct posting *rarest(const struct wordrow *r,
	const struct words *w, size_t *offset)
{
	const struct posting *best = NULL;

	for (size_t i = 0; i < w->n; i++) {
		const struct posting *p = map_get(&r->places,
			name_of(&w->p[i].full));
		if (!p)
			return NULL;
		if (!best || p->n < best->n) {
			best = p;
			*offset = i;
		}
	}
	return best;
}

bool wordrow_find(struct wordrow *r, struct str text)
{
	struct words w = words_in(r->arena, text);
	size_t offset = 0;
	const struct posting *p = rarest(r, &w, &offset);
	bool found = w.n == 0;

	map_put(r->arena, &r->said, key_of(r->arena, &w), r);
	for (uint32_t k = 0; p && k < p->n && k < PLACES; k++) {
		if (p->at[k] < offset || !stands_at(r, &w, p->at[k] - offset))
			continue;
		memset(r->covered.p + p->at[k] - offset, true, w.n);
		found = true;
	}
	return found;
}

/* ---- what is left over ------------------------------------------- */

static size_t end_of(const struct wordrow *r, size_t sentence)
{
	return sentence + 1 < r->from.n ? r->from.p[sentence + 1] : r->words.n;
}

/* A word that stands in more places than are looked at may be a text's. */
static bool is_said(const struct wordrow *r, size_t sentence)
{
	size_t from = r->from.p[sentence], to = end_of(r, sentence);
	const char *p = (const char *)(r->words.p + from);

	return map_has(&r->said, str_make(p, (to - from) * sizeof(uint32_t)));
}

void wordrow_end(struct wordrow *r)
{
	size_t n = r->from.n + 1;

	r->left = arena_array(r->arena, bool, n);
	r->hits = arena_array(r->arena, uint32_t, n);
	r->last = arena_array(r->arena, uint32_t, n);
	for (size_t i = 0; i < r->from.n; i++) {
		size_t open = 0, to = end_of(r, i);
		for (size_t k = r->from.p[i]; k < to; k++)
			open += !r->covered.p[k];
		r->left[i] = open * 2 > to - r->from.p[i] && !is_said(r, i);
	}
}

/* Counts a word for each sentence that has it, once. */
static void count_word(struct wordrow *r, uint32_t word, uint32_t stamp,
	uint32_t *seen, size_t *nseen)
{
	const struct posting *p = map_get(&r->places, name_of(&word));

	for (uint32_t k = 0; p && k < p->n && k < PLACES; k++) {
		uint32_t s = r->sentences.p[p->at[k]];
		if (!r->left[s] || r->last[s] == stamp)
			continue;
		if (r->hits[s]++ == 0)
			seen[(*nseen)++] = s;
		r->last[s] = stamp;
	}
}

bool wordrow_near(struct wordrow *r, struct str text, size_t *sentence)
{
	struct words w = words_in(r->arena, text);
	uint32_t seen[MOST * PLACES];
	double best = 0, second = 0;
	size_t nseen = 0;

	for (size_t i = 0; i < w.n && i < MOST; i++)
		count_word(r, w.p[i].full, (uint32_t)i + 1, seen, &nseen);
	for (size_t i = 0; i < nseen; i++) {
		size_t n = end_of(r, seen[i]) - r->from.p[seen[i]];
		double like = 2.0 * r->hits[seen[i]] / (double)(n + w.n);
		if (like > best) {
			second = best;
			best = like;
			*sentence = seen[i];
		} else if (like > second) {
			second = like;
		}
		r->hits[seen[i]] = r->last[seen[i]] = 0;
	}
	return best >= LIKE && best >= second + AHEAD;
}
