/*
 * A page as one flow of blocks: directives around blocks, tabs and includes
 * are opened, with the condition under which a reader sees them. Files are
 * counted once; what of their pairs is in the checklist is noted here.
 */
#include "steps/reader.h"

#include "format/html.h"

/* Chains the later parts of segments, by pair. */
static void find_more(struct reader *r, struct seen *s, int side)
{
	const struct tree *t = s->page->tree[side];

	uint32_t *last = arena_array(r->a, uint32_t, s->page->pairs.n + 1);

	s->first[side] = arena_array(r->a, uint32_t, s->page->pairs.n + 1);
	for (const struct node *n = t->root; n;
		n = node_walk(t->root, n, false)) {
		if (n->kind != NODE_SEG || !n->as.seg.continued ||
			n->as.seg.pair >= s->page->pairs.n)
			continue;
		struct more m = { n, 0 };
		uint32_t pair = n->as.seg.pair;
		vec_push(r->a, &s->more[side], m);
		if (last[pair])
			s->more[side].p[last[pair] - 1].next =
				(uint32_t)s->more[side].n;
		else
			s->first[side][pair] = (uint32_t)s->more[side].n;
		last[pair] = (uint32_t)s->more[side].n;
	}
}

struct seen *reader_see(struct reader *r, const struct page *p, struct str file)
{
	struct seen *s;

	for (size_t i = 0; i < r->seen.n; i++)
		if (r->seen.p[i]->page == p)
			return r->seen.p[i];
	s = arena_new(r->a, struct seen);
	s->page = p;
	s->file = file;
	s->source = arena_new(r->a, struct source);
	*s->source = *p->source;
	source_index(r->a, s->source);
	s->used = arena_array(r->a, bool, p->pairs.n + 1);
	s->gap_after = UINT32_MAX;
	for (int side = 0; side < 2; side++)
		if (p->tree[side])
			find_more(r, s, side);
	vec_push(r->a, &r->seen, s);
	return s;
}

struct seen *stream_include(struct reader *r, const struct node *n)
{
	const struct page *p = r->host->include ? r->host->include(r->host->ctx,
							  n->as.include.file)
						: NULL;

	if (!p || !p->tree[0] || p->failed || r->depth >= READER_DEPTH)
		return NULL;
	return reader_see(r, p, p->source->path);
}

/* The line alone; its column would cost time. */
static uint32_t line_at(const struct source *s, uint32_t at)
{
	size_t low = 0, high = s->nlines;

	while (low + 1 < high) {
		size_t mid = low + (high - low) / 2;
		if (s->lines[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return (uint32_t)low + 1;
}

struct checklist_place stream_place_at(const struct seen *in, uint32_t from,
	uint32_t to)
{
	struct str bytes = in->source->bytes;

	while (to > from && char_is_space(bytes.p[to - 1]))
		to--;
	return (struct checklist_place){ in->file, line_at(in->source, from),
		line_at(in->source, to > from ? to - 1 : from) };
}

/* Where the last thing below n ends: a list item reaches further. */
static uint32_t text_end(const struct node *n)
{
	while (n->last && (n->kind == NODE_ITEM || n->kind == NODE_LIST ||
				  n->kind == NODE_BOX))
		n = n->last;
	return node_end(n);
}

struct checklist_place stream_place(const struct seen *in, const struct node *n)
{
	return stream_place_at(in, n->at.at, text_end(n));
}

/* ---- as it is typed ---------------------------------------------- */

bool stream_indented(const struct entry *e)
{
	struct str bytes = e->in->page->source->bytes;
	size_t at = e->node->at.at, n = 0;

	while (at > n && bytes.p[at - n - 1] == ' ')
		n++;
	return n > 1 && (at == n || bytes.p[at - n - 1] == '\n');
}

uint32_t stream_number(const struct entry *list, const struct node *item)
{
	struct str s = str_trim_left(str_sub(list->in->page->source->bytes,
		item->at.at, item->at.at + 16));
	size_t n = 0;
	uint32_t number = 0;

	while (n < s.n && n < 9 && char_is_digit(s.p[n]))
		n++;
	return str_to_uint(str_sub(s, 0, n), &number) ? number : 0;
}

/* ---- opening containers ------------------------------------------ */

/* The value of an attribute of a box, as it is in the page. */
static struct str box_attribute(struct reader *r, const struct node *n,
	struct str name)
{
	struct html_reader h;
	struct html_token t;
	const struct html_attr *a = NULL;

	html_begin(&h,
		str_printf(r->a, "<div%.*s>", STR_ARG(n->as.box->site.attrs)));
	if (html_next(&h, &t) && t.kind == HTML_OPEN)
		a = html_attr(&t, name);
	return a ? html_unescape(r->a, a->value) : S("");
}

static struct str condition_of(struct reader *r, const struct node *n)
{
	static const char *const names[] = { "data-range", "data-pivot",
		"data-target", NULL };
	struct str found = { "", 0 };

	for (int i = 0; found.n == 0 && names[i]; i++)
		found = box_attribute(r, n, str_of(names[i]));
	return found;
}

static bool is_html(const struct node *n)
{
	return n->kind == NODE_HTML_BLOCK && !n->child;
}

/* Comments, anchors and line breaks say nothing. */
static bool is_silent(const struct node *n)
{
	struct html_reader h;
	struct html_token t;

	if (n->kind == NODE_BREAK)
		return true;
	if (!is_html(n))
		return false;
	html_begin(&h, n->as.text);
	while (html_next(&h, &t)) {
		if (t.kind == HTML_TEXT && str_trim(t.raw).n)
			return false;
		if (t.kind == HTML_OPEN && !str_eq_nocase(t.name, S("a")) &&
			!str_eq_nocase(t.name, S("br")) &&
			!str_eq_nocase(t.name, S("hr")) &&
			!str_eq_nocase(t.name, S("div")) &&
			!str_eq_nocase(t.name, S("span")))
			return false;
	}
	return true;
}

static void add_children(struct reader *r, struct seen *in,
	const struct node *parent, struct str condition, struct entries *out);

static void add_tabs(struct reader *r, struct seen *in, const struct node *tabs,
	struct entries *out)
{
	for (const struct node *tab = tabs->child; tab; tab = tab->next)
		add_children(r, in, tab, tab->as.tab.id, out);
}

static void add_block(struct reader *r, struct seen *in, const struct node *n,
	struct str condition, struct entries *out)
{
	struct entry e = { n, in, condition, false };
	struct seen *fragment;

	if (n->kind == NODE_BOX) {
		if (r->host->hides && r->host->hides(r->host->ctx, r->a, n))
			return;
		struct str own = condition_of(r, n);
		e.checklist = str_eq(box_attribute(r, n, S("class")),
			S("checklist"));
		if (!e.checklist && !n->as.box->url.n) {
			add_children(r, in, n, own.n ? own : condition, out);
			return;
		}
	} else if (n->kind == NODE_TABS) {
		add_tabs(r, in, n, out);
		return;
	} else if (n->kind == NODE_INCLUDE) {
		fragment = stream_include(r, n);
		if (fragment) {
			add_children(r, fragment, fragment->page->tree[0]->root,
				condition, out);
			return;
		}
	}
	if (!is_silent(n))
		vec_push(r->a, out, e);
}

static void add_children(struct reader *r, struct seen *in,
	const struct node *parent, struct str condition, struct entries *out)
{
	if (r->depth >= READER_DEPTH)
		return;
	r->depth++;
	for (const struct node *n = parent->child; n; n = n->next)
		add_block(r, in, n, condition, out);
	r->depth--;
}

void stream_entries(struct reader *r, struct seen *in,
	const struct node *parent, struct entries *out)
{
	add_children(r, in, parent, S(""), out);
}
