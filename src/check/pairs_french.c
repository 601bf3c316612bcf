/* The space that French puts before a sign, which must not break. */
#include "check/pairs.h"

#include "base/utf8.h"

const struct rule rule_french_spacing = {
	.id = "DG922",
	.name = "french-spacing",
	.level = LEVEL_SUGGESTION,
	.title = "a French sign has no space before it, or one that breaks",
	.why = "a line may begin with the sign",
	.fix = "put a no-break space (U+00A0 or U+202F) before it",
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

void pair_french(const struct pair_check *k, const struct pair_text *p)
{
	struct str text = p->t.text;
	/* In Canada only the colon has a space. */
	bool canada = str_ends_nocase(k->m->locale, S("-CA"));

	if (!str_eq(k->language, S("fr")))
		return;
	for (size_t i = 0; i < text.n; i++) {
		enum gap gap;
		if (!is_sign(text.p[i]) || !is_plain(text, i) ||
			(canada && text.p[i] != ':'))
			continue;
		gap = gap_before(text, i);
		if (gap == GAP_FIRM)
			continue;
		diag_add(k->c->sink, &rule_french_spacing,
			pair_seen(k, p, i, i + 1),
			gap == GAP_NONE ? "there is no space before '%c'"
					: "the space before '%c' may break",
			text.p[i]);
		return;
	}
}
