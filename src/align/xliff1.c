/*
 * XLIFF 1.2 for tools that do not know 2.1. A pair is a trans-unit, a block
 * with pairs a group; codes are bpt, ept and ph that hold their bytes, so
 * that the text of a source or target element is the half.
 */
#include <assert.h>
#include <stdio.h>

#include "align/formats.h"
#include "align/inline.h"
#include "align/issues.h"
#include "format/xml.h"
#include "format/xml_read.h"

#define NS "urn:oasis:names:tc:xliff:document:1.2"

/* ---- out --------------------------------------------------------- */

static struct xml writer(struct buf *out, int depth)
{
	return (struct xml){ .out = out,
		.depth = depth,
		.names = { "xliff", "file" } };
}

static void begin(struct buf *out, const struct export_head *h)
{
	struct xml x;

	(void)h;
	xml_begin(&x, out);
	xml_open(&x, "xliff");
	xml_attr(&x, "xmlns", S(NS));
	xml_attr(&x, "version", S("1.2"));
	buf_byte(out, '>');
}

static void put_code(struct xml *x, const char *name, const struct part *p,
	const struct part *named)
{
	char id[16];

	snprintf(id, sizeof(id), "%u", named->id);
	xml_open(x, name);
	xml_attr(x, "id", str_of(id));
	if (p->kind != PART_CLOSE)
		xml_attr(x, "ctype", str_of(inline_looks[p->code].ctype));
	xml_text(x, p->bytes);
	xml_close(x);
}

static struct str issue_text(struct arena *a, const struct export_issue *i)
{
	return str_printf(a, "%s %s: %.*s", i->rule->id, i->rule->name,
		STR_ARG(i->text));
}

/* The schema takes attributes of others only where it knows them, so that
 * the type of ITS is a part of the mark's own. */
static void put_mark(struct arena *a, struct xml *x,
	const struct export_issue *i)
{
	assert(i); /* marks are made where there are issues */
	xml_open(x, "mrk");
	xml_attr(x, "mtype", str_printf(a, "x-its-%s", i->type));
	xml_attr(x, "comment", issue_text(a, i));
	xml_text(x, S(""));
}

static void put_side(struct arena *a, struct xml *x, const struct parts *parts,
	const struct export_issue *issues)
{
	static const char *const names[] = { NULL, "bpt", "ept", "ph" };

	xml_text(x, S(""));
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		if (p->kind == PART_TEXT)
			xml_text(x, p->bytes);
		else if (p->kind == PART_MARK)
			put_mark(a, x, &issues[p->id]);
		else if (p->kind == PART_UNMARK)
			xml_close(x);
		else
			put_code(x, names[p->kind], p,
				p->kind == PART_CLOSE ? &parts->p[p->partner]
						      : p);
	}
}

static void put_target(struct arena *a, struct xml *x,
	const struct export_pair *p, const struct parts *parts)
{
	xml_open(x, "target");
	if (p->state == EXPORT_INITIAL) {
		xml_attr(x, "state", S("needs-translation"));
	} else if (p->state == EXPORT_MACHINE) {
		xml_attr(x, "state", S("needs-review-translation"));
		xml_attr(x, "state-qualifier", S("leveraged-mt"));
	} else {
		xml_attr(x, "state", S("translated"));
	}
	put_side(a, x, parts, p->issues);
	xml_close(x);
}

static void put_note(struct xml *x, struct str text,
	const struct export_issue *i)
{
	char priority[8];

	xml_open(x, "note");
	if (i) {
		snprintf(priority, sizeof(priority), "%u", i->priority);
		xml_attr(x, "annotates", S("target"));
		xml_attr(x, "priority", str_of(priority));
	}
	xml_attr(x, "from", S("diglot"));
	xml_text(x, text);
	xml_close(x);
}

static void put_unit(struct arena *a, struct xml *x,
	const struct export_pair *p)
{
	struct parts source = inline_split(a, p->source);
	struct parts target = inline_split(a, p->target);
	uint32_t next = 1;

	inline_number(a, &source, &target, &next);
	xml_open(x, "trans-unit");
	xml_attr(x, "id", p->key);
	xml_attr(x, "xml:space", S("preserve"));
	xml_open(x, "source");
	put_side(a, x, &source, NULL);
	xml_close(x);
	target = issues_mark(a, &target, p);
	if (p->target.p)
		put_target(a, x, p, &target);
	if (p->context.n)
		put_note(x, p->context, NULL);
	for (size_t i = 0; i < p->nissues; i++)
		put_note(x, issue_text(a, &p->issues[i]), &p->issues[i]);
	xml_close(x);
}

static void page(struct arena *a, struct buf *out, const struct export_head *h,
	const struct export_page *p)
{
	struct xml x = writer(out, 1);
	size_t groups = 0;

	xml_open(&x, "file");
	xml_attr(&x, "original", p->path);
	xml_attr(&x, "source-language", h->source);
	xml_attr(&x, "target-language", h->target);
	xml_attr(&x, "datatype", S("x-markdown"));
	xml_open(&x, "body");
	for (size_t i = 0; i < p->npairs; i++) {
		if (!p->pairs[i].joined) {
			if (i > 0)
				xml_close(&x);
			xml_open(&x, "group");
			xml_attr(&x, "id", str_printf(a, "g%zu", ++groups));
			if (p->pairs[i].section.n)
				xml_attr(&x, "resname",
					str_cat(a, S("#"),
						p->pairs[i].section));
		}
		put_unit(a, &x, &p->pairs[i]);
	}
	if (p->npairs)
		xml_close(&x);
	xml_close(&x);
	xml_close(&x);
}

static void end(struct buf *out)
{
	struct xml x = writer(out, 1);

	xml_close(&x);
}

/* ---- in ---------------------------------------------------------- */

/* Codes must have brought their bytes with them. */
static bool has_bytes(const struct element *side, uint32_t file,
	struct sink *sink)
{
	static const char *const empty[] = { "x", "bx", "ex", "g" };

	for (const struct element *e = side; e;
		e = element_walk(side, e, false))
		for (size_t i = 0; i < 4; i++)
			if (element_is(e, NS, empty[i]))
				return exchange_refuse(sink, file, e->at,
					"there are no bytes for the code",
					element_attr(e, "id"));
	return true;
}

static bool read_unit(struct arena *a, const struct element *of,
	struct element *unit, uint32_t file, struct sink *sink,
	struct exchange_entries *out)
{
	struct element *source = element_find(unit->child, NS, "source");
	struct element *target = element_find(unit->child, NS, "target");
	struct exchange_entry e = { .file = element_attr(of, "original"),
		.language = element_attr(of, "target-language"),
		.at = unit->at };

	e.key = element_attr(unit, "id");
	if (!source || !e.key.p)
		return exchange_refuse(sink, file, unit->at,
			"a trans-unit has no source or no id", e.key);
	if (!has_bytes(source, file, sink) ||
		(target && !has_bytes(target, file, sink)))
		return false;
	e.source = element_text(a, source);
	if (target)
		e.target = element_text(a, target);
	e.has_target = target != NULL;
	vec_push(a, out, e);
	return true;
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct element *root = format_read_xml(a, bytes, file, sink), *e;
	const struct element *of = root;

	if (!root)
		return false;
	if (!element_is(root, NS, "xliff"))
		return exchange_refuse(sink, file, root->at,
			"this is not XLIFF 1.2 but", root->name);
	for (e = root; e; e = element_walk(root, e, false)) {
		if (element_is(e, NS, "file"))
			of = e;
		if (element_is(e, NS, "trans-unit") &&
			!read_unit(a, of, e, file, sink, out))
			return false;
	}
	return true;
}

const struct export_format format_xliff1 = {
	.name = "xliff1",
	.extension = "xlf",
	.summary = "XLIFF 1.2",
	.begin = begin,
	.page = page,
	.end = end,
	.read = read,
	.issues = true,
};
