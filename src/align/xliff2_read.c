/*
 * XLIFF 2 to entries: the texts of a segment with the data of its codes, in
 * document order, are the half again. A tool may write a pair of codes in
 * another form, copy one, mark a text or put targets into another order;
 * what is not understood is refused.
 */
#include "align/xliff2_read.h"

#include <stdlib.h>

#include "align/xliff_check.h"
#include "base/map.h"
#include "format/xml_read.h"

#define NS XLIFF
#define MAX_ORDERED 1000

struct reading {
	struct arena *a;
	uint32_t file;
	struct sink *sink;
	struct exchange_entries *out;
	struct str language; /* of the targets */
	struct str original; /* of the <file> */
	struct element *unit;
	struct map data;  /* of the unit: id -> struct str * */
	struct map codes; /* id -> struct element *, of the sources */
};

/* False, for the caller to return. */
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
	return exchange_refuse(r->sink, r->file, e->at,
		"there are no original data for the code",
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
		return exchange_refuse(r->sink, r->file, e->at,
			"there is no character with the code", hex);
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
			ok = exchange_refuse(r->sink, r->file, c->at,
				"a text cannot hold the element", c->name);
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
	struct exchange_entry entry = { .file = r->original,
		.language = r->language,
		.at = e->at };
	struct buf s, t;

	if (!source || !str_starts(id, S("s")) || !from)
		return exchange_refuse(r->sink, r->file, e->at,
			"this is no segment that was exported:", id);
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
		return exchange_refuse(r->sink, r->file, unit->at,
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

bool xliff2_read(struct arena *a, struct str bytes, uint32_t file,
	struct sink *sink, struct exchange_entries *out)
{
	struct reading r = { .a = a, .file = file, .sink = sink, .out = out };
	struct element *root = format_read_xml(a, bytes, file, sink), *e;

	if (!root)
		return false;
	if (!element_is(root, NS, "xliff"))
		return exchange_refuse(r.sink, r.file, root->at,
			"this is not XLIFF 2 but", root->name);
	r.language = element_attr(root, "trgLang");
	for (e = root; e; e = element_walk(root, e, false)) {
		if (element_is(e, NS, "file"))
			r.original = element_attr(e, "original");
		if (element_is(e, NS, "unit") && !read_unit(&r, e))
			return false;
	}
	return true;
}
