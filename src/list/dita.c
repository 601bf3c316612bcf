/*
 * DITA 1.2 tasks. A page with one procedure, or none, is a task; one with
 * several is a task that holds one for each of them. Of many pages, or of
 * such a page, a composite is made. Links stand in the text where they were.
 */
#include "base/map.h"
#include "format/xml.h"
#include "list/list.h"

struct dita {
	struct list *l;
	const struct checklist *c;
	struct xml x;
	struct map taken; /* ids of tasks */
};

/* ---- text -------------------------------------------------------- */

static void put_link(struct dita *d, const struct checklist_link *link)
{
	struct str href = list_side(d->l, link->href);
	struct str text = list_side(d->l, link->text);
	bool away = !strcmp(link->kind, "external") ||
		    !strcmp(link->kind, "mail");

	xml_open(&d->x, "xref");
	xml_attr(&d->x, "href", href);
	xml_attr(&d->x, "scope", away ? S("external") : S("peer"));
	xml_attr(&d->x, "format",
		str_ends_nocase(href, S(".md")) ? S("markdown") : S("html"));
	xml_text(&d->x, text.n ? text : href);
	xml_close(&d->x);
}

/* Links are in the order of the text; whose words are not in it, as those of
 * a picture, stands at its end. */
static void put_text(struct dita *d, const struct checklist_segments *s,
	const struct checklist_links *links)
{
	struct str all = list_text(d->l, s);
	size_t from = 0, at, left = 0;
	const struct checklist_link **rest = arena_array(d->l->a,
		const struct checklist_link *, links->n + 1);

	xml_text(&d->x, S(""));
	for (size_t i = 0; i < links->n; i++) {
		struct str words = list_side(d->l, links->p[i].text);
		at = words.n ? str_find(all, from, words) : STR_NONE;
		if (at == STR_NONE) {
			rest[left++] = &links->p[i];
			continue;
		}
		xml_text(&d->x, str_sub(all, from, at));
		put_link(d, &links->p[i]);
		from = at + words.n;
	}
	xml_text(&d->x, str_skip(all, from));
	for (size_t i = 0; i < left; i++) {
		xml_text(&d->x, S(" "));
		put_link(d, rest[i]);
	}
}

static void put_element(struct dita *d, const char *name,
	const struct checklist_segments *s, const struct checklist_links *links)
{
	xml_open(&d->x, name);
	put_text(d, s, links);
	xml_close(&d->x);
}

/* ---- blocks ------------------------------------------------------ */

static void put_blocks(struct dita *d, const struct checklist_blocks *b);

static void put_note(struct dita *d, const struct checklist_block *b)
{
	/* DITA has the same five, and a way to name others. */
	bool common = alerts_find(&alerts_common, b->alert) != NULL;

	xml_open(&d->x, "note");
	xml_attr(&d->x, "type",
		common ? str_lower(d->l->a, b->alert) : S("other"));
	if (!common)
		xml_attr(&d->x, "othertype", b->alert);
	put_blocks(d, &b->body);
	xml_close(&d->x);
}

static void put_image(struct dita *d, const struct checklist_block *b)
{
	struct str alt = list_side(d->l, b->alt);
	struct str description = list_side(d->l, b->description);

	xml_open(&d->x, "image");
	xml_attr(&d->x, "href", b->src);
	if (alt.n)
		xml_leaf(&d->x, "alt", alt);
	xml_close(&d->x);
	if (description.n)
		xml_leaf(&d->x, "p", description);
}

static void put_code(struct dita *d, const struct checklist_block *b)
{
	xml_open(&d->x, "codeblock");
	if (b->language.n)
		xml_attr(&d->x, "outputclass",
			str_cat(d->l->a, S("language-"), b->language));
	xml_text(&d->x, b->value);
	xml_close(&d->x);
}

static void put_list(struct dita *d, const struct checklist_block *b)
{
	xml_open(&d->x, b->ordered ? "ol" : "ul");
	for (size_t i = 0; i < b->items.n; i++) {
		xml_open(&d->x, "li");
		put_blocks(d, &b->items.p[i]);
		xml_close(&d->x);
	}
	xml_close(&d->x);
}

static void put_block(struct dita *d, const struct checklist_block *b)
{
	switch (b->kind) {
	case BLOCK_PARAGRAPH:
		put_element(d, "p", &b->segments, &b->links);
		break;
	case BLOCK_NOTE:
		put_note(d, b);
		break;
	case BLOCK_IMAGE:
		put_image(d, b);
		break;
	case BLOCK_CODE:
		put_code(d, b);
		break;
	case BLOCK_LIST:
		put_list(d, b);
		break;
	case BLOCK_RAW:
		xml_leaf(&d->x, "pre", list_side(d->l, b->markdown));
		break;
	}
}

static void put_blocks(struct dita *d, const struct checklist_blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++)
		put_block(d, blocks->p[i]);
}

static void put_group(struct dita *d, const char *name,
	const struct checklist_blocks *blocks)
{
	if (!blocks || blocks->n == 0)
		return;
	xml_open(&d->x, name);
	put_blocks(d, blocks);
	xml_close(&d->x);
}

/* ---- steps ------------------------------------------------------- */

static void open_item(struct dita *d, const char *name,
	const struct checklist_item *x)
{
	xml_open(&d->x, name);
	xml_attr(&d->x, "id", x->id);
	if (x->optional)
		xml_attr(&d->x, "importance", S("optional"));
}

static void open_step(struct dita *d, const char *name,
	const struct checklist_item *x)
{
	struct checklist_blocks info = x->info;

	info.n -= x->results;
	open_item(d, name, x);
	put_element(d, "cmd", &x->text, &x->links);
	put_group(d, "info", &info);
}

/* What comes of it is its end. */
static void close_step(struct dita *d, const struct checklist_item *x)
{
	struct checklist_blocks result = { 0 };

	if (x->results) {
		result.p = x->info.p + (x->info.n - x->results);
		result.n = x->results;
	}
	put_group(d, "stepresult", &result);
	xml_close(&d->x);
}

/* Substeps do not nest: what is below them is a list. */
static void put_items(struct dita *d, const struct checklist_items *items,
	const char *name)
{
	if (items->n == 0)
		return;
	xml_open(&d->x, name);
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		open_item(d, "li", x);
		put_element(d, "p", &x->text, &x->links);
		put_blocks(d, &x->info);
		put_items(d, &x->children, name);
		put_items(d, &x->choices, "ul");
		xml_close(&d->x);
	}
	xml_close(&d->x);
}

static void put_substeps(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	xml_open(&d->x, "substeps");
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		open_step(d, "substep", x);
		if (x->children.n || x->choices.n) {
			xml_open(&d->x, "info");
			put_items(d, &x->children, "ol");
			put_items(d, &x->choices, "ul");
			xml_close(&d->x);
		}
		close_step(d, x);
	}
	xml_close(&d->x);
}

static void put_choices(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	xml_open(&d->x, "choices");
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		open_item(d, "choice", x);
		if (x->label.n)
			xml_leaf(&d->x, "b", x->label);
		put_element(d, "p", &x->text, &x->links);
		put_blocks(d, &x->info);
		put_items(d, &x->children, "ol");
		xml_close(&d->x);
	}
	xml_close(&d->x);
}

static void put_steps(struct dita *d, const struct checklist_section *s)
{
	bool ordered = s->procedure == PROCEDURE_ORDERED;

	xml_open(&d->x, ordered ? "steps" : "steps-unordered");
	for (size_t i = 0; i < s->items.n; i++) {
		const struct checklist_item *x = s->items.p[i];
		open_step(d, "step", x);
		put_substeps(d, &x->children);
		put_choices(d, &x->choices);
		put_group(d, "info", list_after(s, x));
		close_step(d, x);
	}
	xml_close(&d->x);
}

/* Prose that is done as a whole is one step. */
static void put_whole(struct dita *d, const struct checklist_section *s)
{
	static const struct checklist_links none;

	xml_open(&d->x, "steps-unordered");
	xml_open(&d->x, "step");
	xml_attr(&d->x, "id", s->id);
	put_element(d, "cmd", &s->heading.text, &none);
	put_group(d, "info", &s->notes);
	xml_close(&d->x);
	xml_close(&d->x);
}

/* ---- before and after -------------------------------------------- */

static size_t count_sections(const struct checklist *c, enum section_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < c->sections.n; i++)
		n += c->sections.p[i]->kind == kind;
	return n;
}

/* These have no titles in DITA; several need them. */
static void put_sections(struct dita *d, enum section_kind kind,
	const char *name)
{
	size_t n = count_sections(d->c, kind);

	if (n == 0)
		return;
	xml_open(&d->x, name);
	for (size_t i = 0; i < d->c->sections.n; i++) {
		const struct checklist_section *s = d->c->sections.p[i];
		if (s->kind != kind)
			continue;
		if (n > 1) {
			xml_open(&d->x, "p");
			xml_leaf(&d->x, "b", list_text(d->l, &s->heading.text));
			xml_close(&d->x);
		}
		put_blocks(d, &s->intro);
		put_items(d, &s->items, "ul");
		put_blocks(d, &s->notes);
	}
	xml_close(&d->x);
}

static void put_context(struct dita *d, const struct checklist_section *s)
{
	const struct checklist_blocks *page = &d->c->context;

	if (page->n == 0 && (!s || s->intro.n == 0))
		return;
	xml_open(&d->x, "context");
	put_blocks(d, page);
	if (s)
		put_blocks(d, &s->intro);
	xml_close(&d->x);
}

/* ---- tasks ------------------------------------------------------- */

/* Two languages of a page have the same ids. */
static struct str unique(struct dita *d, struct str id)
{
	struct str name = id;

	for (size_t n = 2; map_has(&d->taken, name); n++)
		name = str_printf(d->l->a, "%.*s-%zu", STR_ARG(id), n);
	map_put(d->l->a, &d->taken, name, d);
	return name;
}

static void open_task(struct dita *d, struct str id, struct str title)
{
	bool source = d->l->language == LIST_SOURCE && d->c->locale[1].n;

	xml_open(&d->x, "task");
	xml_attr(&d->x, "id", unique(d, id));
	xml_attr(&d->x, "xml:lang", d->c->locale[source]);
	xml_leaf(&d->x, "title", title);
}

static void put_procedure(struct dita *d, const struct checklist_section *s)
{
	if (s->procedure == PROCEDURE_INFORMAL)
		put_whole(d, s);
	else
		put_steps(d, s);
}

static void put_part(struct dita *d, const struct checklist_section *s)
{
	open_task(d,
		str_printf(d->l->a, "%.*s-%.*s", STR_ARG(d->c->id),
			STR_ARG(s->id)),
		list_text(d->l, &s->heading.text));
	xml_open(&d->x, "taskbody");
	put_group(d, "context", &s->intro);
	put_procedure(d, s);
	xml_close(&d->x);
	xml_close(&d->x);
}

static void put_page(struct dita *d)
{
	bool several = count_sections(d->c, SECTION_PROCEDURE) > 1;
	const struct checklist_section *only = NULL;

	for (size_t i = 0; !several && i < d->c->sections.n; i++)
		if (d->c->sections.p[i]->kind == SECTION_PROCEDURE)
			only = d->c->sections.p[i];
	open_task(d, d->c->id, list_title(d->l, d->c));
	xml_open(&d->x, "taskbody");
	put_sections(d, SECTION_PREREQUISITES, "prereq");
	put_context(d, only);
	if (only)
		put_procedure(d, only);
	put_sections(d, SECTION_NEXT, "postreq");
	xml_close(&d->x);
	for (size_t i = 0; several && i < d->c->sections.n; i++)
		if (d->c->sections.p[i]->kind == SECTION_PROCEDURE)
			put_part(d, d->c->sections.p[i]);
	xml_close(&d->x);
}

/* A composite holds at least one topic. */
static void put_nothing(struct dita *d)
{
	xml_open(&d->x, "topic");
	xml_attr(&d->x, "id", S("nothing"));
	xml_leaf(&d->x, "title", S(""));
	xml_close(&d->x);
}

static void write(struct list *l)
{
	struct dita d = { .l = l };
	bool task = l->n == 1 &&
		    count_sections(l->pages[0], SECTION_PROCEDURE) <= 1;

	xml_begin(&d.x, l->out);
	buf_add(l->out, task ? S("<!DOCTYPE task PUBLIC "
				 "\"-//OASIS//DTD DITA 1.2 Task//EN\" "
				 "\"task.dtd\">\n")
			     : S("<!DOCTYPE dita PUBLIC "
				 "\"-//OASIS//DTD DITA 1.2 Composite//EN\" "
				 "\"ditabase.dtd\">\n"));
	if (!task)
		xml_open(&d.x, "dita");
	if (l->n == 0)
		put_nothing(&d);
	for (size_t i = 0; i < l->n; i++) {
		d.c = l->pages[i];
		put_page(&d);
	}
	if (!task)
		xml_close(&d.x);
}

const struct list_format list_dita = { "dita", "DITA 1.2 tasks", write };
