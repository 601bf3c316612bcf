/*
 * Dynamic programming over the sentences of each bead of blocks; rows of
 * tables go cell by cell.
 */
#include "align/beads_inside.h"

#include <math.h>

#include "base/vec.h"

#define NEVER 1e30f

struct move {
	unsigned char s, t;
};

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

#define INNER_MAX 400

struct inner {
	struct arena *arena;
	const struct beads_inside *g;
	struct scorer *scorer;
	const struct piece_of_text *p[2];
	struct length_chance chance;
	double gap;
	VEC(struct bead) out;
};

static const struct {
	unsigned char s, t;
	double price;
} moves[] = { { 1, 1, 0.1 }, { 2, 1, 3.4 }, { 1, 2, 3.4 }, { 2, 2, 6.5 },
	{ 3, 1, 6 }, { 1, 3, 6 } };

#define MOVES (sizeof(moves) / sizeof(*moves))

static double sum_of(const struct piece_of_text *p, size_t from, size_t n)
{
	double sum = 0;

	for (size_t i = from; i < from + n; i++)
		sum += p[i].unit.length;
	return sum;
}

static void add(struct inner *in, size_t s, size_t ns, size_t t, size_t nt)
{
	vec_push(in->arena, &in->out,
		((struct bead){ (uint32_t)s, (uint32_t)ns, (uint32_t)t,
			(uint32_t)nt }));
}

static void add_gaps(struct inner *in, const struct bead *b)
{
	for (uint32_t i = 0; i < b->ns; i++)
		add(in, b->s + i, 1, b->t, 0);
	for (uint32_t j = 0; j < b->nt; j++)
		add(in, b->s + b->ns, 0, b->t + j, 1);
}

struct cell {
	float cost;
	struct move from;
};

static void offer_cell(struct cell *c, double cost, unsigned s, unsigned t)
{
	if (cost >= c->cost)
		return;
	c->cost = (float)cost;
	c->from = (struct move){ (unsigned char)s, (unsigned char)t };
}

/* All beads that end with the i-th source sentence. */
static void fill_row(struct inner *in, const struct bead *b, struct cell *c,
	size_t i, double gap)
{
	size_t width = b->nt + 1;

	for (size_t j = 0; j < width; j++) {
		struct cell *here = &c[i * width + j];
		if (i)
			offer_cell(here, here[-(ptrdiff_t)width].cost + gap, 1,
				0);
	}
	for (size_t s = 1; s <= 3 && s <= i; s++) {
		scorer_row(in->scorer, b->s + i - s, b->s + i);
		for (size_t k = 0; k < MOVES; k++)
			for (size_t j = moves[k].t; j < width; j++) {
				size_t t = moves[k].t;
				const struct cell *old =
					&c[(i - s) * width + j - t];
				if (moves[k].s != s)
					break;
				double score = clamp(scorer_at(in->scorer,
							     b->t + j - t,
							     b->t + j),
					-7, 14);
				score += length_score(&in->g->length,
					&in->chance,
					sum_of(in->p[0], b->s + i - s, s),
					sum_of(in->p[1], b->t + j - t, t));
				offer_cell(&c[i * width + j],
					old->cost + moves[k].price - score,
					(unsigned)s, (unsigned)t);
			}
	}
	for (size_t j = 1; j < width; j++) {
		struct cell *here = &c[i * width + j];
		offer_cell(here, here[-1].cost + gap, 0, 1);
	}
}

static void trace_inner(struct inner *in, const struct bead *b,
	const struct cell *c)
{
	size_t i = b->ns, j = b->nt, first = in->out.n, last;

	while (i || j) {
		struct move m = c[i * (b->nt + 1) + j].from;
		i -= m.s;
		j -= m.t;
		add(in, b->s + i, m.s, b->t + j, m.t);
	}
	for (last = in->out.n; first + 1 < last; first++) {
		struct bead x = in->out.p[first];
		in->out.p[first] = in->out.p[--last];
		in->out.p[last] = x;
	}
}

/* The sentences of b against each other. */
static void align_group(struct inner *in, const struct bead *b)
{
	struct arena scratch;
	struct cell *c;
	double gap = b->ns == b->nt ? in->gap + 2.5 : in->gap;
	size_t n = ((size_t)b->ns + 1) * ((size_t)b->nt + 1);

	if (b->ns == 1 && b->nt == 1) {
		add(in, b->s, 1, b->t, 1);
		return;
	}
	if (!b->ns || !b->nt || b->ns > INNER_MAX || b->nt > INNER_MAX) {
		add_gaps(in, b);
		return;
	}
	arena_init(&scratch);
	c = arena_array(&scratch, struct cell, n);
	for (size_t k = 1; k < n; k++)
		c[k].cost = NEVER;
	for (size_t i = 0; i <= b->ns; i++)
		fill_row(in, b, c, i, gap);
	trace_inner(in, b, c);
	arena_release(&scratch);
}

/* Sentences [from, to) of `all` that are in a cell. */
static void in_cell(const struct piece_of_text *p, const struct block *b,
	uint32_t cell, uint32_t *from, uint32_t *n)
{
	*n = 0;
	*from = b->s;
	for (uint32_t i = b->s; i < b->s + b->ns; i++) {
		if (p[i].cell < cell)
			*from = i + 1;
		*n += p[i].cell == cell;
	}
}

static void align_rows(struct inner *in, const struct block *a,
	const struct block *b)
{
	for (uint32_t k = 0; k < a->cells; k++) {
		struct bead group;
		in_cell(in->p[0], a, k, &group.s, &group.ns);
		in_cell(in->p[1], b, k, &group.t, &group.nt);
		align_group(in, &group);
	}
}

static void align_bead(struct inner *in, const struct bead *b)
{
	const struct block *s = in->g->b[0]->p + b->s;
	const struct block *t = in->g->b[1]->p + b->t;
	struct bead group = { 0 };

	if (b->ns == 1 && b->nt == 1 && s->kind == BLOCK_ROW &&
		t->kind == BLOCK_ROW && s->cells == t->cells) {
		align_rows(in, s, t);
		return;
	}
	group.s = b->ns ? s->s : 0;
	group.t = b->nt ? t->s : 0;
	for (uint32_t i = 0; i < b->ns; i++)
		group.ns += s[i].ns;
	for (uint32_t i = 0; i < b->nt; i++)
		group.nt += t[i].ns;
	align_group(in, &group);
}

static struct unit *sentence_units(struct arena *a, const struct blocks *b)
{
	struct unit *u = arena_array(a, struct unit, b->ns + 1);

	for (size_t i = 0; i < b->ns; i++)
		u[i] = b->s[i].unit;
	return u;
}

struct beads beads_inside(struct arena *a, const struct beads_inside *g)
{
	const struct blocks *s = g->b[0], *t = g->b[1];
	struct inner in = { .arena = a, .g = g, .p = { s->s, t->s } };
	uint32_t *lengths = arena_array(a, uint32_t, t->ns + 1);

	for (size_t j = 0; j < t->ns; j++)
		lengths[j] = t->s[j].unit.length;
	in.chance = length_chance_of(lengths, t->ns);
	in.scorer = scorer_new(a, sentence_units(a, s), s->ns,
		sentence_units(a, t), t->ns, g->lexicon);
	in.gap = -log(clamp(g->gap, 0.006, 0.05));
	for (size_t i = 0; i < g->npath; i++)
		align_bead(&in, &g->path[i]);
	return (struct beads){ in.out.p, in.out.n };
}
