/*
 * Digit runs as a multiset; then what only looks different is struck out,
 * one from each side, by the ways in which languages write numbers.
 */
#include "lang/numbers.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "lang/words.h"

#define WORDS_TO 20
#define MONTHS 12
#define FORM_MAX 128

/* ---- words for numbers and months -------------------------------- */

struct forms {
	VEC(uint32_t) ids;    /* folded words */
	VEC(struct str) runs; /* of solid scripts: to be found inside */
};

struct number_words {
	struct arena *arena;
	struct forms number[WORDS_TO + 1];
	struct forms month[MONTHS];
	bool solid;
	bool article; /* the word for one is also "a" */
};

static void add_form(struct number_words *w, struct forms *f, struct str text)
{
	struct words words = words_of(w->arena, text);

	if (words.n == 1 && !words.p[0].number && !words.p[0].solid)
		vec_push(w->arena, &f->ids, words.p[0].full);
	else if (w->solid && text.n >= 3 && text.n <= 9 &&
		 (words.n == 0 || words.p[0].solid))
		vec_push(w->arena, &f->runs, str_dup(w->arena, text));
}

static void add_u16(struct number_words *w, struct forms *f, const UChar *u,
	int32_t n)
{
	UErrorCode error = U_ZERO_ERROR;
	char text[FORM_MAX * 3];
	int32_t len = 0;

	u_strToUTF8(text, sizeof(text), &len, u, n, &error);
	if (U_SUCCESS(error))
		add_form(w, f, str_make(text, (size_t)len));
}

static void spell(struct number_words *w, const UNumberFormat *format)
{
	for (int n = 0; n <= WORDS_TO; n++) {
		UErrorCode error = U_ZERO_ERROR;
		UChar out[FORM_MAX];
		int32_t len = unum_format(format, n, out, FORM_MAX, NULL,
			&error);
		if (U_SUCCESS(error))
			add_u16(w, &w->number[n], out, len);
	}
}

/* All genders and cases that CLDR has are rule sets of their own. */
static void spell_all(struct number_words *w, UNumberFormat *format)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar sets[2048];
	int32_t n = unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, sets,
		2048, &error);

	if (U_FAILURE(error) || n > 2047)
		return;
	for (int32_t from = 0; from < n;) {
		int32_t to = from;
		while (to < n && sets[to] != ';')
			to++;
		error = U_ZERO_ERROR;
		unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, sets + from,
			to - from, &error);
		if (U_SUCCESS(error))
			spell(w, format);
		from = to + 1;
	}
}

static void name_months(struct number_words *w, const char *id)
{
	static const UDateFormatSymbolType types[] = { UDAT_MONTHS,
		UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
		UDAT_STANDALONE_SHORT_MONTHS };
	UErrorCode error = U_ZERO_ERROR;
	UDateFormat *f = udat_open(UDAT_DEFAULT, UDAT_DEFAULT, id, NULL, 0,
		NULL, 0, &error);

	for (size_t k = 0; U_SUCCESS(error) && k < 4; k++)
		for (int m = 0; m < MONTHS; m++) {
			UErrorCode own = U_ZERO_ERROR;
			UChar out[FORM_MAX];
			int32_t n = udat_getSymbols(f, types[k], m, out,
				FORM_MAX, &own);
			if (U_SUCCESS(own) && n > 2)
				add_u16(w, &w->month[m], out, n);
		}
	if (f)
		udat_close(f);
}

/* What RBNF does not know. */
static void add_english(struct number_words *w)
{
	static const struct {
		int n;
		const char *word;
	} more[] = { { 1, "once" }, { 1, "single" }, { 1, "another" },
		{ 1, "a" }, { 1, "an" }, { 1, "individual" }, { 2, "both" },
		{ 2, "twice" }, { 2, "double" }, { 2, "pair" }, { 2, "half" },
		{ 2, "either" }, { 2, "couple" }, { 3, "triple" },
		{ 10, "decade" }, { 12, "dozen" }, { 0, "no" }, { 0, "none" } };

	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
		add_form(w, &w->number[more[i].n], str_of(more[i].word));
}

/* Languages whose word for one is their article as well. */
static bool has_article(struct str language)
{
	static const char *const list[] = { "nl", "de", "fr", "es", "it", "pt",
		"ca", "gl", "da", "nb", "nn", "no", "sv", "ro", "af", "fy",
		"lb", "el", "tr", "hu", "az", "fa", "eu", "hi" };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (str_eq(language, str_of(list[i])))
			return true;
	return false;
}

struct number_words *number_words_new(struct arena *a, struct str locale)
{
	struct number_words *w = arena_new(a, struct number_words);
	UErrorCode error = U_ZERO_ERROR;
	struct str language = str_sub(locale, 0, str_find_byte(locale, 0, '-'));
	const char *id = str_z(a, str_lower(a, language));
	UNumberFormat *f = unum_open(UNUM_SPELLOUT, NULL, 0, id, NULL, &error);
	enum script script = script_of_locale(locale);

	w->arena = a;
	w->solid = script_is_solid(script) || script == SCRIPT_HANGUL;
	w->article = has_article(str_of(id));
	if (U_SUCCESS(error))
		spell_all(w, f);
	if (f)
		unum_close(f);
	name_months(w, id);
	if (strcmp(id, "en") == 0)
		add_english(w);
	return w;
}

static bool has_id(const struct forms *f, uint32_t id)
{
	for (size_t i = 0; i < f->ids.n; i++)
		if (f->ids.p[i] == id)
			return true;
	return false;
}

/* How often one of the forms is in the text. */
static size_t count_forms(const struct forms *f, const struct words *words,
	struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		n += has_id(f, words->p[i].full);
	for (size_t i = 0; i < f->runs.n; i++)
		n += str_find(text, 0, f->runs.p[i]) != STR_NONE;
	return n;
}

/* ---- digits ------------------------------------------------------ */

/* 0 to 20, or -1. */
static int digit_value(uint32_t c)
{
	double v;

	if (c < 0x80)
		return char_is_digit((char)c) ? (int)(c - '0') : -1;
	if (u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER)
		return u_charDigitValue((UChar32)c);
	if (u_charType((UChar32)c) != U_OTHER_NUMBER)
		return -1;
	v = u_getNumericValue((UChar32)c);
	return v >= 0 && v <= 20 && v == (int)v ? (int)v : -1;
}

static bool is_grouping(uint32_t c)
{
	return c == '.' || c == ',' || c == ' ' || c == '\'' || c == 0xA0 ||
	       c == 0x202F || c == 0x2009 || c == 0x66C || c == 0x66B ||
	       c == 0x2019 || c == 0xFF0C;
}

/* Exactly three digits at i. */
static bool three_digits(struct str text, size_t i)
{
	for (int k = 0; k < 3; k++)
		if (i >= text.n || digit_value(utf8_next(text, &i)) < 0)
			return false;
	return i >= text.n || digit_value(utf8_next(text, &i)) < 0;
}

static size_t add_digits(struct buf *b, struct str text, size_t i)
{
	while (i < text.n) {
		size_t next = i;
		int v = digit_value(utf8_next(text, &next));
		if (v < 0)
			break;
		buf_uint(b, (uint64_t)v);
		i = next;
	}
	return i;
}

static struct number read_number(struct arena *a, struct str text, size_t i)
{
	struct number n = { .at = (uint32_t)i };
	struct buf b;
	size_t next;

	buf_init(&b, a);
	i = add_digits(&b, text, i);
	for (bool groups = b.n <= 3; groups && i < text.n;) {
		next = i;
		groups = is_grouping(utf8_next(text, &next)) &&
			 three_digits(text, next);
		if (groups)
			i = add_digits(&b, text, next);
	}
	n.end = (uint32_t)i;
	n.digits = buf_str(&b);
	while (n.digits.n > 1 && n.digits.p[0] == '0')
		n.digits = str_skip(n.digits, 1);
	return n;
}

struct numbers numbers_of(struct arena *a, struct str text)
{
	VEC(struct number) v = { 0 };

	for (size_t i = 0; i < text.n;) {
		size_t next = i;
		if (digit_value(utf8_next(text, &next)) < 0) {
			i = next;
			continue;
		}
		vec_push(a, &v, read_number(a, text, i));
		i = v.p[v.n - 1].end;
	}
	return (struct numbers){ v.p, v.n };
}

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
	size_t count = count_forms(f, &s->words, s->text);

	/* English articles count only where the other language has them. */
	if (n == 1 && !other->forms->article)
		for (size_t i = 0; i < s->words.n; i++)
			if (s->words.p[i].letters < 3 &&
				has_id(f, s->words.p[i].full) && count)
				count -= s->words.p[i].full ==
						 words_id(S("a")) ||
					 s->words.p[i].full ==
						 words_id(S("an"));
	return count;
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
			(there && other->forms->solid))
			drop(s, i);
	}
}

static void strike_months(struct side *s, const struct side *other)
{
	for (size_t i = s->nleft; i-- > 0;) {
		uint32_t n;
		if (str_to_uint(s->left[i].digits, &n) && n >= 1 &&
			n <= MONTHS &&
			count_forms(&other->forms->month[n - 1], &other->words,
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

/* A number may be said once more. */
static void strike_repeated(const struct side *s, struct side *t)
{
	for (size_t i = t->nleft; i-- > 0;)
		if (has_digits(s, t->left[i].digits))
			drop(t, i);
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
	strike_learned(&x, &y, lexicon, 0);
	strike_learned(&y, &x, lexicon, 1);
	strike_millions(&x);
	strike_repeated(&x, &y);
	strike_counters(&x, &y);
	out->missing = x.left;
	out->nmissing = x.nleft;
	out->extra = y.left;
	out->nextra = y.nleft;
	return x.nleft + y.nleft > 0;
}
