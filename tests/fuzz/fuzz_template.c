/*
 * Any bytes as a template that may also use itself as a partial, rendered
 * with a little data of every kind.
 */
#include <stddef.h>
#include <stdint.h>

#include "format/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Gives the template itself, a limited number of times. */
struct mirror {
	const struct template *t;
	int left;
};

static const struct template *load(void *ctx, struct str name)
{
	struct mirror *mirror = ctx;

	(void)name;
	return mirror->left-- > 0 ? mirror->t : NULL;
}

static struct value *sample(struct arena *a)
{
	struct value *map = value_map(a);
	struct value *list = value_list(a);

	value_add(a, list, value_number(a, 1));
	value_add(a, list, value_null(a));
	value_set(a, map, S("a"), value_text(a, S("<text>")));
	value_set(a, map, S("b"), list);
	value_set(a, map, S("c"), value_bool(a, true));
	value_set(a, map, S("h"), value_html(a, S("<b>x</b>")));
	value_add(a, list, map);
	return list;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct sink sink;
	struct buf out;

	arena_init(&a);
	sink_init(&sink, &a);
	buf_init(&out, &a);

	struct str text = str_make((const char *)data, size);
	struct template *t = template_parse(&a, text, 0, &sink);
	struct mirror mirror = { t, 100 };
	struct template_loader loader = { load, &mirror };

	if (t)
		template_render(t, sample(&a)->items[2], &loader, &out);
	arena_release(&a);
	return 0;
}
