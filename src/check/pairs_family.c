/* The pairs of a page taken apart, and the rules over them in one order. */
#include "check/pairs.h"

#include "base/buf.h"
#include "base/utf8.h"

/* Letters of a text that a message shows. */
#define EXCERPT 80

struct span pair_span(const struct pair_check *k, const struct pair_text *p,
	size_t at, size_t end)
{
	return (struct span){ k->c->page->file, p->pair->t + (uint32_t)at,
		(uint32_t)(end - at) };
}

struct span pair_whole(const struct pair_check *k, const struct pair_text *p)
{
	if (p->pair->t == p->pair->t_end)
		return (struct span){ k->c->page->file, p->pair->at,
			p->pair->end - p->pair->at };
	return pair_span(k, p, 0, p->t.raw.n);
}

struct span pair_seen(const struct pair_check *k, const struct pair_text *p,
	size_t from, size_t to)
{
	uint32_t at, end;

	half_range(&p->t, from, to, &at, &end);
	return pair_span(k, p, at, end);
}

void pair_unsure(struct diag *d, bool unsure)
{
	if (unsure)
		d->own = LEVEL_INFO;
}

struct str pair_excerpt(const struct pair_check *k, struct str text)
{
	size_t end = 0, space = 0, n = 0;
	struct buf out;

	text = str_trim(text);
	for (; end < text.n && n < EXCERPT; n++) {
		space = text.p[end] == ' ' ? end : space;
		utf8_next(text, &end);
	}
	if (end < text.n && space * 2 > end)
		end = space;
	buf_init(&out, k->c->scratch);
	for (size_t i = 0; i < end; i++)
		buf_byte(&out, char_is_space(text.p[i]) ? ' ' : text.p[i]);
	if (end < text.n)
		buf_lit(&out, "…");
	return buf_str(&out);
}

static void take_apart(struct pair_check *k)
{
	const struct page *page = k->c->page;
	struct arena *a = k->c->scratch;

	k->p = arena_array(a, struct pair_text, page->pairs.n + 1);
	for (size_t i = 0; i < page->pairs.n; i++) {
		const struct pair *p = &page->pairs.p[i];
		struct pair_text *t = &k->p[k->n++];
		size_t lost;
		t->pair = p;
		t->index = i;
		half_read(a, str_sub(page->source->bytes, p->s, p->s_end),
			&t->s);
		half_read(a, str_sub(page->source->bytes, p->t, p->t_end),
			&t->t);
		k->bold[bold_leads(&t->s)]
			.fate[bold_fate(&t->s, &t->t, &lost)]++;
	}
}

static bool is_blank(const struct half *h)
{
	return str_trim(h->text).n == 0;
}

void check_pairs(struct check *c)
{
	struct pair_check k = { .c = c, .m = c->model };

	if (!k.m || c->page->pairs.n == 0)
		return;
	k.language = str_sub(k.m->locale, 0,
		str_find_byte(k.m->locale, 0, '-'));
	take_apart(&k);
	pairs_examples(&k);
	for (size_t i = 0; i < k.n; i++) {
		const struct pair_text *p = &k.p[i];
		pair_words(&k, p);
		/* What is not there cannot be compared. */
		if (is_blank(&p->t) || is_blank(&p->s))
			continue;
		pair_marks(&k, p);
		pair_signs(&k, p);
		pair_french(&k, p);
		pair_terms(&k, p);
		if (k.m->npairs == 0)
			continue;
		pair_numbers(&k, p);
		pair_ending(&k, p);
		pair_common(&k, p);
	}
	pairs_stale(&k);
	pairs_meta(&k);
	if (k.m->npairs == 0)
		return;
	pairs_fit(&k);
	pairs_untranslated(&k);
}
