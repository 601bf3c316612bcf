/* Ends of sentences by what stands before and behind them; no model. */
#include "lang/sentences.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "base/vec.h"

#define AHEAD_MAX 4096

struct scan {
	struct arena *arena;
	struct str raw;
	size_t from; /* of the sentence in hand */
	bool lines;
	VEC(struct sentence) v;
};

static bool is_word_byte(char c)
{
	return char_is_alnum(c) || (unsigned char)c >= 0x80;
}

static void cut(struct scan *s, size_t end, size_t next)
{
	size_t at = s->from;
	bool word = false;

	while (at < end && char_is_space(s->raw.p[at]))
		at++;
	while (end > at && char_is_space(s->raw.p[end - 1]))
		end--;
	s->from = next;
	for (size_t i = at; i < end && !word; i++)
		word = is_word_byte(s->raw.p[i]);
	if (!word)
		return;
	vec_push(s->arena, &s->v,
		((struct sentence){ (uint32_t)at, (uint32_t)end }));
}

static char at(const struct scan *s, size_t i)
{
	return i < s->raw.n ? s->raw.p[i] : '\0';
}

static size_t find_near(const struct scan *s, size_t i, char c)
{
	return str_find_byte(str_sub(s->raw, 0, i + AHEAD_MAX), i, c);
}

static size_t skip_code(const struct scan *s, size_t i)
{
	size_t n = 0, k;

	while (at(s, i + n) == '`')
		n++;
	for (k = i + n; (k = find_near(s, k, '`')) != STR_NONE;) {
		size_t m = 0;
		while (at(s, k + m) == '`')
			m++;
		k += m;
		if (m == n)
			return k;
	}
	return i + n;
}

/* "(target)" behind a bracket: its end, or i. */
static size_t skip_target(const struct scan *s, size_t i)
{
	size_t depth = 0;

	if (at(s, i) != '(' || i == 0 || s->raw.p[i - 1] != ']')
		return i;
	for (size_t k = i; k < s->raw.n && k < i + AHEAD_MAX; k++) {
		if (s->raw.p[k] == '(')
			depth++;
		else if (s->raw.p[k] == ')' && --depth == 0)
			return k + 1;
	}
	return i;
}

static bool is_closer(uint32_t c)
{
	return c == ')' || c == ']' || c == '"' || c == '\'' || c == '*' ||
	       c == '_' || c == 0x201C || c == 0x201D || c == 0x2019 ||
	       c == 0xAB || c == 0xBB || c == 0x300D || c == 0x300F ||
	       c == 0xFF09 || c == 0x3011;
}

static bool is_opener(uint32_t c)
{
	return c == '(' || c == '[' || c == '"' || c == '\'' || c == '*' ||
	       c == '_' || c == 0x201C || c == 0x201D || c == 0x201E ||
	       c == 0x2018 || c == 0x201A || c == 0xAB || c == 0xBB ||
	       c == 0x300C || c == '`' || c == '<' || c == '!' || c == 0xBF ||
	       c == 0xA1;
}

/* Signs that end a sentence whatever follows. */
static bool is_hard_end(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E;
}

/* Also Greek, Armenian, Arabic, Urdu, Indian, Burmese, Ethiopic, Khmer. */
static bool is_soft_end(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x037E ||
	       c == 0x0589 || c == 0x061F || c == 0x06D4 || c == 0x0964 ||
	       c == 0x0965 || c == 0x104B || c == 0x1362 || c == 0x17D4;
}

static size_t skip_closers(const struct scan *s, size_t i)
{
	while (i < s->raw.n) {
		size_t next = i;
		uint32_t c = utf8_next(s->raw, &next);
		size_t target = skip_target(s, i);
		if (target > i) {
			i = target;
			continue;
		}
		if (!is_closer(c) && !is_soft_end(c) && !is_hard_end(c))
			break;
		i = next;
	}
	return i;
}

/* "e.g.", "z. B." and their like, before what begins at next; a single
 * letter or digit at the start of the block is a list's. */
static bool is_abbreviation(const struct scan *s, size_t dot, size_t next)
{
	static const char *const list[] = { "e.g", "i.e", "etc", "vs", "mr",
		"mrs", "dr", "approx", "inc", "ltd", "corp", "bijv", "bv",
		"bijz", "d.w.z", "m.b.t", "incl", "excl", "evt", "z.b", "bzw",
		"ca", "usw", "ggf", "d.h", "u.a", "inkl", "p.ex", "cf", "env",
		"см", "т.д", "т.п", "т.е", "напр", "др", "p.ej", "ej", "vb",
		"örn", "np", "m.in", "tzn", "tj", "tzw", "např", "tzv", "popř",
		"pl", "esim", "t.ex", "bl.a", "t.o.m", "dvs", "f.eks", "evtl",
		"vgl", "sog", "p.es", "π.χ", "δηλ" };
	/* Only of a number: "No. 5", but "Choose No." */
	static const char *const numbered[] = { "no", "nr", "num", "núm", "nº",
		"abb", "fig", "kap", "tab", "min", "max", "art", "pág", "str",
		"obr", "rys", "рис", "табл", "гл", "εικ", "σελ" };
	size_t from = dot;
	struct str word;

	while (from > 0 && dot - from < 16 &&
		!char_is_space(s->raw.p[from - 1]) &&
		!strchr("([\"*", s->raw.p[from - 1]))
		from--;
	word = str_sub(s->raw, from, dot);
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (str_eq_nocase(word, str_of(list[i])))
			return true;
	for (size_t i = 0; i < sizeof(numbered) / sizeof(*numbered); i++)
		if (char_is_digit(at(s, next)) &&
			str_eq_nocase(word, str_of(numbered[i])))
			return true;
	if (dot <= 3 && word.n > 0 && char_is_digit(word.p[0]))
		return true;
	/* Initials: "J. Doe" in a text. */
	return word.n == 1 && dot > 3 && !char_is_digit(word.p[0]);
}

/* The end of the white space at i, of any kind. */
static size_t skip_space(const struct scan *s, size_t i)
{
	while (i < s->raw.n) {
		size_t next = i;
		if (!utf8_is_space(utf8_next(s->raw, &next)))
			break;
		i = next;
	}
	return i;
}

/* A word long enough to be none that is abbreviated. */
static bool is_long_word(const struct scan *s, size_t dot)
{
	size_t n = 0;

	while (n < dot && n < 4 && is_word_byte(s->raw.p[dot - 1 - n]))
		n++;
	return n >= 4;
}

/* May a sentence begin at i, behind the space [space, i)? */
static bool begins(const struct scan *s, size_t space, size_t i)
{
	struct str gap = str_sub(s->raw, space, i);

	if (i >= s->raw.n || str_find_byte(gap, 0, '\n') != STR_NONE)
		return true;
	while (i < s->raw.n) {
		size_t next = i;
		uint32_t c = utf8_next(s->raw, &next);
		if (is_opener(c)) {
			i = next;
			continue;
		}
		if (c < 0x80)
			return (c >= 'A' && c <= 'Z') || char_is_digit((char)c);
		int8_t type = u_charType((UChar32)c);
		return type == U_UPPERCASE_LETTER || type == U_OTHER_LETTER ||
		       type == U_TITLECASE_LETTER;
	}
	return true;
}

static size_t end_soft(struct scan *s, size_t dot, size_t i, uint32_t c)
{
	size_t end = skip_closers(s, i), next = skip_space(s, end);

	if (next > end &&
		(c != '.' || ((begins(s, end, next) || is_long_word(s, dot)) &&
				     !is_abbreviation(s, dot, next))))
		cut(s, end, next);
	return end;
}

static size_t read_tag(struct scan *s, size_t i)
{
	size_t end = find_near(s, i, '>');
	char next = at(s, i + 1) == '/' ? at(s, i + 2) : at(s, i + 1);

	if (end == STR_NONE || !char_is_alnum(next))
		return i + 1;
	end++;
	if (s->lines)
		cut(s, i, end);
	else if (str_starts_nocase(str_skip(s->raw, i), S("<br")) ||
		 str_starts_nocase(str_skip(s->raw, i), S("</br")))
		cut(s, end, end);
	return end;
}

static size_t step(struct scan *s, size_t i)
{
	char b = s->raw.p[i];
	size_t next = i, target = skip_target(s, i);
	uint32_t c;

	if (target > i)
		return target;
	if (b == '`')
		return skip_code(s, i);
	if (b == '<')
		return read_tag(s, i);
	if (b == '\n' && s->lines)
		cut(s, i, i + 1);
	c = utf8_next(s->raw, &next);
	if (is_hard_end(c)) {
		next = skip_closers(s, next);
		cut(s, next, next);
		return next;
	}
	return is_soft_end(c) ? end_soft(s, i, next, c) : next;
}

struct sentences sentences_of(struct arena *a, struct str raw, bool lines)
{
	struct scan s = { .arena = a, .raw = raw, .lines = lines };

	for (size_t i = 0; i < raw.n;)
		i = step(&s, i);
	cut(&s, raw.n, raw.n);
	return (struct sentences){ s.v.p, s.v.n };
}
