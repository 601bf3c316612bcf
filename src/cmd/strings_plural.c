/*
 * Expressions in C's notation, worked out for numbers. Which expression a
 * language has is never written down: the one is taken that gives the same
 * number for the same form of CLDR, for all numbers that are tried.
 */
#include "cmd/strings_plural.h"

#define DEPTH 32
#define TRIED 1000 /* numbers from 0 on; and a million, two, ... */
#define BIG 1000000ul

/* ---- working out ------------------------------------------------- */

/* Recursive descent; `ok` is false from the first fault on. */
struct reader {
	struct str text;
	size_t at;
	unsigned long n;
	int depth;
	bool ok;
};

static unsigned long choice(struct reader *r);

static bool take(struct reader *r, const char *sign)
{
	struct str s = str_of(sign), rest;

	while (r->at < r->text.n && char_is_space(r->text.p[r->at]))
		r->at++;
	rest = str_skip(r->text, r->at);
	if (!str_starts(rest, s))
		return false;
	r->at += s.n;
	return true;
}

static unsigned long number(struct reader *r)
{
	unsigned long v = 0;
	size_t from = r->at;

	for (; r->at < r->text.n && char_is_digit(r->text.p[r->at]); r->at++)
		v = v * 10 + (unsigned long)(r->text.p[r->at] - '0');
	r->ok = r->ok && r->at > from && r->at - from < 10;
	return v;
}

static unsigned long operand(struct reader *r)
{
	unsigned long v;

	if (++r->depth > DEPTH)
		r->ok = false;
	if (!r->ok)
		return 0;
	if (take(r, "!")) {
		v = !operand(r);
	} else if (take(r, "(")) {
		v = choice(r);
		r->ok = take(r, ")") && r->ok;
	} else {
		v = take(r, "n") ? r->n : number(r);
	}
	r->depth--;
	return v;
}

/* Signs of one rank of C; the longer before the shorter. */
static const char *const ranks[][5] = {
	{ "||", NULL },
	{ "&&", NULL },
	{ "==", "!=", NULL },
	{ "<=", ">=", "<", ">", NULL },
	{ "+", "-", NULL },
	{ "*", "/", "%", NULL },
};

#define NRANKS (sizeof(ranks) / sizeof(*ranks))

static unsigned long apply(struct reader *r, const char *sign, unsigned long x,
	unsigned long y)
{
	bool equal = sign[1] == '=';

	switch (sign[0]) {
	case '|':
		return x || y;
	case '&':
		return x && y;
	case '=':
		return x == y;
	case '!':
		return x != y;
	case '<':
		return equal ? x <= y : x < y;
	case '>':
		return equal ? x >= y : x > y;
	case '+':
		return x + y;
	case '-':
		return x - y;
	case '*':
		return x * y;
	default:
		r->ok = r->ok && y != 0;
		return y == 0 ? 0 : sign[0] == '/' ? x / y : x % y;
	}
}

static unsigned long chain(struct reader *r, size_t rank)
{
	unsigned long v;

	if (rank == NRANKS)
		return operand(r);
	v = chain(r, rank + 1);
	for (size_t i = 0; ranks[rank][i] && r->ok;) {
		if (take(r, ranks[rank][i])) {
			v = apply(r, ranks[rank][i], v, chain(r, rank + 1));
			i = 0;
		} else {
			i++;
		}
	}
	return v;
}

static unsigned long choice(struct reader *r)
{
	unsigned long test, yes, no;

	if (++r->depth > DEPTH)
		r->ok = false;
	if (!r->ok)
		return 0;
	test = chain(r, 0);
	if (take(r, "?")) {
		yes = choice(r);
		r->ok = take(r, ":") && r->ok;
		no = choice(r);
		test = test ? yes : no;
	}
	r->depth--;
	return test;
}

static bool work_out(struct str expression, unsigned long n, size_t *out)
{
	struct reader r = { .text = expression, .n = n, .ok = true };

	*out = choice(&r);
	return r.ok && str_trim(str_skip(r.text, r.at)).n == 0;
}

/* ---- against CLDR ------------------------------------------------ */

/* Numbers that tell the rules of languages apart. */
static unsigned long tried(size_t i)
{
	return i < TRIED ? i : (i - TRIED + 1) * BIG;
}

static bool name_form(struct plural *p, size_t at, struct str name)
{
	if (p->form[at].n == 0)
		p->form[at] = name;
	return str_eq(p->form[at], name);
}

static bool are_different(const struct plural *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(p->form[i], p->form[k]))
				return false;
	return true;
}

/* Names the forms by what CLDR calls the numbers that have them. *same: it
 * is always the same name, and a form for each. */
static bool name_forms(struct arena *a, const struct locale *l,
	struct plural *p, bool *same)
{
	size_t at;

	*same = true;
	for (size_t i = 0; i < TRIED + 3; i++) {
		if (!work_out(p->expression, tried(i), &at) || at >= p->n)
			return false;
		*same &= name_form(p, at, locale_form(a, l, (long)tried(i)));
	}
	*same = *same && are_different(p);
	return true;
}

#define FEW_SLAVIC \
	"n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14)"

static const struct {
	size_t n;
	const char *expression;
} known[] = {
	{ 1, "0" },
	{ 2, "n != 1" },
	{ 2, "n > 1" },
	{ 2, "n % 10 != 1 || n % 100 == 11" },
	{ 3, "n == 1 ? 0 : n == 2 ? 1 : 2" },
	{ 3, "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2" },
	{ 3, "n <= 1 ? 0 : n % 1000000 == 0 ? 1 : 2" },
	{ 3, "n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2" },
	{ 3, "n == 1 ? 0 : " FEW_SLAVIC " ? 1 : 2" },
	{ 3, "n % 10 == 1 && n % 100 != 11 ? 0 : " FEW_SLAVIC " ? 1 : 2" },
	{ 3, "n == 1 ? 0 : n == 0 || n % 100 >= 1 && n % 100 <= 19 ? 1 : 2" },
	{ 3, "n % 10 == 1 && (n % 100 < 11 || n % 100 > 19) ? 0 : n % 10 >= 2 "
	     "&& (n % 100 < 11 || n % 100 > 19) ? 1 : 2" },
	{ 3, "n % 10 == 0 || n % 100 >= 11 && n % 100 <= 19 ? 0 : n % 10 == 1 "
	     "? 1 : 2" },
	{ 4, "n % 100 == 1 ? 0 : n % 100 == 2 ? 1 : n % 100 == 3 || n % 100 == "
	     "4 ? 2 : 3" },
	{ 4, "n == 1 || n == 11 ? 0 : n == 2 || n == 12 ? 1 : n >= 3 && n <= "
	     "19 ? 2 : 3" },
	{ 5, "n == 1 ? 0 : n == 2 ? 1 : n >= 3 && n <= 6 ? 2 : n >= 7 && n <= "
	     "10 ? 3 : 4" },
	{ 5, "n == 1 ? 0 : n == 2 ? 1 : n == 0 || n % 100 >= 3 && n % 100 <= "
	     "10 ? 2 : n % 100 >= 11 && n % 100 <= 19 ? 3 : 4" },
	{ 6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : "
	     "5" },
	{ 6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 "
	     "<= 10 ? 3 : n % 100 >= 11 ? 4 : 5" },
};

bool plural_of(struct arena *a, const struct locale *l, struct plural *out)
{
	bool same;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		*out = (struct plural){ .expression = str_of(
						known[i].expression),
			.n = known[i].n };
		if (name_forms(a, l, out, &same) && same)
			return true;
	}
	return false;
}

/* "nplurals=2; plural=(n != 1);" */
bool plural_read(struct arena *a, const struct locale *l, struct str header,
	struct plural *out)
{
	struct str item, name;
	uint32_t n = 0;
	bool same;

	*out = (struct plural){ 0 };
	while (str_cut(&header, ';', &item)) {
		bool has_value = str_cut(&item, '=', &name) && item.p;
		if (has_value && str_eq(str_trim(name), S("nplurals")))
			str_to_uint(str_trim(item), &n);
		else if (has_value && str_eq(str_trim(name), S("plural")))
			out->expression = str_trim(item);
	}
	out->n = n;
	return n >= 1 && n <= LOCALE_FORMS && name_forms(a, l, out, &same);
}
