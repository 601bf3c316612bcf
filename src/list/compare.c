/*
 * What one checklist lost, added or moved against another: the longest
 * common sequence stays, what is left on either side is told.
 */
#include "list/list.h"
#include "steps/words.h"

/* Both sides together; beyond, only ids are compared. */
#define COMPARE_MAX 2000

/* ---- collecting -------------------------------------------------- */

static void collect_items(struct arena *a, const struct checklist_items *x,
	struct str where, struct str place, bool step, struct list_entries *out)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct checklist_item *item = x->p[i];
		struct list_entry e = { .id = item->id, .step = step };
		e.where = step ? item->path
			       : str_printf(a, "%.*s/%zu", STR_ARG(where),
					 i + 1);
		e.place = str_printf(a, "%.*s/%zu", STR_ARG(place), i + 1);
		e.line = item->at.line;
		e.text[0] = checklist_text(a, &item->text, 0);
		e.text[1] = checklist_text(a, &item->text, 1);
		vec_push(a, out, e);
		collect_items(a, &item->children, e.where, e.place, step, out);
		collect_items(a, &item->choices, e.where, e.place, step, out);
	}
}

void list_collect(struct arena *a, const struct checklist *c,
	struct list_entries *out)
{
	for (size_t i = 0; i < c->sections.n; i++) {
		const struct checklist_section *s = c->sections.p[i];
		if (s->kind != SECTION_NEXT)
			collect_items(a, &s->items, s->heading.anchor,
				str_printf(a, "%zu", i),
				s->kind == SECTION_PROCEDURE, out);
	}
}

/* The texts of a segment list, by side. */
static struct str json_text(struct arena *a, const struct value *segments,
	struct str tag)
{
	struct str text = { "", 0 };

	for (size_t i = 0; segments && i < segments->n; i++) {
		const struct value *map = value_get(segments->items[i],
			S("text"));
		struct str t = value_text_at(map, tag);
		if (t.n == 0 && map && map->n)
			t = value_as_text(map->items[0]);
		text = str_printf(a, "%.*s%s%.*s", STR_ARG(text),
			text.n ? " " : "", STR_ARG(t));
	}
	return text;
}

struct json_reader {
	struct arena *a;
	struct str tag[2];
	struct list_entries *out;
	int depth;
};

static void json_items(struct json_reader *r, const struct value *items,
	struct str where, bool step)
{
	if (!items || items->kind != VALUE_LIST || r->depth > 16)
		return;
	r->depth++;
	for (size_t i = 0; i < items->n; i++) {
		const struct value *v = items->items[i];
		const struct value *text = value_get(v,
			step ? S("command") : S("label"));
		struct list_entry e = { .step = step };
		e.id = value_text_at(v, S("id"));
		e.where = step ? value_text_at(v, S("path"))
			       : str_printf(r->a, "%.*s/%zu", STR_ARG(where),
					 i + 1);
		for (int side = 0; side < 2; side++)
			e.text[side] = json_text(r->a, text, r->tag[side]);
		str_to_uint(value_text_at(value_get(v, S("at")), S("line")),
			&e.line);
		vec_push(r->a, r->out, e);
		json_items(r, value_get(v, step ? S("substeps") : S("items")),
			e.where, step);
		json_items(r,
			value_get(v, step ? S("choices") : S("alternatives")),
			e.where, step);
	}
	r->depth--;
}

static void json_sections(struct json_reader *r, const struct value *sections,
	const char *items, bool step)
{
	for (size_t i = 0; sections && i < sections->n; i++) {
		const struct value *s = sections->items[i];
		json_items(r, value_get(s, str_of(items)),
			value_text_at(value_get(s, S("heading")), S("anchor")),
			step);
	}
}

bool list_collect_json(struct arena *a, const struct value *v,
	struct list_entries *out)
{
	const struct value *locales = value_get(value_get(v, S("document")),
		S("locales"));
	struct json_reader r = { .a = a, .out = out };

	if (!str_eq(value_text_at(v, S("format")), S("diglot-checklist")) ||
		!str_starts(value_text_at(v, S("version")), S("1.")))
		return false;
	r.tag[0] = value_text_at(locales, S("target"));
	r.tag[1] = value_text_at(locales, S("source"));
	json_sections(&r, value_get(v, S("prerequisites")), "items", false);
	json_sections(&r, value_get(v, S("procedures")), "steps", true);
	return true;
}

/* ---- comparing --------------------------------------------------- */

struct compare {
	struct arena *a;
	const struct list_entries *have, *want;
	bool by_place;
	struct str *have_text, *want_text; /* normal forms of the source */
};

static struct str *normal_texts(struct arena *a, const struct list_entries *e)
{
	struct str *out = arena_array(a, struct str, e->n + 1);

	for (size_t i = 0; i < e->n; i++)
		out[i] = words_normal(a, e->p[i].text[1]);
	return out;
}

/* One text is the other's beginning: sentences are cut differently. */
static bool same_text(struct str x, struct str y)
{
	struct str s = x.n < y.n ? x : y, l = x.n < y.n ? y : x;

	return s.n && str_starts(l, s) && (s.n >= 12 || s.n == l.n);
}

static bool same(const struct compare *c, size_t i, size_t k)
{
	const struct list_entry *x = &c->have->p[i], *y = &c->want->p[k];

	if (x->step != y->step)
		return false;
	if (c->by_place)
		return str_eq(x->place, y->place);
	return str_eq(x->id, y->id) ||
	       same_text(c->have_text[i], c->want_text[k]);
}

/* Length of the longest common sequence of the rests from i and k. */
static uint32_t *table_make(const struct compare *c)
{
	size_t w = c->want->n + 1;
	uint32_t *t = arena_array(c->a, uint32_t, (c->have->n + 1) * w);

	for (size_t i = c->have->n; i-- > 0;)
		for (size_t k = c->want->n; k-- > 0;) {
			uint32_t down = t[(i + 1) * w + k];
			uint32_t right = t[i * w + k + 1];
			uint32_t best = down > right ? down : right;
			if (same(c, i, k) && t[(i + 1) * w + k + 1] >= best)
				best = t[(i + 1) * w + k + 1] + 1;
			t[i * w + k] = best;
		}
	return t;
}

static bool found(const struct compare *c, size_t i, bool *taken)
{
	for (size_t k = 0; k < c->want->n; k++)
		if (taken[k] && same(c, i, k)) {
			taken[k] = false;
			return true;
		}
	return false;
}

static void tell(const struct compare *c, const bool *added, bool *lost,
	struct list_differences *out)
{
	bool small = c->have->n <= COMPARE_MAX && c->want->n <= COMPARE_MAX;

	for (size_t i = 0; i < c->have->n; i++) {
		struct list_difference d = { LIST_ADDED, &c->have->p[i] };
		if (!added[i])
			continue;
		if (small && found(c, i, lost))
			d.kind = LIST_MOVED;
		vec_push(c->a, out, d);
	}
	for (size_t k = 0; k < c->want->n; k++) {
		struct list_difference d = { LIST_LOST, &c->want->p[k] };
		if (lost[k])
			vec_push(c->a, out, d);
	}
}

/* Long lists: what has the same id, in any order. */
static void mark_by_id(const struct compare *c, bool *added, bool *lost)
{
	struct map ids = { 0 };

	for (size_t k = 0; k < c->want->n; k++)
		map_put(c->a, &ids, c->want->p[k].id, &lost[k]);
	for (size_t i = 0; i < c->have->n; i++) {
		bool *found = map_get(&ids, c->have->p[i].id);
		if (found)
			added[i] = *found = false;
	}
}

void list_compare(struct arena *a, const struct list_entries *have,
	const struct list_entries *want, bool by_place,
	struct list_differences *out)
{
	struct compare c = { .a = a,
		.have = have,
		.want = want,
		.by_place = by_place };
	bool *added = arena_array(a, bool, have->n + 1);
	bool *lost = arena_array(a, bool, want->n + 1);
	const struct list_entries none = { 0 };
	size_t w = want->n + 1, i = 0, k = 0;
	uint32_t *t;

	memset(added, 1, have->n);
	memset(lost, 1, want->n);
	c.have_text = normal_texts(a, have);
	c.want_text = normal_texts(a, want);
	if (have->n > COMPARE_MAX || want->n > COMPARE_MAX) {
		mark_by_id(&c, added, lost);
		have = want = &none;
	}
	t = have == &none ? NULL : table_make(&c);
	while (i < have->n && k < want->n) {
		if (same(&c, i, k) &&
			t[i * w + k] == t[(i + 1) * w + k + 1] + 1) {
			added[i++] = false;
			lost[k++] = false;
		} else if (t[(i + 1) * w + k] >= t[i * w + k + 1]) {
			i++;
		} else {
			k++;
		}
	}
	tell(&c, added, lost, out);
}
