/*
 * `diglot check`: one docset, its findings on stdout. Paths inside a docset
 * say which findings are shown; the docset is always read as a whole.
 */
#include "cmd/command.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/path.h"
#include "check/check.h"
#include "check/rules.h"
#include "cmd/known.h"
#include "cmd/run.h"
#include "cmd/talk.h"

struct job {
	struct invocation *inv;
	const char *root;   /* folder of the docset */
	struct str *wanted; /* paths under it; "" is all of it */
	size_t nwanted;
	struct run_outputs outputs;
	struct check_options options;
	struct known baseline;
	int fail_on;
	uint32_t max_warnings;
};

/* ---- options ----------------------------------------------------- */

static bool is_rule(struct str pattern)
{
	for (size_t i = 0; i < rules_count; i++)
		if (rule_matches(rules[i], pattern))
			return true;
	const char *near = rule_nearest(pattern);
	if (near)
		talk_error("there is no rule '%.*s', did you mean '%s'?",
			STR_ARG(pattern), near);
	else
		talk_error("there is no rule '%.*s'; 'diglot explain' lists "
			   "them",
			STR_ARG(pattern));
	return false;
}

/* "R,R" of --select and --ignore, "R=LEVEL,R=LEVEL" of --severity. */
static bool add_choice(struct rule_choice *c, struct str item)
{
	size_t equals;

	c->rules = str_trim(item);
	if (c->what == RULE_LEVEL) {
		equals = str_find_byte(item, 0, '=');
		c->rules = str_trim(str_sub(item, 0, equals));
		if (equals == STR_NONE ||
			!level_parse(str_trim(str_skip(item, equals + 1)),
				&c->level)) {
			talk_error(
				"'--severity' must be RULE=LEVEL with "
				"error, warning, suggestion, info or off, not "
				"'%.*s'",
				STR_ARG(item));
			return false;
		}
	}
	return is_rule(c->rules);
}

static bool choice_kind(const char *option, struct rule_choice *c)
{
	if (strcmp(option, "select") == 0)
		c->what = RULE_SELECT;
	else if (strcmp(option, "ignore") == 0)
		c->what = RULE_IGNORE;
	else if (strcmp(option, "severity") == 0)
		c->what = RULE_LEVEL;
	else
		return false;
	return true;
}

static bool read_choices(struct job *job)
{
	const struct invocation *inv = job->inv;
	VEC(struct rule_choice) choices = { 0 };

	for (size_t i = 0; i < inv->ngiven; i++) {
		const struct given *g = &inv->given[i];
		struct rule_choice c = { .level = LEVEL_OFF };
		struct str rest = str_of(g->value), item;

		if (!choice_kind(g->option->name, &c))
			continue;
		while (str_cut(&rest, ',', &item)) {
			if (!add_choice(&c, item))
				return false;
			vec_push(inv->arena, &choices, c);
		}
	}
	job->options.choices = choices.p;
	job->options.nchoices = choices.n;
	return true;
}

static bool read_number(const struct invocation *inv, const char *name,
	uint32_t *out)
{
	const char *text = option_value(inv, name);

	if (!text || str_to_uint(str_of(text), out))
		return true;
	talk_error("'--%s' must be a number, not '%s'", name, text);
	return false;
}

static bool read_profile(struct job *job)
{
	const char *name = option_value(job->inv, "profile");

	if (!name || strcmp(name, "default") == 0)
		return true;
	job->options.docfx = strcmp(name, "docfx") == 0;
	if (!job->options.docfx)
		talk_error("there is no profile '%s'; there are default and "
			   "docfx",
			name);
	return job->options.docfx;
}

static bool read_options(struct job *job)
{
	uint32_t per_file = CHECK_MAX_PER_FILE;

	job->max_warnings = UINT32_MAX;
	if (!run_outputs(job->inv, &job->outputs) || !read_choices(job) ||
		!read_profile(job) ||
		!run_fail_on(job->inv, LEVEL_WARNING, &job->fail_on) ||
		!read_number(job->inv, "max-findings-per-file", &per_file) ||
		!read_number(job->inv, "max-warnings", &job->max_warnings) ||
		!known_options(job->inv, &job->baseline))
		return false;
	job->options.max_per_file = per_file;
	job->options.sift = known_sift;
	job->options.sift_ctx = &job->baseline;
	return true;
}

/* ---- paths ------------------------------------------------------- */

struct argument {
	struct str real;   /* absolute, no links */
	struct str folder; /* itself, or that of the file; as given */
	struct str real_folder;
};

/* True if `path` is `folder` or below it; *rest is the way down. */
static bool lies_in(struct str folder, struct str path, struct str *rest)
{
	if (str_eq(folder, S("/")))
		folder = S("");
	if (!str_starts(path, folder) ||
		(path.n > folder.n && path.p[folder.n] != '/'))
		return false;
	*rest = str_skip(path, folder.n + 1);
	return true;
}

static bool real_path(struct arena *a, struct str path, struct str *out)
{
	char real[PATH_MAX];

	if (!realpath(str_z(a, path), real)) {
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			strerror(errno));
		return false;
	}
	*out = str_dup(a, str_of(real));
	return true;
}

static bool read_argument(struct arena *a, struct str path,
	struct argument *out)
{
	struct stat st;

	if (str_eq(path, S("-"))) {
		talk_error("check reads files, not standard input");
		return false;
	}
	if (!real_path(a, path, &out->real))
		return false;
	out->folder = path;
	out->real_folder = out->real;
	if (stat(out->real.p, &st) == 0 && !S_ISDIR(st.st_mode)) {
		out->folder = path_dir(path);
		out->real_folder = path_dir(out->real);
	}
	while (out->folder.n > 1 && str_ends(out->folder, S("/")))
		out->folder.n--;
	if (out->folder.n == 0)
		out->folder = str_starts(path, S("/")) ? S("/") : S(".");
	return true;
}

static bool holds_all(struct str folder, const struct argument *p, size_t n)
{
	struct str rest;

	for (size_t i = 0; i < n; i++)
		if (!lies_in(folder, p[i].real, &rest))
			return false;
	return true;
}

/* Without a configuration: the folder of one of them that holds all, or
 * the current one. */
static struct str plain_root(struct arena *a, const struct argument *p,
	size_t n)
{
	struct str here;

	for (size_t i = 0; i < n; i++)
		if (holds_all(p[i].real_folder, p, n))
			return p[i].folder;
	if (real_path(a, S("."), &here) && holds_all(here, p, n))
		return S(".");
	return (struct str){ "", 0 };
}

static bool find_root(struct job *job, const struct argument *p, size_t n)
{
	struct arena *a = job->inv->arena;
	struct str root = job->inv->config ? str_of(job->inv->config)
					   : config_find(a, p[0].real);
	struct str real;

	if (root.n == 0)
		root = plain_root(a, p, n);
	if (root.n == 0 || !real_path(a, root, &real) ||
		!holds_all(real, p, n)) {
		talk_error("the paths are not in one docset; check them one "
			   "by one");
		return false;
	}
	job->root = str_z(a, root);
	job->nwanted = n;
	job->wanted = arena_array(a, struct str, n);
	for (size_t i = 0; i < n; i++)
		lies_in(real, p[i].real, &job->wanted[i]);
	return true;
}

static bool read_paths(struct job *job)
{
	struct str here = S(".");
	const struct invocation *inv = job->inv;
	const struct str *paths = inv->npaths ? inv->paths : &here;
	size_t n = inv->npaths ? inv->npaths : 1;
	struct argument *p = arena_array(inv->arena, struct argument, n);

	if (inv->config && !inv->npaths)
		here = str_of(inv->config);
	for (size_t i = 0; i < n; i++)
		if (!read_argument(inv->arena, paths[i], &p[i]))
			return false;
	return find_root(job, p, n);
}

static bool is_wanted(const struct job *job, struct str path)
{
	struct str rest;

	for (size_t i = 0; i < job->nwanted; i++)
		if (job->wanted[i].n == 0 ||
			lies_in(job->wanted[i], path, &rest))
			return true;
	return false;
}

/* ---- the run ----------------------------------------------------- */

/* Findings of the docset as a whole are always shown. */
static size_t only_wanted(const struct job *job, const struct docset *s,
	struct diag **p, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		if (p[i]->at.file >= s->files.n ||
			is_wanted(job, s->files.p[p[i]->at.file].path))
			p[left++] = p[i];
	return left;
}

static void keep_wanted(const struct job *job, const struct docset *s,
	struct findings *f)
{
	f->n = only_wanted(job, s, f->p, f->n);
	f->nhidden = only_wanted(job, s, f->hidden, f->nhidden);
	memset(f->count, 0, sizeof(f->count));
	for (size_t i = 0; i < f->n; i++)
		f->count[f->p[i]->level]++;
}

static size_t count_files(const struct job *job, const struct docset *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->files.n; i++)
		if (s->files.p[i].origin == FILE_OWN &&
			(s->pages[i] || s->files.p[i].kind == FILE_TOC) &&
			is_wanted(job, s->files.p[i].path))
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

static int finish(struct job *job, const struct docset *s,
	const struct findings *f)
{
	size_t files = count_files(job, s);

	if (files == 0 && f->n + f->nhidden == 0 &&
		!option_flag(job->inv, "allow-empty")) {
		talk_error("there is no document to check");
		return EXIT_TROUBLE;
	}
	if (!run_reports(job->inv, s, &job->outputs, f) ||
		!known_end(&job->baseline))
		return EXIT_TROUBLE;
	if (option_flag(job->inv, "statistics"))
		write_statistics(f);
	run_summary(job->inv, files, f->count);
	if (f->count[LEVEL_WARNING] > job->max_warnings ||
		run_failed(f->count, job->fail_on))
		return EXIT_FINDINGS;
	return EXIT_DONE;
}

int check_run(struct invocation *inv)
{
	struct job job = { .inv = inv };
	struct docset_options o = { 0 };
	struct findings f;
	struct docset *s;

	if (!read_options(&job) || !read_paths(&job))
		return EXIT_TROUBLE;
	o.root = job.root;
	o.fallback = option_or_env(inv, "fallback", "DIGLOT_FALLBACK");
	s = run_load(inv, &o);
	if (!s || !known_begin(&job.baseline, s))
		return EXIT_TROUBLE;
	inv->jobs.enter = run_read_only;
	if (!check_docset_with(s, &inv->jobs, &job.options, &f)) {
		talk_error("cannot start workers: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	keep_wanted(&job, s, &f);
	return finish(&job, s, &f);
}
