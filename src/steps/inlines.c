/*
 * What stands in a block as segments: pairs where the page has them, else
 * the sentences of its text. Links and images are noted beside them.
 * Invariant: a pair is given once, where its segment begins.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "steps/reader.h"

/* Text outside of segments; `cut` says where it may be split, since there
 * the text is the file's. */
struct cut {
	size_t at, end; /* in the text */
	uint32_t file;  /* of its first byte */
};

struct gather {
	struct reader *r;
	struct seen *in;
	struct gathered *out;
	struct buf loose;
	uint32_t loose_from, loose_to;
	VEC(struct cut) cuts;
};

struct str inlines_text(struct arena *a, const struct node *n)
{
	struct buf b;

	buf_init(&b, a);
	for (const struct node *c = n; c;
		c = node_walk(n, c, c->kind == NODE_IMAGE && c != n)) {
		if (c->kind == NODE_TEXT || c->kind == NODE_CODE ||
			c->kind == NODE_UNREAD)
			buf_add(&b, c->as.text);
		else if (c->kind == NODE_XREF)
			buf_add(&b, c->as.xref.raw);
		else if (c->kind == NODE_MATH)
			buf_add(&b, c->as.math.tex);
		else if (c->kind == NODE_CODE_BLOCK)
			buf_add(&b, c->as.code.text);
		else if (c->kind == NODE_SOFT_BREAK ||
			 c->kind == NODE_LINE_BREAK ||
			 (c->kind == NODE_HTML &&
				 str_starts_nocase(c->as.text, S("<br"))))
			buf_byte(&b, ' ');
	}
	return str_trim(buf_str(&b));
}

/* The words of a bit of text are letters and digits. */
static bool has_words(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c != UTF8_BAD && utf8_is_alnum(c))
			return true;
	}
	return false;
}

static bool is_bilingual(const struct seen *in)
{
	return in->page->pairs.n > 0;
}

/* Where the text stands; of several files, the first. */
static void note_range(struct gather *g, uint32_t from, uint32_t to)
{
	struct gathered *out = g->out;
	bool first = !out->in;

	if (out->in && out->in != g->in)
		return;
	out->in = g->in;
	if (first || from < out->from)
		out->from = from;
	if (first || to > out->to)
		out->to = to;
}

/* ---- pairs ------------------------------------------------------- */

/* All of a segment on one side, its later parts too. */
struct str inlines_pair(struct reader *r, const struct seen *in, uint32_t pair,
	int side)
{
	const struct tree *t = in->page->tree[side];
	struct str text = { "", 0 };

	if (!t || pair >= t->nsegs || !t->segs[pair])
		return text;
	text = inlines_text(r->a, t->segs[pair]);
	for (uint32_t m = in->first[side][pair]; m;
		m = in->more[side].p[m - 1].next) {
		struct str part = inlines_text(r->a,
			in->more[side].p[m - 1].node);
		if (part.n)
			text = str_printf(r->a, "%.*s%s%.*s", STR_ARG(text),
				text.n ? " " : "", STR_ARG(part));
	}
	return text;
}

static void set_status(struct reader *r, struct checklist_segment *s)
{
	if (s->text[0].n == 0)
		s->status = "untranslated";
	else if (s->text[1].n == 0)
		s->status = "source-missing";
	else if (str_eq(s->text[0], s->text[1]))
		s->status = "identical";
	else if (words_foreign(r->words, r->out->locale[0], r->out->locale[1],
			 r->a, s->text[0]))
		s->status = "mixed";
}

static void add_pair(struct gather *g, uint32_t pair)
{
	const struct page *p = g->in->page;
	const struct pair *b = &p->pairs.p[pair];
	uint32_t from[2] = { b->t, b->s }, to[2] = { b->t_end, b->s_end };
	struct checklist_segment s = { .id = b->id };

	s.at = stream_place_at(g->in, b->at, b->end);
	s.from = b->at;
	s.to = b->end;
	g->in->used[pair] = true;
	note_range(g, b->at, b->end);
	for (int side = 0; side < 2; side++) {
		struct str raw = str_trim(
			str_sub(p->source->bytes, from[side], to[side]));
		s.text[side] = inlines_pair(g->r, g->in, pair, side);
		if (s.text[side].n && !str_eq(raw, s.text[side]))
			s.markdown[side] = raw;
	}
	set_status(g->r, &s);
	/* An empty pair, or one with a picture only, has no text. */
	if (s.text[0].n || s.text[1].n)
		vec_push(g->r->a, &g->out->segments, s);
}

/* ---- text that is no segment ------------------------------------- */

/* The bytes of the file where byte k of the loose text is; 0: unknown. */
static uint32_t file_at(const struct gather *g, size_t k)
{
	size_t low = 0, high = g->cuts.n;

	/* The first cut that reaches to k. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (g->cuts.p[mid].end < k)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == g->cuts.n || g->cuts.p[low].at > k)
		return 0;
	return g->cuts.p[low].file + (uint32_t)(k - g->cuts.p[low].at);
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 ||
	       c == 0xFF1F || c == 0x061F || c == 0x06D4;
}

static bool is_closer(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D ||
	       c == 0x2019 || c == 0xBB || c == 0x300D || c == 0xFF09;
}

/* "3." at the beginning of a text. */
static bool is_number(struct str before)
{
	uint32_t n;

	return before.n && str_to_uint(str_sub(before, 0, before.n - 1), &n);
}

/* "e.g." and single letters do not end a sentence. */
static bool is_abbreviation(struct str before)
{
	static const char *const known[] = { "e.g.", "i.e.", "etc.", "vs.",
		"bijv.", "d.w.z.", "z.B.", "d.h.", "p. ex.", "cf.", "No.",
		"Dr.", "Mr.", "approx.", "evtl.", "usw.", "ca.", NULL };
	size_t n = before.n;

	for (int i = 0; known[i]; i++)
		if (str_ends(before, str_of(known[i])))
			return true;
	return n >= 2 && char_is_alnum(before.p[n - 2]) &&
	       !char_is_digit(before.p[n - 2]) &&
	       (n == 2 || !char_is_alnum(before.p[n - 3]));
}

/* Where the sentence that begins at `from` ends; its end, or the text's. */
static size_t sentence_end(struct str s, size_t from)
{
	for (size_t i = from; i < s.n;) {
		uint32_t c = utf8_next(s, &i), d;
		size_t end = i, next;
		if (!is_stop(c))
			continue;
		for (next = end; next < s.n; end = next) {
			d = utf8_next(s, &next);
			if (!is_closer(d) && !is_stop(d))
				break;
		}
		if (end >= s.n || c >= 0x3000)
			return end;
		next = end;
		if (!utf8_is_space(utf8_next(s, &next)) ||
			(c == '.' && (is_abbreviation(str_sub(s, from, i)) ||
					     (from == 0 && is_number(str_sub(s,
								   0, i))))))
			continue;
		next = end +
		       (str_skip(s, end).n - str_trim_left(str_skip(s, end)).n);
		if (next >= s.n)
			return s.n;
		d = utf8_next(s, &next);
		/* "... b. Then": the next of lettered sentences. */
		if (d >= 'a' && d <= 'z' &&
			str_starts(str_skip(s, next), S(". ")))
			return end;
		if (d != utf8_lower(d) || d > 0x500 || char_is_digit((char)d))
			return end;
	}
	return s.n;
}

static void add_loose(struct gather *g, struct str text, uint32_t from,
	uint32_t to)
{
	struct str bytes = g->in->page->source->bytes;
	struct str raw = str_trim(str_sub(bytes, from, to));
	struct checklist_segment s = { .status = NULL };

	s.text[0] = str_dup(g->r->a, str_trim(text));
	if (!has_words(s.text[0]))
		return;
	s.at = stream_place_at(g->in, from, to);
	s.from = from;
	s.to = to;
	if (raw.n && !str_eq(raw, s.text[0]))
		s.markdown[0] = raw;
	if (is_bilingual(g->in))
		s.status = "source-missing";
	vec_push(g->r->a, &g->out->segments, s);
	note_range(g, from, to);
}

static void flush(struct gather *g)
{
	struct str text = buf_str(&g->loose);
	uint32_t from = g->loose_from;
	size_t at = 0;

	while (at < text.n && !is_bilingual(g->in)) {
		size_t end = sentence_end(text, at);
		uint32_t cut = 0;
		while (end < text.n && (cut = file_at(g, end)) == 0)
			end = sentence_end(text, end);
		if (end >= text.n)
			break;
		add_loose(g, str_sub(text, at, end), from, cut);
		from = cut;
		at = end;
	}
	if (at < text.n)
		add_loose(g, str_skip(text, at), from, g->loose_to);
	buf_init(&g->loose, g->r->a);
	g->cuts.n = 0;
}

static void put_loose(struct gather *g, const struct node *n, bool top)
{
	struct str text = inlines_text(g->r->a, n);
	struct cut c = { g->loose.n, 0, n->at.at };

	if (n->kind == NODE_TEXT)
		text = n->as.text;
	else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK ||
		 n->kind == NODE_HTML)
		text = S(" ");
	if (g->loose.n == 0)
		g->loose_from = n->at.at;
	if (node_end(n) > g->loose_to || g->loose.n == 0)
		g->loose_to = node_end(n);
	buf_add(&g->loose, text);
	c.end = g->loose.n;
	if (top && n->kind == NODE_TEXT && text.n == n->at.len)
		vec_push(g->r->a, &g->cuts, c);
}

/* ---- the walk ---------------------------------------------------- */

static bool holds_segment(const struct node *root)
{
	for (const struct node *n = root->child; n;
		n = node_walk(root, n, false))
		if (n->kind == NODE_SEG || n->kind == NODE_INCLUDE)
			return true;
	return false;
}

/* Links and images inside of a segment, or of text. */
static void scan_inside(struct gather *g, const struct node *root,
	const struct node *seg)
{
	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_LINK)
			link_add(g->r, g->in, n, seg, &g->out->links);
		else if (n->kind == NODE_IMAGE && n->as.image.url.n)
			vec_push(g->r->a, &g->out->images,
				image_block(g->r, g->in, n,
					seg ? other_half(g->in, seg, n)
					    : NULL));
	}
}

static void walk(struct gather *g, const struct node *parent, bool top);

static void walk_include(struct gather *g, const struct node *n)
{
	struct seen *fragment = stream_include(g->r, n), *outer = g->in;

	if (!fragment)
		return;
	flush(g);
	g->in = fragment;
	g->r->depth++;
	const struct node *root = fragment->page->tree[0]->root;
	for (const struct node *c = root->child; c; c = c->next)
		walk(g, c, true);
	flush(g);
	g->r->depth--;
	g->in = outer;
}

static void walk_one(struct gather *g, const struct node *n, bool top)
{
	bool pair = n->kind == NODE_SEG &&
		    n->as.seg.pair < g->in->page->pairs.n;

	if (pair) {
		flush(g);
		if (!n->as.seg.continued || !g->in->used[n->as.seg.pair])
			add_pair(g, n->as.seg.pair);
		scan_inside(g, n, n);
	} else if (n->kind == NODE_INCLUDE) {
		walk_include(g, n);
	} else if (n->kind == NODE_IMAGE) {
		scan_inside(g, n, NULL);
	} else if (n->child && holds_segment(n)) {
		if (n->kind == NODE_LINK)
			link_add(g->r, g->in, n, NULL, &g->out->links);
		walk(g, n, false);
	} else {
		scan_inside(g, n, NULL);
		put_loose(g, n, top);
	}
}

static void walk(struct gather *g, const struct node *parent, bool top)
{
	for (const struct node *n = parent->child; n; n = n->next)
		walk_one(g, n, top);
}

void inlines_gather(struct reader *r, struct seen *in,
	const struct node *parent, struct gathered *out)
{
	struct gather g = { .r = r, .in = in, .out = out };

	*out = (struct gathered){ 0 };
	buf_init(&g.loose, r->a);
	walk(&g, parent, true);
	flush(&g);
}

/* ---- looking without taking -------------------------------------- */

static struct str peek_pair(struct reader *r, const struct seen *in,
	const struct node *n, int side)
{
	struct str text = { "", 0 };

	if (n->as.seg.pair < in->page->pairs.n && !n->as.seg.continued)
		text = inlines_pair(r, in, n->as.seg.pair, side);
	return text;
}

struct str inlines_peek(struct reader *r, struct seen *in,
	const struct node *parent, int side)
{
	struct buf b;
	bool other = side == 1 && in->page->tree[1];

	buf_init(&b, r->a);
	for (const struct node *n = parent; n;
		n = node_walk(parent, n,
			n->kind == NODE_IMAGE || n->kind == NODE_SEG)) {
		struct seen *fragment;
		if (n->kind == NODE_SEG && other) {
			buf_add(&b, peek_pair(r, in, n, 1));
		} else if (n->kind == NODE_SEG) {
			buf_add(&b, inlines_text(r->a, n));
		} else if (n->kind == NODE_TEXT || n->kind == NODE_CODE) {
			buf_add(&b, n->as.text);
		} else if (n->kind == NODE_SOFT_BREAK ||
			   n->kind == NODE_LINE_BREAK) {
			buf_byte(&b, ' ');
		} else if (n->kind == NODE_INCLUDE &&
			   (fragment = stream_include(r, n)) != NULL) {
			r->depth++;
			buf_add(&b,
				inlines_peek(r, fragment,
					fragment->page->tree[0]->root, side));
			r->depth--;
		}
	}
	return str_trim(buf_str(&b));
}

const struct node *inlines_twin(const struct seen *in, const struct node *n)
{
	const struct tree *t = in->page->tree[1];

	for (const struct node *c = n; t && c; c = node_walk(n, c, false)) {
		if (c->kind != NODE_SEG || c->as.seg.pair >= t->nsegs)
			continue;
		const struct node *o = t->segs[c->as.seg.pair];
		while (o && o->kind != n->kind)
			o = o->parent;
		return o;
	}
	return NULL;
}
