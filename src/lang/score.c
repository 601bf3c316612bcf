/*
 * Naive Bayes over what occurs. A key that both sides share speaks for the
 * pair by how rare it is; one that only one side has speaks against it by
 * how sure it is to be kept. Words go by the lexicon both ways, and each
 * way counts half.
 */
#include "lang/score.h"

#include <math.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

/* ---- units ------------------------------------------------------- */

static bool is_locale_part(struct str part)
{
	size_t dash = str_find_byte(part, 0, '-');

	if (dash == STR_NONE || dash < 2 || dash > 3 || part.n - dash < 3 ||
		part.n - dash > 8)
		return false;
	for (size_t i = 0; i < part.n; i++)
		if (part.p[i] != '-' && !char_is_alnum(part.p[i]))
			return false;
	return part.n <= 6 || part.n == 10; /* nl-nl, zh-hans, zh-hans-cn */
}

static void add_lower(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\\')
			buf_byte(b, char_lower(s.p[i]));
}

struct str url_core(struct arena *a, struct str url)
{
	size_t scheme = str_find(url, 0, S("://"));
	struct str part, rest = url;
	bool first = true;
	struct buf b;

	buf_init(&b, a);
	if (scheme != STR_NONE && scheme < 8)
		rest = str_skip(url, scheme + 3);
	while (str_cut(&rest, '/', &part)) {
		if (!first && (is_locale_part(part) || part.n == 0))
			continue;
		if (!first)
			buf_byte(&b, '/');
		while (part.n) {
			size_t amp = str_find(part, 0, S("&amp;"));
			add_lower(&b, str_sub(part, 0, amp));
			if (amp != STR_NONE)
				buf_byte(&b, '&');
			part = amp == STR_NONE ? S("")
					       : str_skip(part, amp + 5);
		}
		first = false;
	}
	while (b.n && strchr("/.,;", b.p[b.n - 1]))
		b.n--;
	return buf_str(&b);
}

struct keys {
	struct arena *arena;
	VEC(struct key) v;
};

static void add_key(struct keys *k, enum key_kind kind, uint32_t id)
{
	for (size_t i = k->v.n; i-- > 0 && k->v.n - i < 200;)
		if (k->v.p[i].id == id && k->v.p[i].kind == kind)
			return;
	vec_push(k->arena, &k->v, ((struct key){ id, kind }));
}

static uint32_t kind_id(struct arena *a, char kind, struct str value)
{
	return words_id(str_printf(a, "%c:%.*s", kind, STR_ARG(value)));
}

static void add_code(struct keys *k, const struct code *c)
{
	struct arena *a = k->arena;

	switch (c->kind) {
	case CODE_SPAN:
	case CODE_TOKEN:
		add_key(k, KEY_CODE, kind_id(a, 'c', c->value));
		break;
	case CODE_LINK:
	case CODE_IMAGE:
	case CODE_URL:
		add_key(k, KEY_LINK, kind_id(a, 'l', url_core(a, c->value)));
		break;
	case CODE_STRONG:
		add_key(k, KEY_STRONG, kind_id(a, 'm', S("**")));
		break;
	default:
		break;
	}
}

struct unit unit_of(struct arena *a, const struct half *h)
{
	struct keys k = { .arena = a };
	struct words w = words_of(a, h->text);
	struct unit u = { .length = words_length(str_trim(h->text)) };

	for (size_t i = 0; i < h->ncodes; i++)
		add_code(&k, &h->codes[i]);
	for (size_t i = 0; i < w.n; i++) {
		if (w.p[i].number)
			add_key(&k, KEY_NUMBER, w.p[i].full);
		else if (w.p[i].letters > 1)
			add_key(&k, KEY_WORD, w.p[i].id);
	}
	u.keys = k.v.p;
	u.n = (uint32_t)k.v.n;
	return u;
}

struct lexicon_pair unit_words(struct arena *a, const struct unit *s,
	const struct unit *t)
{
	const struct unit *u[2] = { s, t };
	struct lexicon_pair p = { .n = { 0 } };

	for (int side = 0; side < 2; side++) {
		uint32_t *w = arena_array(a, uint32_t, u[side]->n + 1);
		for (uint32_t i = 0; i < u[side]->n; i++)
			if (u[side]->keys[i].kind == KEY_WORD)
				w[p.n[side]++] = u[side]->keys[i].id;
		p.w[side] = w;
	}
	return p;
}

static bool has_word(const struct unit *u, uint32_t id)
{
	for (uint32_t i = 0; i < u->n; i++)
		if (u->keys[i].id == id)
			return true;
	return false;
}

static bool has_best(const struct unit *u, const struct lexicon_entry *e)
{
	for (uint32_t b = 0; b < e->nbest; b++)
		if (has_word(u, e->best[b]))
			return true;
	return false;
}

double unit_omission(const struct lexicon *l, const struct unit *s,
	const struct unit *t)
{
	double sum = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		const struct key *key = &s->keys[i];
		const struct lexicon_entry *e;
		double p;

		if (key->kind != KEY_WORD && key->kind != KEY_NUMBER)
			continue;
		e = lexicon_find(l, 0, key->id);
		if (!e || e->cover < 0.3f || e->chance > 0.5f)
			continue;
		p = fmin(e->cover, 0.95);
		sum += has_best(t, e) ? log(0.5) : log((1 - p / 2) / (1 - p));
	}
	return sum;
}

/* ---- the scorer -------------------------------------------------- */

/* How sure a key is to be kept by a translator, by kind. */
static const double kept[KEY_KINDS] = {
	[KEY_WORD] = 0.5,
	[KEY_LINK] = 0.95,
	[KEY_CODE] = 0.93,
	[KEY_NUMBER] = 0.9,
	[KEY_STRONG] = 0.8,
};

/* Pairs of the site that weigh as much as the document. */
#define SITE_WEIGHT 8.0
#define LINKS_MAX 512

struct term {
	uint32_t id;
	enum key_kind kind;
	uint32_t df[2];
	float gain, miss[2]; /* of the same key on both sides */
	/* by the lexicon, as a word of that side */
	const struct lexicon_entry *entry[2];
	float lgain[2], lmiss[2];
	uint32_t best[2][LEXICON_BEST]; /* term numbers on the other side */
	uint32_t nbest[2];
	uint32_t *back; /* target terms that this source term is best for */
	uint32_t nback;
	/* of the row in hand, valid if equal to its number */
	uint32_t in_row, in_back, linked;
	uint32_t link; /* first of the links */
	uint32_t seen; /* number of the column's evaluation */
};

struct link {
	uint32_t slot, next; /* next: index + 1 */
};

struct scorer {
	struct arena *arena;
	const struct lexicon *lexicon;
	const struct unit *units[2];
	size_t n[2];
	uint32_t **terms[2]; /* by unit: the keys as term numbers */
	float *base[2];      /* by unit: all keys missing */
	struct term *v;
	size_t nv;
	uint32_t row, at; /* running numbers */
	double row_base;
	struct link links[LINKS_MAX];
	uint32_t nlinks;
	uint32_t *hit; /* by slot: the evaluation that hit it */
	float *slot_gain;
	uint32_t nslots, slots_cap;
};

static double logit(double p, double q)
{
	return log((1 - p) / (1 - q));
}

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

static double chance(const struct scorer *r, uint32_t df, int side)
{
	return fmin((df + 0.5) / ((double)r->n[side] + 1), 0.9);
}

static void weigh_copy(const struct scorer *r, struct term *t)
{
	double a = t->df[0], b = t->df[1], prior = kept[t->kind], p, x, y;

	if (t->kind == KEY_WORD &&
		(t->df[0] == 0 || t->df[1] == 0 || t->entry[0] || t->entry[1]))
		return;
	p = fmin((fmin(a, b) + 2 * prior) / (fmax(a, b) + 2), 0.985);
	x = chance(r, t->df[0], 0);
	y = chance(r, t->df[1], 1);
	t->miss[0] = (float)(0.5 * fmin(logit(p, y), 0));
	t->miss[1] = (float)(0.5 * fmin(logit(p, x), 0));
	if (t->kind == KEY_WORD) {
		t->miss[0] *= 0.5f;
		t->miss[1] *= 0.5f;
	}
	t->gain = (float)(fmax(0.5 * (log(p / x) + log(p / y)), 0)) -
		  t->miss[0] - t->miss[1];
}

static void weigh_lexicon(const struct scorer *r, struct term *t, int side)
{
	const struct lexicon_entry *e = t->entry[side];
	double none = 1, random, here, n = (double)r->n[!side], cover;

	if (!e)
		return;
	for (uint32_t i = 0; i < t->nbest[side]; i++)
		none *= 1 - chance(r, r->v[t->best[side][i]].df[!side], !side);
	here = 1 - none;
	random = (here * n + SITE_WEIGHT * e->chance) / (n + SITE_WEIGHT);
	random = clamp(random, 0.002, 0.9);
	cover = clamp(e->cover, 0.01, 0.95);
	if (cover <= random)
		return;
	t->lmiss[side] = (float)(0.5 * logit(cover, random));
	t->lgain[side] = (float)(0.5 * log(cover / random)) - t->lmiss[side];
}

static uint32_t term_of(struct scorer *r, struct map *m, const struct key *k)
{
	struct str name = { (const char *)&k->id, sizeof(k->id) };
	void **slot = map_slot(r->arena, m, name);

	if (!*slot) {
		r->v[r->nv].id = k->id;
		r->v[r->nv].kind = k->kind;
		*slot = &r->v[r->nv++];
	}
	return (uint32_t)((struct term *)*slot - r->v);
}

static void number_terms(struct scorer *r, struct map *m, int side)
{
	r->terms[side] = arena_array(r->arena, uint32_t *, r->n[side] + 1);
	for (size_t i = 0; i < r->n[side]; i++) {
		const struct unit *u = &r->units[side][i];
		uint32_t *t = arena_array(r->arena, uint32_t, u->n + 1);
		for (uint32_t k = 0; k < u->n; k++) {
			t[k] = term_of(r, m, &u->keys[k]);
			r->v[t[k]].df[side]++;
		}
		r->terms[side][i] = t;
	}
}

static void find_best(struct scorer *r, const struct map *m, struct term *t,
	int side)
{
	const struct lexicon_entry *e = lexicon_find(r->lexicon, side, t->id);

	if (!e || t->kind != KEY_WORD || t->df[side] == 0)
		return;
	t->entry[side] = e;
	for (uint32_t i = 0; i < e->nbest; i++) {
		struct str name = { (const char *)&e->best[i],
			sizeof(e->best[i]) };
		struct term *other = map_get(m, name);
		if (!other || other->df[!side] == 0)
			continue;
		t->best[side][t->nbest[side]++] = (uint32_t)(other - r->v);
	}
}

/* For each source term, the target terms that take it as a translation. */
static void make_back(struct scorer *r)
{
	for (size_t i = 0; i < r->nv; i++)
		for (uint32_t k = 0; k < r->v[i].nbest[1]; k++)
			r->v[r->v[i].best[1][k]].nback++;
	for (size_t i = 0; i < r->nv; i++) {
		r->v[i].back = arena_array(r->arena, uint32_t,
			r->v[i].nback + 1);
		r->v[i].nback = 0;
	}
	for (size_t i = 0; i < r->nv; i++)
		for (uint32_t k = 0; k < r->v[i].nbest[1]; k++) {
			struct term *s = &r->v[r->v[i].best[1][k]];
			s->back[s->nback++] = (uint32_t)i;
		}
}

static void add_bases(struct scorer *r, int side)
{
	r->base[side] = arena_array(r->arena, float, r->n[side] + 1);
	for (size_t i = 0; i < r->n[side]; i++)
		for (uint32_t k = 0; k < r->units[side][i].n; k++) {
			const struct term *t = &r->v[r->terms[side][i][k]];
			r->base[side][i] += t->miss[side] + t->lmiss[side];
		}
}

struct scorer *scorer_new(struct arena *a, const struct unit *s, size_t ns,
	const struct unit *t, size_t nt, const struct lexicon *lexicon)
{
	struct scorer *r = arena_new(a, struct scorer);
	struct map m = { 0 };
	size_t all = 0;

	*r = (struct scorer){ .arena = a,
		.lexicon = lexicon,
		.units = { s, t },
		.n = { ns, nt } };
	for (size_t i = 0; i < ns; i++)
		all += s[i].n;
	for (size_t i = 0; i < nt; i++)
		all += t[i].n;
	r->v = arena_array(a, struct term, all + 1);
	number_terms(r, &m, 0);
	number_terms(r, &m, 1);
	for (size_t i = 0; i < r->nv; i++)
		for (int side = 0; side < 2; side++)
			find_best(r, &m, &r->v[i], side);
	for (size_t i = 0; i < r->nv; i++) {
		weigh_copy(r, &r->v[i]);
		weigh_lexicon(r, &r->v[i], 0);
		weigh_lexicon(r, &r->v[i], 1);
	}
	make_back(r);
	add_bases(r, 0);
	add_bases(r, 1);
	return r;
}

/* A slot for a source term of the row that the lexicon knows. */
static void add_slot(struct scorer *r, struct term *s)
{
	uint32_t slot = r->nslots;

	if (slot == r->slots_cap || s->lgain[0] <= 0)
		return;
	r->hit[slot] = 0;
	r->slot_gain[slot] = s->lgain[0];
	for (uint32_t i = 0; i < s->nbest[0] && r->nlinks < LINKS_MAX; i++) {
		struct term *t = &r->v[s->best[0][i]];
		if (t->linked != r->row)
			t->link = 0;
		t->linked = r->row;
		r->links[r->nlinks++] = (struct link){ slot, t->link };
		t->link = r->nlinks;
	}
	r->nslots++;
}

void scorer_row(struct scorer *r, size_t from, size_t to)
{
	if (!r->hit) {
		r->slots_cap = LINKS_MAX;
		r->hit = arena_array(r->arena, uint32_t, LINKS_MAX);
		r->slot_gain = arena_array(r->arena, float, LINKS_MAX);
	}
	r->row++;
	r->nlinks = r->nslots = 0;
	r->row_base = 0;
	for (size_t i = from; i < to; i++) {
		r->row_base += r->base[0][i];
		for (uint32_t k = 0; k < r->units[0][i].n; k++) {
			struct term *s = &r->v[r->terms[0][i][k]];
			if (s->in_row == r->row)
				continue;
			s->in_row = r->row;
			add_slot(r, s);
			for (uint32_t b = 0; b < s->nback; b++)
				r->v[s->back[b]].in_back = r->row;
		}
	}
}

static double gain(struct scorer *r, struct term *t)
{
	double sum = 0;

	if (t->seen == r->at)
		return 0;
	t->seen = r->at;
	if (t->in_row == r->row)
		sum += t->gain;
	if (t->in_back == r->row)
		sum += t->lgain[1];
	if (t->linked != r->row)
		return sum;
	for (uint32_t l = t->link; l; l = r->links[l - 1].next) {
		uint32_t slot = r->links[l - 1].slot;
		if (r->hit[slot] == r->at)
			continue;
		r->hit[slot] = r->at;
		sum += r->slot_gain[slot];
	}
	return sum;
}

double scorer_at(struct scorer *r, size_t from, size_t to)
{
	double sum = r->row_base;

	r->at++;
	for (size_t j = from; j < to; j++) {
		sum += r->base[1][j];
		for (uint32_t k = 0; k < r->units[1][j].n; k++)
			sum += gain(r, &r->v[r->terms[1][j][k]]);
	}
	return sum;
}
