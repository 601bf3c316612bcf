/*
 * Where the nodes of a tree stand in their file. The span of a node is
 * given as the text that it covers.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "page/page.h"

extern const struct CMUnitTest markdown_tests[];
extern const size_t markdown_tests_count;

#define PAIR(id, t, s)                                               \
	"<span data-ttu-id=\"" id "\">" t "</span>"                  \
	"<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" s \
	"</span></span>"

struct fixture {
	struct arena a;
	struct page *page;
};

static void begin(struct fixture *f, const char *text)
{
	arena_init(&f->a);
	f->page = page_parse(&f->a, S("x.md"), str_of(text), 0, true,
		&alerts_common);
}

static struct str raw(const struct fixture *f, const struct node *n)
{
	return str_sub(f->page->source->bytes, n->at.at, node_end(n));
}

/* The k-th node of the kind in a tree. */
static const struct node *nth(const struct fixture *f, int side,
	enum node_kind kind, size_t k)
{
	struct node *root = f->page->tree[side]->root;

	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == kind && k-- == 0)
			return n;
	fail_msg("there is no such node of kind %d", kind);
	return NULL;
}

static void check(const char *text, enum node_kind kind, size_t k,
	const char *covers)
{
	struct fixture f;

	begin(&f, text);
	struct str s = raw(&f, nth(&f, 0, kind, k));
	if (!str_eq(s, str_of(covers)))
		fail_msg("'%.*s' and not '%s'", STR_ARG(s), covers);
	arena_release(&f.a);
}

static void test_links(void **state)
{
	(void)state;
	check("See [the map](map.md) now.", NODE_LINK, 0, "[the map](map.md)");
	check("See [the map](map.md \"Old ) map\").", NODE_LINK, 0,
		"[the map](map.md \"Old ) map\")");
	check("See [the map](<a b.md>).", NODE_LINK, 0, "[the map](<a b.md>)");
	check("See [a (b)](c_(d).md) and [e](f).", NODE_LINK, 1, "[e](f)");
	check("See [the map][m].\n\n[m]: map.md", NODE_LINK, 0, "[the map][m]");
	check("See [m] or [x](y).\n\n[m]: map.md", NODE_LINK, 1, "[x](y)");
	check("See <https://a.nl/x>.", NODE_LINK, 0, "<https://a.nl/x>");
	check("At www.a.nl, or [x](y)", NODE_LINK, 0, "www.a.nl");
	check("At www.a.nl, or [x](y)", NODE_LINK, 1, "[x](y)");
	check("Mail: a@b.nl or www.c.nl.", NODE_LINK, 1, "www.c.nl");
}

static void test_images(void **state)
{
	(void)state;
	check("A ![cat *here*](c.png \"C\") b", NODE_IMAGE, 0,
		"![cat *here*](c.png \"C\")");
	check("[![a](b.png)](c.md)", NODE_LINK, 0, "[![a](b.png)](c.md)");
	check("[![a](b.png)](c.md)", NODE_IMAGE, 0, "![a](b.png)");
	check("a :::image source=\"c.png\" alt-text=\"d\"::: e", NODE_IMAGE, 0,
		":::image source=\"c.png\" alt-text=\"d\":::");
}

static void test_emphasis(void **state)
{
	(void)state;
	check("a **b *c* d** e", NODE_STRONG, 0, "**b *c* d**");
	check("a **b *c* d** e", NODE_EMPHASIS, 0, "*c*");
	check("a ~~b c~~ d", NODE_STRIKE, 0, "~~b c~~");
	check("a ``b ` c`` d `e`", NODE_CODE, 0, "``b ` c``");
	check("a ``b ` c`` d `e`", NODE_CODE, 1, "`e`");
	check("a <b title=\"`\">x</b> `y`", NODE_HTML, 0, "<b title=\"`\">");
	check("a <b title=\"`\">x</b> `y`", NODE_CODE, 0, "`y`");
}

static void test_blocks(void **state)
{
	(void)state;
	check("> one\n> [two](x)\n> three", NODE_LINK, 0, "[two](x)");
	check("- one\n\n  [two\n  three](x)\n", NODE_LINK, 0,
		"[two\n  three](x)");
	check("1. > - a\n   >   [b](c)", NODE_LINK, 0, "[b](c)");
	check("|a|b|\n|-|-|\n|c \\| d|[e](f)|", NODE_LINK, 0, "[e](f)");
	check("|a|b|\n|-|-|\n|c|*d*|", NODE_CELL, 3, "*d*");
	check("# Title [x](y) #", NODE_LINK, 0, "[x](y)");
	check("x\n\n## Title\n\ny", NODE_HEADING, 0, "## Title");
	check("Title [x](y)\n===", NODE_LINK, 0, "[x](y)");
	check("---\ntitle: T\n---\n[x](y)", NODE_LINK, 0, "[x](y)");
	check("\xEF\xBB\xBF[x](y)", NODE_LINK, 0, "[x](y)");
	check("a\r\n[x](y)\r\n", NODE_LINK, 0, "[x](y)");
	check("> [!NOTE]\n> See [x](y).", NODE_LINK, 0, "[x](y)");
}

static void test_escapes(void **state)
{
	(void)state;
	check("\\[no\\] &amp; &#65; \\* [x](y)", NODE_LINK, 0, "[x](y)");
	check("caf\xC3\xA9 \xE2\x82\xAC [x](y)", NODE_LINK, 0, "[x](y)");
	check("&copy; &nosuch; *a*", NODE_EMPHASIS, 0, "*a*");
	check("a\\\nb *c*", NODE_EMPHASIS, 0, "*c*");
	check("a  \nb *c*", NODE_EMPHASIS, 0, "*c*");
}

static void test_segments(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "# " PAIR("a-1", "Kop", "Head") "\n\n- " PAIR("a-2",
			  "Zie [kaart](k.md) \\*",
			  "See [map](k.md) \\*") " " PAIR("a-3", "**Nu**",
			  "**Now**") "\n");
	assert_int_equal(f.page->pairs.n, 3);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(f.page->tree[side]->segs[i]->kind,
				NODE_SEG);
	assert_true(
		str_eq(raw(&f, nth(&f, 0, NODE_LINK, 0)), S("[kaart](k.md)")));
	assert_true(
		str_eq(raw(&f, nth(&f, 1, NODE_LINK, 0)), S("[map](k.md)")));
	assert_true(str_eq(raw(&f, nth(&f, 0, NODE_STRONG, 0)), S("**Nu**")));
	assert_true(str_eq(raw(&f, nth(&f, 1, NODE_STRONG, 0)), S("**Now**")));
	arena_release(&f.a);
}

/* Text without escapes stands in the file as it is in the tree. */
static void test_text(void **state)
{
	static const char *const texts[] = {
		"Plain text, *then* more.\nAnd a line.\n",
		"> quote\n> goes **on**\n\n1. one\n2. two\n   more\n",
		"|a|b|\n|---|:-:|\n| c | d *e* |\n",
		"A " PAIR("q-1", "zin *met* nadruk", "line *with* stress") ".",
	};
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		begin(&f, texts[i]);
		struct node *root = f.page->tree[0]->root;
		for (struct node *n = root; n; n = node_walk(root, n, false))
			if (n->kind == NODE_TEXT)
				assert_true(str_eq(raw(&f, n), n->as.text));
		arena_release(&f.a);
	}
}

/* Marks that end inside other markup than they began in. */
static void test_crossing(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, PAIR("a-1", "een **vet", "a **bold") " " PAIR("a-2",
			  "woord** hier", "word** here"));
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < 2; i++)
			assert_non_null(f.page->tree[side]->segs[i]);
	arena_release(&f.a);
}

static void test_limit(void **state)
{
	struct fixture f;
	static char text[400];

	(void)state;
	memset(text, '>', sizeof(text) - 1);
	begin(&f, text);
	assert_true(f.page->failed);
	assert_null(f.page->tree[0]->root->child);
	arena_release(&f.a);
}

const struct CMUnitTest markdown_tests[] = {
	cmocka_unit_test(test_links),
	cmocka_unit_test(test_images),
	cmocka_unit_test(test_emphasis),
	cmocka_unit_test(test_blocks),
	cmocka_unit_test(test_escapes),
	cmocka_unit_test(test_segments),
	cmocka_unit_test(test_text),
	cmocka_unit_test(test_crossing),
	cmocka_unit_test(test_limit),
};
const size_t markdown_tests_count = sizeof(markdown_tests) /
				    sizeof(*markdown_tests);
