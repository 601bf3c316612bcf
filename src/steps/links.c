/* Where links lead and what images show, in both languages. */
#include "base/path.h"
#include "steps/reader.h"

/* ---- links ------------------------------------------------------- */

/* Nodes of a segment that are looked at. */
#define OTHER_HALF_MAX 2000

static const struct node *nth_of(const struct node *root, enum node_kind kind,
	size_t nth)
{
	for (const struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == kind && nth-- == 0)
			return n;
	return NULL;
}

static struct str url_of(const struct node *n)
{
	return n->kind == NODE_LINK ? n->as.link.url : n->as.image.url;
}

/* The same link or image in the other half of its segment: by its URL,
 * else by its place. */
const struct node *other_half(const struct seen *in, const struct node *seg,
	const struct node *one)
{
	uint32_t pair = seg->as.seg.pair;
	const struct tree *t = in->page->tree[1];
	const struct node *other = t && pair < t->nsegs ? t->segs[pair] : NULL;
	size_t nth = 0, steps = 0;

	for (const struct node *n = seg; other && n && n != one;
		n = node_walk(seg, n, false)) {
		nth += n->kind == one->kind;
		/* A segment is a sentence: beyond, time is worth more. */
		if (++steps > OTHER_HALF_MAX)
			return NULL;
	}
	steps = 0;
	for (const struct node *n = other; n && ++steps < OTHER_HALF_MAX;
		n = node_walk(other, n, false))
		if (n->kind == one->kind && str_eq(url_of(n), url_of(one)))
			return n;
	return other ? nth_of(other, one->kind, nth) : NULL;
}

static bool has_scheme(struct str url)
{
	size_t i = 0;

	while (i < url.n &&
		((url.p[i] >= 'a' && url.p[i] <= 'z') ||
			(i && (char_is_digit(url.p[i]) || url.p[i] == '+' ||
				      url.p[i] == '.' || url.p[i] == '-'))))
		i++;
	return i > 1 && i < url.n && url.p[i] == ':';
}

static struct checklist_target find_target(struct reader *r,
	const struct seen *in, struct str url)
{
	struct checklist_target t = { { "", 0 }, false };
	struct str path = url_decode(r->a, url_split(url).path), full;

	if (r->host->link)
		return r->host->link(r->host->ctx, r->a, in->page, url);
	if (str_ends_nocase(path, S(".md")) &&
		path_resolve(r->a, r->host->path, path, &full))
		t.page = str_cat(r->a, path_stem(full), S(".html"));
	return t;
}

static void classify(struct reader *r, const struct seen *in,
	struct checklist_link *l)
{
	struct str url = l->href[0];
	struct checklist_target t;

	l->kind = "external";
	if (str_starts(url, S("#"))) {
		l->kind = "anchor";
		l->resolved = map_has(&in->page->anchors,
			str_lower(r->a, url_decode(r->a, str_skip(url, 1))));
	} else if (str_starts(url, S("mailto:"))) {
		l->kind = "mail";
	} else if (str_starts(url, S("xref:"))) {
		l->kind = "xref";
	} else if (!has_scheme(url)) {
		struct str path = url_split(url).path;
		bool page = str_ends_nocase(path, S(".md")) ||
			    path_ext(path).n == 0;
		t = find_target(r, in, url);
		l->kind = page ? "page" : "asset";
		l->page = page ? t.page : S("");
		l->resolved = t.resolved;
	}
}

static struct str plain_or(struct reader *r, const struct node *n,
	struct str other)
{
	struct str text = n ? inlines_text(r->a, n) : S("");

	return text.n ? text : other;
}

void link_add(struct reader *r, struct seen *in, const struct node *n,
	const struct node *seg, struct checklist_links *out)
{
	struct checklist_link l = { .href = { n->as.link.url } };
	const struct node *other = NULL, *inner = NULL;
	const struct page *p = in->page;

	/* An address in the text leads where it says. */
	if (l.href[0].n == 0 ||
		(n->as.link.bare && str_starts(l.href[0], S("mailto:"))))
		return;
	for (const struct node *c = n; c && !seg && !inner;
		c = node_walk(n, c, false))
		if (c->kind == NODE_SEG && c->as.seg.pair < p->pairs.n)
			inner = c;
	if (seg)
		other = other_half(in, seg, n);
	else if (inner && p->tree[1])
		other = p->tree[1]->segs[inner->as.seg.pair];
	l.text[0] = plain_or(r, n, l.href[0]);
	l.text[1] = other ? inlines_text(r->a, other) : S("");
	if (seg && other && !str_eq(other->as.link.url, l.href[0]))
		l.href[1] = other->as.link.url;
	l.file = in->file;
	l.byte = n->at.at;
	if (seg || inner)
		l.byte = p->pairs.p[(seg ? seg : inner)->as.seg.pair].at;
	if (seg || inner)
		l.segment = p->pairs.p[(seg ? seg : inner)->as.seg.pair].id;
	classify(r, in, &l);
	vec_push(r->a, out, l);
}

/* Does one of the segments hold it? They are in the order of the file. */
static bool holds(const struct checklist_segments *s,
	const struct checklist_link *l)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->p[mid].from <= l->byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low && l->byte < s->p[low - 1].to &&
	       str_eq(s->p[low - 1].at.file, l->file);
}

struct checklist_links links_of(struct reader *r, struct checklist_links *links,
	const struct checklist_segments *s)
{
	struct checklist_links out = { 0 }, rest = { 0 };

	for (size_t i = 0; i < links->n; i++) {
		if (holds(s, &links->p[i]))
			vec_push(r->a, &out, links->p[i]);
		else
			vec_push(r->a, &rest, links->p[i]);
	}
	*links = rest;
	return out;
}

/* ---- images ------------------------------------------------------ */

/* Numbers of ids run on over an alternative text that lost its segment. */
static struct str missing_segment(struct reader *r, struct seen *in,
	const struct node *n)
{
	const struct pairs *p = &in->page->pairs;
	size_t low = 0, high = p->n;
	uint32_t before, after;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (p->p[mid].at < n->at.at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0 || low >= p->n)
		return S("");
	struct str x = p->p[low - 1].id, y = p->p[low].id;
	if (x.n < 7 || y.n < 7 || !str_to_uint(str_skip(x, 6), &before) ||
		!str_to_uint(str_skip(y, 6), &after))
		return S("");
	in->gap_images = in->gap_after == low ? in->gap_images + 1 : 1;
	in->gap_after = (uint32_t)low;
	if (before + in->gap_images >= after)
		return S("");
	return str_printf(r->a, "%.*s%u", STR_ARG(str_sub(x, 0, 6)),
		before + in->gap_images);
}

struct checklist_block *image_block(struct reader *r, struct seen *in,
	const struct node *n, const struct node *other)
{
	static const char *const kinds[] = { NULL, "content", "icon",
		"complex" };
	const struct image_options *o = n->as.image.options;
	struct checklist_block *b = arena_new(r->a, struct checklist_block);
	const struct page *p = in->page;

	b->kind = BLOCK_IMAGE;
	b->src = n->as.image.url;
	b->at = stream_place(in, n);
	b->resolved = find_target(r, in, b->src).resolved;
	for (const struct node *c = n->child; c; c = node_walk(n, c, false)) {
		if (c->kind != NODE_SEG || c->as.seg.pair >= p->pairs.n)
			continue;
		in->used[c->as.seg.pair] = true;
		for (int side = 0; side < 2; side++)
			b->alt[side] = inlines_pair(r, in, c->as.seg.pair,
				side);
	}
	if (b->alt[0].n == 0 && n->child) {
		b->alt[0] = inlines_text(r->a, n);
		b->alt[1] = other ? inlines_text(r->a, other) : S("");
		if (b->alt[0].n && p->pairs.n && !other)
			b->missing = missing_segment(r, in, n);
	}
	if (o) {
		b->image_kind = kinds[o->type];
		b->lightbox = o->lightbox;
		b->description[0] = str_trim(o->description);
	}
	b->id = checklist_id(r->a, &r->ids, "image", b->src);
	return b;
}
