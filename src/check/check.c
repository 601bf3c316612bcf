/*
 * Families over pages by workers; then all findings of the docset into one
 * list with its levels. The list depends on the docset and the options
 * alone, never on the workers: it is sorted, and each page's part is made
 * by one of them.
 */
#include "check/check.h"

#include <stdlib.h>

#include "check/docfx.h"
#include "check/family.h"
#include "check/pairs.h"
#include "check/rules.h"
#include "check/suppress.h"

const struct rule rule_rule_unknown = {
	.id = "DG003",
	.name = "rule-unknown",
	.level = LEVEL_WARNING,
	.title = "the configuration names a rule that does not exist",
	.why = "the level that is set has no effect",
	.fix = "write the rule's id or name as 'diglot explain' lists it",
};

const struct rule rule_limit_reached = {
	.id = "DG009",
	.name = "limit-reached",
	.level = LEVEL_INFO,
	.title = "a file has more findings of one level than are shown",
	.why = "there is more to mend than the list says",
	.fix = "mend what is shown, or give --max-findings-per-file 0",
};

const struct rule rule_fallback_unresolved = {
	.id = "DG302",
	.name = "fallback-unresolved",
	.level = LEVEL_INFO,
	.title =
		"targets of a localized docset that may lie in its source docset",
	.why = "nobody can say which of these links and images are broken",
	.fix = "give the folder of the source-language docset: --fallback DIR",
};

/* Bytes that are looked through for a tag: many may not be there. */
#define NARROW_MAX ((size_t)64 << 10)

static void (*const families[])(struct check *c) = {
	check_blocks,
	check_front,
	check_headings,
	check_html,
	check_snippets,
	check_images,
	check_links,
	check_monikers,
	check_pairs,
	check_pivots,
	check_schema,
	check_xrefs,
};

/* What a worker gives back for a page. */
struct page_result {
	struct sink sink;
	struct str *missing; /* targets that were counted */
	size_t nmissing;
};

struct run {
	const struct docset *set;
	const struct jobs *jobs;
	const struct check_options *options;
	struct page_result *results; /* by file id */
	bool localized, fold;
	enum level *levels;         /* by rule */
	struct lang_model **models; /* by locale; NULL: no pairs */
	VEC(struct diag *) found;
};

/* ---- in workers -------------------------------------------------- */

struct span check_narrow(const struct check *c, const struct node *n,
	struct str needle, size_t *at)
{
	struct str bytes = str_sub(c->page->source->bytes, 0,
		*at + NARROW_MAX < node_end(n) ? *at + NARROW_MAX
					       : node_end(n));
	size_t found = needle.n ? str_find(bytes, *at, needle) : STR_NONE;

	if (found == STR_NONE)
		return n->at;
	*at = found + needle.n;
	return (struct span){ n->at.file, (uint32_t)found, (uint32_t)needle.n };
}

static uint32_t locale_of(const struct docset *s, size_t file)
{
	uint32_t locale = s->files.p[file].locale;

	return locale < s->config.nlocales ? locale : 0;
}

static void check_page(void *ctx, struct arena *keep, struct arena *scratch,
	size_t id)
{
	struct run *run = ctx;
	struct page_result *result = &run->results[id];
	const struct page *p = run->set->pages[id];
	struct sink sink;
	struct check c = { .set = run->set,
		.page = p,
		.scratch = scratch,
		.docfx = run->options->docfx,
		.fold = run->fold,
		.sink = &sink };

	c.model = run->models[locale_of(run->set, id)];
	c.published = docset_page(run->set, (uint32_t)id) != NULL;
	sink_init(&sink, keep);
	sink.side = p->side;
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		families[i](&c);
	result->missing = c.missing.p;
	result->nmissing = c.missing.n;
	result->sink = sink;
}

/* ---- levels ------------------------------------------------------ */

/* Metadata belongs to the source language: the pages of a localized docset
 * cannot be blamed for it. */
static bool is_sources(const struct rule *r)
{
	return strcmp(r->id, "DG105") >= 0 && strcmp(r->id, "DG115") <= 0;
}

static enum level configured(const struct run *run, const struct rule *r)
{
	const struct map *m = &run->set->config.levels;
	const enum level *set = map_get(m, str_of(r->id));

	if (!set)
		set = map_get(m, str_of(r->name));
	if (set)
		return *set;
	return run->localized && is_sources(r) ? LEVEL_OFF : r->level;
}

/* What a selected rule has though it is off. */
static enum level selected(const struct run *run, const struct rule *r)
{
	enum level l = configured(run, r);

	if (l == LEVEL_OFF)
		l = r->level;
	return l == LEVEL_OFF ? LEVEL_SUGGESTION : l;
}

static enum level chosen(const struct run *run, const struct rule *r)
{
	const struct check_options *o = run->options;
	enum level level = configured(run, r);
	bool seen_select = false;

	for (size_t i = 0; i < o->nchoices; i++) {
		const struct rule_choice *choice = &o->choices[i];
		bool match = rule_matches(r, choice->rules);

		if (choice->what == RULE_SELECT && !seen_select) {
			seen_select = true;
			level = LEVEL_OFF;
		}
		if (!match)
			continue;
		if (choice->what == RULE_SELECT)
			level = selected(run, r);
		else if (choice->what == RULE_IGNORE)
			level = LEVEL_OFF;
		else
			level = choice->level;
	}
	return level;
}

static void settle_levels(struct run *run)
{
	run->levels = arena_array(run->set->arena, enum level, rules_count);
	for (size_t i = 0; i < rules_count; i++)
		run->levels[i] = chosen(run, rules[i]);
}

/* ---- findings of the docset -------------------------------------- */

/* The configuration file, if there is one. */
static struct span whole_docset(const struct docset *s)
{
	return (struct span){ s->config.nsources ? CONFIG_SOURCE
						 : CONFIG_NOWHERE,
		0, 0 };
}

static void find_unknown_rules(const struct run *run, struct sink *sink)
{
	const struct map *m = &run->set->config.levels;

	for (size_t i = 0; i < m->n; i++) {
		struct str name = m->items[i].key;
		const char *near;
		struct diag *d;

		if (rule_find(name))
			continue;
		d = diag_add(sink, &rule_rule_unknown, whole_docset(run->set),
			"there is no rule '%.*s'", STR_ARG(name));
		near = rule_nearest(name);
		if (near)
			d->hint = str_printf(sink->arena, "did you mean '%s'?",
				near);
	}
}

/* TOC entries that are counted like links, and not shown. */
static bool is_folded(const struct run *run, const struct diag *d)
{
	return run->fold && d->rule == &rule_toc_file_not_found;
}

static size_t count_folded(const struct run *run, uint32_t id, struct map *seen)
{
	const struct page_result *r = &run->results[id];
	struct arena *a = run->set->arena;
	size_t n = r->nmissing;

	for (size_t i = 0; i < r->nmissing; i++)
		map_put(a, seen, r->missing[i], seen);
	for (struct diag *d = run->set->sinks[id].first; d; d = d->next) {
		if (!is_folded(run, d))
			continue;
		map_put(a, seen, d->text, seen);
		n++;
	}
	return n;
}

static void find_folded(const struct run *run, struct sink *sink)
{
	struct map seen = { 0 };
	size_t files = 0;

	for (uint32_t i = 0; i < run->set->files.n; i++)
		files += count_folded(run, i, &seen) > 0;
	if (files == 0)
		return;
	diag_add(sink, &rule_fallback_unresolved, whole_docset(run->set),
		"%zu target%s named in %zu file%s %s not in this localized "
		"docset and may be in its source docset; give --fallback DIR "
		"to look there",
		seen.n, seen.n == 1 ? "" : "s", files, files == 1 ? "" : "s",
		seen.n == 1 ? "is" : "are");
}

/* ---- gathering --------------------------------------------------- */

static const struct docset *sorted_set;

static struct str path_of(const struct docset *s, uint32_t file)
{
	const struct source *source;

	if (file < s->files.n)
		return s->files.p[file].path;
	source = config_source(&s->config, file);
	return source ? source->path : S("");
}

/* The source side is checked in its own docset, or when it was loaded. */
static bool is_asked(const struct run *run, const struct diag *d)
{
	return d->side != SIDE_SOURCE || run->set->side == SIDE_SOURCE;
}

static void take_docfx(struct run *run, const struct sink *sink)
{
	for (struct diag *d = sink->first; d; d = d->next) {
		struct diag *as = docfx_diag(run->set->arena, &run->set->config,
			d, path_of(run->set, d->at.file));

		if (as && is_asked(run, d) && !is_folded(run, d))
			vec_push(run->set->arena, &run->found, as);
	}
}

static void take(struct run *run, const struct sink *sink)
{
	if (run->options->docfx) {
		take_docfx(run, sink);
		return;
	}
	for (struct diag *d = sink->first; d; d = d->next) {
		d->level = run->levels[rule_index(d->rule)];
		if (d->level != LEVEL_OFF && is_asked(run, d) &&
			!is_folded(run, d))
			vec_push(run->set->arena, &run->found, d);
	}
}

static void gather(struct run *run, const struct sink *own)
{
	const struct docset *s = run->set;

	take(run, &s->sink);
	take(run, own);
	for (size_t i = 0; i < s->files.n; i++) {
		/* The source language's files are checked in their docset. */
		if (s->files.p[i].origin != FILE_OWN)
			continue;
		take(run, &s->sinks[i]);
		if (s->pages[i])
			take(run, &s->pages[i]->sink);
		take(run, &run->results[i].sink);
	}
}

static int compare_uint(uint32_t x, uint32_t y)
{
	return x < y ? -1 : x > y;
}

static int compare(const void *x, const void *y)
{
	const struct diag *a = *(struct diag *const *)x;
	const struct diag *b = *(struct diag *const *)y;
	int order = 0;

	if (a->at.file != b->at.file)
		order = str_cmp(path_of(sorted_set, a->at.file),
			path_of(sorted_set, b->at.file));
	if (!order)
		order = compare_uint(a->at.file, b->at.file);
	if (!order)
		order = compare_uint(a->at.at, b->at.at);
	if (!order)
		order = strcmp(a->rule->id, b->rule->id);
	if (!order)
		order = str_cmp(a->text, b->text);
	return order ? order : compare_uint(a->at.len, b->at.len);
}

static void sort(struct run *run)
{
	size_t n = 0;

	sorted_set = run->set;
	if (run->found.n > 1)
		qsort(run->found.p, run->found.n, sizeof(*run->found.p),
			compare);
	for (size_t i = 0; i < run->found.n; i++)
		if (n == 0 ||
			compare(&run->found.p[n - 1], &run->found.p[i]) != 0)
			run->found.p[n++] = run->found.p[i];
	run->found.n = n;
}

/* Findings of one level that a file may have. */
static size_t most(const struct run *run, enum level level)
{
	static const char *const keys[] = { NULL, "maxFileInfos",
		"maxFileSuggestions", "maxFileWarnings", "maxFileErrors" };
	const struct value *v = NULL;

	if (run->options->docfx && keys[level])
		v = value_get_nocase(run->set->config.docfx,
			str_of(keys[level]));
	return v && v->kind == VALUE_NUMBER && v->number >= 0
		       ? (size_t)v->number
		       : run->options->max_per_file;
}

/* Cuts a file's findings [from, to) down; what is left moves to *n. */
static void cut_file(struct run *run, size_t from, size_t to, size_t *n)
{
	size_t count[LEVEL_ERROR + 1] = { 0 }, left = 0;
	struct diag *last = run->found.p[to - 1], *d;
	struct sink sink;

	for (size_t i = from; i < to; i++) {
		struct diag *item = run->found.p[i];
		if (count[item->level]++ < most(run, item->level))
			run->found.p[(*n)++] = item;
		else
			left++;
	}
	if (!left)
		return;
	sink_init(&sink, run->set->arena);
	d = diag_add(&sink, &rule_limit_reached,
		run->options->docfx ? (struct span){ last->at.file, 0, 0 }
				    : last->at,
		"%zu more finding%s in this file %s not shown", left,
		left == 1 ? "" : "s", left == 1 ? "is" : "are");
	if (run->options->docfx)
		d = docfx_diag(run->set->arena, &run->set->config, d, S(""));
	else
		d->level = run->levels[rule_index(d->rule)];
	if (d && d->level != LEVEL_OFF)
		run->found.p[(*n)++] = d;
}

static void cut(struct run *run)
{
	size_t n = 0, to;

	if (run->options->max_per_file == 0)
		return;
	for (size_t from = 0; from < run->found.n; from = to) {
		uint32_t file = run->found.p[from]->at.file;
		to = from;
		while (to < run->found.n && run->found.p[to]->at.file == file)
			to++;
		cut_file(run, from, to, &n);
	}
	run->found.n = n;
}

/* ---- the whole --------------------------------------------------- */

/*
 * One language of a docset whose source language is elsewhere: the platform
 * says so, or the pages do.
 */
static bool is_localized(const struct docset *s)
{
	const struct config *c = &s->config;

	if (c->nlocales != 1)
		return false;
	if (c->platform_locale.n)
		return !str_eq_nocase(c->platform_locale, c->source_locale);
	for (size_t i = 0; i < s->files.n; i++) {
		const struct page *p = s->pages[i];
		struct str tag = p ? value_text_at(p->meta,
					     S("ms.contentlocale"))
				   : S("");
		if (p && (p->pairs.n > 0 ||
				 (tag.n && !str_eq_nocase(tag,
						   c->source_locale))))
			return true;
	}
	return false;
}

static int by_size(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	uint64_t m = sorted_set->files.p[a].size;
	uint64_t n = sorted_set->files.p[b].size;

	if (m != n)
		return m < n ? 1 : -1;
	return compare_uint(a, b);
}

/* Pages and fragments that could be read, the largest first. */
static size_t pages_to_check(const struct docset *s, uint32_t *order)
{
	size_t n = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		if (s->pages[i] && !s->pages[i]->failed &&
			s->files.p[i].origin == FILE_OWN)
			order[n++] = i;
	sorted_set = s;
	if (n > 1)
		qsort(order, n, sizeof(*order), by_size);
	return n;
}

/* The jobs are numbered by size; files by id. */
struct numbered {
	struct run *run;
	const uint32_t *ids;
};

static void check_numbered(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	const struct numbered *n = ctx;

	check_page(n->run, keep, scratch, n->ids[i]);
}

/* Is any rule over pairs on? Else there is nothing to learn for. */
static bool needs_models(const struct run *run)
{
	for (size_t i = 0; i < rules_count; i++)
		if (run->levels[i] != LEVEL_OFF &&
			strcmp(rules[i]->id, "DG904") >= 0)
			return true;
	return false;
}

static bool learn(struct run *run)
{
	run->models = arena_array(run->set->arena, struct lang_model *,
		run->set->config.nlocales + 1);
	return run->options->structure_only || !needs_models(run) ||
	       pairs_learn(run->set, run->jobs, run->models);
}

static bool check_pages(struct run *run, struct sink *sink)
{
	struct arena *a = run->set->arena;
	uint32_t *ids = arena_array(a, uint32_t, run->set->files.n + 1);
	size_t n = pages_to_check(run->set, ids);
	struct numbered numbered = { run, ids };
	struct job_result *r;

	if (n == 0)
		return true;
	r = jobs_run(run->jobs, a, n, NULL, check_numbered, &numbered);
	for (size_t i = 0; r && i < n; i++)
		if (r[i].state != JOB_DONE)
			diag_add(sink, &rule_page_failed,
				(struct span){ ids[i], 0, 0 }, "%s",
				job_reason(a, run->jobs, &r[i]));
	return r != NULL;
}

/* Marks what is to be hidden; adds what is wrong with the comments. */
static void hide(struct run *run)
{
	const struct check_options *o = run->options;
	struct sink sink;
	struct suppress s = { run->set, run->levels, .sink = &sink };

	s.partial = o->structure_only || run->fold;
	s.narrow = o->nchoices > 0;
	sink_init(&sink, run->set->arena);
	if (!o->docfx)
		suppress_mark(&s, run->found.p, run->found.n);
	take(run, &sink);
	sort(run);
	if (o->sift)
		o->sift(o->sift_ctx, run->set, run->found.p, run->found.n);
}

static void give(struct run *run, struct findings *out)
{
	*out = (struct findings){ .p = run->found.p };
	suppress_split(run->set->arena, out->p, &run->found.n, out);
	cut(run);
	out->n = run->found.n;
	for (size_t i = 0; i < out->n; i++)
		out->count[out->p[i]->level]++;
}

static void check_whole(const struct run *run, struct sink *sink)
{
	static void (*const all[])(const struct whole *w) = {
		whole_monikers,
		whole_pages,
		whole_redirects,
		whole_schema,
		whole_tocs,
	};
	struct whole w = { run->set, sink, run->options->docfx };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		all[i](&w);
}

bool check_docset_with(const struct docset *s, const struct jobs *jobs,
	const struct check_options *options, struct findings *out)
{
	struct run run = { .set = s, .jobs = jobs, .options = options };
	struct sink sink;

	sink_init(&sink, s->arena);
	run.localized = is_localized(s);
	run.fold = run.localized && s->fallback_dir < 0;
	run.results = arena_array(s->arena, struct page_result, s->files.n + 1);
	settle_levels(&run);
	if (!learn(&run) || !check_pages(&run, &sink))
		return false;
	find_unknown_rules(&run, &sink);
	find_folded(&run, &sink);
	check_whole(&run, &sink);
	gather(&run, &sink);
	sort(&run);
	hide(&run);
	give(&run, out);
	return true;
}

bool check_docset(const struct docset *s, const struct jobs *jobs,
	struct findings *out)
{
	static const struct check_options options = {
		.max_per_file = CHECK_MAX_PER_FILE,
	};

	return check_docset_with(s, jobs, &options, out);
}
