/* Text into words, by one walk over its code points. */
#include "lang/words.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"

#define STEM 6
#define WORD_MAX 64

/* ---- scripts ----------------------------------------------------- */

static enum script script_from(UScriptCode s)
{
	switch (s) {
	case USCRIPT_LATIN:
		return SCRIPT_LATIN;
	case USCRIPT_GREEK:
		return SCRIPT_GREEK;
	case USCRIPT_CYRILLIC:
		return SCRIPT_CYRILLIC;
	case USCRIPT_ARABIC:
		return SCRIPT_ARABIC;
	case USCRIPT_HEBREW:
		return SCRIPT_HEBREW;
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_JAPANESE:
	case USCRIPT_SIMPLIFIED_HAN:
	case USCRIPT_TRADITIONAL_HAN:
		return SCRIPT_HAN;
	case USCRIPT_HANGUL:
	case USCRIPT_KOREAN:
		return SCRIPT_HANGUL;
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return SCRIPT_THAI;
	default:
		return SCRIPT_OTHER;
	}
}

enum script script_of(uint32_t c)
{
	UErrorCode error = U_ZERO_ERROR;

	if (c < 0x80)
		return char_is_alnum((char)c) && !char_is_digit((char)c)
			       ? SCRIPT_LATIN
			       : SCRIPT_OTHER;
	/* The mark of long vowels belongs to both kana. */
	if (c == 0x30FC)
		return SCRIPT_HAN;
	return script_from(uscript_getScript((UChar32)c, &error));
}

bool script_is_solid(enum script s)
{
	return s == SCRIPT_HAN || s == SCRIPT_THAI;
}

enum script script_of_locale(struct str locale)
{
	UErrorCode error = U_ZERO_ERROR;
	char tag[ULOC_FULLNAME_CAPACITY], id[ULOC_FULLNAME_CAPACITY];
	char full[ULOC_FULLNAME_CAPACITY], script[ULOC_FULLNAME_CAPACITY];
	UScriptCode code;

	if (locale.n >= sizeof(tag))
		return SCRIPT_LATIN;
	memcpy(tag, locale.p, locale.n);
	tag[locale.n] = '\0';
	uloc_forLanguageTag(tag, id, sizeof(id), NULL, &error);
	uloc_addLikelySubtags(id, full, sizeof(full), &error);
	uloc_getScript(full, script, sizeof(script), &error);
	if (U_FAILURE(error) || script[0] == '\0')
		return SCRIPT_LATIN;
	code = (UScriptCode)u_getPropertyValueEnum(UCHAR_SCRIPT, script);
	if (strcmp(script, "Jpan") == 0 || strncmp(script, "Han", 3) == 0)
		return strcmp(script, "Hang") == 0 ? SCRIPT_HANGUL : SCRIPT_HAN;
	if (strcmp(script, "Kore") == 0)
		return SCRIPT_HANGUL;
	return script_from(code);
}

/* ---- words ------------------------------------------------------- */

uint32_t words_id(struct str folded)
{
	uint32_t id = (uint32_t)hash_bytes(folded);

	return id ? id : 1;
}

struct scan {
	struct arena *arena;
	VEC(struct word) words;
	struct word word;    /* in the making */
	char stem[STEM * 4]; /* folded */
	size_t nstem;
	char full[WORD_MAX * 4];
	size_t nfull;
	uint32_t before; /* the letter before, of solid text */
	uint32_t before_at;
};

static bool is_digit(uint32_t c)
{
	return c < 0x80 ? char_is_digit((char)c)
			: u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER;
}

/* Accents and harakat say little and come and go. */
static bool is_mark(uint32_t c)
{
	return c >= 0x300 && u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return char_is_alnum((char)c);
	return utf8_is_alnum(c) ||
	       u_charType((UChar32)c) == U_COMBINING_SPACING_MARK;
}

static uint32_t fold(uint32_t c)
{
	if (c < 0x80)
		return (uint32_t)(unsigned char)char_lower((char)c);
	if (is_digit(c))
		return '0' + (uint32_t)u_charDigitValue((UChar32)c);
	/* Alef with and without hamza. */
	if (c == 0x622 || c == 0x623 || c == 0x625)
		return 0x627;
	return utf8_lower(c);
}

static void end_word(struct scan *s, size_t at)
{
	if (s->word.letters == 0)
		return;
	s->word.end = (uint32_t)at;
	s->word.id = words_id(str_make(s->stem, s->nstem));
	s->word.full = words_id(str_make(s->full, s->nfull));
	vec_push(s->arena, &s->words, s->word);
	s->word = (struct word){ 0 };
	s->nstem = s->nfull = 0;
}

static void add_letter(struct scan *s, uint32_t c, size_t at, size_t end)
{
	char out[4];
	size_t n = utf8_put(out, fold(c));

	if (s->word.letters == 0) {
		s->word.at = (uint32_t)at;
		s->word.number = true;
		s->word.upper = fold(c) != c && !is_digit(c);
	}
	s->word.number = s->word.number && is_digit(c);
	if (s->word.letters < STEM || s->word.number) {
		if (s->nstem + n <= sizeof(s->stem)) {
			memcpy(s->stem + s->nstem, out, n);
			s->nstem += n;
		}
	}
	if (s->nfull + n <= sizeof(s->full)) {
		memcpy(s->full + s->nfull, out, n);
		s->nfull += n;
	}
	s->word.letters++;
	s->word.end = (uint32_t)end;
}

/* A word for each two letters that stand together. */
static void add_solid(struct scan *s, uint32_t c, size_t at, size_t end)
{
	char out[8];
	size_t n;
	struct word w = { .at = s->before_at,
		.end = (uint32_t)end,
		.letters = 2,
		.solid = true };

	end_word(s, at);
	if (s->before) {
		n = utf8_put(out, s->before);
		n += utf8_put(out + n, c);
		w.id = w.full = words_id(str_make(out, n));
		vec_push(s->arena, &s->words, w);
	}
	s->before = c;
	s->before_at = (uint32_t)at;
}

uint32_t words_row(const struct word *a, const struct word *b)
{
	uint32_t id = (a->full * 0x85EBCA6Bu) ^ (b->full + 0x9E3779B9u);

	return id ? id : 1;
}

static bool is_joiner(char c)
{
	return c && strchr("._/\\-=@#$%+:", c);
}

/* A sign that no sentence has before or behind a word. */
static bool is_path_sign(struct str text, size_t at)
{
	return at < text.n && text.p[at] && strchr("/\\_=@#{}", text.p[at]);
}

static void mark_joined(struct str text, struct words *w)
{
	for (size_t i = 0; i + 1 < w->n; i++)
		if (w->p[i + 1].at == w->p[i].end + 1 &&
			is_joiner(text.p[w->p[i].end]))
			w->p[i].joined = w->p[i + 1].joined = true;
	for (size_t i = 0; i < w->n; i++)
		if (is_path_sign(text, w->p[i].end) ||
			(w->p[i].at && is_path_sign(text, w->p[i].at - 1)))
			w->p[i].joined = true;
}

struct words words_of(struct arena *a, struct str text)
{
	struct scan s = { .arena = a };

	for (size_t i = 0; i < text.n;) {
		size_t at = i;
		uint32_t c = utf8_next(text, &i);
		enum script script = c < 0x80 ? SCRIPT_LATIN : script_of(c);

		if (is_mark(c) && script != SCRIPT_THAI)
			continue;
		if (script_is_solid(script) || script == SCRIPT_HANGUL) {
			add_solid(&s, c, at, i);
			continue;
		}
		s.before = 0;
		if (is_letter(c))
			add_letter(&s, c, at, i);
		else
			end_word(&s, at);
	}
	end_word(&s, text.n);
	struct words w = { s.words.p, s.words.n };
	mark_joined(text, &w);
	return w;
}

/* The next letter of a text, folded; 0 at its end. */
static uint32_t next_letter(struct str text, size_t *i)
{
	while (*i < text.n) {
		uint32_t c = utf8_next(text, i);
		if (is_letter(c) && !is_mark(c))
			return fold(c);
	}
	return 0;
}

uint64_t words_key(struct str text)
{
	uint64_t key = 0x9E3779B97F4A7C15u;
	uint32_t c;

	for (size_t i = 0; (c = next_letter(text, &i));)
		key = (key ^ c) * 0x100000001B3u;
	return key;
}

bool words_same(struct str a, struct str b)
{
	uint32_t c;

	for (size_t i = 0, k = 0;;) {
		c = next_letter(a, &i);
		if (c != next_letter(b, &k))
			return false;
		if (c == 0)
			return true;
	}
}

/* In tenths of a letter. */
static uint32_t breadth(uint32_t c)
{
	if (c < 0x1100)
		return 10;
	if (c >= 0x3040 && c <= 0x30FF)
		return 16;
	if (script_of(c) == SCRIPT_HAN)
		return 25;
	return script_of(c) == SCRIPT_HANGUL ? 19 : 10;
}

uint32_t words_length(struct str text)
{
	uint64_t n = 0;

	for (size_t i = 0; i < text.n;)
		n += breadth(utf8_next(text, &i));
	return (uint32_t)((n + 5) / 10);
}

/* ---- counts ------------------------------------------------------ */

static size_t count_by_dictionary(struct str text, struct str locale)
{
	UErrorCode error = U_ZERO_ERROR;
	char tag[16];
	UText *u = utext_openUTF8(NULL, text.p, (int64_t)text.n, &error);
	UBreakIterator *b;
	size_t n = 0;

	memcpy(tag, locale.p, locale.n < 15 ? locale.n : 15);
	tag[locale.n < 15 ? locale.n : 15] = '\0';
	b = ubrk_open(UBRK_WORD, tag, NULL, 0, &error);
	ubrk_setUText(b, u, &error);
	if (U_SUCCESS(error))
		while (ubrk_next(b) != UBRK_DONE)
			n += ubrk_getRuleStatus(b) >= UBRK_WORD_NUMBER;
	ubrk_close(b);
	utext_close(u);
	return n;
}

size_t words_count(struct str text, struct str locale)
{
	bool in = false;
	size_t n = 0;

	if (script_is_solid(script_of_locale(locale)))
		return count_by_dictionary(text, locale);
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		bool space = utf8_is_space(c);
		if (!in && is_letter(c)) {
			n++;
			in = true;
		}
		in = in && !space;
	}
	return n;
}
