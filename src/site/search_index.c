/*
 * The words of all pages of a locale into terms with postings. Forms of one
 * stem share their postings, so that the browser needs no stemmer: one form
 * is the home of the group, the others lead to it.
 */
#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>

#include "site/search.h"

/* Weights, found with one half of the queries of tests/search. */
#define TITLE 6.
#define HEADING 2.5
#define OTHER .5 /* words of the other half of a bilingual page */

/* BM25's parameters, of headings and of what stands below them. */
struct bm25 {
	double k1, b;
};
static const struct bm25 in_head = { .5, .3 }, in_body = { 1.2, .5 };

/* A term in more units than these is no help in finding one: the best. */
#define POSTINGS_MAX 6000

struct posting {
	uint32_t unit; /* of the index */
	uint16_t head[2], body[2];
	float weight;
};

struct term {
	struct str form;
	uint32_t count[2]; /* by language */
	VEC(struct posting) postings;
	struct term *home; /* itself, or another form of its stem */
	struct term *next; /* of the same home */
	struct str data;
};

struct indexer {
	struct search_index *x;
	struct arena *a;
	struct map terms; /* form -> struct term * */
	struct term **sorted;
	uint32_t nunits;
	uint32_t (*head)[2], (*body)[2]; /* lengths of units */
	bool *first;                     /* by unit: the top of a page */
	double mean_head[2], mean_body[2];
	double scale; /* the highest weight */
};

/* ---- gathering --------------------------------------------------- */

static struct term *term_of(struct indexer *in, struct str form)
{
	void **slot = map_slot(in->a, &in->terms, form);

	if (!*slot) {
		struct term *t = arena_new(in->a, struct term);
		t->form = form;
		t->home = t;
		*slot = t;
	}
	return *slot;
}

static void gather_words(struct indexer *in, const struct search_entry *e,
	uint32_t base)
{
	const struct search_doc *d = e->doc;
	struct term **terms = arena_array(in->a, struct term *, d->forms.n + 1);

	for (size_t i = 0; i < d->forms.n; i++)
		terms[i] = term_of(in, d->forms.p[i]);
	for (size_t i = 0; i < d->words.n; i++) {
		const struct search_word *w = &d->words.p[i];
		struct term *t = terms[w->form];
		struct posting p = { .unit = base + w->unit };
		for (int c = 0; c < 2; c++) {
			p.head[c] = w->head[c];
			p.body[c] = w->body[c];
			t->count[e->language[c]] += (uint32_t)w->head[c] +
						    w->body[c];
		}
		vec_push(in->a, &t->postings, p);
	}
}

static void gather_lengths(struct indexer *in)
{
	uint32_t u = 0;

	for (size_t i = 0; i < in->x->n; i++)
		in->nunits += (uint32_t)in->x->entries[i].doc->units.n;
	in->head = arena_alloc(in->a, sizeof(*in->head) * (in->nunits + 1));
	in->body = arena_alloc(in->a, sizeof(*in->body) * (in->nunits + 1));
	in->first = arena_array(in->a, bool, in->nunits + 1);
	for (size_t i = 0; i < in->x->n; i++) {
		const struct search_doc *d = in->x->entries[i].doc;
		in->first[u] = true;
		for (size_t k = 0; k < d->units.n; k++, u++)
			for (int c = 0; c < 2; c++) {
				in->head[u][c] = d->units.p[k].head[c];
				in->body[u][c] = d->units.p[k].body[c];
				in->mean_head[c] += in->head[u][c];
				in->mean_body[c] += in->body[u][c];
			}
	}
	for (int c = 0; c < 2; c++) {
		in->mean_head[c] = in->mean_head[c] / (in->nunits + 1.) + 1;
		in->mean_body[c] = in->mean_body[c] / (in->nunits + 1.) + 1;
	}
}

static void gather(struct indexer *in)
{
	uint32_t base = 0;

	gather_lengths(in);
	for (size_t i = 0; i < in->x->n; i++) {
		gather_words(in, &in->x->entries[i], base);
		base += (uint32_t)in->x->entries[i].doc->units.n;
	}
}

/* ---- order ------------------------------------------------------- */

/* JavaScript compares UTF-16: there what needs a surrogate pair comes before
 * U+E000 to U+FFFF. */
static int rank(char c)
{
	unsigned char u = (unsigned char)c;

	return u == 0xEE || u == 0xEF ? u + 0x10 : u;
}

static int by_form(const void *x, const void *y)
{
	struct str a = (*(struct term *const *)x)->form;
	struct str b = (*(struct term *const *)y)->form;
	size_t i = 0;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	if (i == a.n || i == b.n)
		return (a.n > b.n) - (a.n < b.n);
	return rank(a.p[i]) - rank(b.p[i]);
}

static void sort_terms(struct indexer *in)
{
	in->sorted = arena_array(in->a, struct term *, in->terms.n + 1);
	for (size_t i = 0; i < in->terms.n; i++)
		in->sorted[i] = in->terms.items[i].value;
	qsort(in->sorted, in->terms.n, sizeof(*in->sorted), by_form);
}

/* ---- stems ------------------------------------------------------- */

static struct sb_stemmer *open_stemmer(struct indexer *in, struct str tag)
{
	size_t dash = str_find_byte(tag, 0, '-');
	struct str language = dash == STR_NONE ? tag : str_sub(tag, 0, dash);

	if (str_eq(language, S("nb")) || str_eq(language, S("nn")))
		language = S("no");
	return sb_stemmer_new(str_z(in->a, language), "UTF_8");
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (char_is_digit(s.p[i]))
			return true;
	return false;
}

/* The first form of a stem is the home of those that follow. */
static void join(struct indexer *in, struct map *stems, struct term *t,
	struct str stem)
{
	void **slot = map_slot(in->a, stems, stem);
	struct term *home = *slot;

	if (!home) {
		*slot = t;
		return;
	}
	t->home = home;
	t->next = home->next;
	home->next = t;
}

static void group(struct indexer *in)
{
	struct map stems[2] = { { 0 }, { 0 } };
	struct sb_stemmer *stemmer[2];

	for (int l = 0; l < 2; l++)
		stemmer[l] = open_stemmer(in, in->x->tags[l]);
	for (size_t i = 0; i < in->terms.n; i++) {
		struct term *t = in->sorted[i];
		int l = t->count[1] > t->count[0];
		if (!stemmer[l] || has_digit(t->form))
			continue;
		const sb_symbol *p = sb_stemmer_stem(stemmer[l],
			(const sb_symbol *)t->form.p, (int)t->form.n);
		if (p)
			join(in, &stems[l], t,
				str_dup(in->a,
					str_make((const char *)p,
						(size_t)sb_stemmer_length(
							stemmer[l]))));
	}
	for (int l = 0; l < 2; l++)
		if (stemmer[l])
			sb_stemmer_delete(stemmer[l]);
}

/* ---- weights ----------------------------------------------------- */

static int by_unit(const void *x, const void *y)
{
	const struct posting *a = x, *b = y;

	return (a->unit > b->unit) - (a->unit < b->unit);
}

static int by_weight(const void *x, const void *y)
{
	const struct posting *a = x, *b = y;

	if (a->weight != b->weight)
		return a->weight < b->weight ? 1 : -1;
	return by_unit(x, y);
}

/* The postings of all forms of a home, those of one unit as one. */
static void merge(struct indexer *in, struct term *home)
{
	size_t n = 0;

	for (struct term *t = home->next; t; t = t->next)
		for (size_t i = 0; i < t->postings.n; i++)
			vec_push(in->a, &home->postings, t->postings.p[i]);
	struct posting *p = home->postings.p;
	qsort(p, home->postings.n, sizeof(*p), by_unit);
	for (size_t i = 1; i < home->postings.n; i++) {
		if (p[i].unit != p[n].unit) {
			p[++n] = p[i];
			continue;
		}
		for (int c = 0; c < 2; c++) {
			p[n].head[c] = (uint16_t)(p[n].head[c] + p[i].head[c]);
			p[n].body[c] = (uint16_t)(p[n].body[c] + p[i].body[c]);
		}
	}
	home->postings.n = n + 1;
}

/* BM25's part of one field. */
static double saturate(const struct bm25 *p, double count, double length,
	double mean)
{
	return count * (p->k1 + 1) /
	       (count + p->k1 * (1 - p->b + p->b * length / mean));
}

static double weigh(const struct indexer *in, const struct posting *p)
{
	double sum = 0;

	for (int c = 0; c < 2; c++) {
		double head = saturate(&in_head, p->head[c],
			in->head[p->unit][c], in->mean_head[c]);
		double body = saturate(&in_body, p->body[c],
			in->body[p->unit][c], in->mean_body[c]);
		sum += (c ? OTHER : 1) *
		       ((in->first[p->unit] ? TITLE : HEADING) * head + body);
	}
	return sum;
}

static void weigh_term(struct indexer *in, struct term *t)
{
	size_t df;

	if (t->next)
		merge(in, t);
	df = t->postings.n;
	double rare = log(
		1 + ((double)in->nunits - (double)df + .5) / ((double)df + .5));
	for (size_t i = 0; i < df; i++) {
		struct posting *p = &t->postings.p[i];
		p->weight = (float)(rare * weigh(in, p));
		if (p->weight > in->scale)
			in->scale = p->weight;
	}
	if (df > POSTINGS_MAX) {
		qsort(t->postings.p, df, sizeof(*t->postings.p), by_weight);
		t->postings.n = POSTINGS_MAX;
		qsort(t->postings.p, POSTINGS_MAX, sizeof(*t->postings.p),
			by_unit);
	}
}

/* ---- lines ------------------------------------------------------- */

static struct str postings_text(struct indexer *in, const struct term *t)
{
	struct buf b;
	uint32_t before = 0;

	buf_init(&b, in->a);
	buf_reserve(&b, t->postings.n * 3);
	for (size_t i = 0; i < t->postings.n; i++) {
		const struct posting *p = &t->postings.p[i];
		int q = (int)(63 * sqrt((double)p->weight / in->scale) + .5);
		search_put_number(&b, p->unit - before);
		buf_byte(&b, search_digits[q]);
		before = p->unit;
	}
	return buf_str(&b);
}

static struct search_line line_of(struct indexer *in, const struct term *t)
{
	struct search_line l = { .form = t->form };

	l.data = t->home == t ? postings_text(in, t)
			      : str_cat(in->a, S("="), t->home->form);
	return l;
}

void search_put_words(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct indexer in = { .x = x, .a = scratch, .scale = 1e-9 };
	struct search_line *lines;

	gather(&in);
	sort_terms(&in);
	group(&in);
	for (size_t i = 0; i < in.terms.n; i++)
		if (in.sorted[i]->home == in.sorted[i])
			weigh_term(&in, in.sorted[i]);
	lines = arena_array(scratch, struct search_line, in.terms.n + 1);
	for (size_t i = 0; i < in.terms.n; i++)
		lines[i] = line_of(&in, in.sorted[i]);
	search_put_terms(x, keep, scratch, lines, in.terms.n);
	x->scale = in.scale;
}
