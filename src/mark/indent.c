/*
 * One pass over the lines. A row's lines lose what they are indented more
 * than the row itself; a column's lose what its first line has too much, so
 * that lists inside keep their shape. Lines in code fences count as any
 * other, but open and close nothing.
 */
#include "mark/indent.h"

#include "base/buf.h"
#include "base/vec.h"
#include "mark/ext/ext.h"

struct cutter {
	const struct view *v;
	struct arena *a;
	struct buf out;
	VEC(struct piece) pieces;
	size_t next_piece; /* of v, not yet copied */
	size_t last_end;   /* behind the last end of a row */
	bool in_row, in_column;
	size_t row_indent;
	size_t extra; /* of the column's lines; STR_NONE: not known yet */
	char fence;
};

static size_t indentation(struct str line)
{
	size_t i = 0;

	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i;
}

static bool is_row_end(struct str line)
{
	return ext_is_end(line, "row");
}

static bool is_open(struct str line, const char *name)
{
	struct colons c;

	return ext_colons(line, &c) && c.closed &&
	       str_eq_nocase(c.name, str_of(name));
}

/* Where the last row ends: what is opened behind it never ends. */
static size_t find_last_end(struct str text)
{
	size_t last = 0, i = 0;

	while ((i = str_find(text, i, S("row-end"))) != STR_NONE)
		last = ++i;
	return last;
}

/* Copies the pieces that begin in [from, to), moved to the output. */
static void copy_range(struct cutter *c, size_t from, size_t to)
{
	struct piece p;

	if (from >= to)
		return;
	while (c->next_piece < c->v->npieces &&
		c->v->pieces[c->next_piece].at <= from)
		c->next_piece++;
	p = c->v->pieces[c->next_piece ? c->next_piece - 1 : 0];
	if (!p.made)
		p.file += (uint32_t)(from - p.at);
	p.at = (uint32_t)c->out.n;
	vec_push(c->a, &c->pieces, p);
	for (; c->next_piece < c->v->npieces &&
		c->v->pieces[c->next_piece].at < to;
		c->next_piece++) {
		p = c->v->pieces[c->next_piece];
		p.at = (uint32_t)(c->out.n + (p.at - from));
		vec_push(c->a, &c->pieces, p);
	}
	buf_add(&c->out, str_sub(c->v->text, from, to));
}

static void follow_fence(struct cutter *c, struct str line)
{
	line = str_trim_left(line);
	if (!str_starts(line, S("```")) && !str_starts(line, S("~~~")))
		return;
	if (!c->fence)
		c->fence = line.p[0];
	else if (c->fence == line.p[0])
		c->fence = '\0';
}

static size_t above(size_t indent, size_t base)
{
	return indent > base ? indent - base : 0;
}

/* How much of the line's indentation goes. */
static size_t cut_of(struct cutter *c, size_t at, struct str line)
{
	size_t indent = indentation(line), cut;

	if (!c->in_row) {
		c->in_row = !c->fence && at < c->last_end &&
			    is_open(line, "row");
		c->row_indent = indent;
		return 0;
	}
	if (!c->fence && (is_row_end(line) || is_open(line, "column") ||
				 ext_is_end(line, "column"))) {
		c->in_row = !is_row_end(line);
		c->in_column = is_open(line, "column");
		c->extra = STR_NONE;
		return above(indent, c->row_indent);
	}
	if (c->in_column && c->extra == STR_NONE && indent < line.n)
		c->extra = above(indent, c->row_indent);
	cut = c->in_column && c->extra != STR_NONE ? c->extra : 0;
	return indent < cut ? indent : cut;
}

static void cut_lines(struct cutter *c)
{
	struct str text = c->v->text;

	for (size_t at = 0; at < text.n;) {
		size_t end = str_find_byte(text, at, '\n'), cut;
		struct str line;
		end = end == STR_NONE ? text.n : end + 1;
		line = str_sub(text, at, end);
		while (line.n && (line.p[line.n - 1] == '\n' ||
					 line.p[line.n - 1] == '\r'))
			line.n--;
		cut = cut_of(c, at, line);
		follow_fence(c, line);
		copy_range(c, at + cut, end);
		at = end;
	}
}

struct view indent_cut(struct arena *a, const struct view *v)
{
	struct cutter c = { .v = v, .a = a };
	struct view cut = *v;

	c.last_end = find_last_end(v->text);
	if (c.last_end == 0 || v->npieces == 0)
		return cut;
	buf_init(&c.out, a);
	buf_reserve(&c.out, v->text.n);
	cut_lines(&c);
	cut.text = buf_str(&c.out);
	cut.pieces = c.pieces.p;
	cut.npieces = c.pieces.n;
	return cut;
}
