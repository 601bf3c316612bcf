/*
 * The source lines of headings alone make a small document, whose headings
 * are those of the whole. That holds as long as the halves of every pair
 * begin alike, for what begins a line decides what blocks there are; where
 * they do not, the whole page is parsed.
 */
#include "page/headings.h"

#include "base/buf.h"
#include "format/html.h"
#include "page/text.h"

/* ---- anchors ----------------------------------------------------- */

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_TEXT && str_trim(n->as.text).n == 0;
}

/* The name or id of an <a> tag, entities resolved; "" if there is none. */
static struct str anchor_name(struct arena *a, struct str html)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, html);
	if (!html_next(&r, &t) || t.kind != HTML_OPEN ||
		!str_eq_nocase(t.name, S("a")))
		return (struct str){ "", 0 };
	const struct html_attr *attr = html_attr(&t, S("name"));
	if (!attr || attr->value.n == 0)
		attr = html_attr(&t, S("id"));
	if (!attr || html_attr(&t, S("href")))
		return (struct str){ "", 0 };
	return html_unescape(a, attr->value);
}

static bool closes_anchor(const struct node *n)
{
	return n && n->kind == NODE_HTML &&
	       str_eq_nocase(n->as.text, S("</a>"));
}

struct str headings_take_anchor(struct arena *a, struct node *heading)
{
	struct node *open = heading->child;
	struct str name;

	while (open && is_blank(open))
		open = open->next;
	if (!open || open->kind != NODE_HTML || !closes_anchor(open->next))
		return (struct str){ "", 0 };
	name = anchor_name(a, open->as.text);
	if (name.n == 0)
		return name;
	node_unlink(open->next);
	node_unlink(open);
	return name;
}

/* ---- out of a tree ----------------------------------------------- */

/* The texts of a tree's headings; NULL if they are not n. */
static struct str *texts_of(struct arena *keep, struct node *root, size_t n)
{
	struct str *texts = arena_array(keep, struct str, n + 1);
	size_t found = 0;

	for (struct node *h = root; h; h = node_walk(root, h, false)) {
		if (h->kind != NODE_HEADING)
			continue;
		headings_take_anchor(keep, h);
		if (found < n)
			texts[found] = text_of(keep, h);
		found++;
	}
	return found == n ? texts : NULL;
}

/* ---- out of their lines ------------------------------------------ */

static bool is_break(struct str s, size_t i)
{
	return i >= s.n || char_is_space(s.p[i]);
}

/* A digit and what follows, if that can number the item of a list. */
static bool is_number(struct str s)
{
	size_t i = 0;

	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i > 0 && i < s.n && (s.p[i] == '.' || s.p[i] == ')') &&
	       is_break(s, i + 1);
}

/* What makes a block of a line that begins so; 'a': nothing. */
static char block_sign(struct str half)
{
	struct str s = str_trim_left(half);
	char c = s.n ? *s.p : '\0';

	if (is_number(s))
		return '1';
	if (c && strchr("#>|=~<:", c))
		return c;
	if (c && strchr("-+*_`", c) &&
		(is_break(s, 1) || (s.n > 2 && s.p[1] == c && s.p[2] == c)))
		return c;
	if (c == '[' && str_find(s, 0, S("]:")) != STR_NONE)
		return c;
	return 'a';
}

static bool is_one_line(struct str s)
{
	return str_find_byte(s, 0, '\n') == STR_NONE &&
	       str_find_byte(s, 0, '\r') == STR_NONE;
}

static bool are_alike(struct str bytes, const struct pair *p)
{
	struct str s = str_sub(bytes, p->s, p->s_end);
	struct str t = str_sub(bytes, p->t, p->t_end);

	return block_sign(s) == block_sign(t) && is_one_line(s) &&
	       is_one_line(t);
}

/* What a link in a heading refers to stands elsewhere. */
static bool has_link(const struct node *heading)
{
	for (const struct node *n = heading; n;
		n = node_walk(heading, n, false))
		if (n->kind == NODE_LINK || n->kind == NODE_IMAGE)
			return true;
	return false;
}

static bool are_separate(const struct page *p)
{
	for (size_t i = 0; i < p->pairs.n; i++)
		if (!are_alike(p->source->bytes, &p->pairs.p[i]))
			return false;
	for (size_t i = 0; i < p->headings.n; i++)
		if (has_link(p->headings.p[i].node))
			return false;
	return true;
}

static size_t line_end(struct str bytes, size_t at)
{
	size_t end = str_find_byte(bytes, at, '\n');

	return end == STR_NONE ? bytes.n : end;
}

/* May a tag stand on both sides of the half, which stands behind `before`?
 * And nothing in it refers to what stands elsewhere. */
static bool can_stand(struct str before, struct str half)
{
	return str_find_byte(before, 0, '\\') == STR_NONE &&
	       str_find_byte(before, 0, '`') == STR_NONE &&
	       str_find_byte(half, 0, '[') == STR_NONE &&
	       !str_ends(half, S("\\"));
}

/* From a heading to the end of its line, in the source language, with tags
 * where a view has marks; *next: the first pair behind it. False: that does
 * not tell. */
static bool put_line(struct buf *b, const struct page *p, size_t at,
	size_t *next)
{
	struct str bytes = p->source->bytes;
	size_t end = line_end(bytes, at);

	for (; *next < p->pairs.n; ++*next) {
		const struct pair *pair = &p->pairs.p[*next];
		struct str before = str_sub(bytes, at, pair->at);
		struct str half = str_sub(bytes, pair->s, pair->s_end);

		if (pair->at < at)
			continue;
		if (pair->at >= end)
			break;
		if (!can_stand(before, half))
			return false;
		buf_add(b, before);
		buf_lit(b, "<b>");
		buf_add(b, half);
		buf_lit(b, "</b>");
		at = pair->end;
		if (at > end)
			end = line_end(bytes, at);
	}
	buf_add(b, str_sub(bytes, at, end));
	buf_lit(b, "\n\n");
	return true;
}

/* NULL: the lines alone do not tell. */
static struct str *texts_of_lines(struct arena *keep, struct arena *scratch,
	const struct page *p)
{
	struct sink sink;
	struct view view = { .prefix = S_INIT(""), .npieces = 1 };
	struct markdown m = { scratch, &view, p->file, 0, p->alerts, &sink };
	struct buf b;
	size_t next = 0;

	buf_init(&b, scratch);
	for (size_t i = 0; i < p->headings.n; i++)
		if (!put_line(&b, p, p->headings.p[i].node->at.at, &next))
			return NULL;
	view.text = buf_str(&b);
	view.pieces = arena_new(scratch, struct piece);
	sink_init(&sink, scratch);
	return texts_of(keep, markdown_parse(&m)->root, p->headings.n);
}

const struct str *headings_source(struct arena *keep, struct page *p)
{
	struct arena scratch;
	struct str *texts = NULL;

	if (p->tree[1])
		return texts_of(keep, p->tree[1]->root, p->headings.n);
	arena_init(&scratch);
	if (are_separate(p))
		texts = texts_of_lines(keep, &scratch, p);
	if (!texts)
		texts = texts_of(keep, page_source_tree(&scratch, p)->root,
			p->headings.n);
	arena_release(&scratch);
	return texts;
}
