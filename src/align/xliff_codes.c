/*
 * Codes and marks of a unit. Source and target are looked at each as one
 * text over all segments, since a code may begin in one and end in another.
 */
#include "align/xliff_check.h"

#include "base/buf.h"
#include "base/vec.h"

struct text_side {
	const char *name; /* "source" */
	struct map ids;   /* -> struct element *: codes and marks */
	struct map open;  /* sc and sm that wait for their ends, by id */
	struct map ended; /* ids whose ends came */
	const struct element *before; /* the code before, for canReorder */
};

struct unit {
	struct xliff_check *c;
	struct element *e;
	struct map data, parts;
	struct text_side source, target;
};

static const struct element *value_of(const struct map *m, struct str key)
{
	return key.p ? map_get(m, key) : NULL;
}

static bool is_code(const struct element *e)
{
	return element_is(e, XLIFF, "ph") || element_is(e, XLIFF, "pc") ||
	       element_is(e, XLIFF, "sc") || element_is(e, XLIFF, "ec");
}

static bool is_mark(const struct element *e)
{
	return element_is(e, XLIFF, "mrk") || element_is(e, XLIFF, "sm");
}

/* ---- one code ---------------------------------------------------- */

static void check_data(struct unit *u, const struct element *e)
{
	static const char *const refs[] = { "dataRef", "dataRefStart",
		"dataRefEnd" };

	for (size_t i = 0; i < 3; i++) {
		struct str ref = element_attr(e, refs[i]);
		if (ref.p && !map_has(&u->data, ref))
			xliff_say(u->c, e, "there are no original data '%.*s'",
				STR_ARG(ref));
	}
}

static void check_flows(struct unit *u, const struct element *e)
{
	static const char *const names[] = { "subFlows", "subFlowsStart",
		"subFlowsEnd" };

	for (size_t i = 0; i < 3; i++) {
		struct str rest = element_attr(e, names[i]), id;
		while (rest.p && str_cut(&rest, ' ', &id))
			if (!map_has(&u->c->units, id))
				xliff_say(u->c, e,
					"%s names the unit '%.*s', which there "
					"is not",
					names[i], STR_ARG(id));
	}
}

static void check_copy(struct unit *u, const struct element *e)
{
	struct str of = element_attr(e, "copyOf");
	const struct element *model = value_of(&u->source.ids, of);

	if (!of.p)
		return;
	if (!model)
		model = value_of(&u->target.ids, of);
	if (!model || !is_code(model))
		xliff_say(u->c, e,
			"copyOf names the code '%.*s', which there "
			"is not",
			STR_ARG(of));
	else if (xliff_has(model, "canCopy", "no"))
		xliff_say(u->c, e, "the code '%.*s' must not be copied",
			STR_ARG(of));
	if (element_attr(e, "dataRef").p || element_attr(e, "dataRefStart").p ||
		element_attr(e, "dataRefEnd").p)
		xliff_say(u->c, e, "a copy has no original data of its own");
}

static bool is_fixed(const struct element *e)
{
	return xliff_has(e, "canReorder", "no") ||
	       xliff_has(e, "canReorder", "firstNo");
}

static void check_hints(struct unit *u, struct text_side *s,
	const struct element *e)
{
	if (is_fixed(e) && !(xliff_has(e, "canCopy", "no") &&
				   xliff_has(e, "canDelete", "no")))
		xliff_say(u->c, e,
			"a code that cannot be reordered must have "
			"canCopy and canDelete 'no'");
	/* The end of a pair has the value of its beginning. */
	if (xliff_has(e, "canReorder", "no") &&
		!(s->before && is_fixed(s->before)) &&
		!element_is(e, XLIFF, "ec"))
		xliff_say(u->c, e,
			"canReorder 'no' must follow a code that "
			"has 'firstNo'");
	s->before = e;
}

/* ---- beginnings and ends ------------------------------------------ */

static void add_id(struct unit *u, struct text_side *s, struct element *e)
{
	struct str id = element_attr(e, "id");

	if (!id.p)
		return;
	if (map_has(&s->ids, id) || map_has(&u->parts, id))
		xliff_say(u->c, e, "the id '%.*s' is not unique in the unit",
			STR_ARG(id));
	map_put(u->c->a, &s->ids, id, e);
}

static void check_equal(struct unit *u, const struct element *start,
	const struct element *end)
{
	static const char *const hints[] = { "canCopy", "canDelete",
		"canOverlap", "canReorder" };

	for (size_t i = 0; i < 4; i++) {
		struct str a = element_attr(start, hints[i]);
		struct str b = element_attr(end, hints[i]);
		if (!a.p)
			a = S("yes");
		if (!b.p)
			b = S("yes");
		if (i == 3 && str_eq(a, S("firstNo")))
			a = S("no");
		if (!str_eq(a, b))
			xliff_say(u->c, end,
				"%s is not that of the code's "
				"beginning",
				hints[i]);
	}
}

static void check_end(struct unit *u, struct text_side *s, struct element *e)
{
	bool code = element_is(e, XLIFF, "ec");
	struct str ref = element_attr(e, "startRef");
	const struct element *start = value_of(&s->open, ref);
	bool isolated = xliff_has(e, "isolated", "yes");

	if (isolated && (ref.p || !element_attr(e, "id").p)) {
		xliff_say(u->c, e,
			"an isolated <ec> has an id and no "
			"startRef");
	} else if (code && !isolated && (!ref.p || element_attr(e, "id").p)) {
		xliff_say(u->c, e,
			"an <ec> that is not isolated has a "
			"startRef and no id");
	} else if (!isolated &&
		   (!start || !element_is(start, XLIFF, code ? "sc" : "sm"))) {
		xliff_say(u->c, e,
			"<%.*s> ends '%.*s', which did not begin "
			"before it",
			STR_ARG(e->name), STR_ARG(ref));
	} else if (!isolated) {
		map_put(u->c->a, &s->ended, ref, e);
		if (code)
			check_equal(u, start, e);
	}
}

static void check_begin(struct unit *u, struct text_side *s, struct element *e)
{
	struct str id = element_attr(e, "id");

	if (id.p)
		map_put(u->c->a, &s->open, id, e);
}

static void check_ended(struct unit *u, struct text_side *s)
{
	for (size_t i = 0; i < s->open.n; i++) {
		const struct element *e = s->open.items[i].value;
		bool isolated = xliff_has(e, "isolated", "yes");
		bool ended = map_has(&s->ended, s->open.items[i].key);
		if (isolated && ended)
			xliff_say(u->c, e, "an isolated <sc> has an end");
		if (!isolated && !ended)
			xliff_say(u->c, e, "<%.*s> has no end in the unit",
				STR_ARG(e->name));
	}
}

/* ---- marks ------------------------------------------------------- */

static void check_mark(struct unit *u, const struct element *e)
{
	struct str ref = element_attr(e, "ref");
	struct str value = element_attr(e, "value");

	if (ref.p && str_starts(ref, S("#")))
		xliff_fragment(u->c, e, ref);
	if (!xliff_has(e, "type", "comment"))
		return;
	if (ref.p && value.p)
		xliff_say(u->c, e, "a comment has a value or a ref, not both");
	else if (!ref.p && !value.p)
		xliff_say(u->c, e, "a comment must have a value or a ref");
	else if (ref.p && !xliff_is_note(u->c, u->e, ref))
		xliff_say(u->c, e,
			"the comment's ref '%.*s' is no note of the "
			"unit",
			STR_ARG(ref));
}

/* ---- sides ------------------------------------------------------- */

static void check_element(struct unit *u, struct text_side *s,
	struct element *e)
{
	if (is_code(e) || is_mark(e))
		add_id(u, s, e);
	if (is_code(e)) {
		check_data(u, e);
		check_flows(u, e);
		check_hints(u, s, e);
	}
	if (is_mark(e))
		check_mark(u, e);
	if (element_is(e, XLIFF, "sc") || element_is(e, XLIFF, "sm"))
		check_begin(u, s, e);
	if (element_is(e, XLIFF, "ec") || element_is(e, XLIFF, "em"))
		check_end(u, s, e);
}

static bool is_part(const struct element *e)
{
	return element_is(e, XLIFF, "segment") ||
	       element_is(e, XLIFF, "ignorable");
}

static void walk_side(struct unit *u, struct text_side *s,
	void (*visit)(struct unit *, struct text_side *, struct element *))
{
	for (struct element *p = u->e->child; p; p = p->next) {
		struct element *t = is_part(p) ? element_find(p->child, XLIFF,
							 s->name)
					       : NULL;
		for (struct element *e = t; e; e = element_walk(t, e, false))
			if (e != t && e->name.n)
				visit(u, s, e);
	}
}

/* Copies may stand before what they copy. */
static void visit_copy(struct unit *u, struct text_side *s, struct element *e)
{
	(void)s;
	if (is_code(e))
		check_copy(u, e);
}

/* ---- what a translation may not change ---------------------------- */

/* "1( 2 1)": codes that keep their order, with their ends. */
static void put_fixed(struct buf *b, const struct element *in)
{
	for (const struct element *i = in->child; i; i = i->next) {
		bool fixed = is_code(i) && is_fixed(i);
		struct str id = element_attr(i, "id");
		if (!id.p)
			id = element_attr(i, "startRef");
		if (fixed)
			buf_printf(b, "%.*s ", STR_ARG(id));
		put_fixed(b, i);
		if (fixed && element_is(i, XLIFF, "pc"))
			buf_printf(b, "/%.*s ", STR_ARG(id));
	}
}

static struct str fixed_codes(struct arena *a, const struct element *side)
{
	struct buf b;

	buf_init(&b, a);
	put_fixed(&b, side);
	return buf_str(&b);
}

static void check_kept(struct unit *u, struct element *part)
{
	struct element *s = element_find(part->child, XLIFF, "source");
	struct element *t = element_find(part->child, XLIFF, "target");

	if (!s || !t)
		return;
	for (const struct element *e = s; e; e = element_walk(s, e, false)) {
		struct str id = element_attr(e, "id");
		if (is_code(e) && id.p && xliff_has(e, "canDelete", "no") &&
			!map_has(&u->target.ids, id))
			xliff_say(u->c, t,
				"the target lacks the code '%.*s', "
				"which must not be deleted",
				STR_ARG(id));
	}
	struct str before = fixed_codes(u->c->a, s);
	struct str after = fixed_codes(u->c->a, t);
	if (after.n > 0 && before.n == after.n && !str_eq(before, after))
		xliff_say(u->c, t,
			"the target has codes in another order "
			"than they may be");
}

static void collect(struct unit *u)
{
	struct element *list = element_find(u->e->child, XLIFF, "originalData");

	for (struct element *d = list ? list->child : NULL; d; d = d->next) {
		struct str id = element_attr(d, "id");
		if (id.p && map_has(&u->data, id))
			xliff_say(u->c, d, "the data's id '%.*s' is not unique",
				STR_ARG(id));
		if (id.p)
			map_put(u->c->a, &u->data, id, d);
	}
	for (struct element *p = u->e->child; p; p = p->next) {
		struct str id = is_part(p) ? element_attr(p, "id")
					   : (struct str){ NULL, 0 };
		if (id.p && map_has(&u->parts, id))
			xliff_say(u->c, p,
				"the id '%.*s' is not unique in the "
				"unit",
				STR_ARG(id));
		if (id.p)
			map_put(u->c->a, &u->parts, id, p);
	}
}

void xliff_codes(struct xliff_check *c, struct element *unit)
{
	struct unit u = { .c = c,
		.e = unit,
		.source.name = "source",
		.target.name = "target" };

	collect(&u);
	walk_side(&u, &u.source, check_element);
	walk_side(&u, &u.target, check_element);
	walk_side(&u, &u.source, visit_copy);
	walk_side(&u, &u.target, visit_copy);
	check_ended(&u, &u.source);
	check_ended(&u, &u.target);
	for (struct element *p = unit->child; p; p = p->next)
		if (is_part(p))
			check_kept(&u, p);
}
