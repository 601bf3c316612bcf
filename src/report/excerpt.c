/*
 * The text around a finding, in three parts and on one line: of a long or
 * bilingual line only what is near the place, without the marks of the
 * pairs and without the other language. No part has a character that could
 * be forged, and all are UTF-8.
 */
#include "report/excerpt.h"

#include "base/utf8.h"

#define BEFORE 40 /* columns before the place */
#define LOOK 4096 /* bytes of a line that are looked at, each way */

/* The parts as far as LOOK goes. */
struct parts {
	struct buf before, span, after;
	bool cut_before, cut_after;
};

/* The offset at or after `at` where shown text goes on: wrappers of pairs
 * and the side that the finding is not about are passed over. */
static uint32_t skip_hidden(const struct page *p, const struct diag *d,
	uint32_t at)
{
	bool source = d->side == SIDE_SOURCE;
	const struct pair *pair;

	while ((pair = page_pair(p, at))) {
		uint32_t from = source ? pair->s : pair->t;

		if (at < from)
			at = from;
		if (at < (source ? pair->s_end : pair->t_end))
			break;
		at = pair->end;
	}
	return at;
}

/* A finding about a wrapper itself is shown with it. */
static const struct page *page_to_hide(const struct report *r,
	const struct diag *d)
{
	const struct page *p = report_page(r, d);

	return p && skip_hidden(p, d, d->at.at) == d->at.at ? p : NULL;
}

static uint32_t max_u32(uint32_t x, uint32_t y)
{
	return x > y ? x : y;
}

static uint32_t min_u32(uint32_t x, uint32_t y)
{
	return x < y ? x : y;
}

/* The offset behind `at`, which is shown, where something hidden begins. */
static uint32_t shown_until(const struct page *p, const struct diag *d,
	uint32_t at)
{
	const struct pair *pair = page_pair_from(p, at);

	if (!pair)
		return UINT32_MAX;
	if (pair->at > at)
		return pair->at;
	return d->side == SIDE_SOURCE ? pair->s_end : pair->t_end;
}

/* Bytes [from, to) of the file as they are shown. */
static void add_shown(struct buf *b, const struct page *hide,
	const struct diag *d, struct str bytes, uint32_t from, uint32_t to)
{
	uint32_t at = from;

	while (at < to) {
		uint32_t start = hide ? skip_hidden(hide, d, at) : at;
		uint32_t end = hide ? shown_until(hide, d, start) : to;

		if (start >= to)
			return;
		report_escape(b, str_sub(bytes, start, min_u32(end, to)));
		at = end;
	}
}

/* The end of s that is at most `columns` wide. */
static struct str last_columns(struct str s, size_t columns)
{
	size_t width = utf8_width(s), i = 0;

	while (width > columns) {
		size_t from = i;
		utf8_next(s, &i);
		width -= utf8_width(str_sub(s, from, i));
	}
	return str_skip(s, i);
}

struct str excerpt_columns(struct str s, size_t columns)
{
	size_t width = 0, i = 0;

	while (i < s.n) {
		size_t from = i;
		utf8_next(s, &i);
		width += utf8_width(str_sub(s, from, i));
		if (width > columns)
			return str_sub(s, 0, from);
	}
	return s;
}

static bool is_continuation(struct str bytes, uint32_t at)
{
	return at < bytes.n && (bytes.p[at] & 0xC0) == 0x80;
}

static void take_parts(const struct report *r, const struct diag *d,
	const struct report_place *at, struct parts *e)
{
	const struct page *hide = page_to_hide(r, d);
	struct str bytes = at->source->bytes;
	struct str line = source_line(at->source, at->from.line);
	uint32_t start = (uint32_t)(line.p - bytes.p);
	uint32_t end = start + (uint32_t)line.n;
	uint32_t from = min_u32(max_u32(d->at.at, start), end);
	uint32_t to = min_u32(d->at.at + d->at.len, end);
	uint32_t low = max_u32(start, from > LOOK ? from - LOOK : 0);
	uint32_t high = min_u32(end, max_u32(from, to) + LOOK);

	while (is_continuation(bytes, low))
		low++;
	while (high < end && is_continuation(bytes, high))
		high++;
	e->cut_before = low > start;
	e->cut_after = high < end;
	buf_init(&e->before, r->arena);
	buf_init(&e->span, r->arena);
	buf_init(&e->after, r->arena);
	add_shown(&e->before, hide, d, bytes, low, from);
	add_shown(&e->span, hide, d, bytes, from, min_u32(to, high));
	add_shown(&e->after, hide, d, bytes, max_u32(from, to), high);
}

struct excerpt excerpt_take(const struct report *r, const struct diag *d,
	const struct report_place *at)
{
	struct parts whole;
	struct excerpt e;
	size_t used;

	take_parts(r, d, at, &whole);
	e.before = last_columns(buf_str(&whole.before), BEFORE);
	e.span = excerpt_columns(buf_str(&whole.span),
		EXCERPT_COLUMNS - BEFORE);
	used = utf8_width(e.before) + utf8_width(e.span);
	e.after = e.span.n < whole.span.n
			  ? S("")
			  : excerpt_columns(buf_str(&whole.after),
				    EXCERPT_COLUMNS - used);
	e.cut_before = whole.cut_before || e.before.n < whole.before.n;
	e.cut_after = whole.cut_after || e.span.n < whole.span.n ||
		      e.after.n < whole.after.n;
	return e;
}
