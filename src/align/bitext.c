/*
 * Pairs are offsets into the bytes, so writing is copying: what stands
 * between two target halves is taken over as one piece.
 */
#include "align/bitext.h"

#include "base/buf.h"

#define QUOT S("&quot;")

void bitext_make(struct arena *a, struct str bytes, struct pairs pairs,
	struct bitext *out)
{
	*out = (struct bitext){ .bytes = bytes, .pairs = pairs };
	out->keys = arena_array(a, struct str, pairs.n);
	struct map uses = { 0 };
	for (size_t i = 0; i < pairs.n; i++) {
		struct pair *p = &pairs.p[i];
		void **slot = map_slot(a, &uses, p->id);
		unsigned *n = *slot ? *slot : arena_new(a, unsigned);
		*slot = n;
		out->keys[i] = ++*n == 1 ? p->id
					 : str_printf(a, "%.*s:%u",
						   STR_ARG(p->id), *n);
		map_put(a, &out->by_key, out->keys[i], p);
	}
}

const struct pair *bitext_find(const struct bitext *m, struct str key)
{
	return map_get(&m->by_key, key);
}

struct str bitext_target(const struct bitext *m, size_t pair)
{
	const struct pair *p = &m->pairs.p[pair];

	return str_sub(m->bytes, p->t, p->t_end);
}

struct str bitext_source(const struct bitext *m, size_t pair)
{
	const struct pair *p = &m->pairs.p[pair];

	return str_sub(m->bytes, p->s, p->s_end);
}

bool bitext_joined(const struct bitext *m, size_t i, struct str *between)
{
	size_t lines = 0;

	if (i == 0)
		return false;
	*between = str_sub(m->bytes, m->pairs.p[i - 1].end, m->pairs.p[i].at);
	if (between->n > 1000)
		return false;
	for (size_t k = 0; k < between->n; k++) {
		char c = between->p[k];
		if (c == '|')
			return false;
		lines += c == '\n';
	}
	/* On the next line only as the text of the same paragraph. */
	return lines == 0 || (lines == 1 && str_trim(*between).n == 0);
}

/* Is the pair that was read back the old one with its target? */
static bool is_same(const struct bitext *m, const struct bitext *now,
	const struct str *targets, size_t i)
{
	struct str target = targets[i].p ? targets[i] : bitext_target(m, i);

	return str_eq(m->pairs.p[i].id, now->pairs.p[i].id) &&
	       str_eq(bitext_source(m, i), bitext_source(now, i)) &&
	       str_eq(target, bitext_target(now, i));
}

static bool check(struct arena *a, const struct bitext *m,
	const struct str *targets, struct str bytes, size_t *bad)
{
	struct bitext now = { .bytes = bytes };
	struct sink sink;

	sink_init(&sink, a);
	now.pairs = pairs_scan(a, bytes, m->pairs.p[0].at, 0, &sink);
	for (*bad = 0; *bad < m->pairs.n; ++*bad)
		if (*bad >= now.pairs.n || !is_same(m, &now, targets, *bad))
			return false;
	/* Not the last pair's fault alone, but it is a text's. */
	for (*bad = m->pairs.n; now.pairs.n > m->pairs.n && *bad > 0;)
		if (targets[--*bad].p)
			return false;
	return true;
}

bool bitext_write(struct arena *a, const struct bitext *m,
	const struct str *targets, struct str *out, size_t *bad)
{
	struct buf b;
	size_t from = 0;

	*out = m->bytes;
	if (m->pairs.n == 0)
		return true;
	buf_init(&b, a);
	buf_reserve(&b, m->bytes.n + m->bytes.n / 8);
	for (size_t i = 0; i < m->pairs.n; i++) {
		if (!targets[i].p)
			continue;
		buf_add(&b, str_sub(m->bytes, from, m->pairs.p[i].t));
		buf_add(&b, targets[i]);
		from = m->pairs.p[i].t_end;
	}
	buf_add(&b, str_skip(m->bytes, from));
	*out = buf_str(&b);
	return check(a, m, targets, *out, bad);
}

static bool repair_tags(struct buf *b, struct str tags)
{
	size_t from = 0, at;

	while ((at = str_find(tags, from, QUOT)) != STR_NONE) {
		buf_add(b, str_sub(tags, from, at));
		buf_byte(b, '"');
		from = at + QUOT.n;
	}
	buf_add(b, str_skip(tags, from));
	return from > 0;
}

struct str bitext_repair(struct arena *a, const struct bitext *m)
{
	bool repaired = false;
	size_t from = 0;
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < m->pairs.n; i++) {
		const struct pair *p = &m->pairs.p[i];
		buf_add(&b, str_sub(m->bytes, from, p->at));
		repaired |= repair_tags(&b, str_sub(m->bytes, p->at, p->t));
		buf_add(&b, str_sub(m->bytes, p->t, p->t_end));
		repaired |= repair_tags(&b, str_sub(m->bytes, p->t_end, p->s));
		from = p->s;
	}
	buf_add(&b, str_skip(m->bytes, from));
	return repaired ? buf_str(&b) : m->bytes;
}
