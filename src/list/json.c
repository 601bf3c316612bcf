/* JSON: the format itself. Several pages are a list. */
#include "format/json.h"
#include "list/list.h"

static void write(struct list *l)
{
	struct json j;

	json_begin(&j, l->out, true);
	if (!l->one)
		json_open_list(&j);
	for (size_t i = 0; i < l->n; i++)
		json_value(&j, checklist_value(l->a, l->pages[i]));
	if (!l->one)
		json_close_list(&j);
	buf_byte(l->out, '\n');
}

const struct list_format list_json = { "json",
	"all there is, by checklist.schema.json", write };
