/*
 * XLIFF 1.2 for tools that do not know 2.1. A pair is a trans-unit, a block
 * with pairs a group; codes are bpt, ept and ph that hold their bytes, so
 * that the text of a source or target element is the half.
 */
#include <stdio.h>

#include "align/formats.h"
#include "align/inline.h"
#include "format/xml.h"
#include "format/xml_read.h"

#define NS "urn:oasis:names:tc:xliff:document:1.2"

/* ---- out --------------------------------------------------------- */

static const char *const kinds[INLINES] = {
	[INLINE_NONE] = "x-md-literal",
	[INLINE_BOLD] = "bold",
	[INLINE_ITALIC] = "italic",
	[INLINE_STRIKE] = "x-md-strike",
	[INLINE_LINK] = "link",
	[INLINE_IMAGE] = "image",
	[INLINE_CODE] = "x-md-code",
	[INLINE_TAG] = "x-md-html",
	[INLINE_BREAK] = "lb",
	[INLINE_ENTITY] = "x-md-entity",
	[INLINE_ESCAPE] = "x-md-escape",
	[INLINE_URL] = "x-md-url",
	[INLINE_DIRECTIVE] = "x-md-directive",
};

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
	/* An image's ends are no image. */
	if (p->kind != PART_CLOSE)
		xml_attr(x, "ctype",
			p->code == INLINE_IMAGE ? S("x-md-image")
						: str_of(kinds[p->code]));
	xml_text(x, p->bytes);
	xml_close(x);
}

static void put_side(struct xml *x, const struct parts *parts)
{
	static const char *const names[] = { NULL, "bpt", "ept", "ph" };

	xml_text(x, S(""));
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		if (p->kind == PART_TEXT)
			xml_text(x, p->bytes);
		else
			put_code(x, names[p->kind], p,
				p->kind == PART_CLOSE ? &parts->p[p->partner]
						      : p);
	}
}

static void put_target(struct xml *x, const struct export_pair *p,
	const struct parts *parts)
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
	put_side(x, parts);
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
	put_side(x, &source);
	xml_close(x);
	if (p->target.p)
		put_target(x, p, &target);
	if (p->context.n) {
		xml_open(x, "note");
		xml_attr(x, "from", S("diglot"));
		xml_text(x, p->context);
		xml_close(x);
	}
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

static bool say(uint32_t file, struct sink *sink, const struct element *e,
	const char *what, struct str name)
{
	diag_add(sink, &rule_exchange_unreadable,
		(struct span){ file, (uint32_t)e->at, 0 }, "%s '%.*s'", what,
		STR_ARG(name));
	return false;
}

/* Codes must have brought their bytes with them. */
static bool has_bytes(const struct element *side, uint32_t file,
	struct sink *sink)
{
	static const char *const empty[] = { "x", "bx", "ex", "g" };

	for (const struct element *e = side; e;
		e = element_walk(side, e, false))
		for (size_t i = 0; i < 4; i++)
			if (element_is(e, NS, empty[i]))
				return say(file, sink, e,
					"there are no bytes for the code",
					element_attr(e, "id"));
	return true;
}

static bool read_unit(struct arena *a, struct str original,
	struct element *unit, uint32_t file, struct sink *sink,
	struct exchange_entries *out)
{
	struct element *source = element_find(unit->child, NS, "source");
	struct element *target = element_find(unit->child, NS, "target");
	struct exchange_entry e = { .file = original, .at = unit->at };

	e.key = element_attr(unit, "id");
	if (!source || !e.key.p)
		return say(file, sink, unit,
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
	struct str original = { "", 0 };

	if (!root)
		return false;
	if (!element_is(root, NS, "xliff"))
		return say(file, sink, root, "this is not XLIFF 1.2 but",
			root->name);
	for (e = root; e; e = element_walk(root, e, false)) {
		if (element_is(e, NS, "file"))
			original = element_attr(e, "original");
		if (element_is(e, NS, "trans-unit") &&
			!read_unit(a, original, e, file, sink, out))
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
};
