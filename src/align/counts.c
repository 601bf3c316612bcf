/*
 * Leverage by words. A text that the memory does not have is compared with
 * the few entries that share most of its rare words, so that the time for
 * a text does not grow with the memory.
 */
#include "align/counts.h"

#include "align/inline.h"
#include "base/map.h"
#include "format/csv.h"
#include "lang/words.h"

#define COMMON 200 /* a word in more entries than that finds nothing */
#define CANDIDATES 8
#define MAX_WORDS 200
#define ALIKE 75 /* per cent */

struct posting {
	uint32_t *p;
	size_t n, cap;
};

struct memory {
	struct map exact;    /* source text -> itself */
	struct words *texts; /* by entry */
	size_t ntexts;
	struct map by_word; /* 4 bytes of an id -> struct posting * */
};

static struct str id_key(const uint32_t *id)
{
	return str_make((const char *)id, sizeof(*id));
}

static void index_text(struct arena *a, struct memory *m, struct str source)
{
	uint32_t number = (uint32_t)m->ntexts;
	struct words w = words_of(a, source);

	m->texts[m->ntexts++] = w;
	for (size_t i = 0; i < w.n && i < MAX_WORDS; i++) {
		void **slot = map_slot(a, &m->by_word, id_key(&w.p[i].id));
		if (!*slot)
			*slot = arena_new(a, struct posting);
		struct posting *list = *slot;
		if (list->n <= COMMON &&
			(list->n == 0 || list->p[list->n - 1] != number))
			vec_push(a, list, number);
	}
}

struct memory *memory_make(struct arena *a,
	const struct exchange_entries *entries)
{
	struct memory *m = arena_new(a, struct memory);

	m->texts = arena_array(a, struct words, entries->n);
	for (size_t i = 0; i < entries->n; i++) {
		const struct exchange_entry *e = &entries->p[i];
		struct str source = str_trim(e->source);
		if (!e->has_target || str_trim(e->target).n == 0 ||
			source.n == 0 || map_has(&m->exact, source))
			continue;
		map_put(a, &m->exact, source, m);
		index_text(a, m, source);
	}
	return m;
}

/* Words to put in, take out or replace, to come from x to y. */
static size_t distance(const struct words *x, const struct words *y)
{
	size_t nx = x->n < MAX_WORDS ? x->n : MAX_WORDS;
	size_t ny = y->n < MAX_WORDS ? y->n : MAX_WORDS;
	size_t row[MAX_WORDS + 1];

	for (size_t k = 0; k <= ny; k++)
		row[k] = k;
	for (size_t i = 1; i <= nx; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t k = 1; k <= ny; k++) {
			size_t change = corner +
					(x->p[i - 1].full != y->p[k - 1].full);
			corner = row[k];
			size_t least = row[k] < row[k - 1] ? row[k]
							   : row[k - 1];
			row[k] = change < least + 1 ? change : least + 1;
		}
	}
	return row[ny];
}

static bool is_alike(const struct words *x, const struct words *y)
{
	size_t longer = x->n > y->n ? x->n : y->n;

	if (longer == 0 || longer > MAX_WORDS)
		return false;
	return (longer - distance(x, y)) * 100 >= ALIKE * longer;
}

/* How many words each entry shares with w: entry's number -> size_t *. */
static struct map vote(struct arena *scratch, const struct memory *m,
	const struct words *w)
{
	struct map votes = { 0 };

	for (size_t i = 0; i < w->n && i < MAX_WORDS; i++) {
		struct posting *list = map_get(&m->by_word,
			id_key(&w->p[i].id));
		if (!list || list->n > COMMON)
			continue;
		for (size_t k = 0; k < list->n; k++) {
			void **slot = map_slot(scratch, &votes,
				id_key(&list->p[k]));
			if (!*slot)
				*slot = arena_new(scratch, size_t);
			++*(size_t *)*slot;
		}
	}
	return votes;
}

/* Does the memory have a text that is alike? Looks at the best of those
 * that share words. */
static bool find_fuzzy(struct arena *scratch, const struct memory *m,
	struct str source)
{
	struct words w = words_of(scratch, source);
	struct map votes = vote(scratch, m, &w);
	size_t best[CANDIDATES] = { 0 };
	uint32_t entries[CANDIDATES] = { 0 };

	for (size_t i = 0; i < votes.n; i++) {
		size_t n = *(size_t *)votes.items[i].value, at = CANDIDATES;
		while (at > 0 && best[at - 1] < n)
			at--;
		if (at == CANDIDATES)
			continue;
		for (size_t k = CANDIDATES - 1; k > at; k--) {
			best[k] = best[k - 1];
			entries[k] = entries[k - 1];
		}
		best[at] = n;
		memcpy(&entries[at], votes.items[i].key.p, sizeof(uint32_t));
	}
	for (size_t i = 0; i < CANDIDATES && best[i]; i++)
		if (is_alike(&w, &m->texts[entries[i]]))
			return true;
	return false;
}

static enum leverage leverage_of(struct arena *scratch, const struct memory *m,
	struct str source, struct str target)
{
	if (str_trim(target).n)
		return LEVERAGE_TRANSLATED;
	if (m && map_has(&m->exact, str_trim(source)))
		return LEVERAGE_EXACT;
	if (m && find_fuzzy(scratch, m, source))
		return LEVERAGE_FUZZY;
	return LEVERAGE_NEW;
}

/* The words of a half: codes are none. */
static size_t count_words(struct arena *scratch, struct str half,
	struct str locale)
{
	struct parts parts = inline_split(scratch, half);
	struct buf b;

	buf_init(&b, scratch);
	for (size_t i = 0; i < parts.n; i++)
		if (parts.p[i].kind == PART_TEXT)
			buf_add(&b, parts.p[i].bytes);
		else if (parts.p[i].kind == PART_SINGLE)
			buf_byte(&b, ' ');
	return words_count(buf_str(&b), locale);
}

void counts_page(struct arena *scratch, const struct page *p,
	struct str source_locale, const struct memory *memory,
	struct counts *out)
{
	struct str bytes = p->source->bytes;

	for (size_t i = 0; i < p->pairs.n; i++) {
		const struct pair *pair = &p->pairs.p[i];
		struct str s = str_sub(bytes, pair->s, pair->s_end);
		struct str t = str_sub(bytes, pair->t, pair->t_end);
		size_t words = count_words(scratch, s, source_locale);
		out->pairs++;
		out->words += words;
		out->by[leverage_of(scratch, memory, s, t)] += words;
	}
}

void counts_add(struct counts *to, const struct counts *c)
{
	to->pairs += c->pairs;
	to->words += c->words;
	for (int i = 0; i < LEVERAGES; i++)
		to->by[i] += c->by[i];
}

void counts_head(struct buf *out)
{
	buf_lit(out, "file,pairs,words,translated,exact,fuzzy,new\r\n");
}

void counts_row(struct buf *out, struct str name, const struct counts *c)
{
	csv_put(out, csv_guard(out->arena, name), false);
	buf_printf(out, "%zu,%zu,%zu,%zu,%zu,%zu\r\n", c->pairs, c->words,
		c->by[LEVERAGE_TRANSLATED], c->by[LEVERAGE_EXACT],
		c->by[LEVERAGE_FUZZY], c->by[LEVERAGE_NEW]);
}
