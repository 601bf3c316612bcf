/* Checklists of any page: each pair once, every format written. */
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "base/fs.h"
#include "list/list.h"
#include "steps/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct words *load_words(void)
{
	static struct arena run;
	static const struct words *words;
	struct sink sink;
	int dir;

	if (words)
		return words;
	arena_init(&run);
	sink_init(&sink, &run);
	dir = fs_open_dir("locales");
	words = words_load(&run, dir, &sink);
	close(dir);
	return words;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct checklist_host host = {
		.locale = { S_INIT("nl-NL"), S_INIT("en-US") },
		.dir = S_INIT("ltr"),
		.path = S_INIT("page.md"),
	};
	const struct words *words = load_words();
	struct checklist *c;
	struct page *p;
	struct buf out;
	struct arena a;

	arena_init(&a);
	p = page_parse(&a, S("page.md"), str_make((const char *)data, size), 0,
		true, &alerts_common);
	if (words && !p->failed && p->tree[0]) {
		c = checklist_read(&a, p, words, &host);
		struct list l = { .a = &a,
			.out = &out,
			.pages = &c,
			.n = 1,
			.one = true,
			.language = LIST_BOTH,
			.numbered = true };
		for (size_t i = 0; list_formats[i]; i++) {
			buf_init(&out, &a);
			list_formats[i]->write(&l);
		}
	}
	arena_release(&a);
	return 0;
}
