/*
 * Digit runs as a multiset; then what only looks different is struck out,
 * one from each side, by the ways in which languages write numbers.
 */
#include "lang/numbers.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "lang/numbers_words.h"

/* ---- comparing --------------------------------------------------- */

struct side {
	struct str text;
	struct numbers all;
	struct words words;
	const struct number_words *forms;
	struct number *left; /* what the other side does not have */
	size_t nleft;
};

static void drop(struct side *s, size_t i)
{
	memmove(s->left + i, s->left + i + 1,
		(s->nleft - i - 1) * sizeof(*s->left));
	s->nleft--;
}

static int by_digits(const void *x, const void *y)
{
	const struct number *a = x, *b = y;
	int order = str_cmp(a->digits, b->digits);

	return order ? order : a->at < b->at ? -1 : 1;
}

/* Fills left of both by merging the sorted lists. */
static void subtract(struct arena *a, struct side *s, struct side *t)
{
	size_t i = 0, k = 0;

	s->left = arena_array(a, struct number, s->all.n + 1);
	t->left = arena_array(a, struct number, t->all.n + 1);
	if (s->all.n)
		qsort(s->all.p, s->all.n, sizeof(*s->all.p), by_digits);
	if (t->all.n)
		qsort(t->all.p, t->all.n, sizeof(*t->all.p), by_digits);
	while (i < s->all.n || k < t->all.n) {
		int order = i == s->all.n   ? 1
			    : k == t->all.n ? -1
					    : str_cmp(s->all.p[i].digits,
						      t->all.p[k].digits);
		if (order == 0) {
			i++;
			k++;
		} else if (order < 0) {
			s->left[s->nleft++] = s->all.p[i++];
		} else {
			t->left[t->nleft++] = t->all.p[k++];
		}
	}
}

static bool has_digits(const struct side *s, struct str digits)
{
	for (size_t i = 0; i < s->all.n; i++)
		if (str_eq(s->all.p[i].digits, digits))
			return true;
	return false;
}

/* The same digits in the same order, cut up in another way. */
static bool same_digits(struct arena *a, struct str s, struct str t)
{
	struct numbers x = numbers_of(a, s), y = numbers_of(a, t);
	struct buf b[2];

	buf_init(&b[0], a);
	buf_init(&b[1], a);
	for (size_t i = 0; i < x.n; i++)
		buf_add(&b[0], x.p[i].digits);
	for (size_t i = 0; i < y.n; i++)
		buf_add(&b[1], y.p[i].digits);
	return b[0].n == b[1].n && str_eq(buf_str(&b[0]), buf_str(&b[1]));
}

static size_t words_for(const struct side *s, const struct side *other,
	uint32_t n)
{
	const struct forms *f = &s->forms->number[n];
	size_t count = number_forms(f, &s->words, s->text);

	/* English articles count only where the other language has them. */
	if (n == 1 && !other->forms->article)
		for (size_t i = 0; i < s->words.n; i++)
			if (s->words.p[i].letters < 3 &&
				number_form(f, s->words.p[i].full) && count)
				count -= s->words.p[i].full ==
						 words_id(S("a")) ||
					 s->words.p[i].full ==
						 words_id(S("an"));
	return count;
}

/* "one" is no article in English. */
static bool says_one(const struct side *s)
{
	static const char *const list[] = { "one", "once", "single" };

	for (size_t i = 0; i < s->words.n; i++)
		for (size_t k = 0; k < sizeof(list) / sizeof(*list); k++)
			if (s->words.p[i].full == words_id(str_of(list[k])))
				return true;
	return false;
}

/* Digits on one side, a word on the other. */
static void strike_words(struct side *s, struct side *other)
{
	for (size_t i = s->nleft; i-- > 0;) {
		uint32_t n;
		if (!str_to_uint(s->left[i].digits, &n) || n > WORDS_TO)
			continue;
		size_t there = words_for(other, s, n);
		if (there > words_for(s, other, n) ||
			(there && other->forms->solid) ||
			(n == 1 && says_one(other)))
			drop(s, i);
	}
}

static void strike_months(struct side *s, const struct side *other)
{
	for (size_t i = s->nleft; i-- > 0;) {
		uint32_t n;
		if (str_to_uint(s->left[i].digits, &n) && n >= 1 &&
			n <= MONTHS &&
			number_forms(&other->forms->month[n - 1], &other->words,
				other->text))
			drop(s, i);
	}
}

static bool has_value(const struct side *s, uint32_t n)
{
	uint32_t value;

	for (size_t i = 0; i < s->all.n; i++)
		if (str_to_uint(s->all.p[i].digits, &value) && value == n)
			return true;
	return false;
}

static bool has_word(const struct side *s, uint32_t id)
{
	for (size_t i = 0; i < s->words.n; i++)
		if (s->words.p[i].id == id && !s->words.p[i].number)
			return true;
	return false;
}

/* The word that a number is a part of: "3D", "1st", or itself. */
static uint32_t word_around(const struct side *s, const struct number *n)
{
	for (size_t i = 0; i < s->words.n; i++)
		if (s->words.p[i].at <= n->at && s->words.p[i].end >= n->end)
			return s->words.p[i].id;
	return 0;
}

/* "3D" for which the site has its own word. A word that both sides have
 * stands for no number. */
static void strike_learned(struct side *s, const struct side *other,
	const struct lexicon *lexicon, int side)
{
	/* Where the other side has a number instead, that is wrong. */
	for (size_t i = other->nleft ? 0 : s->nleft; i-- > 0;) {
		const struct lexicon_entry *e;
		if (s->left[i].digits.n > 2)
			continue;
		e = lexicon_find(lexicon, side, word_around(s, &s->left[i]));
		for (uint32_t b = 0; e && b < e->nbest; b++)
			if (has_word(other, e->best[b]) &&
				!has_word(s, e->best[b])) {
				drop(s, i);
				break;
			}
	}
}

/* "1 million" is often "million" alone. */
static void strike_millions(struct side *s)
{
	for (size_t i = s->nleft; i-- > 0;) {
		struct str rest = str_trim_left(
			str_skip(s->text, s->left[i].end));
		if (str_eq(s->left[i].digits, S("1")) &&
			(str_starts_nocase(rest, S("million")) ||
				str_starts_nocase(rest, S("billion")) ||
				str_starts_nocase(rest, S("thousand"))))
			drop(s, i);
	}
}

/* Texts without spaces count with digits where English has "a" or "both". */
static void strike_counters(struct side *s, struct side *t)
{
	if (!t->forms->solid || s->nleft)
		return;
	/* Unless the source has the number in a word, and another one. */
	for (uint32_t n = 2; n <= MONTHS; n++)
		if (words_for(s, t, n) > words_for(t, s, n) && !has_value(t, n))
			return;
	for (size_t i = t->nleft; i-- > 0;) {
		uint32_t n;
		if (str_to_uint(t->left[i].digits, &n) && n <= MONTHS)
			drop(t, i);
	}
}

static bool has_clock(struct str text)
{
	static const char *const marks[] = { "午前", "午後", "上午", "下午",
		"오전", "오후", NULL };

	for (size_t i = 1; i + 1 < text.n; i++) {
		char c = char_lower(text.p[i]), before = text.p[i - 1];
		size_t k = i + 1 + (text.p[i + 1] == '.');
		if ((c == 'a' || c == 'p') && k < text.n &&
			char_lower(text.p[k]) == 'm' &&
			(char_is_digit(before) || before == ' ' ||
				(unsigned char)before >= 0x80) &&
			(k + 1 == text.n || !char_is_alnum(text.p[k + 1])))
			return true;
	}
	for (size_t i = 0; marks[i]; i++)
		if (str_find(text, 0, str_of(marks[i])) != STR_NONE)
			return true;
	return false;
}

/* Is y another way to write the number x? */
static bool same_value(struct str x, struct str y, bool clock)
{
	struct str a = x.n <= y.n ? x : y, b = x.n <= y.n ? y : x;
	uint32_t m, n;
	size_t zeros = 0;

	if (clock && str_to_uint(x, &m) && str_to_uint(y, &n) && m < 25 &&
		n < 25 && m % 12 == n % 12)
		return true;
	/* FY21 and 2021 */
	if (a.n == 2 && b.n == 4 && str_starts(b, S("20")) && str_ends(b, a))
		return true;
	/* 300K and 300,000; 1 ten thousand and 10,000 */
	while (zeros < b.n && b.p[b.n - 1 - zeros] == '0')
		zeros++;
	if (!str_starts(b, a) || b.n - a.n < 2)
		return false;
	return b.n - a.n <= zeros;
}

static void strike_values(struct side *s, struct side *t)
{
	bool clock = has_clock(s->text) || has_clock(t->text);

	for (size_t i = s->nleft; i-- > 0;)
		for (size_t k = t->nleft; k-- > 0;)
			if (same_value(s->left[i].digits, t->left[k].digits,
				    clock)) {
				drop(s, i);
				drop(t, k);
				break;
			}
	for (size_t k = t->nleft; clock && k-- > 0;)
		if (str_eq(t->left[k].digits, S("0")))
			drop(t, k);
	for (size_t k = s->nleft; clock && k-- > 0;)
		if (str_eq(s->left[k].digits, S("0")))
			drop(s, k);
}

/* "Class II" and "class 2": `s` has the digits. */
static void strike_roman(struct side *s, const struct side *other)
{
	static const char *const roman[] = { "", "i", "ii", "iii", "iv", "v",
		"vi", "vii", "viii", "ix", "x" };

	for (size_t i = s->nleft; i-- > 0;) {
		uint32_t n;
		if (!str_to_uint(s->left[i].digits, &n) || n < 1 || n > 10)
			continue;
		for (size_t k = 0; k < other->words.n; k++)
			if (other->words.p[k].upper &&
				other->words.p[k].full ==
					words_id(str_of(roman[n]))) {
				drop(s, i);
				break;
			}
	}
}

static void drop_digits(struct side *s, struct str digits)
{
	for (size_t i = s->nleft; i-- > 0;)
		if (str_eq(s->left[i].digits, digits))
			drop(s, i);
}

/* "24x7" is "24 hours a day", "365 days". */
static void strike_always(struct side *s, struct side *t)
{
	if (!has_digits(s, S("24")) || !has_digits(t, S("24")))
		return;
	drop_digits(s, S("7"));
	drop_digits(t, S("365"));
}

/* A number may be said once more. */
static void strike_repeated(const struct side *s, struct side *t)
{
	for (size_t i = t->nleft; i-- > 0;)
		if (has_digits(s, t->left[i].digits))
			drop(t, i);
}

/* "2567" of the Buddhist era is 2024. */
static void strike_eras(struct side *s, struct side *t)
{
	uint32_t m, n;

	for (size_t i = s->nleft; i-- > 0;) {
		if (!str_to_uint(s->left[i].digits, &m) || m < 1900 ||
			m >= 2100)
			continue;
		for (size_t k = t->nleft; k-- > 0;)
			if (str_to_uint(t->left[k].digits, &n) &&
				n == m + 543) {
				drop(s, i);
				drop(t, k);
				break;
			}
	}
}

/* ---- what translators do ----------------------------------------- */

static bool has_any(struct str text, const char *const *list)
{
	for (; *list; list++)
		if (str_find(text, 0, str_of(*list)) != STR_NONE)
			return true;
	return false;
}

/* Units that become others: 5 feet, 1.5 metres. */
static bool has_old_unit(const struct side *s)
{
	static const char *const list[] = { "feet", "foot", "inch", "inches",
		"mile", "miles", "yard", "yards", "pound", "pounds", "lb",
		"lbs", "ounce", "ounces", "fahrenheit" };

	for (size_t i = 0; i < s->words.n; i++)
		for (size_t k = 0; k < sizeof(list) / sizeof(*list); k++)
			if (s->words.p[i].full == words_id(str_of(list[k])))
				return true;
	return false;
}

/* "More than 5" is "6 and up" elsewhere. */
static bool has_bound(struct str text)
{
	static const char *const list[] = { "ore than", "ess than", "ver ",
		"nder ", "east", "most", "elow", "bove", NULL };

	return has_any(text, list);
}

/* "3D", "1st", "2-year", "100%": in words, if the language has one. */
static bool is_in_word(const struct side *s, const struct number *n)
{
	size_t end = n->end;
	uint32_t before = n->at ? (unsigned char)s->text.p[n->at - 1] : ' ';

	if (before < 0x80 && char_is_alnum((char)before))
		return true;
	if (end >= s->text.n)
		return false;
	if (s->text.p[end] == '%')
		return str_eq(n->digits, S("100")) ||
		       str_eq(n->digits, S("50"));
	return char_is_alnum(s->text.p[end]) ||
	       (s->text.p[end] == '-' && end + 1 < s->text.n &&
		       char_is_alnum(s->text.p[end + 1]) &&
		       !char_is_digit(s->text.p[end + 1]));
}

/* Is one of these in a word? Equal ones are not told apart. */
static bool is_in_words(const struct side *s, struct str digits)
{
	for (size_t i = 0; i < s->all.n; i++)
		if (str_eq(s->all.p[i].digits, digits) &&
			is_in_word(s, &s->all.p[i]))
			return true;
	return false;
}

static bool is_small(const struct number *n)
{
	return str_eq(n->digits, S("1")) || str_eq(n->digits, S("0"));
}

static bool has_capital(const struct words *w, size_t at)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->p[i].end + 1 == at)
			return w->p[i].upper;
	return false;
}

/* "1 hour" is "an hour"; "Phase 1" is a name. */
static bool counts_one(const struct side *s, struct str digits)
{
	for (size_t i = 0; i < s->all.n; i++) {
		const struct number *n = &s->all.p[i];
		if (str_eq(n->digits, digits) && is_small(n) &&
			n->end + 1 < s->text.n && s->text.p[n->end] == ' ' &&
			char_is_alnum(s->text.p[n->end + 1]) &&
			!has_capital(&s->words, n->at))
			return true;
	}
	return false;
}

static bool may_be_words(const struct side *s, const struct side *t,
	struct str digits)
{
	const struct forms *f;
	uint32_t n;

	/* A name that is said once less. */
	if (has_digits(t, digits) || counts_one(s, digits) ||
		is_in_words(s, digits))
		return true;
	f = str_to_uint(digits, &n) ? number_of(t->forms, n) : NULL;
	return f && number_stem(f, &t->words, t->text);
}

static bool is_usual(const struct side *s, const struct side *t)
{
	uint32_t m, n;

	if ((s->nleft || t->nleft) && has_old_unit(s))
		return true;
	if (s->nleft == 1 && t->nleft == 1)
		return str_to_uint(s->left->digits, &m) &&
		       str_to_uint(t->left->digits, &n) &&
		       (m == n + 1 || n == m + 1) && has_bound(s->text);
	for (size_t i = 0; i < s->nleft; i++)
		if (t->nleft || !may_be_words(s, t, s->left[i].digits))
			return false;
	for (size_t i = 0; i < t->nleft; i++)
		if (s->nleft || !is_small(&t->left[i]))
			return false;
	return true;
}

bool numbers_differ(struct arena *a, struct str s, struct str t,
	const struct number_words *source, const struct number_words *target,
	const struct lexicon *lexicon, struct number_difference *out)
{
	struct side x = { .text = s, .all = numbers_of(a, s), .forms = source };
	struct side y = { .text = t, .all = numbers_of(a, t), .forms = target };

	*out = (struct number_difference){ 0 };
	if (x.all.n == 0 && y.all.n == 0)
		return false;
	subtract(a, &x, &y);
	if (x.nleft + y.nleft == 0 || same_digits(a, s, t))
		return false;
	x.words = words_of(a, s);
	y.words = words_of(a, t);
	strike_months(&x, &y);
	strike_months(&y, &x);
	strike_values(&x, &y);
	strike_words(&x, &y);
	strike_words(&y, &x);
	strike_roman(&x, &y);
	strike_roman(&y, &x);
	strike_always(&x, &y);
	strike_eras(&x, &y);
	strike_learned(&x, &y, lexicon, 0);
	strike_learned(&y, &x, lexicon, 1);
	strike_millions(&x);
	strike_repeated(&x, &y);
	strike_counters(&x, &y);
	out->missing = x.left;
	out->nmissing = x.nleft;
	out->extra = y.left;
	out->nextra = y.nleft;
	out->usual = is_usual(&x, &y);
	return x.nleft + y.nleft > 0;
}
