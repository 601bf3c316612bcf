/*
 * What the sentence before a list says about it: that steps follow, that
 * one of several ways is to be taken, or that it is neither. Known for
 * English alone, which most pages have beside their own language.
 */
#include "steps/reader.h"

static bool ends_in_colon(struct str s)
{
	return str_ends(s, S(":")) || str_ends(s, S("\xEF\xBC\x9A"));
}

bool lead_is_open(struct str text)
{
	while (str_ends(text, S("*")) || str_ends(text, S("_")) ||
		str_ends(text, S(" ")))
		text.n--;
	return ends_in_colon(text);
}

struct str lead_sentence(struct str normal)
{
	for (size_t i = normal.n; i > 1; i--)
		if (normal.p[i - 1] == ' ' && strchr(".?!", normal.p[i - 2]))
			return str_skip(normal, i);
	return normal;
}

static bool says(struct reader *r, const char *list, struct str normal)
{
	return words_match(r->language[judge_side(r)], list, normal);
}

/* "The parts of a sail are:" tells of something; "The steps are:" does
 * not. */
static bool is_statement(struct reader *r, struct str normal)
{
	return (str_ends(normal, S(" is")) || str_ends(normal, S(" are"))) &&
	       !says(r, "process", normal);
}

static enum lead find_lead(struct reader *r, struct str text)
{
	struct str s = lead_sentence(words_normal(r->a, text));
	bool purpose;

	if (says(r, "choice_lead", s))
		return LEAD_CHOICE;
	purpose = str_starts(s, S("to ")) && lead_is_open(text);
	if (lead_is_open(text) && !purpose &&
		(says(r, "not_lead", s) || is_statement(r, s)))
		return LEAD_NOT;
	if (says(r, "bullet_lead", s))
		return LEAD_STEPS;
	return purpose ? LEAD_PURPOSE : LEAD_PLAIN;
}

/* Several ask about one text, one after the other. */
enum lead judge_lead(struct reader *r, struct str text)
{
	if (judge_side(r) < 0 || text.n == 0)
		return LEAD_PLAIN;
	if (!str_eq(text, r->lead_text)) {
		r->lead = find_lead(r, text);
		r->lead_text = str_dup(r->a, text);
	}
	return r->lead;
}

/* ---- lists inside of a step -------------------------------------- */

/* The bold words that an item begins with, or NULL. */
static const struct node *bold_start(const struct node *block)
{
	const struct node *n = block ? block->child : NULL;

	while (n && (n->kind == NODE_SEG || n->kind == NODE_LINK))
		n = n->child;
	return n && n->kind == NODE_STRONG ? n : NULL;
}

/* "Name: what it is", "Size - how large": a label, nothing to do. */
static bool is_labelled(const struct reader *r, struct str text)
{
	size_t words = 0;
	bool asks;

	if (str_starts(text, S("step ")))
		return false;
	asks = words_verb(r->words,
		str_sub(text, 0, str_find_byte(text, 0, ' ')));
	for (size_t i = 0; i + 1 < text.n && words < 6; i++) {
		struct str rest = str_skip(text, i);
		if (text.p[i] == ',' || text.p[i] == '.')
			return false;
		if (text.p[i] != ':' && text.p[i] != ' ')
			continue;
		if (text.p[i] == ':' || str_starts(rest, S(" - ")) ||
			str_starts(rest, S(" \xE2\x80\x93 ")))
			return !asks || words == 0;
		words++;
	}
	return false;
}

/* Bold words with a space, or before a full stop, are what something is
 * called, not what to do. */
static bool is_name(struct reader *r, const struct node *block, struct str text)
{
	const struct node *bold = bold_start(block);
	struct str name;

	if (!bold)
		return false;
	name = inlines_text(r->a, bold);
	if (str_ends(name, S(".")))
		return false;
	name = words_normal(r->a, name);
	return str_find_byte(name, 0, ' ') != STR_NONE ||
	       (str_starts(text, name) && text.n > name.n &&
		       text.p[name.n] == '.');
}

bool judge_label(struct reader *r, struct seen *in, const struct node *block,
	struct str text)
{
	const struct node *twin = inlines_twin(in, block);

	return is_labelled(r, text) || is_name(r, twin ? twin : block, text);
}

struct parts_score {
	size_t n, asks, speaks, conditions, nested, separated, picks;
	struct str first; /* word of the first item */
};

static bool is_or(struct reader *r, struct seen *in, const struct node *n)
{
	struct str s;

	if (!n || n->kind != NODE_PARAGRAPH)
		return false;
	s = words_normal(r->a, inlines_peek(r, in, n, judge_side(r)));
	while (str_starts(s, S("-")) || str_starts(s, S(" ")))
		s = str_skip(s, 1);
	while (str_ends(s, S("-")) || str_ends(s, S(" ")))
		s.n--;
	return str_eq(s, S("or"));
}

bool lead_is_or(struct reader *r, const struct entry *e)
{
	return judge_side(r) >= 0 && is_or(r, e->in, e->node);
}

static bool has_steps(struct reader *r, struct seen *in,
	const struct node *item)
{
	for (const struct node *n = item->child; n; n = n->next) {
		struct entry e = { n, in, { "", 0 }, false };
		if (n->kind == NODE_LIST && judge_ordered(r, &e))
			return true;
	}
	return false;
}

static bool is_condition(struct str text)
{
	return str_starts(text, S("if ")) || str_starts(text, S("when ")) ||
	       str_starts(text, S("to ")) || str_starts(text, S("for ")) ||
	       str_find(str_sub(text, 0, 40), 0, S(", if ")) != STR_NONE;
}

/* "Select the first to ...", "Select the second if ...". */
static bool is_pick(struct parts_score *s, struct str text)
{
	struct str rest = text, word;

	str_cut(&rest, ' ', &word);
	if (s->n == 1)
		s->first = word;
	return str_eq(word, s->first) &&
	       (str_eq(word, S("select")) || str_eq(word, S("choose")) ||
		       str_eq(word, S("use"))) &&
	       (str_find(text, 0, S(" to ")) != STR_NONE ||
		       str_find(text, 0, S(" if ")) != STR_NONE);
}

static void score_part(struct reader *r, struct seen *in,
	const struct node *item, struct parts_score *s)
{
	const struct node *block = judge_words_of(item);
	struct str text = words_normal(r->a,
		inlines_peek(r, in, block, judge_side(r)));
	int asks = words_imperative(r->words, text);

	s->n++;
	s->nested += has_steps(r, in, item);
	s->separated += is_or(r, in, item->last);
	if (judge_label(r, in, block, text) || says(r, "refer", text))
		asks = 0;
	s->asks += asks == 2;
	s->speaks += asks > 0;
	s->conditions += is_condition(text);
	s->picks += is_pick(s, text);
}

enum parts_kind judge_parts(struct reader *r, const struct entry *list,
	struct str before)
{
	struct parts_score s = { 0 };
	enum lead lead;
	bool enough;

	if (judge_side(r) < 0 || list->node->as.list.ordered)
		return PARTS_NONE;
	for (const struct node *n = list->node->child; n; n = n->next)
		score_part(r, list->in, n, &s);
	lead = judge_lead(r, before);
	enough = lead == LEAD_CHOICE ? s.asks * 2 >= s.n : s.speaks == s.n;
	if (s.n < 2 || lead == LEAD_NOT || !enough ||
		says(r, "no_parts_lead",
			lead_sentence(words_normal(r->a, before))))
		return PARTS_NONE;
	if (lead == LEAD_CHOICE || s.separated || s.conditions == s.n ||
		s.picks == s.n)
		return PARTS_CHOICES;
	if (s.asks == s.n || s.nested * 2 >= s.n ||
		(lead == LEAD_STEPS && s.asks * 5 >= s.n * 4))
		return PARTS_STEPS;
	return PARTS_NONE;
}
