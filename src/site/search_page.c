/*
 * A tree as sections and the words in them. The other half of a segment
 * counts in the section that shows it. All is gathered in scratch memory
 * first: what is kept is shared by all processes, and as large as it must be.
 */
#include "base/eight.h"
#include "base/path.h"
#include "format/html.h"
#include "page/text.h"
#include "site/search.h"
#include "site/tokens.h"

#define EXCERPT_MAX 1600
#define INCLUDES_MAX 16

struct scan {
	const struct version *shown;
	const struct docset *set;
	const struct page *page; /* whose tree is read: an include's file */
	int side;
	struct arena *keep, *scratch;
	struct search_forms *forms;
	VEC(struct search_unit) units;
	VEC(struct search_word) words;
	struct buf body, other; /* of the unit; a line for each segment */
	VEC(size_t) lines;      /* where in body these begin */
	struct buf heading, other_heading;
	size_t words_before; /* the unit */
	bool headed;         /* a heading was met */
	int includes;
	struct buf letters; /* of the tokens of a text */
	VEC(struct token) tokens;
};

/* ---- words ------------------------------------------------------- */

/* Tokens are counted when all of a text are there: see search_forms_key. */
struct token {
	struct search_key key;
	size_t at, n; /* in letters */
};

static void take_token(void *ctx, struct str text)
{
	struct scan *s = ctx;
	struct token t = { .at = s->letters.n, .n = text.n };

	buf_add(&s->letters, text);
	vec_push(s->scratch, &s->tokens, t);
}

static struct str text_of_token(const struct scan *s, const struct token *t)
{
	return str_make(s->letters.p + t->at, t->n);
}

static struct search_counts *count_of(struct scan *s, const struct token *t)
{
	struct search_met *met = search_forms_meet(s->forms, s->keep, t->key,
		text_of_token(s, t));

	if (met->unit != s->forms->units) {
		struct search_word word = { .form = met->form };
		met->unit = s->forms->units;
		met->word = (uint32_t)s->words.n;
		vec_push(s->scratch, &s->words, word);
	}
	return &s->words.p[met->word].counts;
}

/* Adds the tokens of a text to the unit; how many there are. */
static uint32_t take_text(struct scan *s, struct str text, bool heading,
	int channel)
{
	s->letters.n = s->tokens.n = 0;
	tokens_of(s->scratch, text, take_token, s);
	buf_reserve(&s->letters, SEARCH_KEY_ROOM);
	for (size_t i = 0; i < s->tokens.n; i++)
		s->tokens.p[i].key = search_forms_key(s->forms,
			text_of_token(s, &s->tokens.p[i]));
	for (size_t i = 0; i < s->tokens.n; i++) {
		struct search_counts *c = count_of(s, &s->tokens.p[i]);
		uint8_t *n = heading ? &c->head[channel] : &c->body[channel];
		*n = (uint8_t)(*n + (*n < UINT8_MAX));
	}
	return (uint32_t)s->tokens.n;
}

static void take_heading(struct scan *s, struct str text, int channel)
{
	s->units.p[s->units.n - 1].head[channel] += take_text(s, text, true,
		channel);
}

static void take_body(struct scan *s, struct str text, int channel)
{
	take_text(s, text, false, channel);
}

/* ---- units ------------------------------------------------------- */

static void open_unit(struct scan *s)
{
	struct search_unit u = { .heading = S("") };

	vec_push(s->scratch, &s->units, u);
	s->words_before = s->words.n;
	s->forms->units++;
	s->body.n = s->other.n = s->lines.n = 0;
	s->heading.n = s->other_heading.n = 0;
}

struct cut {
	char p[EXCERPT_MAX + 4];
	size_t n;
};

/* Is there no white space in text[i .. i + 8) but single blanks? */
static bool eight_tidy(struct str text, size_t i)
{
	uint64_t here = eight_at(text.p + i), next = eight_at(text.p + i + 1);
	uint64_t odd = EIGHT_LESS(here, 0x20) |
		       (EIGHT_IS(here, ' ') & EIGHT_LESS(next, 0x21));

	return (odd & EIGHT(0x80)) == 0;
}

/* With single white space, as much as there is room for. */
static void cut_add(struct cut *c, struct str text)
{
	size_t i = 0, n = c->n;

	while (i < text.n && n < EXCERPT_MAX) {
		while (i + 9 <= text.n && n + 8 <= EXCERPT_MAX &&
			eight_tidy(text, i)) {
			memcpy(c->p + n, text.p + i, 8);
			i += 8;
			n += 8;
		}
		size_t end = i + EXCERPT_MAX - n;
		end = end < text.n ? end : text.n;
		while (i < end && !char_is_space(text.p[i]))
			c->p[n++] = text.p[i++];
		while (i < text.n && char_is_space(text.p[i]))
			i++;
		if (n < EXCERPT_MAX && i < text.n)
			c->p[n++] = ' ';
	}
	c->n = n;
}

/* Another line; U+200B is one that no white space parts. */
static void cut_break(struct cut *c, struct str line)
{
	struct str sign = line.n && !char_is_space(line.p[line.n - 1])
				  ? S("\xe2\x80\x8b")
				  : S("\n");

	memcpy(c->p + c->n, sign.p, sign.n);
	c->n += sign.n;
}

/* The unit's text; *lines: how many after the first are in it. */
static struct str excerpt(struct scan *s, size_t *lines)
{
	struct str body = buf_str(&s->body);
	struct cut c = { .n = 0 };
	size_t from = 0;

	for (*lines = 0;; ++*lines) {
		bool last = *lines == s->lines.n;
		size_t to = last ? body.n : s->lines.p[*lines];
		struct str line = str_sub(body, from, to);
		cut_add(&c, str_trim_left(line));
		if (last || c.n >= EXCERPT_MAX)
			break;
		cut_break(&c, line);
		from = to;
	}
	/* Where it was cut, a character of several bytes may be half there. */
	if (c.n >= EXCERPT_MAX && (unsigned char)c.p[c.n - 1] >= 0x80) {
		while (c.n && ((unsigned char)c.p[c.n - 1] & 0xC0) == 0x80)
			c.n--;
		c.n -= c.n > 0;
	}
	return str_dup(s->keep, str_trim_right(str_make(c.p, c.n)));
}

/* The other half of what the excerpt has. */
static struct str source(struct scan *s, size_t lines)
{
	struct str heading = str_trim(buf_str(&s->other_heading)), all;
	struct str other = buf_str(&s->other);
	struct buf both;
	size_t end = 0;

	if (heading.n + other.n == 0)
		return S("");
	while (lines-- > 0)
		end = str_find_byte(other, end, '\n') + 1;
	buf_init(&both, s->scratch);
	buf_add(&both, heading);
	buf_byte(&both, '\n');
	buf_add(&both, str_sub(other, 0, end));
	all = buf_str(&both);
	if (all.n > EXCERPT_MAX)
		all.n = str_rfind_byte(str_sub(all, 0, EXCERPT_MAX), '\n') + 1;
	return str_dup(s->keep, str_trim_right(all));
}

static void close_unit(struct scan *s)
{
	struct search_unit *u = &s->units.p[s->units.n - 1];
	size_t lines;

	u->heading = str_dup(s->keep, str_trim(buf_str(&s->heading)));
	u->text = excerpt(s, &lines);
	u->source = source(s, lines);
	take_heading(s, u->heading, 0);
	take_heading(s, buf_str(&s->other_heading), 1);
	take_body(s, buf_str(&s->body), 0);
	take_body(s, buf_str(&s->other), 1);
	u->nwords = (uint32_t)(s->words.n - s->words_before);
}

/* ---- text -------------------------------------------------------- */

static void put_html(struct scan *s, struct buf *b, struct str html)
{
	struct html_reader r;
	struct html_token t;

	html_begin(&r, html);
	while (html_next(&r, &t)) {
		if (t.kind == HTML_TEXT && r.raw_until.n == 0)
			buf_add(b, html_unescape(s->scratch, t.raw));
		else
			buf_byte(b, ' ');
	}
}

/* The other half of a pair, as a line: from its tree, else its raw text. */
static void put_other(struct scan *s, struct buf *other, uint32_t pair)
{
	const struct tree *tree = s->page->tree[1];
	const struct node *n = tree->segs[pair];
	const struct pair *p = &s->page->pairs.p[pair];
	size_t from = other->n;

	buf_add(other, n ? text_of(s->scratch, n)
			 : str_sub(s->page->source->bytes, p->s, p->s_end));
	for (; (from = str_find_byte(buf_str(other), from, '\n')) != STR_NONE;)
		other->p[from] = ' ';
	buf_byte(other, '\n');
	if (other == &s->other)
		vec_push(s->scratch, &s->lines, s->body.n);
}

static void put_node(struct scan *s, struct buf *b, struct buf *other,
	const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
	case NODE_CODE:
		buf_add(b, n->as.text);
		break;
	case NODE_CODE_BLOCK:
		buf_byte(b, ' ');
		buf_add(b, n->as.code.text);
		break;
	case NODE_HTML:
		if (str_starts_nocase(n->as.text, S("<br")))
			buf_byte(b, ' ');
		break;
	case NODE_HTML_BLOCK:
		buf_byte(b, ' ');
		if (!n->child)
			put_html(s, b, n->as.text);
		break;
	case NODE_SEG:
		if (s->side == 0 && s->page->tree[1] && !n->as.seg.continued)
			put_other(s, other, n->as.seg.pair);
		break;
	default:
		if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK ||
			node_is_block(n))
			buf_byte(b, ' ');
		break;
	}
}

static void put_heading(struct scan *s, const struct node *heading)
{
	bool first = !s->headed && s->units.n == 1 &&
		     heading->as.heading.level == 1 &&
		     str_trim(buf_str(&s->body)).n == 0;

	s->headed = true;
	if (!first) {
		close_unit(s);
		open_unit(s);
		s->units.p[s->units.n - 1].id = str_dup(s->keep,
			heading->as.heading.id);
	}
	for (const struct node *n = node_walk(heading, heading, false); n;
		n = node_walk(heading, n, false))
		put_node(s, &s->heading, &s->other_heading, n);
}

static void walk(struct scan *s, const struct node *root);

static void expand(struct scan *s, const struct node *n)
{
	uint32_t file = n->as.include.file;
	const struct page *outer = s->page;
	const struct page *in = file == FILE_NONE ? NULL : s->set->pages[file];
	int side = s->side;

	if (!in || !in->tree[0] || s->includes >= INCLUDES_MAX)
		return;
	s->page = in;
	s->side = in->tree[side] ? side : 0;
	s->includes++;
	walk(s, in->tree[s->side]->root);
	s->includes--;
	s->page = outer;
	s->side = side;
}

static void walk(struct scan *s, const struct node *root)
{
	bool skip;

	for (const struct node *n = root; n; n = node_walk(root, n, skip)) {
		bool out = version_leaves_out(s->scratch, s->shown, n);
		skip = out || n->kind == NODE_HEADING ||
		       n->kind == NODE_INCLUDE;
		if (out)
			continue;
		if (n->kind == NODE_HEADING)
			put_heading(s, n);
		else if (n->kind == NODE_INCLUDE)
			expand(s, n);
		else
			put_node(s, &s->body, &s->other, n);
	}
}

/* ---- pages of data ----------------------------------------------- */

static bool is_technical(struct str key)
{
	static const char *const keys[] = { "url", "href", "link", "uid",
		"metadata", "imageSrc", "itemType", "linkListType", "brand",
		"type", "style", NULL };

	return str_in(key, keys);
}

static void put_data(struct scan *s, const struct value *v, int depth)
{
	if (v->kind == VALUE_TEXT) {
		buf_add(&s->body, v->text);
		buf_byte(&s->body, ' ');
	}
	for (size_t i = 0; depth < 16 && i < v->n; i++)
		if (v->kind != VALUE_MAP || !is_technical(v->keys[i]))
			put_data(s, v->items[i], depth + 1);
}

/*
 * How the page is called elsewhere: by its metadata, by the table of
 * contents, by its file. A file has its name in the source language.
 */
static void take_names(struct scan *s, const struct page *p)
{
	const struct toc_entry *e = s->set->tocs.entry_of[p->file];

	if (s->side == 0) {
		take_heading(s, p->title, 0);
		take_body(s, value_text_at(p->meta, S("description")), 0);
		take_heading(s, e ? e->name : S(""), 0);
	}
	take_heading(s, path_base(path_stem(p->source->path)), 1);
}

static void *keep_all(struct arena *keep, const void *p, size_t bytes)
{
	return bytes ? memcpy(arena_room(keep, bytes), p, bytes) : NULL;
}

static struct search_doc *keep_doc(const struct scan *s)
{
	struct search_doc *d = arena_new(s->keep, struct search_doc);

	d->nunits = s->units.n;
	d->units = keep_all(s->keep, s->units.p,
		s->units.n * sizeof(*s->units.p));
	d->forms = s->forms;
	d->words = keep_all(s->keep, s->words.p,
		s->words.n * sizeof(*s->words.p));
	return d;
}

struct search_doc *search_read(const struct version *shown,
	const struct page *p, int side, struct search_forms *forms,
	struct arena *keep, struct arena *scratch)
{
	struct scan s = { .shown = shown,
		.set = shown->set,
		.page = p,
		.side = side,
		.keep = keep,
		.scratch = scratch,
		.forms = forms };
	struct buf *all[] = { &s.body, &s.other, &s.heading, &s.other_heading,
		&s.letters };
	struct search_doc *d;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		buf_init(all[i], scratch);
	open_unit(&s);
	take_names(&s, p);
	if (p->data)
		put_data(&s, p->data, 0);
	else if (p->tree[side])
		walk(&s, p->tree[side]->root);
	close_unit(&s);
	d = keep_doc(&s);
	d->title = side == 0 || d->units[0].heading.n == 0
			   ? str_dup(keep, page_label(p))
			   : d->units[0].heading;
	return d;
}
