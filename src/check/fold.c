/*
 * One table by file: the finding there that spoils something. What stands
 * in the spoiled bytes, or says something of the file as a whole wherever it
 * stands, follows from it.
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

void fold_findings(const struct docset *s, struct diag **p, size_t *n)
{
	size_t files = s->files.n, left = 0;
	struct state *states = arena_array(s->arena, struct state, files + 1);

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
