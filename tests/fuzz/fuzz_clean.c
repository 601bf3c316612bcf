/* Any bytes as raw HTML of a page: what comes out is closed, and holds
 * allowed elements and attributes only. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "format/html.h"
#include "format/sanitize.h"
#include "site/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Those of its own, and those that are put in: code that scrolls, images
 * that are read when they come into view. */
static bool is_allowed(struct str element, struct str attr)
{
	return sanitize_attribute(element, attr) ||
	       (str_eq(element, S("pre")) && str_eq(attr, S("tabindex"))) ||
	       (str_eq(element, S("img")) && str_eq(attr, S("loading")));
}

static void check_open(const struct html_token *t)
{
	assert(sanitize_element(t->name) == SANITIZE_KEEP);
	assert(!t->too_many);
	for (size_t i = 0; i < t->nattrs; i++)
		assert(is_allowed(t->name, t->attrs[i].name));
}

/* Tokens of the output; elements must nest. */
static void check_output(struct str html)
{
	static struct html_token t;
	/* One more: what stands for an image that is not there. */
	struct str open[CLEAN_DEPTH + 1];
	struct html_reader r;
	size_t n = 0;

	html_begin(&r, html);
	while (html_next(&r, &t)) {
		assert(t.kind != HTML_COMMENT && t.kind != HTML_OTHER);
		if (t.kind == HTML_OPEN) {
			check_open(&t);
			if (!sanitize_is_void(t.name)) {
				assert(n <= CLEAN_DEPTH);
				open[n++] = t.name;
			}
		} else if (t.kind == HTML_CLOSE) {
			assert(n > 0 && str_eq(open[--n], t.name));
		} else {
			assert(str_find_byte(t.raw, 0, '<') == STR_NONE);
		}
	}
	assert(n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct buf out;
	struct render r = { .out = &out, .scratch = &a, .flavor = FLAVOR_SITE };

	arena_init(&a);
	buf_init(&out, &a);
	clean_init(&r.clean, &a);
	size_t outer = clean_enter(&r.clean);
	clean_html(&r, str_make((const char *)data, size / 2));
	size_t inner = clean_enter(&r.clean);
	clean_html(&r,
		str_make((const char *)data + size / 2, size - size / 2));
	clean_leave(&r.clean, &out, inner);
	clean_leave(&r.clean, &out, outer);
	check_output(buf_str(&out));
	arena_release(&a);
	return 0;
}
