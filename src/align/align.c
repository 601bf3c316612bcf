/* Findings to their pairs: both are sorted by place, so one walk does. */
#include "align/align.h"

#include "lang/half.h"
#include "lang/words.h"

bool align_shows(const struct rule *r)
{
	/* The family of pairs, empty link texts, invisible characters. */
	return strncmp(r->id, "DG9", 3) == 0 || strcmp(r->id, "DG305") == 0 ||
	       strcmp(r->id, "DG006") == 0;
}

const char *align_status_name(enum align_status s)
{
	static const char *const names[] = { "translated", "untranslated",
		"empty", "changed" };

	return names[s];
}

bool align_takes(enum align_filter filter, const struct align_pair *p)
{
	if (filter == ALIGN_UNTRANSLATED)
		return p->status == ALIGN_SAME || p->status == ALIGN_EMPTY;
	if (filter == ALIGN_STALE)
		return p->status == ALIGN_CHANGED;
	return filter == ALIGN_ALL || p->nfindings > 0;
}

bool align_place(const struct align_pair *p, const struct diag *d, size_t *from,
	size_t *to)
{
	if (d->at.at < p->pair->t || d->at.at + d->at.len > p->pair->t_end ||
		d->at.len == 0)
		return false;
	*from = d->at.at - p->pair->t;
	*to = *from + d->at.len;
	return true;
}

static bool has_words(struct str text)
{
	struct words w;
	struct arena a;
	bool any = false;

	arena_init(&a);
	w = words_of(&a, text);
	for (size_t i = 0; i < w.n; i++)
		any = any || !w.p[i].number;
	arena_release(&a);
	return any;
}

static void read_pair(struct arena *scratch, const struct docset *s,
	struct str bytes, const struct pair *p, struct align_pair *out)
{
	struct half source, target;

	out->pair = p;
	out->source = str_sub(bytes, p->s, p->s_end);
	out->target = str_sub(bytes, p->t, p->t_end);
	half_read(scratch, out->source, &source);
	half_read(scratch, out->target, &target);
	out->words = (uint32_t)words_count(source.text,
		s->config.source_locale);
	if (str_trim(out->target).n == 0)
		out->status = ALIGN_EMPTY;
	else if (words_key(source.text) == words_key(target.text) &&
		 has_words(source.text))
		out->status = ALIGN_SAME;
}

static void read_page(struct arena *scratch, const struct docset *s,
	const struct page *page, struct align_page *out)
{
	const struct file *f = &s->files.p[page->file];
	uint32_t locale = f->locale < s->config.nlocales ? f->locale : 0;

	out->page = page;
	out->path = f->path;
	out->locale = s->config.locales[locale].tag;
	out->n = page->pairs.n;
	out->p = arena_array(s->arena, struct align_pair, out->n + 1);
	for (size_t i = 0; i < out->n; i++) {
		read_pair(scratch, s, page->source->bytes, &page->pairs.p[i],
			&out->p[i]);
		out->words += out->p[i].words;
		if (out->p[i].status == ALIGN_TRANSLATED)
			out->translated += out->p[i].words;
	}
}

/* The pair that holds the byte; NULL if none does. */
static struct align_pair *pair_at(struct align_page *p, uint32_t at)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->p[middle].pair->end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < p->n && p->p[low].pair->at <= at)
		return &p->p[low];
	return NULL;
}

static void push(struct arena *a, struct diag ***list, size_t *n,
	struct diag *d)
{
	size_t old = *n * sizeof(**list);

	*list = *n ? arena_grow(a, *list, old, old + sizeof(**list))
		   : arena_array(a, struct diag *, 1);
	(*list)[(*n)++] = d;
}

static void add_findings(struct align_set *a, struct align_page *page,
	struct diag *const *d, size_t n)
{
	struct arena *arena = a->set->arena;

	for (size_t i = 0; i < n; i++) {
		struct align_pair *p;
		if (d[i]->at.file != page->page->file ||
			!align_shows(d[i]->rule))
			continue;
		p = d[i]->at.len ? pair_at(page, d[i]->at.at) : NULL;
		if (p)
			push(arena, &p->findings, &p->nfindings, d[i]);
		else
			push(arena, &page->findings, &page->nfindings, d[i]);
		a->count[d[i]->level]++;
	}
}

/* The findings of a file stand together: where they begin, by file. */
static size_t *index_files(const struct docset *s, struct diag *const *findings,
	size_t n)
{
	size_t *first = arena_array(s->arena, size_t, s->files.n + 1);

	for (size_t i = n; i-- > 0;)
		if (findings[i]->at.file < s->files.n)
			first[findings[i]->at.file] = i;
	return first;
}

struct align_set align_gather(const struct docset *s,
	struct diag *const *findings, size_t nfindings,
	bool (*wanted)(void *ctx, struct str path), void *ctx)
{
	struct align_set a = { .set = s,
		.source_locale = s->config.source_locale };
	size_t *first = index_files(s, findings, nfindings);
	struct arena scratch;

	arena_init(&scratch);
	a.p = arena_array(s->arena, struct align_page, s->files.n + 1);
	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct page *page = s->pages[i];
		struct align_page *out = &a.p[a.n];
		size_t n = first[i];

		if (!page || page->failed || page->pairs.n == 0 ||
			(wanted && !wanted(ctx, s->files.p[i].path)))
			continue;
		a.n++;
		if (!page->source->lines)
			source_index(s->arena, page->source);
		read_page(&scratch, s, page, out);
		arena_reset(&scratch);
		while (n < nfindings && findings[n]->at.file == i)
			n++;
		add_findings(&a, out, findings + first[i], n - first[i]);
		a.npairs += out->n;
		a.words += out->words;
		a.translated += out->translated;
	}
	arena_release(&scratch);
	return a;
}
