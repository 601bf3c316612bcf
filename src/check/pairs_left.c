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
	.level = LEVEL_SUGGESTION,
	.review = LEVEL_WARNING,
	.title = "the translation is the source text",
	.why = "readers of the language meet a sentence that they may not read",
	.fix = "translate it; a name that must stay can be listed",
};

const struct rule rule_pair_language = {
	.id = "DG915",
	.name = "pair-language",
	.level = LEVEL_OFF,
	.review = LEVEL_WARNING,
	.learned = true,
	.title = "a part of the translation is in the source language",
	.why = "readers of the language meet words that they may not read",
	.fix = "translate the words that were left",
};

/* Evidence that is enough to speak: e^6 to 1 that these words were left by
 * mistake. */
#define ENOUGH 6.0
/* Words that are changed at least two times in three. */
#define CHANGED 0.34

/* What one source word that stands unchanged says, alone or with its
 * neighbours. */
static double rate_of(const struct pair_check *k, const struct words *w,
	size_t i, bool kept)
{
	double rate = lang_kept_rate(k->m, &w->p[i]);

	if (i > 0)
		rate = fmax(rate,
			lang_row_rate(k->m, words_row(&w->p[i - 1], &w->p[i]),
				kept));
	if (i + 1 < w->n)
		rate = fmax(rate,
			lang_row_rate(k->m, words_row(&w->p[i], &w->p[i + 1]),
				kept));
	return fmax(rate, 0.001);
}

struct evidence {
	double sum;
	size_t words, changed;
	size_t plain;    /* changed, and no part of a name by its look */
	size_t names;    /* with a capital, but for the first */
	bool verb;       /* the first is changed: "Remove the app" */
	size_t from, to; /* words of the target */
	size_t source_to;
	uint32_t last;
};

/* What stands between the words of a name. */
static bool may_join_names(const struct word *w)
{
	static const char *const list[] = { "and", "for", "of", "on", "with",
		"in", "or", "from", "by", "via" };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (w->full == words_id(str_of(list[i])))
			return true;
	return false;
}

/* Parts of identifiers say nothing, capitals in a sentence little: they may
 * be a name's. `kept`: the model has seen this pair keep the word. */
static void add_word(const struct pair_check *k, struct evidence *e,
	const struct words *w, size_t i, bool kept)
{
	const struct word *word = &w->p[i];
	double x;

	e->words += word->letters > 1 && !word->number;
	e->names += word->upper && i;
	if (word->number || word->letters < 2 || word->solid || word->joined)
		return;
	x = fmin(-log(rate_of(k, w, i, kept)), 4);
	e->sum += word->upper && i ? 0.4 * x : x;
	if (x < -log(CHANGED) || (word->upper && i) || word->full == e->last)
		return;
	e->last = word->full;
	e->changed++;
	e->plain += !word->upper && !may_join_names(word);
	e->verb = e->verb || (word->upper && w->n > 1);
}

/* ---- the whole --------------------------------------------------- */

static bool is_same(const struct pair_text *p)
{
	return words_same(p->s.text, p->t.text) && p->s.ncodes == p->t.ncodes;
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

static bool is_opening_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0xAB || c == 0x2018 ||
	       c == 0x201C || c == 0x201E || c == 0x300C || c == 0x300E;
}

/* What is said aloud or typed, formulas: kept more often than forgotten. */
static bool is_literal(struct str text, const struct evidence *e)
{
	size_t i = 0;

	text = str_trim(text);
	if (text.n == 0)
		return false;
	if (is_opening_quote(utf8_next(text, &i)))
		return true;
	return e->plain < 5 && (str_find_byte(text, 0, '=') != STR_NONE ||
				       str_find_byte(text, 0, '*') != STR_NONE);
}

/* One of a list of short texts that are all kept: commands, names. */
static bool is_in_row(const struct pair_check *k, const struct pair_text *p,
	const struct evidence *e)
{
	size_t from = p->index > 2 ? p->index - 2 : 0, n = 0;

	for (size_t i = from; e->words < 8 && i < k->n && i <= p->index + 2;
		i++)
		n += is_same(&k->p[i]);
	return n > 2;
}

static void add_text(const struct pair_check *k, struct evidence *e,
	struct str text)
{
	struct words w = words_of(k->c->scratch, text);

	for (size_t i = 0; i < w.n; i++)
		add_word(k, e, &w, i, false);
}

static void check_same(const struct pair_check *k, const struct pair_text *p)
{
	struct evidence e = { 0 };
	struct diag *d;

	add_text(k, &e, p->t.text);
	for (size_t i = 0; i < p->t.ncodes; i++)
		if (p->t.codes[i].kind == CODE_IMAGE && p->t.codes[i].text)
			add_text(k, &e,
				str_sub(p->t.raw, p->t.codes[i].text,
					p->t.codes[i].textend));
	if (e.changed < 2 || e.sum < ENOUGH - 1 || e.words < 3 ||
		is_kept_elsewhere(k, p) || pair_is_example(k, p))
		return;
	d = diag_add(k->c->sink, &rule_pair_same, pair_whole(k, p),
		"the translation is the source text");
	pair_unsure(d, e.plain + (e.verb && e.names < 2) < 2 ||
			       is_literal(p->t.text, &e) ||
			       is_in_row(k, p, &e));
}

/* ---- a part ------------------------------------------------------ */

static bool stands_at(const struct words *s, size_t i, const struct words *t,
	size_t k)
{
	return i < s->n && k < t->n && s->p[i].full == t->p[k].full;
}

struct sides {
	struct str s_text, t_text;
	struct words s, t;
};

/* Between the words before s[i] and t[j] and these stands the same, or on the
 * target side no more than a space. */
static bool goes_on(const struct sides *w, size_t i, size_t j)
{
	struct str s, t;

	if (i == 0 || j == 0 || !stands_at(&w->s, i - 1, &w->t, j - 1))
		return false;
	s = str_sub(w->s_text, w->s.p[i - 1].end, w->s.p[i].at);
	t = str_sub(w->t_text, w->t.p[j - 1].end, w->t.p[j].at);
	return str_eq(s, t) || str_eq(t, S(" ")) || str_eq(t, S(", "));
}

/* Words from target word j on that the source has from word i on. */
static struct evidence run_at(const struct pair_check *k, const struct sides *w,
	size_t i, size_t j)
{
	struct evidence e = { .from = j };
	size_t n = 0;

	for (; stands_at(&w->s, i + n, &w->t, j + n); n++) {
		if (n && !goes_on(w, i + n, j + n))
			break;
		add_word(k, &e, &w->t, j + n, true);
	}
	e.to = j + n;
	e.source_to = i + n;
	return e;
}

/* The heaviest run of target words that the source has in the same order. */
static struct evidence heaviest_run(const struct pair_check *k,
	const struct sides *w)
{
	struct evidence best = { 0 };

	for (size_t j = 0; j < w->t.n && j < 400; j++)
		for (size_t i = 0; i < w->s.n && i < 400; i++) {
			struct evidence e;
			if (!stands_at(&w->s, i, &w->t, j) || goes_on(w, i, j))
				continue;
			e = run_at(k, w, i, j);
			if (e.sum > best.sum)
				best = e;
		}
	return best;
}

static bool is_bracket(uint32_t c)
{
	return c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09;
}

static bool is_closing_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0x201D || c == 0x300D ||
	       c == 0x300F || c == 0xBB;
}

/* One of these signs behind the run, with no letters between. */
static bool has_behind(struct str text, size_t end, bool (*is)(uint32_t c))
{
	size_t i = end;

	while (i < text.n && i < end + 12) {
		uint32_t c = utf8_next(text, &i);
		if (is(c))
			return true;
		if (utf8_is_alnum(c))
			return false;
	}
	return false;
}

static uint32_t sign_before(struct str text, size_t at)
{
	size_t i = at;

	if (at == 0)
		return 0;
	do
		i--;
	while (i > 0 && ((unsigned char)text.p[i] & 0xC0) == 0x80);
	return utf8_next(text, &i);
}

/* "[Title](url) (translation)", "translation (Title)": kept and explained,
 * with brackets that the source does not have. */
static bool is_explained(const struct sides *w, const struct evidence *e)
{
	if (is_bracket(sign_before(w->t_text, w->t.p[e->from].at)))
		return true;
	return has_behind(w->t_text, w->t.p[e->to - 1].end, is_bracket) &&
	       !has_behind(w->s_text, w->s.p[e->source_to - 1].end, is_bracket);
}

static size_t opening_bracket(struct str text)
{
	for (size_t i = 0, at = 0; i < text.n; at = i) {
		uint32_t c = utf8_next(text, &i);
		if (c == '(' || c == 0xFF08)
			return at;
	}
	return STR_NONE;
}

/* "Title (translation)": is the part in brackets in the target language? */
static bool is_explained_whole(const struct pair_check *k, struct str text)
{
	const struct letters *l = k->m->letters;
	size_t at = opening_bracket(text), n;

	if (at == STR_NONE || at * 4 < text.n || l[0].all < 8000 ||
		l[1].all < 8000)
		return false;
	return letters_score(&l[0], &l[1], str_skip(text, at), &n) < 4 && n > 5;
}

/* In quotes, or emphasized as it is: said or typed. */
static bool is_quoted(const struct pair_text *p, size_t from, size_t end)
{
	uint32_t at, to;

	if (is_opening_quote(sign_before(p->t.text, from)) &&
		has_behind(p->t.text, end, is_closing_quote))
		return true;
	half_range(&p->t, from, end, &at, &to);
	for (size_t i = 0; i < p->t.ncodes; i++) {
		const struct code *c = &p->t.codes[i];
		if ((c->kind == CODE_STRONG || c->kind == CODE_EMPHASIS) &&
			c->at < at && at - c->at <= 3 && c->end >= to &&
			c->end - to <= 3)
			return true;
	}
	return false;
}

static bool is_data(struct str run)
{
	return str_find_byte(run, 0, '{') != STR_NONE ||
	       str_find(run, 0, S("\":")) != STR_NONE;
}

static bool check_partly(const struct pair_check *k, const struct pair_text *p)
{
	struct sides w = { p->s.text, p->t.text,
		words_of(k->c->scratch, p->s.text),
		words_of(k->c->scratch, p->t.text) };
	struct evidence e = heaviest_run(k, &w);
	size_t from, end;
	struct diag *d;

	if (e.changed < 2 || e.words < 3 || e.sum < ENOUGH + 1)
		return false;
	from = w.t.p[e.from].at;
	end = w.t.p[e.to - 1].end;
	if (is_explained(&w, &e) || is_explained_whole(k, p->t.text) ||
		pair_is_example(k, p))
		return false;
	d = diag_add(k->c->sink, &rule_pair_language,
		pair_seen(k, p, from, end),
		"'%.*s' is left in the source language",
		STR_ARG(str_sub(p->t.text, from, end)));
	pair_unsure(d, e.plain < 3 || is_quoted(p, from, end) ||
			       is_data(str_sub(p->t.text, from, end)) ||
			       is_literal(p->t.text, &e));
	return true;
}

/* ---- by letters -------------------------------------------------- */

static bool has_letters(const struct pair_check *k, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		if (script_of(c) == k->m->script)
			return true;
	}
	return false;
}

/* In a foreign language that is not the source half's own words. */
static bool check_letters(const struct pair_check *k, const struct pair_text *p)
{
	const struct letters *l = k->m->letters;
	struct words w = words_of(k->c->scratch, p->t.text);
	struct evidence e = { 0 };
	struct diag *d;
	size_t n, source;
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
		add_word(k, &e, &w, i, true);
	if (e.changed < 2 || e.sum < ENOUGH ||
		is_explained_whole(k, p->t.text) || pair_is_example(k, p))
		return false;
	if (k->m->script != k->m->source_script && has_letters(k, p->t.text))
		return false;
	d = diag_add(k->c->sink, &rule_pair_language, pair_whole(k, p),
		"the translation seems to be in the source language");
	pair_unsure(d, e.plain < 3 || is_literal(p->t.text, &e));
	return true;
}

/* A sentence without a letter of the locale's own script; small words tell
 * it from a name. For docsets that are too small to learn letters from. */
static void check_alphabet(const struct pair_check *k,
	const struct pair_text *p)
{
	struct words w;
	size_t letters = 0, small = 0;

	if (k->m->script == SCRIPT_OTHER ||
		k->m->script == k->m->source_script ||
		has_letters(k, p->t.text) || is_explained_whole(k, p->t.text) ||
		pair_is_example(k, p))
		return;
	w = words_of(k->c->scratch, p->t.text);
	for (size_t i = 0; i < w.n; i++) {
		letters += w.p[i].number ? 0 : w.p[i].letters;
		small += lang_is_small(k->m, &w.p[i]);
	}
	if (letters >= 12 && small >= 2)
		diag_add(k->c->sink, &rule_pair_language, pair_whole(k, p),
			"the translation seems to be in the source language");
}

bool pair_left(const struct pair_check *k, const struct pair_text *p)
{
	if (is_same(p)) {
		check_same(k, p);
		return true;
	}
	if (k->m->npairs > 0 && !check_letters(k, p) && !check_partly(k, p))
		check_alphabet(k, p);
	return false;
}
