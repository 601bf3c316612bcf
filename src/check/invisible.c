/*
 * Characters that nobody sees and that are seldom meant, and those that a
 * wrong encoding left behind. Over the bytes of a page; of a pair only the
 * translation, and what its source text has too is meant.
 */
#include "base/eight.h"
#include "base/utf8.h"
#include "check/family.h"

const struct rule rule_invisible = {
	.id = "DG006",
	.name = "invisible-character",
	.level = LEVEL_SUGGESTION,
	.title = "a character that nobody sees, or that a wrong encoding left",
	.why = "search does not find the word, code does not run, and text may "
	       "run "
	       "in the wrong direction",
	.fix = "take it out, or write it as an entity where it is meant",
	.mend = MEND_UNSAFE,
};

/* Findings of a page, bytes that are looked at around a character. */
#define FOUND_MAX 1000
#define AROUND 2048

enum sort {
	SORT_NONE,
	SORT_ZERO, /* takes no room */
	SORT_MARK, /* steers the letters beside it */
	SORT_OPEN, /* steers all up to its closing one */
	SORT_CLOSE,
	SORT_CONTROL,
	SORT_BROKEN, /* the replacement character, private use */
};

static enum sort sort_of(uint32_t c)
{
	if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF ||
		c == 0x180E || (c >= 0xE0000 && c < 0xE0080))
		return SORT_ZERO;
	if (c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F ||
		c == 0x61C)
		return SORT_MARK;
	if ((c >= 0x202A && c <= 0x202E && c != 0x202C) ||
		(c >= 0x2066 && c <= 0x2068))
		return SORT_OPEN;
	if (c == 0x202C || c == 0x2069)
		return SORT_CLOSE;
	if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
		(c >= 0x7F && c < 0xA0))
		return SORT_CONTROL;
	return c == 0xFFFD || (c >= 0xE000 && c < 0xF900) ? SORT_BROKEN
							  : SORT_NONE;
}

struct scan {
	struct check *c;
	struct str bytes;
	const struct pair *pair; /* the next one that does not end before */
	size_t npairs, found;
};

/* The translation that byte i is in, else its line. */
static struct str scope_of(const struct scan *s, size_t i, size_t *from)
{
	size_t end;

	if (s->npairs && i >= s->pair->t && i < s->pair->t_end) {
		*from = s->pair->t;
		return str_sub(s->bytes, s->pair->t, s->pair->t_end);
	}
	*from = i;
	while (*from > 0 && s->bytes.p[*from - 1] != '\n' && i - *from < AROUND)
		--*from;
	end = str_find_byte(str_sub(s->bytes, 0, i + AROUND), i, '\n');
	return str_sub(s->bytes, *from, end == STR_NONE ? i + AROUND : end);
}

/* A letter of Hebrew, Arabic and their like. */
static bool has_rtl(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c >= 0xD6 && c <= 0xDF)
			return true;
	}
	return false;
}

static bool is_ascii_word(struct str s, size_t i)
{
	return i < s.n && (char_is_alnum(s.p[i]) || s.p[i] == ' ');
}

/* Joiners belong to many scripts and to emoji, marks to right-to-left text. */
static bool is_at_home(const struct scan *s, uint32_t c, size_t i, size_t end)
{
	size_t from;

	if (c == 0x200C || c == 0x200D)
		return !(i > 0 && is_ascii_word(s->bytes, i - 1) &&
			 is_ascii_word(s->bytes, end));
	return has_rtl(scope_of(s, i, &from));
}

/* Openers of the scope that nothing closes, up to and with the one at i. */
static bool is_closed(struct str scope, size_t i)
{
	size_t depth = 0;

	for (size_t end = i + AROUND; i < scope.n && i < end;) {
		enum sort sort = sort_of(utf8_next(scope, &i));
		depth += sort == SORT_OPEN;
		depth -= sort == SORT_CLOSE;
		if (depth == 0)
			return true;
	}
	return false;
}

static bool has_open_before(struct str scope, size_t i)
{
	size_t depth = 0;

	for (size_t k = i > AROUND ? i - AROUND : 0; k < i;) {
		enum sort sort = sort_of(utf8_next(scope, &k));
		depth += sort == SORT_OPEN;
		depth -= sort == SORT_CLOSE && depth > 0;
	}
	return depth > 0;
}

/* The source text of the pair has it too. */
static bool is_in_source(const struct scan *s, size_t i, size_t end)
{
	if (!s->npairs || i < s->pair->t || i >= s->pair->t_end)
		return false;
	return str_find(str_sub(s->bytes, s->pair->s, s->pair->s_end), 0,
		       str_sub(s->bytes, i, end)) != STR_NONE;
}

static struct diag *add(struct scan *s, size_t i, size_t end, const char *what,
	uint32_t c)
{
	struct span at = { s->c->page->file, (uint32_t)i, (uint32_t)(end - i) };

	s->found++;
	return diag_add(s->c->sink, &rule_invisible, at, "U+%04X %s", c, what);
}

static void take_out(struct scan *s, struct diag *d)
{
	diag_mend(s->c->sink, d, MEND_UNSAFE, d->at, S(""));
}

static void check_direction(struct scan *s, enum sort sort, uint32_t c,
	size_t i, size_t end)
{
	size_t from;
	struct str scope = scope_of(s, i, &from);

	if (sort == SORT_OPEN && !is_closed(scope, i - from)) {
		add(s, i, end,
			"changes the direction of text, and nothing "
			"ends it",
			c)
			->own = LEVEL_ERROR;
	} else if (sort == SORT_OPEN && !has_rtl(scope)) {
		add(s, i, end,
			"changes the direction of text, and none is "
			"from right to left",
			c)
			->own = LEVEL_WARNING;
	} else if (sort == SORT_CLOSE && !has_rtl(scope) &&
		   !has_open_before(scope, i - from)) {
		take_out(s, add(s, i, end,
				    "ends a direction of text that never "
				    "began",
				    c));
	}
}

static void check_sort(struct scan *s, enum sort sort, uint32_t c, size_t i,
	size_t end)
{
	switch (sort) {
	case SORT_ZERO:
		if (c != 0xFEFF || i > 0)
			take_out(s, add(s, i, end, "cannot be seen", c));
		break;
	case SORT_MARK:
		if (!is_at_home(s, c, i, end))
			take_out(s, add(s, i, end, "cannot be seen", c));
		break;
	case SORT_OPEN:
	case SORT_CLOSE:
		check_direction(s, sort, c, i, end);
		break;
	case SORT_CONTROL:
		add(s, i, end, "is a control character", c)->own =
			LEVEL_WARNING;
		break;
	case SORT_BROKEN:
		add(s, i, end,
			c == 0xFFFD ? "stands where a character was lost"
				    : "has no meaning of its own",
			c)
			->own = LEVEL_WARNING;
		break;
	case SORT_NONE:
		break;
	}
}

/* UTF-8 that was read as Latin: "Ã©" for "é", three signs for a quote. */
static size_t mojibake(struct str s, size_t i, uint32_t c)
{
	size_t next = i;
	uint32_t second = i < s.n ? utf8_next(s, &next) : 0;

	if ((c == 0xC3 || c == 0xC2) && second >= 0x80 && second < 0xC0)
		return next;
	if (c == 0xE2 && second == 0x20AC && next < s.n) {
		uint32_t third = utf8_next(s, &next);
		if (third == 0x2122 || third == 0x153 || third == 0x9D ||
			third == 0xA6 || third == 0x201C || third == 0x201D ||
			third == 0x2DC)
			return next;
	}
	return 0;
}

static void check_at(struct scan *s, uint32_t c, size_t i, size_t end)
{
	enum sort sort = sort_of(c);
	size_t broken = sort == SORT_NONE && c >= 0xC2
				? mojibake(s->bytes, end, c)
				: 0;

	if ((sort == SORT_NONE && !broken) ||
		is_in_source(s, i, broken ? broken : end))
		return;
	if (broken)
		add(s, i, broken,
			"begins what looks like UTF-8 read in another "
			"encoding",
			c)
			->own = LEVEL_WARNING;
	else
		check_sort(s, sort, c, i, end);
}

/* The pair that byte i is in or before; behind its source text if in that. */
static size_t move_on(struct scan *s, size_t i)
{
	while (s->npairs && s->pair->end <= i) {
		s->pair++;
		s->npairs--;
	}
	if (s->npairs && i >= s->pair->s && i < s->pair->s_end)
		return s->pair->s_end;
	return i;
}

/* Eight bytes at a time over ASCII that can be seen. */
static size_t skip_plain(struct str s, size_t i)
{
	for (; i + 8 <= s.n; i += 8) {
		uint64_t x = eight_at(s.p + i);
		uint64_t odd = x | EIGHT_LESS(x, 0x20) | EIGHT_IS(x, 0x7F);
		if (odd & EIGHT(0x80))
			break;
	}
	return i;
}

void check_invisible(struct check *c)
{
	struct scan s = { .c = c,
		.bytes = c->page->source->bytes,
		.pair = c->page->pairs.p,
		.npairs = c->page->pairs.n };

	for (size_t i = 0; i < s.bytes.n && s.found < FOUND_MAX;) {
		unsigned char byte = (unsigned char)s.bytes.p[i];
		size_t at;
		uint32_t ch;

		if (byte >= 0x20 && byte < 0x7F) {
			i = skip_plain(s.bytes, i + 1);
			continue;
		}
		at = i = move_on(&s, i);
		if (i >= s.bytes.n)
			break;
		ch = utf8_next(s.bytes, &i);
		check_at(&s, ch, at, i);
	}
}
