/*
 * The words of all pages of a locale into terms with postings. Forms of one
 * stem share their postings, so that the browser needs no stemmer: one form
 * is the home of the group, the others lead to it.
 */
#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>

#include "site/search.h"
#include "site/tokens.h"

/*
 * Weights, found with one half of the queries of tests/search. A word counts
 * the less the more often it has come (BM25's k1). The length of a section
 * makes no difference to how well it is found, that of a heading does.
 */
#define TITLE 6.
#define HEADING 5.
#define OTHER .5 /* words of the other half of a bilingual page */
#define HEAD_K1 .5
#define HEAD_B .3
#define BODY_K1 1.2

/* Four steps double a weight; the least is half of a word in a text. */
#define STEPS 4
#define LEAST .5
#define LEVELS 32
#define PLAIN 32

struct term {
	/* What each posting asks for lies together. */
	struct search_posting *postings;
	uint32_t n, room;  /* for postings: of a home, all forms' */
	struct term *home; /* itself, or another form of its stem */
	struct str form, plain;
	uint64_t key;      /* of its order: the first letters */
	uint32_t count[2]; /* by language */
	uint32_t units, place;
};

/* What a form of a worker is in this index. */
struct use {
	struct term *term; /* later its home */
	uint32_t words, count[2];
};

/* The forms of a worker. */
struct table {
	const struct search_forms *forms;
	struct use *uses;
};

struct indexer {
	struct search_index *x;
	struct arena *a;
	VEC(struct table) tables;
	struct use **uses; /* by entry: those of its table */
	struct map terms;  /* form -> struct term * */
	struct term **sorted;
	uint32_t nunits;
	uint32_t (*head)[2]; /* words of headings, by unit */
	bool *first;         /* by unit: the top of a page */
	double mean_head[2];
	size_t levels[LEVELS]; /* how many postings have it */
	uint8_t rank[LEVELS];
	/* 1 + the level of a word that comes so often, and in no heading. */
	uint8_t plain[PLAIN][PLAIN];
};

/* ---- gathering --------------------------------------------------- */

static size_t words_of(const struct search_doc *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nunits; i++)
		n += d->units[i].nwords;
	return n;
}

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

/* There are as many tables as workers. */
static struct use *uses_of(struct indexer *in, const struct search_forms *forms)
{
	struct table t = { .forms = forms };

	for (size_t i = 0; i < in->tables.n; i++)
		if (in->tables.p[i].forms == forms)
			return in->tables.p[i].uses;
	t.uses = arena_array(in->a, struct use, forms->texts.n);
	vec_push(in->a, &in->tables, t);
	return t.uses;
}

static void count_words(struct indexer *in, size_t i)
{
	const struct search_entry *e = &in->x->entries[i];
	const struct search_word *w = e->doc->words;
	struct use *uses = uses_of(in, e->doc->forms);

	in->uses[i] = uses;
	for (size_t n = words_of(e->doc); n > 0; n--, w++) {
		struct use *u = &uses[w->form];
		u->words++;
		for (int c = 0; c < 2; c++)
			u->count[e->language[c]] +=
				(uint32_t)w->counts.head[c] + w->counts.body[c];
	}
}

static void make_terms(struct indexer *in, const struct table *t)
{
	for (size_t i = 0; i < t->forms->texts.n; i++) {
		struct use *u = &t->uses[i];
		if (u->words == 0)
			continue;
		u->term = term_of(in, t->forms->texts.p[i]);
		u->term->room += u->words;
		for (int c = 0; c < 2; c++)
			u->term->count[c] += u->count[c];
	}
}

static void gather_lengths(struct indexer *in)
{
	uint32_t u = 0;

	for (size_t i = 0; i < in->x->n; i++)
		in->nunits += (uint32_t)in->x->entries[i].doc->nunits;
	in->head = arena_alloc(in->a, sizeof(*in->head) * (in->nunits + 1));
	in->first = arena_array(in->a, bool, in->nunits + 1);
	for (size_t i = 0; i < in->x->n; i++) {
		const struct search_doc *d = in->x->entries[i].doc;
		in->first[u] = true;
		for (size_t k = 0; k < d->nunits; k++, u++)
			for (int c = 0; c < 2; c++) {
				in->head[u][c] = d->units[k].head[c];
				in->mean_head[c] += in->head[u][c];
			}
	}
	for (int c = 0; c < 2; c++)
		in->mean_head[c] = in->mean_head[c] / (in->nunits + 1.) + 1;
}

static void gather(struct indexer *in)
{
	gather_lengths(in);
	in->uses = arena_array(in->a, struct use *, in->x->n + 1);
	for (size_t i = 0; i < in->x->n; i++)
		count_words(in, i);
	/* Workers meet nearly the same words. */
	for (size_t i = 0; i < in->tables.n; i++)
		map_reserve(in->a, &in->terms, in->tables.p[i].forms->texts.n);
	for (size_t i = 0; i < in->tables.n; i++)
		make_terms(in, &in->tables.p[i]);
}

/* ---- order ------------------------------------------------------- */

/* JavaScript compares UTF-16: there what needs a surrogate pair comes before
 * U+E000 to U+FFFF. */
static int rank(char c)
{
	unsigned char u = (unsigned char)c;

	return u == 0xEE || u == 0xEF ? u + 0x10 : u;
}

/* The first bytes of a form by their ranks; no form has a byte 0. */
static uint64_t key_of(struct str form)
{
	uint64_t key = 0;

	for (size_t i = 0; i < sizeof(key); i++)
		key = key << 8 | (i < form.n ? (unsigned)rank(form.p[i]) : 0);
	return key;
}

static int order(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	if (i == a.n || i == b.n)
		return (a.n > b.n) - (a.n < b.n);
	return rank(a.p[i]) - rank(b.p[i]);
}

/* Forms that differ in their marks alone are neighbours. */
static int by_form(const void *x, const void *y)
{
	const struct term *s = *(struct term *const *)x;
	const struct term *t = *(struct term *const *)y;
	int plain;

	if (s->key != t->key)
		return s->key < t->key ? -1 : 1;
	plain = order(s->plain, t->plain);
	return plain ? plain : order(s->form, t->form);
}

static void sort_terms(struct indexer *in)
{
	in->sorted = arena_array(in->a, struct term *, in->terms.n + 1);
	for (size_t i = 0; i < in->terms.n; i++) {
		struct term *t = in->terms.items[i].value;
		t->plain = tokens_plain(in->a, t->form);
		t->key = key_of(t->plain);
		in->sorted[i] = t;
	}
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
}

static void group(struct indexer *in)
{
	struct map stems[2] = { { 0 }, { 0 } };
	struct sb_stemmer *stemmer[2];

	for (int l = 0; l < 2; l++) {
		stemmer[l] = open_stemmer(in, in->x->tags[l]);
		map_reserve(in->a, &stems[l], in->terms.n / 2);
	}
	in->x->stems = stemmer[0] != NULL;
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

/* ---- postings ---------------------------------------------------- */

static void make_room(struct indexer *in)
{
	struct search_posting *room;
	size_t n = 0;

	for (size_t i = 0; i < in->terms.n; i++) {
		struct term *t = in->sorted[i];
		n += t->room;
		if (t->home != t)
			t->home->room += t->room;
	}
	room = arena_room(in->a, sizeof(*room) * (n + 1));
	for (size_t i = 0; i < in->terms.n; i++) {
		struct term *t = in->sorted[i];
		if (t->home != t)
			continue;
		t->postings = room;
		room += t->room;
	}
}

static uint8_t add_counts(uint8_t a, uint8_t b)
{
	return (uint8_t)(a + b < UINT8_MAX ? a + b : UINT8_MAX);
}

/* Words come in the order of their units: those of one unit are one. */
static void add_posting(struct term *home, uint32_t unit,
	const struct search_word *w)
{
	struct search_posting *p = &home->postings[home->n];
	struct search_counts *sum;

	if (home->n == 0 || p[-1].unit != unit) {
		*p = (struct search_posting){ unit, { w->counts } };
		home->n++;
		return;
	}
	sum = &p[-1].as.counts;
	for (int c = 0; c < 2; c++) {
		sum->head[c] = add_counts(sum->head[c], w->counts.head[c]);
		sum->body[c] = add_counts(sum->body[c], w->counts.body[c]);
	}
}

static void go_home(struct indexer *in)
{
	for (size_t i = 0; i < in->tables.n; i++) {
		const struct table *t = &in->tables.p[i];
		for (size_t k = 0; k < t->forms->texts.n; k++)
			if (t->uses[k].term)
				t->uses[k].term = t->uses[k].term->home;
	}
}

/* The postings of all forms of a stem at their home. */
static void add_postings(struct indexer *in)
{
	uint32_t unit = 0;

	make_room(in);
	go_home(in);
	for (size_t i = 0; i < in->x->n; i++) {
		const struct search_doc *d = in->x->entries[i].doc;
		const struct search_word *w = d->words;
		for (size_t u = 0; u < d->nunits; u++, unit++)
			for (size_t k = d->units[u].nwords; k > 0; k--, w++)
				add_posting(in->uses[i][w->form].term, unit, w);
	}
}

/* ---- weights ----------------------------------------------------- */

static int by_unit(const void *x, const void *y)
{
	const struct search_posting *a = x, *b = y;

	return (a->unit > b->unit) - (a->unit < b->unit);
}

static int by_level(const void *x, const void *y)
{
	const struct search_posting *a = x, *b = y;

	if (a->as.level != b->as.level)
		return a->as.level < b->as.level ? 1 : -1;
	return by_unit(x, y);
}

static double saturate(double count, double k1, double length)
{
	return count * (k1 + 1) / (count + k1 * length);
}

static uint8_t compute_level(const struct indexer *in,
	const struct search_posting *p)
{
	const struct search_counts *n = &p->as.counts;
	double sum = 0;
	int level;

	for (int c = 0; c < 2; c++) {
		double length = in->head[p->unit][c] / in->mean_head[c];
		double head = saturate(n->head[c], HEAD_K1,
			1 - HEAD_B + HEAD_B * length);
		double body = saturate(n->body[c], BODY_K1, 1);
		sum += (c ? OTHER : 1) *
		       ((in->first[p->unit] ? TITLE : HEADING) * head + body);
	}
	level = (int)lround(STEPS * log2(sum / LEAST));
	return (uint8_t)(level < 0 ? 0 : level < LEVELS ? level : LEVELS - 1);
}

/* Most words come a few times and in no heading. */
static uint8_t level_of(struct indexer *in, const struct search_posting *p)
{
	const struct search_counts *n = &p->as.counts;
	uint8_t *known;

	if (n->head[0] || n->head[1] || n->body[0] >= PLAIN ||
		n->body[1] >= PLAIN)
		return compute_level(in, p);
	known = &in->plain[n->body[0]][n->body[1]];
	if (!*known)
		*known = (uint8_t)(compute_level(in, p) + 1);
	return (uint8_t)(*known - 1);
}

static void weigh_term(struct indexer *in, struct term *t)
{
	struct search_posting *p = t->postings;

	t->units = t->n;
	for (size_t i = 0; i < t->n; i++)
		p[i].as.level = level_of(in, &p[i]);
	if (t->units > SEARCH_POSTINGS_MAX) {
		qsort(p, t->units, sizeof(*p), by_level);
		t->n = SEARCH_POSTINGS_MAX;
		qsort(p, SEARCH_POSTINGS_MAX, sizeof(*p), by_unit);
	}
	for (size_t i = 0; i < t->n; i++)
		in->levels[p[i].as.level]++;
}

/* The levels, the commonest first: the client knows them by rank. */
static void rank_levels(struct indexer *in, struct arena *keep)
{
	size_t *count = in->levels;
	struct buf levels;

	buf_init(&levels, keep);
	for (uint8_t rank = 0; rank < LEVELS; rank++) {
		size_t most = 0;
		for (size_t l = 1; l < LEVELS; l++)
			if (count[l] > count[most])
				most = l;
		if (count[most] == 0)
			break;
		in->rank[most] = rank;
		count[most] = 0;
		search_put_number(&levels, (uint32_t)most);
	}
	in->x->levels = buf_str(&levels);
}

/* ---- what is written --------------------------------------------- */

static void put_terms(const struct indexer *in, struct arena *keep)
{
	struct search_terms *w = search_terms_begin(in->x, in->rank, keep,
		in->a);

	for (size_t i = 0; i < in->terms.n; i++) {
		const struct term *t = in->sorted[i];
		const struct search_term out = { .form = t->form,
			.plain = t->plain,
			.back = t->place - t->home->place,
			.units = t->units,
			.postings = t->postings,
			.n = t->n };
		search_terms_put(w, &out);
	}
	search_terms_end(w);
}

void search_put_words(struct search_index *x, struct arena *keep,
	struct arena *scratch)
{
	struct indexer in = { .x = x, .a = scratch };

	gather(&in);
	sort_terms(&in);
	group(&in);
	add_postings(&in);
	for (size_t i = 0; i < in.terms.n; i++) {
		in.sorted[i]->place = (uint32_t)i;
		if (in.sorted[i]->home == in.sorted[i])
			weigh_term(&in, in.sorted[i]);
	}
	rank_levels(&in, keep);
	x->nunits = in.nunits;
	put_terms(&in, keep);
}
