/*
 * Marks among the parts of a half. A mark that would cut a code or stand
 * across one is made longer until it holds both ends; one that then crosses
 * another is left out. So marks nest with codes and with each other.
 */
#include "align/inline.h"

#include <assert.h>

#include "base/vec.h"

struct place {
	size_t first, last; /* parts */
	size_t from, to;    /* bytes, in a text that is the first or last */
};

struct marker {
	const struct parts *in;
	size_t *starts; /* bytes before each part */
};

static size_t part_at(const struct marker *m, size_t at)
{
	size_t low = 0, high = m->in->n;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (m->starts[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Takes in the other end of each code that has one in there. */
static void widen(const struct marker *m, struct place *p)
{
	for (size_t i = p->first; i <= p->last; i++) {
		const struct part *part = &m->in->p[i];
		if (part->kind != PART_OPEN && part->kind != PART_CLOSE)
			continue;
		if (part->partner > p->last)
			p->last = part->partner;
		if (part->partner < p->first) {
			p->first = part->partner;
			i = p->first;
		}
	}
}

static size_t end_of(const struct marker *m, size_t part)
{
	return m->starts[part] + m->in->p[part].bytes.n;
}

static struct place place_of(const struct marker *m, size_t from, size_t to)
{
	struct place p = { part_at(m, from), part_at(m, to - 1), from, to };
	size_t first = p.first, last = p.last;

	widen(m, &p);
	if (p.first != first || m->in->p[first].kind != PART_TEXT)
		p.from = m->starts[p.first];
	if (p.last != last || m->in->p[last].kind != PART_TEXT)
		p.to = end_of(m, p.last);
	return p;
}

static void put(struct arena *a, struct parts *out, enum part_kind kind,
	uint32_t mark)
{
	vec_push(a, out, ((struct part){ .kind = kind, .id = mark }));
}

/* The bytes [from, to) of part i. */
static void put_slice(struct arena *a, struct parts *out,
	const struct marker *m, size_t i, size_t from, size_t to)
{
	struct part p = m->in->p[i];

	if (from >= to && p.bytes.n)
		return;
	p.bytes = str_sub(p.bytes, from - m->starts[i], to - m->starts[i]);
	vec_push(a, out, p);
}

/* Partners are found again, as the parts have moved. */
static void pair_up(struct arena *a, struct parts *out)
{
	uint32_t *open = arena_array(a, uint32_t, out->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++) {
		if (out->p[i].kind == PART_OPEN)
			open[n++] = (uint32_t)i;
		if (out->p[i].kind != PART_CLOSE)
			continue;
		assert(n > 0);
		out->p[i].partner = open[--n];
		out->p[open[n]].partner = (uint32_t)i;
	}
}

struct parts inline_mark(struct arena *a, const struct parts *parts,
	const struct inline_mark *marks, size_t n)
{
	struct marker m = { parts, arena_array(a, size_t, parts->n + 1) };
	struct parts out = { 0 };
	size_t at = 0, i = 0;

	for (size_t k = 0; k < parts->n; k++)
		m.starts[k + 1] = m.starts[k] + parts->p[k].bytes.n;
	for (size_t k = 0; k < n; k++) {
		struct place p;
		if (marks[k].from >= marks[k].to ||
			marks[k].to > m.starts[parts->n])
			continue;
		p = place_of(&m, marks[k].from, marks[k].to);
		if (p.from < at || p.first < i)
			continue;
		for (; i < p.first; i++, at = m.starts[i])
			put_slice(a, &out, &m, i, at, end_of(&m, i));
		put_slice(a, &out, &m, i, at, p.from);
		put(a, &out, PART_MARK, marks[k].id);
		at = p.from;
		for (; i < p.last; i++, at = m.starts[i])
			put_slice(a, &out, &m, i, at, end_of(&m, i));
		put_slice(a, &out, &m, i, at, p.to);
		put(a, &out, PART_UNMARK, marks[k].id);
		at = p.to;
		if (at == end_of(&m, i))
			at = m.starts[++i];
	}
	for (; i < parts->n; i++, at = m.starts[i])
		put_slice(a, &out, &m, i, at, end_of(&m, i));
	pair_up(a, &out);
	return out;
}
