/*
 * `diglot export`: the pairs of bilingual pages as files for translation
 * tools, a file a page or one for all.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align/counts.h"
#include "align/dates.h"
#include "align/export.h"
#include "align/pseudo.h"
#include "base/fs.h"
#include "base/path.h"
#include "check/check.h"
#include "cmd/inputs.h"
#include "cmd/run.h"
#include "cmd/talk.h"

struct made {
	struct export_page *page;
	struct str bytes; /* of its file, or its part of the one */
	struct counts counts;
};

struct job {
	struct invocation *inv;
	struct docset *set;
	const struct export_format *format; /* NULL: pseudo or counts */
	bool pseudo, single, untranslated;
	const struct memory *memory; /* NULL: none */
	/* by file id: what was found in the pairs; NULL: nobody looked */
	const struct align_page **reviews;
	uint32_t *ids;
	size_t n, failed;  /* pages; those that could not be read */
	struct made *made; /* by index into ids; shared */
};

/* ---- a page, in a worker ------------------------------------------ */

/* When a page was translated, as well as can be told. */
static struct str date_at(const struct docset *s, struct arena *a, uint32_t id)
{
	struct str day = date_of_build(a);
	struct stat st;

	if (!day.n)
		day = date_of_page(a, s->pages[id]);
	if (!day.n && fstatat(s->dir, str_z(a, s->files.p[id].path), &st,
			      AT_SYMLINK_NOFOLLOW) == 0)
		day = date_of_time(a, st.st_mtime);
	return day.n ? day : S("2000-01-01");
}

static struct export_head head_of(const struct job *job, struct arena *a,
	uint32_t id)
{
	const struct docset *s = job->set;
	const struct locale *l = &s->locales[s->files.p[id].locale];
	struct str own = export_language(a, s->pages[id]);
	struct export_head h = { .source = s->config.source_locale,
		.target = l->tag,
		.date = date_at(s, a, id) };

	h.issues = job->reviews != NULL;
	/* A page may say better than the folder that it lies in. */
	if (own.n && (h.target.n == 0 || s->config.nlocales == 1))
		h.target = own;
	if (h.target.n == 0)
		h.target = S("und");
	h.rtl = str_eq(locale_direction(h.target), S("rtl"));
	return h;
}

static void make_file(const struct job *job, struct arena *keep,
	struct arena *scratch, uint32_t id, struct made *out)
{
	const struct export_format *f = job->format;
	struct export_head h = head_of(job, scratch, id);
	struct buf b;

	out->page = export_make(keep, job->set->pages[id],
		&(struct export_options){ .path = job->set->files.p[id].path,
			.untranslated = job->untranslated,
			.any_character = f->any_character,
			.review = job->reviews ? job->reviews[id] : NULL });
	if (!out->page || job->single)
		return;
	buf_init(&b, keep);
	f->begin(&b, &h);
	f->page(scratch, &b, &h, out->page);
	f->end(&b);
	out->bytes = buf_str(&b);
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;
	const struct page *p = job->set->pages[job->ids[i]];

	if (job->pseudo)
		job->made[i].bytes = pseudo_page(keep, p);
	else if (job->format)
		make_file(job, keep, scratch, job->ids[i], &job->made[i]);
	else
		counts_page(scratch, p, job->set->config.source_locale,
			job->memory, &job->made[i].counts);
}

/* ---- writing ----------------------------------------------------- */

static bool write_file(int dir, struct str path, struct str bytes)
{
	if (fs_write(dir, path, bytes))
		return true;
	talk_error("cannot write '%.*s': %s", STR_ARG(path), strerror(errno));
	return false;
}

/* The folder `path` with those above it, made where missing; -1: said. */
static int open_output(struct arena *a, struct str path)
{
	char *z = arena_text(a, path.n + 1);
	int dir;

	for (size_t i = 0; i <= path.n; i++) {
		z[i] = '\0';
		if (i > 0 && (i == path.n || path.p[i] == '/') &&
			mkdir(z, 0777) != 0 && errno != EEXIST)
			break;
		if (i < path.n)
			z[i] = path.p[i];
	}
	dir = fs_open_dir(path.n ? str_z(a, path) : ".");
	if (dir < 0)
		talk_error("cannot write to '%.*s': %s", STR_ARG(path),
			strerror(errno));
	return dir;
}

static bool write_pages(const struct job *job, const char *out)
{
	struct arena *a = job->inv->arena;
	int dir = open_output(a, str_of(out));
	bool ok = dir >= 0;

	for (size_t i = 0; ok && i < job->n; i++) {
		struct str name = job->set->files.p[job->ids[i]].path;
		if (!job->made[i].bytes.p)
			continue;
		if (job->format)
			name = str_printf(a, "%.*s.%s", STR_ARG(name),
				job->format->extension);
		ok = write_file(dir, name, job->made[i].bytes);
	}
	if (dir >= 0)
		close(dir);
	return ok;
}

/* One file has one pair of languages. */
static bool same_languages(const struct job *job, struct export_head *h)
{
	bool first = true;

	for (size_t i = 0; i < job->n; i++) {
		struct export_head other = head_of(job, job->inv->arena,
			job->ids[i]);
		if (!job->made[i].page)
			continue;
		if (!first && !str_eq(other.target, h->target)) {
			talk_error("the pages are in %.*s and %.*s; export "
				   "one language at a time",
				STR_ARG(h->target), STR_ARG(other.target));
			return false;
		}
		if (!first && str_cmp(h->date, other.date) > 0)
			other.date = h->date;
		*h = other;
		first = false;
	}
	return true;
}

static bool write_single(const struct job *job, const char *out)
{
	struct export_head h = { .target = S("und") };
	struct arena scratch;
	uint32_t number = 0;
	struct str folder = path_dir(str_of(out));
	struct buf b;
	int dir;
	bool ok;

	if (!same_languages(job, &h))
		return false;
	buf_init(&b, job->inv->arena);
	arena_init(&scratch);
	job->format->begin(&b, &h);
	for (size_t i = 0; i < job->n; i++) {
		if (!job->made[i].page)
			continue;
		job->made[i].page->number = ++number;
		job->format->page(&scratch, &b, &h, job->made[i].page);
		arena_reset(&scratch);
	}
	job->format->end(&b);
	arena_release(&scratch);
	dir = open_output(job->inv->arena,
		folder.n || out[0] != '/' ? folder : S("/"));
	ok = dir >= 0 && write_file(dir, path_base(str_of(out)), buf_str(&b));
	if (dir >= 0)
		close(dir);
	return ok;
}

static bool write_counts(const struct job *job)
{
	struct counts all = { 0 };
	struct buf b;

	buf_init(&b, job->inv->arena);
	counts_head(&b);
	for (size_t i = 0; i < job->n; i++) {
		const struct counts *c = &job->made[i].counts;
		if (c->pairs)
			counts_row(&b, job->set->files.p[job->ids[i]].path, c);
		counts_add(&all, c);
	}
	counts_row(&b, S("total"), &all);
	return talk_write(buf_str(&b));
}

/* ---- the run ----------------------------------------------------- */

static bool read_memory(struct job *job)
{
	const char *path = option_value(job->inv, "memory");
	struct exchange_entries entries = { 0 };
	struct inputs in;
	struct sink sink;

	if (!path)
		return true;
	sink_init(&sink, job->inv->arena);
	if (!inputs_read(job->inv, str_of(path), NULL, &in))
		return false;
	for (size_t i = 0; i < in.n; i++)
		if (!in.p[i].format->read(job->inv->arena, in.p[i].source.bytes,
			    CONFIG_SOURCE, &sink, &entries)) {
			inputs_report(job->inv, NULL, &report_compact,
				&in.p[i].source, &sink);
			return false;
		}
	job->memory = memory_make(job->inv->arena, &entries);
	return true;
}

static bool read_options(struct job *job, const char **out)
{
	const char *to = option_value(job->inv, "to");
	const char *only = option_value(job->inv, "only");
	bool counts = to && strcmp(to, "counts") == 0;

	*out = option_value(job->inv, "output");
	job->pseudo = to && strcmp(to, "pseudo") == 0;
	job->single = option_flag(job->inv, "single");
	if (!counts && !job->pseudo) {
		job->format = inputs_format(job->inv, "to");
		if (!job->format)
			return false;
	}
	if (!counts && !*out) {
		talk_error("'--output' is missing: where the files go");
		return false;
	}
	if (only && strcmp(only, "untranslated") != 0) {
		talk_error("'--only' must be untranslated, not '%s'", only);
		return false;
	}
	if (job->inv->npaths > 1) {
		talk_error("export takes one docset or page, not %zu",
			job->inv->npaths);
		return false;
	}
	job->single &= job->format != NULL;
	job->untranslated = only != NULL;
	return !counts || read_memory(job);
}

static bool takes_path(void *ctx, struct str path)
{
	const struct str *wanted = ctx;

	return inputs_wants(*wanted, path);
}

/* What the checks find in the pairs, for formats that can say it. */
static bool review(struct job *job, struct docset *s, struct str wanted)
{
	static const struct check_options options = { .max_per_file = 0,
		.profile = "review" };
	struct arena *a = job->inv->arena;
	struct jobs jobs = job->inv->jobs;
	struct align_set *set;
	struct findings f;

	if (!job->format || !job->format->issues ||
		option_flag(job->inv, "no-findings"))
		return true;
	jobs.enter = run_read_only;
	if (!check_docset(s, &jobs, &options, &f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return false;
	}
	set = arena_new(a, struct align_set);
	*set = align_gather(s, f.p, f.n, takes_path, &wanted);
	job->reviews = arena_array(a, const struct align_page *,
		s->files.n + 1);
	for (size_t i = 0; i < set->n; i++)
		job->reviews[set->p[i].page->file] = &set->p[i];
	return true;
}

static void choose_pages(struct job *job, struct str wanted)
{
	const struct docset *s = job->set;

	job->ids = arena_array(job->inv->arena, uint32_t, s->files.n);
	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct page *p = s->pages[i];
		if (p && p->failed && inputs_wants(wanted, s->files.p[i].path))
			job->failed++;
		if (p && !p->failed && (p->pairs.n || job->pseudo) &&
			p->tree[0] && inputs_wants(wanted, s->files.p[i].path))
			job->ids[job->n++] = i;
	}
}

static bool run_workers(struct job *job)
{
	struct jobs jobs = job->inv->jobs;
	struct job_result *r;

	job->made = arena_array(job->inv->arena, struct made, job->n);
	jobs.enter = run_read_only;
	r = jobs_run(&jobs, job->inv->arena, job->n, NULL, work, job);
	talk_progress_end();
	if (!r) {
		talk_error("cannot start workers: %s", strerror(errno));
		return false;
	}
	for (size_t i = 0; i < job->n; i++)
		if (r[i].state != JOB_DONE) {
			talk_error("'%.*s': %s",
				STR_ARG(job->set->files.p[job->ids[i]].path),
				job_reason(job->inv->arena, &jobs, &r[i]));
			return false;
		}
	return true;
}

static void say_done(const struct job *job)
{
	size_t pages = 0, pairs = 0;

	for (size_t i = 0; i < job->n; i++) {
		pages += job->made[i].page != NULL || job->pseudo;
		pairs += job->made[i].page ? job->made[i].page->npairs : 0;
	}
	if (job->inv->quiet)
		return;
	if (job->pseudo)
		talk_note("%zu page%s", pages, pages == 1 ? "" : "s");
	else if (job->format)
		talk_note("%zu page%s, %zu pair%s", pages,
			pages == 1 ? "" : "s", pairs, pairs == 1 ? "" : "s");
}

int export_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	struct str wanted;
	const char *out;
	bool ok;

	job->inv = inv;
	if (!read_options(job, &out))
		return EXIT_TROUBLE;
	job->set = inputs_docset(inv, inv->paths, inv->npaths, &wanted);
	if (!job->set)
		return EXIT_TROUBLE;
	choose_pages(job, wanted);
	if (job->failed)
		talk_error("%zu page%s could not be read; see 'diglot check'",
			job->failed, job->failed == 1 ? "" : "s");
	if (job->n == 0) {
		talk_error("there is no bilingual page to export");
		return EXIT_TROUBLE;
	}
	if (!review(job, job->set, wanted))
		return EXIT_TROUBLE;
	if (!run_workers(job))
		return EXIT_FINDINGS;
	if (job->single)
		ok = write_single(job, out);
	else if (job->format || job->pseudo)
		ok = write_pages(job, out);
	else
		ok = write_counts(job);
	if (!ok)
		return EXIT_TROUBLE;
	say_done(job);
	return job->failed ? EXIT_FINDINGS : EXIT_DONE;
}
