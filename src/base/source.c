/*
 * Offsets into lines and columns. Columns count code points, so only the
 * line that is asked for is read.
 */
#include "base/source.h"

#include "base/utf8.h"
#include "base/vec.h"

/* The length of the line end at bytes[i]. */
static size_t line_end(struct str bytes, size_t i)
{
	return str_starts(str_skip(bytes, i), S("\r\n")) ? 2 : 1;
}

/* The first c at or behind `from`, or `end` where it does not come before. */
static size_t find_before(struct str bytes, size_t from, char c, size_t end)
{
	size_t at = str_find_byte(str_sub(bytes, 0, end), from, c);

	return at == STR_NONE ? end : at;
}

void source_index(struct arena *a, struct source *s)
{
	VEC(uint32_t) lines = { 0 };
	size_t i = 0, feed = 0;

	if (s->lines)
		return;
	vec_push(a, &lines, 0);
	while (i < s->bytes.n) {
		if (feed <= i)
			feed = find_before(s->bytes, i, '\n', s->bytes.n);
		i = find_before(s->bytes, i, '\r', feed);
		if (i == s->bytes.n)
			break;
		i += line_end(s->bytes, i);
		vec_push(a, &lines, (uint32_t)i);
	}
	s->lines = lines.p;
	s->nlines = lines.n;
}

/* Index of the line that holds offset `at`. */
static size_t line_of(const struct source *s, size_t at)
{
	size_t low = 0, high = s->nlines;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (s->lines[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

struct place source_place(const struct source *s, size_t at)
{
	if (at > s->bytes.n)
		at = s->bytes.n;
	size_t line = line_of(s, at);
	size_t start = s->lines[line];
	struct str before = str_sub(s->bytes, start, at);
	/* A byte-order mark is no column. */
	if (line == 0 && str_starts(before, S("\xEF\xBB\xBF")))
		before = str_skip(before, 3);
	return (struct place){ (uint32_t)line + 1,
		(uint32_t)utf8_count(before) + 1 };
}

uint32_t source_line_at(const struct source *s, size_t at)
{
	return (uint32_t)line_of(s, at) + 1;
}

/* No byte that follows in a character: counted apart, its parts are more. */
static bool is_start(const struct source *s, size_t at)
{
	return at >= s->bytes.n || (s->bytes.p[at] & 0xC0) != 0x80;
}

struct place source_place_near(const struct source *s, struct place_mark *m,
	size_t at)
{
	struct place p = m->place;

	if (at > s->bytes.n)
		at = s->bytes.n;
	if (m->source != s || p.line != source_line_at(s, at) ||
		!is_start(s, at) || !is_start(s, m->at))
		p = source_place(s, at);
	else if (m->at <= at)
		p.column += (uint32_t)utf8_count(str_sub(s->bytes, m->at, at));
	else
		p.column -= (uint32_t)utf8_count(str_sub(s->bytes, at, m->at));
	*m = (struct place_mark){ s, at, p };
	return p;
}

struct str source_line(const struct source *s, uint32_t line)
{
	if (line == 0 || line > s->nlines)
		return (struct str){ "", 0 };
	size_t from = s->lines[line - 1];
	size_t to = line < s->nlines ? s->lines[line] : s->bytes.n;
	struct str text = str_sub(s->bytes, from, to);
	while (text.n &&
		(text.p[text.n - 1] == '\n' || text.p[text.n - 1] == '\r'))
		text.n--;
	return text;
}
