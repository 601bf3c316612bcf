/*
 * `diglot checklist`: prerequisites and steps of a page or a docset, in one
 * of the formats of list/; and whether a translation has them all. Workers
 * read the pages, as for a docset, so that no page can take the program
 * with it.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "cmd/command.h"
#include "cmd/data.h"
#include "cmd/input.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/json.h"
#include "list/list.h"
#include "site/checklist.h"
#include "steps/words.h"

struct job {
	struct invocation *inv;
	const struct words *words;
	const struct list_format *format;
	enum list_language language;
	const struct value *done;
	const char *section;
	const struct docset *set; /* NULL: a page alone */
	struct str name, bytes;   /* of a page alone */
	struct str tag[2];        /* its languages by its docset; [0] or "" */
	uint32_t *files;          /* of the docset */
	size_t n;
	/* --against */
	size_t locale;            /* SIZE_MAX: none */
	const struct value *file; /* or NULL */
	/* given back by the workers, in shared memory */
	struct checklist **found;
	struct checklist **other; /* what to compare with; or NULL */
	struct page **pages;      /* of a page alone */
};

/* ---- options ----------------------------------------------------- */

static bool choose_language(struct job *job)
{
	static const char *const words[] = { "target", "source", "both" };
	const char *value = option_value(job->inv, "lang");

	for (int i = 0; value && i < 3; i++)
		if (strcmp(value, words[i]) == 0) {
			job->language = (enum list_language)i;
			return true;
		}
	if (value)
		talk_error("'--lang' cannot be '%s'; there are target, source "
			   "and both",
			value);
	return !value;
}

static bool choose_format(struct job *job)
{
	const char *name = option_value(job->inv, "format");
	struct buf known;

	job->format = list_format_find(str_of(name ? name : "txt"));
	if (job->format)
		return true;
	buf_init(&known, job->inv->arena);
	for (size_t i = 0; list_formats[i]; i++)
		buf_printf(&known, "%s%s",
			i == 0                ? ""
			: list_formats[i + 1] ? ", "
					      : " and ",
			list_formats[i]->name);
	talk_error("there is no format '%s'; there are %.*s", name,
		STR_ARG(buf_str(&known)));
	return false;
}

static struct value *read_json(struct job *job, const char *path)
{
	struct arena *a = job->inv->arena;
	struct sink sink;
	struct value *v;
	struct str bytes;

	sink_init(&sink, a);
	if (!input_read(a, str_of(path), &bytes))
		return NULL;
	v = json_parse(a, bytes, 0, &sink);
	if (!v)
		talk_error("'%s' is not JSON: %.*s", path,
			STR_ARG(sink.first->text));
	return v;
}

static bool read_state(struct job *job)
{
	const char *path = option_value(job->inv, "state");
	struct value *v;

	if (!path)
		return true;
	v = read_json(job, path);
	if (!v)
		return false;
	job->done = value_get(v, S("done"));
	if (str_eq(value_text_at(v, S("format")), S("diglot-progress")) &&
		job->done && job->done->kind == VALUE_MAP)
		return true;
	talk_error("'%s' is no progress file", path);
	return false;
}

/* After the docset is loaded: one of its locales, or a file. */
static bool read_against(struct job *job)
{
	const char *name = option_value(job->inv, "against");

	job->locale = SIZE_MAX;
	if (!name)
		return true;
	for (size_t i = 0; job->set && i < job->set->config.nlocales; i++)
		if (str_eq_nocase(str_of(name), job->set->locales[i].tag))
			job->locale = i;
	if (job->locale == SIZE_MAX)
		job->file = read_json(job, name);
	return job->locale != SIZE_MAX || job->file;
}

static bool load_words(struct job *job)
{
	struct str path;
	struct sink sink;
	int dir = data_open(job->inv->arena, "locales", &path);

	sink_init(&sink, job->inv->arena);
	if (dir < 0)
		return false;
	job->words = words_load(job->inv->arena, dir, &sink);
	if (!job->words)
		talk_error("%.*s", STR_ARG(sink.first->text));
	return job->words != NULL;
}

/* ---- input ------------------------------------------------------- */

static bool add_page(struct job *job, uint32_t file)
{
	const struct page *p = job->set->pages[file];

	if (!p || !p->tree[0] || p->failed || !docset_page(job->set, file))
		return false;
	job->files[job->n++] = file;
	return true;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool load_docset(struct job *job, const char *dir)
{
	struct docset_options o = { .root = dir };

	job->set = run_load(job->inv, &o);
	if (!job->set)
		return false;
	job->files = arena_array(job->inv->arena, uint32_t,
		job->set->files.n + 1);
	return true;
}

/* A page of the docset, by its path there or from here; or NULL. */
static struct file *find_file(const struct job *job, struct str path)
{
	struct arena *a = job->inv->arena;
	struct str root = fs_real_path(a, str_z(a, job->set->config.root));
	struct str real = fs_real_path(a, str_z(a, path)), name;
	struct file *f = NULL;

	if (path_normalize(a, path, &name))
		f = files_find(&job->set->files, name);
	if (!f && real.n > root.n + 1 && str_starts(real, root))
		f = files_find(&job->set->files, str_skip(real, root.n + 1));
	return f;
}

static bool find_page(struct job *job, struct str path)
{
	struct file *f = find_file(job, path);

	return f && add_page(job, files_id(&job->set->files, f));
}

static bool read_of_docset(struct job *job, const char *docset, struct str path)
{
	if (!load_docset(job, docset))
		return false;
	if (find_page(job, path))
		return true;
	talk_error("the docset has no page '%.*s'", STR_ARG(path));
	return false;
}

/* The docset around a file that is named; "": none. */
static struct str docset_around(struct job *job, struct str path)
{
	struct str root = S("");

	if (str_eq(path, S("-")))
		return root;
	if (job->inv->config)
		return str_of(job->inv->config);
	if (fs_real_path(job->inv->arena, str_z(job->inv->arena, path)).n)
		root = config_find(job->inv->arena, path);
	return root;
}

/*
 * A file is a page of the docset that it lies in, if there is one. What
 * standard input has under its name is newer than the docset, which then
 * only tells the language.
 */
static bool read_page(struct job *job, struct str path)
{
	const char *given = option_value(job->inv, "stdin-name");
	bool piped = str_eq(path, S("-"));
	struct file *f;

	job->name = piped && given ? str_of(given) : path;
	struct str root = docset_around(job, job->name);
	if (root.n && !load_docset(job, str_z(job->inv->arena, root)))
		return false;
	if (job->set && !piped && find_page(job, path))
		return true;
	f = job->set ? find_file(job, job->name) : NULL;
	job->tag[0] = f ? job->set->locales[f->locale].tag : S("");
	job->tag[1] = f ? job->set->config.source_locale : S("en-US");
	job->set = NULL;
	job->n = 1;
	return input_read(job->inv->arena, path, &job->bytes);
}

static bool read_input(struct job *job)
{
	const struct invocation *inv = job->inv;
	const char *docset = option_value(inv, "docset");
	const char *path = inv->npaths   ? str_z(inv->arena, inv->paths[0])
			   : docset      ? docset
			   : inv->config ? inv->config
					 : ".";

	if (inv->npaths > 1) {
		talk_error("checklist takes one page or docset, not %zu",
			inv->npaths);
		return false;
	}
	if (docset && inv->npaths)
		return read_of_docset(job, docset, str_of(path));
	if (!is_folder(path))
		return read_page(job, str_of(path));
	if (!load_docset(job, path))
		return false;
	for (uint32_t i = 0; i < job->set->files.n; i++)
		add_page(job, i);
	return true;
}

/* ---- work -------------------------------------------------------- */

static struct checklist *read_alone(struct job *job, struct arena *keep,
	struct page *p, struct str tag)
{
	struct checklist_host host = { .path = path_base(job->name) };

	if (p->failed || !p->tree[0])
		return NULL;
	if (str_eq(job->name, S("-")))
		host.path = S("page.md");
	host.locale[0] = tag.n ? tag : S("und");
	host.locale[1] = job->tag[1];
	host.dir = locale_direction(host.locale[0]);
	host.href = str_printf(keep, "%.*s/%.*s.html",
		STR_ARG(str_lower(keep, host.locale[0])),
		STR_ARG(path_stem(host.path)));
	return checklist_read(keep, p, job->words, &host);
}

/* As the user says, the page, its docset. */
static struct str locale_of(const struct job *job, struct arena *a,
	const struct page *p)
{
	struct str tag = S("");

	if (job->inv->locale)
		tag = locale_canonical(a, str_of(job->inv->locale));
	if (tag.n == 0)
		tag = checklist_page_locale(a, p);
	return tag.n ? tag : job->tag[0];
}

/* The source half of a bilingual page as a page of its own. */
static struct checklist *read_source(struct job *job, struct arena *keep,
	const struct page *p)
{
	struct checklist_host host = { .path = p->source->path };
	struct str text = view_plain(keep, p->source->bytes, &p->pairs,
		SIDE_SOURCE);
	struct page *s = page_parse(keep, p->source->path, text, p->file, true,
		p->alerts);

	host.locale[0] = host.locale[1] =
		job->set ? job->set->config.source_locale : job->tag[1];
	host.dir = S("ltr");
	return s->failed ? NULL : checklist_read(keep, s, job->words, &host);
}

static void find_other(struct job *job, struct arena *keep, size_t i,
	const struct page *p)
{
	size_t locale = job->locale;
	const struct file *twin = NULL;

	if (job->file)
		return;
	if (locale == SIZE_MAX && p->tree[1]) {
		job->other[i] = read_source(job, keep, p);
		return;
	}
	if (!job->set)
		return;
	if (locale == SIZE_MAX)
		locale = checklist_source_locale(job->set);
	const struct file *f = &job->set->files.p[job->files[i]];
	if (locale != SIZE_MAX && locale != f->locale)
		twin = docset_twin(job->set, f, locale);
	if (twin)
		job->other[i] = checklist_of_page(keep, job->set, job->words,
			files_id(&job->set->files, twin));
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
{
	struct job *job = ctx;
	struct page *p;

	(void)scratch;
	if (job->set) {
		p = job->set->pages[job->files[i]];
		job->found[i] = checklist_of_page(keep, job->set, job->words,
			job->files[i]);
	} else {
		p = page_parse(keep, job->name, job->bytes, 0, true,
			&alerts_common);
		job->pages[i] = p;
		job->found[i] = read_alone(job, keep, p,
			locale_of(job, keep, p));
	}
	if (!job->found[i])
		return;
	if (job->section)
		checklist_only(job->found[i], str_of(job->section));
	if (job->other)
		find_other(job, keep, i, p);
	if (job->section && job->other && job->other[i])
		checklist_only(job->other[i], str_of(job->section));
}

/* ---- output ------------------------------------------------------ */

/* Pages of a docset that have nothing to have or do are left out. */
static bool write_lists(struct job *job)
{
	struct list l = { .a = job->inv->arena,
		.one = !job->set || job->n == 1,
		.language = job->language,
		.numbered = option_flag(job->inv, "numbered"),
		.done = job->done };
	struct buf out;

	buf_init(&out, job->inv->arena);
	l.out = &out;
	l.pages = arena_array(job->inv->arena, struct checklist *, job->n + 1);
	for (size_t i = 0; i < job->n; i++)
		if (job->found[i] && (l.one || job->found[i]->sections.n))
			l.pages[l.n++] = job->found[i];
	job->format->write(&l);
	return talk_write(buf_str(&out));
}

static const struct value *file_page(const struct job *job,
	const struct checklist *c)
{
	const struct value *v = job->file;

	if (v->kind != VALUE_LIST)
		return v;
	for (size_t i = 0; i < v->n; i++) {
		const struct value *source =
			value_get(value_get(v->items[i], S("document")),
				S("source"));
		if (str_eq(value_text_at(source, S("path")), c->path))
			return v->items[i];
	}
	return NULL;
}

static struct str quoted(struct arena *a, const struct list_entry *e)
{
	if (e->text[1].n == 0 || str_eq(e->text[0], e->text[1]))
		return str_printf(a, "'%.*s'", STR_ARG(e->text[0]));
	return str_printf(a, "'%.*s' ('%.*s')", STR_ARG(e->text[0]),
		STR_ARG(e->text[1]));
}

static void put_difference(struct job *job, const struct checklist *c,
	const struct list_difference *d, struct buf *out)
{
	static const char *const kinds[] = { "lost", "added", "moved" };
	const struct list_entry *e = d->entry;
	struct str path = c->page->source->path;

	buf_printf(out, "%.*s:", STR_ARG(path));
	if (d->kind != LIST_LOST)
		buf_printf(out, "%u:", e->line);
	buf_printf(out, " %s %s %.*s: %.*s\n",
		e->step ? "step" : "prerequisite", kinds[d->kind],
		STR_ARG(e->where), STR_ARG(quoted(job->inv->arena, e)));
}

/* Texts in two languages cannot be compared. */
static bool is_foreign(const struct checklist *c, const struct checklist *other)
{
	return other && c->locale[1].n == 0 &&
	       !str_eq(c->locale[0], other->locale[0]);
}

/* False: it cannot be compared, and that is said. */
static bool compare_page(struct job *job, size_t i, struct buf *out,
	size_t *count)
{
	struct arena *a = job->inv->arena;
	const struct checklist *c = job->found[i];
	struct list_entries have = { 0 }, want = { 0 };
	struct list_differences d = { 0 };
	const struct value *v = job->file ? file_page(job, c) : NULL;

	list_collect(a, c, &have);
	if (v && !list_collect_json(a, v, &want)) {
		talk_error("'%s' is no checklist",
			option_value(job->inv, "against"));
		return false;
	}
	if (job->other[i])
		list_collect(a, job->other[i], &want);
	else if (!v)
		return true;
	list_compare(a, &have, &want, is_foreign(c, job->other[i]), &d);
	for (size_t k = 0; k < d.n; k++)
		put_difference(job, c, &d.p[k], out);
	*count += d.n;
	return true;
}

static int check_lists(struct job *job)
{
	struct buf out;
	size_t count = 0;

	buf_init(&out, job->inv->arena);
	for (size_t i = 0; i < job->n; i++)
		if (job->found[i] && !compare_page(job, i, &out, &count))
			return EXIT_TROUBLE;
	if (!talk_write(buf_str(&out)))
		return EXIT_TROUBLE;
	if (!job->inv->quiet)
		talk_note("%zu page%s, %zu difference%s", job->n,
			job->n == 1 ? "" : "s", count, count == 1 ? "" : "s");
	return count ? EXIT_FINDINGS : EXIT_DONE;
}

/* ---- the run ----------------------------------------------------- */

/* Why a page alone could not be read. */
static void say_failure(struct job *job, const struct page *p)
{
	if (p && p->sink.first)
		talk_error("'%.*s': %.*s", STR_ARG(job->name),
			STR_ARG(p->sink.first->text));
}

static bool read_pages(struct job *job, bool *failed)
{
	struct arena *a = job->inv->arena;
	struct jobs jobs = job->inv->jobs;
	struct job_result *r;

	job->found = arena_array(a, struct checklist *, job->n + 1);
	job->pages = arena_array(a, struct page *, job->n + 1);
	if (option_flag(job->inv, "check"))
		job->other = arena_array(a, struct checklist *, job->n + 1);
	jobs.enter = job->set ? run_read_only : NULL;
	r = jobs_run(&jobs, a, job->n, NULL, work, job);
	talk_progress_end();
	if (!r) {
		talk_error("cannot start a worker: %s", strerror(errno));
		return false;
	}
	for (size_t i = 0; i < job->n; i++) {
		if (r[i].state != JOB_DONE)
			talk_error("%s", job_reason(a, &jobs, &r[i]));
		else if (!job->found[i])
			say_failure(job, job->pages[i]);
		*failed |= !job->found[i];
	}
	return true;
}

int checklist_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	bool failed = false;
	int status;

	job->inv = inv;
	job->section = option_value(inv, "section");
	if (!choose_format(job) || !choose_language(job) || !read_state(job) ||
		!load_words(job) || !read_input(job) || !read_against(job) ||
		!read_pages(job, &failed))
		return EXIT_TROUBLE;
	if (job->other)
		status = check_lists(job);
	else
		status = write_lists(job) ? EXIT_DONE : EXIT_TROUBLE;
	return status == EXIT_DONE && failed ? EXIT_FINDINGS : status;
}
