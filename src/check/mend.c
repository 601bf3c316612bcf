/* Findings of a file into one list of edits, these into its new text. */
#include "check/mend.h"

#include <stdlib.h>

#include "base/buf.h"
#include "mark/pairs.h"

/* Edits of a file at a time: what is over is mended in the next round. */
#define MOST 5000

struct work {
	struct arena *arena;
	const struct docset *set;
	enum mend most;
	struct mended *out;
	VEC(const struct diag_edit *) edits; /* of the present file */
	uint32_t end;                        /* of the furthest of them */
};

/* The last pair that begins at or before the offset, or NULL. */
static const struct pair *pair_at(const struct page *p, uint32_t at)
{
	size_t low = 0, high = p->pairs.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->pairs.p[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &p->pairs.p[low - 1] : NULL;
}

/* Does the edit stay in a half of its language? */
static bool in_half(const struct page *p, const struct diag *d,
	const struct span *at)
{
	const struct pair *pair = pair_at(p, at->at);
	uint32_t end = at->at + at->len;

	if (!pair)
		return false;
	if (d->side == SIDE_SOURCE)
		return at->at >= pair->s && end <= pair->s_end;
	return at->at >= pair->t && end <= pair->t_end;
}

static bool is_allowed(const struct docset *s, const struct diag *d,
	const struct diag_edit *e)
{
	const struct page *p;

	if (e->at.file == d->at.file && config_source(&s->config, e->at.file))
		return true;
	if (e->at.file != d->at.file || e->at.file >= s->files.n ||
		s->files.p[e->at.file].origin != FILE_OWN ||
		!s->sources[e->at.file])
		return false;
	p = s->pages[e->at.file];
	/* Wrappers are left alone, but by what mends a wrapper. */
	if (!p || p->pairs.n == 0 || e->at.at < p->front.body_at ||
		d->rule == &rule_pair_unbalanced)
		return true;
	return in_half(p, d, &e->at);
}

void mend_settle(const struct docset *s, struct diag *d)
{
	const struct diag_edit *e = d->edits;

	while (e && is_allowed(s, d, e))
		e = e->next;
	if (e) {
		d->edits = NULL;
		d->mend = MEND_NOT;
	}
}

static uint32_t edit_end(const struct diag_edit *e)
{
	return e->at.at + e->at.len;
}

/* Two insertions at one place overlap: their order would be chance. */
static bool overlap(const struct diag_edit *x, const struct diag_edit *y)
{
	if (x->at.at == y->at.at)
		return true;
	return x->at.at < y->at.at ? edit_end(x) > y->at.at
				   : edit_end(y) > x->at.at;
}

/* Findings come in order of places, and so do most edits: few have to be
 * compared with those before. */
static bool is_free(const struct work *w, const struct diag *d)
{
	for (const struct diag_edit *e = d->edits; e; e = e->next)
		for (size_t i = e->at.at > w->end ? w->edits.n : 0;
			i < w->edits.n; i++)
			if (overlap(e, w->edits.p[i]))
				return false;
	return true;
}

static int by_place(const void *x, const void *y)
{
	const struct diag_edit *a = *(const struct diag_edit *const *)x;
	const struct diag_edit *b = *(const struct diag_edit *const *)y;

	return a->at.at < b->at.at ? -1 : a->at.at > b->at.at;
}

static void finish_file(struct work *w, uint32_t file)
{
	const struct source *config = config_source(&w->set->config, file);
	struct str bytes;
	struct overlay *o;
	struct buf out;
	size_t at = 0;

	if (w->edits.n == 0)
		return;
	bytes = config ? config->bytes : w->set->sources[file]->bytes;
	qsort(w->edits.p, w->edits.n, sizeof(*w->edits.p), by_place);
	buf_init(&out, w->arena);
	for (size_t i = 0; i < w->edits.n; i++) {
		const struct diag_edit *e = w->edits.p[i];

		buf_add(&out, str_sub(bytes, at, e->at.at));
		buf_add(&out, e->text);
		at = edit_end(e);
	}
	buf_add(&out, str_skip(bytes, at));
	o = &w->out->p[w->out->n++];
	o->path = str_dup(w->arena,
		config ? config->path : w->set->files.p[file].path);
	o->config = config != NULL;
	o->text = buf_str(&out);
	w->edits.n = 0;
	w->end = 0;
}

static void take(struct work *w, const struct diag *d)
{
	if (!d->edits || d->mend > w->most || w->edits.n >= MOST ||
		!is_free(w, d))
		return;
	for (const struct diag_edit *e = d->edits; e; e = e->next) {
		vec_push(w->arena, &w->edits, e);
		w->end = edit_end(e) > w->end ? edit_end(e) : w->end;
	}
	w->out->findings++;
}

struct mended mend_findings(struct arena *a, const struct docset *s,
	struct diag *const *p, size_t n, enum mend most)
{
	struct mended out = { .p = arena_array(a, struct overlay, n + 1) };
	struct work w = { .arena = a, .set = s, .most = most, .out = &out };

	for (size_t i = 0; i < n; i++) {
		take(&w, p[i]);
		if (i + 1 == n || p[i + 1]->at.file != p[i]->at.file)
			finish_file(&w, p[i]->at.file);
	}
	return out;
}
