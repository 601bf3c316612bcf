/*
 * The models of all locales: workers read the pairs of pages, by parts that
 * do not depend on how many workers there are; the parent learns from all.
 */
#include "check/pairs.h"

#define PARTS 16

struct part {
	uint32_t from, to;       /* files */
	struct letters *letters; /* 2 a locale */
};

struct learning {
	const struct docset *set;
	struct part parts[PARTS];
	struct lang_page **pages; /* by file */
};

static uint32_t locale_of(const struct docset *s, uint32_t file)
{
	uint32_t locale = s->files.p[file].locale;

	return locale < s->config.nlocales ? locale : 0;
}

static bool has_pairs(const struct docset *s, uint32_t file)
{
	const struct page *p = s->pages[file];

	return p && !p->failed && p->pairs.n > 0;
}

static void read_part(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	struct learning *l = ctx;
	struct part *part = &l->parts[i];
	struct letters *letters = arena_array(keep, struct letters,
		2 * l->set->config.nlocales);

	for (uint32_t id = part->from; id < part->to; id++) {
		struct lang_page *page;
		if (!has_pairs(l->set, id))
			continue;
		page = arena_new(keep, struct lang_page);
		lang_count(keep, scratch, l->set->pages[id]->source->bytes,
			&l->set->pages[id]->pairs, page,
			&letters[(size_t)2 * locale_of(l->set, id)]);
		l->pages[id] = page;
	}
	part->letters = letters;
}

static void make_parts(struct learning *l)
{
	const struct docset *s = l->set;
	size_t all = 0, seen = 0, part = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		all += has_pairs(s, i) ? s->pages[i]->pairs.n : 0;
	for (uint32_t i = 0; i < s->files.n; i++) {
		seen += has_pairs(s, i) ? s->pages[i]->pairs.n : 0;
		while (part + 1 < PARTS && seen * PARTS > all * (part + 1)) {
			l->parts[part++].to = i + 1;
			l->parts[part].from = i + 1;
		}
	}
	for (size_t i = part + 1; i < PARTS; i++)
		l->parts[i].from = (uint32_t)s->files.n;
	for (size_t i = part; i < PARTS; i++)
		l->parts[i].to = (uint32_t)s->files.n;
}

static struct lang_model *learn(const struct learning *l, uint32_t locale)
{
	const struct docset *s = l->set;
	struct lang_page **pages = arena_array(s->arena, struct lang_page *,
		s->files.n + 1);
	struct letters *sum = arena_array(s->arena, struct letters, 2);
	size_t n = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		if (l->pages[i] && locale_of(s, i) == locale)
			pages[n++] = l->pages[i];
	if (n == 0)
		return NULL;
	for (size_t i = 0; i < PARTS; i++)
		for (uint32_t side = 0; side < 2 && l->parts[i].letters; side++)
			letters_sum(&sum[side],
				&l->parts[i].letters[2 * locale + side]);
	return lang_learn(s->arena, s->config.source_locale,
		s->config.locales[locale].tag, pages, n, sum);
}

/* What the configuration says of lengths goes before what pairs teach. */
static void set_length(const struct docset *s, struct lang_model *m)
{
	const struct align_length *l =
		m ? map_get(&s->config.lengths, m->locale) : NULL;

	if (l && l->length > 0)
		m->length.c = l->length;
	if (l && l->spread > 0)
		m->length.k = l->spread;
}

void pairs_unlearned(const struct docset *s, struct lang_model **models)
{
	const struct config *c = &s->config;

	for (uint32_t i = 0; i < s->files.n; i++) {
		uint32_t locale = locale_of(s, i);
		if (has_pairs(s, i) && !models[locale])
			models[locale] = lang_unlearned(s->arena,
				c->source_locale, c->locales[locale].tag);
	}
}

bool pairs_learn(const struct docset *s, const struct jobs *jobs,
	struct lang_model **models)
{
	struct learning *l = arena_new(s->arena, struct learning);
	struct jobs own = *jobs;
	bool any = false;

	l->set = s;
	l->pages = arena_array(s->arena, struct lang_page *, s->files.n + 1);
	for (uint32_t i = 0; i < s->files.n; i++)
		any = any || has_pairs(s, i);
	if (!any)
		return true;
	make_parts(l);
	/* A part is many pages. */
	own.cpu_seconds *= PARTS;
	own.wall_seconds *= PARTS;
	own.progress = NULL;
	if (!jobs_run(&own, s->arena, PARTS, NULL, read_part, l))
		return false;
	for (uint32_t i = 0; i < s->config.nlocales; i++) {
		models[i] = learn(l, i);
		set_length(s, models[i]);
	}
	return true;
}
