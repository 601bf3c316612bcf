/*
 * A page as sections, one for each heading, and what each is: decided by
 * front matter, by the anchor or source heading, by the heading's own
 * words, and last by what stands in it.
 */
#include "steps/reader.h"

enum part_kind { PART_PLAIN, PART_NEEDS, PART_NEXT, PART_SKIP };

struct part {
	struct entry heading; /* node NULL: what stands before any */
	int level;
	struct entries body;
	enum part_kind kind;
	enum recognised recognised;
	bool how_to, maybe;
	bool divided; /* needs with lists in sections below */
	struct str text[2];
	uint32_t number; /* of a "Step N" heading; 0: none */
	bool worded;     /* it says "step", not the number alone */
	bool taken;      /* by a procedure of step headings */
	bool whole;      /* the section above has no text but its parts */
	size_t parent;   /* the section above; 0: none */
};

struct parts {
	struct part *p;
	size_t n, cap;
};

/* ---- headings ---------------------------------------------------- */

static void read_heading(struct reader *r, const struct part *p,
	struct checklist_heading *out)
{
	struct gathered g;
	const struct entry *e = &p->heading;

	*out = (struct checklist_heading){ .level = p->level };
	out->at = stream_place(e->in, e->node);
	out->anchor = e->node->as.heading.id;
	out->node[0] = e->node;
	out->node[1] = inlines_twin(e->in, e->node);
	inlines_gather(r, e->in, e->node, &g);
	out->text = g.segments;
	if (out->anchor.n == 0)
		out->anchor = S("section");
	if (out->text.n == 0) {
		struct checklist_segment s = { .text = { out->anchor },
			.at = out->at };
		vec_push(r->a, &out->text, s);
	}
}

/* The page's title where it has no heading. */
static void title_heading(struct reader *r, struct checklist_heading *out)
{
	const struct page *p = r->out->page;
	const struct value *title = value_get(p->meta, S("title"));
	struct checklist_segment s = { .status = NULL };

	*out = (struct checklist_heading){ .level = 1 };
	s.text[0] = p->title.n ? p->title : r->out->path;
	s.at = stream_place_at(r->seen.p[0], title ? title->at.at : 0, 0);
	out->at = s.at;
	out->anchor = S("section");
	vec_push(r->a, &out->text, s);
}

/* ---- cutting ----------------------------------------------------- */

static void cut_parts(struct reader *r, const struct entries *page,
	struct parts *out)
{
	struct part first = { .level = 0 };

	vec_push(r->a, out, first);
	for (size_t i = 0; i < page->n; i++) {
		const struct entry *e = &page->p[i];
		if (e->node->kind == NODE_HEADING) {
			struct part p = { .heading = *e,
				.level = e->node->as.heading.level };
			vec_push(r->a, out, p);
		} else {
			vec_push(r->a, &out->p[out->n - 1].body, *e);
		}
	}
}

/* ---- recognising ------------------------------------------------- */

static bool has_anchor(const struct part *p)
{
	struct str raw = str_sub(p->heading.in->page->source->bytes,
		p->heading.node->at.at, node_end(p->heading.node));

	return str_find(raw, 0, S("<a name=")) != STR_NONE ||
	       str_find(raw, 0, S("<a id=")) != STR_NONE;
}

/* "before you begin" of "before-you-begin-2". */
static struct str slug_words(struct reader *r, struct str slug)
{
	struct str s = str_dup(r->a, slug);
	char *p = arena_text(r->a, s.n + 1);
	size_t n = s.n;

	for (size_t i = 0; i < n; i++)
		p[i] = s.p[i] == '-' ? ' ' : s.p[i];
	while (n && char_is_digit(p[n - 1]))
		n--;
	return words_normal(r->a, str_trim(str_make(p, n == 0 ? s.n : n)));
}

static bool matches(const struct value *language, const char *list,
	struct str normal)
{
	return words_match(language, list, normal) &&
	       !words_match(language,
		       str_eq(str_of(list), S("prerequisites"))
			       ? "not_prerequisites"
			       : "not_next",
		       normal);
}

static bool recognise(struct reader *r, struct part *p, const char *list)
{
	const struct value *english = words_language(r->words, S("en"));

	p->recognised = RECOGNISED_ANCHOR;
	if (has_anchor(p) &&
		matches(english, list,
			slug_words(r, p->heading.node->as.heading.id)))
		return true;
	p->recognised = RECOGNISED_SOURCE_HEADING;
	/* A translation has one word for several of the source. */
	if (p->text[1].n && r->language[1])
		return matches(r->language[1], list,
			words_normal(r->a, p->text[1]));
	/* A page in the source language is its own source. */
	if (!str_eq(r->out->locale[0], r->host->locale[1]))
		p->recognised = RECOGNISED_TARGET_HEADING;
	return r->language[0] &&
	       matches(r->language[0], list, words_normal(r->a, p->text[0]));
}

static bool front_lists(struct reader *r, const char *key, struct str anchor)
{
	const struct value *v =
		value_get(value_get(r->out->page->meta, S("checklist")),
			str_of(key));

	for (size_t i = 0; v && v->kind == VALUE_LIST && i < v->n; i++)
		if (str_eq(v->items[i]->text, anchor))
			return true;
	return v && v->kind == VALUE_TEXT && str_eq(v->text, anchor);
}

static bool by_front_matter(struct reader *r, struct part *p)
{
	struct str anchor = p->heading.node->as.heading.id;

	p->recognised = RECOGNISED_FRONT_MATTER;
	if (front_lists(r, "none", anchor))
		p->kind = PART_SKIP;
	else if (front_lists(r, "prerequisites", anchor))
		p->kind = PART_NEEDS;
	else if (front_lists(r, "next", anchor))
		p->kind = PART_NEXT;
	else if (front_lists(r, "procedures", anchor))
		p->how_to = true;
	else
		return false;
	return true;
}

static bool is_how_to(struct reader *r, const struct part *p)
{
	for (int side = 1; side >= 0; side--)
		if (p->text[side].n && r->language[side])
			return judge_match(r, "how_to", side, p->text[side]);
	return false;
}

static void find_number(struct reader *r, struct part *p)
{
	int side = p->text[1].n && r->language[1] ? 1 : 0;
	struct str s = p->text[side];
	size_t rest = 0;

	p->number = words_step(r->language[side], r->a, s, &rest);
	p->worded = p->number && s.n && !char_is_digit(s.p[0]);
}

/* "Network requirements" are what a reader must have only where its first
 * sentences tell the reader so. */
static bool maybe_needs(struct reader *r, struct part *p)
{
	const struct entry *first = p->body.p;
	int side = judge_side(r);
	struct str name, text;

	if (side < 0 || p->body.n == 0 || p->number)
		return false;
	name = words_normal(r->a, p->text[side]);
	if (!words_match(r->language[side], "maybe_prerequisites", name) ||
		first->node->kind != NODE_PARAGRAPH)
		return false;
	text = inlines_peek(r, first->in, first->node, side);
	p->maybe = judge_match(r, "need_lead", side, text) &&
		   judge_lead(r, text) != LEAD_STEPS;
	if (p->maybe)
		p->recognised = side ? RECOGNISED_SOURCE_HEADING
				     : RECOGNISED_TARGET_HEADING;
	return p->maybe;
}

static void recognise_part(struct reader *r, struct part *p)
{
	for (int side = 0; side < 2; side++)
		p->text[side] = side == 0 || p->heading.in->page->tree[1]
					? inlines_peek(r, p->heading.in,
						  p->heading.node, side)
					: S("");
	find_number(r, p);
	if (by_front_matter(r, p))
		return;
	p->how_to = is_how_to(r, p);
	p->recognised = RECOGNISED_ORDERED_LIST;
	if (p->level == 1)
		return;
	if (recognise(r, p, "prerequisites") || maybe_needs(r, p))
		p->kind = PART_NEEDS;
	else if (recognise(r, p, "next"))
		p->kind = PART_NEXT;
	else
		p->recognised = RECOGNISED_ORDERED_LIST;
}

static void find_parents(struct parts *parts)
{
	size_t last[7] = { 0 }; /* by level: the section that is open */

	for (size_t i = 1; i < parts->n; i++) {
		struct part *p = &parts->p[i];
		for (int l = p->level - 1; l > 0 && !p->parent; l--)
			p->parent = last[l];
		for (int l = p->level; l < 7; l++)
			last[l] = 0;
		last[p->level] = i;
	}
}

/* Sections below one that is recognised are of its kind. Of prose below
 * prerequisites only a list is more of them. */
static void inherit(struct reader *r, struct parts *parts)
{
	for (size_t i = 1; i < parts->n; i++) {
		struct part *p = &parts->p[i], *above = &parts->p[p->parent];
		struct part *before = &parts->p[i - 1];
		if (p->kind == PART_NEEDS && before->kind == PART_NEEDS)
			before->divided |= section_has_list(r, &p->body);
		if (!p->parent || p->kind != PART_PLAIN || p->number ||
			above->kind == PART_PLAIN || above->maybe)
			continue;
		p->kind = above->kind;
		p->recognised = above->recognised;
		p->whole = above->body.n == 0;
		above->divided |= section_has_list(r, &p->body);
	}
}

/* ---- steps as headings ------------------------------------------- */

/* The part of the next step, or 0. */
static size_t next_step(const struct parts *parts, size_t i)
{
	const struct part *p = &parts->p[i];

	for (size_t k = i + 1; k < parts->n; k++) {
		const struct part *q = &parts->p[k];
		if (q->level < p->level)
			return 0;
		if (q->level == p->level)
			return q->number == p->number + 1 &&
					       q->worded == p->worded
				       ? k
				       : 0;
	}
	return 0;
}

static bool asks(struct reader *r, const struct part *p)
{
	size_t rest = 0;
	int side = judge_side(r);

	if (side < 0)
		return true;
	words_step(words_language(r->words, S("en")), r->a, p->text[side],
		&rest);
	return words_imperative(r->words,
		       words_normal(r->a, str_skip(p->text[side], rest))) == 2;
}

static bool begins_steps(struct reader *r, const struct parts *parts, size_t i)
{
	size_t n = 0, asking = 0;

	if (parts->p[i].number > 1 || parts->p[i].taken ||
		parts->p[i].kind != PART_PLAIN || parts->p[i].level < 2)
		return false;
	for (size_t k = i; k && parts->p[k].number; k = next_step(parts, k)) {
		n++;
		asking += asks(r, &parts->p[k]);
	}
	return n > 1 && (parts->p[i].worded || asking * 2 >= n);
}

/* "Step 3: " goes; the label says it. */
static void cut_number(struct reader *r, struct checklist_segment *s)
{
	for (int side = 0; side < 2; side++) {
		struct str *texts[] = { &s->text[side], &s->markdown[side] };
		for (int i = 0; i < 2; i++) {
			size_t rest = 0;
			if (r->language[side] &&
				words_step(r->language[side], r->a, *texts[i],
					&rest) &&
				rest < texts[i]->n)
				*texts[i] = str_skip(*texts[i], rest);
		}
	}
}

static void heading_step(struct reader *r, struct checklist_section *s,
	struct part *p)
{
	struct checklist_item *x = arena_new(r->a, struct checklist_item);
	struct checklist_heading h;

	read_heading(r, p, &h);
	p->taken = true;
	cut_number(r, &h.text.p[0]);
	x->text = h.text;
	x->checkable = true;
	x->basis = BASIS_STEP_HEADING;
	x->at = h.at;
	x->label = str_printf(r->a, "%u", p->number);
	x->node[0] = h.node[0];
	x->node[1] = h.node[1];
	item_name(r, x, "step");
	item_more(r, x, &p->body);
	vec_push(r->a, &s->items, x);
}

/* The heading that the steps stand under. */
static void find_parent(struct reader *r, struct parts *parts, size_t i,
	struct checklist_heading *h)
{
	const struct part *p = &parts->p[parts->p[i].parent];

	/* The page's own heading is given with the page. */
	if (!parts->p[i].parent)
		title_heading(r, h);
	else if (r->out->heading.node[0] == p->heading.node)
		*h = r->out->heading;
	else
		read_heading(r, p, h);
}

static void read_steps(struct reader *r, struct parts *parts, size_t i)
{
	struct checklist_heading h;
	struct checklist_section *s;

	find_parent(r, parts, i, &h);
	s = section_new(r, SECTION_PROCEDURE, RECOGNISED_HOW_TO_HEADING, &h);
	s->basis = BASIS_STEP_HEADING;
	s->id = checklist_id(r->a, &r->ids, "proc",
		checklist_text(r->a, &h.text, 1));
	for (size_t k = i; k; k = next_step(parts, k))
		heading_step(r, s, &parts->p[k]);
	procedure_number(r, s, 1);
}

/* ---- the page ---------------------------------------------------- */

static unsigned needs_hints(const struct part *p)
{
	return (p->divided ? NEEDS_DIVIDED : 0u) |
	       (p->maybe ? NEEDS_STRICT : 0u);
}

static void read_plain(struct reader *r, struct part *p,
	struct checklist_heading *h)
{
	if (procedure_read(r, h, p->recognised, &p->body, p->how_to))
		return;
	/* Below prerequisites a part without steps is one of them. */
	if (p->kind == PART_NEEDS && p->body.n)
		section_prerequisites(r, h, p->recognised, &p->body,
			needs_hints(p));
}

static bool has_steps(struct reader *r, const struct part *p)
{
	enum confidence c;

	for (size_t i = 0; i < p->body.n; i++)
		if (p->body.p[i].node->kind == NODE_LIST &&
			judge_steps(r, &p->body.p[i], S(""), &c))
			return true;
	return false;
}

static void read_part(struct reader *r, struct part *p, bool inherited)
{
	struct checklist_heading h;

	if (p->kind == PART_SKIP || p->taken ||
		(p->kind == PART_NEEDS && inherited && !p->whole &&
			!section_has_list(r, &p->body)))
		return;
	read_heading(r, p, &h);
	if (p->kind == PART_NEEDS && inherited && has_steps(r, p)) {
		p->recognised = RECOGNISED_ORDERED_LIST;
		read_plain(r, p, &h);
	} else if (p->kind == PART_NEEDS) {
		if (p->body.n)
			section_prerequisites(r, &h, p->recognised, &p->body,
				needs_hints(p));
	} else if (p->kind == PART_NEXT) {
		if (p->body.n)
			section_next(r, &h, p->recognised, &p->body);
	} else {
		read_plain(r, p, &h);
	}
}

/* What stands before the first section: procedure, or context. */
static void read_head(struct reader *r, struct part *p, bool own)
{
	struct checklist_heading h = r->out->heading;

	if (!own)
		title_heading(r, &h);
	if (p->kind == PART_SKIP ||
		(p->body.n && procedure_read(r, &h, RECOGNISED_ORDERED_LIST,
				      &p->body, p->how_to)))
		return;
	for (size_t i = 0; i < p->body.n; i++)
		blocks_add(r, &p->body.p[i], &r->out->context);
}

static bool is_switched_off(const struct reader *r)
{
	const struct value *v = value_get(r->out->page->meta, S("checklist"));

	return v && v->kind == VALUE_BOOL && !v->boolean;
}

void parts_read(struct reader *r, const struct entries *page)
{
	struct parts parts = { 0 };
	size_t first = 1;
	bool *own;

	cut_parts(r, page, &parts);
	own = arena_array(r->a, bool, parts.n + 1);
	for (size_t i = 1; i < parts.n; i++) {
		recognise_part(r, &parts.p[i]);
		own[i] = parts.p[i].kind != PART_PLAIN;
	}
	find_parents(&parts);
	inherit(r, &parts);
	if (parts.n > 1 && parts.p[1].level == 1) {
		read_heading(r, &parts.p[1], &r->out->heading);
		first = 2;
	}
	if (is_switched_off(r))
		return;
	read_head(r, &parts.p[0], false);
	if (first == 2)
		read_head(r, &parts.p[1], true);
	for (size_t i = first; i < parts.n; i++) {
		if (parts.p[i].number && begins_steps(r, &parts, i))
			read_steps(r, &parts, i);
		read_part(r, &parts.p[i], !own[i]);
	}
}
