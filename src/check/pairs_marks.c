/*
 * Markup of the two halves of a pair: what the source text links to, shows
 * as code or makes bold must be in the translation too.
 */
#include "check/pairs.h"

#include "base/path.h"
#include "base/utf8.h"
#include "check/rules.h"
#include "lang/score.h"

const struct rule rule_pair_link = {
	.id = "DG904",
	.name = "pair-link-mismatch",
	.level = LEVEL_WARNING,
	.title = "the two halves of a pair lead to different targets",
	.why = "readers of one language get to another page, or to none",
	.fix = "take over the target of the source text",
};

const struct rule rule_pair_code = {
	.id = "DG905",
	.name = "pair-code-mismatch",
	.level = LEVEL_WARNING,
	.title = "the two halves of a pair have different code",
	.why = "what a reader copies does not work",
	.fix = "write code as the source text has it",
};

const struct rule rule_pair_emphasis = {
	.id = "DG906",
	.name = "pair-emphasis-mismatch",
	.level = LEVEL_SUGGESTION,
	.review = LEVEL_WARNING,
	.title = "bold text of the source is not bold in the translation",
	.why = "names of buttons and fields no longer stand out",
	.fix = "make the same words bold, or put them in quotes",
};

const struct rule rule_markup_glued = {
	.id = "DG910",
	.name = "markup-glued",
	.level = LEVEL_SUGGESTION,
	.title = "a link and a word stand together without a space",
	.why = "two words are read as one",
	.fix = "put a space between them",
	.mend = MEND_SAFE,
};

const struct rule rule_emphasis_broken = {
	.id = "DG911",
	.name = "emphasis-broken",
	.level = LEVEL_WARNING,
	.title = "'*', '_' or '`' that mark nothing up are shown as they are",
	.why = "readers see the signs instead of bold text",
	.fix = "close the run, with no space inside its ends; where a letter "
	       "follows, let punctuation stand outside",
};

static const struct rule_option token_options[] = {
	{ "allowed",
		"placeholders and tags that may differ, as '{name}' or "
		"'br'",
		0, OPTION_WORDS },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_pair_token = {
	.id = "DG918",
	.name = "pair-token-mismatch",
	.level = LEVEL_ERROR,
	.title = "a placeholder or a tag of the source is not in the "
		 "translation",
	.why = "software finds no place for the value, or the page breaks",
	.fix = "take over placeholders and tags unchanged",
	.options = token_options,
};

/* ---- lists of codes ---------------------------------------------- */

struct item {
	const struct code *code;
	struct str value; /* in the form that is compared */
	bool used;
};

struct items {
	struct item *p;
	size_t n;
};

static bool is_target(enum code_kind kind)
{
	return kind == CODE_LINK || kind == CODE_IMAGE || kind == CODE_URL;
}

static bool wanted(enum code_kind kind, enum code_kind want)
{
	return kind == want || (want == CODE_LINK && is_target(kind));
}

static struct items items_of(struct arena *a, const struct half *h,
	enum code_kind kind)
{
	struct items items = { arena_array(a, struct item, h->ncodes + 1), 0 };

	for (size_t i = 0; i < h->ncodes; i++) {
		const struct code *c = &h->codes[i];
		if (!wanted(c->kind, kind))
			continue;
		items.p[items.n++] = (struct item){ c,
			kind == CODE_LINK ? url_core(a, c->value) : c->value,
			false };
	}
	return items;
}

/* Many of one value cost no more than a few: a cap on what is compared. */
#define ITEMS_MAX 400

static struct item *find(const struct items *in, struct str value)
{
	for (size_t i = 0; i < in->n && i < ITEMS_MAX; i++)
		if (!in->p[i].used && str_eq(in->p[i].value, value))
			return &in->p[i];
	return NULL;
}

/* Strikes out what both have. */
static void cancel(struct items *s, struct items *t)
{
	for (size_t i = 0; i < s->n && i < ITEMS_MAX; i++) {
		struct item *other = find(t, s->p[i].value);
		if (!other)
			continue;
		s->p[i].used = other->used = true;
	}
}

static const struct item *first_left(const struct items *items)
{
	for (size_t i = 0; i < items->n && i < ITEMS_MAX; i++)
		if (!items->p[i].used)
			return &items->p[i];
	return NULL;
}

/* Does the value occur among all, used or not? */
static bool has(const struct items *in, struct str value)
{
	for (size_t i = 0; i < in->n && i < ITEMS_MAX; i++)
		if (str_eq(in->p[i].value, value))
			return true;
	return false;
}

/* A thing said once more, or once less where the other stays. */
static void forgive_repeats(struct items *items, const struct items *other)
{
	for (size_t i = 0; i < items->n && i < ITEMS_MAX; i++)
		if (!items->p[i].used && has(other, items->p[i].value))
			items->p[i].used = true;
}

/* Those that the configuration lets differ. */
static void forgive_allowed(const struct pair_check *k, struct items *items)
{
	const struct value *list = rule_words(&k->c->set->config,
		&rule_pair_token, "allowed");

	for (size_t i = 0; list && i < list->n && i < ITEMS_MAX; i++)
		for (size_t n = 0; n < items->n && n < ITEMS_MAX; n++)
			if (str_eq(items->p[n].value,
				    value_as_text(list->items[i])))
				items->p[n].used = true;
}

static struct span at_code(const struct pair_check *k,
	const struct pair_text *p, const struct item *i)
{
	return i ? pair_span(k, p, i->code->at, i->code->end)
		 : pair_whole(k, p);
}

/* ---- rules ------------------------------------------------------- */

/* To the same page, and another place of it: headings have names of their
 * own in each language. */
static bool is_same_page(const struct item *x, const struct item *y)
{
	size_t a = str_find_byte(x->value, 0, '#');
	size_t b = str_find_byte(y->value, 0, '#');

	return (a != STR_NONE || b != STR_NONE) &&
	       str_eq(str_sub(x->value, 0, a), str_sub(y->value, 0, b));
}

static void check_links_of(const struct pair_check *k,
	const struct pair_text *p)
{
	struct items s = items_of(k->c->scratch, &p->s, CODE_LINK);
	struct items t = items_of(k->c->scratch, &p->t, CODE_LINK);
	const struct item *missing, *extra;
	struct diag *d;

	cancel(&s, &t);
	forgive_repeats(&t, &s);
	missing = first_left(&s);
	extra = first_left(&t);
	/* One link of the source that stands for two of one target. */
	if (missing && !extra && has(&t, missing->value) && s.n > t.n + 1)
		return;
	if (missing && extra) {
		d = diag_add(k->c->sink, &rule_pair_link, at_code(k, p, extra),
			"this leads to '%.*s', the source text to '%.*s'",
			STR_ARG(extra->code->value),
			STR_ARG(missing->code->value));
		if (!is_same_page(missing, extra))
			d->own = LEVEL_ERROR;
	} else if (missing) {
		diag_add(k->c->sink, &rule_pair_link, pair_whole(k, p),
			"the source text leads to '%.*s', this does not",
			STR_ARG(missing->code->value))
			->own = LEVEL_ERROR;
	} else if (extra) {
		diag_add(k->c->sink, &rule_pair_link, at_code(k, p, extra),
			"this leads to '%.*s', the source text does not",
			STR_ARG(extra->code->value));
	}
}

/* Equal but for case and space. */
static bool is_like(struct str x, struct str y)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < x.n && char_is_space(x.p[i]))
			i++;
		while (k < y.n && char_is_space(y.p[k]))
			k++;
		if (i == x.n || k == y.n)
			return i == x.n && k == y.n;
		if (char_lower(x.p[i]) != char_lower(y.p[k]))
			return false;
	}
}

static void check_codes_of(const struct pair_check *k,
	const struct pair_text *p)
{
	struct items s = items_of(k->c->scratch, &p->s, CODE_SPAN);
	struct items t = items_of(k->c->scratch, &p->t, CODE_SPAN);
	const struct item *missing, *extra;
	struct diag *d;

	cancel(&s, &t);
	forgive_repeats(&t, &s);
	missing = first_left(&s);
	extra = first_left(&t);
	if (missing && extra)
		d = diag_add(k->c->sink, &rule_pair_code, at_code(k, p, extra),
			"this is the code '%.*s', the source text has '%.*s'",
			STR_ARG(extra->value), STR_ARG(missing->value));
	else if (missing)
		d = diag_add(k->c->sink, &rule_pair_code, pair_whole(k, p),
			"the code '%.*s' of the source text is missing",
			STR_ARG(missing->value));
	else if (extra)
		d = diag_add(k->c->sink, &rule_pair_code, at_code(k, p, extra),
			"the code '%.*s' is not in the source text",
			STR_ARG(extra->value));
	else
		return;
	if (!missing || !extra || !is_like(missing->value, extra->value))
		d->own = LEVEL_ERROR;
}

static void check_tokens_of(const struct pair_check *k,
	const struct pair_text *p, enum code_kind kind, const char *what)
{
	struct items s = items_of(k->c->scratch, &p->s, kind);
	struct items t = items_of(k->c->scratch, &p->t, kind);
	const struct item *missing, *extra;

	cancel(&s, &t);
	if (kind == CODE_TOKEN)
		forgive_repeats(&t, &s);
	forgive_allowed(k, &s);
	forgive_allowed(k, &t);
	missing = first_left(&s);
	extra = first_left(&t);
	if (missing && extra)
		diag_add(k->c->sink, &rule_pair_token, at_code(k, p, extra),
			"the %s '%.*s' is '%.*s' in the source text", what,
			STR_ARG(extra->value), STR_ARG(missing->value));
	else if (missing)
		diag_add(k->c->sink, &rule_pair_token, pair_whole(k, p),
			"the %s '%.*s' of the source text is missing", what,
			STR_ARG(missing->value));
	else if (extra)
		diag_add(k->c->sink, &rule_pair_token, at_code(k, p, extra),
			"the %s '%.*s' is not in the source text", what,
			STR_ARG(extra->value));
}

/* Adds what others of the kind do, this one left out; ten say enough. */
static void add_others(double *kept, double *seen, const struct lang_bold *b,
	enum bold fate)
{
	double lost = b->fate[fate] ? b->fate[fate] - 1.0 : 0;
	double all = lost + b->fate[BOLD_KEPT];
	double weight = all > 10 ? 10 / all : 1;

	*seen += weight * all;
	*kept += weight * b->fate[BOLD_KEPT];
}

/* Whether bold is kept here and seldom ends like this: by the site, the
 * page, the passages, and the pair itself. */
static bool keeps_bold(const struct pair_check *k, const struct pair_text *p,
	enum bold fate)
{
	bool leads = bold_leads(&p->s);
	const struct lang_bold *all = &k->m->bolds[leads];
	uint32_t keys[16];
	size_t n = bold_keys(&p->s, keys, 16);
	double seen = 2, kept = 2 * (all->fate[BOLD_KEPT] + 4.0) /
				(all->fate[BOLD_KEPT] + all->fate[fate] + 5.0);

	add_others(&kept, &seen, &k->bold[leads], fate);
	for (size_t i = 0; i < n; i++)
		add_others(&kept, &seen, lang_bold_of(k->m, keys[i]), fate);
	if (half_count(&p->t, CODE_STRONG)) {
		seen += 2;
		kept += 2;
	}
	return kept >= (fate == BOLD_QUOTED ? 0.9 : 0.65) * seen;
}

static void check_bold_of(const struct pair_check *k, const struct pair_text *p)
{
	size_t all = half_count(&p->s, CODE_STRONG), lost;
	enum bold fate = bold_fate(&p->s, &p->t, &lost);
	struct diag *d;

	/* Quotes may stand for it: only the docset's custom tells. */
	if (lost == 0 || (fate == BOLD_QUOTED && k->m->npairs == 0) ||
		half_count(&p->t, CODE_STRAY) > half_count(&p->s, CODE_STRAY) ||
		!keeps_bold(k, p, fate))
		return;
	d = diag_add(k->c->sink, &rule_pair_emphasis, pair_whole(k, p),
		"%zu of the %zu bold passages of the source text %s not bold",
		lost, all, lost == 1 ? "is" : "are");
	pair_unsure(d, fate == BOLD_QUOTED);
}

/* Stars that were escaped and are seen. */
static size_t count_stars(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; (i = str_find(text, i, S("**"))) != STR_NONE; i += 2)
		n++;
	return n;
}

static bool check_stars_of(const struct pair_check *k,
	const struct pair_text *p)
{
	size_t at = str_find(p->t.text, 0, S("**"));

	if (at == STR_NONE || count_stars(p->t.text) <= count_stars(p->s.text))
		return false;
	diag_add(k->c->sink, &rule_emphasis_broken, pair_seen(k, p, at, at + 2),
		"'**' is shown as it is");
	return true;
}

/* The alternative text of an image. */
static bool is_image_without_text(const struct code *c, bool without)
{
	return c->kind == CODE_IMAGE && c->text > 0 &&
	       (c->text == c->textend) == without;
}

static void check_alts_of(const struct pair_check *k, const struct pair_text *p)
{
	size_t s = 0, t = 0, here = 0;

	for (size_t i = 0; i < p->s.ncodes; i++)
		s += is_image_without_text(&p->s.codes[i], true);
	for (size_t i = 0; i < p->t.ncodes; i++)
		if (is_image_without_text(&p->t.codes[i], true)) {
			t++;
			here = i;
		}
	if (t > s)
		diag_add(k->c->sink, &rule_pair_empty,
			pair_span(k, p, p->t.codes[here].at,
				p->t.codes[here].end),
			"the alternative text is empty");
}

static size_t width(const struct half *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->ncodes; i++)
		if (h->codes[i].kind == CODE_STRAY)
			n += h->codes[i].end - h->codes[i].at;
	return n;
}

static void check_strays_of(const struct pair_check *k,
	const struct pair_text *p)
{
	const struct code *last = NULL;

	if (check_stars_of(k, p) || width(&p->t) <= width(&p->s))
		return;
	for (size_t i = 0; i < p->t.ncodes; i++)
		if (p->t.codes[i].kind == CODE_STRAY)
			last = &p->t.codes[i];
	diag_add(k->c->sink, &rule_emphasis_broken,
		pair_span(k, p, last->at, last->end),
		"'%.*s' opens or closes nothing and is shown as it is",
		STR_ARG(str_sub(p->t.raw, last->at, last->end)));
}

/* ---- glue -------------------------------------------------------- */

static bool is_letter_at(struct str s, size_t at)
{
	uint32_t c = at < s.n ? utf8_next(s, &at) : ' ';

	return utf8_is_alnum(c) && !(c < 0x80 && char_is_digit((char)c));
}

static bool is_letter_before(struct str s, size_t at)
{
	size_t i = at;

	if (at == 0)
		return false;
	do
		i--;
	while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80);
	return is_letter_at(s, i);
}

static size_t count_glued(const struct half *h, bool after,
	const struct code **where)
{
	size_t n = 0;

	for (size_t i = 0; i < h->ncodes; i++) {
		const struct code *c = &h->codes[i];
		if (c->kind != CODE_LINK || c->textend == 0)
			continue;
		if (after ? is_letter_at(h->raw, c->end)
			  : is_letter_before(h->raw, c->at)) {
			*where = c;
			n++;
		}
	}
	return n;
}

/* Languages that put endings or articles right behind or before a name. */
static bool joins(const struct pair_check *k, bool after)
{
	enum script s = k->m->script;

	if (script_is_solid(s) || s == SCRIPT_HANGUL)
		return true;
	return !after && (s == SCRIPT_ARABIC || s == SCRIPT_HEBREW);
}

/* Has the same link of the source text a space there? */
static bool has_space(const struct pair_check *k, const struct half *s,
	struct str target, bool after)
{
	target = url_core(k->c->scratch, target);
	for (size_t i = 0; i < s->ncodes; i++) {
		const struct code *c = &s->codes[i];
		if (c->kind == CODE_LINK && c->textend &&
			str_eq(url_core(k->c->scratch, c->value), target))
			return after ? str_starts(str_skip(s->raw, c->end),
					       S(" "))
				     : c->at && s->raw.p[c->at - 1] == ' ';
	}
	return false;
}

static void check_glue_of(const struct pair_check *k, const struct pair_text *p,
	bool after)
{
	const struct code *in_s = NULL, *in_t = NULL;
	struct diag *d;
	size_t at;

	if (joins(k, after) || count_glued(&p->t, after, &in_t) <=
				       count_glued(&p->s, after, &in_s))
		return;
	d = diag_add(k->c->sink, &rule_markup_glued,
		pair_span(k, p, in_t->at, in_t->end),
		"there is no space between the link and the word %s it",
		after ? "behind" : "before");
	at = after ? in_t->end : in_t->at;
	diag_mend(k->c->sink, d,
		has_space(k, &p->s, in_t->value, after) ? MEND_SAFE
							: MEND_UNSAFE,
		pair_span(k, p, at, at), S(" "));
}

void pair_marks(const struct pair_check *k, const struct pair_text *p)
{
	check_links_of(k, p);
	check_codes_of(k, p);
	check_tokens_of(k, p, CODE_TOKEN, "placeholder");
	check_tokens_of(k, p, CODE_TAG, "tag");
	check_alts_of(k, p);
	check_bold_of(k, p);
	check_strays_of(k, p);
	check_glue_of(k, p, true);
	check_glue_of(k, p, false);
}
