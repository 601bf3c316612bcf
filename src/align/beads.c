/*
 * Dynamic programming over blocks, in a band around the diagonal. Costs are
 * log-likelihoods: a bead costs what its score does not earn, a gap what
 * gaps are worth in these two documents, which is estimated again after
 * each pass.
 */
#include "align/beads.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "align/beads_inside.h"

#define PASSES 3
#define CELLS_MAX ((size_t)6 << 20) /* of the band */
#define NEVER 1e30f
/* Own beads that are enough to learn words from. */
#define TEACHES 30

struct move {
	unsigned char s, t;
};

struct aligner {
	struct arena *arena;
	const struct blocks *b[2];
	const struct lexicon *lexicon;
	struct length length;
	struct length_chance chance;
	double share[BLOCK_KINDS]; /* of all blocks */
	double gap;                /* how often a block has no partner */
	bool same_kinds;
	size_t band, width;
	float *anchor[3]; /* 1-1, 1-2, 2-1; by row and place in the band */
	struct move *from;
	float *cost;
	struct bead *path; /* of blocks */
	size_t npath;
};

/* ---- scores of blocks -------------------------------------------- */

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

static double kind_score(const struct aligner *g, const struct block *a,
	const struct block *b)
{
	double v;

	if (a->kind != b->kind) {
		if (a->kind == BLOCK_ROW || b->kind == BLOCK_ROW)
			return -7;
		if (a->kind == BLOCK_HEADING || b->kind == BLOCK_HEADING)
			return -5;
		return a->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_PARAGRAPH
			       ? -1
			       : -2.5;
	}
	v = -0.9 * log(fmax(g->share[a->kind], 0.02));
	if (a->kind == BLOCK_HEADING)
		return v + (a->level == b->level ? 0.5 : -2.5);
	if (a->kind == BLOCK_ROW)
		return v - (a->cells == b->cells ? 0 : 3);
	return v - 0.8 * fmin(abs(a->level - b->level), 2) -
	       (a->quotes != b->quotes);
}

/* How much of the bytes the two share, whatever their order. */
static double likeness(struct str a, struct str b)
{
	uint32_t count[256] = { 0 };
	size_t both = 0;

	a = str_sub(a, 0, 1500);
	b = str_sub(b, 0, 1500);
	for (size_t i = 0; i < a.n; i++)
		count[(unsigned char)a.p[i]]++;
	for (size_t i = 0; i < b.n; i++)
		if (count[(unsigned char)b.p[i]]) {
			count[(unsigned char)b.p[i]]--;
			both++;
		}
	return a.n + b.n ? 2.0 * (double)both / (double)(a.n + b.n) : 1;
}

static double fixed_score(const struct block *a, const struct block *b,
	double anchor)
{
	if (a->kind != b->kind)
		return -NEVER;
	if (a->kind == BLOCK_RULE)
		return 0.5;
	if (a->kind == BLOCK_IMAGE)
		return clamp(anchor, -6, 6);
	if (str_eq(a->raw, b->raw))
		return 6;
	return 8 * (likeness(a->raw, b->raw) - 0.75);
}

static double row_score(const struct aligner *g, const struct block *a,
	const struct block *b)
{
	double sum = 0;

	for (uint32_t i = 0; i < a->cells; i++)
		sum += clamp(length_score(&g->length, &g->chance, a->lengths[i],
				     b->lengths[i]),
			-4, 2);
	return clamp(sum, -12, 5);
}

static double pair_score(const struct aligner *g, const struct block *a,
	const struct block *b, double anchor)
{
	double length;

	if (block_is_fixed(a) || block_is_fixed(b))
		return fixed_score(a, b, anchor);
	if (a->kind == BLOCK_ROW && b->kind == BLOCK_ROW &&
		a->cells == b->cells && a->cells > 1)
		length = row_score(g, a, b);
	else
		length = length_score(&g->length, &g->chance, a->unit.length,
			b->unit.length);
	return kind_score(g, a, b) + length + anchor;
}

/* Blocks that may have been cut in two, or run together. */
static bool may_merge(const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_BULLET ||
	       b->kind == BLOCK_NUMBER || b->kind == BLOCK_HTML;
}

static double merge_score(const struct aligner *g, const struct block *a,
	const struct block *b, double s, double t, double anchor)
{
	return kind_score(g, a, b) +
	       length_score(&g->length, &g->chance, s, t) + anchor;
}

/* ---- the band ---------------------------------------------------- */

static size_t low_of(const struct aligner *g, size_t i)
{
	size_t n = g->b[0]->n, m = g->b[1]->n;
	size_t center = n ? i * m / n : 0;

	return center > g->band ? center - g->band : 0;
}

static size_t high_of(const struct aligner *g, size_t i)
{
	size_t n = g->b[0]->n, m = g->b[1]->n;
	size_t center = n ? i * m / n : m;

	return center + g->band < m ? center + g->band : m;
}

/* Where cell (i, j) is; j must be in the band of i. */
static size_t at(const struct aligner *g, size_t i, size_t j)
{
	return i * g->width + (j - low_of(g, i));
}

static bool in_band(const struct aligner *g, size_t i, size_t j)
{
	return j >= low_of(g, i) && j <= high_of(g, i);
}

static void make_band(struct aligner *g)
{
	size_t n = g->b[0]->n, m = g->b[1]->n;
	size_t more = n > m ? n : m, off = n > m ? n - m : m - n;

	g->band = off + 60 > 80 ? off + 60 : 80;
	if (g->band < more * 3 / 10)
		g->band = more * 3 / 10;
	if (g->band > CELLS_MAX / (n + 1) / 2)
		g->band = CELLS_MAX / (n + 1) / 2;
	if (g->band < m / (n + 1) + 2)
		g->band = m / (n + 1) + 2;
	if (g->band > m)
		g->band = m;
	g->width = 2 * g->band + 2;
	for (int k = 0; k < 3; k++)
		g->anchor[k] = arena_array(g->arena, float, (n + 1) * g->width);
	g->from = arena_array(g->arena, struct move, (n + 1) * g->width);
	g->cost = arena_array(g->arena, float, (n + 1) * g->width);
}

static struct unit *units_of(struct arena *a, const struct blocks *b)
{
	struct unit *u = arena_array(a, struct unit, b->n + 1);

	for (size_t i = 0; i < b->n; i++)
		u[i] = b->p[i].unit;
	return u;
}

/* What words and codes say of each cell. */
static void fill_anchors(struct aligner *g)
{
	size_t n = g->b[0]->n;
	struct scorer *r = scorer_new(g->arena, units_of(g->arena, g->b[0]), n,
		units_of(g->arena, g->b[1]), g->b[1]->n, g->lexicon);

	for (size_t i = 1; i <= n; i++) {
		const struct block *a = &g->b[0]->p[i - 1];
		scorer_row(r, i - 1, i);
		for (size_t j = low_of(g, i); j <= high_of(g, i); j++) {
			if (j >= 1)
				g->anchor[0][at(g, i, j)] =
					(float)clamp(scorer_at(r, j - 1, j), -7,
						14);
			if (j >= 2 && may_merge(a) &&
				may_merge(&g->b[1]->p[j - 1]) &&
				may_merge(&g->b[1]->p[j - 2]))
				g->anchor[1][at(g, i, j)] =
					(float)clamp(scorer_at(r, j - 2, j), -7,
						14);
		}
		if (i < 2 || !may_merge(a) || !may_merge(a - 1))
			continue;
		scorer_row(r, i - 2, i);
		for (size_t j = low_of(g, i); j <= high_of(g, i); j++)
			if (j >= 1 && may_merge(&g->b[1]->p[j - 1]))
				g->anchor[2][at(g, i, j)] =
					(float)clamp(scorer_at(r, j - 1, j), -7,
						14);
	}
}

/* ---- the path ---------------------------------------------------- */

static void offer(struct aligner *g, size_t i, size_t j, unsigned s, unsigned t,
	double price)
{
	size_t here = at(g, i, j);
	float cost;

	if (i < s || j < t || !in_band(g, i - s, j - t))
		return;
	cost = g->cost[at(g, i - s, j - t)] + (float)price;
	if (cost >= g->cost[here])
		return;
	g->cost[here] = cost;
	g->from[here] = (struct move){ (unsigned char)s, (unsigned char)t };
}

static void offer_merged(struct aligner *g, size_t i, size_t j, double price)
{
	const struct block *a = g->b[0]->p + i - 1, *b = g->b[1]->p + j - 1;

	if (!may_merge(a) || !may_merge(b))
		return;
	if (j >= 2 && may_merge(b - 1))
		offer(g, i, j, 1, 2,
			price - merge_score(g, a, b - 1, a->unit.length,
					b->unit.length + b[-1].unit.length,
					g->anchor[1][at(g, i, j)]));
	if (i >= 2 && may_merge(a - 1))
		offer(g, i, j, 2, 1,
			price - merge_score(g, a - 1, b,
					a->unit.length + a[-1].unit.length,
					b->unit.length,
					g->anchor[2][at(g, i, j)]));
}

static void run(struct aligner *g)
{
	double gap = -log(g->gap), one = -log(fmax(0.2, 1 - 2 * g->gap));

	for (size_t i = 0; i <= g->b[0]->n; i++)
		for (size_t j = low_of(g, i); j <= high_of(g, i); j++) {
			g->cost[at(g, i, j)] = i || j ? NEVER : 0;
			offer(g, i, j, 1, 0, gap);
			offer(g, i, j, 0, 1, gap);
			if (i == 0 || j == 0)
				continue;
			offer(g, i, j, 1, 1,
				one - pair_score(g, &g->b[0]->p[i - 1],
					      &g->b[1]->p[j - 1],
					      g->anchor[0][at(g, i, j)]));
			offer_merged(g, i, j, one + 4.5);
		}
}

static void trace(struct aligner *g)
{
	size_t i = g->b[0]->n, j = g->b[1]->n, n = 0;

	while (i || j) {
		struct move m = g->from[at(g, i, j)];
		if (m.s + m.t == 0)
			m = (struct move){ i > 0, i == 0 };
		i -= m.s;
		j -= m.t;
		g->path[n++] = (struct bead){ (uint32_t)i, m.s, (uint32_t)j,
			m.t };
	}
	g->npath = n;
	for (size_t k = 0; k < n / 2; k++) {
		struct bead b = g->path[k];
		g->path[k] = g->path[n - 1 - k];
		g->path[n - 1 - k] = b;
	}
}

static bool is_text(const struct block *b)
{
	return !block_is_fixed(b) && b->unit.length > 0;
}

/* One block against one block, both with words. */
static bool is_plain(const struct aligner *g, const struct bead *b)
{
	return b->ns == 1 && b->nt == 1 && is_text(&g->b[0]->p[b->s]) &&
	       is_text(&g->b[1]->p[b->t]);
}

/* Gaps, ratio and spread again, from the path. */
static void estimate(struct aligner *g)
{
	struct length_sample *p = arena_array(g->arena, struct length_sample,
		g->npath + 1);
	size_t n = 0, gaps = 0;

	for (size_t i = 0; i < g->npath; i++) {
		const struct bead *b = &g->path[i];
		gaps += b->ns == 0 || b->nt == 0;
		if (is_plain(g, b))
			p[n++] = (struct length_sample){
				g->b[0]->p[b->s].unit.length,
				g->b[1]->p[b->t].unit.length
			};
	}
	if (!g->same_kinds)
		g->gap = clamp(((double)gaps + 0.2) /
				       (2 * (double)g->npath + 20),
			0.004, 0.12);
	g->length = length_fit(g->arena, p, n, g->length);
	g->length.k = clamp(g->length.k * 1.15, 0.9, 4);
}

/* ---- words from the documents themselves ------------------------- */

static void learn(struct aligner *g)
{
	struct lexicon_pair *p = arena_array(g->arena, struct lexicon_pair,
		g->npath + 1);
	size_t n = 0;

	for (size_t i = 0; i < g->npath; i++)
		if (is_plain(g, &g->path[i]))
			p[n++] = unit_words(g->arena,
				&g->b[0]->p[g->path[i].s].unit,
				&g->b[1]->p[g->path[i].t].unit);
	if (n >= TEACHES)
		g->lexicon = lexicon_train(g->arena, p, n);
}

/* ---- the start --------------------------------------------------- */

static size_t count_kinds(const struct blocks *b, double *share)
{
	for (size_t i = 0; i < b->n; i++)
		share[b->p[i].kind]++;
	return b->n;
}

static bool same_kind(const struct block *a, const struct block *b)
{
	return a->kind == b->kind && a->level == b->level;
}

/* How much the two rows of kinds differ, by what a walk that looks a few
 * blocks ahead can match: 0 is not at all. */
static double difference(const struct blocks *s, const struct blocks *t)
{
	size_t i = 0, j = 0, same = 0;

	while (i < s->n && j < t->n) {
		size_t best = 0;
		for (size_t d = 1;
			d <= 8 && !same_kind(&s->p[i], &t->p[j]) && !best;
			d++) {
			if (i + d < s->n && same_kind(&s->p[i + d], &t->p[j]))
				best = d;
			else if (j + d < t->n &&
				 same_kind(&s->p[i], &t->p[j + d]))
				best = d + 100;
		}
		if (best > 100)
			j += best - 100;
		else
			i += best;
		if (best == 0) {
			same += same_kind(&s->p[i], &t->p[j]);
			i++;
			j++;
		}
	}
	return s->n + t->n ? 1 - 2.0 * (double)same / (double)(s->n + t->n) : 0;
}

static void start(struct aligner *g)
{
	size_t all = count_kinds(g->b[0], g->share) +
		     count_kinds(g->b[1], g->share);
	double off = difference(g->b[0], g->b[1]), s = 1, t = 1;
	uint32_t *lengths = arena_array(g->arena, uint32_t, g->b[1]->n + 1);

	for (int k = 0; k < BLOCK_KINDS && all; k++)
		g->share[k] /= (double)all;
	for (size_t i = 0; i < g->b[0]->n; i++)
		s += g->b[0]->p[i].unit.length;
	for (size_t j = 0; j < g->b[1]->n; j++) {
		lengths[j] = g->b[1]->p[j].unit.length;
		t += lengths[j];
	}
	g->chance = length_chance_of(lengths, g->b[1]->n);
	g->length = (struct length){ clamp(t / s, 0.2, 3), 1.8 };
	g->same_kinds = off == 0;
	g->gap = g->same_kinds ? 1e-4 : clamp(off, 0.004, 0.08);
	g->path = arena_array(g->arena, struct bead,
		g->b[0]->n + g->b[1]->n + 1);
	make_band(g);
}

static void align_blocks(struct aligner *g)
{
	bool own = g->lexicon == NULL;

	start(g);
	fill_anchors(g);
	for (int pass = 0; pass < PASSES; pass++) {
		run(g);
		trace(g);
		estimate(g);
		if (own && pass + 1 < PASSES) {
			learn(g);
			if (g->lexicon)
				fill_anchors(g);
		}
	}
}

static struct beads align_inside(struct aligner *g)
{
	struct beads_inside in = { .b = { g->b[0], g->b[1] },
		.path = g->path,
		.npath = g->npath,
		.length = g->length,
		.lexicon = g->lexicon,
		.gap = g->gap };

	return beads_inside(g->arena, &in);
}

/* Sentences against each other teach words better than blocks do; what the
 * given lexicon knows, it knows better. */
static void learn_sentences(struct aligner *g, const struct beads *b,
	const struct lexicon *given)
{
	struct lexicon_pair *p = arena_array(g->arena, struct lexicon_pair,
		b->n + 1);
	struct lexicon *l;
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i].ns == 1 && b->p[i].nt == 1)
			p[n++] = unit_words(g->arena,
				&g->b[0]->s[b->p[i].s].unit,
				&g->b[1]->s[b->p[i].t].unit);
	if (n < TEACHES)
		return;
	l = lexicon_train(g->arena, p, n);
	l->first = given;
	g->lexicon = l;
	fill_anchors(g);
}

struct beads beads_once(struct arena *a, const struct blocks *s,
	const struct blocks *t, const struct lexicon *lexicon)
{
	struct aligner g = { .arena = a, .b = { s, t }, .lexicon = lexicon };

	align_blocks(&g);
	return align_inside(&g);
}

struct beads beads_of(struct arena *a, const struct blocks *s,
	const struct blocks *t, const struct lexicon *lexicon)
{
	struct aligner g = { .arena = a, .b = { s, t }, .lexicon = lexicon };
	struct beads b;

	align_blocks(&g);
	b = align_inside(&g);
	learn_sentences(&g, &b, lexicon);
	run(&g);
	trace(&g);
	return align_inside(&g);
}
