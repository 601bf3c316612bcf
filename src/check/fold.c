/*
 * One table by file: the finding there that spoils something. What stands
 * in the spoiled bytes, or says something of the file as a whole wherever it
 * stands, follows from it. And in one pair: a rule names those that bring
 * its findings along.
 */
#include "check/fold.h"

struct cause {
	struct diag *d; /* NULL: there is none */
	size_t count;   /* what followed */
};

struct state {
	struct cause front; /* spoils the metadata alone */
	struct cause rest;  /* spoils text */
};

static bool is_cause(const struct diag *d)
{
	return d->spoils.len > 0;
}

/* The first of a file speaks for the others. */
static void find_causes(struct state *states, size_t files,
	struct diag *const *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct span s = p[i]->spoils;
		struct cause *c;

		if (!is_cause(p[i]) || s.file >= files)
			continue;
		c = s.at == 0 && s.len < UINT32_MAX ? &states[s.file].front
						    : &states[s.file].rest;
		if (!c->d || s.at < c->d->spoils.at)
			c->d = p[i];
	}
}

static bool is_inside(const struct cause *c, const struct diag *d)
{
	return c->d && d->at.at >= c->d->spoils.at &&
	       d->at.at - c->d->spoils.at < c->d->spoils.len;
}

/* What d follows from, or NULL. */
static struct cause *cause_of(struct state *states, size_t files,
	const struct diag *d)
{
	bool whole = d->at.at == 0 && d->at.len == 0;
	struct state *own;

	if (is_cause(d) || d->hidden != HIDDEN_NOT)
		return NULL;
	if (d->about < files && whole && states[d->about].front.d)
		return &states[d->about].front;
	if (d->about < files && states[d->about].rest.d)
		return &states[d->about].rest;
	if (whole || d->at.file >= files)
		return NULL;
	own = &states[d->at.file];
	return is_inside(&own->front, d)  ? &own->front
	       : is_inside(&own->rest, d) ? &own->rest
					  : NULL;
}

static void say(struct arena *a, const struct cause *c)
{
	struct diag *d = c->d;
	struct str hint;

	if (!d || c->count == 0)
		return;
	hint = d->hint.n ? d->hint : str_of(d->rule->fix);
	d->hint = str_printf(a, "%.*s; %zu other finding%s from it",
		STR_ARG(hint), c->count,
		c->count == 1 ? " follows" : "s follow");
}

/* ---- in one pair ------------------------------------------------- */

static bool follows(const struct diag *d, const struct diag *cause)
{
	const struct rule *const *r = d->causes;

	while (*r && *r != cause->rule)
		r++;
	return *r != NULL && cause->side == d->side;
}

/* What p[i] follows from in its pair, or NULL. */
static struct diag *cause_beside(const struct docset *s, struct diag *const *p,
	size_t n, size_t i)
{
	const struct diag *d = p[i];
	const struct pair *pair;

	if (!d->causes || d->hidden != HIDDEN_NOT || d->at.file >= s->files.n ||
		!s->pages[d->at.file])
		return NULL;
	pair = page_pair(s->pages[d->at.file], d->at.at);
	if (!pair)
		return NULL;
	while (i > 0 && p[i - 1]->at.file == d->at.file &&
		p[i - 1]->at.at >= pair->at)
		i--;
	for (; i < n && p[i]->at.file == d->at.file && p[i]->at.at < pair->end;
		i++)
		if (follows(d, p[i]))
			return p[i];
	return NULL;
}

/* Takes them out of p[0..*n), and counts those of each cause in a row. */
static void fold_beside(const struct docset *s, struct diag **p, size_t *n)
{
	struct diag **cause = arena_array(s->arena, struct diag *, *n + 1);
	struct cause last = { NULL, 0 };
	size_t left = 0;

	for (size_t i = 0; i < *n; i++)
		cause[i] = cause_beside(s, p, *n, i);
	for (size_t i = 0; i < *n; i++) {
		if (!cause[i]) {
			p[left++] = p[i];
			continue;
		}
		if (cause[i] != last.d) {
			say(s->arena, &last);
			last = (struct cause){ cause[i], 0 };
		}
		last.count++;
	}
	say(s->arena, &last);
	*n = left;
}

/* ---- the whole --------------------------------------------------- */

void fold_findings(const struct docset *s, struct diag **p, size_t *n)
{
	size_t files = s->files.n, left = 0;
	struct state *states = arena_array(s->arena, struct state, files + 1);

	fold_beside(s, p, n);
	find_causes(states, files, p, *n);
	for (size_t i = 0; i < *n; i++) {
		struct cause *c = cause_of(states, files, p[i]);

		if (c)
			c->count++;
		else
			p[left++] = p[i];
	}
	*n = left;
	for (size_t i = 0; i < files; i++) {
		say(s->arena, &states[i].front);
		say(s->arena, &states[i].rest);
	}
}
