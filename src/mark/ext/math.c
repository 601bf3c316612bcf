/*
 * `$x$` and `$$x$$`. The library has read the inside as Markdown, so the
 * TeX is taken from the raw text. Prices are no mathematics: a dollar opens
 * only before what is no space (or closes before the same), and closes only
 * where no letter or digit follows.
 */
#include "mark/ext/ext.h"

/* Where the dollars that close stand; STR_NONE: there are none. */
static size_t find_close(struct str raw, size_t at, size_t dollars)
{
	for (; at < raw.n; at++) {
		char c = raw.p[at];
		if (c == '`' || c == '<')
			return STR_NONE;
		if (c == '\\' && at + 1 < raw.n) {
			at++;
		} else if (c == '$') {
			size_t n = 1;
			while (at + n < raw.n && raw.p[at + n] == '$')
				n++;
			if (n >= dollars)
				return at;
			at += n - 1;
		}
	}
	return STR_NONE;
}

static bool free_side(char c)
{
	return !char_is_alnum(c) && (unsigned char)c < 0x80;
}

/* The TeX between the dollars of raw, which begin at 0. */
static bool read_math(struct str raw, size_t dollars, size_t *end,
	struct str *tex)
{
	size_t close = find_close(raw, dollars, dollars);

	if (close == STR_NONE || close == dollars)
		return false;
	*end = close + dollars;
	*tex = str_sub(raw, dollars, close);
	if (*end < raw.n && !free_side(raw.p[*end]))
		return false;
	if (char_is_space(tex->p[0]) != char_is_space(tex->p[tex->n - 1]))
		return false;
	*tex = str_trim(*tex);
	return tex->n > 0;
}

/* The whole paragraph, the dollars on lines of their own. */
static bool is_display(struct str raw, const struct node *n, size_t end,
	size_t dollars)
{
	return dollars == 2 && n->parent->kind == NODE_PARAGRAPH && !n->prev &&
	       end == raw.n && raw.n > 4 &&
	       (raw.p[2] == '\n' || raw.p[2] == '\r');
}

/* '$' at byte k of n's text. */
static bool take(struct ext *x, struct node *n, size_t k, struct node **next)
{
	struct str text = n->as.text, tex, raw;
	size_t dollars = k + 1 < text.n && text.p[k + 1] == '$' ? 2 : 1, end;
	size_t from = ext_text_offset(x, n, k);

	if ((k > 0 && !free_side(text.p[k - 1])) ||
		(k > 0 && text.p[k - 1] == '$'))
		return false;
	raw = str_sub(x->view->text, from, node_end(n->parent));
	if (!str_starts(raw, S("$")) || !read_math(raw, dollars, &end, &tex))
		return false;
	struct node *math = ext_node(x, NODE_MATH, from, from + end);
	math->as.math.tex = tex;
	math->as.math.display = is_display(raw, n, end, dollars);
	ext_replace(x, n->parent, from, from + end, math);
	*next = math->next;
	return true;
}

static struct node *look_at(struct ext *x, struct node *n)
{
	struct node *next = n->next;
	size_t tries = 0;

	for (size_t k = 0; k < n->as.text.n && tries < 16; k++)
		if (n->as.text.p[k] == '$' && ++tries && take(x, n, k, &next))
			return next;
	return next;
}

static void math_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT)
			next = look_at(x, n);
	}
}

const struct extension extension_math = {
	.name = "math",
	.inlines = math_inlines,
	.signs = EXT_DOLLAR,
};
