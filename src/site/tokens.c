/*
 * Text is cut at white space first: what is ASCII, most of most texts, never
 * meets ICU, and nothing composes over a space.
 */
#include "site/tokens.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/utf8.h"

enum run { RUN_NONE, RUN_WORD, RUN_PAIRS, RUN_DICTIONARY };

struct range {
	uint32_t from, to;
};

/* Chinese, Japanese, Korean; the client has the same ranges. */
static const struct range pairs[] = {
	{ 0x1100, 0x11FF },
	{ 0x3000, 0x31FF },
	{ 0x3400, 0x4DBF },
	{ 0x4E00, 0x9FFF },
	{ 0xA960, 0xA97F },
	{ 0xAC00, 0xD7FF },
	{ 0xF900, 0xFAFF },
	{ 0x1AFF0, 0x1B16F },
	{ 0x20000, 0x3FFFF },
};

/* Thai, Lao, Burmese, Khmer. */
static const struct range dictionary[] = {
	{ 0x0E00, 0x0EFF },
	{ 0x1000, 0x109F },
	{ 0x1780, 0x17FF },
	{ 0xA9E0, 0xA9FF },
	{ 0xAA60, 0xAA7F },
};

struct splitter {
	struct arena *a;
	token_taker *take;
	void *ctx;
	UBreakIterator *words; /* opened when first asked for */
};

static bool in_ranges(uint32_t c, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].from && c <= r[i].to)
			return true;
	return false;
}

static enum run run_of(uint32_t c)
{
	uint32_t mask;

	if (c < 0x80)
		return char_is_alnum((char)c) || c == '_' ? RUN_WORD : RUN_NONE;
	if (c == UTF8_BAD)
		return RUN_NONE;
	mask = U_GET_GC_MASK((UChar32)c);
	if (!(mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)))
		return RUN_NONE;
	if (c < 0x0E00)
		return RUN_WORD;
	if (in_ranges(c, pairs, sizeof(pairs) / sizeof(*pairs)))
		return RUN_PAIRS;
	if (!(mask & U_GC_N_MASK) &&
		in_ranges(c, dictionary,
			sizeof(dictionary) / sizeof(*dictionary)))
		return RUN_DICTIONARY;
	return RUN_WORD;
}

static void take(struct splitter *s, struct str token)
{
	if (token.n && (token.n <= TOKEN_MAX || utf8_count(token) <= TOKEN_MAX))
		s->take(s->ctx, token);
}

/* ---- runs -------------------------------------------------------- */

static void take_pairs(struct splitter *s, struct str run)
{
	size_t before = 0, at = 0, n = 0;

	while (at < run.n) {
		size_t here = at;
		utf8_next(run, &at);
		if (n++ > 0)
			take(s, str_sub(run, before, at));
		before = here;
	}
	if (n == 1)
		take(s, run);
}

static bool open_words(struct splitter *s)
{
	UErrorCode e = U_ZERO_ERROR;

	if (!s->words)
		s->words = ubrk_open(UBRK_WORD, "", NULL, 0, &e);
	return s->words != NULL;
}

static struct str utf8_of(struct arena *a, const UChar *p, int32_t n)
{
	UErrorCode e = U_ZERO_ERROR;
	char *out = arena_text(a, (size_t)n * 3 + 1);
	int32_t len = 0;

	u_strToUTF8(out, n * 3 + 1, &len, p, n, &e);
	return str_make(out, U_SUCCESS(e) ? (size_t)len : 0);
}

static void take_words(struct splitter *s, struct str run)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar *wide = arena_array(s->a, UChar, run.n + 1);
	int32_t n = 0, from = 0, to;

	u_strFromUTF8(wide, (int32_t)run.n + 1, &n, run.p, (int32_t)run.n, &e);
	if (U_FAILURE(e) || !open_words(s)) {
		take(s, run);
		return;
	}
	ubrk_setText(s->words, wide, n, &e);
	ubrk_first(s->words);
	while ((to = ubrk_next(s->words)) != UBRK_DONE) {
		take(s, utf8_of(s->a, wide + from, to - from));
		from = to;
	}
}

/* ---- a folded chunk ---------------------------------------------- */

/* Length of a hyphen or non-joiner at s[at], 0 if there is none. */
static size_t hyphen_at(struct str s, size_t at)
{
	if (at < s.n && s.p[at] == '-')
		return 1;
	s = str_skip(s, at);
	return str_starts(s, S("\xE2\x80\x90")) ||
			       str_starts(s, S("\xE2\x80\x8C"))
		       ? 3
		       : 0;
}

static size_t run_end(struct str s, size_t at, enum run kind)
{
	while (at < s.n) {
		size_t next = at;
		if (run_of(utf8_next(s, &next)) != kind)
			break;
		at = next;
	}
	return at;
}

/* "mpn-account": its parts, then "mpnaccount". The end of it. */
static size_t take_compound(struct splitter *s, struct str text, size_t at)
{
	size_t end = run_end(text, at, RUN_WORD), hyphen;
	struct buf whole;

	take(s, str_sub(text, at, end));
	buf_init(&whole, s->a);
	while ((hyphen = hyphen_at(text, end)) > 0) {
		size_t next = run_end(text, end + hyphen, RUN_WORD);
		if (next == end + hyphen)
			break;
		if (whole.n == 0)
			buf_add(&whole, str_sub(text, at, end));
		buf_add(&whole, str_sub(text, end + hyphen, next));
		take(s, str_sub(text, end + hyphen, next));
		end = next;
	}
	take(s, buf_str(&whole));
	return end;
}

static void split(struct splitter *s, struct str text)
{
	size_t at = 0;

	while (at < text.n) {
		size_t next = at;
		enum run kind = run_of(utf8_next(text, &next));
		if (kind == RUN_NONE) {
			at = next;
			continue;
		}
		if (kind == RUN_WORD) {
			at = take_compound(s, text, at);
			continue;
		}
		next = run_end(text, at, kind);
		if (kind == RUN_PAIRS)
			take_pairs(s, str_sub(text, at, next));
		else
			take_words(s, str_sub(text, at, next));
		at = next;
	}
}

/* ---- folding ----------------------------------------------------- */

/*
 * Upper case, then lower: what JavaScript can do too, and it joins what full
 * case folding joins. One normal form before, one after.
 */
static bool fold_wide(struct arena *a, UChar **text, int32_t *n)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&e);
	int32_t cap = *n * 20 + 32;
	UChar *x = arena_array(a, UChar, cap), *y = arena_array(a, UChar, cap);
	int32_t len;

	if (U_FAILURE(e))
		return false;
	len = unorm2_normalize(nfkc, *text, *n, x, cap, &e);
	len = u_strToUpper(y, cap, x, len, "", &e);
	len = u_strToLower(x, cap, y, len, "", &e);
	len = unorm2_normalize(nfkc, x, len, y, cap, &e);
	*n = 0;
	for (int32_t i = 0; U_SUCCESS(e) && i < len; i++)
		if (y[i] == 0x3C2) /* a sigma at the end of a word */
			y[(*n)++] = 0x3C3;
		else if (y[i] == 0x2BC) /* an apostrophe that is a letter */
			y[(*n)++] = '\'';
		else if (y[i] != 0xAD) /* a soft hyphen */
			y[(*n)++] = y[i];
	*text = y;
	return U_SUCCESS(e);
}

static struct str fold(struct arena *a, struct str chunk)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar *wide = arena_array(a, UChar, chunk.n + 1);
	int32_t n = 0;

	u_strFromUTF8WithSub(wide, (int32_t)chunk.n + 1, &n, chunk.p,
		(int32_t)chunk.n, 0xFFFD, NULL, &e);
	if (U_FAILURE(e) || !fold_wide(a, &wide, &n))
		return str_make("", 0);
	return utf8_of(a, wide, n);
}

/* ---- ASCII ------------------------------------------------------- */

/* Lower case of what words are made of, 0 for the rest. */
static const char lower[256] = {
	['0'] = '0',
	['1'] = '1',
	['2'] = '2',
	['3'] = '3',
	['4'] = '4',
	['5'] = '5',
	['6'] = '6',
	['7'] = '7',
	['8'] = '8',
	['9'] = '9',
	['A'] = 'a',
	['B'] = 'b',
	['C'] = 'c',
	['D'] = 'd',
	['E'] = 'e',
	['F'] = 'f',
	['G'] = 'g',
	['H'] = 'h',
	['I'] = 'i',
	['J'] = 'j',
	['K'] = 'k',
	['L'] = 'l',
	['M'] = 'm',
	['N'] = 'n',
	['O'] = 'o',
	['P'] = 'p',
	['Q'] = 'q',
	['R'] = 'r',
	['S'] = 's',
	['T'] = 't',
	['U'] = 'u',
	['V'] = 'v',
	['W'] = 'w',
	['X'] = 'x',
	['Y'] = 'y',
	['Z'] = 'z',
	['_'] = '_',
	['a'] = 'a',
	['b'] = 'b',
	['c'] = 'c',
	['d'] = 'd',
	['e'] = 'e',
	['f'] = 'f',
	['g'] = 'g',
	['h'] = 'h',
	['i'] = 'i',
	['j'] = 'j',
	['k'] = 'k',
	['l'] = 'l',
	['m'] = 'm',
	['n'] = 'n',
	['o'] = 'o',
	['p'] = 'p',
	['q'] = 'q',
	['r'] = 'r',
	['s'] = 's',
	['t'] = 't',
	['u'] = 'u',
	['v'] = 'v',
	['w'] = 'w',
	['x'] = 'x',
	['y'] = 'y',
	['z'] = 'z',
};

/* Adds the word at text[at] to out, as far as there is room. Its end. */
static size_t lower_word(struct str text, size_t at, char *out, size_t *n)
{
	size_t room = TOKEN_MAX + 1 - *n;
	size_t end = text.n - at < room ? text.n : at + room;
	char *to = out + *n, c;

	while (at < end && (c = lower[(unsigned char)text.p[at]]) != 0) {
		*to++ = c;
		at++;
	}
	*n = (size_t)(to - out);
	while (at < text.n && lower[(unsigned char)text.p[at]])
		at++;
	return at;
}

static bool hyphenated(struct str text, size_t end)
{
	return end + 1 < text.n && text.p[end] == '-' &&
	       lower[(unsigned char)text.p[end + 1]];
}

/* The same as take_compound, without memory. */
static size_t take_ascii(struct splitter *s, struct str text, size_t at)
{
	char part[TOKEN_MAX + 1], whole[TOKEN_MAX + 1];
	size_t n = 0, all = 0, end = lower_word(text, at, part, &n);

	take(s, str_make(part, n));
	if (!hyphenated(text, end))
		return end;
	lower_word(text, at, whole, &all);
	while (hyphenated(text, end)) {
		size_t from = end + 1;
		n = 0;
		end = lower_word(text, from, part, &n);
		take(s, str_make(part, n));
		lower_word(text, from, whole, &all);
	}
	take(s, str_make(whole, all));
	return end;
}

static void split_ascii(struct splitter *s, struct str text)
{
	size_t at = 0;

	while (at < text.n) {
		if (lower[(unsigned char)text.p[at]])
			at = take_ascii(s, text, at);
		else
			at++;
	}
}

/* A piece that ICU gets at once; longer ones are cut between characters. */
#define CHUNK_MAX 4096

/* Where the chunk begins that has `wide` in it; the end stays the end. */
static size_t chunk_start(struct str text, size_t at, size_t wide)
{
	size_t from = wide;

	while (wide < text.n && from > at && wide - from < CHUNK_MAX &&
		!char_is_space(text.p[from - 1]))
		from--;
	return from;
}

static size_t chunk_end(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.n && !char_is_space(text.p[end]) &&
		end - at < CHUNK_MAX)
		end++;
	while (end < text.n && end > at + 4 &&
		((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return end;
}

void tokens_of(struct arena *scratch, struct str text, token_taker *taker,
	void *ctx)
{
	struct splitter s = { scratch, taker, ctx, NULL };
	size_t at = 0;

	while (at < text.n) {
		size_t wide = utf8_ascii_end(text, at);
		size_t from = chunk_start(text, at, wide);
		split_ascii(&s, str_sub(text, at, from));
		at = chunk_end(text, from);
		if (at > from)
			split(&s, fold(scratch, str_sub(text, from, at)));
	}
	if (s.words)
		ubrk_close(s.words);
}

/* ---- without marks ----------------------------------------------- */

/* Accents, tones and strokes of Latin, Greek and Cyrillic letters, points of
 * Hebrew, signs and the long stroke of Arabic, nuktas. */
static const struct range marks[] = {
	{ 0x0300, 0x036F },
	{ 0x0591, 0x05C7 },
	{ 0x0610, 0x061A },
	{ 0x0640, 0x0640 },
	{ 0x064B, 0x065F },
	{ 0x0670, 0x0670 },
	{ 0x06D6, 0x06ED },
	{ 0x093C, 0x093C },
	{ 0x09BC, 0x09BC },
	{ 0x0A3C, 0x0A3C },
	{ 0x0ABC, 0x0ABC },
	{ 0x0B3C, 0x0B3C },
};

/* What no mark tells from another letter. */
static const struct {
	UChar letter;
	const char *plain;
} letters[] = {
	{ 0x00DF, "ss" },
	{ 0x00E6, "ae" },
	{ 0x00F0, "d" },
	{ 0x00F8, "o" },
	{ 0x00FE, "th" },
	{ 0x0111, "d" },
	{ 0x0127, "h" },
	{ 0x0131, "i" },
	{ 0x0142, "l" },
	{ 0x0153, "oe" },
	{ 0x0167, "t" },
	{ 0x0491, "\xD0\xB3" }, /* ghe */
	{ 0x0629, "\xD9\x87" }, /* heh */
	{ 0x0649, "\xD9\x8A" }, /* yeh */
	{ 0x06A9, "\xD9\x83" }, /* kaf */
	{ 0x06BE, "\xD9\x87" },
	{ 0x06C1, "\xD9\x87" },
	{ 0x06CC, "\xD9\x8A" },
	{ 0x06D5, "\xD9\x87" },
};

/* The first of ten digits each. */
static const UChar zeros[] = { 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50 };

/* Short i and yi are letters of the Cyrillic alphabet. */
static bool is_own_letter(struct str s, size_t mark)
{
	struct str pair = str_sub(s, mark < 2 ? 0 : mark - 2, mark + 2);

	return str_eq(pair, S("\xD0\xB8\xCC\x86")) ||
	       str_eq(pair, S("\xD1\x96\xCC\x88"));
}

static void put_plain(struct buf *out, uint32_t c)
{
	char utf8[4];

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (c == letters[i].letter) {
			buf_add(out, str_of(letters[i].plain));
			return;
		}
	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
		if (c >= zeros[i] && c <= zeros[i] + 9u) {
			buf_byte(out, (char)('0' + c - zeros[i]));
			return;
		}
	buf_add(out, str_make(utf8, utf8_put(utf8, c)));
}

static struct str normalize(struct arena *a, const UNormalizer2 *form,
	struct str text)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t n = 0, cap = (int32_t)text.n * 20 + 32;
	UChar *wide = arena_array(a, UChar, text.n + 1);
	UChar *out = arena_array(a, UChar, cap);

	u_strFromUTF8(wide, (int32_t)text.n + 1, &n, text.p, (int32_t)text.n,
		&e);
	n = unorm2_normalize(form, wide, n, out, cap, &e);
	return U_SUCCESS(e) ? utf8_of(a, out, n) : text;
}

struct str tokens_plain(struct arena *a, struct str token)
{
	UErrorCode e = U_ZERO_ERROR;
	struct str apart;
	struct buf out;

	if (utf8_is_ascii(token))
		return token;
	apart = normalize(a, unorm2_getNFDInstance(&e), token);
	buf_init(&out, a);
	for (size_t at = 0; at < apart.n;) {
		size_t from = at;
		uint32_t c = utf8_next(apart, &at);
		if (!in_ranges(c, marks, sizeof(marks) / sizeof(*marks)) ||
			is_own_letter(apart, from))
			put_plain(&out, c);
	}
	return normalize(a, unorm2_getNFCInstance(&e), buf_str(&out));
}
