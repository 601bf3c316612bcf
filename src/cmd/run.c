/* From options to a docset, from findings to output and exit status. */
#include "cmd/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/fs.h"
#include "base/path.h"
#include "cmd/data.h"
#include "cmd/log.h"
#include "cmd/talk.h"

/* ---- loading ----------------------------------------------------- */

static const char *readable[3];

void run_read_only(void *ctx)
{
	static const char *const none[] = { NULL };
	static const struct confine limits = { readable, none };

	(void)ctx;
	/* Where the kernel cannot, the other guards have to do. */
	confine_process(&limits);
}

static void allow_reading(const struct docset *s)
{
	readable[0] = str_z(s->arena, s->config.root);
	readable[1] = s->fallback;
}

static void all_read(void)
{
	talk_stage("load");
}

/* Why the configuration could not be used. It is read once more, because
 * a docset that failed has no texts for the places. */
static void show_failure(struct invocation *inv, const struct docset_options *o)
{
	struct docset set = { .arena = inv->arena, .dir = -1 };
	struct str found = config_find(inv->arena, str_of(o->root));
	struct str root = found.n ? found : str_of(o->root);
	struct report r = { .arena = inv->arena, .set = &set };
	struct sink sink;
	struct buf out;
	int dir = fs_open_dir(str_z(inv->arena, root));

	sink_init(&sink, inv->arena);
	if (dir < 0)
		return;
	config_load(inv->arena, dir, root, o->overrides, &sink, &set.config);
	close(dir);
	buf_init(&out, inv->arena);
	r.out = &out;
	for (struct diag *d = sink.first; d; d = d->next) {
		r.p = &d;
		r.n = d->at.file != CONFIG_NOWHERE;
		report_compact.write(&r);
		log_findings(&r);
	}
	talk_text(buf_str(&out));
}

/* What the configuration had that is no reason to stop. */
static void add_findings(struct sink *to, const struct sink *from)
{
	if (!from->first)
		return;
	if (to->last)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	to->count += from->count;
}

static void say_docset(const struct docset *s)
{
	size_t pages = 0;

	for (uint32_t i = 0; i < s->files.n; i++)
		pages += docset_page(s, i) != NULL;
	talk_note("docset '%.*s' (%.*s): %zu files, %zu pages, %zu tables of "
		  "contents",
		STR_ARG(s->config.root),
		STR_ARG(s->config.file.n ? s->config.file
					 : S("no configuration file")),
		s->files.n, pages, s->tocs.n);
	for (size_t i = 0; i < s->config.nlocales; i++)
		talk_note("language %.*s in '%.*s'",
			STR_ARG(s->config.locales[i].tag),
			STR_ARG(path_join(s->arena, s->config.root,
				s->config.locales[i].folder)));
}

bool run_config(struct invocation *inv, const char *root, struct sink *sink,
	struct config *out, bool *ok)
{
	struct str found = config_find(inv->arena, str_of(root));
	int dir = fs_open_dir(found.n ? str_z(inv->arena, found) : root);

	*out = (struct config){ .root = str_of(root) };
	*ok = false;
	if (dir < 0)
		return false;
	*ok = config_load(inv->arena, dir, found.n ? found : str_of(root),
		inv->overrides, sink, out);
	close(dir);
	return true;
}

struct docset *run_load(struct invocation *inv, const struct docset_options *o)
{
	struct docset_options all = *o;
	struct jobs jobs = inv->jobs;
	struct str path;
	struct docset *s;
	struct sink sink;

	sink_init(&sink, inv->arena);
	if (!all.root)
		all.root = inv->config ? inv->config : ".";
	if (!all.fallback)
		all.fallback = option_or_env(inv, "fallback",
			"DIGLOT_FALLBACK");
	all.locale = inv->locale;
	all.overrides = inv->overrides;
	all.opened = allow_reading;
	all.read = all_read;
	jobs.enter = run_read_only;
	all.jobs = &jobs;
	all.locales_dir = data_open(inv->arena, "locales", &path);
	if (all.locales_dir < 0)
		return NULL;
	s = docset_load(inv->arena, &all, &sink);
	talk_progress_end();
	if (s) {
		talk_stage("resolve");
		add_findings(&s->sink, &sink);
		if (inv->verbose)
			say_docset(s);
		return s;
	}
	show_failure(inv, &all);
	for (struct diag *d = sink.first; d; d = d->next)
		if (d->at.file == CONFIG_NOWHERE)
			talk_error("%.*s", STR_ARG(d->text));
	return NULL;
}

/* ---- findings ---------------------------------------------------- */

static const struct report_format *find_format(struct arena *a, struct str name)
{
	const struct report_format *f = report_format_find(name);
	struct buf names;

	if (f)
		return f;
	buf_init(&names, a);
	for (size_t i = 0; report_formats[i]; i++)
		buf_printf(&names, "%s%s",
			i == 0                  ? ""
			: report_formats[i + 1] ? ", "
						: " and ",
			report_formats[i]->name);
	talk_error("there is no format '%.*s'; there are %.*s", STR_ARG(name),
		STR_ARG(buf_str(&names)));
	return NULL;
}

const struct report_format *run_format(struct invocation *inv)
{
	const char *name = option_or_env(inv, "format", "DIGLOT_FORMAT");

	if (!name)
		return inv->terminal ? &report_full : &report_compact;
	return find_format(inv->arena, str_of(name));
}

/* The page that a job on GitHub shows when it is done. */
static bool summary_file(struct run_output *out)
{
	out->file = getenv("GITHUB_STEP_SUMMARY");
	if (!out->file || !*out->file)
		talk_error("'@summary' is the file of GITHUB_STEP_SUMMARY, "
			   "which is not set");
	return out->file && *out->file && out->format;
}

static bool read_output(struct arena *a, struct str text,
	struct run_output *out)
{
	size_t colon = str_find_byte(text, 0, ':');
	struct str file = str_skip(text,
		colon == STR_NONE ? text.n : colon + 1);

	out->format = find_format(a, str_sub(text, 0, colon));
	if (out->format && colon != STR_NONE && file.n == 0) {
		talk_error("'--format %.*s' names no file", STR_ARG(text));
		return false;
	}
	out->file = file.n ? str_z(a, file) : NULL;
	if (str_eq(file, S("@summary")))
		return summary_file(out);
	return out->format != NULL;
}

static bool add_output(struct invocation *inv, struct str text,
	struct run_outputs *out)
{
	struct run_output o;

	if (!read_output(inv->arena, text, &o))
		return false;
	out->p[out->n++] = o;
	return true;
}

bool run_knows_reports(struct invocation *inv, const struct policy *policy)
{
	struct run_output o;
	bool ok = true;

	for (size_t i = 0; i < policy->nreport; i++)
		ok &= read_output(inv->arena, policy->report[i], &o);
	return ok;
}

bool run_outputs(struct invocation *inv, const struct policy *policy,
	struct run_outputs *out)
{
	struct str *texts;
	size_t n = option_list(inv, "format", &texts), on_stdout = 0;
	size_t configured = n == 0 && policy ? policy->nreport : 0;

	*out = (struct run_outputs){ arena_array(inv->arena, struct run_output,
					     n + configured + 1),
		0 };
	for (size_t i = 0; i < n + configured; i++)
		if (!add_output(inv, i < n ? texts[i] : policy->report[i - n],
			    out))
			return false;
	for (size_t i = 0; i < out->n; i++)
		on_stdout += !out->p[i].file;
	/* What the configuration writes to files is written besides. */
	if (n == 0 && on_stdout == 0) {
		out->p[out->n].file = NULL;
		out->p[out->n].format = run_format(inv);
		on_stdout++;
		if (!out->p[out->n++].format)
			return false;
	}
	if (on_stdout > 1)
		talk_error("only one report can go to standard output; give "
			   "the others a file: --format FORMAT:FILE");
	return on_stdout <= 1;
}

bool run_is_as_read(const struct docset *s, uint32_t file)
{
	struct str was = s->sources[file]->bytes, now;
	struct arena scratch;
	bool same;

	arena_init(&scratch);
	same = fs_read(&scratch, s->dir, s->files.p[file].path, was.n + 1,
		       &now) == FS_OK &&
	       str_eq(now, was);
	arena_release(&scratch);
	return same;
}

bool run_write_file(struct arena *a, const char *file, struct str text)
{
	struct str path = str_of(file), folder = path_dir(path);
	bool ok = fs_make_parents(AT_FDCWD, file);
	int dir;

	if (folder.n == 0)
		folder = str_starts(path, S("/")) ? S("/") : S(".");
	dir = ok ? fs_open_dir(str_z(a, folder)) : -1;
	ok = dir >= 0 && fs_write(dir, path_base(path), text);
	if (!ok)
		talk_error("cannot write '%s': %s", file, strerror(errno));
	if (dir >= 0)
		close(dir);
	return ok;
}

/* `file` NULL is stdout, which -qq keeps silent. */
static bool write_report(struct invocation *inv, const struct report *r,
	const struct run_output *output)
{
	struct report own = *r;
	struct arena a;
	struct buf out;
	bool ok;

	if (!output->file && inv->quiet > 1)
		return true;
	arena_init(&a);
	buf_init(&out, inv->arena);
	own.arena = &a;
	own.out = &out;
	own.seen = (struct map){ 0 };
	own.color = inv->color && !output->file;
	own.ascii = talk_ascii() && !output->file;
	output->format->write(&own);
	ok = output->file ? run_write_file(&a, output->file, buf_str(&out))
			  : talk_write(buf_str(&out));
	arena_release(&a);
	return ok;
}

bool run_report(struct invocation *inv, const struct docset *s,
	const struct report_format *format, struct diag *const *p, size_t n)
{
	struct run_output output = { format, NULL };
	struct report r = { .set = s, .p = p, .n = n };

	bool ok;

	log_findings(&r);
	ok = write_report(inv, &r, &output);
	talk_stage("report");
	return ok;
}

bool run_reports(struct invocation *inv, const struct docset *s,
	const struct run_outputs *outputs, const struct findings *f)
{
	const struct report all = { .set = s,
		.p = f->p,
		.n = f->n,
		.hidden = f->hidden,
		.nhidden = f->nhidden };
	bool ok = true;

	log_findings(&all);
	for (size_t i = 0; i < outputs->n; i++) {
		struct report r = all;

		ok = write_report(inv, &r, &outputs->p[i]) && ok;
	}
	talk_stage("report");
	return ok;
}

void run_summary(const struct invocation *inv, size_t files,
	const size_t *count)
{
	struct buf b;

	if (inv->quiet)
		return;
	buf_init(&b, inv->arena);
	if (files)
		buf_printf(&b, "%zu file%s, ", files, files == 1 ? "" : "s");
	else
		buf_lit(&b, "no files, ");
	report_add_counts(&b, count);
	talk_note("%.*s", STR_ARG(buf_str(&b)));
}

bool run_fail_level(const char *text, enum level normal, int *out)
{
	enum level level = normal;

	*out = LEVEL_ERROR + 1;
	if (text && strcmp(text, "never") == 0)
		return true;
	if (text &&
		(!level_parse(str_of(text), &level) || level == LEVEL_OFF)) {
		talk_error("'fail-on' must be error, warning, suggestion, "
			   "info or never, not '%s'",
			text);
		return false;
	}
	*out = (int)level;
	return true;
}

bool run_fail_on(const struct invocation *inv, enum level normal, int *out)
{
	return run_fail_level(option_value(inv, "fail-on"), normal, out);
}

bool run_failed(const size_t *count, int fail_on)
{
	for (int l = fail_on; l <= LEVEL_ERROR; l++)
		if (count[l])
			return true;
	return false;
}
