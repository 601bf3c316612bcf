/*
 * Between the bytes of a file and those of its target view, both ways. The
 * pieces of a view are in the order of the file, too, so that the way back
 * is a search by halves.
 */
#include "check/raw.h"

static const struct view *view_of(const struct check *c)
{
	return &c->page->view[0];
}

struct str raw_text(const struct check *c)
{
	return view_of(c)->text;
}

/* The last piece that begins at or before an offset of the file. */
static size_t piece_in_file(const struct view *v, uint32_t at)
{
	size_t low = 0, high = v->npieces;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (v->pieces[mid].file <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static size_t piece_end(const struct view *v, size_t i)
{
	return i + 1 < v->npieces ? v->pieces[i + 1].at : v->text.n;
}

static size_t to_view(const struct view *v, uint32_t at)
{
	size_t i = piece_in_file(v, at), end = piece_end(v, i);
	const struct piece *p = &v->pieces[i];
	size_t offset = at > p->file ? at - p->file : 0;

	/* Behind the first byte of a mark's tag is behind the mark. */
	if (p->made)
		return offset ? end : p->at;
	return p->at + offset < end ? p->at + offset : end;
}

struct range raw_range(const struct check *c, const struct node *n)
{
	const struct view *v = view_of(c);

	return (struct range){ to_view(v, n->at.at), to_view(v, node_end(n)) };
}

struct str raw_of(const struct check *c, struct range r)
{
	return str_sub(raw_text(c), r.from, r.to);
}

struct span raw_span(const struct check *c, size_t from, size_t to)
{
	return view_span(view_of(c), c->page->file, from, to);
}

size_t raw_offset(const struct check *c, struct str slice)
{
	struct str all = raw_text(c);

	if (slice.n == 0 || (uintptr_t)slice.p < (uintptr_t)all.p ||
		(uintptr_t)slice.p >= (uintptr_t)all.p + all.n)
		return STR_NONE;
	return (size_t)(slice.p - all.p);
}

size_t raw_line_end(const struct check *c, size_t at)
{
	struct str all = raw_text(c);
	size_t end = str_find_byte(all, at, '\n');

	if (end == STR_NONE)
		end = all.n;
	return end > at && all.p[end - 1] == '\r' ? end - 1 : end;
}

size_t raw_line_start(const struct check *c, size_t at)
{
	struct str all = raw_text(c);

	while (at > 0 && all.p[at - 1] != '\n')
		at--;
	return at;
}

size_t raw_skip_marks(const struct check *c, size_t at, bool spaces)
{
	struct str all = raw_text(c);
	uint32_t pair;
	bool closes;

	while (at < all.n) {
		size_t n = view_mark(view_of(c), all, at, c->page->pairs.n,
			&pair, &closes);
		if (n == 0 && spaces && (all.p[at] == ' ' || all.p[at] == '\t'))
			n = 1;
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

struct range raw_html(const struct check *c, const struct node *n)
{
	size_t at = raw_offset(c, n->as.text);

	if (at == STR_NONE)
		return raw_range(c, n);
	return (struct range){ at, at + n->as.text.n };
}

bool raw_is_one(const struct check *c, size_t from, size_t to)
{
	const struct view *v = view_of(c);
	size_t i;

	if (from >= to || to > v->text.n)
		return false;
	i = view_piece(v, from);
	return !v->pieces[i].made && to <= piece_end(v, i);
}

bool raw_mend(const struct check *c, struct diag *d, enum mend mend,
	size_t from, size_t to, struct str text)
{
	if (!raw_is_one(c, from, to)) {
		d->edits = NULL;
		d->mend = MEND_NOT;
		return false;
	}
	diag_mend(c->sink, d, mend, raw_span(c, from, to), text);
	return true;
}

/* ---- prose ------------------------------------------------------- */

static bool is_prose(const struct node *n, bool urls)
{
	switch (n->kind) {
	case NODE_PARAGRAPH:
	case NODE_HEADING:
	case NODE_CELL:
	case NODE_TEXT:
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_STRIKE:
	case NODE_SEG:
		return true;
	case NODE_LINK:
		return n->as.link.bare && !urls;
	default:
		return false;
	}
}

static void blank(char *copy, struct range all, struct range r)
{
	size_t from = r.from > all.from ? r.from : all.from;
	size_t to = r.to < all.to ? r.to : all.to;

	if (from < to)
		memset(copy + (from - all.from), RAW_BLANK, to - from);
}

static void blank_marks(const struct view *v, char *copy, struct range all)
{
	for (size_t i = view_piece(v, all.from);
		i < v->npieces && v->pieces[i].at < all.to; i++)
		if (v->pieces[i].made)
			blank(copy, all,
				(struct range){ v->pieces[i].at,
					piece_end(v, i) });
}

struct str raw_prose(const struct check *c, const struct node *block,
	struct range *r, bool urls)
{
	struct str text;
	char *copy;

	*r = raw_range(c, block);
	text = raw_of(c, *r);
	copy = arena_array(c->scratch, char, text.n + 1);
	memcpy(copy, text.p, text.n);
	for (const struct node *n = block, *next; n; n = next) {
		bool prose = is_prose(n, urls);

		next = node_walk(block, n, !prose);
		if (!prose)
			blank(copy, *r, raw_range(c, n));
	}
	blank_marks(view_of(c), copy, *r);
	return str_make(copy, text.n);
}

/* ---- destinations ------------------------------------------------ */

static size_t skip_space(struct str s, size_t at)
{
	while (at < s.n && char_is_space(s.p[at]))
		at++;
	return at;
}

/* The end of a destination that begins at `at`: white space, or the ')'
 * that has no '('. */
static size_t destination_end(struct str s, size_t at)
{
	size_t depth = 0;

	for (; at < s.n && !char_is_space(s.p[at]); at++) {
		if (s.p[at] == '\\' && at + 1 < s.n)
			at++;
		else if (s.p[at] == '(')
			depth++;
		else if (s.p[at] == ')' && depth-- == 0)
			break;
	}
	return at;
}

/* Behind the text and its ']'; of a text that is empty, behind "[]". */
static size_t text_end(const struct check *c, const struct node *n,
	struct range all)
{
	size_t at = all.from + 1 + (n->kind == NODE_IMAGE);

	if (n->last)
		at = raw_range(c, n->last).to;
	return raw_skip_marks(c, at, false);
}

static bool find_destination(const struct check *c, const struct node *n,
	struct range *out)
{
	struct range all = raw_range(c, n);
	struct str s = str_sub(raw_text(c), 0, all.to);
	size_t at = text_end(c, n, all);

	if (at + 1 >= s.n || s.p[at] != ']' || s.p[at + 1] != '(')
		return false;
	at = skip_space(s, at + 2);
	if (at < s.n && s.p[at] == '<') {
		size_t end = str_find_byte(s, at, '>');

		*out = (struct range){ at + 1, end };
		return end != STR_NONE;
	}
	*out = (struct range){ at, destination_end(s, at) };
	return true;
}

/* Where a link's or image's destination is written, without < and >; false:
 * not in parentheses behind it, or not as its URL is. */
static bool destination(const struct check *c, const struct node *n,
	struct range *out)
{
	bool image = n->kind == NODE_IMAGE;
	struct str url = image ? n->as.image.url : n->as.link.url;
	size_t at = raw_offset(c, url);

	if (image && n->as.image.options && at != STR_NONE) {
		*out = (struct range){ at, at + url.n };
		return true;
	}
	if (!find_destination(c, n, out))
		return false;
	return str_eq(raw_of(c, *out), url) &&
	       raw_is_one(c, out->from, out->to);
}

static bool bare_url(const struct check *c, const struct reference *ref,
	struct span *out)
{
	struct range r = raw_range(c, ref->node);

	if (raw_of(c, r).n > 0 && *raw_of(c, r).p == '<')
		r = (struct range){ r.from + 1, r.to - 1 };
	*out = raw_span(c, r.from, r.to);
	return str_eq(raw_of(c, r), ref->url) && raw_is_one(c, r.from, r.to);
}

/*
 * Where the URL of a reference is written, in the file: of Markdown as
 * above, of HTML where `at` was found to be. False: not as the URL is.
 */
static bool written_url(const struct check *c, const struct reference *ref,
	struct span at, struct span *out)
{
	const struct node *n = ref->node;
	struct range r;

	if (n->kind == NODE_LINK && n->as.link.bare)
		return bare_url(c, ref, out);
	if (n->kind == NODE_LINK ||
		(n->kind == NODE_IMAGE && ref->kind == REFERENCE_IMAGE)) {
		if (!destination(c, n, &r))
			return false;
		*out = raw_span(c, r.from, r.to);
		return true;
	}
	*out = at;
	return str_eq(str_sub(c->page->source->bytes, at.at,
			      (size_t)at.at + at.len),
		ref->url);
}

void raw_mend_url(const struct check *c, struct diag *d, enum mend mend,
	const struct reference *ref, struct span at, struct str part,
	struct str text)
{
	struct span url;

	if (part.n == 0 || !written_url(c, ref, at, &url))
		return;
	url.at += (uint32_t)(part.p - ref->url.p);
	url.len = (uint32_t)part.n;
	diag_mend(c->sink, d, mend, url, text);
}
