/*
 * Do the two halves belong together? By their lengths, and by what they
 * share with each other against what they share with their neighbours.
 */
#include "check/pairs.h"

#include <math.h>

#include "lang/score.h"

const struct rule rule_pair_length = {
	.id = "DG909",
	.name = "pair-length-ratio",
	.level = LEVEL_OFF,
	.review = LEVEL_WARNING,
	.learned = true,
	.title = "the translation is much shorter or longer than usual",
	.why = "a part of the sentence is missing, or something was added",
	.fix = "compare the two texts to their ends",
};

const struct rule rule_pair_misaligned = {
	.id = "DG913",
	.name = "pair-misaligned",
	.level = LEVEL_OFF,
	.review = LEVEL_WARNING,
	.learned = true,
	.title = "the translation belongs to another source text",
	.why = "the two languages say different things at this place",
	.fix = "put each translation to its own source text",
};

const struct rule rule_pair_unrelated = {
	.id = "DG925",
	.name = "pair-unrelated",
	.level = LEVEL_OFF,
	.review = LEVEL_WARNING,
	.learned = true,
	.title = "the translation shares nothing with its source text",
	.why = "the two languages say different things at this place",
	.fix = "compare the two; translate the text again if they do not "
	       "belong "
	       "together",
};

#define NEAR 2
/* Code points under which a half says too little. */
#define SHORT 15
/* ln of the odds that two halves changed places. */
#define SWAPPED 3.0
/* and that one has nothing to do with the other */
#define UNRELATED (-3.0)
#define SURELY (-15.0)
/* and that one is cut off */
#define CUT 5.0
/* the same where its last sign is lost */
#define CUT_OPEN 4.0

struct fit {
	const struct pair_check *k;
	struct unit *s, *t;
	struct scorer *scorer;
	struct length_chance chance;
	double *score;  /* n rows of 2 NEAR + 1 */
	double *shared; /* the part of score(i, i) without the lengths */
	bool *said;
};

static double *score_of(const struct fit *f, size_t i, size_t j)
{
	return &f->score[i * (2 * NEAR + 1) + (j + NEAR - i)];
}

static void fill(struct fit *f)
{
	for (size_t i = 0; i < f->k->n; i++) {
		scorer_row(f->scorer, i, i + 1);
		f->shared[i] = scorer_at(f->scorer, i, i + 1);
		for (size_t j = i > NEAR ? i - NEAR : 0;
			j <= i + NEAR && j < f->k->n; j++)
			*score_of(f, i, j) = scorer_at(f->scorer, j, j + 1) +
					     length_score(&f->k->m->length,
						     &f->chance, f->s[i].length,
						     f->t[j].length);
	}
}

static bool is_long(const struct fit *f, size_t i)
{
	return f->s[i].length >= SHORT && f->t[i].length > 0;
}

/* With its markup: an image or a link says enough by its target. */
static bool may_swap(const struct fit *f, size_t i)
{
	return f->k->p[i].s.raw.n >= SHORT && f->t[i].length > 0;
}

static bool is_swapped(const struct fit *f, size_t i, size_t j)
{
	return *score_of(f, i, j) + *score_of(f, j, i) - *score_of(f, i, i) -
		       *score_of(f, j, j) >
	       SWAPPED;
}

static void find_swaps(struct fit *f)
{
	const struct pair_check *k = f->k;

	for (size_t i = 0; i < k->n; i++)
		for (size_t j = i + 1; j <= i + NEAR && j < k->n; j++) {
			if (!may_swap(f, i) || !may_swap(f, j) ||
				!is_swapped(f, i, j))
				continue;
			for (int n = 0; n < 2; n++) {
				size_t at = n ? j : i, other = n ? i : j;
				if (f->said[at])
					continue;
				f->said[at] = true;
				diag_add(k->c->sink, &rule_pair_misaligned,
					pair_whole(k, &k->p[at]),
					"the translation seems to belong to "
					"'%.*s'",
					STR_ARG(k->p[other].pair->id));
			}
		}
}

/* The site says it like this at other places, too. */
static bool is_usual(const struct pair_check *k, const struct pair_text *p)
{
	return lang_usual_of(k->m, words_key(p->s.text), words_key(p->t.text)) >
	       2;
}

/* "Title (translation)": the title is kept and explained. */
static bool is_explained(const struct pair_text *p)
{
	struct str s = str_trim(p->s.text), t = str_trim(p->t.text);

	return str_starts(t, s) &&
	       str_starts(str_trim_left(str_skip(t, s.n)), S("("));
}

/* The site has it for another source text. */
static bool is_taken(const struct pair_check *k, const struct pair_text *p)
{
	return lang_is_taken(k->m, words_key(p->s.text), words_key(p->t.text));
}

/* Where the site has the text as another's translation, less will do. */
static bool is_unrelated(const struct fit *f, size_t i, bool taken)
{
	double score = *score_of(f, i, i);

	return taken ? score < UNRELATED / 6 && f->shared[i] < 0
		     : score <= UNRELATED && f->shared[i] <= UNRELATED / 2;
}

static void find_unrelated(struct fit *f)
{
	const struct pair_check *k = f->k;

	for (size_t i = 0; i < k->n; i++) {
		bool taken = is_taken(k, &k->p[i]);
		struct diag *d;
		if (f->said[i] || !is_long(f, i) ||
			!is_unrelated(f, i, taken) || is_usual(k, &k->p[i]))
			continue;
		f->said[i] = true;
		d = diag_add(k->c->sink, &rule_pair_unrelated,
			pair_whole(k, &k->p[i]),
			"the translation does not seem to belong to the source "
			"text");
		pair_unsure(d, *score_of(f, i, i) > SURELY && !taken);
	}
}

/* ---- length ------------------------------------------------------ */

/* The odds that the end of the sentence was lost. */
static double lost_end(const struct fit *f, size_t i)
{
	const struct lang_model *m = f->k->m;
	enum ending s = lang_ending(f->k->p[i].s.text);
	enum ending t = lang_ending(f->k->p[i].t.text);
	double all = 0;

	if (s == ENDING_NONE || s == ENDING_OTHER ||
		(t != ENDING_NONE && t != ENDING_COMMA) || s == t)
		return 0;
	for (int k = 0; k < ENDINGS; k++)
		all += m->endings[s][k];
	return fmin(-log((m->endings[s][t] + 1.0) / (all + 5)), 5);
}

/*
 * A half that was cut: short, with no end, and without the words for a
 * part of the source. No sign of these alone is enough.
 */
static bool is_cut(const struct fit *f, size_t i, double z)
{
	double cut, sum, end = lost_end(f, i);

	if (f->s[i].length < 2 * SHORT || z > (end < 3 ? -1.5 : -0.7))
		return false;
	/* How much better half the usual length explains it. */
	cut = length_z(&f->k->m->length, f->s[i].length * 0.5, f->t[i].length);
	sum = fmin(0.5 * (z * z - cut * cut), 5) + end +
	      fmax(fmin(unit_omission(f->k->m->lexicon, &f->s[i], &f->t[i]), 6),
		      -6);
	return sum > (end < 2 ? CUT : CUT_OPEN);
}

static void check_length(const struct fit *f, size_t i)
{
	const struct length *l = &f->k->m->length;
	const struct pair_text *p = &f->k->p[i];
	double s = f->s[i].length, t = f->t[i].length;
	double z = length_z(l, s, t), off = fabs(t - l->c * s);
	struct diag *d;

	if (s == 0 || t == 0 || is_usual(f->k, p) || is_explained(p))
		return;
	if (is_cut(f, i, z)) {
		d = diag_add(f->k->c->sink, &rule_pair_length,
			pair_whole(f->k, p),
			"a part of the source text seems to be missing");
		/* A sentence that ends may be a short one. */
		pair_unsure(d, lost_end(f, i) < 2);
	} else if (fabs(z) > 4.5 && off >= 12) {
		d = diag_add(f->k->c->sink, &rule_pair_length,
			pair_whole(f->k, p),
			"the translation has %.0f %% of the usual length",
			100 * t / (l->c * s));
		pair_unsure(d, z > 0 || z > -7);
	}
}

void pairs_fit(const struct pair_check *k)
{
	struct arena *a = k->c->scratch;
	struct fit f = { .k = k };
	uint32_t *lengths = arena_array(a, uint32_t, k->n + 1);

	f.s = arena_array(a, struct unit, k->n + 1);
	f.t = arena_array(a, struct unit, k->n + 1);
	f.said = arena_array(a, bool, k->n + 1);
	f.shared = arena_array(a, double, k->n + 1);
	f.score = arena_array(a, double, (k->n + 1) * (2 * NEAR + 1));
	for (size_t i = 0; i < k->n; i++) {
		f.s[i] = unit_of(a, &k->p[i].s);
		f.t[i] = unit_of(a, &k->p[i].t);
		lengths[i] = f.t[i].length;
	}
	f.chance = length_chance_of(lengths, k->n);
	f.scorer = scorer_new(a, f.s, k->n, f.t, k->n, k->m->lexicon);
	fill(&f);
	find_swaps(&f);
	find_unrelated(&f);
	for (size_t i = 0; i < k->n; i++)
		if (!f.said[i])
			check_length(&f, i);
}
