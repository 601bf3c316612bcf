/* Threes of folded letters, hashed into a table; words are set off by a
 * space. */
#include "lang/letters.h"

#include <math.h>

#include "base/utf8.h"

struct threes {
	struct str text;
	size_t i;
	uint32_t last[2];
	bool done;
};

static bool next(struct threes *t, uint32_t *slot)
{
	uint32_t c = ' ';

	if (t->done)
		return false;
	/* Anything that is no letter is one space. */
	for (;;) {
		if (t->i >= t->text.n) {
			t->done = true;
			break;
		}
		c = utf8_next(t->text, &t->i);
		if (utf8_is_alnum(c) && !(c < 0x80 && char_is_digit((char)c))) {
			c = utf8_lower(c);
			break;
		}
		c = ' ';
		if (t->last[1] != ' ')
			break;
	}
	*slot = (t->last[0] * 0x9E3779B1u ^ t->last[1] * 0x85EBCA77u ^
		 c * 0xC2B2AE3Du);
	*slot ^= *slot >> 15;
	*slot = (*slot * 0x2C1B3C6Du) >> 17;
	t->last[0] = t->last[1];
	t->last[1] = c;
	return true;
}

void letters_add(struct letters *l, struct str text)
{
	struct threes t = { .text = text, .last = { ' ', ' ' } };
	uint32_t slot;

	while (next(&t, &slot)) {
		l->count[slot]++;
		l->all++;
	}
}

void letters_sum(struct letters *l, const struct letters *more)
{
	for (size_t i = 0; i < LETTERS_SIZE; i++)
		l->count[i] += more->count[i];
	l->all += more->all;
}

double letters_score(const struct letters *x, const struct letters *y,
	struct str text, size_t *n)
{
	struct threes t = { .text = text, .last = { ' ', ' ' } };
	double sum = 0, floor = 0.5 * LETTERS_SIZE / 4;
	double whole = log((x->all + floor) / (y->all + floor));
	uint32_t slot;

	*n = 0;
	while (next(&t, &slot)) {
		sum += log((x->count[slot] + 0.5) / (y->count[slot] + 0.5)) -
		       whole;
		++*n;
	}
	return sum;
}
