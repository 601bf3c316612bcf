/*
 * The shortest edit between two lists of lines (Myers 1986), in the stretch
 * between the first and the last line that differ. Lines are compared by
 * numbers. Where more than MOST lines differ the stretch is replaced whole:
 * time and memory stay bounded.
 */
#include "base/map.h"
#include "format/udiff.h"

#define MOST 1000
#define AROUND 3

struct lines {
	VEC(struct str) text; /* with their ends */
	VEC(uint32_t) number; /* equal for equal lines */
};

struct writer {
	struct arena *arena;
	struct buf *out;
	struct lines old, new;
	bool *gone, *added; /* by line */
};

static void split(struct arena *a, struct str s, struct map *numbers,
	struct lines *out)
{
	while (s.n) {
		size_t end = str_find_byte(s, 0, '\n');
		struct str line = str_sub(s, 0,
			end == STR_NONE ? s.n : end + 1);
		uint32_t **slot = (uint32_t **)map_slot(a, numbers, line);

		if (!*slot) {
			*slot = arena_new(a, uint32_t);
			**slot = (uint32_t)numbers->n;
		}
		vec_push(a, &out->text, line);
		vec_push(a, &out->number, **slot);
		s = str_skip(s, line.n);
	}
}

/* ---- the edit ---------------------------------------------------- */

struct stretch {
	const uint32_t *old, *new;
	size_t n, m; /* lines of each */
	size_t old_at, new_at;
};

/* Furthest line of old on each diagonal -d..d, for each number of edits. */
static size_t **reach(struct arena *a, const struct stretch *s, size_t *edits)
{
	size_t most = s->n + s->m < MOST ? s->n + s->m : MOST;
	size_t **rows = arena_array(a, size_t *, most + 1);

	for (size_t d = 0; d <= most; d++) {
		size_t *row = rows[d] = arena_array(a, size_t, 2 * d + 1);
		const size_t *last = d ? rows[d - 1] : NULL;

		for (size_t k = 0; k <= 2 * d; k += 2) {
			/* Diagonal k - d; y = x - (k - d). Row d - 1 is
			 * shifted by one. */
			size_t x = 0, y;

			if (d && (k == 0 ||
					 (k < 2 * d && last[k - 2] < last[k])))
				x = last[k];
			else if (d)
				x = last[k - 2] + 1;
			y = x + d - k;
			while (x < s->n && y < s->m && s->old[x] == s->new[y]) {
				x++;
				y++;
			}
			row[k] = x;
			if (x >= s->n && y >= s->m) {
				*edits = d;
				return rows;
			}
		}
	}
	return NULL;
}

static void mark_all(struct writer *w, const struct stretch *s)
{
	memset(w->gone + s->old_at, true, s->n);
	memset(w->added + s->new_at, true, s->m);
}

/* Back from the end, an edit a step. */
static void mark(struct writer *w, const struct stretch *s, size_t **rows,
	size_t d)
{
	size_t x = s->n, y = s->m;

	for (; d > 0; d--) {
		size_t k = x + d - y;
		const size_t *last = rows[d - 1];

		if (k == 0 || (k < 2 * d && last[k - 2] < last[k])) {
			x = last[k];
			y = x + (d - 1) - k;
			w->added[s->new_at + y] = true;
		} else {
			x = last[k - 2];
			y = x + (d - 1) - (k - 2);
			w->gone[s->old_at + x] = true;
		}
	}
}

static void compare(struct writer *w)
{
	struct stretch s = { w->old.number.p, w->new.number.p, w->old.number.n,
		w->new.number.n, 0, 0 };
	struct arena scratch;
	size_t edits, **rows;

	while (s.n && s.m && s.old[0] == s.new[0]) {
		s.old++;
		s.new ++;
		s.n--;
		s.m--;
		s.old_at++;
	}
	s.new_at = s.old_at;
	while (s.n && s.m && s.old[s.n - 1] == s.new[s.m - 1]) {
		s.n--;
		s.m--;
	}
	arena_init(&scratch);
	rows = reach(&scratch, &s, &edits);
	if (rows)
		mark(w, &s, rows, edits);
	else
		mark_all(w, &s);
	arena_release(&scratch);
}

/* ---- hunks ------------------------------------------------------- */

struct hunk {
	size_t old_at, old_end, new_at, new_end;
};

static void put(struct writer *w, char sign, struct str line)
{
	buf_byte(w->out, sign);
	buf_add(w->out, line);
	if (!str_ends(line, S("\n")))
		buf_lit(w->out, "\n\\ No newline at end of file\n");
}

/* A start of no lines is the line before. */
static size_t start_of(size_t at, size_t end)
{
	return at + (end > at);
}

static void put_hunk(struct writer *w, const struct hunk *h)
{
	size_t i = h->old_at, k = h->new_at;

	buf_printf(w->out, "@@ -%zu,%zu +%zu,%zu @@\n",
		start_of(h->old_at, h->old_end), h->old_end - h->old_at,
		start_of(h->new_at, h->new_end), h->new_end - h->new_at);
	while (i < h->old_end || k < h->new_end)
		if (i < h->old_end && w->gone[i])
			put(w, '-', w->old.text.p[i++]);
		else if (k < h->new_end && w->added[k])
			put(w, '+', w->new.text.p[k++]);
		else {
			put(w, ' ', w->old.text.p[i++]);
			k++;
		}
}

static bool differs(const struct writer *w, size_t i, size_t k)
{
	return (i < w->old.text.n && w->gone[i]) ||
	       (k < w->new.text.n && w->added[k]);
}

/* The hunk that begins with the change at old i, new k. */
static struct hunk hunk_at(const struct writer *w, size_t i, size_t k)
{
	size_t before = i < AROUND ? i : AROUND, same = 0;
	struct hunk h = { i - before, i, k - before, k };

	while (same <= (size_t)2 * AROUND &&
		(i < w->old.text.n || k < w->new.text.n)) {
		if (differs(w, i, k)) {
			same = 0;
			if (i < w->old.text.n && w->gone[i])
				i++;
			else
				k++;
			h.old_end = i;
			h.new_end = k;
			continue;
		}
		same++;
		i++;
		k++;
	}
	same = w->old.text.n - h.old_end;
	h.old_end += same < AROUND ? same : AROUND;
	h.new_end += same < AROUND ? same : AROUND;
	return h;
}

static void put_hunks(struct writer *w)
{
	size_t i = 0, k = 0;

	while (i < w->old.text.n || k < w->new.text.n) {
		if (!differs(w, i, k)) {
			i++;
			k++;
			continue;
		}
		struct hunk h = hunk_at(w, i, k);
		put_hunk(w, &h);
		i = h.old_end;
		k = h.new_end;
	}
}

void udiff_write(struct arena *a, struct buf *out, struct str path,
	struct str before, struct str after)
{
	struct writer w = { .arena = a, .out = out };
	struct map numbers = { 0 };

	if (str_eq(before, after))
		return;
	split(a, before, &numbers, &w.old);
	split(a, after, &numbers, &w.new);
	w.gone = arena_array(a, bool, w.old.text.n + 1);
	w.added = arena_array(a, bool, w.new.text.n + 1);
	compare(&w);
	buf_printf(out, "--- a/%.*s\n+++ b/%.*s\n", STR_ARG(path),
		STR_ARG(path));
	put_hunks(&w);
}
