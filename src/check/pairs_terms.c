/*
 * Terms of the docset's glossary: what the source text has of them, the
 * translation must have too, in any of its forms.
 */
#include "check/pairs.h"

#include "base/utf8.h"
#include "check/terms.h"

const struct rule rule_term = {
	.id = "DG951",
	.name = "term",
	.level = LEVEL_WARNING,
	.title = "a term is not translated as the glossary says",
	.why = "readers take two names for two things",
	.fix = "use the term of the glossary, or correct the glossary",
};

/* Words that a term of several may be spread over. */
#define SPREAD 6
/* Terms that are remembered of a pair. */
#define SEEN_MAX 64

struct sides {
	const struct pair_check *k;
	const struct pair_text *p;
	struct words s, t;
	const struct term *seen[SEEN_MAX];
	size_t nseen;
};

static struct str text_of(struct str text, const struct word *w)
{
	return str_sub(text, w->at, w->end);
}

/* All words of the term, from word i of the text on. */
static bool stands_at(const struct term *term, struct str own, struct str text,
	const struct words *w, size_t i)
{
	if (i + term->words.n > w->n)
		return false;
	for (size_t k = 0; k < term->words.n; k++) {
		const struct word *x = &term->words.p[k], *y = &w->p[i + k];
		if (x->full != y->full ||
			(term->exact &&
				!str_eq(text_of(own, x), text_of(text, y))))
			return false;
	}
	return true;
}

static bool has_exact(struct str text, struct str part)
{
	return part.n && str_find(text, 0, part) != STR_NONE;
}

static bool has_nocase(struct str text, struct str part)
{
	for (size_t i = 0; part.n && i + part.n <= text.n; i++)
		if (str_starts_nocase(str_skip(text, i), part))
			return true;
	return false;
}

/* Two forms of one word: they begin alike and differ in an ending. */
static bool is_alike(struct str a, struct str b)
{
	size_t i = 0, k = 0, n = 0, more;

	while (i < a.n && k < b.n) {
		size_t x = i, y = k;
		if (utf8_lower(utf8_next(a, &x)) !=
			utf8_lower(utf8_next(b, &y)))
			break;
		i = x;
		k = y;
		n++;
	}
	more = utf8_count(str_skip(a, i)) > utf8_count(str_skip(b, k))
		       ? utf8_count(str_skip(a, i))
		       : utf8_count(str_skip(b, k));
	return more == 0 || (n >= 3 && more <= 3);
}

/* A form of the word among the target words [from, to). */
static bool has_form(const struct sides *w, struct str word, uint32_t id,
	size_t from, size_t to)
{
	for (size_t i = from; i < to && i < w->t.n; i++)
		if (w->t.p[i].id == id ||
			is_alike(word, text_of(w->p->t.text, &w->t.p[i])))
			return true;
	return false;
}

static bool has_forms(const struct sides *w, struct str target)
{
	struct words own = words_of(w->k->c->scratch, target);

	for (size_t i = 0; own.n && i < w->t.n; i++) {
		size_t from = i, n = 0;
		while (n < own.n &&
			has_form(w, text_of(target, &own.p[n]), own.p[n].id,
				from, from + SPREAD + own.n))
			n++;
		if (n == own.n)
			return true;
	}
	return false;
}

static bool has_target(const struct sides *w, const struct term *term)
{
	for (size_t i = 0; i < term->ntargets; i++)
		if (term->exact ? has_exact(w->p->t.text, term->targets[i])
				: has_nocase(w->p->t.text, term->targets[i]) ||
					  has_forms(w, term->targets[i]))
			return true;
	return false;
}

static bool is_seen(struct sides *w, const struct term *term)
{
	for (size_t i = 0; i < w->nseen; i++)
		if (w->seen[i] == term)
			return true;
	if (w->nseen == SEEN_MAX)
		return true;
	w->seen[w->nseen++] = term;
	return false;
}

static void check_term(struct sides *w, const struct term *term)
{
	struct sink *sink = w->k->c->sink;
	struct span at = pair_whole(w->k, w->p);
	struct diag *d = NULL;

	if (is_seen(w, term))
		return;
	if (term->keep && !has_exact(w->p->t.text, term->source))
		d = diag_add(sink, &rule_term, at,
			"'%.*s' must stay as it is, and is not here",
			STR_ARG(term->source));
	else if (!term->keep && !has_target(w, term))
		d = diag_add(sink, &rule_term, at,
			"the source text has '%.*s', this has no '%.*s'",
			STR_ARG(term->source), STR_ARG(term->targets[0]));
	if (d && term->note.n)
		d->hint = str_dup(sink->arena, term->note);
}

/* The longest term that begins at source word i; how many words it has. */
static size_t check_source(struct sides *w, const struct terms *terms, size_t i)
{
	const struct term *term = terms_find(terms, w->s.p[i].full);

	for (; term && term < terms->p + terms->n &&
		term->words.p->full == w->s.p[i].full;
		term++) {
		if (term->forbidden ||
			!stands_at(term, term->source, w->p->s.text, &w->s, i))
			continue;
		check_term(w, term);
		return term->words.n;
	}
	return 1;
}

static void check_target(struct sides *w, const struct terms *terms, size_t i)
{
	const struct term *term = terms_find(terms, w->t.p[i].full);
	struct sink *sink = w->k->c->sink;

	for (; term && term < terms->p + terms->n &&
		term->words.p->full == w->t.p[i].full;
		term++) {
		struct diag *d;
		if (!term->forbidden ||
			!stands_at(term, term->targets[0], w->p->t.text, &w->t,
				i) ||
			(term->source.n &&
				!has_nocase(w->p->s.text, term->source)) ||
			is_seen(w, term))
			continue;
		d = diag_add(sink, &rule_term,
			pair_seen(w->k, w->p, w->t.p[i].at,
				w->t.p[i + term->words.n - 1].end),
			"the glossary forbids '%.*s'",
			STR_ARG(term->targets[0]));
		d->own = LEVEL_ERROR;
		if (term->note.n)
			d->hint = str_dup(sink->arena, term->note);
	}
}

void pair_terms(const struct pair_check *k, const struct pair_text *p)
{
	const struct terms *terms = k->c->terms;
	struct sides w = { .k = k, .p = p };

	if (!terms || terms->n == 0)
		return;
	w.s = words_of(k->c->scratch, p->s.text);
	w.t = words_of(k->c->scratch, p->t.text);
	for (size_t i = 0; i < w.s.n;)
		i += check_source(&w, terms, i);
	for (size_t i = 0; i < w.t.n; i++)
		check_target(&w, terms, i);
}
