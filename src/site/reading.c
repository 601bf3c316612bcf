/* Counts what a reader reads: code is passed over. */
#include "site/reading.h"

#include "base/utf8.h"

#define WORDS_A_MINUTE 220
#define SIGNS_A_MINUTE 450

struct count {
	size_t words, signs;
	bool in_word;
};

/* Kana, ideographs, Hangul, Thai and its neighbours. */
static bool is_sign(uint32_t c)
{
	return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
	       (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3040 && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x3FFFF);
}

static void count_text(struct count *n, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		bool sign = is_sign(c);
		bool letter = !sign && c != UTF8_BAD && utf8_is_alnum(c);
		n->signs += sign;
		n->words += letter && !n->in_word;
		n->in_word = letter || (n->in_word && !sign && c == '\'');
	}
}

long reading_minutes(struct arena *scratch, const struct node *root,
	const struct version *v)
{
	struct count n = { 0 };
	bool skip;

	for (const struct node *k = root; k; k = node_walk(root, k, skip)) {
		skip = version_leaves_out(scratch, v, k);
		if (k->kind == NODE_TEXT || k->kind == NODE_CODE)
			count_text(&n, k->as.text);
		else
			n.in_word = false;
	}
	return 1 + (long)(n.words / WORDS_A_MINUTE + n.signs / SIGNS_A_MINUTE);
}
