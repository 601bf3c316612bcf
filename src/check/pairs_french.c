/* The space that French puts before a sign and inside of quotes, which must
 * not break. */
#include "check/pairs.h"

#include "base/utf8.h"

const struct rule rule_french_spacing = {
	.id = "DG922",
	.name = "french-spacing",
	.level = LEVEL_SUGGESTION,
	.title = "a French sign or quote has no space, or one that breaks",
	.why = "a line may begin with the sign, or end with the quote",
	.fix = "put a no-break space (U+00A0 or U+202F) there",
	.mend = MEND_SAFE,
};

enum gap { GAP_NONE, GAP_BREAKS, GAP_FIRM };

static bool is_sign(char c)
{
	return c == ';' || c == ':' || c == '!' || c == '?';
}

static enum gap gap_before(struct str text, size_t at)
{
	if (at >= 2 && (unsigned char)text.p[at - 2] == 0xC2 &&
		(unsigned char)text.p[at - 1] == 0xA0)
		return GAP_FIRM;
	if (at >= 3 && (unsigned char)text.p[at - 3] == 0xE2 &&
		(unsigned char)text.p[at - 2] == 0x80 &&
		(unsigned char)text.p[at - 1] == 0xAF)
		return GAP_FIRM;
	return at >= 1 && text.p[at - 1] == ' ' ? GAP_BREAKS : GAP_NONE;
}

static bool is_end(struct str text, size_t i)
{
	return i >= text.n || char_is_space(text.p[i]) ||
	       (unsigned char)text.p[i] == 0xC2;
}

/* Runs like "?!", times, drives, faces and names of scopes are left. */
static bool is_plain(struct str text, size_t i)
{
	char before = i ? text.p[i - 1] : ' ';

	if (!is_end(text, i + 1) || i == 0 || is_sign(before))
		return false;
	if (text.p[i] == ':' && (char_is_digit(before) || i == 1))
		return false;
	return before != ')' || text.p[i] != ';';
}

/* "«" has its space behind it, "»" before it. */
static enum gap gap_of_quote(struct str text, size_t i)
{
	bool opens = (unsigned char)text.p[i + 1] == 0xAB;
	struct str rest = str_skip(text, i + 2);

	if (!opens)
		return i ? gap_before(text, i) : GAP_FIRM;
	if (rest.n == 0 || str_starts(rest, S("\xC2\xA0")) ||
		str_starts(rest, S("\xE2\x80\xAF")))
		return GAP_FIRM;
	return rest.p[0] == ' ' ? GAP_BREAKS : GAP_NONE;
}

static bool is_quote(struct str text, size_t i)
{
	return i + 1 < text.n && (unsigned char)text.p[i] == 0xC2 &&
	       ((unsigned char)text.p[i + 1] == 0xAB ||
		       (unsigned char)text.p[i + 1] == 0xBB);
}

/* The sign is text[i, i + n); its space is to be at `at`. */
static void report(const struct pair_check *k, const struct pair_text *p,
	size_t i, size_t n, size_t at, enum gap gap)
{
	struct str sign = str_sub(p->t.text, i, i + n);
	const char *side = at > i ? "behind" : "before";
	/* The narrow one is for the signs that are as tall as letters. */
	struct str space = n == 1 && sign.p[0] != ':' ? S("\xE2\x80\xAF")
						      : S("\xC2\xA0");
	struct diag *d;

	if (gap == GAP_NONE) {
		d = diag_add(k->c->sink, &rule_french_spacing,
			pair_seen(k, p, i, i + n),
			"there is no space %s '%.*s'", side, STR_ARG(sign));
		diag_mend(k->c->sink, d, MEND_UNSAFE, pair_seen(k, p, at, at),
			space);
		return;
	}
	d = diag_add(k->c->sink, &rule_french_spacing,
		pair_seen(k, p, i, i + n), "the space %s '%.*s' may break",
		side, STR_ARG(sign));
	diag_mend(k->c->sink, d, MEND_SAFE,
		at > i ? pair_seen(k, p, at, at + 1)
		       : pair_seen(k, p, at - 1, at),
		space);
}

/* True: it is said. */
static bool check_quote(const struct pair_check *k, const struct pair_text *p,
	size_t i)
{
	bool opens = (unsigned char)p->t.text.p[i + 1] == 0xAB;
	enum gap gap = gap_of_quote(p->t.text, i);

	if (gap != GAP_FIRM)
		report(k, p, i, 2, opens ? i + 2 : i, gap);
	return gap != GAP_FIRM;
}

static bool check_sign(const struct pair_check *k, const struct pair_text *p,
	size_t i)
{
	struct str text = p->t.text;
	/* In Canada only the colon has a space. */
	bool canada = str_ends_nocase(k->m->locale, S("-CA"));
	enum gap gap;

	if (!is_plain(text, i) || (canada && text.p[i] != ':'))
		return false;
	gap = gap_before(text, i);
	if (gap != GAP_FIRM)
		report(k, p, i, 1, i, gap);
	return gap != GAP_FIRM;
}

/* One finding says it for the pair. */
void pair_french(const struct pair_check *k, const struct pair_text *p)
{
	struct str text = p->t.text;
	bool said = !str_eq(k->language, S("fr"));

	for (size_t i = 0; i < text.n && !said; i++) {
		if (is_quote(text, i))
			said = check_quote(k, p, i);
		else if (is_sign(text.p[i]))
			said = check_sign(k, p, i);
	}
}
