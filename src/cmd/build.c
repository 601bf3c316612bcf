/* `diglot build`: a docset as a site, and its findings on stdout. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "base/vec.h"
#include "check/check.h"
#include "check/levels.h"
#include "cmd/command.h"
#include "cmd/docsets.h"
#include "cmd/init_locales.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "cmd/themes.h"
#include "set/tocmade.h"
#include "site/moved.h"
#include "site/site.h"

struct job {
	struct invocation *inv;
	const char *output;
	const struct report_format *format;
	int fail_on;
	unsigned redirects;
	bool dry;   /* look, and write nothing */
	bool empty; /* the docset had nothing to publish */
	struct findings findings;
	struct site_counts counts;
};

static bool read_redirects(struct job *job)
{
	const char *value = option_value(job->inv, "redirects");

	if (moved_parse(str_of(value ? value : "html"), &job->redirects))
		return true;
	talk_error("'--redirects' takes html, nginx, apache and json, not "
		   "'%s'",
		value);
	return false;
}

/* Of all pages, over what the configuration has for all. */
static bool read_metadata(struct invocation *inv)
{
	struct arena *a = inv->arena;
	struct value *map = value_map(a);
	struct str *texts;
	size_t n = option_list(inv, "metadata", &texts);

	for (size_t i = 0; i < n; i++) {
		size_t equals = str_find_byte(texts[i], 0, '=');

		if (equals == STR_NONE || equals == 0) {
			talk_error("'--metadata' must be KEY=VALUE, not '%.*s'",
				STR_ARG(texts[i]));
			return false;
		}
		value_set(a, map, str_sub(texts[i], 0, equals),
			value_text(a, str_skip(texts[i], equals + 1)));
	}
	if (n)
		value_set(a, inv->overrides, S("metadata.global"), map);
	return true;
}

static bool read_options(struct job *job)
{
	struct invocation *inv = job->inv;
	const char *base = option_value(inv, "base-url");
	enum level normal = option_flag(inv, "warnings-as-errors")
				    ? LEVEL_WARNING
				    : LEVEL_ERROR;

	job->output = option_value(inv, "output");
	if (!job->output)
		job->output = "build/site";
	job->format = run_format(inv);
	if (base) {
		if (!inv->overrides)
			inv->overrides = value_map(inv->arena);
		value_set(inv->arena, inv->overrides, S("base-url"),
			value_text(inv->arena, str_of(base)));
	}
	if (option_value(inv, "epub-branch") && !option_value(inv, "epub")) {
		talk_error("'--epub-branch' says what '--epub' is to hold; "
			   "give both");
		return false;
	}
	if (inv->npaths > 1) {
		talk_error("build takes one docset, not %zu", inv->npaths);
		return false;
	}
	job->dry = option_flag(inv, "dry-run");
	return job->format && read_redirects(job) && read_metadata(inv) &&
	       run_fail_on(inv, normal, &job->fail_on);
}

/* Why there is no site; warnings would only hide it. */
static void say_failure(const struct invocation *inv, const struct docset *s,
	const struct sink *sink)
{
	struct buf out;
	struct report r = { .arena = inv->arena, .set = s, .out = &out };

	buf_init(&out, inv->arena);
	r.n = 1;
	for (struct diag *d = sink->first; d; d = d->next) {
		r.p = &d;
		if (d->level == LEVEL_ERROR && d->at.file != CONFIG_NOWHERE)
			report_compact.write(&r);
		else if (d->level == LEVEL_ERROR)
			talk_error("%.*s", STR_ARG(d->text));
	}
	if (out.n)
		talk_text(buf_str(&out));
}

static bool make_site(struct job *job, struct docset *s, struct sink *sink)
{
	struct invocation *inv = job->inv;
	struct site_options o = { .output = job->output,
		.redirects = job->redirects,
		.no_search = option_flag(inv, "no-search"),
		.no_checklists = option_flag(inv, "no-checklists"),
		.print = option_flag(inv, "print"),
		.git_dates = option_flag(inv, "git-dates"),
		.views = option_flag(inv, "export-view-model"),
		.epub = option_value(inv, "epub"),
		.epub_branch = option_value(inv, "epub-branch"),
		.book = inv->locale,
		.jobs = &inv->jobs };
	bool ok;

	if (!themes_open(inv, s, option_value(inv, "theme"), &o.themes))
		return false;
	ok = site_build(s, &o, sink, &job->counts);
	themes_close(&o.themes);
	if (!ok)
		say_failure(inv, s, sink);
	else if (job->counts.no_dates)
		talk_note("git has no dates here: there is no git, no "
			  "repository, or not its whole history");
	return ok;
}

/* What went wrong while pages were made goes after what was found. */
static void add_findings(struct job *job, const struct config *c,
	const struct sink *sink)
{
	VEC(struct diag *) all = { 0 };

	if (!sink->first)
		return;
	for (size_t i = 0; i < job->findings.n; i++)
		vec_push(job->inv->arena, &all, job->findings.p[i]);
	for (struct diag *d = sink->first; d; d = d->next) {
		if (!levels_settle_one(c, d))
			continue;
		vec_push(job->inv->arena, &all, d);
		job->findings.count[d->level]++;
	}
	job->findings.p = all.p;
	job->findings.n = all.n;
}

static void say_done(const struct job *job)
{
	const struct site_counts *c = &job->counts;

	if (job->inv->quiet || job->dry)
		return;
	talk_note("%s: %zu written, %zu unchanged, %zu removed", job->output,
		c->files.written, c->files.unchanged, c->files.removed);
}

static int finish(struct job *job, const struct docset *s)
{
	const struct findings *f = &job->findings;

	if (job->inv->quiet < 2 &&
		!run_report(job->inv, s, job->format, f->p, f->n))
		return EXIT_TROUBLE;
	run_summary(job->inv, job->counts.pages, f->count);
	say_done(job);
	return run_failed(f->count, job->fail_on) ? EXIT_FINDINGS : EXIT_DONE;
}

static size_t count_documents(const struct docset *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->files.n; i++)
		n += docset_page(s, (uint32_t)i) != NULL;
	return n;
}

/* Folders of languages are one language to who was told nothing of them. */
static void note_languages(const struct invocation *inv, const struct docset *s,
	const char *root)
{
	struct str *paths;
	size_t n = 0;

	if (inv->quiet || config_find(inv->arena, str_of(root)).n > 0)
		return;
	paths = arena_array(inv->arena, struct str, s->files.n + 1);
	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].origin == FILE_OWN)
			paths[n++] = s->files.p[i].path;
	if (init_locales(inv->arena, paths, n).n > 0)
		talk_note("several folders are named by languages: "
			  "'diglot init' makes a diglot.yml for them");
}

static int build_one(struct job *job, const char *root)
{
	struct docset_options o = { .root = root };
	/* What a site is made of; translations are for `diglot check`. */
	struct check_options checks = { .max_per_file = CHECK_MAX_PER_FILE,
		.structure_only = true };
	struct invocation *inv = job->inv;
	struct docset *s;
	struct sink sink;

	o.output = job->output;
	s = run_load(inv, &o);
	if (!s)
		return EXIT_TROUBLE;
	job->counts.pages = count_documents(s);
	note_languages(inv, s, root);
	/* A folder without a document is nearly always the wrong folder. */
	if (job->counts.pages == 0 && s->fallback_dir < 0) {
		talk_error("there is no document to publish in '%.*s'",
			STR_ARG(s->config.root));
		job->empty = true;
		return EXIT_TROUBLE;
	}
	if (!check_docset(s, &inv->jobs, &checks, &job->findings)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	talk_stage("check");
	if (job->dry)
		return finish(job, s);
	sink_init(&sink, inv->arena);
	tocmade_add(s);
	if (!make_site(job, s, &sink))
		return EXIT_TROUBLE;
	talk_stage("site");
	add_findings(job, &s->config, &sink);
	return finish(job, s);
}

/* Each into a folder of its own name. */
static int build_all(const struct job *job, const struct docset_places *places)
{
	int worst = EXIT_DONE;
	size_t empty = 0;

	for (size_t i = 0; i < places->list.n; i++) {
		const struct docset_place *p = &places->list.p[i];
		struct job one = *job;
		struct arena *a = job->inv->arena;
		int status;

		one.output = str_z(a, path_join(a, str_of(job->output),
					      path_base(p->folder)));
		status = build_one(&one, str_z(a, p->folder));
		empty += one.empty;
		if (!one.empty && status > worst)
			worst = status;
	}
	/* A repository may list a docset that has no documents here. */
	return empty < places->list.n ? worst : EXIT_TROUBLE;
}

int build_run(struct invocation *inv)
{
	struct job job = { .inv = inv };
	struct docset_places places;
	const char *root;

	if (!read_options(&job))
		return EXIT_TROUBLE;
	root = inv->npaths ? str_z(inv->arena, inv->paths[0]) : NULL;
	if (!docsets_find(inv, root, option_value(inv, "docset"), &places))
		return EXIT_TROUBLE;
	if (places.list.n > 1 && option_value(inv, "epub")) {
		talk_error("'--epub' makes one book, and the repository has "
			   "%zu docsets; say which with --docset",
			places.list.n);
		return EXIT_TROUBLE;
	}
	return places.list.n > 0 ? build_all(&job, &places)
				 : build_one(&job, root);
}
