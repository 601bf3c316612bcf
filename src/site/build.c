/*
 * Plan, make, publish. Workers make the files and put them into the stage;
 * the parent gathers what went wrong and lets the new site take the place
 * of the old.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/fs.h"
#include "set/meta.h"
#include "site/maker.h"
#include "site/epub.h"
#include "site/gitdates.h"
#include "site/harvest.h"
#include "site/interface.h"
#include "site/llms.h"
#include "site/plan.h"
#include "site/print.h"
#include "site/sitemap.h"
#include "site/viewmodel.h"

struct making {
	struct site *site;
	int *errors;             /* by output, shared: errno, 0: done */
	const char *const *read; /* what workers may open */
	const char *const *write;
};

static void prepare(struct maker *m, const struct site *site,
	const struct output *o, struct arena *scratch)
{
	const struct docset *s = site->set;

	*m = (struct maker){ .site = site, .output = o, .a = scratch };
	m->at = (struct standpoint){ site, o };
	m->locale = &s->locales[o->locale];
	m->version = (struct version){ s, o->version };
	if (o->kind != OUTPUT_PAGE)
		return;
	m->page = s->pages[o->file];
	m->meta = meta_effective(scratch, &s->config, s->files.p[o->file].path,
		m->page->meta);
}

/* Files that are published as they are. */
static bool read_plain(const struct site *site, const struct output *o,
	struct arena *scratch, struct str *bytes)
{
	const struct files *files = &site->set->files;

	if (o->kind == OUTPUT_ASSET) {
		*bytes = o->asset->bytes;
		return true;
	}
	return files_read(scratch, files, &files->p[o->file], (size_t)1 << 30,
		       bytes) == FS_OK;
}

static void make_one(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	const struct making *mk = ctx;
	const struct output *o = &mk->site->outputs[i];
	struct maker m;
	struct buf out;
	struct str bytes;
	bool ok;

	(void)keep;
	if (o->kind == OUTPUT_ASSET && o->asset->staged)
		return;
	errno = 0;
	if (o->kind >= OUTPUT_RESOURCE) {
		ok = read_plain(mk->site, o, scratch, &bytes);
	} else if (o->kind == OUTPUT_TWIN) {
		bytes = llms_twin(mk->site, o, scratch);
		ok = true;
	} else {
		prepare(&m, mk->site,
			o->kind == OUTPUT_VIEW ? viewmodel_of(mk->site, o) : o,
			scratch);
		m.view = o->kind == OUTPUT_VIEW;
		buf_init(&out, scratch);
		ok = layout_make(&m, &out);
		bytes = buf_str(&out);
	}
	if (!ok || !stage_put(&mk->site->stage, o->path, bytes))
		mk->errors[i] = errno ? errno : EIO;
}

static void enter_worker(void *ctx)
{
	const struct making *mk = ctx;
	struct confine c = { mk->read, mk->write };

	/* Where the kernel cannot, the build goes on: the reads are confined
	 * by openat2 as well. */
	confine_process(&c);
}

static bool fail(struct sink *sink, const char *what, const char *why)
{
	diag_add(sink, &rule_theme, (struct span){ UINT32_MAX, 0, 0 }, "%s: %s",
		what, why);
	return false;
}

/* A page whose worker died is made by the parent, as a failed page. */
static bool make_failed(struct making *mk, struct sink *sink,
	const struct jobs *jobs, const struct job_result *r, size_t i)
{
	struct site *site = mk->site;
	const struct output *o = &site->outputs[i];
	struct arena scratch;
	struct span all = { o->file, 0, 0 };
	struct page *p;

	if (o->kind != OUTPUT_PAGE)
		return fail(sink, str_z(site->arena, o->path),
			job_reason(site->arena, jobs, r));
	diag_add(sink, &rule_page_failed, all, "%s",
		job_reason(site->arena, jobs, r));
	p = site->set->pages[o->file];
	p->failed = true;
	arena_init(&scratch);
	make_one(mk, NULL, &scratch, i);
	arena_release(&scratch);
	return true;
}

static bool gather(struct making *mk, struct sink *sink,
	const struct jobs *jobs, const struct job_result *r)
{
	struct site *site = mk->site;

	for (size_t i = 0; i < site->noutputs; i++) {
		const struct output *o = &site->outputs[i];
		if (r[i].state != JOB_DONE &&
			!make_failed(mk, sink, jobs, &r[i], i))
			return false;
		if (mk->errors[i])
			return fail(sink, str_z(site->arena, o->path),
				strerror(mk->errors[i]));
	}
	return true;
}

/* The largest files first; what has no size is small. */
static uint32_t *make_order(struct site *site)
{
	struct arena *a = site->arena;
	uint32_t *order = arena_array(a, uint32_t, site->noutputs + 1);
	size_t buckets[65] = { 0 };

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < site->noutputs; i++) {
			const struct output *o = &site->outputs[i];
			uint64_t size =
				o->kind == OUTPUT_PAGE
					? site->set->files.p[o->file].size + 1
					: 1;
			int b = __builtin_clzll(size);
			if (pass == 0)
				buckets[b + 1]++;
			else
				order[buckets[b]++] = (uint32_t)i;
		}
		for (int b = 1; pass == 0 && b < 65; b++)
			buckets[b] += buckets[b - 1];
	}
	return order;
}

static bool make_all(struct site *site, const struct site_options *o,
	struct sink *sink)
{
	const char *root = str_z(site->arena, site->set->config.root);
	const char *read[] = { root, site->stage.out, site->set->fallback,
		NULL };
	const char *write[] = { site->stage.path, NULL };
	struct jobs jobs = *o->jobs;
	struct making mk = { .site = site, .read = read, .write = write };
	struct job_result *r;

	mk.errors = arena_array(site->set->arena, int, site->noutputs + 1);
	jobs.enter = enter_worker;
	r = jobs_run(&jobs, site->set->arena, site->noutputs, make_order(site),
		make_one, &mk);
	if (!r)
		return fail(sink, "cannot start workers", strerror(errno));
	return gather(&mk, sink, &jobs, r);
}

static bool publish(struct site *site, struct sink *sink,
	struct site_counts *counts)
{
	struct str *paths = arena_array(site->arena, struct str,
		site->noutputs + 1);

	for (size_t i = 0; i < site->noutputs; i++) {
		paths[i] = site->outputs[i].path;
		counts->pages += site->outputs[i].kind == OUTPUT_PAGE;
		counts->fallbacks += site->outputs[i].source_text;
	}
	if (stage_publish(&site->stage, paths, site->noutputs, &counts->files))
		return true;
	return fail(sink, site->stage.error,
		errno ? strerror(errno) : site->stage.out);
}

static size_t book_locale(const struct site *site, const struct site_options *o)
{
	const struct config *c = &site->set->config;
	size_t locale = 0;

	for (size_t i = 0; o->book && i < c->nlocales; i++)
		if (str_eq_nocase(site->set->locales[i].tag, str_of(o->book)))
			locale = i;
	return locale;
}

/* What there is to make; some of it is made on the way. */
static bool plan(struct site *site, const struct site_options *o,
	struct sink *sink)
{
	const char *what;

	plan_outputs(site);
	interface_add(site, sink);
	if (o->print)
		print_add(site);
	if (site->base_url.n) {
		sitemap_add(site);
		llms_add(site);
	}
	what = harvest_make(site, o);
	if (what)
		return fail(sink, what, strerror(errno));
	if (o->views)
		viewmodel_plan(site);
	return epub_check_branch(site, book_locale(site, o), o->epub_branch,
		sink);
}

static bool make(struct site *site, const struct site_options *o,
	struct sink *sink, struct site_counts *counts)
{
	if (!stage_open(&site->stage, site->arena, o->output))
		return fail(sink, o->output, site->stage.error);
	if (!plan(site, o, sink) || !make_all(site, o, sink) ||
		!publish(site, sink, counts)) {
		stage_abandon(&site->stage);
		return false;
	}
	return !o->epub || epub_write(site, book_locale(site, o),
				   o->epub_branch, o->epub, o->jobs, sink);
}

bool site_build(struct docset *set, const struct site_options *o,
	struct sink *sink, struct site_counts *counts)
{
	struct arena a;
	struct theme theme;
	struct site site = { .set = set, .theme = &theme, .arena = &a };
	bool ok;

	*counts = (struct site_counts){ 0 };
	arena_init(&a);
	site.base_url = set->config.base_url;
	site.redirects = o->redirects;
	if (o->git_dates)
		site.dates = gitdates_read(&a, str_z(&a, set->config.root));
	counts->no_dates = o->git_dates && !site.dates;
	ok = theme_load(&a, set, o->themes, sink, &theme) &&
	     make(&site, o, sink, counts);
	arena_release(&a);
	return ok;
}
