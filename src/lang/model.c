/* Samples of pages into one model. */
#include "lang/model.h"

#include <stdlib.h>

#define SAMPLE_WORDS 64
#define SAMPLE_BOLD 16

/* ---- samples ----------------------------------------------------- */

static bool has(const uint32_t *p, uint32_t n, uint32_t word)
{
	for (uint32_t i = 0; i < n; i++)
		if (p[i] == word)
			return true;
	return false;
}

static void add_rows(struct arena *keep, const struct words *w, int side,
	struct lang_sample *out)
{
	uint32_t row[SAMPLE_WORDS] = { 0 }, n = 0;

	for (size_t i = 1; i < w->n && n < SAMPLE_WORDS; i++) {
		uint32_t id = words_row(&w->p[i - 1], &w->p[i]);
		if (!w->p[i].solid && !w->p[i - 1].solid && !has(row, n, id))
			row[n++] = id;
	}
	out->row[side] = arena_array(keep, uint32_t, n + 1);
	memcpy(out->row[side], row, n * sizeof(*row));
	out->nrow[side] = n;
}

static void add_words(struct arena *keep, struct arena *scratch,
	const struct half *h, int side, struct lang_sample *out)
{
	struct words w = words_of(scratch, h->text);
	uint32_t ids[SAMPLE_WORDS] = { 0 }, full[SAMPLE_WORDS] = { 0 };
	uint32_t n = 0, *p;

	add_rows(keep, &w, side, out);
	for (size_t i = 0; i < w.n && n < SAMPLE_WORDS; i++) {
		if ((w.p[i].letters < 2 && !w.p[i].number) ||
			has(full, n, w.p[i].full))
			continue;
		ids[n] = w.p[i].id;
		full[n++] = w.p[i].full;
	}
	p = arena_array(keep, uint32_t, n * 2 + 1);
	memcpy(p, ids, n * sizeof(*p));
	memcpy(p + n, full, n * sizeof(*p));
	out->words.w[side] = p;
	out->words.n[side] = n;
	out->full[side] = p + n;
	if (side == 0)
		out->nwords = (uint32_t)w.n;
}

/* By what begins the line. */
unsigned char lang_place(struct str bytes, size_t at)
{
	size_t line = at;

	while (line > 0 && bytes.p[line - 1] != '\n' && at - line < 4096)
		line--;
	while (line < at && (bytes.p[line] == ' ' || bytes.p[line] == '>'))
		line++;
	if (bytes.p[line] == '#')
		return 1;
	return bytes.p[line] == '|' ? 2 : 0;
}

static void add_bold(struct arena *keep, const struct half *s,
	const struct half *t, struct lang_sample *out)
{
	uint32_t keys[SAMPLE_BOLD];
	size_t lost;

	out->nbold = (unsigned char)bold_keys(s, keys, SAMPLE_BOLD);
	out->bold = arena_array(keep, uint32_t, out->nbold + 1);
	memcpy(out->bold, keys, out->nbold * sizeof(*keys));
	out->fate = (unsigned char)bold_fate(s, t, &lost);
	out->leads = bold_leads(s);
}

static void read_sample(struct arena *keep, struct arena *scratch,
	struct str bytes, const struct pair *p, struct lang_sample *out,
	struct letters letters[2])
{
	struct half s, t;

	half_read(scratch, str_sub(bytes, p->s, p->s_end), &s);
	half_read(scratch, str_sub(bytes, p->t, p->t_end), &t);
	add_words(keep, scratch, &s, 0, out);
	add_words(keep, scratch, &t, 1, out);
	add_bold(keep, &s, &t, out);
	out->target = t.raw;
	out->key[0] = words_key(s.text);
	out->key[1] = words_key(t.text);
	out->length.s = words_length(str_trim(s.text));
	out->length.t = words_length(str_trim(t.text));
	out->ending[0] = (unsigned char)lang_ending(s.text);
	out->ending[1] = (unsigned char)lang_ending(t.text);
	out->place = lang_place(bytes, p->at);
	if (out->key[0] == out->key[1])
		return;
	letters_add(&letters[0], s.text);
	letters_add(&letters[1], t.text);
}

void lang_count(struct arena *keep, struct arena *scratch, struct str bytes,
	const struct pairs *pairs, struct lang_page *out,
	struct letters letters[2])
{
	out->n = pairs->n;
	out->p = arena_array(keep, struct lang_sample, pairs->n + 1);
	for (size_t i = 0; i < pairs->n; i++)
		read_sample(keep, scratch, bytes, &pairs->p[i], &out->p[i],
			letters);
}

/* ---- learning ---------------------------------------------------- */

struct learning {
	struct lang_model *m;
	struct arena scratch;
	struct lang_sample **p; /* all */
	size_t n;
	struct lang_sample **distinct; /* what is said often teaches once */
	size_t ndistinct;
};

static bool is_translated(const struct lang_sample *p)
{
	return p->key[0] != p->key[1] && p->length.t > 0;
}

static void gather(struct learning *l, struct lang_page *const *pages,
	size_t npages)
{
	size_t n = 0;

	for (size_t i = 0; i < npages; i++)
		n += pages[i]->n;
	l->p = arena_array(&l->scratch, struct lang_sample *, n + 1);
	for (size_t i = 0; i < npages; i++)
		for (size_t k = 0; k < pages[i]->n; k++) {
			pages[i]->p[k].order = (uint32_t)l->n;
			l->p[l->n++] = &pages[i]->p[k];
		}
	l->m->npairs = n;
}

static int by_key(const void *x, const void *y)
{
	const struct lang_sample *a = *(struct lang_sample *const *)x;
	const struct lang_sample *b = *(struct lang_sample *const *)y;

	for (int side = 0; side < 2; side++)
		if (a->key[side] != b->key[side])
			return a->key[side] < b->key[side] ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void find_distinct(struct learning *l)
{
	struct lang_sample **p = arena_array(&l->scratch, struct lang_sample *,
		l->n + 1);
	size_t n = 0, m = 0;

	for (size_t i = 0; i < l->n; i++)
		if (is_translated(l->p[i]))
			p[n++] = l->p[i];
	if (n > 1)
		qsort(p, n, sizeof(*p), by_key);
	for (size_t i = 0; i < n; i++)
		if (m == 0 || p[i]->key[0] != p[m - 1]->key[0] ||
			p[i]->key[1] != p[m - 1]->key[1])
			p[m++] = p[i];
	l->distinct = p;
	l->ndistinct = m;
}

static void learn_words(struct learning *l, struct arena *keep)
{
	size_t n = l->ndistinct;
	struct lexicon_pair *pairs = arena_array(&l->scratch,
		struct lexicon_pair, n + 1);
	struct length_sample *lengths = arena_array(&l->scratch,
		struct length_sample, n + 1);

	for (size_t i = 0; i < n; i++) {
		pairs[i] = l->distinct[i]->words;
		lengths[i] = l->distinct[i]->length;
	}
	l->m->lexicon = lexicon_train(keep, pairs, n);
	l->m->length = length_fit(&l->scratch, lengths, n, length_unknown);
}

static size_t power_above(size_t n)
{
	size_t p = 64;

	while (p < n)
		p *= 2;
	return p;
}

static struct lang_kept *kept_slot(struct lang_kept *p, size_t n, uint32_t word)
{
	size_t i = (size_t)(word * 0x9E3779B1u) & (n - 1);

	while (p[i].word && p[i].word != word)
		i = (i + 1) & (n - 1);
	return &p[i];
}

struct kept_words {
	const uint32_t *s, *t;
	uint32_t ns, nt;
};

static void count_kept(struct lang_model *m, const struct kept_words *w,
	size_t *used)
{
	for (uint32_t k = 0; k < w->ns; k++) {
		struct lang_kept *slot = kept_slot(m->kept, m->nkept, w->s[k]);
		if (!slot->word && ++*used > m->nkept / 2)
			continue;
		slot->word = w->s[k];
		slot->seen++;
		slot->kept += has(w->t, w->nt, w->s[k]);
	}
}

static void learn_kept(struct learning *l, struct arena *keep)
{
	size_t all = 0;

	for (size_t i = 0; i < l->ndistinct; i++)
		all += l->distinct[i]->words.n[0] + l->distinct[i]->nrow[0];
	l->m->nkept = power_above(all < 1u << 19 ? all * 2 : 1u << 20);
	l->m->kept = arena_array(keep, struct lang_kept, l->m->nkept);
	all = 0;
	for (size_t i = 0; i < l->ndistinct; i++) {
		const struct lang_sample *p = l->distinct[i];
		struct kept_words words = { p->full[0], p->full[1],
			p->words.n[0], p->words.n[1] };
		struct kept_words rows = { p->row[0], p->row[1], p->nrow[0],
			p->nrow[1] };
		count_kept(l->m, &words, &all);
		count_kept(l->m, &rows, &all);
	}
}

static struct lang_bold *bold_slot(const struct lang_model *m, uint32_t key)
{
	size_t i = (size_t)(key * 0x9E3779B1u) & (m->nbold - 1);

	while (m->bold[i].key && m->bold[i].key != key)
		i = (i + 1) & (m->nbold - 1);
	return &m->bold[i];
}

static void learn_bold(struct learning *l, struct arena *keep)
{
	size_t all = 0;

	for (size_t i = 0; i < l->n; i++)
		all += l->p[i]->nbold;
	l->m->nbold = power_above(all * 2);
	l->m->bold = arena_array(keep, struct lang_bold, l->m->nbold);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->p[i]->nbold; k++) {
			struct lang_bold *b = bold_slot(l->m, l->p[i]->bold[k]);
			b->key = l->p[i]->bold[k];
			b->fate[l->p[i]->fate]++;
			l->m->bolds[l->p[i]->leads].fate[l->p[i]->fate]++;
		}
}

const struct lang_bold *lang_bold_of(const struct lang_model *m, uint32_t key)
{
	return bold_slot(m, key);
}

uint64_t lang_place_key(uint64_t key, unsigned place)
{
	key = (key ^ place) * 0x100000001B3u;
	return key ? key : 1;
}

static struct lang_common *common_slot(const struct lang_model *m,
	uint64_t source)
{
	size_t i = (size_t)(source >> 20) & (m->ncommon - 1);

	while (m->common[i].source && m->common[i].source != source)
		i = (i + 1) & (m->ncommon - 1);
	return &m->common[i];
}

static uint64_t usual_key(uint64_t source, uint64_t target)
{
	uint64_t key = (source * 0x9E3779B97F4A7C15u) ^ target;

	return key ? key : 1;
}

static struct lang_usual *usual_slot(const struct lang_model *m,
	uint64_t source, uint64_t target)
{
	uint64_t key = usual_key(source, target);
	size_t i = (size_t)(key >> 20) & (m->nusual - 1);

	while (m->usual[i].key && m->usual[i].key != key)
		i = (i + 1) & (m->nusual - 1);
	return &m->usual[i];
}

static void learn_usual(struct learning *l, struct arena *keep)
{
	l->m->nusual = power_above(l->n * 2);
	l->m->usual = arena_array(keep, struct lang_usual, l->m->nusual);
	for (size_t i = 0; i < l->n; i++) {
		const struct lang_sample *p = l->p[i];
		struct lang_usual *u = usual_slot(l->m, p->key[0], p->key[1]);
		u->key = usual_key(p->key[0], p->key[1]);
		u->seen++;
	}
}

uint32_t lang_usual_of(const struct lang_model *m, uint64_t source,
	uint64_t target)
{
	return usual_slot(m, source, target)->seen;
}

static struct lang_owner *owner_slot(const struct lang_model *m,
	uint64_t target)
{
	size_t i = (size_t)(target >> 20) & (m->nowner - 1);

	while (m->owner[i].target && m->owner[i].target != target)
		i = (i + 1) & (m->nowner - 1);
	return &m->owner[i];
}

static void learn_owners(struct learning *l, struct arena *keep)
{
	l->m->nowner = power_above(l->ndistinct * 2);
	l->m->owner = arena_array(keep, struct lang_owner, l->m->nowner);
	for (size_t i = 0; i < l->ndistinct; i++) {
		const uint64_t *key = l->distinct[i]->key;
		struct lang_owner *o = owner_slot(l->m, key[1]);
		o->target = key[1];
		if (!o->source[0])
			o->source[0] = key[0];
		else if (!o->source[1])
			o->source[1] = key[0];
	}
}

bool lang_is_taken(const struct lang_model *m, uint64_t source, uint64_t target)
{
	const struct lang_owner *o = owner_slot(m, target);

	return (o->source[0] && o->source[0] != source) ||
	       (o->source[1] && o->source[1] != source);
}

static int by_place(const void *x, const void *y)
{
	const struct lang_sample *a = *(struct lang_sample *const *)x;
	const struct lang_sample *b = *(struct lang_sample *const *)y;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return by_key(x, y);
}

/* The samples are sorted: equal texts stand together. */
static void learn_common(struct learning *l, struct arena *keep)
{
	struct lang_common *c = NULL;
	size_t run = 0;

	if (l->n > 1)
		qsort(l->p, l->n, sizeof(*l->p), by_place);
	l->m->ncommon = power_above(l->n * 2);
	l->m->common = arena_array(keep, struct lang_common, l->m->ncommon);
	for (size_t i = 0; i < l->n; i++) {
		const struct lang_sample *p = l->p[i];
		uint64_t source = lang_place_key(p->key[0], p->place);

		if (!c || c->source != source) {
			c = common_slot(l->m, source);
			c->source = source;
			run = 0;
		} else if (p->key[1] != l->p[i - 1]->key[1]) {
			run = 0;
		}
		c->seen++;
		if (++run > c->most) {
			c->most = (uint32_t)run;
			c->target = p->key[1];
			c->text = p->target;
		}
	}
}

static void learn_endings(struct learning *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (is_translated(l->p[i]))
			l->m->endings[l->p[i]->ending[0]][l->p[i]->ending[1]]++;
}

struct lang_model *lang_unlearned(struct arena *keep, struct str source_locale,
	struct str locale)
{
	struct lang_model *m = arena_new(keep, struct lang_model);

	m->locale = locale;
	m->source_locale = source_locale;
	m->script = script_of_locale(locale);
	m->source_script = script_of_locale(source_locale);
	m->letters = arena_array(keep, struct letters, 2);
	/* Tables with one free place: every question is to the unknown. */
	m->nkept = m->nbold = m->ncommon = m->nusual = m->nowner = 1;
	m->kept = arena_new(keep, struct lang_kept);
	m->bold = arena_new(keep, struct lang_bold);
	m->common = arena_new(keep, struct lang_common);
	m->usual = arena_new(keep, struct lang_usual);
	m->owner = arena_new(keep, struct lang_owner);
	return m;
}

struct lang_model *lang_learn(struct arena *keep, struct str source_locale,
	struct str locale, struct lang_page *const *pages, size_t npages,
	const struct letters letters[2])
{
	struct learning l = { .m = lang_unlearned(keep, source_locale,
				      locale) };

	arena_init(&l.scratch);
	l.m->letters = letters;
	l.m->numbers[0] = number_words_new(keep, source_locale);
	l.m->numbers[1] = number_words_new(keep, locale);
	gather(&l, pages, npages);
	find_distinct(&l);
	learn_words(&l, keep);
	learn_kept(&l, keep);
	learn_bold(&l, keep);
	learn_endings(&l);
	learn_usual(&l, keep);
	learn_owners(&l, keep);
	learn_common(&l, keep);
	arena_release(&l.scratch);
	return l.m;
}

/* ---- asking ------------------------------------------------------ */

static bool is_english(const struct lang_model *m)
{
	return str_starts_nocase(m->source_locale, S("en"));
}

bool lang_is_small(const struct lang_model *m, const struct word *w)
{
	static const char *const list[] = { "the", "of", "and", "to", "is",
		"that", "for", "with", "you", "your", "are", "this", "can",
		"will", "be", "or", "as", "have", "from", "by", "not", "if",
		"when", "how", "it", "which", "these", "their", "has", "into" };

	if (!is_english(m))
		return false;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (w->full == words_id(str_of(list[i])))
			return true;
	return false;
}

double lang_kept_rate(const struct lang_model *m, const struct word *w)
{
	const struct lang_kept *k = kept_slot(m->kept, m->nkept, w->full);
	double prior = m->script == m->source_script ? 0.6 : 0.35, weight = 1;

	/* Without pairs to tell names by, and small words to tell them from. */
	if (m->npairs == 0 && !is_english(m))
		prior = 0.3;
	/* A name, or a word that looks like one, is kept unless the site
	 * says otherwise. */
	if (w->upper)
		prior = 0.9;
	if (lang_is_small(m, w))
		prior = 0.05;
	if (!k->word)
		return prior;
	return (k->kept + weight * prior) / (k->seen + weight);
}

double lang_number_rate(const struct lang_model *m, struct str digits)
{
	const struct lang_kept *k = kept_slot(m->kept, m->nkept,
		words_id(digits));

	return k->seen ? (k->kept + 0.95) / k->seen : 0.95;
}

double lang_row_rate(const struct lang_model *m, uint32_t row, bool kept)
{
	const struct lang_kept *k = kept_slot(m->kept, m->nkept, row);
	uint32_t own = kept && k->kept ? 1 : 0;

	/* One other slip is no custom. */
	if (k->kept < own + 2)
		return 0;
	return (k->kept - own) / (k->seen - own + 0.5);
}

const struct lang_common *lang_common_of(const struct lang_model *m,
	uint64_t source, unsigned place)
{
	const struct lang_common *c = common_slot(m,
		lang_place_key(source, place));

	return c->source ? c : NULL;
}
