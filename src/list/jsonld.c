/* JSON-LD: schema.org's HowTo. Pages without a procedure have none. */
#include "format/json.h"
#include "list/list.h"

static void write(struct list *l)
{
	struct json j;
	struct value *v;

	json_begin(&j, l->out, true);
	if (!l->one)
		json_open_list(&j);
	for (size_t i = 0; i < l->n; i++) {
		v = checklist_howto(l->a, l->pages[i],
			l->language == LIST_SOURCE);
		if (v)
			json_value(&j, v);
		else if (l->one)
			json_value(&j, value_map(l->a));
	}
	if (!l->one)
		json_close_list(&j);
	buf_byte(l->out, '\n');
}

const struct list_format list_jsonld = { "jsonld",
	"schema.org HowTo, for search engines", write };
