/*
 * Is it translated at all? Words of the source that translators of this
 * site nearly always change, and that stand unchanged in a row, say no;
 * names and terms that are kept elsewhere say nothing.
 */
#include "check/pairs.h"

#include <math.h>

#include "base/utf8.h"

const struct rule rule_pair_same = {
	.id = "DG908",
	.name = "pair-untranslated",
	.level = LEVEL_WARNING,
	.title = "the translation is the source text",
	.why = "readers of the language meet a sentence that they may not read",
	.fix = "translate it; a name that must stay can be listed",
};

const struct rule rule_pair_empty = {
	.id = "DG914",
	.name = "pair-empty",
	.level = LEVEL_ERROR,
	.title = "the translation is empty",
	.why = "the sentence is missing from the page",
	.fix = "write the translation",
};

const struct rule rule_pair_language = {
	.id = "DG915",
	.name = "pair-language",
	.level = LEVEL_WARNING,
	.title = "a part of the translation is in the source language",
	.why = "readers of the language meet words that they may not read",
	.fix = "translate the words that were left",
};

const struct rule rule_pair_script = {
	.id = "DG916",
	.name = "pair-script",
	.level = LEVEL_WARNING,
	.title = "a word mixes letters of two scripts",
	.why = "search does not find the word, and screen readers misread it",
	.fix = "write the word in one script",
};

const struct rule rule_repeated_word = {
	.id = "DG954",
	.name = "repeated-word",
	.level = LEVEL_WARNING,
	.title = "a word stands twice in a row",
	.why = "it reads as a slip",
	.fix = "take one of them out",
};

/* Evidence that is enough: e^6 to 1 that these words were left by
 * mistake. */
#define ENOUGH 6.0
/* Words that are changed at least two times in three. */
#define CHANGED 0.34

/* ---- left in the source language --------------------------------- */

/* What one source word that stands unchanged says. Parts of identifiers
 * say nothing, capitals in a sentence little: they may be a name's. */
static double weight(const struct pair_check *k, const struct word *w,
	bool first)
{
	double x;

	if (w->number || w->letters < 2 || w->solid || w->joined)
		return 0;
	x = fmin(-log(fmax(lang_kept_rate(k->m, w), 0.001)), 4);
	return w->upper && !first ? 0.4 * x : x;
}

struct evidence {
	double sum;
	size_t words, changed;
	size_t from, to; /* words of the target */
	uint32_t last;
};

static void add_word(const struct pair_check *k, struct evidence *e,
	const struct words *w, size_t i)
{
	const struct word *word = &w->p[i];
	double x = weight(k, word, i == 0);

	e->sum += x;
	e->words += word->letters > 1 && !word->number;
	if (x < -log(CHANGED) || (word->upper && i) || word->full == e->last)
		return;
	e->last = word->full;
	e->changed++;
}

static bool is_same(const struct pair_text *p)
{
	return words_key(p->s.text) == words_key(p->t.text) &&
	       p->s.ncodes == p->t.ncodes;
}

/* The site keeps this text elsewhere too. */
static bool is_kept_elsewhere(const struct pair_check *k,
	const struct pair_text *p)
{
	uint64_t key = words_key(p->s.text);
	const struct lang_common *c = lang_common_of(k->m, key,
		lang_place(k->c->page->source->bytes, p->pair->at));

	return c && c->target == key && c->most > 2;
}

static void add_text(const struct pair_check *k, struct evidence *e,
	struct str text)
{
	struct words w = words_of(k->c->scratch, text);

	for (size_t i = 0; i < w.n; i++)
		add_word(k, e, &w, i);
}

static void check_same(const struct pair_check *k, const struct pair_text *p)
{
	struct evidence e = { 0 };

	add_text(k, &e, p->t.text);
	for (size_t i = 0; i < p->t.ncodes; i++)
		if (p->t.codes[i].kind == CODE_IMAGE && p->t.codes[i].text)
			add_text(k, &e,
				str_sub(p->t.raw, p->t.codes[i].text,
					p->t.codes[i].textend));
	if (e.changed < 2 || e.sum < ENOUGH - 1 || e.words < 3 ||
		is_kept_elsewhere(k, p))
		return;
	diag_add(k->c->sink, &rule_pair_same, pair_whole(k, p),
		"the translation is the source text");
}

static bool stands_at(const struct words *s, size_t i, const struct words *t,
	size_t k)
{
	return i < s->n && k < t->n && s->p[i].full == t->p[k].full;
}

/* The heaviest run of target words that the source has in the same order. */
static struct evidence heaviest_run(const struct pair_check *k,
	const struct words *s, const struct words *t)
{
	struct evidence best = { 0 };

	for (size_t j = 0; j < t->n && j < 400; j++)
		for (size_t i = 0; i < s->n && i < 400; i++) {
			struct evidence e = { .from = j };
			size_t n = 0;
			if (!stands_at(s, i, t, j) ||
				(i && j && stands_at(s, i - 1, t, j - 1)))
				continue;
			for (; stands_at(s, i + n, t, j + n); n++)
				add_word(k, &e, t, j + n);
			e.to = j + n;
			if (e.sum > best.sum)
				best = e;
		}
	return best;
}

/* "[Title](url) (translation)": the title is kept and explained. */
static bool is_explained(const struct pair_text *p, size_t end)
{
	size_t i = end;

	while (i < p->t.text.n && i < end + 12) {
		uint32_t c = utf8_next(p->t.text, &i);
		if (c == '(' || c == 0xFF08)
			return true;
		if (utf8_is_alnum(c))
			return false;
	}
	return false;
}

static void check_partly(const struct pair_check *k, const struct pair_text *p)
{
	struct words s = words_of(k->c->scratch, p->s.text);
	struct words t = words_of(k->c->scratch, p->t.text);
	struct evidence e = heaviest_run(k, &s, &t);

	if (e.changed < 2 || e.words < 3 || e.sum < ENOUGH + 1)
		return;
	if (is_explained(p, t.p[e.to - 1].end))
		return;
	diag_add(k->c->sink, &rule_pair_language,
		pair_seen(k, p, t.p[e.from].at, t.p[e.to - 1].end),
		"'%.*s' is left in the source language",
		STR_ARG(str_sub(p->t.text, t.p[e.from].at, t.p[e.to - 1].end)));
}

/* Letters of the locale's own script, and of others. */
static void count_script(const struct pair_check *k, struct str text,
	size_t *own, size_t *other)
{
	*own = *other = 0;
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		if (c < 0x80 && !char_is_alnum((char)c))
			continue;
		enum script s = script_of(c);
		*own += s == k->m->script;
		*other += s != k->m->script && s != SCRIPT_OTHER;
	}
}

/* In a foreign language that is not the source half's own words. */
static bool check_letters(const struct pair_check *k, const struct pair_text *p)
{
	const struct letters *l = k->m->letters;
	struct words w = words_of(k->c->scratch, p->t.text);
	struct evidence e = { 0 };
	size_t n, own, other, source;
	double x;

	if (l[0].all < 8000 || l[1].all < 8000)
		return false;
	x = letters_score(&l[0], &l[1], p->t.text, &n);
	if (n < 25 || x < 8 + 0.1 * (double)n)
		return false;
	/* The source half must be in the source language all the more. */
	if (letters_score(&l[0], &l[1], p->s.text, &source) < x * 0.5)
		return false;
	/* Names look like the source language; its small words are it. */
	for (size_t i = 0; i < w.n; i++)
		add_word(k, &e, &w, i);
	if (e.changed < 2 || e.sum < ENOUGH)
		return false;
	count_script(k, p->t.text, &own, &other);
	if (k->m->script != k->m->source_script && own > 0)
		return false;
	diag_add(k->c->sink, &rule_pair_language, pair_whole(k, p),
		"the translation seems to be in the source language");
	return true;
}

/* ---- scripts ----------------------------------------------------- */

static bool are_mixed(enum script a, enum script b)
{
	static const unsigned letters = 1u << SCRIPT_LATIN |
					1u << SCRIPT_GREEK |
					1u << SCRIPT_CYRILLIC;

	return a != b && (letters >> a & 1) && (letters >> b & 1);
}

/* Adjacent letters of two alphabets that look alike. */
static void check_script(const struct pair_check *k, const struct pair_text *p)
{
	enum script before = SCRIPT_OTHER;
	size_t at = 0, word = 0;

	if (k->m->script != SCRIPT_CYRILLIC && k->m->script != SCRIPT_GREEK)
		return;
	for (size_t i = 0; i < p->t.text.n; at = i) {
		uint32_t c = utf8_next(p->t.text, &i);
		enum script s = utf8_is_alnum(c) ? script_of(c) : SCRIPT_OTHER;
		if (before == SCRIPT_OTHER)
			word = at;
		if (are_mixed(before, s)) {
			diag_add(k->c->sink, &rule_pair_script,
				pair_seen(k, p, word, i),
				"the word has letters of two scripts");
			return;
		}
		before = s;
	}
}

/* ---- repetitions ------------------------------------------------- */

static bool are_joined(struct str text, const struct word *a,
	const struct word *b)
{
	struct str gap = str_sub(text, a->end, b->at);

	for (size_t i = 0; i < gap.n;)
		if (!utf8_is_space(utf8_next(gap, &i)))
			return false;
	return gap.n > 0;
}

static bool bounded(struct str text, const struct word *a, const struct word *b)
{
	bool before = a->at > 0 && strchr("-'/.@_", text.p[a->at - 1]);
	bool after = b->end < text.n && strchr("-'/@_", text.p[b->end]);

	return !before && !after;
}

static bool is_repeated(struct str text, const struct words *w, size_t i)
{
	const struct word *a = &w->p[i], *b = &w->p[i + 1];

	return a->full == b->full && a->letters > 1 && !a->number &&
	       !a->solid && are_joined(text, a, b) && bounded(text, a, b);
}

/* Doubles that grammar makes, in any of the languages. */
static bool may_repeat(const struct word *w)
{
	static const char *const list[] = { "nous", "vous", "sie", "die", "der",
		"das", "que", "dat", "het", "is", "had", "that", "ze" };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (w->full == words_id(str_of(list[i])))
			return true;
	return false;
}

static bool has_repetition(struct arena *a, struct str text)
{
	struct words w = words_of(a, text);

	for (size_t i = 0; i + 1 < w.n; i++)
		if (is_repeated(text, &w, i))
			return true;
	return false;
}

/* Letters up to the next space; 0 if anything else is among them. */
static size_t chunk_end(struct str text, size_t i, size_t *letters)
{
	*letters = 0;
	while (i < text.n) {
		size_t next = i;
		uint32_t c = utf8_next(text, &next);
		if (c == ' ')
			break;
		if (!utf8_is_alnum(c))
			return 0;
		++*letters;
		i = next;
	}
	return i;
}

/* The same run of letters between spaces twice: scripts without spaces. */
static bool find_chunk(struct str text, size_t *at, size_t *end)
{
	size_t from = 0, letters;

	for (;;) {
		size_t to = chunk_end(text, from, &letters);
		struct str chunk = str_sub(text, from, to);
		if (to && letters >= 2 && chunk.n >= 6 && to + 1 < text.n &&
			str_starts(str_skip(text, to + 1), chunk)) {
			*at = from;
			*end = to + 1 + chunk.n;
			if (*end == text.n || text.p[*end] == ' ')
				return true;
		}
		from = str_find_byte(text, from, ' ');
		if (from == STR_NONE)
			return false;
		from++;
	}
}

static bool check_chunks(const struct pair_check *k, const struct pair_text *p)
{
	size_t at, end;

	if (!script_is_solid(k->m->script) || !find_chunk(p->t.text, &at, &end))
		return false;
	diag_add(k->c->sink, &rule_repeated_word, pair_seen(k, p, at, end),
		"the same words stand twice");
	return true;
}

static void check_repeated(const struct pair_check *k,
	const struct pair_text *p)
{
	struct str text = p->t.text;
	struct words w = words_of(k->c->scratch, text);

	if (check_chunks(k, p))
		return;
	for (size_t i = 0; i + 1 < w.n; i++) {
		if (!is_repeated(text, &w, i) || may_repeat(&w.p[i]))
			continue;
		if (has_repetition(k->c->scratch, p->s.text))
			return;
		diag_add(k->c->sink, &rule_repeated_word,
			pair_seen(k, p, w.p[i].at, w.p[i + 1].end),
			"the word '%.*s' stands twice",
			STR_ARG(str_sub(text, w.p[i].at, w.p[i].end)));
		return;
	}
}

/* ---- the whole --------------------------------------------------- */

static bool has_content(const struct half *h)
{
	for (size_t i = 0; i < h->text.n;) {
		uint32_t c = utf8_next(h->text, &i);
		if (c == HALF_OBJECT || utf8_is_alnum(c))
			return true;
	}
	return false;
}

void pair_words(const struct pair_check *k, const struct pair_text *p)
{
	if (str_trim(p->t.text).n == 0) {
		if (has_content(&p->s))
			diag_add(k->c->sink, &rule_pair_empty, pair_whole(k, p),
				"the translation is empty");
		return;
	}
	if (is_same(p)) {
		check_same(k, p);
		return;
	}
	if (!check_letters(k, p))
		check_partly(k, p);
	check_script(k, p);
	check_repeated(k, p);
}
