/*
 * Two rounds of work before pages are made: the words of each page (see
 * harvest.c), then the index of each locale. Its files are in the stage
 * when the plan learns of them.
 */
#include "site/search.h"

#include <errno.h>

#include "site/plan.h"

/* One side of a page that some output shows. */
struct reading {
	uint32_t file;
	int side;
	size_t version;
	struct search_doc *doc; /* NULL: the worker failed */
};

struct searching {
	struct site *s;
	struct reading *readings;
	size_t n;
	uint32_t *reading_of[2];      /* by side, then file: index + 1 */
	struct search_forms *forms;   /* each worker has its own */
	struct search_index *indexes; /* by locale */
};

static int side_of(const struct output *o)
{
	return o->source_view ? 1 : 0;
}

static bool may_be_searched(const struct output *o)
{
	return o->kind == OUTPUT_PAGE && !o->older;
}

static void list_readings(struct searching *g)
{
	struct arena *shared = g->s->set->arena;

	for (int side = 0; side < 2; side++)
		g->reading_of[side] = arena_array(g->s->arena, uint32_t,
			g->s->set->files.n + 1);
	g->readings = arena_array(shared, struct reading, g->s->noutputs + 1);
	for (size_t i = 0; i < g->s->noutputs; i++) {
		const struct output *o = &g->s->outputs[i];
		if (!may_be_searched(o) || g->s->set->pages[o->file]->failed)
			continue;
		uint32_t *at = &g->reading_of[side_of(o)][o->file];
		if (*at)
			continue;
		g->readings[g->n] = (struct reading){ o->file, side_of(o),
			o->version, NULL };
		*at = (uint32_t)++g->n;
	}
}

void search_read_file(struct searching *g, struct arena *keep,
	struct arena *scratch, size_t file)
{
	if (!g->forms)
		g->forms = arena_new(keep, struct search_forms);
	for (int side = 0; side < 2; side++) {
		uint32_t at = g->reading_of[side][file];
		struct reading *r = at ? &g->readings[at - 1] : NULL;
		struct version shown = { g->s->set, r ? r->version : 0 };
		if (r)
			r->doc = search_read(&shown, g->s->set->pages[file],
				side, g->forms, keep, scratch);
	}
}

/* ---- indexes ----------------------------------------------------- */

/* Which of the index's languages the channels of a page are in. */
static void set_languages(struct search_entry *e, const struct output *o)
{
	e->language[0] = o->source_text;
	e->language[1] = !o->source_view;
}

static void add_entry(struct searching *g, const struct output *o)
{
	const struct site *s = g->s;
	struct search_index *x = &g->indexes[o->locale];
	uint32_t at = g->reading_of[side_of(o)][o->file];
	struct search_entry *e = &x->entries[x->n];

	if (!at || !g->readings[at - 1].doc)
		return;
	e->doc = g->readings[at - 1].doc;
	e->href = str_skip(o->path, s->set->locales[o->locale].slug.n + 1);
	set_languages(e, o);
	x->n++;
}

static void list_entries(struct searching *g)
{
	const struct docset *set = g->s->set;
	struct arena *shared = set->arena;
	size_t *count = arena_array(g->s->arena, size_t, set->config.nlocales);

	g->indexes = arena_array(shared, struct search_index,
		set->config.nlocales);
	for (size_t i = 0; i < g->s->noutputs; i++)
		count[g->s->outputs[i].locale]++;
	for (size_t l = 0; l < set->config.nlocales; l++) {
		struct search_index *x = &g->indexes[l];
		x->entries = arena_array(shared, struct search_entry,
			count[l] + 1);
		x->site = g->s;
		x->folder = str_printf(g->s->arena, "%.*s/search/",
			STR_ARG(set->locales[l].slug));
		x->tags[0] = set->locales[l].tag;
		x->tags[1] = set->config.source_locale;
	}
	for (size_t i = 0; i < g->s->noutputs; i++)
		if (may_be_searched(&g->s->outputs[i]))
			add_entry(g, &g->s->outputs[i]);
}

size_t search_parts(struct searching *g)
{
	list_entries(g);
	return 2 * g->s->set->config.nlocales;
}

void search_make_part(struct searching *g, struct arena *keep,
	struct arena *scratch, size_t i)
{
	struct search_index *x = &g->indexes[i / 2];

	if (i % 2 == SEARCH_TERMS)
		search_put_words(x, keep, scratch);
	else
		search_put_texts(x, keep, scratch);
}

struct outputs {
	VEC(struct output) list;
};

static void add_files(struct arena *a, struct outputs *out, size_t locale,
	const struct search_files *files)
{
	for (size_t i = 0; i < files->paths.n; i++) {
		struct output o = plan_staged(a, files->paths.p[i]);
		o.locale = locale;
		vec_push(a, &out->list, o);
	}
}

static void add_outputs(struct searching *g)
{
	struct site *s = g->s;
	struct outputs more = { 0 };

	for (size_t l = 0; l < s->set->config.nlocales; l++) {
		struct output page = { .kind = OUTPUT_SEARCH,
			.locale = l,
			.path = s->search_pages[l] };
		for (int k = 0; k < SEARCH_PARTS; k++)
			add_files(s->arena, &more, l, &g->indexes[l].files[k]);
		vec_push(s->arena, &more.list, page);
	}
	plan_extend(s, more.list.p, more.list.n);
}

struct searching *search_begin(struct site *s)
{
	struct searching *g = arena_new(s->arena, struct searching);

	g->s = s;
	list_readings(g);
	return g;
}

bool search_end(struct searching *g)
{
	struct site *s = g->s;
	int error = 0;

	for (size_t l = 0; l < s->set->config.nlocales; l++) {
		struct search_index *x = &g->indexes[l];
		search_put_directory(x, s->arena, s->arena);
		for (int k = 0; k < SEARCH_PARTS; k++)
			error = error ? error : x->files[k].error;
	}
	add_outputs(g);
	s->search = true;
	errno = error;
	return error == 0;
}
