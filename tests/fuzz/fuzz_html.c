/* Any bytes as HTML: the tokens cover them, and escaping undoes itself. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "format/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tokens(struct str text)
{
	static struct html_token t;
	struct html_reader r;
	size_t at = 0;

	html_begin(&r, text);
	while (html_next(&r, &t)) {
		assert(t.raw.p == text.p + at && t.raw.n > 0);
		at += t.raw.n;
	}
	assert(at == text.n);
}

static void check_escapes(struct str text)
{
	struct arena a;
	struct buf b;

	arena_init(&a);
	buf_init(&b, &a);
	html_escape(&b, text);
	assert(str_eq(html_unescape(&a, buf_str(&b)), text));
	b.n = 0;
	html_escape_once(&b, text);
	assert(str_eq(html_unescape(&a, buf_str(&b)), html_unescape(&a, text)));
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);

	check_tokens(text);
	check_escapes(text);
	return 0;
}
