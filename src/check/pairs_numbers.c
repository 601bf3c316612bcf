/* Numbers of the two halves of a pair. */
#include "check/pairs.h"

#include "base/buf.h"

const struct rule rule_pair_number = {
	.id = "DG907",
	.name = "pair-number-mismatch",
	.level = LEVEL_OFF,
	.review = LEVEL_WARNING,
	.learned = true,
	.title = "the two halves of a pair have different numbers",
	.why = "a wrong number, date or version misleads more than a clumsy "
	       "word",
	.fix = "put the number of the source text into the translation",
};

static struct str list(struct arena *a, const struct number *p, size_t n)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < n && i < 4; i++) {
		if (i)
			buf_lit(&b, ", ");
		buf_printf(&b, "'%.*s'", STR_ARG(p[i].digits));
	}
	if (n > 4)
		buf_printf(&b, " and %zu more", n - 4);
	return buf_str(&b);
}

/* In the words of an image, which are not compared. */
static bool is_in_image(const struct half *h, struct str digits)
{
	for (size_t i = 0; i < h->ncodes; i++)
		if (h->codes[i].kind == CODE_IMAGE && h->codes[i].text &&
			str_find(str_sub(h->raw, h->codes[i].text,
					 h->codes[i].textend),
				0, digits) != STR_NONE)
			return true;
	return false;
}

static bool is_usual(const struct pair_check *k, const struct pair_text *p,
	const struct number_difference *d)
{
	if (d->usual)
		return true;
	/* Nobody writes 1903 in words. */
	if (d->nextra == 0 && d->nmissing == 1)
		return d->missing->digits.n < 4 &&
		       lang_number_rate(k->m, d->missing->digits) < 0.85;
	return d->nmissing == 0 && d->nextra == 1 &&
	       is_in_image(&p->s, d->extra->digits);
}

void pair_numbers(const struct pair_check *k, const struct pair_text *p)
{
	struct arena *a = k->c->scratch;
	struct number_difference d;
	struct span at = pair_whole(k, p);
	struct diag *found;

	if (!numbers_differ(a, p->s.text, p->t.text, k->m->numbers[0],
		    k->m->numbers[1], k->m->lexicon, &d))
		return;
	if (d.nextra)
		at = pair_seen(k, p, d.extra[0].at, d.extra[0].end);
	if (d.nmissing && d.nextra)
		found = diag_add(k->c->sink, &rule_pair_number, at,
			"the source text has %.*s where this has %.*s",
			STR_ARG(list(a, d.missing, d.nmissing)),
			STR_ARG(list(a, d.extra, d.nextra)));
	else if (d.nmissing)
		found = diag_add(k->c->sink, &rule_pair_number, at,
			"%.*s of the source text is missing",
			STR_ARG(list(a, d.missing, d.nmissing)));
	else
		found = diag_add(k->c->sink, &rule_pair_number, at,
			"%.*s is not in the source text",
			STR_ARG(list(a, d.extra, d.nextra)));
	pair_unsure(found, is_usual(k, p, &d));
}
