/* Words for numbers and months, from CLDR's spelling rules. */
#include "lang/numbers_words.h"

#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

#define FORM_MAX 128

static void add_form(struct number_words *w, struct forms *f, struct str text)
{
	struct words words = words_of(w->arena, text);

	if (words.n == 1 && !words.p[0].number && !words.p[0].solid) {
		vec_push(w->arena, &f->ids, words.p[0].full);
		vec_push(w->arena, &f->words, str_dup(w->arena, text));
	} else if (w->solid && text.n >= 3 && text.n <= 9 &&
		   (words.n == 0 || words.p[0].solid)) {
		vec_push(w->arena, &f->runs, str_dup(w->arena, text));
	}
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
	for (int n = 0; n < NUMBERS; n++) {
		UErrorCode error = U_ZERO_ERROR;
		UChar out[FORM_MAX];
		int32_t value = n <= WORDS_TO ? n : (n - WORDS_TO + 2) * 10;
		int32_t len = unum_format(format, value, out, FORM_MAX, NULL,
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
		"lb", "el", "tr", "hu", "az", "fa", "eu", "hi", NULL };

	return str_in(language, list);
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

const struct forms *number_of(const struct number_words *w, uint32_t n)
{
	if (n <= WORDS_TO)
		return &w->number[n];
	return n <= 100 && n % 10 == 0 ? &w->number[WORDS_TO + n / 10 - 2]
				       : NULL;
}

/* Code points that both begin with. */
static size_t shared_start(struct str a, struct str b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a.n && k < b.n &&
		utf8_lower(utf8_next(a, &i)) == utf8_lower(utf8_next(b, &k)))
		n++;
	return n;
}

static bool is_stem(struct str form, struct str word)
{
	size_t n = shared_start(form, word), letters = utf8_count(form);

	return n >= 3 && n + 2 >= letters;
}

bool number_stem(const struct forms *f, const struct words *words,
	struct str text)
{
	static const char article[] = "ال"; /* of Arabic, written together */

	for (size_t i = 0; i < words->n; i++) {
		struct str word = str_sub(text, words->p[i].at,
			words->p[i].end);
		if (str_starts(word, str_of(article)))
			word = str_skip(word, sizeof(article) - 1);
		for (size_t k = 0; k < f->words.n; k++)
			if (is_stem(f->words.p[k], word))
				return true;
	}
	return false;
}

bool number_form(const struct forms *f, uint32_t word)
{
	for (size_t i = 0; i < f->ids.n; i++)
		if (f->ids.p[i] == word)
			return true;
	return false;
}

size_t number_forms(const struct forms *f, const struct words *words,
	struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		n += number_form(f, words->p[i].full);
	for (size_t i = 0; i < f->runs.n; i++)
		n += str_find(text, 0, f->runs.p[i]) != STR_NONE;
	return n;
}
