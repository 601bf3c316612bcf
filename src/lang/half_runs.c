/* Emphasis: CommonMark's delimiter runs, over one half. */
#include "lang/half_reader.h"

#include "base/utf8.h"

/* 0 space, 1 punctuation, 2 anything else; outside the half is a tag. */
static int class_of(uint32_t c)
{
	if (c == UTF8_BAD)
		return 2;
	if (utf8_is_space(c))
		return 0;
	if (utf8_is_punct(c) || (c < 0x80 && char_is_punct((char)c)))
		return 1;
	return 2;
}

static int class_before(const struct reader *r, size_t i)
{
	size_t k = i;

	if (i == 0)
		return 1;
	do
		k--;
	while (k > 0 && ((unsigned char)r->raw.p[k] & 0xC0) == 0x80);
	return class_of(utf8_next(r->raw, &k));
}

static int class_after(const struct reader *r, size_t i)
{
	return i >= r->raw.n ? 1 : class_of(utf8_next(r->raw, &i));
}

void half_read_run(struct reader *r)
{
	char c = r->raw.p[r->i];
	size_t n = half_run(r, r->i, c);
	int before = class_before(r, r->i), after = class_after(r, r->i + n);
	bool left = after != 0 && (after == 2 || before != 2);
	bool right = before != 0 && (before == 2 || after != 2);
	struct run run = { .at = (uint32_t)r->i,
		.text = (uint32_t)r->text.n,
		.n = (uint32_t)n,
		.left = (uint32_t)n,
		.c = c,
		.opens = left,
		.closes = right };

	if (c == '_') {
		run.opens = left && (!right || before == 1);
		run.closes = right && (!left || after == 1);
	}
	half_put(r, str_sub(r->raw, r->i, r->i + n), r->i);
	r->i += n;
	if (c == '~' && n != 2)
		return;
	/* "a_b": no delimiter in any reading. */
	if (c == '_' && before == 2 && after == 2)
		return;
	if (r->nruns < RUNS_MAX)
		r->runs[r->nruns++] = run;
}

static bool may_match(const struct run *o, const struct run *c)
{
	if (o->c != c->c || !o->opens || o->left == 0)
		return false;
	return !((o->closes || c->opens) && (o->n + c->n) % 3 == 0 &&
		 (o->n % 3 != 0 || c->n % 3 != 0));
}

static void match(struct reader *r, struct run *o, struct run *c)
{
	uint32_t n = o->left >= 2 && c->left >= 2 ? 2 : 1;
	enum code_kind kind = o->c == '~' ? CODE_STRIKE
			      : n == 2    ? CODE_STRONG
					  : CODE_EMPHASIS;

	half_add(r, kind, o->at + o->left - n, c->at + c->used_front + n,
		S(""));
	o->left -= n;
	o->used_back += n;
	c->left -= n;
	c->used_front += n;
}

void half_match_runs(struct reader *r)
{
	size_t bottom[3][3][2] = { { { 0 } } };

	for (size_t i = 0; i < r->nruns; i++) {
		struct run *c = &r->runs[i];
		size_t kind = c->c == '*' ? 0 : c->c == '_' ? 1 : 2;
		size_t *low = &bottom[kind][c->n % 3][c->opens];

		for (size_t k = i; c->closes && c->left && k-- > *low;) {
			if (!may_match(&r->runs[k], c))
				continue;
			while (c->left && r->runs[k].left)
				match(r, &r->runs[k], c);
			/* What stands between them is text now. */
			for (size_t m = k + 1; m < i; m++)
				r->runs[m].opens = false;
		}
		if (c->closes && c->left)
			*low = i;
	}
}

/* A lone star between spaces is a bullet or a footnote's mark. */
static bool is_mark(const struct run *run)
{
	return run->left == 1 && run->n == 1;
}

/* Takes used delimiters out of the text, reports the others. */
void half_settle_runs(struct reader *r)
{
	for (size_t i = r->nruns; i-- > 0;) {
		struct run *run = &r->runs[i];
		if (run->left > 0 && (run->opens || run->closes || run->n > 1 ||
					     !is_mark(run)))
			half_add(r, CODE_STRAY, run->at + run->used_front,
				run->at + run->used_front + run->left,
				str_sub(r->raw, run->at,
					run->at + (run->left > 2 ? 2
								 : run->left)));
		if (run->used_back)
			half_cut(r, run->text + run->n - run->used_back,
				run->used_back);
		if (run->used_front)
			half_cut(r, run->text, run->used_front);
	}
}
