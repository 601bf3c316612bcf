/*
 * YAML 1.2: the data of the JSON form. Every text is double-quoted as in
 * JSON, so that none can be taken for anything else.
 */
#include "format/json.h"
#include "list/list.h"

static void put_scalar(struct list *l, const struct value *v)
{
	struct json j;

	json_begin(&j, l->out, false);
	json_value(&j, v);
}

static void indent(struct list *l, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_lit(l->out, "  ");
}

static bool is_flat(const struct value *v)
{
	return (v->kind != VALUE_MAP && v->kind != VALUE_LIST) || v->n == 0;
}

/* Items of a list or map; the first may stand behind "- ". */
static void put(struct list *l, const struct value *v, int depth, bool inside)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct value *item = v->items[i];
		bool list = v->kind == VALUE_LIST;
		if (i || !inside)
			indent(l, depth);
		if (list) {
			buf_lit(l->out, "- ");
		} else {
			put_scalar(l, value_text(l->a, v->keys[i]));
			buf_byte(l->out, ':');
			buf_add(l->out, is_flat(item) ? S(" ") : S("\n"));
		}
		if (is_flat(item)) {
			put_scalar(l, item);
			buf_byte(l->out, '\n');
		} else {
			put(l, item, depth + 1, list);
		}
	}
}

static void write(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!l->one)
			buf_lit(l->out, "---\n");
		put(l, checklist_value(l->a, l->pages[i]), 0, false);
	}
}

const struct list_format list_yaml = { "yaml", "the same as YAML", write };
