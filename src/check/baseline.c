/*
 * A baseline as JSON and back. An entry is a line, in the order of the
 * findings, so that versions of the file can be compared and merged; only
 * its fingerprint counts, the rest is for whoever reads it.
 */
#include "check/baseline.h"

#include "format/json.h"

static void add(struct arena *a, struct baseline *b,
	const struct baseline_entry *e)
{
	void **slot = map_slot(a, &b->entries, e->print);

	if (*slot)
		return;
	*slot = arena_new(a, struct baseline_entry);
	*(struct baseline_entry *)*slot = *e;
}

bool baseline_read(struct arena *a, struct str text, struct baseline *out)
{
	struct value *list;
	struct sink sink;

	*out = (struct baseline){ 0 };
	sink_init(&sink, a);
	list = value_get(json_parse(a, text, 0, &sink), S("findings"));
	if (!list || list->kind != VALUE_LIST)
		return false;
	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = list->items[i];
		struct baseline_entry e = {
			.print = value_text_at(v, S("fingerprint")),
			.rule = value_text_at(v, S("rule")),
			.file = value_text_at(v, S("file")),
			.message = value_text_at(v, S("message")),
		};

		if (e.print.n == 0)
			return false;
		add(a, out, &e);
	}
	return true;
}

void baseline_take(struct arena *a, const struct docset *s,
	struct diag *const *p, size_t n, struct baseline *out)
{
	*out = (struct baseline){ 0 };
	for (size_t i = 0; i < n; i++) {
		const struct diag *d = p[i];
		struct baseline_entry e = {
			.print = d->print,
			.rule = str_of(d->rule->name),
			.message = d->text,
		};

		if (d->at.file < s->files.n)
			e.file = s->files.p[d->at.file].path;
		if (d->hidden == HIDDEN_NOT)
			add(a, out, &e);
	}
}

void baseline_mark(struct baseline *b, struct diag *const *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct baseline_entry *e = map_get(&b->entries, p[i]->print);

		if (!e)
			continue;
		b->met += !e->met;
		e->met = true;
		if (p[i]->hidden == HIDDEN_NOT)
			p[i]->hidden = HIDDEN_BASELINE;
	}
}

static void write_entry(const struct baseline_entry *e, struct buf *out)
{
	struct json j;

	json_begin(&j, out, false);
	json_open_map(&j);
	json_text_at(&j, "fingerprint", e->print);
	json_text_at(&j, "rule", e->rule);
	json_text_at(&j, "file", e->file);
	json_text_at(&j, "message", e->message);
	json_close_map(&j);
}

void baseline_write(const struct baseline *b, bool met_only, struct buf *out)
{
	bool first = true;

	buf_lit(out, "{ \"version\": 1, \"findings\": [");
	for (size_t i = 0; i < b->entries.n; i++) {
		const struct baseline_entry *e = b->entries.items[i].value;

		if (met_only && !e->met)
			continue;
		if (!first)
			buf_byte(out, ',');
		buf_byte(out, '\n');
		write_entry(e, out);
		first = false;
	}
	buf_lit(out, "\n] }\n");
}
