/*
 * Lists of one section as procedures. A list that is broken by blocks at
 * the margin goes on where its numbers say so; the blocks between belong to
 * the step before them.
 */
#include "steps/reader.h"

struct builder {
	struct reader *r;
	const struct checklist_heading *heading;
	enum recognised recognised;
	struct checklist_section *now; /* the procedure being read, or NULL */
	struct entries pending;        /* blocks since its last step */
	size_t made;
	/* the last list: its first and last typed number, its length */
	uint32_t first, last;
	size_t length;
	bool ones;            /* all numbers so far are 1 */
	struct str condition; /* of the last list */
	bool questions;       /* the section asks and answers */
	bool how_to;          /* its heading says so */
	bool limits;          /* its heading says what cannot be done */
};

struct checklist_section *section_new(struct reader *r, enum section_kind kind,
	enum recognised recognised, const struct checklist_heading *h)
{
	struct checklist_section *s = arena_new(r->a, struct checklist_section);

	s->kind = kind;
	s->recognised = recognised;
	s->heading = *h;
	vec_push(r->a, &r->out->sections, s);
	return s;
}

/* Of several ways only those with a condition have a label. */
static void number_items(struct reader *r, struct checklist_items *items,
	struct str path, bool choices)
{
	for (size_t i = 0; i < items->n; i++) {
		struct checklist_item *s = items->p[i];
		struct str label = s->label.n ? s->label
					      : str_printf(r->a, "%zu", i + 1);
		s->number = (uint32_t)i + 1;
		if (!choices)
			s->label = label;
		s->path = str_printf(r->a, "%.*s/%.*s", STR_ARG(path),
			STR_ARG(label));
		number_items(r, &s->children, s->path, false);
		number_items(r, &s->choices, s->path, true);
	}
}

void procedure_number(struct reader *r, struct checklist_section *s, size_t nth)
{
	struct str path = s->heading.anchor;

	if (nth > 1)
		path = str_printf(r->a, "%.*s~%zu", STR_ARG(path), nth);
	number_items(r, &s->items, path, false);
}

/* ---- blocks between steps ---------------------------------------- */

static void add_blocks(struct builder *b, size_t from, size_t to,
	struct checklist_blocks *out)
{
	for (size_t i = from; i < to; i++)
		blocks_add(b->r, &b->pending.p[i], out);
}

static void continue_step(struct builder *b, size_t n)
{
	struct checklist_section *s = b->now;
	struct checklist_item *step = s->items.p[s->items.n - 1];
	struct checklist_continuation c = { step, { 0 }, n > 0 };

	for (size_t i = 0; i < n; i++)
		c.indented &= stream_indented(&b->pending.p[i]);
	add_blocks(b, 0, n, &c.body);
	if (c.body.n == 0)
		return;
	vec_push(b->r->a, &s->continuations, c);
	step->continuation = s->continuations.n;
}

/* Where what leads in to the next list begins. */
static size_t lead_at(const struct builder *b)
{
	for (size_t i = b->pending.n; i > 0; i--)
		if (b->pending.p[i - 1].node->kind == NODE_PARAGRAPH)
			return i - 1;
	return b->pending.n;
}

/* A list in between has taken the lead to itself. */
static bool is_taken(const struct builder *b, size_t lead)
{
	for (size_t i = lead; i < b->pending.n; i++)
		if (b->pending.p[i].node->kind == NODE_LIST)
			return true;
	return false;
}

static struct str lead_text(struct builder *b)
{
	int side = judge_side(b->r);
	size_t at = lead_at(b);

	if (at < b->pending.n && !is_taken(b, at))
		return inlines_peek(b->r, b->pending.p[at].in,
			b->pending.p[at].node, side < 0 ? 0 : side);
	return checklist_text(b->r->a, &b->heading->text, side < 0 ? 0 : side);
}

static struct str last_sentence(const struct checklist_blocks *blocks)
{
	for (size_t i = blocks->n; i > 0; i--) {
		const struct checklist_segments *s =
			&blocks->p[i - 1]->segments;
		if (s->n)
			return s->p[s->n - 1].text[1].n
				       ? s->p[s->n - 1].text[1]
				       : s->p[s->n - 1].text[0];
	}
	return (struct str){ "", 0 };
}

static void close_procedure(struct builder *b)
{
	if (!b->now)
		return;
	continue_step(b, b->pending.n);
	b->pending.n = 0;
	procedure_number(b->r, b->now, b->made);
	b->now = NULL;
}

static void open_procedure(struct builder *b, enum procedure_kind kind)
{
	struct checklist_blocks intro = { 0 };
	size_t lead = b->now ? lead_at(b) : 0;
	struct str name = checklist_text(b->r->a, &b->heading->text, 1);

	if (b->now)
		continue_step(b, lead);
	add_blocks(b, lead, b->pending.n, &intro);
	b->pending.n = 0;
	close_procedure(b);
	b->now = section_new(b->r, SECTION_PROCEDURE, b->recognised,
		b->heading);
	b->now->procedure = kind;
	b->now->intro = intro;
	if (b->made++ && last_sentence(&intro).n)
		name = last_sentence(&intro);
	b->now->id = checklist_id(b->r->a, &b->r->ids, "proc", name);
	b->ones = true;
	b->first = b->last = 0;
	b->length = 0;
	b->condition = S("");
}

/* ---- lists ------------------------------------------------------- */

static void add_steps(struct builder *b, const struct entry *e,
	enum basis basis, enum confidence confidence)
{
	for (const struct node *n = e->node->child; n; n = n->next) {
		struct checklist_item *s = item_read(b->r, e->in, n, "step");
		if (!s)
			continue;
		s->basis = basis;
		s->confidence = confidence;
		vec_push(b->r->a, &b->now->items, s);
	}
}

static void note_list(struct builder *b, const struct entry *e)
{
	b->first = stream_number(e, e->node->child);
	b->last = stream_number(e, e->node->last);
	b->length = 0;
	for (const struct node *n = e->node->child; n; n = n->next) {
		b->ones &= stream_number(e, n) <= 1;
		b->length++;
	}
	b->condition = e->condition;
}

static size_t length_of(const struct entry *e)
{
	size_t n = 0;

	for (const struct node *i = e->node->child; i; i = i->next)
		n++;
	return n;
}

/* The same numbers under another condition. */
static bool is_alternative(const struct builder *b, const struct entry *e)
{
	return b->now && b->pending.n == 0 && e->condition.n &&
	       b->condition.n && !str_eq(e->condition, b->condition) &&
	       b->length == length_of(e) && b->length <= 3 &&
	       stream_number(e, e->node->child) == b->first &&
	       b->now->items.n >= b->length;
}

static void add_condition(struct builder *b, struct checklist_item *step,
	const struct checklist_item *choice)
{
	struct checklist_segment s = { .text = { choice->label },
		.at = step->at };

	if (b->r->out->locale[1].n)
		s.text[1] = choice->label;
	vec_push(b->r->a, &step->text, s);
}

/* From the line of the condition on, if a directive holds the list. */
static struct checklist_place choice_place(const struct entry *e,
	const struct checklist_item *first)
{
	const struct node *list = first->node[0]->parent;
	struct checklist_place at = first->at;

	if (list && list->parent && list->parent->kind == NODE_BOX)
		at.line = stream_place(e->in, list->parent).line;
	return at;
}

/* A step that readers do in one of several ways. */
static void make_choice(struct builder *b, struct checklist_item *step,
	const struct entry *e)
{
	struct checklist_item *first = arena_new(b->r->a,
		struct checklist_item);
	struct checklist_item old = *step;

	*first = old;
	first->label = b->condition;
	item_untick(first);
	item_name(b->r, first, "step");
	*step = (struct checklist_item){ .id = old.id,
		.checkable = true,
		.at = choice_place(e, &old),
		.basis = old.basis,
		.confidence = old.confidence,
		.node = { old.node[0], old.node[1] } };
	add_condition(b, step, first);
	vec_push(b->r->a, &step->choices, first);
}

static void add_alternative(struct builder *b, const struct entry *e)
{
	size_t i = b->now->items.n - b->length;

	for (const struct node *n = e->node->child; n; n = n->next, i++) {
		struct checklist_item *step = b->now->items.p[i];
		struct checklist_item *c = item_read(b->r, e->in, n, "step");
		if (!c)
			continue;
		if (step->choices.n == 0)
			make_choice(b, step, e);
		c->label = e->condition;
		item_untick(c);
		vec_push(b->r->a, &step->choices, c);
		add_condition(b, step, c);
	}
}

static bool all_indented(const struct builder *b)
{
	for (size_t i = 0; i < b->pending.n; i++)
		if (!stream_indented(&b->pending.p[i]))
			return false;
	return true;
}

/* Do the numbers go on from the steps so far? */
static bool goes_on(struct builder *b, const struct entry *e)
{
	uint32_t first = stream_number(e, e->node->child);
	size_t lead = lead_at(b);

	if (!b->now || b->now->procedure != PROCEDURE_ORDERED)
		return false;
	if (first > 1)
		return true;
	if (!b->ones || !str_eq(b->condition, e->condition))
		return false;
	if (lead == b->pending.n)
		return true;
	return (b->length == 1 || all_indented(b)) &&
	       !lead_is_open(lead_text(b));
}

/* The author forgot the number of a first step: a paragraph stands there. */
static void add_forgotten(struct builder *b, const struct entry *before)
{
	struct checklist_item *s = arena_new(b->r->a, struct checklist_item);
	struct gathered g;

	inlines_gather(b->r, before->in, before->node, &g);
	if (g.segments.n == 0)
		return;
	s->checkable = true;
	s->basis = BASIS_PROSE;
	s->confidence = CONFIDENCE_LOW;
	s->at = stream_place(before->in, before->node);
	blocks_split(b->r, &g, s);
	item_name(b->r, s, "step");
	vec_push(b->r->a, &b->now->items, s);
}

static bool first_is_forgotten(struct builder *b, const struct entry *e)
{
	const struct entry *last;

	if (b->now || b->pending.n == 0 ||
		stream_number(e, e->node->child) != 2)
		return false;
	last = &b->pending.p[b->pending.n - 1];
	return last->node->kind == NODE_PARAGRAPH &&
	       judge_imperative(b->r, last->in, last->node);
}

static void add_ordered(struct builder *b, const struct entry *e,
	enum confidence confidence)
{
	bool on = goes_on(b, e);

	if (is_alternative(b, e)) {
		add_alternative(b, e);
		return;
	}
	if (on) {
		continue_step(b, b->pending.n);
		b->pending.n = 0;
	} else if (first_is_forgotten(b, e)) {
		struct entry before = b->pending.p[--b->pending.n];
		open_procedure(b, PROCEDURE_ORDERED);
		add_forgotten(b, &before);
	} else {
		open_procedure(b, PROCEDURE_ORDERED);
	}
	add_steps(b, e, on ? BASIS_CONTINUED_LIST : BASIS_USUAL, confidence);
	note_list(b, e);
}

/* ---- paragraphs with numbers ------------------------------------- */

static uint32_t lone_number(struct str s)
{
	uint32_t n;

	return str_ends(s, S(".")) && str_to_uint(str_sub(s, 0, s.n - 1), &n)
		       ? n
		       : 0;
}

/* Lines of a paragraph that begin with 2., 3., ...: how many. */
static uint32_t glued_lines(const struct node *paragraph)
{
	uint32_t due = 2, number;

	for (const struct node *n = paragraph->child; n; n = n->next) {
		if (n->kind != NODE_SOFT_BREAK || !n->next ||
			n->next->kind != NODE_TEXT)
			continue;
		struct str s = str_trim_left(n->next->as.text);
		size_t dot = str_find_byte(s, 0, '.');
		if (dot != STR_NONE &&
			str_to_uint(str_sub(s, 0, dot), &number) &&
			number == due)
			due++;
	}
	return due - 2;
}

static void end_glued(struct builder *b, struct gathered *part)
{
	struct checklist_item *s = arena_new(b->r->a, struct checklist_item);

	if (part->segments.n == 0)
		return;
	s->checkable = true;
	s->basis = BASIS_PROSE;
	s->confidence = CONFIDENCE_LOW;
	s->at = part->segments.p[0].at;
	s->at.end = part->segments.p[part->segments.n - 1].at.end;
	vec_push(b->r->a, &s->text, part->segments.p[0]);
	s->links = links_of(b->r, &part->links, &s->text);
	struct checklist_segments rest = part->segments;
	rest.p++;
	rest.n--;
	rest.cap = rest.n;
	if (rest.n)
		vec_push(b->r->a, &s->info,
			blocks_paragraph(b->r, rest,
				links_of(b->r, &part->links, &rest),
				rest.p[0].at));
	item_name(b->r, s, "step");
	vec_push(b->r->a, &b->now->items, s);
	part->segments = (struct checklist_segments){ 0 };
}

static bool add_glued(struct builder *b, const struct entry *e)
{
	struct gathered g, part = { 0 };
	uint32_t due = 2;

	if (glued_lines(e->node) == 0 ||
		!judge_imperative(b->r, e->in, e->node))
		return false;
	open_procedure(b, PROCEDURE_ORDERED);
	inlines_gather(b->r, e->in, e->node, &g);
	part.links = g.links;
	for (size_t i = 0; i < g.segments.n; i++) {
		if (lone_number(g.segments.p[i].text[0]) == due) {
			end_glued(b, &part);
			due++;
		} else {
			vec_push(b->r->a, &part.segments, g.segments.p[i]);
		}
	}
	end_glued(b, &part);
	b->ones = false;
	b->last = due - 1;
	return true;
}

/* ---- the section ------------------------------------------------- */

static void add_bullets(struct builder *b, const struct entry *e,
	enum basis basis)
{
	if (b->now && b->how_to && b->now->procedure == PROCEDURE_UNORDERED) {
		continue_step(b, b->pending.n);
		b->pending.n = 0;
	} else {
		open_procedure(b, PROCEDURE_UNORDERED);
	}
	b->now->confidence = CONFIDENCE_MEDIUM;
	add_steps(b, e, basis, CONFIDENCE_HIGH);
	b->ones = false;
}

static bool is_objectives(struct builder *b)
{
	int side = judge_side(b->r);

	if (side < 0)
		return b->heading->level < 2;
	return judge_match(b->r, "objectives", side, lead_text(b)) ||
	       judge_match(b->r, "objectives", side,
		       checklist_text(b->r->a, &b->heading->text, side));
}

/* Its lists show what such a box looks like, or say what is learned. */
static bool is_none(struct builder *b, const struct entry *e)
{
	bool found = false;

	for (const struct node *n = e->node->child; n; n = n->next) {
		struct entry list = { n, e->in, e->condition, false };
		if (n->kind != NODE_LIST)
			continue;
		if (!judge_checklist(b->r, &list))
			return true;
		found = true;
	}
	return !found || is_objectives(b) ||
	       judge_lead(b->r, lead_text(b)) == LEAD_NOT;
}

/* A box for a checklist; its lists in it. */
static bool add_checklist(struct builder *b, const struct entry *e)
{
	if (is_none(b, e))
		return false;
	for (const struct node *n = e->node->child; n; n = n->next) {
		struct entry list = { n, e->in, e->condition, false };
		if (n->kind == NODE_LIST)
			add_bullets(b, &list, BASIS_CHECKLIST_DIV);
		else
			vec_push(b->r->a, &b->pending, list);
	}
	return true;
}

static bool add_letters(struct builder *b, const struct entry *e)
{
	struct checklist_item *last;

	if (!b->now || b->pending.n || b->now->items.n == 0)
		return false;
	last = b->now->items.p[b->now->items.n - 1];
	return item_letters(b->r, e, last);
}

/* Whatever it says, it is the next step. */
static bool is_next(struct builder *b, const struct entry *e)
{
	uint32_t first;

	if (!b->now || b->now->procedure != PROCEDURE_ORDERED || !b->last ||
		!judge_ordered(b->r, e))
		return false;
	first = stream_number(e, e->node->child);
	if (b->ones && first <= 1)
		return b->pending.n && all_indented(b) && goes_on(b, e);
	return first == b->last + 1;
}

static bool is_steps(struct builder *b, const struct entry *e,
	enum confidence *confidence)
{
	struct str before = lead_text(b);
	enum lead lead = judge_lead(b->r, before);

	if (b->limits && lead != LEAD_STEPS && lead != LEAD_PURPOSE)
		return false;
	return judge_steps(b->r, e, before, confidence) || is_next(b, e);
}

static bool add_entry(struct builder *b, const struct entry *e)
{
	enum confidence confidence;

	if (e->node->kind == NODE_PARAGRAPH)
		return add_letters(b, e) || add_glued(b, e);
	if (e->checklist)
		return add_checklist(b, e);
	if (e->node->kind != NODE_LIST)
		return false;
	if (is_steps(b, e, &confidence)) {
		add_ordered(b, e, confidence);
		return true;
	}
	b->questions |= e->node->as.list.ordered && judge_questions(b->r, e);
	if (b->questions || !judge_bullets(b->r, e, lead_text(b), b->how_to))
		return false;
	add_bullets(b, e, BASIS_LIST);
	return true;
}

/* Prose that says how: ticked as a whole. */
static bool add_informal(struct builder *b, const struct entries *section)
{
	struct checklist_section *s;
	bool asks = false;
	size_t paragraphs = 0;

	for (size_t i = 0; i < section->n; i++) {
		const struct entry *e = &section->p[i];
		if (e->node->kind != NODE_PARAGRAPH)
			continue;
		paragraphs++;
		asks |= judge_imperative(b->r, e->in, e->node);
	}
	if (paragraphs == 0 || (!asks && judge_side(b->r) >= 0))
		return false;
	s = section_new(b->r, SECTION_PROCEDURE, RECOGNISED_HOW_TO_HEADING,
		b->heading);
	s->procedure = PROCEDURE_INFORMAL;
	s->id = checklist_id(b->r->a, &b->r->ids, "proc",
		checklist_text(b->r->a, &b->heading->text, 1));
	add_blocks(b, 0, b->pending.n, &s->notes);
	return true;
}

bool procedure_read(struct reader *r, const struct checklist_heading *h,
	enum recognised recognised, const struct entries *section, bool how_to)
{
	struct builder b = { .r = r,
		.heading = h,
		.recognised = recognised,
		.how_to = how_to };
	int side = judge_side(r);

	b.limits = side >= 0 && judge_match(r, "not_steps", side,
					checklist_text(r->a, &h->text, side));
	for (size_t i = 0; i < section->n; i++)
		if (!add_entry(&b, &section->p[i]))
			vec_push(r->a, &b.pending, section->p[i]);
	if (b.made == 0)
		return how_to && !b.questions && add_informal(&b, section);
	close_procedure(&b);
	return true;
}
