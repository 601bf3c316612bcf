/*
 * What comes of a step: sentences at its end that say what opens, appears
 * or is there then. They stay the last blocks of the step's information;
 * the item says how many they are.
 */
#include "steps/reader.h"

static bool states_result(struct reader *r, const struct checklist_segment *s,
	int side)
{
	struct str text = words_normal(r->a, s->text[side]);

	return words_match(r->language[side], "result", text) &&
	       words_imperative(r->words, text) < 2;
}

/* Where the sentences at a paragraph's end begin that all state results. */
static size_t first_result(struct reader *r, const struct checklist_block *b,
	int side)
{
	size_t k = b->segments.n;

	while (k && states_result(r, &b->segments.p[k - 1], side))
		k--;
	return k;
}

/* Cuts the paragraph before its kth sentence; the rest follows it. */
static void cut_paragraph(struct reader *r, struct checklist_blocks *info,
	size_t i, size_t k)
{
	struct checklist_block *b = info->p[i];
	struct checklist_segments rest = { b->segments.p + k, b->segments.n - k,
		b->segments.n - k };
	struct checklist_place at = rest.p[0].at;
	struct checklist_block *last;

	at.end = b->at.end > at.line ? b->at.end : rest.p[rest.n - 1].at.end;
	last = blocks_paragraph(r, rest, links_of(r, &b->links, &rest), at);
	b->segments.n = b->segments.cap = k;
	if (b->segments.p[k - 1].at.end < b->at.end)
		b->at.end = b->segments.p[k - 1].at.end;
	vec_push(r->a, info, last);
	for (size_t n = info->n - 1; n > i + 1; n--)
		info->p[n] = info->p[n - 1];
	info->p[i + 1] = last;
}

void result_find(struct reader *r, struct checklist_item *item)
{
	int side = judge_side(r);
	struct checklist_blocks *info = &item->info;
	size_t i = info->n, k;

	if (side < 0 || item->children.n || item->choices.n)
		return;
	while (i && info->p[i - 1]->kind == BLOCK_IMAGE)
		i--;
	if (i == 0 || info->p[i - 1]->kind != BLOCK_PARAGRAPH)
		return;
	k = first_result(r, info->p[i - 1], side);
	if (k == info->p[i - 1]->segments.n)
		return;
	if (k)
		cut_paragraph(r, info, i - 1, k);
	item->results = info->n - (k ? i : i - 1);
}
