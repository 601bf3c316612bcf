/*
 * Texts are found in the tree, so that no syntax is touched: a text node
 * whose bytes in the file are its text is written anew. A node with
 * escapes or entities stays as it is.
 */
#include "align/pseudo.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"

struct edit {
	uint32_t at, len;
	bool first, last; /* of its block */
};

struct edits {
	struct edit *p;
	size_t n, cap;
};

static const char *accented(char c)
{
	static const char *const upper[26] = { "Å", "Ɓ", "Ç", "Ð", "É", "Ƒ",
		"Ĝ", "Ĥ", "Î", "Ĵ", "Ķ", "Ļ", "Ṁ", "Ñ", "Ö", "Þ", "Ǫ", "Ŕ", "Š",
		"Ţ", "Û", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž" };
	static const char *const lower[26] = { "å", "ƀ", "ç", "ð", "é", "ƒ",
		"ĝ", "ĥ", "î", "ĵ", "ķ", "ļ", "ɱ", "ñ", "ö", "þ", "ǫ", "ŕ", "š",
		"ţ", "û", "ṽ", "ŵ", "ẋ", "ý", "ž" };

	if (c >= 'A' && c <= 'Z')
		return upper[c - 'A'];
	if (c >= 'a' && c <= 'z')
		return lower[c - 'a'];
	return NULL;
}

static void put_pseudo(struct buf *b, struct str s)
{
	size_t letters = 0, vowels = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *other = accented(s.p[i]);
		if (!other) {
			buf_byte(b, s.p[i]);
			continue;
		}
		buf_add(b, str_of(other));
		/* A vowel is doubled until the text is a third longer. */
		if (strchr("aeiouAEIOU", s.p[i]) && vowels * 3 <= letters) {
			buf_add(b, str_of(other));
			vowels++;
		}
		letters++;
	}
}

static bool is_leaf_block(const struct node *n)
{
	return n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
	       n->kind == NODE_CELL;
}

static bool is_ours(const struct page *p, const struct node *n)
{
	struct str bytes = p->source->bytes;

	return n->kind == NODE_TEXT && n->at.file == p->file &&
	       n->as.text.n > 0 &&
	       str_eq(str_sub(bytes, n->at.at, node_end(n)), n->as.text);
}

static void collect(struct arena *a, const struct page *p,
	const struct node *block, struct edits *out)
{
	size_t before = out->n;

	for (const struct node *n = block; n;
		n = node_walk(block, n, n->kind == NODE_INCLUDE)) {
		struct edit e = { n->at.at, n->at.len, false, false };
		if (is_ours(p, n))
			vec_push(a, out, e);
	}
	if (out->n > before) {
		out->p[before].first = true;
		out->p[out->n - 1].last = true;
	}
}

static int by_place(const void *x, const void *y)
{
	uint32_t a = ((const struct edit *)x)->at;
	uint32_t b = ((const struct edit *)y)->at;

	return (a > b) - (a < b);
}

struct str pseudo_page(struct arena *a, const struct page *p)
{
	struct str bytes = p->source->bytes;
	const struct node *root = p->tree[0] ? p->tree[0]->root : NULL;
	struct edits edits = { 0 };
	size_t from = 0;
	struct buf b;

	for (const struct node *n = root; n;) {
		bool leaf = is_leaf_block(n);
		if (leaf)
			collect(a, p, n, &edits);
		n = node_walk(root, n, leaf || n->kind == NODE_INCLUDE);
	}
	if (edits.n)
		qsort(edits.p, edits.n, sizeof(*edits.p), by_place);
	buf_init(&b, a);
	buf_reserve(&b, bytes.n + bytes.n / 2);
	for (size_t i = 0; i < edits.n; i++) {
		const struct edit *e = &edits.p[i];
		if (e->at < from)
			continue;
		buf_add(&b, str_sub(bytes, from, e->at));
		if (e->first)
			buf_lit(&b, "⟦");
		put_pseudo(&b, str_sub(bytes, e->at, e->at + e->len));
		if (e->last)
			buf_lit(&b, "⟧");
		from = e->at + e->len;
	}
	buf_add(&b, str_skip(bytes, from));
	return buf_str(&b);
}
