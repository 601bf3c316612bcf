/*
 * Families over pages by workers; then all findings of the docset into one
 * list with its levels. The list depends on the docset and the options
 * alone, never on the workers: it is sorted, and each page's part is made
 * by one of them.
 */
#include "check/check.h"

#include <assert.h>
#include <stdlib.h>

#include "check/docfx.h"
#include "check/family.h"
#include "check/fold.h"
#include "check/levels.h"
#include "check/mend.h"
#include "check/order.h"
#include "check/pairs.h"
#include "check/rules.h"
#include "check/suppress.h"
#include "check/terms.h"
#include "set/meta.h"

const struct rule rule_rule_unknown = {
	.id = "DG003",
	.name = "rule-unknown",
	.level = LEVEL_WARNING,
	.title = "the configuration names a rule that does not exist",
	.why = "the level that is set has no effect",
	.fix = "write the rule's id or name as 'diglot explain' lists it",
	.aliases = "rule-override-invalid",
	.bad = "<!-- diglot-disable h1-mising -->\n"
	       "\n"
	       "The ferry leaves at noon.\n",
	.good = "<!-- diglot-disable h1-missing -->\n"
		"\n"
		"The ferry leaves at noon.\n",
};

const struct rule rule_limit_reached = {
	.id = "DG009",
	.name = "limit-reached",
	.level = LEVEL_INFO,
	.title = "a file has more findings of one level than are shown",
	.why = "there is more to mend than the list says",
	.fix = "mend what is shown, or give --max-findings-per-file 0",
	.aliases = "exceed-max-file-errors",
};

const struct rule rule_fallback_unresolved = {
	.id = "DG302",
	.name = "fallback-unresolved",
	.level = LEVEL_INFO,
	.title = "targets of a localized docset that may lie in its source "
		 "docset",
	.why = "nobody can say which of these links and images are broken",
	.fix = "give the folder of the source-language docset: --fallback DIR",
	.aliases = "fallback-error",
};

/* Bytes that are looked through for a tag: many may not be there. */
#define NARROW_MAX ((size_t)64 << 10)

static void (*const families[])(struct check *c) = {
	check_alerts,
	check_anchors,
	check_blocks,
	check_front,
	check_metadata,
	check_headings,
	check_headtexts,
	check_html,
	check_snippets,
	check_images,
	check_includes,
	check_invisible,
	check_links,
	check_linktexts,
	check_listing,
	check_prose,
	check_tables,
	check_tags,
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
	bool *plain; /* by file: has no comment that may hide a finding */
	bool localized, fold;
	struct levels levels;
	struct terms *terms;        /* by locale; NULL: no glossary */
	struct lang_model **models; /* by locale; NULL: no pairs */
	VEC(struct diag *) found;
};

/* ---- in workers -------------------------------------------------- */

bool check_wants(const struct check *c, const struct rule *r)
{
	return c->docfx || levels_at(c->levels, rule_index(r), c->page->file);
}

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

const struct node *family_source(struct check *c, const struct node *n,
	const struct node **scope)
{
	if (c->page->side != SIDE_TARGET)
		return NULL;
	while (n->parent && n->kind != NODE_SEG)
		n = n->parent;
	*scope = n;
	if (n->kind == NODE_SEG)
		return page_source_half(c->scratch, c->page, n->as.seg.pair)
			->root;
	if (!c->source)
		c->source = page_source_tree(c->scratch, c->page);
	return c->source->root;
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
		.levels = &run->levels,
		.sink = &sink };

	c.model = run->models[locale_of(run->set, id)];
	c.terms = run->terms ? &run->terms[locale_of(run->set, id)] : NULL;
	c.published = docset_page(run->set, (uint32_t)id) != NULL;
	if (c.published)
		c.meta = meta_effective(scratch, &run->set->config,
			run->set->files.p[id].path, p->meta);
	sink_init(&sink, keep);
	sink.side = p->side;
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		families[i](&c);
	result->missing = c.missing.p;
	result->nmissing = c.missing.n;
	run->plain[id] = !suppress_may_be_in(p->source->bytes);
	result->sink = sink;
}

/* ---- findings of the docset -------------------------------------- */

/* The configuration file, if there is one. */
static struct span whole_docset(const struct docset *s)
{
	return (struct span){ s->config.nsources ? CONFIG_SOURCE
						 : CONFIG_NOWHERE,
		0, 0 };
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

/* The source side is checked in its own docset, or when it was loaded. */
static bool is_asked(const struct run *run, const struct diag *d)
{
	return d->side != SIDE_SOURCE || run->set->side == SIDE_SOURCE;
}

static void take_docfx(struct run *run, const struct sink *sink)
{
	for (struct diag *d = sink->first; d; d = d->next) {
		struct diag *as = docfx_diag(run->set->arena, &run->set->config,
			d, order_path(run->set, d->at.file));

		if (as && is_asked(run, d) && !is_folded(run, d))
			vec_push(run->set->arena, &run->found, as);
	}
}

static void take(struct run *run, const struct sink *sink)
{
	/* A list that is nowhere has no room. */
	assert(run->found.p || run->found.cap == run->found.n);
	if (run->options->docfx) {
		take_docfx(run, sink);
		return;
	}
	for (struct diag *d = sink->first; d; d = d->next) {
		d->level = levels_at(&run->levels, rule_index(d->rule),
			d->at.file);
		if (d->own && d->level != LEVEL_OFF &&
			(d->level == d->rule->level ||
				d->level == d->rule->review))
			d->level = d->own;
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
		d->level = levels_at(&run->levels, rule_index(d->rule),
			d->at.file);
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

static int by_size(const void *x, const void *y, void *files)
{
	const struct file *f = files;
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	if (f[a].size != f[b].size)
		return f[a].size < f[b].size ? 1 : -1;
	return a < b ? -1 : a > b;
}

/* Pages and fragments that could be read, the largest first. */
static size_t pages_to_check(const struct docset *s, uint32_t *order)
{
	size_t n = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		if (s->pages[i] && !s->pages[i]->failed &&
			s->files.p[i].origin == FILE_OWN)
			order[n++] = i;
	if (n > 1)
		qsort_r(order, n, sizeof(*order), by_size, s->files.p);
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

static bool is_about_pairs(const struct rule *r)
{
	return strcmp(r->id, "DG904") >= 0;
}

static bool is_learned(const struct rule *r)
{
	return r->learned;
}

static bool any_wanted(const struct run *run, bool (*is)(const struct rule *r))
{
	for (size_t i = 0; i < rules_count; i++)
		if (is(rules[i]) && levels_any(&run->levels, i))
			return true;
	return false;
}

/* Learning costs more than all the rest: only where a rule is on for it. */
static bool make_models(struct run *run)
{
	run->models = arena_array(run->set->arena, struct lang_model *,
		run->set->config.nlocales + 1);
	if (run->options->structure_only || !any_wanted(run, is_about_pairs))
		return true;
	if (any_wanted(run, is_learned))
		return pairs_learn(run->set, run->jobs, run->models);
	pairs_unlearned(run->set, run->models);
	return true;
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
	struct suppress s = { run->set, &run->levels, .sink = &sink };

	s.partial = o->structure_only || run->fold;
	s.narrow = o->nchoices > 0;
	s.plain = run->plain;
	sink_init(&sink, run->set->arena);
	if (!o->docfx && !o->no_comments)
		suppress_mark(&s, run->found.p, run->found.n);
	take(run, &sink);
	if (!o->docfx)
		fold_findings(run->set, run->found.p, &run->found.n);
	run->found.n = order_unique(run->set, run->found.p, run->found.n);
	if (o->sift)
		o->sift(o->sift_ctx, run->set, run->found.p, run->found.n);
}

static void give(struct run *run, struct findings *out)
{
	*out = (struct findings){ .p = run->found.p };
	suppress_split(run->set->arena, out->p, &run->found.n, out);
	cut(run);
	out->n = run->found.n;
	for (size_t i = 0; i < out->n; i++) {
		mend_settle(run->set, out->p[i]);
		out->count[out->p[i]->level]++;
	}
}

static void check_whole(const struct run *run, struct sink *sink)
{
	static void (*const all[])(const struct whole *w) = {
		whole_monikers,
		whole_pages,
		whole_redirects,
		whole_schema,
		whole_tocs,
		whole_unused,
	};
	struct whole w = { run->set, sink, run->options->docfx, false };

	w.unused = levels_any(&run->levels, rule_index(&rule_image_unused)) ||
		   levels_any(&run->levels, rule_index(&rule_include_unused));

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		all[i](&w);
}

bool check_docset(const struct docset *s, const struct jobs *jobs,
	const struct check_options *options, struct findings *out)
{
	struct run run = { .set = s, .jobs = jobs, .options = options };
	struct sink sink;

	sink_init(&sink, s->arena);
	run.localized = is_localized(s);
	run.fold = run.localized && s->fallback_dir < 0;
	run.results = arena_array(s->arena, struct page_result, s->files.n + 1);
	run.plain = arena_array(s->arena, bool, s->files.n + 1);
	run.levels = levels_settle(s, options, run.localized);
	run.terms = terms_load(s, &sink);
	if (!make_models(&run) || !check_pages(&run, &sink))
		return false;
	levels_unknown(s, &sink);
	find_folded(&run, &sink);
	check_whole(&run, &sink);
	gather(&run, &sink);
	run.found.n = order_unique(s, run.found.p, run.found.n);
	hide(&run);
	give(&run, out);
	return true;
}
