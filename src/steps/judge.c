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

const struct node *judge_words_of(const struct node *item)
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
	const struct node *block = judge_words_of(item), *link = NULL;

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
		questions += ends_in_question(r, list->in, judge_words_of(i));
	return questions * 2 >= n && n > 0;
}

struct score {
	size_t n, jumps, points;
	bool first;   /* the first item asks for something */
	bool duty;    /* any item does, or says what must be done */
	double share; /* of items that ask */
};

static void score_item(struct reader *r, const struct entry *list,
	const struct node *item, struct score *s)
{
	const struct node *block = judge_words_of(item);
	int side = judge_side(r), asks;
	struct str text;

	s->jumps += is_jump(item);
	s->n++;
	if (side < 0)
		return;
	text = words_normal(r->a, inlines_peek(r, list->in, block, side));
	asks = words_imperative(r->words, text);
	/* "See this" is nothing to do, unless in a list that is numbered. */
	if (!list->node->as.list.ordered &&
		(judge_label(r, list->in, block, text) ||
			words_match(r->language[side], "refer", text)))
		asks = 0;
	s->first |= s->n == 1 && asks == 2;
	s->duty |= asks || words_match(r->language[side], "duty", text);
	s->points += (size_t)asks;
}

static struct score score_items(struct reader *r, const struct entry *list)
{
	struct score s = { 0 };

	for (const struct node *i = list->node->child; i; i = i->next)
		score_item(r, list, i, &s);
	s.share = s.n ? (double)s.points / (double)(2 * s.n) : 0;
	return s;
}

bool judge_ordered(struct reader *r, const struct entry *list)
{
	return list->node->as.list.ordered && is_list_in_source(list) &&
	       !judge_questions(r, list);
}

bool judge_steps(struct reader *r, const struct entry *list, struct str before,
	enum confidence *confidence)
{
	struct score s;
	enum lead lead = judge_lead(r, before);
	int side = judge_side(r);

	*confidence = CONFIDENCE_MEDIUM;
	if (lead == LEAD_NOT || !judge_ordered(r, list))
		return false;
	s = score_items(r, list);
	if (s.jumps == s.n)
		return false;
	if (side < 0 || (lead == LEAD_STEPS && s.duty))
		return true;
	if (s.share >= 0.5) {
		*confidence = CONFIDENCE_HIGH;
		return true;
	}
	return (s.first && s.share >= 0.25) ||
	       (s.share >= 0.3 && judge_match(r, "lead", side, before));
}

bool judge_bullets(struct reader *r, const struct entry *list,
	struct str before, bool how_to)
{
	enum lead lead = judge_lead(r, before);
	struct score s;

	if (judge_side(r) < 0 || list->node->as.list.ordered ||
		lead == LEAD_NOT || lead == LEAD_CHOICE ||
		(!how_to && lead == LEAD_PLAIN))
		return false;
	s = score_items(r, list);
	if (lead == LEAD_PURPOSE || how_to)
		return s.share >= 0.9;
	return s.n > 1 && s.share >= 0.6;
}

/* A list for a checklist has things to do, in any language whose words are
 * not known. */
bool judge_checklist(struct reader *r, const struct entry *list)
{
	return judge_side(r) < 0 || score_items(r, list).share >= 0.5;
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
