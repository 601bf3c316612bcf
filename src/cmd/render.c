/*
 * `diglot render`: one page to standard output. The work is done by a
 * worker, as for a docset, so that no page can take the program with it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/json.h"
#include "page/text.h"
#include "set/meta.h"
#include "site/datapage.h"
#include "site/render.h"

#define INPUT_LIMIT ((size_t)8 << 20)

enum form { FORM_HTML, FORM_MARKDOWN, FORM_TEXT, FORM_JSON };

struct job {
	struct invocation *inv;
	enum form form;
	enum side side; /* SIDE_NONE: both */
	bool docs, raw;
	const struct docset *set; /* NULL: the page alone */
	uint32_t file;            /* in the docset */
	struct str name, bytes;   /* of a page alone */
	/* given back by the worker, in shared memory */
	struct page *page;
	struct str *out;
};

/* ---- options ----------------------------------------------------- */

/* The index of an option's value in a list of words; the first is the
 * default. -1: said that it is none of them. */
static int choose(const struct invocation *inv, const char *name,
	const char *const *words)
{
	const char *value = option_value(inv, name);

	if (!value)
		return 0;
	for (int i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	talk_error("'--%s' cannot be '%s'; see 'diglot help render'", name,
		value);
	return -1;
}

static bool read_options(struct job *job)
{
	static const char *const forms[] = { "html", "markdown", "text",
		"json", NULL };
	static const char *const sides[] = { "target", "source", "both",
		NULL };
	static const char *const flavors[] = { "docs", "gfm", NULL };
	static const enum side side_of[] = { SIDE_TARGET, SIDE_SOURCE,
		SIDE_NONE };
	int form = choose(job->inv, "to", forms);
	int side = choose(job->inv, "side", sides);
	int flavor = choose(job->inv, "flavor", flavors);

	if (form < 0 || side < 0 || flavor < 0)
		return false;
	if (job->inv->npaths > 1) {
		talk_error("render takes one page, not %zu",
			job->inv->npaths);
		return false;
	}
	job->form = (enum form)form;
	job->side = side_of[side];
	job->docs = flavor == 0;
	job->raw = option_flag(job->inv, "raw");
	return true;
}

/* ---- input ------------------------------------------------------- */

static bool read_stdin(struct job *job)
{
	struct buf b;
	ssize_t n = 1;

	buf_init(&b, job->inv->arena);
	while (n > 0 && b.n <= INPUT_LIMIT) {
		buf_reserve(&b, 65536);
		n = read(STDIN_FILENO, b.p + b.n, 65536);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			b.n += (size_t)n;
	}
	if (n < 0)
		talk_error("cannot read standard input: %s", strerror(errno));
	job->bytes = buf_str(&b);
	job->name = S("-");
	return n >= 0;
}

static bool read_file(struct job *job, struct str path)
{
	struct arena *a = job->inv->arena;
	struct str dir = path_dir(path);
	int fd = fs_open_dir(dir.n ? str_z(a, dir) :
			     str_starts(path, S("/")) ? "/" : ".");
	enum fs_result r = FS_MISSING;

	if (fd >= 0) {
		r = fs_read(a, fd, path_base(path), INPUT_LIMIT, &job->bytes);
		close(fd);
	}
	if (r != FS_OK)
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			r == FS_TOO_BIG ? "it has more than 8 MiB" :
					  fs_reason(r));
	job->name = path;
	return r == FS_OK;
}

/* The path under the docset's root: as given, or from where we are. */
static bool find_in_docset(struct job *job, struct str path)
{
	struct arena *a = job->inv->arena;
	const struct docset *s = job->set;
	struct str root = fs_real_path(a, str_z(a, s->config.root));
	struct str real = fs_real_path(a, str_z(a, path)), name;
	struct file *f = NULL;

	if (path_normalize(a, path, &name))
		f = files_find(&s->files, name);
	if (!f && real.n > root.n + 1 && str_starts(real, root))
		f = files_find(&s->files, str_skip(real, root.n + 1));
	if (f && s->pages[files_id(&s->files, f)]) {
		job->file = files_id(&s->files, f);
		return true;
	}
	talk_error("the docset has no page '%.*s'", STR_ARG(path));
	return false;
}

static bool read_docset(struct job *job, const char *dir, struct str path)
{
	struct docset_options o = { .root = dir };

	o.fallback = option_or_env(job->inv, "fallback", "DIGLOT_FALLBACK");
	job->set = run_load(job->inv, &o);
	return job->set && find_in_docset(job, path);
}

static bool read_input(struct job *job)
{
	const char *dir = option_value(job->inv, "docset");
	struct str path = job->inv->npaths ? job->inv->paths[0] : S("-");

	if (dir && !str_eq(path, S("-")))
		return read_docset(job, dir, path);
	return str_eq(path, S("-")) ? read_stdin(job) : read_file(job, path);
}

/* ---- output ------------------------------------------------------ */

static int tree_of(const struct job *job, const struct page *p)
{
	return job->side == SIDE_SOURCE && p->tree[1] ? 1 : 0;
}

static void put_html(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	struct render r = {
		.out = out,
		.scratch = scratch,
		.flavor = job->docs ? FLAVOR_DOCFX : FLAVOR_GFM,
		.set = job->set,
		.shown = p,
		.page = p,
		.side = tree_of(job, p),
		.raw = job->raw && job->set,
		.bilingual = job->side == SIDE_NONE && p->tree[1],
		.source_lang = S_INIT("en-US"),
		.source_dir = S_INIT("ltr"),
	};

	if (p->tree[0])
		render_document(&r, p->tree[r.side]->root);
	else if (p->data)
		datapage_render(&r, p->data);
}

static void put_markdown(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	if (job->side == SIDE_NONE)
		buf_add(out, p->source->bytes);
	else
		buf_add(out, view_plain(scratch, p->source->bytes, &p->pairs,
				     job->side));
}

/* A line for each block that holds text. */
static void put_text(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	const struct node *root;

	if (!p->tree[0])
		return;
	root = p->tree[tree_of(job, p)]->root;
	for (const struct node *n = root; n;) {
		bool leaf = n->kind == NODE_PARAGRAPH ||
			    n->kind == NODE_HEADING || n->kind == NODE_CELL ||
			    n->kind == NODE_CODE_BLOCK;
		struct str text = leaf ? text_of(scratch, n) : S("");
		if (text.n) {
			buf_add(out, text);
			buf_byte(out, '\n');
		}
		n = node_walk(root, n, leaf);
	}
}

static void put_headings(struct json *j, const struct page *p)
{
	json_key(j, S("headings"));
	json_open_list(j);
	for (size_t i = 0; i < p->headings.n; i++) {
		json_open_map(j);
		json_uint_at(j, "level", (uint64_t)p->headings.p[i].level);
		json_text_at(j, "id", p->headings.p[i].id);
		json_text_at(j, "text", p->headings.p[i].text);
		json_close_map(j);
	}
	json_close_list(j);
}

static void put_links(struct json *j, const struct page *p)
{
	static const char *const kinds[] = { "link", "image", "lightbox",
		"include" };

	json_key(j, S("links"));
	json_open_list(j);
	for (size_t i = 0; i < p->references.n; i++) {
		json_open_map(j);
		json_text_at(j, "kind",
			str_of(kinds[p->references.p[i].kind]));
		json_text_at(j, "url", p->references.p[i].url);
		if (p->references.p[i].side == SIDE_SOURCE)
			json_text_at(j, "side", S("source"));
		json_close_map(j);
	}
	json_close_list(j);
}

static struct value *metadata(const struct job *job, const struct page *p,
	struct arena *scratch)
{
	const struct docset *s = job->set;

	if (!s)
		return p->meta ? p->meta : value_map(scratch);
	return meta_effective(scratch, &s->config, s->files.p[p->file].path,
		p->meta);
}

/* The first heading of level 1 as HTML. */
static struct str raw_title(struct job *job, const struct page *p,
	struct arena *scratch)
{
	struct buf b;
	struct render r = { .out = &b, .scratch = scratch,
		.flavor = FLAVOR_DOCFX, .set = job->set, .shown = p,
		.page = p };

	buf_init(&b, scratch);
	if (p->h1)
		render_node(&r, p->h1);
	return str_trim(buf_str(&b));
}

static void put_json(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	json_open_map(&j);
	json_text_at(&j, "title", p->title);
	json_text_at(&j, "rawTitle", raw_title(job, p, scratch));
	json_key(&j, S("metadata"));
	json_value(&j, metadata(job, p, scratch));
	put_headings(&j, p);
	put_links(&j, p);
	json_close_map(&j);
	buf_byte(out, '\n');
}

static void work(void *ctx, struct arena *keep, struct arena *scratch,
	size_t i)
{
	static void (*const forms[])(struct job *, const struct page *,
		struct arena *, struct buf *) = {
		[FORM_HTML] = put_html,
		[FORM_MARKDOWN] = put_markdown,
		[FORM_TEXT] = put_text,
		[FORM_JSON] = put_json,
	};
	struct job *job = ctx;
	struct buf out;

	(void)i;
	if (!job->set)
		job->page = page_parse(keep, job->name, job->bytes, 0,
			!str_ends_nocase(job->name, S(".yml")), job->docs);
	buf_init(&out, keep);
	if (!job->page->failed)
		forms[job->form](job, job->page, scratch, &out);
	*job->out = buf_str(&out);
}

/* ---- findings ---------------------------------------------------- */

/* On stderr, so that the page stays alone on stdout. */
static void put_findings(const struct job *job, struct page *p)
{
	source_index(job->inv->arena, p->source);
	for (const struct diag *d = p->sink.first; d; d = d->next) {
		struct place at = source_place(p->source, d->at.at);
		talk_text(str_printf(job->inv->arena,
			"%.*s:%u:%u: %s: %.*s [%s]\n",
			STR_ARG(p->source->path), at.line, at.column,
			level_name(d->level), STR_ARG(d->text),
			d->rule->name));
	}
}

int render_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	struct jobs one = inv->jobs;
	struct job_result *r;

	job->inv = inv;
	if (!read_options(job) || !read_input(job))
		return EXIT_TROUBLE;
	job->out = arena_new(inv->arena, struct str);
	job->page = job->set ? job->set->pages[job->file] : NULL;
	one.workers = 1;
	one.progress = NULL;
	r = jobs_run(&one, inv->arena, 1, NULL, work, job);
	if (!r) {
		talk_error("cannot start a worker: %s", strerror(errno));
		return EXIT_TROUBLE;
	}
	if (r->state != JOB_DONE) {
		talk_error("%s", job_reason(inv->arena, &one, r));
		return EXIT_FINDINGS;
	}
	if (!talk_write(*job->out))
		return EXIT_TROUBLE;
	if (!inv->quiet)
		put_findings(job, job->page);
	return job->page->failed ? EXIT_FINDINGS : EXIT_DONE;
}
