/*
 * Copies what stands outside the pairs and one half of each, and notes
 * where each piece came from.
 */
#include "mark/view.h"

#include "base/buf.h"
#include "base/vec.h"

struct cutter {
	struct arena *a;
	struct buf out;
	VEC(struct piece) pieces;
};

static void add_piece(struct cutter *c, size_t file, bool made)
{
	struct piece p = { (uint32_t)c->out.n, (uint32_t)file, made };

	vec_push(c->a, &c->pieces, p);
}

static void copy(struct cutter *c, struct str bytes, size_t from, size_t to)
{
	if (from == to)
		return;
	add_piece(c, from, false);
	buf_add(&c->out, str_sub(bytes, from, to));
}

/* Would a backslash make text of the mark that comes? */
static bool ends_open(const struct buf *b)
{
	size_t n = 0;

	while (n < b->n && b->p[b->n - n - 1] == '\\')
		n++;
	return n % 2 == 1;
}

/* A backslash before a mark stands behind it, as if there were none. */
static void mark(struct cutter *c, struct str open, size_t pair, size_t file)
{
	bool escapes = ends_open(&c->out);

	c->out.n -= escapes;
	add_piece(c, file, true);
	buf_add(&c->out, open);
	buf_uint(&c->out, pair);
	buf_byte(&c->out, '>');
	if (escapes) {
		add_piece(c, file - 1, true);
		buf_byte(&c->out, '\\');
	}
}

/* The number in "dgsN-" at bytes[i], behind "dgs"; none there is 0. */
static bool used_number(struct str bytes, size_t i, uint32_t *number)
{
	size_t from = i;

	while (i < bytes.n && char_is_digit(bytes.p[i]))
		i++;
	*number = 0;
	return i < bytes.n && bytes.p[i] == '-' &&
	       (i == from || str_to_uint(str_sub(bytes, from, i), number));
}

/* A tag name that no tag of bytes has: the first free number. */
static struct str choose_prefix(struct arena *a, struct str bytes)
{
	VEC(uint32_t) used = { 0 };
	uint32_t number, free_number = 0;
	size_t i = 0;

	for (; (i = str_find_byte(bytes, i, '<')) != STR_NONE; i++) {
		size_t name = i + 1;
		name += name < bytes.n && bytes.p[name] == '/';
		if (str_starts(str_skip(bytes, name), S("dgs")) &&
			used_number(bytes, name + 3, &number))
			vec_push(a, &used, number);
	}
	if (used.n == 0)
		return S("<dgs-");
	bool *taken = arena_array(a, bool, used.n + 1);
	for (i = 0; i < used.n; i++)
		if (used.p[i] <= used.n)
			taken[used.p[i]] = true;
	while (taken[free_number])
		free_number++;
	return free_number ? str_printf(a, "<dgs%u-", free_number) : S("<dgs-");
}

/* Room for all of it, but for escapes before marks, which are rare. */
static void reserve(struct cutter *c, size_t all, const struct pairs *pairs,
	enum side side, size_t prefix)
{
	size_t room = all + 64;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *p = &pairs->p[i];
		room -= p->end - p->at;
		room += side == SIDE_TARGET ? p->t_end - p->t : p->s_end - p->s;
		room += 2 * (prefix + sizeof("4294967295>"));
	}
	buf_init(&c->out, c->a);
	c->pieces.cap = 4 * pairs->n + 2;
	c->pieces.p = arena_array(c->a, struct piece, c->pieces.cap);
	buf_reserve(&c->out, room);
}

struct view view_cut(struct arena *a, struct str bytes, size_t from,
	const struct pairs *pairs, enum side side)
{
	struct cutter c = { .a = a };
	struct view v = { .text = str_skip(bytes, from) };

	if (pairs->n == 0) {
		v.pieces = arena_new(a, struct piece);
		v.pieces->file = (uint32_t)from;
		v.npieces = 1;
		return v;
	}
	v.prefix = choose_prefix(a, bytes);
	struct str closer = str_printf(a, "</%.*s",
		STR_ARG(str_skip(v.prefix, 1)));
	reserve(&c, bytes.n - from, pairs, side, closer.n);
	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *p = &pairs->p[i];
		bool t = side == SIDE_TARGET;
		copy(&c, bytes, from, p->at);
		mark(&c, v.prefix, i, p->at);
		copy(&c, bytes, t ? p->t : p->s, t ? p->t_end : p->s_end);
		mark(&c, closer, i, t ? p->t_end : p->s_end);
		from = p->end;
	}
	copy(&c, bytes, from, bytes.n);
	v.text = buf_str(&c.out);
	v.pieces = c.pieces.p;
	v.npieces = c.pieces.n;
	return v;
}

size_t view_piece(const struct view *v, size_t at)
{
	size_t low = 0, high = v->npieces;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (v->pieces[mid].at <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static uint32_t offset_in(const struct piece *p, size_t at)
{
	return p->made ? p->file : p->file + (uint32_t)(at - p->at);
}

uint32_t view_offset(const struct view *v, size_t at)
{
	return offset_in(&v->pieces[view_piece(v, at)], at);
}

/* Steps that cost less than a search. */
#define STEPS 8

/* The piece of `at`, which is likely at `near` or a little behind it. */
static size_t piece_near(const struct view *v, size_t at, size_t near)
{
	for (size_t i = near; v->pieces[near].at <= at && i < near + STEPS; i++)
		if (i + 1 == v->npieces || v->pieces[i + 1].at > at)
			return i;
	return view_piece(v, at);
}

struct span view_span_near(const struct view *v, uint32_t file, size_t from,
	size_t to, size_t *near)
{
	uint32_t at, end;

	*near = piece_near(v, from, *near);
	at = end = offset_in(&v->pieces[*near], from);
	/* The end is where the last byte is, so that a cut behind the range
	 * does not count. */
	if (to > from) {
		const struct piece *last = v->pieces +
					   piece_near(v, to - 1, *near);
		end = offset_in(last, to - 1) + 1;
	}
	return (struct span){ file, at, end > at ? end - at : 0 };
}

struct span view_span(const struct view *v, uint32_t file, size_t from,
	size_t to)
{
	size_t near = view_piece(v, from);

	return view_span_near(v, file, from, to, &near);
}

size_t view_mark(const struct view *v, struct str text, size_t at,
	size_t npairs, uint32_t *pair, bool *closes)
{
	struct str rest = str_skip(text, at);
	struct str name = str_skip(v->prefix, 1);
	size_t i = 1, digits;

	if (npairs == 0 || rest.n < 2 || rest.p[0] != '<')
		return 0;
	*closes = rest.p[1] == '/';
	i += *closes;
	if (!str_starts(str_skip(rest, i), name))
		return 0;
	i += name.n;
	digits = i;
	while (i < rest.n && char_is_digit(rest.p[i]))
		i++;
	if (i >= rest.n || rest.p[i] != '>' ||
		!str_to_uint(str_sub(rest, digits, i), pair) || *pair >= npairs)
		return 0;
	return i + 1;
}

struct str view_unmark(struct arena *a, const struct view *v, struct str text,
	size_t npairs)
{
	struct str name = str_skip(v->prefix, 1);
	struct buf out;
	uint32_t pair;
	bool closes;

	if (npairs == 0 || str_find(text, 0, name) == STR_NONE)
		return text;
	buf_init(&out, a);
	for (size_t i = 0; i < text.n;) {
		size_t n = view_mark(v, text, i, npairs, &pair, &closes);
		if (n == 0)
			buf_byte(&out, text.p[i]);
		i += n ? n : 1;
	}
	return buf_str(&out);
}

struct str view_plain(struct arena *a, struct str bytes,
	const struct pairs *pairs, enum side side)
{
	struct buf out;
	size_t from = 0;

	if (pairs->n == 0)
		return bytes;
	buf_init(&out, a);
	buf_reserve(&out, bytes.n);
	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *p = &pairs->p[i];
		bool t = side == SIDE_TARGET;
		buf_add(&out, str_sub(bytes, from, p->at));
		buf_add(&out, str_sub(bytes, t ? p->t : p->s,
				      t ? p->t_end : p->s_end));
		from = p->end;
	}
	buf_add(&out, str_skip(bytes, from));
	return buf_str(&out);
}
