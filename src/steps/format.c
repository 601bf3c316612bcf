/*
 * A checklist as plain data of the format "diglot-checklist": what every
 * program gets to see. Keys are in the order of the schema; what is absent
 * is left out.
 */
#include "base/buf.h"
#include "base/path.h"
#include "steps/checklist.h"

struct writer {
	struct arena *a;
	const struct checklist *c;
};

static const char *const recognised_names[] = {
	[RECOGNISED_FRONT_MATTER] = "front-matter",
	[RECOGNISED_ANCHOR] = "anchor",
	[RECOGNISED_SOURCE_HEADING] = "source-heading",
	[RECOGNISED_TARGET_HEADING] = "target-heading",
	[RECOGNISED_ORDERED_LIST] = "ordered-list",
	[RECOGNISED_HOW_TO_HEADING] = "how-to-heading",
};

static const char *const basis_names[] = {
	[BASIS_USUAL] = NULL,
	[BASIS_CONTINUED_LIST] = "continued-list",
	[BASIS_LETTERED] = "lettered-paragraph",
	[BASIS_STEP_HEADING] = "step-heading",
	[BASIS_CHECKLIST_DIV] = "checklist-div",
	[BASIS_ORDERED_LIST] = "ordered-list",
	[BASIS_LIST] = "list",
	[BASIS_TABLE] = "table",
	[BASIS_PROSE] = "prose",
};

/* ---- small things ------------------------------------------------ */

static void put(struct writer *w, struct value *map, const char *key,
	struct value *v)
{
	if (v)
		value_append(w->a, map, str_of(key), (struct span){ 0, 0, 0 },
			v);
}

static void put_text(struct writer *w, struct value *map, const char *key,
	struct str s)
{
	if (s.n)
		put(w, map, key, value_text(w->a, s));
}

static void put_name(struct writer *w, struct value *map, const char *key,
	const char *name)
{
	if (name)
		put_text(w, map, key, str_of(name));
}

static void put_count(struct writer *w, struct value *map, const char *key,
	size_t n)
{
	put(w, map, key, value_number(w->a, (double)n));
}

/* One text for each language; NULL: there is none. */
static struct value *texts(struct writer *w, const struct str text[2])
{
	struct value *map = NULL;

	for (int side = 0; side < 2; side++) {
		struct str tag = w->c->locale[side];
		if (text[side].n == 0 || tag.n == 0 ||
			(side && str_eq(tag, w->c->locale[0])))
			continue;
		if (!map)
			map = value_map(w->a);
		value_append(w->a, map, tag, (struct span){ 0, 0, 0 },
			value_text(w->a, text[side]));
	}
	return map;
}

static struct value *place(struct writer *w, const struct checklist_place *p)
{
	struct value *map = value_map(w->a);

	put_text(w, map, "file", p->file);
	put_count(w, map, "line", p->line);
	if (p->end > p->line)
		put_count(w, map, "endLine", p->end);
	return map;
}

static bool is_hex(char c)
{
	return char_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* Ids that are not the translation tool's say nothing. */
static bool is_segment_id(struct str s)
{
	size_t i = 0;

	while (i < s.n && i < 5 && is_hex(s.p[i]))
		i++;
	if (i != 5 || i >= s.n || s.p[i++] != '-')
		return false;
	i += i < s.n && s.p[i] == 'p';
	if (s.n < i + 3)
		return false;
	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i == s.n;
}

static void put_segment_id(struct writer *w, struct value *map, const char *key,
	struct str id)
{
	if (is_segment_id(id))
		put_text(w, map, key, id);
}

/* ---- texts ------------------------------------------------------- */

static struct value *segments(struct writer *w,
	const struct checklist_segments *s)
{
	struct value *list = value_list(w->a);

	for (size_t i = 0; i < s->n; i++) {
		struct value *map = value_map(w->a);
		struct value *text = texts(w, s->p[i].text);
		put_segment_id(w, map, "id", s->p[i].id);
		if (!text)
			continue;
		put(w, map, "text", text);
		put(w, map, "markdown", texts(w, s->p[i].markdown));
		if (w->c->locale[1].n)
			put_name(w, map, "status", s->p[i].status);
		value_add(w->a, list, map);
	}
	return list;
}

static struct value *links(struct writer *w, const struct checklist_links *l)
{
	struct value *list = l->n ? value_list(w->a) : NULL;

	for (size_t i = 0; i < l->n; i++) {
		const struct checklist_link *x = &l->p[i];
		struct value *map = value_map(w->a);
		put_text(w, map, "href", x->href[0]);
		put_name(w, map, "kind", x->kind);
		put(w, map, "text", texts(w, x->text));
		put_segment_id(w, map, "segment", x->segment);
		put_text(w, map, "page", x->page);
		if (strcmp(x->kind, "external") != 0 &&
			strcmp(x->kind, "mail") != 0)
			put(w, map, "resolved", value_bool(w->a, x->resolved));
		if (x->href[1].n)
			put(w, map, "hrefByLocale", texts(w, x->href));
		value_add(w->a, list, map);
	}
	return list;
}

static struct value *heading(struct writer *w,
	const struct checklist_heading *h)
{
	struct value *map = value_map(w->a);

	put_count(w, map, "level", (size_t)h->level);
	put_text(w, map, "anchor", h->anchor);
	put(w, map, "segments", segments(w, &h->text));
	put(w, map, "at", place(w, &h->at));
	return map;
}

/* ---- blocks ------------------------------------------------------ */

static struct value *blocks(struct writer *w, const struct checklist_blocks *b);

static void put_image(struct writer *w, struct value *map,
	const struct checklist_block *b)
{
	put_text(w, map, "src", b->src);
	put_name(w, map, "kind", b->image_kind);
	put(w, map, "alt", texts(w, b->alt));
	put(w, map, "longDescription", texts(w, b->description));
	put_text(w, map, "lightbox", b->lightbox);
	put(w, map, "resolved", value_bool(w->a, b->resolved));
	put_segment_id(w, map, "missingSegment", b->missing);
}

static void put_list(struct writer *w, struct value *map,
	const struct checklist_block *b)
{
	struct value *list = value_list(w->a);

	put(w, map, "ordered", value_bool(w->a, b->ordered));
	for (size_t i = 0; i < b->items.n; i++) {
		struct value *item = blocks(w, &b->items.p[i]);
		value_add(w->a, list, item ? item : value_list(w->a));
	}
	put(w, map, "items", list);
}

static void put_block(struct writer *w, struct value *map,
	const struct checklist_block *b)
{
	switch (b->kind) {
	case BLOCK_PARAGRAPH:
		put(w, map, "segments", segments(w, &b->segments));
		put(w, map, "links", links(w, &b->links));
		break;
	case BLOCK_NOTE:
		put_text(w, map, "id", b->id);
		put_text(w, map, "alert", b->alert);
		put(w, map, "body", blocks(w, &b->body));
		break;
	case BLOCK_IMAGE:
		put_text(w, map, "id", b->id);
		put_image(w, map, b);
		break;
	case BLOCK_CODE:
		put_text(w, map, "language", b->language);
		put(w, map, "value", value_text(w->a, b->value));
		break;
	case BLOCK_LIST:
		put_list(w, map, b);
		break;
	case BLOCK_RAW:
		put(w, map, "markdown", texts(w, b->markdown));
		break;
	}
}

static struct value *blocks(struct writer *w, const struct checklist_blocks *b)
{
	static const char *const types[] = { "paragraph", "note", "image",
		"code", "list", "raw" };
	struct value *list = b->n ? value_list(w->a) : NULL;

	for (size_t i = 0; i < b->n; i++) {
		struct value *map = value_map(w->a);
		put_name(w, map, "type", types[b->p[i]->kind]);
		put_block(w, map, b->p[i]);
		put(w, map, "at", place(w, &b->p[i]->at));
		value_add(w->a, list, map);
	}
	return list;
}

/* ---- items ------------------------------------------------------- */

static void put_reason(struct writer *w, struct value *map, enum basis basis,
	enum confidence confidence)
{
	static const char *const levels[] = { NULL, "medium", "low" };

	put_name(w, map, "basis", basis_names[basis]);
	put_name(w, map, "confidence", levels[confidence]);
}

static struct value *items(struct writer *w, const struct checklist_items *x,
	enum section_kind kind);

static struct value *some_blocks(struct writer *w,
	const struct checklist_blocks *b, size_t from, size_t to)
{
	struct checklist_blocks some = { b->p + from, to - from, to - from };

	return to > from ? blocks(w, &some) : NULL;
}

static void put_step(struct writer *w, struct value *map,
	const struct checklist_item *x)
{
	size_t said = x->info.n - x->results;

	put_count(w, map, "number", x->number);
	put_text(w, map, "label", x->label);
	put_segment_id(w, map, "labelSegment", x->label_segment);
	put_text(w, map, "path", x->path);
	if (x->optional)
		put(w, map, "optional", value_bool(w->a, true));
	put(w, map, "command", segments(w, &x->text));
	put(w, map, "links", links(w, &x->links));
	put(w, map, "info", some_blocks(w, &x->info, 0, said));
	if (x->children.n)
		put(w, map, "substeps",
			items(w, &x->children, SECTION_PROCEDURE));
	if (x->choices.n > 1)
		put(w, map, "choices",
			items(w, &x->choices, SECTION_PROCEDURE));
	put(w, map, "result", some_blocks(w, &x->info, said, x->info.n));
}

static void put_need(struct writer *w, struct value *map,
	const struct checklist_item *x)
{
	put(w, map, "checkable", value_bool(w->a, x->checkable));
	if (x->optional)
		put(w, map, "optional", value_bool(w->a, true));
	put(w, map, "label", segments(w, &x->text));
	put(w, map, "info", blocks(w, &x->info));
	put(w, map, "links", links(w, &x->links));
	if (x->choices.n > 1)
		put(w, map, "alternatives",
			items(w, &x->choices, SECTION_PREREQUISITES));
	if (x->children.n)
		put(w, map, "items",
			items(w, &x->children, SECTION_PREREQUISITES));
}

static struct value *items(struct writer *w, const struct checklist_items *x,
	enum section_kind kind)
{
	struct value *list = value_list(w->a);

	for (size_t i = 0; i < x->n; i++) {
		struct value *map = value_map(w->a);
		put_text(w, map, "id", x->p[i]->id);
		if (kind == SECTION_PROCEDURE) {
			put_step(w, map, x->p[i]);
		} else if (kind == SECTION_PREREQUISITES) {
			put_need(w, map, x->p[i]);
		} else {
			put(w, map, "label", segments(w, &x->p[i]->text));
			put(w, map, "links", links(w, &x->p[i]->links));
		}
		put(w, map, "at", place(w, &x->p[i]->at));
		if (kind != SECTION_NEXT)
			put_reason(w, map, x->p[i]->basis, x->p[i]->confidence);
		value_add(w->a, list, map);
	}
	return list;
}

/* ---- sections ---------------------------------------------------- */

static struct value *continuations(struct writer *w,
	const struct checklist_section *s)
{
	struct value *list = s->continuations.n ? value_list(w->a) : NULL;

	for (size_t i = 0; i < s->continuations.n; i++) {
		struct value *map = value_map(w->a);
		put_text(w, map, "step", s->continuations.p[i].step->id);
		put_name(w, map, "attached",
			s->continuations.p[i].indented ? "indentation"
						       : "position");
		put(w, map, "body", blocks(w, &s->continuations.p[i].body));
		value_add(w->a, list, map);
	}
	return list;
}

static struct value *required(struct writer *w,
	const struct checklist_section *s)
{
	struct value *list = s->requires.n ? value_list(w->a) : NULL;

	for (size_t i = 0; i < s->requires.n; i++)
		value_add(w->a, list, value_text(w->a, s->requires.p[i]));
	return list;
}

/* The page says how long it takes; of one procedure it is said then. */
static void put_duration(struct writer *w, struct value *map)
{
	struct str text = value_text_at(w->c->page->meta,
		S("durationInMinutes"));
	uint32_t minutes;

	if (w->c->counts.procedures == 1 && str_to_uint(text, &minutes) &&
		minutes > 0)
		put_text(w, map, "estimatedDuration",
			str_printf(w->a, "PT%uM", minutes));
}

static void put_procedure(struct writer *w, struct value *map,
	const struct checklist_section *s)
{
	static const char *const kinds[] = { "ordered", "unordered",
		"informal" };

	put_text(w, map, "id", s->id);
	put_name(w, map, "kind", kinds[s->procedure]);
	put_name(w, map, "recognisedBy", recognised_names[s->recognised]);
	put(w, map, "heading", heading(w, &s->heading));
	put(w, map, "intro", blocks(w, &s->intro));
	put(w, map, "steps", items(w, &s->items, s->kind));
	put(w, map, "body", blocks(w, &s->notes));
	put(w, map, "continuations", continuations(w, s));
	put(w, map, "requires", required(w, s));
	put_duration(w, map);
	put_reason(w, map, s->basis, s->confidence);
}

static void put_section(struct writer *w, struct value *map,
	const struct checklist_section *s)
{
	if (s->kind == SECTION_PROCEDURE) {
		put_procedure(w, map, s);
		return;
	}
	put(w, map, "heading", heading(w, &s->heading));
	put_name(w, map, "recognisedBy", recognised_names[s->recognised]);
	put(w, map, "intro", blocks(w, &s->intro));
	put(w, map, "items", items(w, &s->items, s->kind));
	if (s->kind == SECTION_PREREQUISITES) {
		put(w, map, "notes", blocks(w, &s->notes));
		put_reason(w, map, s->basis, s->confidence);
	}
}

static struct value *sections(struct writer *w, enum section_kind kind)
{
	struct value *list = value_list(w->a);

	for (size_t i = 0; i < w->c->sections.n; i++) {
		struct value *map;
		if (w->c->sections.p[i]->kind != kind)
			continue;
		map = value_map(w->a);
		put_section(w, map, w->c->sections.p[i]);
		value_add(w->a, list, map);
	}
	return list;
}

/* ---- the document ------------------------------------------------ */

/* "2021-03-15" of "03/15/2021"; "" if it is no date. */
static struct str iso_date(struct arena *a, struct str s)
{
	struct str part[3];
	uint32_t n[3];
	int k = 0;

	s = str_sub(str_trim(s), 0, 10);
	if (s.n == 10 && s.p[4] == '-' && s.p[7] == '-')
		return s;
	while (k < 3 && str_cut(&s, '/', &part[k]) &&
		str_to_uint(part[k], &n[k]))
		k++;
	if (k < 3 || s.p || n[0] < 1 || n[0] > 12 || n[1] < 1 || n[1] > 31 ||
		n[2] < 1000 || n[2] > 9999)
		return (struct str){ "", 0 };
	return str_printf(a, "%04u-%02u-%02u", n[2], n[0], n[1]);
}

static bool is_commit(struct str s)
{
	size_t i = 0;

	while (i < s.n && is_hex(s.p[i]))
		i++;
	return i == 40 && s.n == 40;
}

static struct value *translation(struct writer *w, const struct value *meta)
{
	struct value *map = value_map(w->a);
	struct str commit = value_text_at(meta, S("ms.sourcegitcommit"));
	struct str hash = value_text_at(meta, S("ms.openlocfilehash"));

	put_text(w, map, "type", value_text_at(meta, S("ms.translationtype")));
	put_text(w, map, "lastHandoff",
		iso_date(w->a, value_text_at(meta, S("ms.lasthandoff"))));
	if (is_commit(commit))
		put_text(w, map, "sourceCommit", commit);
	if (is_commit(hash))
		put_text(w, map, "sourceHash", hash);
	put_text(w, map, "fileId", value_text_at(meta, S("ms.locfileid")));
	return map->n ? map : NULL;
}

static bool said_elsewhere(struct str key)
{
	static const char *const keys[] = { "title", "description", "uid",
		"ms.translationtype", "ms.lasthandoff", "ms.sourcegitcommit",
		"ms.openlocfilehash", "ms.locfileid", "checklist", NULL };

	for (int i = 0; keys[i]; i++)
		if (str_eq(key, str_of(keys[i])))
			return true;
	return false;
}

static struct value *metadata(struct writer *w, const struct value *meta)
{
	struct value *map = value_map(w->a);

	for (size_t i = 0; meta && i < meta->n; i++) {
		struct value *v = meta->items[i];
		struct str date = str_eq(meta->keys[i], S("ms.date"))
					  ? iso_date(w->a, value_as_text(v))
					  : S("");
		if (said_elsewhere(meta->keys[i]))
			continue;
		if (date.n)
			v = value_text(w->a, date);
		value_append(w->a, map, meta->keys[i], (struct span){ 0, 0, 0 },
			v);
	}
	return map->n ? map : NULL;
}

static size_t count_lines(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; (i = str_find_byte(s, i, '\n')) != STR_NONE; i++)
		n++;
	return n + (s.n && !str_ends(s, S("\n")));
}

static struct value *source(struct writer *w)
{
	struct value *map = value_map(w->a);
	struct str bytes = w->c->page->source->bytes;

	put_text(w, map, "path", w->c->path);
	put_text(w, map, "sha256", checklist_sha256(w->a, bytes));
	put_count(w, map, "lines", count_lines(bytes));
	return map;
}

static struct value *document(struct writer *w)
{
	const struct checklist *c = w->c;
	const struct value *meta = c->page->meta;
	struct value *map = value_map(w->a), *locales = value_map(w->a);
	struct str description[2] = { value_text_at(meta, S("description")),
		{ "", 0 } };

	put_text(w, map, "id", c->id);
	put_text(w, map, "uid", value_text_at(meta, S("uid")));
	put_text(w, map, "href", url_encode(w->a, c->href));
	put(w, map, "title", texts(w, c->title));
	if (c->heading.level)
		put(w, map, "heading", heading(w, &c->heading));
	put(w, map, "description", texts(w, description));
	put_text(w, locales, "target", c->locale[0]);
	put_text(w, locales, "source", c->locale[1]);
	put_text(w, locales, "dir", c->dir);
	put(w, map, "locales", locales);
	put(w, map, "translation", translation(w, meta));
	put(w, map, "metadata", metadata(w, meta));
	put(w, map, "source", source(w));
	return map;
}

static struct value *statistics(struct writer *w)
{
	const struct checklist_counts *n = &w->c->counts;
	struct value *map = value_map(w->a);

	put_count(w, map, "prerequisites", n->prerequisites);
	put_count(w, map, "procedures", n->procedures);
	put_count(w, map, "steps", n->steps);
	put_count(w, map, "substeps", n->substeps);
	put_count(w, map, "checkable", n->checkable);
	put_count(w, map, "notes", n->notes);
	put_count(w, map, "images", n->images);
	put_count(w, map, "links", n->links);
	put_count(w, map, "segments", n->segments);
	put_count(w, map, "segmentsUsed", n->segments_used);
	return map;
}

struct value *checklist_value(struct arena *a, const struct checklist *c)
{
	struct writer w = { a, c };
	struct value *map = value_map(a), *generator = value_map(a);

	put_name(&w, map, "$schema", "checklist.schema.json");
	put_name(&w, map, "format", "diglot-checklist");
	put_name(&w, map, "version", CHECKLIST_VERSION);
	put_name(&w, generator, "name", "diglot");
	put_name(&w, generator, "version", DIGLOT_VERSION);
	put(&w, map, "generator", generator);
	put(&w, map, "document", document(&w));
	put(&w, map, "context", blocks(&w, &c->context));
	put(&w, map, "prerequisites", sections(&w, SECTION_PREREQUISITES));
	put(&w, map, "procedures", sections(&w, SECTION_PROCEDURE));
	put(&w, map, "next", sections(&w, SECTION_NEXT));
	put(&w, map, "statistics", statistics(&w));
	return map;
}
