/*
 * `:::no-loc text="Word":::` in a line: a word that is not translated. The
 * leftover `:::no-loc(word):::` of a localization tool means the same.
 */
#include "base/buf.h"
#include "mark/ext/ext.h"

#define OPEN S(":::no-loc")
#define MAX_TRIES 16

static const struct look looks[2] = {
	{ "span", S_INIT(" class=\"no-loc\" dir=\"ltr\" lang=\"en-us\""),
		S_INIT("") },
	{ "span", S_INIT(" translate=\"no\" lang=\"en-US\" dir=\"ltr\""),
		S_INIT("") },
};

/* The end of a word in quotes that begins at s[i]; STR_NONE: it has none. */
static size_t quoted_end(struct str s, size_t i)
{
	for (; i < s.n && s.p[i] != '"'; i++) {
		if (s.p[i] == '\n')
			return STR_NONE;
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '"')
			i++;
	}
	return i < s.n ? i : STR_NONE;
}

/* The word and the whole length of the directive at the start of s. */
static size_t read_word(struct str s, struct str *word)
{
	struct str form = S(" text=\""), rest = str_skip(s, OPEN.n);
	size_t from = OPEN.n, end;

	if (str_starts(rest, form)) {
		from += form.n;
		end = quoted_end(s, from);
	} else if (str_starts(rest, S("("))) {
		from++;
		end = str_find_byte(s, from, ')');
	} else {
		return 0;
	}
	if (end == STR_NONE || !str_starts(str_skip(s, end + 1), S(":::")))
		return 0;
	*word = str_sub(s, from, end);
	return end + 4;
}

static struct str unescape(struct ext *x, struct str s)
{
	struct buf b;

	if (str_find(s, 0, S("\\\"")) == STR_NONE)
		return s;
	buf_init(&b, x->arena);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '"')
			i++;
		buf_byte(&b, s.p[i]);
	}
	return buf_str(&b);
}

static const struct box *the_box(struct ext *x)
{
	struct box *box = arena_new(x->arena, struct box);

	*box = (struct box){ "no-loc", looks[0], looks[1], S_INIT("") };
	return box;
}

/* The directive at byte k of n's text; NULL: there is none. */
static struct node *take(struct ext *x, struct node *n, size_t k)
{
	size_t from = ext_text_offset(x, n, k), len;
	struct str raw = str_sub(x->view->text, from, node_end(n->parent));
	struct str word;
	struct node *wrap, *text;

	raw = str_sub(raw, 0, str_find_byte(raw, 0, '\n'));
	len = str_starts(raw, OPEN) ? read_word(raw, &word) : 0;
	if (len == 0)
		return NULL;
	wrap = ext_node(x, NODE_WRAP, from, from + len);
	wrap->as.box = the_box(x);
	text = ext_node(x, NODE_TEXT, from, from + len);
	text->as.text = unescape(x, word);
	node_append(wrap, text);
	ext_replace(x, n->parent, from, from + len, wrap);
	return wrap;
}

static struct node *look_at(struct ext *x, struct node *n)
{
	struct node *wrap;
	size_t k = 0;

	for (int tries = 0; tries < MAX_TRIES; tries++, k++) {
		k = str_find(n->as.text, k, OPEN);
		if (k == STR_NONE)
			break;
		wrap = take(x, n, k);
		if (wrap)
			return wrap->next;
	}
	return n->next;
}

static void noloc_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT)
			next = look_at(x, n);
	}
}

const struct extension extension_noloc = {
	.name = "no-loc",
	.inlines = noloc_inlines,
	.signs = EXT_COLON,
};
