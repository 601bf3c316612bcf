/*
 * `diglot import`: exchange files back into the pages. What an exchange
 * file says is read by a worker; the parent writes, a page at once, and
 * only if there was nothing to find fault with in the whole file.
 */
#include <errno.h>
#include <string.h>

#include "align/export.h"
#include "align/formats.h"
#include "align/import.h"
#include "base/fs.h"
#include "cmd/inputs.h"
#include "cmd/run.h"
#include "cmd/talk.h"

struct page_import {
	const struct page *page;
	VEC(const struct exchange_entry *) entries;
	struct import_result result;
};

/* Of one exchange file; made by a worker. */
struct outcome {
	struct sink sink;
	struct page_import **pages;
	size_t npages;
	size_t left_out; /* of pages that there are not */
};

struct job {
	struct invocation *inv;
	struct docset *set;
	struct inputs in;
	struct outcome *outcomes; /* by file */
	const struct report_format *report;
	bool force, strict, dry;
	size_t changed, same, pages, refused;
};

/* ---- in a worker ------------------------------------------------- */

static const struct page *find_page(const struct job *job, struct str path)
{
	const struct docset *s = job->set;
	const struct file *f = files_find(&s->files, path);
	const struct page *p = f ? s->pages[files_id(&s->files, f)] : NULL;

	return p && !p->failed && p->pairs.n ? p : NULL;
}

/* Entries by their pages, in the order in which pages first occur. */
static void sort_entries(const struct job *job, struct arena *keep,
	const struct exchange_entries *all, struct map *pages,
	struct outcome *out)
{
	struct span at = { CONFIG_SOURCE, 0, 0 };

	for (size_t i = 0; i < all->n; i++) {
		const struct exchange_entry *e = &all->p[i];
		void **slot = map_slot(keep, pages, e->file);
		if (!*slot) {
			struct page_import *new = arena_new(keep,
				struct page_import);
			new->page = find_page(job, e->file);
			*slot = new;
			at.at = (uint32_t)e->at;
			if (!new->page && !job->force)
				diag_add(&out->sink,
					&rule_exchange_pair_unknown, at,
					"there is no bilingual page '%.*s' "
					"in the docset",
					STR_ARG(e->file));
		}
		struct page_import *p = *slot;
		vec_push(keep, &p->entries, e);
		out->left_out += !p->page;
	}
}

static struct str base_of(struct str tag)
{
	return str_sub(tag, 0, str_find_byte(tag, 0, '-'));
}

/* Texts of another language than the page says that it is in. */
static bool check_language(const struct job *job, struct arena *a,
	const struct page_import *p, struct sink *sink)
{
	const struct exchange_entry *e = p->entries.p[0];
	struct str own = export_language(a, p->page);
	struct span at = { CONFIG_SOURCE, (uint32_t)e->at, 0 };

	if (job->force || !own.n || !e->language.n ||
		str_eq(e->language, S("und")) ||
		str_eq_nocase(base_of(own), base_of(e->language)))
		return true;
	diag_add(sink, &rule_exchange_invalid, at,
		"the translations are in '%.*s', the page '%.*s' in '%.*s'",
		STR_ARG(e->language), STR_ARG(e->file), STR_ARG(own));
	return false;
}

static void read_file(const struct job *job, struct arena *keep,
	const struct input *in, struct outcome *out)
{
	struct import_options o = { .force = job->force,
		.strict = job->strict,
		.file = CONFIG_SOURCE };
	struct exchange_entries all = { 0 };
	struct map pages = { 0 };

	if (!in->format->read(keep, in->source.bytes, CONFIG_SOURCE, &out->sink,
		    &all))
		return;
	if (job->strict && in->format->verify)
		in->format->verify(keep, in->source.bytes, CONFIG_SOURCE,
			&out->sink);
	sort_entries(job, keep, &all, &pages, out);
	out->pages = arena_array(keep, struct page_import *, pages.n);
	for (size_t i = 0; i < pages.n; i++) {
		struct page_import *p = pages.items[i].value;
		if (p->page && check_language(job, keep, p, &out->sink) &&
			import_page(keep, p->page, p->entries.p, p->entries.n,
				&o, &out->sink, &p->result))
			out->pages[out->npages++] = p;
	}
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;

	(void)scratch;
	sink_init(&job->outcomes[i].sink, keep);
	read_file(job, keep, &job->in.p[i], &job->outcomes[i]);
}

/* ---- writing ----------------------------------------------------- */

static bool write_page(const struct job *job, const struct page *p,
	struct str bytes)
{
	struct str path = job->set->files.p[p->file].path;

	if (!run_is_as_read(job->set, p->file))
		talk_error("'%.*s' was changed in the meantime", STR_ARG(path));
	else if (fs_replace(job->set->dir, path, bytes))
		return true;
	else
		talk_error("cannot write '%.*s': %s", STR_ARG(path),
			strerror(errno));
	return false;
}

/* All pages of the file, or none of them. */
static bool write_pages(const struct job *job, const struct outcome *out)
{
	size_t done = 0;
	bool ok = true;

	for (; ok && done < out->npages; done += ok) {
		const struct page_import *p = out->pages[done];
		ok = p->result.nchanges == 0 ||
		     write_page(job, p->page, p->result.bytes);
	}
	for (size_t i = 0; !ok && i < done; i++) {
		const struct page *p = out->pages[i]->page;
		if (out->pages[i]->result.nchanges &&
			!fs_replace(job->set->dir,
				job->set->files.p[p->file].path,
				p->source->bytes))
			talk_error("'%.*s' could not be put back: %s",
				STR_ARG(job->set->files.p[p->file].path),
				strerror(errno));
	}
	return ok;
}

/* ---- what was done ------------------------------------------------ */

static void put_change(struct buf *b, const struct import_change *c)
{
	buf_printf(b, "  %.*s\n    - ", STR_ARG(c->key));
	report_escape(b, c->before);
	buf_lit(b, "\n    + ");
	report_escape(b, c->after);
	if (c->lost.n) {
		buf_lit(b, "\n    ! lost: ");
		report_escape(b, c->lost);
	}
	buf_byte(b, '\n');
}

static bool list_changes(struct job *job, const struct outcome *out)
{
	struct buf b;

	buf_init(&b, job->inv->arena);
	for (size_t i = 0; i < out->npages; i++) {
		const struct page_import *p = out->pages[i];
		const struct import_result *r = &p->result;
		job->changed += r->nchanges;
		job->same += r->same;
		job->pages += r->nchanges > 0;
		if (r->nchanges == 0)
			continue;
		report_escape(&b, job->set->files.p[p->page->file].path);
		buf_printf(&b, ": %zu of %zu pairs\n", r->nchanges,
			p->page->pairs.n);
		for (size_t k = 0; k < r->nchanges; k++)
			put_change(&b, &r->changes[k]);
	}
	return job->inv->quiet > 0 || talk_write(buf_str(&b));
}

/* False: the run is at fault. */
static bool finish_file(struct job *job, size_t i)
{
	struct outcome *out = &job->outcomes[i];

	if (out->sink.first) {
		job->refused++;
		return inputs_report(job->inv, job->set, job->report,
			&job->in.p[i].source, &out->sink);
	}
	if (!job->dry && !write_pages(job, out))
		return false;
	return list_changes(job, out);
}

static void say_done(const struct job *job)
{
	const char *end = job->dry ? " to change; nothing was written"
				   : " changed";

	if (job->inv->quiet)
		return;
	talk_note("%zu pair%s in %zu page%s%s", job->changed,
		job->changed == 1 ? "" : "s", job->pages,
		job->pages == 1 ? "" : "s", end);
	if (job->refused)
		talk_note("%zu file%s refused", job->refused,
			job->refused == 1 ? "" : "s");
}

/* ---- the run ----------------------------------------------------- */

static bool read_options(struct job *job)
{
	struct invocation *inv = job->inv;
	const struct export_format *format = NULL;

	job->force = option_flag(inv, "force");
	job->strict = option_flag(inv, "strict");
	job->dry = option_flag(inv, "dry-run");
	job->report = run_format(inv);
	if (!job->report)
		return false;
	if (option_value(inv, "from")) {
		format = inputs_format(inv, "from");
		if (!format)
			return false;
	}
	if (inv->npaths < 1 || inv->npaths > 2) {
		talk_error("import takes an exchange file or a folder of "
			   "them, and a docset");
		return false;
	}
	return inputs_read(inv, inv->paths[0], format, &job->in);
}

static bool run_workers(struct job *job)
{
	struct invocation *inv = job->inv;
	struct jobs jobs = inv->jobs;
	struct job_result *r;

	job->outcomes = arena_array(inv->arena, struct outcome, job->in.n);
	jobs.enter = run_read_only;
	r = jobs_run(&jobs, inv->arena, job->in.n, NULL, work, job);
	talk_progress_end();
	if (!r) {
		talk_error("cannot start workers: %s", strerror(errno));
		return false;
	}
	for (size_t i = 0; i < job->in.n; i++) {
		struct outcome *out = &job->outcomes[i];
		if (r[i].state == JOB_DONE)
			continue;
		*out = (struct outcome){ 0 };
		sink_init(&out->sink, inv->arena);
		diag_add(&out->sink, &rule_exchange_unreadable,
			(struct span){ CONFIG_SOURCE, 0, 0 },
			"the file could not be read: %s",
			job_reason(inv->arena, &jobs, &r[i]));
	}
	return true;
}

int import_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	struct str wanted;

	job->inv = inv;
	if (!read_options(job))
		return EXIT_TROUBLE;
	job->set = inputs_docset(inv, inv->paths + 1, inv->npaths - 1, &wanted);
	if (!job->set || !run_workers(job))
		return EXIT_TROUBLE;
	for (size_t i = 0; i < job->in.n; i++)
		if (!finish_file(job, i))
			return EXIT_TROUBLE;
	say_done(job);
	return job->refused ? EXIT_FINDINGS : EXIT_DONE;
}
