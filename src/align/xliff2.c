/*
 * XLIFF 2.1. A block with pairs is a unit, a pair a segment, what stands
 * between two pairs of a block an ignorable. Codes are pc and ph with
 * their bytes in the unit's originalData, so that texts and data in order
 * are the half again. The skeleton stays with the docset: import changes
 * the page that is there.
 */
#include <stdio.h>
#include <stdlib.h>

#include "align/formats.h"
#include "align/inline.h"
#include "align/xliff_check.h"
#include "base/map.h"
#include "base/utf8.h"
#include "format/xml.h"
#include "format/xml_read.h"

#define NS "urn:oasis:names:tc:xliff:document:2.0"
#define MAX_ORDERED 1000

/* ---- out --------------------------------------------------------- */

static const struct code_look {
	const char *type, *subtype;
	bool keep; /* a target without it has lost something */
} looks[INLINES] = {
	[INLINE_NONE] = { "other", "md:literal", false },
	[INLINE_BOLD] = { "fmt", "xlf:b", false },
	[INLINE_ITALIC] = { "fmt", "xlf:i", false },
	[INLINE_STRIKE] = { "fmt", "md:strike", false },
	[INLINE_LINK] = { "link", "md:link", true },
	[INLINE_IMAGE] = { "image", "md:image", true },
	[INLINE_CODE] = { "other", "md:code", true },
	[INLINE_TAG] = { "other", "md:html", false },
	[INLINE_BREAK] = { "fmt", "xlf:lb", false },
	[INLINE_ENTITY] = { "other", "md:entity", false },
	[INLINE_ESCAPE] = { "other", "md:escape", false },
	[INLINE_URL] = { "link", "md:url", true },
	[INLINE_DIRECTIVE] = { "other", "md:directive", true },
};

struct unit {
	struct arena *a;
	struct xml *x;
	struct map data; /* bytes -> its id, a struct str */
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
	const struct code_look *look = &looks[p->code];
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

/* `alone`: there is no target that could lack a code. */
static void put_parts(struct unit *u, const struct parts *parts, bool alone)
{
	struct xml *x = u->x;

	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->p[i];
		if (p->kind == PART_TEXT) {
			put_text(x, p->bytes);
		} else if (p->kind == PART_CLOSE) {
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

static void put_notes(struct xml *x, const struct export_pair *p)
{
	if (p->context.n == 0)
		return;
	xml_open(x, "notes");
	xml_open(x, "note");
	xml_attr(x, "category", S("context"));
	xml_text(x, p->context);
	xml_close(x);
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
	put_notes(x, p);
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

/* ---- in ---------------------------------------------------------- */

struct reading {
	struct arena *a;
	uint32_t file;
	struct sink *sink;
	struct exchange_entries *out;
	struct str original; /* of the <file> */
	struct element *unit;
	struct map data;  /* of the unit: id -> struct str * */
	struct map codes; /* id -> struct element *, of the sources */
};

/* False, for the caller to return. */
static bool say(const struct reading *r, const struct element *e,
	const char *what, struct str name)
{
	struct span at = { r->file, (uint32_t)e->at, 0 };

	diag_add(r->sink, &rule_exchange_unreadable, at, "%s '%.*s'", what,
		STR_ARG(name));
	return false;
}

/* The code that e is a copy of, or stands for in another form. */
static const struct element *model_of(const struct reading *r,
	const struct element *e)
{
	struct str id = element_attr(e, "copyOf");

	if (!id.p)
		id = element_attr(e, "startRef");
	if (!id.p)
		id = element_attr(e, "id");
	return id.p ? map_get(&r->codes, id) : NULL;
}

/* The bytes of one end of a code: its own reference, or its model's. */
static bool put_data_of(struct reading *r, struct buf *b,
	const struct element *e, bool end)
{
	static const char *const names[2][2] = {
		{ "dataRef", "dataRefStart" },
		{ "dataRef", "dataRefEnd" },
	};
	const struct element *from[] = { e, model_of(r, e) };

	for (int i = 0; i < 2 && from[i]; i++) {
		bool pair = element_is(from[i], NS, "pc");
		/* An <ec> is another element than its <sc>. */
		if (i == 1 && end && element_is(from[1], NS, "sc"))
			continue;
		struct str ref = element_attr(from[i], names[end][pair]);
		struct str *bytes = ref.p ? map_get(&r->data, ref) : NULL;
		if (bytes) {
			buf_add(b, *bytes);
			return true;
		}
	}
	return say(r, e, "there are no original data for the code",
		element_attr(e, "id"));
}

static bool put_code_point(struct reading *r, struct buf *b,
	const struct element *e)
{
	struct str hex = element_attr(e, "hex");
	unsigned long c = 0;
	char *rest = NULL;

	if (hex.p && hex.n > 0 && hex.n <= 6)
		c = strtoul(hex.p, &rest, 16);
	if (!rest || *rest || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		return say(r, e, "there is no character with the code", hex);
	buf_code_point(b, (uint32_t)c);
	return true;
}

/* Texts and data below e, in order. Depth is limited by the reader. */
static bool flatten(struct reading *r, struct buf *b, const struct element *e)
{
	for (const struct element *c = e->child; c; c = c->next) {
		bool ok = true;
		if (c->name.n == 0)
			buf_add(b, c->text);
		else if (element_is(c, NS, "cp"))
			ok = put_code_point(r, b, c);
		else if (element_is(c, NS, "pc"))
			ok = put_data_of(r, b, c, false) && flatten(r, b, c) &&
			     put_data_of(r, b, c, true);
		else if (element_is(c, NS, "ph") || element_is(c, NS, "sc"))
			ok = put_data_of(r, b, c, false);
		else if (element_is(c, NS, "ec"))
			ok = put_data_of(r, b, c, true);
		else if (element_is(c, NS, "mrk"))
			ok = flatten(r, b, c);
		else if (!element_is(c, NS, "sm") && !element_is(c, NS, "em"))
			ok = say(r, c, "a text cannot hold the element",
				c->name);
		if (!ok)
			return false;
	}
	return true;
}

static bool read_data(struct reading *r)
{
	struct element *list = element_find(r->unit->child, NS, "originalData");

	r->data = (struct map){ 0 };
	for (struct element *d = list ? list->child : NULL; d; d = d->next) {
		struct str id = element_attr(d, "id");
		struct str *bytes = arena_new(r->a, struct str);
		struct buf b;
		if (d->name.n == 0 || !id.p)
			continue;
		buf_init(&b, r->a);
		if (!flatten(r, &b, d))
			return false;
		*bytes = buf_str(&b);
		map_put(r->a, &r->data, id, bytes);
	}
	return true;
}

static bool is_code(const struct element *e)
{
	return element_is(e, NS, "pc") || element_is(e, NS, "ph") ||
	       element_is(e, NS, "sc") || element_is(e, NS, "ec");
}

static void collect_codes(struct reading *r)
{
	struct element *e = r->unit;

	r->codes = (struct map){ 0 };
	while ((e = element_walk(r->unit, e, false))) {
		struct str id = element_attr(e, "id");
		if (is_code(e) && id.p && !map_has(&r->codes, id))
			map_put(r->a, &r->codes, id, e);
	}
}

static bool is_part(const struct element *e)
{
	return element_is(e, NS, "segment") || element_is(e, NS, "ignorable");
}

/*
 * The part whose target stands where e does: target@order puts targets in
 * another order than sources. NULL: there is none.
 */
static struct element *part_at(struct reading *r, struct element *e)
{
	uint32_t place = 0, n = 0;
	struct element *found = NULL;

	for (struct element *c = r->unit->child; c; c = c->next)
		if (is_part(c)) {
			n++;
			if (c == e)
				place = n;
		}
	n = 0;
	for (struct element *c = r->unit->child; c; c = c->next) {
		struct element *t = element_find(c->child, NS, "target");
		struct str order = t ? element_attr(t, "order") : S("");
		uint32_t at = 0;
		if (!is_part(c))
			continue;
		n++;
		if (!order.n || !str_to_uint(order, &at))
			at = n;
		if (at == place)
			found = c;
	}
	return found && str_eq(found->name, e->name) ? found : NULL;
}

/* Each place is looked for in all parts, hence the limit. */
static bool is_ordered(const struct element *unit, size_t *parts)
{
	bool ordered = false;

	*parts = 0;
	for (struct element *c = unit->child; c; c = c->next) {
		struct element *t = element_find(c->child, NS, "target");
		*parts += is_part(c);
		if (is_part(c) && t && element_attr(t, "order").p)
			ordered = true;
	}
	return ordered;
}

static bool read_segment(struct reading *r, struct element *e, bool ordered)
{
	struct element *source = element_find(e->child, NS, "source");
	struct element *from = ordered ? part_at(r, e) : e;
	struct str id = element_attr(e, "id");
	struct exchange_entry entry = { .file = r->original, .at = e->at };
	struct buf s, t;

	if (!source || !str_starts(id, S("s")) || !from)
		return say(r, e, "this is no segment that was exported:", id);
	struct element *target = element_find(from->child, NS, "target");
	buf_init(&s, r->a);
	buf_init(&t, r->a);
	if (!flatten(r, &s, source) || (target && !flatten(r, &t, target)))
		return false;
	entry.key = str_skip(id, 1);
	entry.source = buf_str(&s);
	entry.target = buf_str(&t);
	entry.has_target = target != NULL;
	vec_push(r->a, r->out, entry);
	return true;
}

static bool read_unit(struct reading *r, struct element *unit)
{
	size_t parts;
	bool ordered = is_ordered(unit, &parts);

	r->unit = unit;
	if (ordered && parts > MAX_ORDERED)
		return say(r, unit,
			"too many segments are put in order in the unit",
			element_attr(unit, "id"));
	if (!read_data(r))
		return false;
	collect_codes(r);
	for (struct element *c = unit->child; c; c = c->next)
		if (element_is(c, NS, "segment") &&
			!read_segment(r, c, ordered))
			return false;
	return true;
}

static bool read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct reading r = { .a = a, .file = file, .sink = sink, .out = out };
	struct element *root = format_read_xml(a, bytes, file, sink), *e;

	if (!root)
		return false;
	if (!element_is(root, NS, "xliff"))
		return say(&r, root, "this is not XLIFF 2 but", root->name);
	for (e = root; e; e = element_walk(root, e, false)) {
		if (element_is(e, NS, "file"))
			r.original = element_attr(e, "original");
		if (element_is(e, NS, "unit") && !read_unit(&r, e))
			return false;
	}
	return true;
}

const struct export_format format_xliff2 = {
	.name = "xliff2",
	.extension = "xlf",
	.summary = "XLIFF 2.1",
	.begin = begin,
	.page = page,
	.end = end,
	.read = read,
	.verify = xliff_verify,
	.any_character = true,
};
