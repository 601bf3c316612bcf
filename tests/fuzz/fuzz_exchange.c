/* Any bytes as an exchange file; the first one says of which format. What
 * is read is cut into codes and texts, which are the whole of it, and has
 * findings inside of the file only. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "align/formats.h"
#include "align/inline.h"
#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_parts(struct arena *a, struct str half)
{
	struct parts parts = inline_split(a, half);
	size_t open = 0, n = 0;

	for (size_t i = 0; i < parts.n; i++) {
		const struct part *p = &parts.p[i];
		assert(p->bytes.p == half.p + n && p->bytes.n > 0);
		n += p->bytes.n;
		if (p->kind == PART_OPEN)
			assert(parts.p[p->partner].partner == i && ++open);
		if (p->kind == PART_CLOSE)
			assert(p->partner < i && open-- > 0);
	}
	assert(open == 0 && n == half.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct export_format *const formats[] = { &format_xliff2,
		&format_xliff1, &format_tmx, &format_po, &format_csv };
	struct exchange_entries entries = { 0 };
	struct arena a;
	struct sink sink;

	if (size == 0)
		return 0;
	arena_init(&a);
	sink_init(&sink, &a);
	const struct export_format *f = formats[data[0] % 5];
	struct str text = str_make((const char *)data + 1, size - 1);
	bool ok = f->read(&a, text, 0, &sink, &entries);
	assert(ok == (sink.count == 0));
	for (size_t i = 0; i < entries.n; i++) {
		check_parts(&a, entries.p[i].source);
		check_parts(&a, entries.p[i].target);
	}
	if (f->verify)
		f->verify(&a, text, 0, &sink);
	for (const struct diag *d = sink.first; d; d = d->next)
		assert((size_t)d->at.at + d->at.len <= text.n);
	arena_release(&a);
	return 0;
}
