/* Any bytes as a bilingual file: pairs in order, and views whose bytes all
 * lead back to where they came from. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "mark/front.h"
#include "mark/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_pairs(const struct pairs *pairs, size_t from, size_t size)
{
	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *p = &pairs->p[i];
		assert(from <= p->at && p->at < p->t && p->t <= p->t_end);
		assert(p->t_end < p->s && p->s <= p->s_end);
		assert(p->s_end < p->end && p->end <= size);
		from = p->end;
	}
}

static void check_findings(const struct sink *sink, size_t size)
{
	for (const struct diag *d = sink->first; d; d = d->next)
		assert((size_t)d->at.at + d->at.len <= size);
}

/* The end of piece i in the view. */
static size_t piece_end(const struct view *v, size_t i)
{
	return i + 1 < v->npieces ? v->pieces[i + 1].at : v->text.n;
}

static void check_offsets(const struct view *v, struct str bytes)
{
	for (size_t i = 0; i < v->npieces; i++) {
		for (size_t k = v->pieces[i].at; k < piece_end(v, i); k++) {
			uint32_t at = view_offset(v, k);
			assert(at <= bytes.n);
			assert(v->pieces[i].made ||
				bytes.p[at] == v->text.p[k]);
		}
	}
}

static void check_view(struct arena *a, struct str bytes, size_t from,
	const struct pairs *pairs, enum side side)
{
	struct view v = view_cut(a, bytes, from, pairs, side);
	struct str plain = view_plain(a, bytes, pairs, side);

	check_offsets(&v, bytes);
	assert(str_eq(view_unmark(a, &v, v.text, pairs->n),
		str_skip(plain, from)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);
	struct front front = front_split(bytes);
	struct arena a;
	struct sink sink;

	assert(front.body_at <= size);
	arena_init(&a);
	sink_init(&sink, &a);
	struct pairs pairs = pairs_scan(&a, bytes, front.body_at, 0, &sink);
	check_pairs(&pairs, front.body_at, size);
	check_findings(&sink, size);
	check_view(&a, bytes, front.body_at, &pairs, SIDE_TARGET);
	check_view(&a, bytes, front.body_at, &pairs, SIDE_SOURCE);
	arena_release(&a);
	return 0;
}
