/*
 * `diglot render`: one page to standard output. The work is done by a
 * worker, as for a docset, so that no page can take the program with it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "base/path.h"
#include "cmd/command.h"
#include "cmd/input.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "cmd/themes.h"
#include "format/json.h"
#include "page/text.h"
#include "set/meta.h"
#include "site/datapage.h"
#include "site/docfx.h"
#include "site/render.h"
#include "site/standalone.h"

enum form { FORM_HTML, FORM_MARKDOWN, FORM_TEXT, FORM_JSON };

struct job {
	struct invocation *inv;
	enum form form;
	enum side side; /* SIDE_NONE: both */
	bool docs, raw;
	bool standalone;
	struct str style;         /* of a standalone page */
	int dir;                  /* folder of a page alone; -1: none */
	const struct docset *set; /* NULL: the page alone */
	uint32_t file;            /* in the docset */
	const struct toc *toc;    /* instead of a page; or NULL */
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
	static const char *const forms[] = { "html", "markdown", "text", "json",
		NULL };
	static const char *const sides[] = { "target", "source", "both", NULL };
	static const char *const flavors[] = { "docs", "gfm", NULL };
	static const enum side side_of[] = { SIDE_TARGET, SIDE_SOURCE,
		SIDE_NONE };
	int form = choose(job->inv, "to", forms);
	int side = choose(job->inv, "side", sides);
	int flavor = choose(job->inv, "flavor", flavors);

	if (form < 0 || side < 0 || flavor < 0)
		return false;
	if (job->inv->npaths > 1) {
		talk_error("render takes one page, not %zu", job->inv->npaths);
		return false;
	}
	job->form = (enum form)form;
	job->side = side_of[side];
	job->docs = flavor == 0;
	job->raw = option_flag(job->inv, "raw");
	job->standalone = option_flag(job->inv, "standalone");
	if (!job->standalone ||
		(job->form == FORM_HTML && job->docs && !job->raw))
		return true;
	talk_error("'--standalone' is for HTML of documentation; leave out "
		   "'--to', '--flavor' and '--raw'");
	return false;
}

/* ---- input ------------------------------------------------------- */

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
	job->file = f ? files_id(&s->files, f) : 0;
	job->toc = f && job->form == FORM_JSON ? s->tocs.by_file[job->file]
					       : NULL;
	if (f && (job->toc || s->pages[job->file]))
		return true;
	talk_error("the docset has no page '%.*s'", STR_ARG(path));
	return false;
}

static bool read_docset(struct job *job, const char *dir, struct str path)
{
	struct docset_options o = { .root = dir };

	job->set = run_load(job->inv, &o);
	return job->set && find_in_docset(job, path);
}

static bool read_input(struct job *job)
{
	const char *dir = option_value(job->inv, "docset");
	struct str path = job->inv->npaths ? job->inv->paths[0] : S("-");

	if (dir && !str_eq(path, S("-")))
		return read_docset(job, dir, path);
	job->name = path;
	return input_read(job->inv->arena, path, &job->bytes);
}

static bool read_style(struct job *job)
{
	struct str folder = path_dir(job->name);
	struct buf style;

	job->dir = -1;
	if (!job->standalone)
		return true;
	if (!job->set && !str_eq(job->name, S("-")))
		job->dir = fs_open_dir(folder.n ? str_z(job->inv->arena, folder)
				       : str_starts(job->name, S("/")) ? "/"
								       : ".");
	buf_init(&style, job->inv->arena);
	if (!themes_style(job->inv, job->set, &style))
		return false;
	job->style = buf_str(&style);
	return true;
}

/* ---- output ------------------------------------------------------ */

static int tree_of(const struct job *job, const struct page *p)
{
	return job->side == SIDE_SOURCE && p->tree[1] ? 1 : 0;
}

static void put_standalone(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	struct str said = value_text_at(p->meta, S("ms.contentlocale"));
	struct str lang = locale_canonical(scratch,
		job->inv->locale ? str_of(job->inv->locale) : said);
	struct standalone s = { .set = job->set,
		.dir = job->dir,
		.page = p,
		.side = job->side,
		.style = job->style,
		.lang = lang.n ? lang : S("en-US") };

	standalone_write(&s, scratch, out);
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

	if (job->set && job->docs && !job->raw) {
		r.resolve = docfx_resolve;
		r.skip = docfx_title(job->set, p).node;
	}
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
		"include", "media" };

	json_key(j, S("links"));
	json_open_list(j);
	for (size_t i = 0; i < p->references.n; i++) {
		json_open_map(j);
		json_text_at(j, "kind", str_of(kinds[p->references.p[i].kind]));
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

/* The heading that the page begins with, as HTML. */
static struct str raw_title(struct job *job, const struct page *p,
	struct arena *scratch)
{
	struct docfx_title t = docfx_title(job->set, p);
	struct buf b;
	struct render r = { .out = &b,
		.scratch = scratch,
		.flavor = FLAVOR_DOCFX,
		.set = job->set,
		.shown = p,
		.page = t.page,
		.resolve = job->set ? docfx_resolve : NULL };

	buf_init(&b, scratch);
	clean_init(&r.clean, scratch);
	if (t.node)
		render_node(&r, t.node);
	return str_trim(buf_str(&b));
}

/* Keys of ours, which front matter cannot take over. */
static bool is_taken(struct str key)
{
	return str_eq(key, S("title")) || str_eq(key, S("rawTitle")) ||
	       str_eq(key, S("headings")) || str_eq(key, S("links")) ||
	       str_eq(key, S("monikers"));
}

/* A path in metadata, as the page's readers have to write it. */
static struct str relative_meta(const struct job *job, const struct page *p,
	struct arena *scratch, struct str path)
{
	struct buf b;
	struct render r = { .out = &b,
		.scratch = scratch,
		.set = job->set,
		.shown = p,
		.page = p };

	/* What the configuration says counts from the root. */
	if (!job->set || str_starts(path, S("/")))
		return path;
	return docfx_resolve(&r,
		str_starts(path, S("~/")) ? path
					  : str_cat(scratch, S("~/"), path),
		REFERENCE_LINK)
		.href;
}

/* The versions that the page is for, where the docset has some. */
static void put_monikers(const struct job *job, const struct page *p,
	struct arena *scratch, const struct value *meta, struct json *j)
{
	const struct docset *s = job->set;
	struct moniker_file f;

	if (!s)
		return;
	f = moniker_of(scratch, &s->config, &s->monikers,
		s->files.p[p->file].path, meta);
	if (!f.versioned)
		return;
	json_key(j, S("monikers"));
	json_open_list(j);
	for (size_t i = 0; i < s->monikers.n; i++)
		if (f.set.has[i])
			json_text(j, s->monikers.p[i].name);
	json_close_list(j);
}

static void put_metadata(struct job *job, const struct page *p,
	struct arena *scratch, struct json *j)
{
	struct value *v = metadata(job, p, scratch);

	for (size_t i = 0; i < v->n; i++) {
		if (is_taken(v->keys[i]))
			continue;
		if (str_eq(v->keys[i], S("breadcrumb_path"))) {
			json_text_at(j, "breadcrumb_path",
				relative_meta(job, p, scratch,
					value_as_text(v->items[i])));
			continue;
		}
		json_key(j, v->keys[i]);
		json_value(j, v->items[i]);
	}
	put_monikers(job, p, scratch, v, j);
}

static void put_json(struct job *job, const struct page *p,
	struct arena *scratch, struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	json_open_map(&j);
	json_text_at(&j, "title", docfx_title_text(scratch, job->set, p));
	json_text_at(&j, "rawTitle", raw_title(job, p, scratch));
	put_metadata(job, p, scratch, &j);
	put_headings(&j, p);
	put_links(&j, p);
	json_close_map(&j);
	buf_byte(out, '\n');
}

static void put_toc(struct job *job, struct arena *scratch, struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	docfx_toc(&j, job->set, job->toc, scratch);
	buf_byte(out, '\n');
}

static void work(void *ctx, struct arena *keep, struct arena *scratch, size_t i)
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
			!str_ends_nocase(job->name, S(".yml")),
			job->docs ? &alerts_common : NULL);
	buf_init(&out, keep);
	if (job->toc)
		put_toc(job, scratch, &out);
	else if (!job->page->failed && job->standalone)
		put_standalone(job, job->page, scratch, &out);
	else if (!job->page->failed)
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
			"%.*s:%u:%u: %s: %.*s [%s]\n", STR_ARG(p->source->path),
			at.line, at.column, level_name(d->level),
			STR_ARG(d->text), d->rule->name));
	}
}

int render_run(struct invocation *inv)
{
	struct job *job = arena_new(inv->arena, struct job);
	struct jobs one = inv->jobs;
	struct job_result *r;

	job->inv = inv;
	if (!read_options(job) || !read_input(job) || !read_style(job))
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
	if (!job->page)
		return EXIT_DONE;
	if (!inv->quiet)
		put_findings(job, job->page);
	return job->page->failed ? EXIT_FINDINGS : EXIT_DONE;
}
