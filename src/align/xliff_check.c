/*
 * From a file's bytes to findings: the grammar, then what spans elements,
 * file by file and unit by unit. Linear.
 */
#include "align/xliff_check.h"

#include <stdarg.h>
#include <stdio.h>

#include "align/formats.h"

#define MAX_FINDINGS 100

void xliff_say(struct xliff_check *c, const struct element *e,
	const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (c->sink->count < MAX_FINDINGS)
		diag_add(c->sink, &rule_exchange_invalid,
			(struct span){ c->file, (uint32_t)e->at, 0 }, "%s",
			text);
}

/* True if it was new. */
static bool take_id(struct xliff_check *c, struct map *seen, struct element *e,
	struct str id, const char *where)
{
	if (!id.p)
		return true;
	if (map_has(seen, id)) {
		xliff_say(c, e, "the id '%.*s' is not unique in the %s",
			STR_ARG(id), where);
		return false;
	}
	map_put(c->a, seen, id, e);
	return true;
}

/* ---- languages and white space ------------------------------------ */

/* The nearest value of xml:NAME on e or around it; p NULL: none. */
static struct str inherited(const struct element *e, const char *name)
{
	struct str v = { NULL, 0 };

	for (; e && !v.p; e = e->parent)
		v = element_attr_ns(e, NS_XML, name);
	return v;
}

static void check_language(struct xliff_check *c, const struct element *e,
	const char *attr)
{
	struct str lang = inherited(e, "lang");
	struct str want = element_attr(c->root, attr);

	if (!lang.p)
		return;
	if (!xliff_is_language(lang))
		xliff_say(c, e, "'%.*s' is no language tag", STR_ARG(lang));
	else if (want.p && !str_eq_nocase(lang, want))
		xliff_say(c, e, "xml:lang is '%.*s', but %s is '%.*s'",
			STR_ARG(lang), attr, STR_ARG(want));
}

static void check_part(struct xliff_check *c, struct element *part)
{
	struct element *s = element_find(part->child, XLIFF, "source");
	struct element *t = element_find(part->child, XLIFF, "target");

	if (s)
		check_language(c, s, "srcLang");
	if (!t)
		return;
	check_language(c, t, "trgLang");
	if (!element_attr(c->root, "trgLang").p)
		xliff_say(c, t, "a file with targets must have trgLang");
	struct str a = s ? inherited(s, "space") : S(""),
		   b = inherited(t, "space");
	if (s && !str_eq(a.p ? a : S("default"), b.p ? b : S("default")))
		xliff_say(c, t, "xml:space is not that of the source");
}

/* ---- units ------------------------------------------------------- */

static bool is_part(const struct element *e)
{
	return element_is(e, XLIFF, "segment") ||
	       element_is(e, XLIFF, "ignorable");
}

/* Each place once, from 1 to the number of parts. */
static void check_order(struct xliff_check *c, struct element *unit)
{
	struct map seen = { 0 };
	uint32_t n = 0, parts = 0;

	for (struct element *p = unit->child; p; p = p->next)
		parts += is_part(p);
	for (struct element *p = unit->child; p; p = p->next) {
		struct element *t = is_part(p) ? element_find(p->child, XLIFF,
							 "target")
					       : NULL;
		struct str order = t ? element_attr(t, "order")
				     : (struct str){ NULL, 0 };
		uint32_t place = ++n;
		if (!is_part(p)) {
			n--;
			continue;
		}
		if (!t)
			continue;
		if (order.p && (!str_to_uint(order, &place) || place < 1 ||
				       place > parts)) {
			xliff_say(c, t, "order cannot be '%.*s'",
				STR_ARG(order));
			continue;
		}
		take_id(c, &seen, t, str_printf(c->a, "%u", place),
			"order of targets");
	}
}

static void check_unit(struct xliff_check *c, struct element *unit)
{
	bool segment = false;

	for (struct element *p = unit->child; p; p = p->next) {
		segment |= element_is(p, XLIFF, "segment");
		if (is_part(p))
			check_part(c, p);
	}
	if (!segment)
		xliff_say(c, unit, "a unit must have a segment");
	check_order(c, unit);
	xliff_codes(c, unit);
}

/* ---- files ------------------------------------------------------- */

static void check_notes(struct xliff_check *c, struct element *holder)
{
	struct element *notes = element_find(holder->child, XLIFF, "notes");
	struct map seen = { 0 };

	for (struct element *n = notes ? notes->child : NULL; n; n = n->next) {
		struct str to = element_attr(n, "appliesTo");
		take_id(c, &seen, n, element_attr(n, "id"), "notes");
		if (to.p && !xliff_is_word("source target", to))
			xliff_say(c, n, "a note cannot apply to '%.*s'",
				STR_ARG(to));
	}
}

/* Ids of elements of other namespaces, by namespace, in each holder. */
static void check_foreign_ids(struct xliff_check *c, struct element *holder)
{
	struct map seen = { 0 };

	for (struct element *x = holder->child; x; x = x->next) {
		if (x->name.n == 0 || str_eq(x->ns, S(XLIFF)))
			continue;
		for (struct element *e = x; e; e = element_walk(x, e, false)) {
			struct str id = element_attr(e, "id");
			if (!id.p)
				id = element_attr_ns(e, NS_XML, "id");
			if (id.p && !str_eq(e->ns, S(XLIFF)))
				take_id(c, &seen, e, id, "extension");
		}
	}
}

static void check_skeleton(struct xliff_check *c, struct element *file)
{
	struct element *s = element_find(file->child, XLIFF, "skeleton");
	bool empty = s && !s->child;

	if (s && empty != (element_attr(s, "href").p != NULL))
		xliff_say(c, s, "a skeleton has an href, or content");
}

static bool holds_notes(const struct element *e)
{
	return element_is(e, XLIFF, "file") || element_is(e, XLIFF, "group") ||
	       element_is(e, XLIFF, "unit");
}

static void check_file(struct xliff_check *c, struct element *file)
{
	struct map groups = { 0 };
	struct element *e;

	c->of = file;
	c->units = (struct map){ 0 };
	for (e = file; e; e = element_walk(file, e, false)) {
		if (element_is(e, XLIFF, "unit"))
			take_id(c, &c->units, e, element_attr(e, "id"),
				"file's units");
		if (element_is(e, XLIFF, "group"))
			take_id(c, &groups, e, element_attr(e, "id"),
				"file's groups");
		if (holds_notes(e)) {
			check_notes(c, e);
			check_foreign_ids(c, e);
		}
	}
	check_skeleton(c, file);
	for (e = file; e;
		e = element_walk(file, e, element_is(e, XLIFF, "unit")))
		if (element_is(e, XLIFF, "unit"))
			check_unit(c, e);
}

void xliff_verify(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink)
{
	struct xliff_check c = { .a = a, .file = file, .sink = sink };
	static const char *const languages[] = { "srcLang", "trgLang" };
	struct map files = { 0 };

	c.root = format_read_xml(a, bytes, file, sink);
	if (!c.root)
		return;
	if (!element_is(c.root, XLIFF, "xliff")) {
		xliff_say(&c, c.root, "this is not XLIFF 2 but <%.*s>",
			STR_ARG(c.root->name));
		return;
	}
	xliff_grammar(&c, c.root);
	for (size_t i = 0; i < 2; i++) {
		struct str tag = element_attr(c.root, languages[i]);
		if (tag.p && !xliff_is_language(tag))
			xliff_say(&c, c.root, "%s '%.*s' is no language tag",
				languages[i], STR_ARG(tag));
	}
	for (struct element *f = c.root->child; f; f = f->next) {
		if (!element_is(f, XLIFF, "file"))
			continue;
		take_id(&c, &files, f, element_attr(f, "id"), "files");
		check_file(&c, f);
	}
	xliff_modules(&c, c.root);
}
