/* Tables of contents from the top, an entry before what is below it. */
#include "site/sequence.h"

struct walk {
	const struct site *s;
	size_t locale;
	bool (*add)(void *ctx, const struct output *o);
	void *ctx;
};

bool sequence_has(const struct site *s, const struct toc *t, size_t locale)
{
	return !t->included && !t->breadcrumb &&
	       s->set->files.p[t->file].locale == locale;
}

static bool walk_entries(const struct walk *w, const struct toc_entry *e,
	size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct output *o = NULL;

		if (e[i].file != FILE_NONE && e[i].page)
			o = site_find(w->s, w->locale,
				w->s->set->files.p[e[i].file].key);
		if ((o && !w->add(w->ctx, o)) ||
			!walk_entries(w, e[i].items, e[i].nitems))
			return false;
	}
	return true;
}

static bool walk_tables(const struct walk *w)
{
	const struct tocs *tocs = &w->s->set->tocs;

	for (size_t i = 0; i < tocs->n; i++)
		if (sequence_has(w->s, &tocs->p[i], w->locale) &&
			!walk_entries(w, tocs->p[i].items, tocs->p[i].nitems))
			return false;
	return true;
}

void sequence_walk(const struct site *s, size_t locale,
	const struct toc_entry *branch,
	bool (*add)(void *ctx, const struct output *o), void *ctx)
{
	struct walk w = { s, locale, add, ctx };

	if (branch) {
		walk_entries(&w, branch, 1);
		return;
	}
	if (!walk_tables(&w))
		return;
	for (size_t i = 0; i < s->noutputs; i++) {
		const struct output *o = &s->outputs[i];

		if (o->kind == OUTPUT_PAGE && o->locale == locale &&
			!o->older && !add(ctx, o))
			return;
	}
}
