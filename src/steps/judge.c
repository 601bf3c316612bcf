/*
 * Is it something to do? Decided by English where the page has it, since
 * its imperatives can be told by their first word; else by shape alone, and
 * then with less confidence.
 */
#include "steps/reader.h"

int judge_side(const struct reader *r)
{
	for (int side = 1; side >= 0; side--) {
		struct str tag = r->out->locale[side];
		if (str_eq_nocase(tag, S("en")) ||
			str_starts_nocase(tag, S("en-")))
			return side;
	}
	return -1;
}

bool judge_match(struct reader *r, const char *list, int side, struct str text)
{
	return words_match(r->language[side], list, words_normal(r->a, text));
}

/* The block that carries an item's first words. */
static const struct node *first_words(const struct node *item)
{
	for (const struct node *n = item->child; n; n = n->next)
		if (n->kind == NODE_PARAGRAPH || n->kind == NODE_INCLUDE)
			return n;
	return item;
}

static int imperative(struct reader *r, struct seen *in,
	const struct node *block)
{
	int side = judge_side(r);

	if (side < 0)
		return 0;
	return words_imperative(r->words,
		words_normal(r->a, inlines_peek(r, in, block, side)));
}

bool judge_imperative(struct reader *r, struct seen *in,
	const struct node *block)
{
	return imperative(r, in, block) == 2;
}

/* A marker that only one language has is text, such as a date. */
static bool is_list_in_source(const struct entry *e)
{
	const struct tree *t = e->in->page->tree[1];
	const struct node *list = e->node;

	for (const struct node *n = list; t && n;
		n = node_walk(list, n, false)) {
		if (n->kind != NODE_SEG || n->as.seg.pair >= t->nsegs ||
			!t->segs[n->as.seg.pair])
			continue;
		const struct node *o = t->segs[n->as.seg.pair];
		while (o && (o->kind != NODE_LIST || !o->as.list.ordered))
			o = o->parent;
		return o != NULL;
	}
	return true;
}

/* The only words of the item are a link to a place in the page. */
static bool is_jump(const struct node *item)
{
	const struct node *block = first_words(item), *link = NULL;

	for (const struct node *n = block; n;
		n = node_walk(block, n, n->kind == NODE_LINK)) {
		if (n->kind == NODE_LINK)
			link = n;
		else if (n->kind == NODE_TEXT && str_trim(n->as.text).n > 1)
			return false;
	}
	return link && str_starts(link->as.link.url, S("#"));
}

static bool ends_in_question(struct reader *r, struct seen *in,
	const struct node *block)
{
	struct str s = inlines_peek(r, in, block, 0);

	while (s.n && (str_ends(s, S("*")) || str_ends(s, S(" "))))
		s.n--;
	return str_ends(s, S("?")) || str_ends(s, S("\xEF\xBC\x9F")) ||
	       str_ends(s, S("\xD8\x9F"));
}

bool judge_questions(struct reader *r, const struct entry *list)
{
	size_t n = 0, questions = 0;

	for (const struct node *i = list->node->child; i; i = i->next, n++)
		questions += ends_in_question(r, list->in, first_words(i));
	return questions * 2 >= n && n > 0;
}

struct score {
	size_t n, jumps;
	double share; /* of items that ask for something */
};

static struct score score_items(struct reader *r, const struct entry *list)
{
	struct score s = { 0, 0, 0 };
	size_t points = 0;

	for (const struct node *i = list->node->child; i; i = i->next) {
		s.n++;
		s.jumps += is_jump(i);
		points += (size_t)imperative(r, list->in, first_words(i));
	}
	s.share = s.n ? (double)points / (double)(2 * s.n) : 0;
	return s;
}

bool judge_ordered(struct reader *r, const struct entry *list)
{
	return list->node->as.list.ordered && is_list_in_source(list) &&
	       !judge_questions(r, list);
}

bool judge_steps(struct reader *r, const struct entry *list, struct str lead,
	enum confidence *confidence)
{
	struct score s;
	int side = judge_side(r);

	*confidence = CONFIDENCE_MEDIUM;
	if (!judge_ordered(r, list))
		return false;
	s = score_items(r, list);
	if (s.jumps == s.n)
		return false;
	if (side < 0)
		return true;
	if (s.share >= 0.5) {
		*confidence = CONFIDENCE_HIGH;
		return true;
	}
	return s.share >= 0.3 && judge_match(r, "lead", side, lead);
}

bool judge_bullets(struct reader *r, const struct entry *list, struct str lead,
	bool how_to)
{
	int side = judge_side(r);
	struct score s;

	if (side < 0 || list->node->as.list.ordered ||
		(!how_to && !judge_match(r, "bullet_lead", side, lead)))
		return false;
	s = score_items(r, list);
	return (s.n > 1 || how_to) && s.share >= (how_to ? 0.9 : 0.6);
}

/* ---- single items ------------------------------------------------ */

static bool either(struct reader *r, const char *list,
	const struct checklist_segments *s)
{
	for (int side = 0; s->n && side < 2; side++)
		if (r->language[side] && s->p[0].text[side].n &&
			judge_match(r, list, side, s->p[0].text[side]))
			return true;
	return false;
}

bool judge_refers(struct reader *r, const struct checklist_segments *s,
	bool has_link)
{
	return s->n == 1 && has_link && either(r, "refer", s);
}

bool judge_optional(struct reader *r, const struct checklist_segments *s)
{
	return either(r, "optional", s);
}
