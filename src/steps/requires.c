/*
 * What has to be done before a procedure: the sections of the page that its
 * introduction links to and tells the reader to complete first.
 */
#include "steps/reader.h"

static bool tells(struct reader *r, const struct checklist_segment *s)
{
	int side = judge_side(r);
	struct str text = words_normal(r->a, s->text[side]);

	return words_match(r->language[side], "require", text) &&
	       words_match(r->language[side], "require_what", text);
}

static bool is_told(struct reader *r, const struct checklist_block *b,
	const struct checklist_link *l)
{
	for (size_t i = 0; i < b->segments.n; i++) {
		const struct checklist_segment *s = &b->segments.p[i];
		bool here = l->segment.n ? str_eq(l->segment, s->id)
					 : str_eq(l->file, s->at.file) &&
						   l->byte >= s->from &&
						   l->byte < s->to;
		if (here && tells(r, s))
			return true;
	}
	return false;
}

static void add_section(struct reader *r, struct checklist_section *to,
	const struct checklist_section *s)
{
	bool needs = s->kind == SECTION_PREREQUISITES;

	if (s == to || s->kind == SECTION_NEXT)
		return;
	if (s->kind == SECTION_PROCEDURE && s->items.n == 0)
		vec_push(r->a, &to->requires, s->id);
	for (size_t i = needs || s->items.n == 0 ? 0 : s->items.n - 1;
		i < s->items.n; i++)
		if (s->items.p[i]->checkable)
			vec_push(r->a, &to->requires, s->items.p[i]->id);
}

static void add_target(struct reader *r, struct checklist_section *to,
	struct str anchor)
{
	for (size_t i = 0; i < r->out->sections.n; i++)
		if (str_eq(r->out->sections.p[i]->heading.anchor, anchor))
			add_section(r, to, r->out->sections.p[i]);
}

void requires_find(struct reader *r)
{
	if (judge_side(r) < 0)
		return;
	for (size_t i = 0; i < r->out->sections.n; i++) {
		struct checklist_section *s = r->out->sections.p[i];
		if (s->kind != SECTION_PROCEDURE)
			continue;
		for (size_t k = 0; k < s->intro.n; k++) {
			const struct checklist_block *b = s->intro.p[k];
			for (size_t l = 0; l < b->links.n; l++)
				if (strcmp(b->links.p[l].kind, "anchor") == 0 &&
					is_told(r, b, &b->links.p[l]))
					add_target(r, s,
						str_skip(b->links.p[l].href[0],
							1));
		}
	}
}
