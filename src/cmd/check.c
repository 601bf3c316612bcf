/*
 * `diglot check`: one docset, its findings on stdout. Paths inside a docset
 * say which findings are shown; the docset is always read as a whole.
 */
#include <errno.h>

#include "check/rules.h"
#include "cmd/check_cache.h"
#include "cmd/check_list.h"
#include "cmd/talk.h"

/* ---- looking ----------------------------------------------------- */

static void count(struct findings *f)
{
	memset(f->count, 0, sizeof(f->count));
	for (size_t i = 0; i < f->n; i++)
		f->count[f->p[i]->level]++;
}

/* Findings of the docset as a whole are always shown. */
static size_t only_wanted(const struct check_job *job, const struct docset *s,
	struct diag **p, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (p[i]->at.file >= s->files.n ||
			check_paths_want(&job->paths,
				s->files.p[p[i]->at.file].path))
			p[left++] = p[i];
	return left;
}

static bool look_at(struct check_job *job, const struct overlays *overlays,
	enum side side, struct checked *out)
{
	struct invocation *inv = job->inv;
	struct docset_options o = { .root = job->paths.root,
		.overlays = overlays,
		.side = side };
	struct check_options options = job->options;

	options.structure_only = side == SIDE_SOURCE;
	out->set = run_load(inv, &o);
	if (!out->set)
		return false;
	inv->jobs.enter = run_read_only;
	if (!check_docset(out->set, &inv->jobs, &options, &out->f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return false;
	}
	talk_stage("check");
	return true;
}

/* ---- two sides --------------------------------------------------- */

/* Of the same kind at the same place: in the same pair, or in the text that
 * both languages share. */
static struct str twin_key(struct arena *a, const struct docset *s,
	const struct diag *d)
{
	const struct page *p = d->at.file < s->files.n ? s->pages[d->at.file]
						       : NULL;
	const struct pair *pair = page_pair(p, d->at.at);

	return str_printf(a, "%s %u %c%u", d->rule->id, d->at.file,
		pair ? 'p' : '@', pair ? pair->at : d->at.at);
}

/* A finding is the translation's own where the source has fewer of them. */
static void find_introduced(const struct checked *target,
	const struct checked *source)
{
	struct arena *a = target->set->arena;
	struct map counts = { 0 };
	size_t **n;

	for (size_t i = 0; i < source->f.n; i++) {
		n = (size_t **)map_slot(a, &counts,
			twin_key(a, source->set, source->f.p[i]));
		if (!*n)
			*n = arena_new(a, size_t);
		++**n;
	}
	for (size_t i = 0; i < target->f.n; i++) {
		struct diag *d = target->f.p[i];

		if (d->side != SIDE_TARGET)
			continue;
		n = (size_t **)map_slot(a, &counts,
			twin_key(a, target->set, d));
		d->introduced = !*n || **n == 0;
		if (*n && **n)
			--**n;
	}
}

static size_t append(struct arena *a, struct diag ***p, size_t n,
	struct diag *const *more, size_t nmore)
{
	struct diag **all = arena_array(a, struct diag *, n + nmore + 1);

	if (n)
		memcpy(all, *p, n * sizeof(*all));
	if (nmore)
		memcpy(all + n, more, nmore * sizeof(*all));
	*p = all;
	return n + nmore;
}

/* What both sides share is found twice, and shown as the target's. */
static void join(struct checked *to, const struct checked *source)
{
	const struct docset *s = to->set;
	struct diag **own = arena_array(s->arena, struct diag *,
		source->f.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < source->f.n; i++)
		if (source->f.p[i]->side == SIDE_SOURCE)
			own[n++] = source->f.p[i];
	to->f.n = append(s->arena, &to->f.p, to->f.n, own, n);
	order_sort(s, ORDER_PATH, to->f.p, to->f.n);
	to->f.nhidden = append(s->arena, &to->f.hidden, to->f.nhidden,
		source->f.hidden, source->f.nhidden);
}

static void only_introduced(struct findings *f)
{
	size_t left = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->p[i]->introduced)
			f->p[left++] = f->p[i];
	f->n = left;
}

static bool look_sides(struct check_job *job, const struct overlays *overlays,
	struct checked *out)
{
	struct checked source;

	if (job->side == CHECK_SOURCE)
		return look_at(job, overlays, SIDE_SOURCE, out);
	if (!look_at(job, overlays, SIDE_TARGET, out))
		return false;
	if (job->side == CHECK_TARGET && !job->introduced)
		return true;
	if (!look_at(job, overlays, SIDE_SOURCE, &source))
		return false;
	find_introduced(out, &source);
	if (job->introduced)
		only_introduced(&out->f);
	else
		join(out, &source);
	return true;
}

bool check_look(struct check_job *job, const struct overlays *overlays,
	struct checked *out)
{
	struct findings *f = &out->f;

	if (!look_sides(job, overlays, out))
		return false;
	f->n = only_wanted(job, out->set, f->p, f->n);
	f->nhidden = only_wanted(job, out->set, f->hidden, f->nhidden);
	count(f);
	return true;
}

/* ---- changes ----------------------------------------------------- */

/* The docset before, so that what follows from the change can be told. */
static bool learn_change(struct check_job *job)
{
	struct checked before;

	if (job->change.scope != CHANGE_FOLLOW_ON)
		return true;
	if (!look_sides(job, &job->change.before, &before))
		return false;
	change_know(&job->change, before.set, &before.f);
	return true;
}

static void only_change(const struct check_job *job, struct checked *look)
{
	report_identify(look->set, look->f.p, look->f.n);
	look->f.n = change_filter(&job->change, look->set, look->f.p,
		look->f.n);
	look->f.nhidden = change_filter(&job->change, look->set, look->f.hidden,
		look->f.nhidden);
	count(&look->f);
}

/* ---- the run ----------------------------------------------------- */

static size_t count_files(const struct check_job *job, const struct docset *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].origin == FILE_OWN &&
			(s->pages[i] || s->files.p[i].kind == FILE_TOC) &&
			check_paths_want(&job->paths, s->files.p[i].path))
			n++;
	return n;
}

static void write_statistics(const struct findings *f)
{
	for (size_t r = 0; r < rules_count; r++) {
		size_t n = 0;

		for (size_t i = 0; i < f->n; i++)
			n += f->p[i]->rule == rules[r];
		if (n)
			talk_note("%6zu %s %s", n, rules[r]->id,
				rules[r]->name);
	}
}

static size_t count_mendable(const struct checked *look)
{
	size_t n = 0;

	for (size_t i = 0; i < look->f.n; i++)
		n += look->f.p[i]->mend == MEND_SAFE;
	return n;
}

/* The diff or the mended text is alone on stdout. */
static bool has_stdout(const struct check_job *job)
{
	return !job->diff_fixes && !(job->fix && job->paths.from_stdin);
}

/* They are shown as what they are, and count no more than before. */
static void show_hidden(const struct checked *look, struct findings *f)
{
	f->n = append(look->set->arena, &f->p, f->n, f->hidden, f->nhidden);
	f->nhidden = 0;
}

static bool write_reports(struct check_job *job, const struct checked *look)
{
	struct run_outputs to_files = { .p = arena_array(job->inv->arena,
						struct run_output,
						job->outputs.n) };
	struct findings f = look->f;
	bool list = option_flag(job->inv, "list-files");

	for (size_t i = 0; i < job->outputs.n; i++)
		if (job->outputs.p[i].file || (has_stdout(job) && !list))
			to_files.p[to_files.n++] = job->outputs.p[i];
	if (option_flag(job->inv, "show-suppressed"))
		show_hidden(look, &f);
	order_sort(look->set, job->order, f.p, f.n);
	return run_reports(job->inv, look->set, &to_files, &f) &&
	       (!list || check_list_files(look->set, &f));
}

static int finish(struct check_job *job, const struct checked *look,
	bool changed)
{
	const struct findings *f = &look->f;
	size_t files = count_files(job, look->set), mendable;

	if (files == 0 && f->n + f->nhidden == 0 && !job->change.given &&
		!changed && !option_flag(job->inv, "allow-empty")) {
		talk_error("there is no document to check");
		return EXIT_TROUBLE;
	}
	if (!write_reports(job, look) || !known_end(&job->baseline))
		return EXIT_TROUBLE;
	if (option_flag(job->inv, "statistics"))
		write_statistics(f);
	run_summary(job->inv, files, f->count);
	mendable = job->fix ? 0 : count_mendable(look);
	if (mendable && !job->inv->quiet)
		talk_note("%zu can be mended by --fix", mendable);
	if (job->diff_fixes)
		return changed ? EXIT_FINDINGS : EXIT_DONE;
	if (f->count[LEVEL_WARNING] > job->max_warnings ||
		run_failed(f->count, job->fail_on))
		return EXIT_FINDINGS;
	return EXIT_DONE;
}

static bool first_look(struct check_job *job, struct checked *look)
{
	if (job->change.given && !learn_change(job))
		return false;
	job->options.sift = known_sift;
	job->options.sift_ctx = &job->baseline;
	if (!known_begin(&job->baseline, str_of(job->paths.root)) ||
		!check_look(job, &job->paths.overlays, look))
		return false;
	if (job->change.given)
		only_change(job, look);
	return true;
}

static int run(struct check_job *job)
{
	struct checked look;
	struct arena texts; /* mended ones: the last look has read them */
	bool changed = false;
	int status = EXIT_TROUBLE;

	if (!first_look(job, &look))
		return EXIT_TROUBLE;
	arena_init(&texts);
	if (!job->fix || check_mend(job, &texts, &look, &changed))
		status = finish(job, &look, changed);
	arena_release(&texts);
	return status;
}

int check_run(struct invocation *inv)
{
	struct check_job job;
	struct check_cache cache;
	int status;

	if (!check_options_read(inv, &job))
		return EXIT_TROUBLE;
	if (option_flag(inv, "list-external"))
		return check_list_external(&job);
	if (check_cache_replay(&cache, &job, &status))
		return status;
	status = run(&job);
	check_cache_keep(&cache, status);
	return status;
}
