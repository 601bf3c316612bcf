/*
 * TMX 1.4b. A pair is a translation unit that names its page, so that the
 * memory can be brought back; codes are bpt, ept and ph that hold their
 * bytes, so that the text of a seg is the half.
 */
#include <stdio.h>

#include "align/formats.h"
#include "align/inline.h"
#include "format/xml.h"
#include "format/xml_read.h"

/* ---- out --------------------------------------------------------- */

static struct xml writer(struct buf *out, int depth)
{
	return (struct xml){ .out = out,
		.depth = depth,
		.names = { "tmx", "body" } };
}

static void begin(struct buf *out, const struct export_head *h)
{
	struct xml x;

	xml_begin(&x, out);
	xml_open(&x, "tmx");
	xml_attr(&x, "version", S("1.4"));
	xml_open(&x, "header");
	xml_attr(&x, "creationtool", S("diglot"));
	xml_attr(&x, "creationtoolversion", S(DIGLOT_VERSION));
	xml_attr(&x, "segtype", S("sentence"));
	xml_attr(&x, "o-tmf", S("diglot-markdown"));
	xml_attr(&x, "adminlang", S("en-US"));
	xml_attr(&x, "srclang", h->source);
	xml_attr(&x, "datatype", S("x-markdown"));
	xml_close(&x);
	xml_open(&x, "body");
	buf_byte(out, '>');
}

static void put_code(struct xml *x, const struct parts *parts, size_t i)
{
	static const char *const names[] = { NULL, "bpt", "ept", "ph" };
	const struct part *p = &parts->p[i];
	char number[16];

	xml_open(x, names[p->kind]);
	/* i pairs the two ends within a seg: the opener's id. */
	if (p->kind != PART_SINGLE) {
		const struct part *opener = p->kind == PART_CLOSE
						    ? &parts->p[p->partner]
						    : p;
		snprintf(number, sizeof(number), "%u", opener->id);
		xml_attr(x, "i", str_of(number));
	}
	if (p->kind != PART_CLOSE) {
		snprintf(number, sizeof(number), "%u", p->id);
		xml_attr(x, "x", str_of(number));
		xml_attr(x, "type", str_of(inline_looks[p->code].tmx));
	}
	xml_text(x, p->bytes);
	xml_close(x);
}

static void put_side(struct xml *x, struct str lang, const struct parts *parts)
{
	xml_open(x, "tuv");
	xml_attr(x, "xml:lang", lang);
	xml_open(x, "seg");
	xml_text(x, S(""));
	for (size_t i = 0; i < parts->n; i++)
		if (parts->p[i].kind == PART_TEXT)
			xml_text(x, parts->p[i].bytes);
		else
			put_code(x, parts, i);
	xml_close(x);
	xml_close(x);
}

static void put_prop(struct xml *x, const char *type, struct str text)
{
	if (text.n == 0)
		return;
	xml_open(x, "prop");
	xml_attr(x, "type", str_of(type));
	xml_text(x, text);
	xml_close(x);
}

static void page(struct arena *a, struct buf *out, const struct export_head *h,
	const struct export_page *p)
{
	struct xml x = writer(out, 2);

	for (size_t i = 0; i < p->npairs; i++) {
		const struct export_pair *pair = &p->pairs[i];
		struct parts source = inline_split(a, pair->source);
		struct parts target = inline_split(a, pair->target);
		uint32_t next = 1;
		inline_number(a, &source, &target, &next);
		xml_open(&x, "tu");
		xml_attr(&x, "tuid", pair->key);
		put_prop(&x, "x-file", p->path);
		put_prop(&x, "x-context", pair->context);
		put_side(&x, h->source, &source);
		if (pair->target.p)
			put_side(&x, h->target, &target);
		xml_close(&x);
	}
}

static void end(struct buf *out)
{
	struct xml x = writer(out, 2);

	xml_close(&x);
	xml_close(&x);
}

/* ---- in ---------------------------------------------------------- */

static struct str language(const struct element *tuv)
{
	struct str lang = element_attr_ns(tuv, NS_XML, "lang");

	return lang.p ? lang : element_attr(tuv, "lang");
}

/* The seg of the source language, or of the first other one. */
static struct element *find_seg(struct element *tu, struct str lang,
	bool source)
{
	struct element *tuv = tu->child;

	while ((tuv = element_find(tuv, "", "tuv"))) {
		if (str_eq_nocase(language(tuv), lang) == source)
			return element_find(tuv->child, "", "seg");
		tuv = tuv->next;
	}
	return NULL;
}

static size_t count_tuvs(struct element *tu)
{
	size_t n = 0;

	for (struct element *e = tu->child; e; e = e->next)
		n += element_is(e, "", "tuv");
	return n;
}

static struct str file_of(struct arena *a, struct element *tu)
{
	struct element *prop = tu->child;

	while ((prop = element_find(prop, "", "prop"))) {
		if (str_eq(element_attr(prop, "type"), S("x-file")))
			return element_text(a, prop);
		prop = prop->next;
	}
	return S("");
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct element *root = format_read_xml(a, bytes, file, sink);
	struct element *head, *body, *tu;

	if (!root)
		return false;
	head = element_find(root->child, "", "header");
	body = element_find(root->child, "", "body");
	if (!element_is(root, "", "tmx") || !head || !body)
		return exchange_refuse(sink, file, root->at,
			"this is not TMX but", root->name);
	for (tu = body->child; (tu = element_find(tu, "", "tu"));
		tu = tu->next) {
		struct str lang = element_attr(tu, "srclang");
		struct exchange_entry e = { .at = tu->at };
		if (!lang.p)
			lang = element_attr(head, "srclang");
		struct element *source = find_seg(tu, lang, true);
		struct element *target = find_seg(tu, lang, false);
		if (count_tuvs(tu) > 2)
			return exchange_refuse(sink, file, tu->at,
				"a unit has more than two languages:",
				element_attr(tu, "tuid"));
		if (!source)
			return exchange_refuse(sink, file, tu->at,
				"a unit has no text in the source language",
				lang);
		e.file = file_of(a, tu);
		e.key = element_attr(tu, "tuid");
		e.source = element_text(a, source);
		if (target) {
			e.target = element_text(a, target);
			e.language = language(target->parent);
		}
		e.has_target = target != NULL;
		vec_push(a, out, e);
	}
	return true;
}

const struct export_format format_tmx = {
	.name = "tmx",
	.extension = "tmx",
	.summary = "TMX 1.4b, translation memories",
	.begin = begin,
	.page = page,
	.end = end,
	.read = read,
};
