/*
 * Expectation and maximization over cells: one for each source and target
 * word that occur in one pair. Which cell a place in a pair belongs to is
 * found once; the rounds then only walk arrays.
 */
#include "lang/lexicon.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 5
#define WORDS_MAX 48                /* of one half; under 256 */
#define CELLS_MAX ((size_t)6 << 20) /* places in all pairs together */
#define NONE UINT32_MAX

/* The words of one side that occur twice or more, numbered. */
struct vocabulary {
	uint32_t *slots, *count; /* by slot: word, pairs that have it */
	uint32_t *number;        /* by slot */
	size_t nslots, n;
	uint32_t *words; /* by number */
	float *seen;     /* by number */
};

struct cell {
	uint32_t s, t;
	float p[2], sum[2]; /* of t given s; of s given t */
};

struct training {
	struct arena scratch;
	const struct lexicon_pair *pairs;
	size_t npairs, step; /* every step-th pair is used */
	struct vocabulary v[2];
	struct cell *cells;
	size_t ncells;
	uint32_t *table; /* slot -> cell */
	size_t ntable;
	uint32_t *places;  /* pair by pair: source words x target words */
	uint8_t *count[2]; /* by pair: how many words of each side have one */
};

static size_t power_above(size_t n)
{
	size_t p = 64;

	while (p < n)
		p *= 2;
	return p;
}

static size_t slot_of(const struct vocabulary *v, uint32_t word)
{
	size_t i = (size_t)(word * 0x9E3779B1u) & (v->nslots - 1);

	while (v->slots[i] && v->slots[i] != word)
		i = (i + 1) & (v->nslots - 1);
	return i;
}

static void count_words(struct training *t, int side)
{
	struct vocabulary *v = &t->v[side];
	size_t all = 0;

	for (size_t i = 0; i < t->npairs; i += t->step)
		all += t->pairs[i].n[side];
	v->nslots = power_above(all * 2);
	v->slots = arena_array(&t->scratch, uint32_t, v->nslots);
	v->count = arena_array(&t->scratch, uint32_t, v->nslots);
	v->number = arena_array(&t->scratch, uint32_t, v->nslots);
	for (size_t i = 0; i < t->npairs; i += t->step)
		for (uint32_t k = 0; k < t->pairs[i].n[side]; k++) {
			size_t slot = slot_of(v, t->pairs[i].w[side][k]);
			v->slots[slot] = t->pairs[i].w[side][k];
			v->count[slot]++;
		}
	v->words = arena_array(&t->scratch, uint32_t, all + 1);
	v->seen = arena_array(&t->scratch, float, all + 1);
	for (size_t i = 0; i < v->nslots; i++) {
		v->number[i] = NONE;
		if (v->count[i] < 2)
			continue;
		v->words[v->n] = v->slots[i];
		v->seen[v->n] = (float)v->count[i];
		v->number[i] = (uint32_t)v->n++;
	}
}

/* The numbers of a half's words that are in the vocabulary. */
static size_t numbers(const struct training *t, size_t pair, int side,
	uint32_t out[WORDS_MAX])
{
	const struct lexicon_pair *p = &t->pairs[pair];
	const struct vocabulary *v = &t->v[side];
	size_t n = 0;

	for (uint32_t k = 0; k < p->n[side] && n < WORDS_MAX; k++) {
		uint32_t number = v->number[slot_of(v, p->w[side][k])];
		if (number != NONE)
			out[n++] = number;
	}
	return n;
}

static uint32_t cell_of(struct training *t, uint32_t s, uint32_t target)
{
	uint64_t key = (uint64_t)s << 32 | target;
	size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) &
		   (t->ntable - 1);

	for (; t->table[i]; i = (i + 1) & (t->ntable - 1)) {
		const struct cell *c = &t->cells[t->table[i] - 1];
		if (c->s == s && c->t == target)
			return t->table[i] - 1;
	}
	t->cells[t->ncells] = (struct cell){ .s = s, .t = target };
	t->table[i] = (uint32_t)++t->ncells;
	return t->table[i] - 1;
}

static void make_cells(struct training *t, size_t all)
{
	uint32_t s[WORDS_MAX], target[WORDS_MAX];
	size_t at = 0;

	t->places = arena_array(&t->scratch, uint32_t, all + 1);
	t->cells = arena_array(&t->scratch, struct cell, all + 1);
	for (int side = 0; side < 2; side++)
		t->count[side] = arena_array(&t->scratch, uint8_t, t->npairs);
	t->ntable = power_above(all * 2);
	t->table = arena_array(&t->scratch, uint32_t, t->ntable);
	for (size_t i = 0; i < t->npairs; i += t->step) {
		size_t ns = numbers(t, i, 0, s), nt = numbers(t, i, 1, target);
		t->count[0][i] = (uint8_t)ns;
		t->count[1][i] = (uint8_t)nt;
		for (size_t k = 0; k < nt; k++)
			for (size_t j = 0; j < ns; j++)
				t->places[at++] = cell_of(t, s[j], target[k]);
	}
}

/* Gives one word's part of a pair to the words that may explain it. */
static void share(struct training *t, const uint32_t *place, size_t n,
	size_t stride, int way)
{
	float all = 1e-4f;

	for (size_t k = 0; k < n; k++)
		all += t->cells[place[k * stride]].p[way];
	for (size_t k = 0; k < n; k++) {
		struct cell *c = &t->cells[place[k * stride]];
		c->sum[way] += c->p[way] / all;
	}
}

static void run_round(struct training *t)
{
	size_t at = 0;

	for (size_t i = 0; i < t->npairs; i += t->step) {
		size_t ns = t->count[0][i], nt = t->count[1][i];
		for (size_t k = 0; k < nt; k++)
			share(t, t->places + at + k * ns, ns, 1, 0);
		for (size_t j = 0; j < ns; j++)
			share(t, t->places + at + j, nt, ns, 1);
		at += ns * nt;
	}
	for (size_t i = 0; i < t->ncells; i++) {
		struct cell *c = &t->cells[i];
		c->p[0] = c->sum[0] / t->v[0].seen[c->s];
		c->p[1] = c->sum[1] / t->v[1].seen[c->t];
		c->sum[0] = c->sum[1] = 0;
	}
}

/* ---- what is kept ------------------------------------------------ */

static struct lexicon_entry *find_slot(const struct lexicon *l, int side,
	uint32_t word)
{
	size_t i = (size_t)(word * 0x9E3779B1u) & (l->nslots[side] - 1);

	while (l->slots[side][i].seen && l->slots[side][i].word != word)
		i = (i + 1) & (l->nslots[side] - 1);
	return &l->slots[side][i];
}

const struct lexicon_entry *lexicon_find(const struct lexicon *l, int side,
	uint32_t word)
{
	const struct lexicon_entry *e;

	if (!l)
		return NULL;
	e = lexicon_find(l->first, side, word);
	if (e || l->nslots[side] == 0)
		return e;
	e = find_slot(l, side, word);
	return e->seen && e->nbest ? e : NULL;
}

static void make_slots(struct arena *keep, struct lexicon *l,
	const struct training *t, int side)
{
	const struct vocabulary *v = &t->v[side];

	l->nslots[side] = power_above(v->n * 2);
	l->slots[side] = arena_array(keep, struct lexicon_entry,
		l->nslots[side]);
	for (size_t i = 0; i < v->n; i++) {
		struct lexicon_entry *e = find_slot(l, side, v->words[i]);
		e->word = v->words[i];
		e->seen = (uint32_t)v->seen[i];
	}
}

/* Keeps the likeliest, likeliest first. `weight` is parallel to best. */
static void offer(struct lexicon_entry *e, float *weight, uint32_t word,
	float p)
{
	uint32_t i = e->nbest;

	if (i == LEXICON_BEST) {
		if (weight[i - 1] >= p)
			return;
		i--;
	} else {
		e->nbest++;
	}
	for (; i > 0 && weight[i - 1] < p; i--) {
		weight[i] = weight[i - 1];
		e->best[i] = e->best[i - 1];
	}
	weight[i] = p;
	e->best[i] = word;
}

static void choose(struct training *t, struct lexicon *l, int side)
{
	float *weights = arena_array(&t->scratch, float,
		l->nslots[side] * LEXICON_BEST);

	for (size_t i = 0; i < t->ncells; i++) {
		const struct cell *c = &t->cells[i];
		uint32_t word = t->v[side].words[side ? c->t : c->s];
		uint32_t other = t->v[!side].words[side ? c->s : c->t];
		struct lexicon_entry *e;
		float back = c->p[!side], p = c->p[side];

		/* Either way must believe in it a little. */
		if (p < 0.1f || (p < 0.25f && back < 0.1f))
			continue;
		e = find_slot(l, side, word);
		offer(e, weights + (e - l->slots[side]) * LEXICON_BEST, other,
			p);
	}
}

static bool has_best(const struct lexicon_entry *e,
	const struct lexicon_pair *p, int side)
{
	for (uint32_t b = 0; b < e->nbest; b++)
		for (uint32_t k = 0; k < p->n[side]; k++)
			if (p->w[side][k] == e->best[b])
				return true;
	return false;
}

static void cover(const struct training *t, struct lexicon *l, int side)
{
	for (size_t i = 0; i < t->npairs; i += t->step) {
		const struct lexicon_pair *p = &t->pairs[i];
		for (uint32_t k = 0; k < p->n[side] && k < WORDS_MAX; k++) {
			struct lexicon_entry *e = find_slot(l, side,
				p->w[side][k]);
			if (e->seen && e->nbest && has_best(e, p, !side))
				e->cover++;
		}
	}
	for (size_t i = 0; i < l->nslots[side]; i++) {
		struct lexicon_entry *e = &l->slots[side][i];
		float none = 1;

		for (uint32_t b = 0; b < e->nbest; b++)
			none *= 1 -
				(float)find_slot(l, !side, e->best[b])->seen /
					(float)(l->npairs + 1);
		e->chance = 1 - none;
		/* What was seen twice fits itself too well. */
		if (e->seen)
			e->cover = (e->cover + 0.5f) / ((float)e->seen + 1.5f);
	}
}

static size_t count_places(const struct training *t)
{
	uint32_t s[WORDS_MAX], target[WORDS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < t->npairs; i += t->step)
		n += numbers(t, i, 0, s) * numbers(t, i, 1, target);
	return n;
}

/* Every pair, or as evenly as the budget allows. */
static size_t step_of(const struct lexicon_pair *p, size_t n)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++) {
		size_t s = p[i].n[0] < WORDS_MAX ? p[i].n[0] : WORDS_MAX;
		size_t t = p[i].n[1] < WORDS_MAX ? p[i].n[1] : WORDS_MAX;
		all += s * t;
	}
	return all / CELLS_MAX + 1;
}

struct lexicon *lexicon_train(struct arena *keep, const struct lexicon_pair *p,
	size_t n)
{
	struct training t = { .pairs = p, .npairs = n };
	struct lexicon *l = arena_new(keep, struct lexicon);

	t.step = step_of(p, n);
	arena_init(&t.scratch);
	count_words(&t, 0);
	count_words(&t, 1);
	make_cells(&t, count_places(&t));
	for (size_t i = 0; i < t.ncells; i++)
		t.cells[i].p[0] = t.cells[i].p[1] = 1;
	for (int i = 0; i < ROUNDS; i++)
		run_round(&t);
	l->npairs = (n + t.step - 1) / t.step;
	for (int side = 0; side < 2; side++)
		make_slots(keep, l, &t, side);
	for (int side = 0; side < 2; side++)
		choose(&t, l, side);
	for (int side = 0; side < 2; side++)
		cover(&t, l, side);
	arena_release(&t.scratch);
	return l;
}
