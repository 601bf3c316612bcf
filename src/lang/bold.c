/* Passages are counted, not matched: their words are translated. */
#include "lang/bold.h"

#include "base/utf8.h"
#include "lang/words.h"

static bool is_quote(uint32_t c)
{
	return c == '"' || c == '[' || c == ']' || c == 0xAB || c == 0xBB ||
	       (c >= 0x2018 && c <= 0x201F) || (c >= 0x300A && c <= 0x3011) ||
	       c == 0xFF02 || c == 0xFF3B || c == 0xFF3D;
}

/* Quotes and brackets, two for a passage. */
static size_t count_quotes(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n;)
		n += is_quote(utf8_next(text, &i));
	return n / 2;
}

static size_t count_others(const struct half *h)
{
	return half_count(h, CODE_EMPHASIS) + half_count(h, CODE_SPAN) +
	       count_quotes(h->text);
}

enum bold bold_fate(const struct half *s, const struct half *t, size_t *lost)
{
	size_t strong = half_count(s, CODE_STRONG);
	size_t have = half_count(t, CODE_STRONG);

	*lost = strong > have ? strong - have : 0;
	if (strong == 0)
		return BOLD_NONE;
	if (*lost == 0)
		return BOLD_KEPT;
	return count_others(t) >= count_others(s) + *lost ? BOLD_QUOTED
							  : BOLD_PLAIN;
}

bool bold_leads(const struct half *s)
{
	for (size_t i = 0; i < s->ncodes; i++)
		if (s->codes[i].kind == CODE_STRONG)
			return str_trim(str_sub(s->raw, 0, s->codes[i].at)).n ==
			       0;
	return false;
}

size_t bold_keys(const struct half *h, uint32_t *out, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < h->ncodes && n < most; i++) {
		const struct code *c = &h->codes[i];
		if (c->kind != CODE_STRONG)
			continue;
		out[n] = (uint32_t)words_key(str_sub(h->raw, c->at, c->end));
		out[n] += out[n] == 0;
		n++;
	}
	return n;
}
