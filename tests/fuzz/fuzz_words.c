/* PO files of interface words, and the plural forms that they name. */
#include <stddef.h>
#include <stdint.h>

#include "cmd/strings_po.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct locale *dutch(void)
{
	static struct arena run;
	static struct locale l;
	struct sink sink;

	if (l.tag.n)
		return &l;
	arena_init(&run);
	sink_init(&sink, &run);
	/* There are no strings in no folder; the rules are set all the same. */
	locale_load(&run, -1, S("nl"), &sink, &l);
	return &l;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);
	struct po_words words;
	struct plural p;
	struct arena a;
	const char *why;
	size_t line;

	arena_init(&a);
	if (strings_po_read(&a, bytes, &words, &line, &why))
		plural_read(&a, dutch(), words.plural_forms, &p);
	plural_read(&a, dutch(), bytes, &p);
	arena_release(&a);
	return 0;
}
