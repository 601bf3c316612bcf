/*
 * XLIFF 2.1. A block with pairs is a unit, a pair a segment, what stands
 * between two pairs of a block an ignorable. Codes are pc and ph with
 * their bytes in the unit's originalData, so that texts and data in order
 * are the half again. The skeleton stays with the docset: import changes
 * the page that is there.
 */
#include <assert.h>
#include <stdio.h>

#include "align/formats.h"
#include "align/inline.h"
#include "align/issues.h"
#include "align/xliff2_read.h"
#include "align/xliff_check.h"
#include "base/map.h"
#include "base/utf8.h"
#include "format/xml.h"

#define NS "urn:oasis:names:tc:xliff:document:2.0"

/* ---- out --------------------------------------------------------- */

struct unit {
	struct arena *a;
	struct xml *x;
	struct map data;                   /* bytes -> its id, a struct str */
	const struct export_issue *issues; /* of the pair in hand */
	uint32_t marks;                    /* so far */
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

	xml_begin(&x, out);
	xml_open(&x, "xliff");
	xml_attr(&x, "xmlns", S(NS));
	if (h->issues) {
		xml_attr(&x, "xmlns:its", S(NS_ITS));
		xml_attr(&x, "its:version", S("2.0"));
	}
	xml_attr(&x, "version", S("2.1"));
	xml_attr(&x, "srcLang", h->source);
	xml_attr(&x, "trgLang", h->target);
	xml_attr(&x, "xml:space", S("preserve"));
	buf_byte(out, '>');
}

static struct str data_id(struct unit *u, struct str bytes)
{
	void **slot = map_slot(u->a, &u->data, bytes);

	if (!*slot) {
		struct str *id = arena_new(u->a, struct str);
		*id = str_printf(u->a, "d%zu", u->data.n);
		*slot = id;
	}
	return *(struct str *)*slot;
}

static bool is_control(struct str s, size_t at)
{
	size_t i = at;

	return !exchange_is_char(utf8_next(s, &i));
}

/* Text with <cp> for what XML does not allow. */
static void put_text(struct xml *x, struct str s)
{
	size_t from = 0, at = 0;

	while (at < s.n) {
		size_t next = at;
		uint32_t c = utf8_next(s, &next);
		if (is_control(s, at)) {
			char hex[8];
			snprintf(hex, sizeof(hex), "%04X", (unsigned)c);
			xml_text(x, str_sub(s, from, at));
			xml_open(x, "cp");
			xml_attr(x, "hex", str_of(hex));
			xml_close(x);
			from = next;
		}
		at = next;
	}
	xml_text(x, str_skip(s, from));
}

static void put_id(struct xml *x, const struct part *p, bool alone)
{
	const struct inline_look *look = &inline_looks[p->code];
	char id[16];

	snprintf(id, sizeof(id), "%u", p->id);
	xml_attr(x, "id", str_of(id));
	if (look->keep && (p->shared || alone))
		xml_attr(x, "canDelete", S("no"));
	xml_attr(x, "type", str_of(look->type));
	xml_attr(x, "subType", str_of(look->subtype));
}

/* The bytes for a person: one line, not long. */
static struct str display(struct unit *u, struct str bytes)
{
	size_t end = bytes.n < 60 ? bytes.n : 60;

	while (end < bytes.n && (bytes.p[end] & 0xC0) == 0x80)
		end--;
	return exchange_plain(u->a, str_sub(bytes, 0, end));
}

static struct str issue_text(struct arena *a, const struct export_issue *i)
{
	return str_printf(a, "%s: %.*s", i->rule->name, STR_ARG(i->text));
}

static void put_mark(struct unit *u, const struct export_issue *i)
{
	char severity[8];

	assert(i); /* marks are made where there are issues */
	snprintf(severity, sizeof(severity), "%u", i->severity);
	xml_open(u->x, "mrk");
	xml_attr(u->x, "id", str_printf(u->a, "m%u", ++u->marks));
	xml_attr(u->x, "type", S("its:generic"));
	xml_attr(u->x, "its:locQualityIssueType", str_of(i->type));
	xml_attr(u->x, "its:locQualityIssueSeverity", str_of(severity));
	xml_attr(u->x, "its:locQualityIssueComment", issue_text(u->a, i));
	xml_text(u->x, S(""));
}

/* `alone`: there is no target that could lack a code. */
static void put_parts(struct unit *u, const struct parts *parts, bool alone)
{
	struct xml *x = u->x;

	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		if (p->kind == PART_TEXT) {
			put_text(x, p->bytes);
		} else if (p->kind == PART_MARK) {
			put_mark(u, &u->issues[p->id]);
		} else if (p->kind == PART_CLOSE || p->kind == PART_UNMARK) {
			xml_close(x);
		} else if (p->kind == PART_OPEN) {
			xml_open(x, "pc");
			put_id(x, p, alone);
			xml_attr(x, "dataRefEnd",
				data_id(u, parts->p[p->partner].bytes));
			xml_attr(x, "dataRefStart", data_id(u, p->bytes));
		} else {
			xml_open(x, "ph");
			put_id(x, p, alone);
			xml_attr(x, "dataRef", data_id(u, p->bytes));
			xml_attr(x, "disp", display(u, p->bytes));
			xml_close(x);
		}
	}
}

static void put_side(struct unit *u, const char *name,
	const struct parts *parts, bool alone)
{
	xml_open(u->x, name);
	xml_text(u->x, S(""));
	put_parts(u, parts, alone);
	xml_close(u->x);
}

static const struct {
	const char *state, *detail;
} states[] = {
	[EXPORT_INITIAL] = { "initial", NULL },
	[EXPORT_MACHINE] = { "translated", "diglot:mt" },
	[EXPORT_TRANSLATED] = { "translated", NULL },
};

static void put_segment(struct unit *u, const struct export_pair *p,
	uint32_t *next)
{
	struct parts source = inline_split(u->a, p->source);
	struct parts target = inline_split(u->a, p->target);

	inline_number(u->a, &source, &target, next);
	xml_open(u->x, "segment");
	xml_attr(u->x, "id", str_cat(u->a, S("s"), p->key));
	xml_attr(u->x, "state", str_of(states[p->state].state));
	if (states[p->state].detail)
		xml_attr(u->x, "subState", str_of(states[p->state].detail));
	put_side(u, "source", &source, !p->target.p);
	u->issues = p->issues;
	target = issues_mark(u->a, &target, p);
	if (p->target.p)
		put_side(u, "target", &target, false);
	xml_close(u->x);
}

/* White space is text, anything else a code. */
static void put_between(struct unit *u, struct str between, uint32_t *next)
{
	struct part p = { .bytes = between };
	struct parts parts = { &p, 1, 1 };

	if (str_trim(between).n > 0) {
		p.kind = PART_SINGLE;
		p.id = (*next)++;
	}
	xml_open(u->x, "ignorable");
	put_side(u, "source", &parts, false);
	put_side(u, "target", &parts, false);
	xml_close(u->x);
}

static void put_data(struct unit *u, struct xml *x)
{
	if (u->data.n == 0)
		return;
	xml_open(x, "originalData");
	for (size_t i = 0; i < u->data.n; i++) {
		xml_open(x, "data");
		xml_attr(x, "id", *(struct str *)u->data.items[i].value);
		xml_text(x, S(""));
		put_text(x, u->data.items[i].key);
		xml_close(x);
	}
	xml_close(x);
}

static void put_issue(struct arena *a, struct xml *x,
	const struct export_issue *i, struct str key)
{
	char priority[8];

	snprintf(priority, sizeof(priority), "%u", i->priority);
	xml_open(x, "note");
	if (key.n)
		xml_attr(x, "appliesTo", S("target"));
	xml_attr(x, "category", str_of(i->rule->id));
	xml_attr(x, "priority", str_of(priority));
	if (key.n)
		xml_text(x, str_cat(a, key, S(": ")));
	xml_text(x, issue_text(a, i));
	xml_close(x);
}

/* What the block is, and what is wrong with its n pairs. */
static void put_notes(struct arena *a, struct xml *x,
	const struct export_pair *p, size_t n)
{
	size_t issues = 0;

	for (size_t i = 0; i < n; i++)
		issues += p[i].nissues;
	if (p->context.n == 0 && issues == 0)
		return;
	xml_open(x, "notes");
	if (p->context.n) {
		xml_open(x, "note");
		xml_attr(x, "category", S("context"));
		xml_text(x, p->context);
		xml_close(x);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < p[i].nissues; k++)
			put_issue(a, x, &p[i].issues[k], p[i].key);
	xml_close(x);
}

/* The pairs [0, n) of one block; data comes before what refers to it. */
static void put_unit(struct arena *a, struct xml *x, size_t number,
	const struct export_pair *p, size_t n)
{
	struct buf body;
	struct xml inner = writer(&body, 3);
	struct unit u = { .a = a, .x = &inner };
	uint32_t next = 1;

	buf_init(&body, a);
	buf_byte(&body, '\n');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			put_between(&u, p[i].between, &next);
		put_segment(&u, &p[i], &next);
	}
	xml_open(x, "unit");
	xml_attr(x, "id", str_printf(a, "u%zu", number));
	xml_attr(x, "canResegment", S("no"));
	if (p->section.n)
		xml_attr(x, "name", str_cat(a, S("#"), p->section));
	put_notes(a, x, p, n);
	put_data(&u, x);
	if (x->open)
		buf_byte(x->out, '>');
	x->open = false;
	buf_add(x->out, str_trim_right(buf_str(&body)));
	xml_close(x);
}

static void page(struct arena *a, struct buf *out, const struct export_head *h,
	const struct export_page *p)
{
	struct xml x = writer(out, 1);
	size_t units = 0;

	xml_open(&x, "file");
	xml_attr(&x, "id", str_printf(a, "f%u", p->number));
	xml_attr(&x, "original", exchange_plain(a, p->path));
	if (h->rtl)
		xml_attr(&x, "trgDir", S("rtl"));
	if (p->nissues) {
		xml_open(&x, "notes");
		for (size_t i = 0; i < p->nissues; i++)
			put_issue(a, &x, &p->issues[i], S(""));
		xml_close(&x);
	}
	for (size_t i = 0, n; i < p->npairs; i += n) {
		for (n = 1; i + n < p->npairs && p->pairs[i + n].joined;)
			n++;
		put_unit(a, &x, ++units, &p->pairs[i], n);
	}
	xml_close(&x);
}

static void end(struct buf *out)
{
	struct xml x = writer(out, 1);

	xml_close(&x);
}

const struct export_format format_xliff2 = {
	.name = "xliff2",
	.extension = "xlf",
	.summary = "XLIFF 2.1",
	.begin = begin,
	.page = page,
	.end = end,
	.read = xliff2_read,
	.verify = xliff_verify,
	.any_character = true,
	.issues = true,
};
