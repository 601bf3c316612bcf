/* Any bytes as YAML: either a value or a finding, and all places inside. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "format/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_places(const struct value *v, size_t size)
{
	assert((size_t)v->at.at + v->at.len <= size);
	for (size_t i = 0; i < v->n; i++)
		check_places(v->items[i], size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct sink sink;

	arena_init(&a);
	sink_init(&sink, &a);
	struct str text = str_make((const char *)data, size);
	struct value *v = yaml_parse(&a, text, 0, 0, &sink);
	assert(v || sink.count > 0);
	if (v)
		check_places(v, size);
	for (struct diag *d = sink.first; d; d = d->next)
		assert((size_t)d->at.at + d->at.len <= size);
	arena_release(&a);
	return 0;
}
