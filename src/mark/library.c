/*
 * What cmark-gfm needs around it: memory, extensions, the hook for lines of
 * block syntax.
 *
 * Traps of cmark-gfm 0.29.0.gfm.6 that shape this file:
 *  - autolink and strikethrough switch global tables on and off during each
 *    parse, and autolink reads outside the heap: neither is attached, we
 *    match them on the finished tree (ext/strike.c, ext/autolink.c);
 *  - our block hook must be attached before the table extension, whose hook
 *    answers for every paragraph line;
 *  - after the hook takes a line it advances to before the line's end, or
 *    an empty paragraph opens on it;
 *  - with footnotes its tree has them at the end, numbered; those that
 *    nothing leads to are gone.
 */
#include "mark/library.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include "base/arena.h"
#include "mark/ext/ext.h"

/* The library's memory: a bump allocator that is emptied after each parse.
 * Its allocator has no context, hence the static. */
static struct arena pool;

struct block {
	size_t size;
	size_t pad; /* what the library gets stays aligned to 16 */
};

static void *pool_calloc(size_t n, size_t size)
{
	struct block *b = arena_alloc(&pool, sizeof(*b) + n * size);

	b->size = n * size;
	return b + 1;
}

static void *pool_realloc(void *p, size_t size)
{
	struct block *b;

	if (!p)
		return pool_calloc(1, size);
	b = (struct block *)p - 1;
	if (size > b->size) {
		b = arena_grow(&pool, b, sizeof(*b) + b->size,
			sizeof(*b) + size);
		b->size = size;
	}
	return b + 1;
}

static void pool_free(void *p)
{
	(void)p;
}

static cmark_mem pool_mem = { pool_calloc, pool_realloc, pool_free };

static cmark_syntax_extension *docs_extension;
static cmark_node_type docs_mark;

/* Of the page that is parsed: the hook has no context either. */
static const struct alert_kinds *docs_alerts;

static bool claims(const struct ext_line *line)
{
	for (size_t i = 0; extensions[i]; i++)
		if (extensions[i]->line && extensions[i]->line(line))
			return true;
	return false;
}

static cmark_node *open_mark(cmark_syntax_extension *ext, int indented,
	cmark_parser *parser, cmark_node *parent, unsigned char *input, int len)
{
	int start = cmark_parser_get_first_nonspace(parser);
	struct str text = { (const char *)input + start,
		(size_t)(len - start) };
	struct ext_line line = { .alerts = docs_alerts };
	cmark_node *holder = parent;

	line.text = str_trim_right(text);
	if (indented || line.text.n < 3 ||
		(line.text.p[0] != ':' && line.text.p[0] != '['))
		return NULL;
	if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH)
		holder = cmark_node_parent(parent);
	line.quote = cmark_node_get_type(holder) == CMARK_NODE_BLOCK_QUOTE;
	if (!claims(&line))
		return NULL;
	cmark_node *n = cmark_parser_add_child(parser, parent, docs_mark,
		start + 1);
	cmark_node_set_syntax_extension(n, ext);
	cmark_parser_advance_offset(parser, (char *)input,
		len - 1 - cmark_parser_get_offset(parser), 0);
	return n;
}

static int contains_nothing(cmark_syntax_extension *ext, cmark_node *node,
	cmark_node_type child)
{
	(void)ext;
	(void)node;
	(void)child;
	return 0;
}

static void set_up(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	docs_mark = cmark_syntax_extension_add_node(0);
	docs_extension = cmark_syntax_extension_new("docs");
	cmark_syntax_extension_set_open_block_func(docs_extension, open_mark);
	cmark_syntax_extension_set_can_contain_func(docs_extension,
		contains_nothing);
	arena_init(&pool);
}

cmark_node *library_parse(struct str text, const struct alert_kinds *alerts)
{
	int options = alerts ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT;
	cmark_parser *p;

	if (!docs_extension)
		set_up();
	p = cmark_parser_new_with_mem(options, &pool_mem);
	docs_alerts = alerts;
	if (alerts)
		cmark_parser_attach_syntax_extension(p, docs_extension);
	cmark_parser_attach_syntax_extension(p,
		cmark_find_syntax_extension("table"));
	cmark_parser_attach_syntax_extension(p,
		cmark_find_syntax_extension("tasklist"));
	cmark_parser_feed(p, text.p, text.n);
	return cmark_parser_finish(p);
}

bool library_is_mark(cmark_node *n)
{
	return cmark_node_get_type(n) == docs_mark;
}

void library_forget(void)
{
	arena_reset(&pool);
}
