/* Any bytes as JSON: what can be read is written as strict JSON, which reads
 * back as the same. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "format/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str write_again(struct arena *a, const struct value *v)
{
	struct buf b;
	struct json j;

	buf_init(&b, a);
	json_begin(&j, &b, true);
	json_value(&j, v);
	return buf_str(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct sink sink;

	arena_init(&a);
	sink_init(&sink, &a);
	struct str text = str_make((const char *)data, size);
	struct value *v = json_parse(&a, text, 0, &sink);
	assert(v || sink.count == 1);
	for (struct diag *d = sink.first; d; d = d->next)
		assert((size_t)d->at.at + d->at.len <= size);
	if (v) {
		sink_init(&sink, &a);
		struct str once = write_again(&a, v);
		struct value *again = json_parse(&a, once, 0, &sink);
		assert(again && sink.count == 0);
		assert(str_eq(write_again(&a, again), once));
	}
	arena_release(&a);
	return 0;
}
