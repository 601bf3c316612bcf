/*
 * DITA 1.2 tasks: one procedure is a task, several are a composite of tasks;
 * prerequisites stand in the first, what comes next in the last.
 */
#include "format/html.h"
#include "list/list.h"

struct dita {
	struct list *l;
	const struct checklist *c;
};

static void put_text(struct dita *d, struct str s)
{
	html_escape(d->l->out, s);
}

static void put_element(struct dita *d, const char *name, struct str text)
{
	buf_printf(d->l->out, "<%s>", name);
	put_text(d, text);
	buf_printf(d->l->out, "</%s>\n", name);
}

static void put_segments(struct dita *d, const struct checklist_segments *s)
{
	put_text(d, list_text(d->l, s));
}

/* ---- blocks ------------------------------------------------------ */

static void put_blocks(struct dita *d, const struct checklist_blocks *b);

static void put_note(struct dita *d, const struct checklist_block *b)
{
	static const struct {
		const char *alert, *type;
	} types[] = { { "TIP", "tip" }, { "IMPORTANT", "important" },
		{ "CAUTION", "caution" }, { "WARNING", "warning" } };
	const char *type = "note";

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_eq(b->alert, str_of(types[i].alert)))
			type = types[i].type;
	buf_printf(d->l->out, "<note type=\"%s\">\n", type);
	put_blocks(d, &b->body);
	buf_lit(d->l->out, "</note>\n");
}

static void put_image(struct dita *d, const struct checklist_block *b)
{
	buf_lit(d->l->out, "<image href=\"");
	put_text(d, b->src);
	buf_lit(d->l->out, "\"><alt>");
	put_text(d, b->alt[0]);
	buf_lit(d->l->out, "</alt></image>\n");
}

static void put_list(struct dita *d, const struct checklist_block *b)
{
	const char *name = b->ordered ? "ol" : "ul";

	buf_printf(d->l->out, "<%s>\n", name);
	for (size_t i = 0; i < b->items.n; i++) {
		buf_lit(d->l->out, "<li>");
		put_blocks(d, &b->items.p[i]);
		buf_lit(d->l->out, "</li>\n");
	}
	buf_printf(d->l->out, "</%s>\n", name);
}

static void put_blocks(struct dita *d, const struct checklist_blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct checklist_block *b = blocks->p[i];
		bool source = d->l->language == LIST_SOURCE && b->markdown[1].n;
		if (b->kind == BLOCK_PARAGRAPH)
			put_element(d, "p", list_text(d->l, &b->segments));
		else if (b->kind == BLOCK_NOTE)
			put_note(d, b);
		else if (b->kind == BLOCK_IMAGE)
			put_image(d, b);
		else if (b->kind == BLOCK_LIST && b->items.n)
			put_list(d, b);
		else if (b->kind == BLOCK_CODE)
			put_element(d, "codeblock", b->value);
		else if (b->kind == BLOCK_RAW)
			put_element(d, "pre", b->markdown[source]);
	}
}

static void put_group(struct dita *d, const char *name,
	const struct checklist_blocks *blocks)
{
	if (blocks->n == 0)
		return;
	buf_printf(d->l->out, "<%s>\n", name);
	put_blocks(d, blocks);
	buf_printf(d->l->out, "</%s>\n", name);
}

/* ---- steps ------------------------------------------------------- */

static void open_step(struct dita *d, const char *name,
	const struct checklist_item *x)
{
	buf_printf(d->l->out, "<%s id=\"%.*s\"%s>\n<cmd>", name, STR_ARG(x->id),
		x->optional ? " importance=\"optional\"" : "");
	put_segments(d, &x->text);
	buf_lit(d->l->out, "</cmd>\n");
}

/* Parts of a part are its information: substeps do not nest. */
static void put_inner(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	buf_lit(d->l->out, "<info><ol>\n");
	for (size_t i = 0; i < items->n; i++) {
		buf_lit(d->l->out, "<li>");
		put_segments(d, &items->p[i]->text);
		put_blocks(d, &items->p[i]->info);
		buf_lit(d->l->out, "</li>\n");
	}
	buf_lit(d->l->out, "</ol></info>\n");
}

static void put_substeps(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	buf_lit(d->l->out, "<substeps>\n");
	for (size_t i = 0; i < items->n; i++) {
		open_step(d, "substep", items->p[i]);
		put_group(d, "info", &items->p[i]->info);
		put_inner(d, &items->p[i]->children);
		buf_lit(d->l->out, "</substep>\n");
	}
	buf_lit(d->l->out, "</substeps>\n");
}

static void put_choices(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	buf_lit(d->l->out, "<choices>\n");
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		buf_printf(d->l->out, "<choice id=\"%.*s\">", STR_ARG(x->id));
		put_element(d, "b", x->label);
		put_element(d, "p", list_text(d->l, &x->text));
		put_blocks(d, &x->info);
		buf_lit(d->l->out, "</choice>\n");
	}
	buf_lit(d->l->out, "</choices>\n");
}

static void put_steps(struct dita *d, const struct checklist_section *s)
{
	const char *name = s->procedure == PROCEDURE_ORDERED
				   ? "steps"
				   : "steps-unordered";

	buf_printf(d->l->out, "<%s>\n", name);
	for (size_t i = 0; i < s->items.n; i++) {
		const struct checklist_item *x = s->items.p[i];
		const struct checklist_blocks *after = list_after(s, x);
		open_step(d, "step", x);
		put_group(d, "info", &x->info);
		put_substeps(d, &x->children);
		put_choices(d, &x->choices);
		if (after)
			put_group(d, "info", after);
		buf_lit(d->l->out, "</step>\n");
	}
	buf_printf(d->l->out, "</%s>\n", name);
}

/* ---- before and after -------------------------------------------- */

static void put_links(struct dita *d, const struct checklist_links *links)
{
	for (size_t i = 0; i < links->n; i++) {
		const struct checklist_link *x = &links->p[i];
		buf_lit(d->l->out, " <xref href=\"");
		put_text(d, x->href[0]);
		buf_printf(d->l->out, "\" scope=\"%s\" format=\"%s\">",
			strcmp(x->kind, "external") ? "peer" : "external",
			strcmp(x->kind, "page") ? "html" : "markdown");
		put_text(d, x->text[0]);
		buf_lit(d->l->out, "</xref>");
	}
}

static void put_items(struct dita *d, const struct checklist_items *items)
{
	if (items->n == 0)
		return;
	buf_lit(d->l->out, "<ul>\n");
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		buf_printf(d->l->out, "<li id=\"%.*s\">", STR_ARG(x->id));
		put_segments(d, &x->text);
		put_links(d, &x->links);
		put_blocks(d, &x->info);
		put_items(d, &x->children);
		buf_lit(d->l->out, "</li>\n");
	}
	buf_lit(d->l->out, "</ul>\n");
}

static void put_sections(struct dita *d, enum section_kind kind,
	const char *name)
{
	bool open = false;

	for (size_t i = 0; i < d->c->sections.n; i++) {
		const struct checklist_section *s = d->c->sections.p[i];
		if (s->kind != kind)
			continue;
		if (!open)
			buf_printf(d->l->out, "<%s>\n", name);
		open = true;
		put_blocks(d, &s->intro);
		put_items(d, &s->items);
		put_blocks(d, &s->notes);
	}
	if (open)
		buf_printf(d->l->out, "</%s>\n", name);
}

/* ---- tasks ------------------------------------------------------- */

static size_t count_procedures(const struct checklist *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->sections.n; i++)
		n += c->sections.p[i]->kind == SECTION_PROCEDURE;
	return n;
}

static void open_task(struct dita *d, struct str id, struct str title)
{
	bool source = d->l->language == LIST_SOURCE && d->c->locale[1].n;

	buf_printf(d->l->out, "<task id=\"%.*s\" xml:lang=\"%.*s\">\n",
		STR_ARG(id), STR_ARG(d->c->locale[source]));
	put_element(d, "title", title);
	buf_lit(d->l->out, "<taskbody>\n");
}

static void put_context(struct dita *d, const struct checklist_blocks *page,
	const struct checklist_blocks *intro)
{
	struct checklist_blocks all = { 0 };

	for (size_t i = 0; page && i < page->n; i++)
		vec_push(d->l->a, &all, page->p[i]);
	for (size_t i = 0; intro && i < intro->n; i++)
		vec_push(d->l->a, &all, intro->p[i]);
	put_group(d, "context", &all);
}

/* Prose that is done as a whole is one step. */
static void put_whole(struct dita *d, const struct checklist_section *s)
{
	buf_printf(d->l->out, "<steps-unordered>\n<step id=\"%.*s\">\n",
		STR_ARG(s->id));
	put_element(d, "cmd", list_text(d->l, &s->heading.text));
	put_group(d, "info", &s->notes);
	buf_lit(d->l->out, "</step>\n</steps-unordered>\n");
}

/* A procedure; `s` NULL: the page has none. */
static void put_task(struct dita *d, const struct checklist_section *s,
	bool first, bool last)
{
	bool alone = first && last;
	struct str id = !s || alone
				? d->c->id
				: str_printf(d->l->a, "%.*s-%.*s",
					  STR_ARG(d->c->id), STR_ARG(s->id));

	open_task(d, id,
		s && !alone ? list_text(d->l, &s->heading.text)
			    : list_title(d->l, d->c));
	if (first)
		put_sections(d, SECTION_PREREQUISITES, "prereq");
	put_context(d, first ? &d->c->context : NULL, s ? &s->intro : NULL);
	if (s && s->procedure == PROCEDURE_INFORMAL)
		put_whole(d, s);
	else if (s)
		put_steps(d, s);
	if (last)
		put_sections(d, SECTION_NEXT, "postreq");
	buf_lit(d->l->out, "</taskbody>\n</task>\n");
}

static void put_page(struct dita *d)
{
	size_t n = count_procedures(d->c), k = 0;

	for (size_t i = 0; i < d->c->sections.n; i++) {
		if (d->c->sections.p[i]->kind != SECTION_PROCEDURE)
			continue;
		k++;
		put_task(d, d->c->sections.p[i], k == 1, k == n);
	}
	if (n == 0)
		put_task(d, NULL, true, true);
}

static void write(struct list *l)
{
	struct dita d = { .l = l };
	bool task = l->n == 1 && count_procedures(l->pages[0]) <= 1;

	buf_lit(l->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_add(l->out, task ? S("<!DOCTYPE task PUBLIC "
				 "\"-//OASIS//DTD DITA 1.2 Task//EN\" "
				 "\"task.dtd\">\n")
			     : S("<!DOCTYPE dita PUBLIC "
				 "\"-//OASIS//DTD DITA 1.2 Composite//EN\" "
				 "\"ditabase.dtd\">\n<dita>\n"));
	for (size_t i = 0; i < l->n; i++) {
		d.c = l->pages[i];
		put_page(&d);
	}
	if (!task)
		buf_lit(l->out, "</dita>\n");
}

const struct list_format list_dita = { "dita", "DITA 1.2 tasks", write };
