/*
 * TOCs as read (tocread.h) into trees that are bound to the docset's files.
 * Each TOC file is read once and expanded for itself; a TOC that includes
 * others gets copies of their entries, bound from where they are written.
 * A finding about an entry is made only when its own file is expanded, so
 * that including it does not repeat it.
 */
#include "set/toc.h"

#include "base/buf.h"
#include "base/path.h"
#include "set/tocread.h"

#define MAX_BYTES (32u << 20)
/* Of all TOCs together: includes multiply. */
#define MAX_EXPANDED 1000000

const struct rule rule_toc_file_not_found = {
	.id = "DG802",
	.name = "toc-file-not-found",
	.level = LEVEL_WARNING,
	.title = "a table of contents names a file that is not there",
	.why = "the entry leads nowhere",
	.fix = "correct the path, add the file or remove the entry",
	.aliases = "toc-not-found invalid-topic-href InvalidTocInclude",
};

const struct rule rule_circular_reference = {
	.id = "DG502",
	.name = "circular-reference",
	.level = LEVEL_ERROR,
	.title = "files contain each other in a circle",
	.why = "what is in the circle cannot be shown",
	.fix = "remove one of the references",
	.aliases = "CircularTocInclusion",
};

/* A folder named by an entry; settled when all TOCs are expanded. */
struct pending {
	struct toc_entry *entry;
	struct toc *toc;
};

struct loader {
	struct arena *arena;
	const struct config *config;
	const struct files *files;
	const struct map *uids;
	struct sink *sinks;
	struct tocs *out;
	struct toc_nodes **nodes; /* by file id, of TOC files */
	size_t expanded;
	VEC(struct pending) pending;
	/* while one TOC is expanded: */
	struct toc *toc;
	uint32_t stack[TOC_MAX_DEPTH + 1]; /* files, the TOC's own first */
	size_t depth;
	bool full; /* too many entries, no more includes or children */
	bool deep; /* some would nest too deep */
};

/* What is expanded: entries [from, to) of the TOC file on the stack. */
struct range {
	const struct toc_nodes *nodes;
	uint32_t file, from, to;
};

static bool own(const struct loader *l)
{
	return l->depth == 1;
}

static struct sink *sink_of(const struct loader *l)
{
	return &l->sinks[l->toc->file];
}

static struct str with_slashes(struct arena *a, struct str s)
{
	char *p = arena_text(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\\' ? '/' : s.p[i];
	return str_make(p, s.n);
}

/* Leads out of the docset: another host, a scheme, a site path. */
static bool is_elsewhere(struct str href)
{
	struct url u = url_split(href);

	return u.scheme.n > 0 || u.has_authority || str_starts(href, S("/"));
}

/* The path under the root that the href in `file` means; *folder: it is a
 * folder's. False: it leaves the root. */
static bool locate(const struct loader *l, uint32_t file, struct str href,
	struct str *path, bool *folder)
{
	struct arena *a = l->arena;
	const struct file *f = &l->files->p[file];
	struct str rest = with_slashes(a, url_decode(a, url_split(href).path));
	struct str base = path_base(rest), root;

	*folder = base.n == 0 || str_eq(base, S(".")) || str_eq(base, S(".."));
	if (!str_starts(rest, S("~/")))
		return path_resolve(a, f->path, rest, path);
	/* '~' is the root of the locale. */
	root = l->config->locales[f->locale].folder;
	if (!path_normalize(a, str_skip(rest, 2), &rest))
		return false;
	*path = path_join(a, root, rest);
	return true;
}

static struct file *find(const struct loader *l, struct str path)
{
	return files_find_nocase(l->files, l->arena, path);
}

/* A page or download; one that is not translated is the source locale's. */
static struct file *find_shown(const struct loader *l, struct str path)
{
	struct file *f = find(l, path);
	struct str source;

	if (!f && config_in_source(l->arena, l->config, path, &source))
		f = find(l, source);
	return f;
}

static struct file *find_in(const struct loader *l, struct str folder,
	const char *name)
{
	return find(l, path_join(l->arena, folder, str_of(name)));
}

/* The file in the folder that is its TOC, or NULL. */
static struct file *toc_in(const struct loader *l, struct str folder)
{
	static const char *const names[] = { "toc.yml", "toc.md", "toc.json" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct file *f = find_in(l, folder, names[i]);

		if (f && f->kind == FILE_TOC)
			return f;
	}
	return NULL;
}

/* The TOC file that an href includes, or NULL. */
static struct file *included_toc(const struct loader *l, uint32_t file,
	struct str href)
{
	struct str path;
	struct file *f;
	bool folder;

	if (!str_starts_nocase(path_base(url_split(href).path), S("toc.")) ||
		is_elsewhere(href) || !locate(l, file, href, &path, &folder))
		return NULL;
	f = find(l, path);
	return f && f->kind == FILE_TOC ? f : NULL;
}

static void bind_file(const struct loader *l, struct toc_entry *e,
	const struct file *f)
{
	e->file = files_id(l->files, f);
	e->page = f->origin == FILE_OWN &&
		  (f->kind == FILE_PAGE || f->kind == FILE_DATA);
}

/* Nothing is there: a redirect, settled elsewhere, or a finding. */
static void bind_missing(struct loader *l, struct toc_entry *e, struct str path,
	const struct file *f)
{
	const struct redirect *to = map_get(&l->config->redirects, path);

	if (to) {
		e->url = to->url;
		return;
	}
	if (!own(l) || l->toc->breadcrumb)
		return;
	if (f)
		diag_add(sink_of(l), &rule_toc_file_not_found, e->at,
			"'%.*s' is not published: no content or resource "
			"group takes it",
			STR_ARG(f->path))
			->code = "link-out-of-scope";
	else
		diag_add(sink_of(l), &rule_toc_file_not_found, e->at,
			"'%.*s' does not exist", STR_ARG(e->href))
			->code = str_ends(e->href, S("/")) ? "toc-not-found"
							   : NULL;
}

static void bind_folder(struct loader *l, struct toc_entry *e, struct str path)
{
	struct file *f = toc_in(l, path);

	if (f) {
		struct pending p = { e,
			l->out->by_file[files_id(l->files, f)] };

		vec_push(l->arena, &l->pending, p);
		return;
	}
	f = files_index(l->files, l->arena, path);
	if (f)
		bind_file(l, e, f);
	else
		bind_missing(l, e, path, NULL);
}

/* Binds the entry to where its href, written in `file`, leads. */
static void bind(struct loader *l, struct toc_entry *e, uint32_t file)
{
	struct url u = url_split(e->href);
	struct str path;
	struct file *f;
	bool folder;

	if (is_elsewhere(e->href) || u.path.n == 0) {
		e->url = e->href;
		return;
	}
	e->suffix = str_skip(e->href,
		(size_t)(u.path.p + u.path.n - e->href.p));
	if (!locate(l, file, e->href, &path, &folder)) {
		bind_missing(l, e, e->href, NULL);
		return;
	}
	if (folder) {
		bind_folder(l, e, path);
		return;
	}
	f = find_shown(l, path);
	if (f && f->kind != FILE_OTHER && f->kind != FILE_TOC)
		bind_file(l, e, f);
	else
		bind_missing(l, e, path, f);
}

/*
 * The address of the entry among its four: a tocHref that leads elsewhere,
 * topicHref, href, homepage, a tocHref that is a folder. A TOC that is
 * included is none; breadcrumbs lead to their topicHref.
 */
static struct str address_of(const struct loader *l, uint32_t file,
	const struct toc_node *n)
{
	if (n->toc_href.n > 0 && is_elsewhere(n->toc_href) &&
		!(l->toc->breadcrumb && n->topic_href.n > 0))
		return n->toc_href;
	if (n->topic_href.n > 0)
		return n->topic_href;
	if (n->href.n > 0 && !included_toc(l, file, n->href))
		return n->href;
	if (n->homepage.n > 0)
		return n->homepage;
	return included_toc(l, file, n->toc_href) ? S("") : n->toc_href;
}

static struct toc_entry entry_of(struct loader *l, const struct toc_node *n,
	struct toc_entry *parent, uint32_t file)
{
	struct toc_entry e = { .name = n->name,
		.uid = n->uid,
		.data = n->data,
		.from = file,
		.at = n->at,
		.file = FILE_NONE,
		.expanded = n->expanded,
		.parent = parent };

	e.href = address_of(l, file, n);
	e.stands = str_ends(n->toc_href, S("/")) && n->topic_href.n > 0 &&
		   !is_elsewhere(n->toc_href);
	if (l->toc->breadcrumb)
		e.scope = n->toc_href;
	return e;
}

/* A page, or a thing of a map, by its uid. */
static void bind_uid(struct loader *l, struct toc_entry *e)
{
	struct toc_node unnamed = { .at = e->at };

	e->target = map_get(l->uids, e->uid);
	if (e->target && e->target->file != FILE_NONE)
		bind_file(l, e, &l->files->p[e->target->file]);
	else if (e->target)
		e->url = e->target->href;
	if (e->target && e->name.n == 0)
		e->name = e->target->name;
	if (!own(l))
		return;
	if (!e->target)
		diag_add(sink_of(l), &rule_xref_not_found, e->at,
			"there is no uid '%.*s'", STR_ARG(e->uid));
	if (!e->target && e->name.n == 0)
		toc_node_unnamed(&unnamed, sink_of(l));
}

static bool is_folder(struct str href)
{
	struct str path = url_split(href).path;

	return str_ends(path, S("/")) || str_ends(path, S("\\"));
}

static void complain(struct loader *l, struct span at, const char *code,
	const char *text)
{
	struct diag *d = diag_add(sink_of(l), &rule_toc_syntax, at, "%s", text);

	d->code = code;
}

/* What tocHref and topicHref may be. */
static void check_node(struct loader *l, const struct toc_node *n,
	uint32_t file)
{
	struct str toc = n->toc_href, topic = n->topic_href;
	const char *text = NULL;

	if (l->toc->breadcrumb)
		return;
	if (toc.n > 0 && !is_elsewhere(toc) && !is_folder(toc) &&
		!str_starts_nocase(path_base(url_split(toc).path), S("toc.")))
		text = "'tocHref' leads to a table of contents, a folder or "
		       "an address";
	if (text)
		complain(l, n->at, "invalid-toc-href", text);
	if (topic.n > 0 && !is_elsewhere(topic) &&
		(is_folder(topic) || included_toc(l, file, topic)))
		complain(l, n->at, "invalid-topic-href",
			"'topicHref' leads to a page or an address");
}

static void report_circle(struct loader *l, struct span at)
{
	struct buf chain;

	buf_init(&chain, l->arena);
	for (size_t i = 0; i < l->depth; i++) {
		buf_add(&chain, l->files->p[l->stack[i]].path);
		buf_lit(&chain, " -> ");
	}
	buf_add(&chain, l->files->p[l->toc->file].path);
	diag_add(sink_of(l), &rule_circular_reference, at,
		"tables of contents include each other: %.*s",
		STR_ARG(buf_str(&chain)));
}

/* Whether `file` may be included now; says so when the circle is closed by
 * the TOC that is expanded (any other has its own turn). */
static bool may_include(struct loader *l, uint32_t file, struct span at)
{
	for (size_t i = 0; i < l->depth; i++) {
		if (l->stack[i] != file)
			continue;
		if (i == 0)
			report_circle(l, at);
		return false;
	}
	l->deep |= l->depth == TOC_MAX_DEPTH;
	return l->depth < TOC_MAX_DEPTH;
}

static size_t count_top(const struct range *r)
{
	size_t n = 0;

	for (uint32_t i = r->from; i < r->to; i = r->nodes->list.p[i].end)
		n++;
	return n;
}

static void expand(struct loader *l, struct range r, struct toc_entry *parent,
	struct toc_entry *items, size_t level);

/* The entries of the TOC that node i includes, as a range; empty if none. */
static struct range included_range(struct loader *l, uint32_t file,
	const struct toc_node *n)
{
	struct file *f = included_toc(l, file, n->href);
	struct range r = { 0 };

	if (!f)
		f = included_toc(l, file, n->toc_href);
	if (!f)
		return r;
	r.file = files_id(l->files, f);
	/* The span is the entry's; in another file it is the including one. */
	if (!may_include(l, r.file,
		    own(l) ? n->at : (struct span){ .file = l->toc->file }))
		return r;
	if (!l->toc->breadcrumb)
		l->out->by_file[r.file]->included = true;
	r.nodes = l->nodes[r.file];
	r.to = (uint32_t)r.nodes->list.n;
	return r;
}

/* The entry's children: those of an included TOC, then its own. */
static void add_children(struct loader *l, struct toc_entry *e,
	const struct range *in, uint32_t i, size_t level)
{
	const struct toc_node *n = &in->nodes->list.p[i];
	struct range mine = { in->nodes, in->file, i + 1, n->end };
	struct range other = included_range(l, in->file, n);
	size_t nother = other.nodes ? count_top(&other) : 0;
	size_t total = nother + count_top(&mine);

	l->deep |= total > 0 && level + 1 == TOC_MAX_DEPTH;
	if (total == 0 || level + 1 == TOC_MAX_DEPTH || l->full)
		return;
	e->items = arena_array(l->arena, struct toc_entry, total);
	if (nother > 0) {
		l->stack[l->depth++] = other.file;
		expand(l, other, e, e->items, level + 1);
		l->depth--;
	}
	expand(l, mine, e, e->items + nother, level + 1);
	e->nitems = total;
}

/* Fills items with the range's entries at its top. */
static void expand(struct loader *l, struct range r, struct toc_entry *parent,
	struct toc_entry *items, size_t level)
{
	for (uint32_t i = r.from; i < r.to; i = r.nodes->list.p[i].end) {
		struct toc_entry *e = items++;

		*e = entry_of(l, &r.nodes->list.p[i], parent, r.file);
		if (own(l))
			check_node(l, &r.nodes->list.p[i], r.file);
		if (e->uid.n > 0 && e->href.n == 0)
			bind_uid(l, e);
		if (e->href.n > 0)
			bind(l, e, r.file);
		l->toc->count++;
		if (++l->expanded > MAX_EXPANDED ||
			l->toc->count > TOC_MAX_ENTRIES)
			l->full = true;
		add_children(l, e, &r, i, level);
	}
}

static void expand_toc(struct loader *l, struct toc *t)
{
	struct range all = { .nodes = l->nodes[t->file], .file = t->file };

	all.to = (uint32_t)all.nodes->list.n;
	l->toc = t;
	t->meta = l->nodes[t->file]->meta;
	l->stack[0] = t->file;
	l->depth = 1;
	l->full = l->deep = false;
	t->nitems = count_top(&all);
	t->items = arena_array(l->arena, struct toc_entry, t->nitems);
	expand(l, all, NULL, t->items, 0);
	if (l->full)
		diag_add(sink_of(l), &rule_toc_syntax,
			(struct span){ .file = t->file },
			"more than %d entries with the included tables, some "
			"are left out",
			TOC_MAX_ENTRIES);
	if (l->deep)
		diag_add(sink_of(l), &rule_toc_syntax,
			(struct span){ .file = t->file },
			"entries nest deeper than %d with the included "
			"tables, some are left out",
			TOC_MAX_DEPTH);
}

/* The first page among the entries at exactly `level`. */
static const struct toc_entry *page_at(const struct toc_entry *items, size_t n,
	size_t level)
{
	for (size_t i = 0; i < n; i++) {
		const struct toc_entry *e = &items[i];

		if (level > 0)
			e = page_at(e->items, e->nitems, level - 1);
		if (e && e->page)
			return e;
	}
	return NULL;
}

/* The first page of a TOC, the upper levels before the lower ones. */
static const struct toc_entry *first_page(const struct toc *t)
{
	for (size_t level = 0; level < TOC_MAX_DEPTH; level++) {
		const struct toc_entry *e = page_at(t->items, t->nitems, level);

		if (e)
			return e;
	}
	return NULL;
}

static void settle_folders(struct loader *l)
{
	const struct toc_entry **first;

	first = arena_array(l->arena, const struct toc_entry *, l->out->n);
	for (size_t i = 0; i < l->out->n; i++)
		first[i] = first_page(&l->out->p[i]);
	for (size_t i = 0; i < l->pending.n; i++) {
		struct pending p = l->pending.p[i];
		const struct toc_entry *to = first[p.toc - l->out->p];

		if (!to)
			continue;
		p.entry->file = to->file;
		p.entry->page = true;
	}
}

static void read_toc(struct loader *l, struct source **sources, uint32_t id)
{
	const struct file *f = &l->files->p[id];
	struct source *s = sources[id];
	enum fs_result r = FS_OK;

	l->nodes[id] = arena_new(l->arena, struct toc_nodes);
	if (!s) {
		s = arena_new(l->arena, struct source);
		*s = (struct source){ .id = id, .path = f->path };
		r = files_read(l->arena, l->files, f, MAX_BYTES, &s->bytes);
		source_index(l->arena, s);
		sources[id] = s;
	}
	if (r != FS_OK)
		diag_add(&l->sinks[id], &rule_unreadable,
			(struct span){ .file = id },
			"'%.*s' cannot be read: %s", STR_ARG(f->path),
			fs_reason(r));
	else if (str_ends_nocase(f->path, S(".md")))
		toc_read_markdown(l->arena, s, &l->sinks[id], l->nodes[id]);
	else
		toc_read_data(l->arena, s, &l->sinks[id], l->nodes[id]);
}

static void read_all(struct loader *l, struct source **sources)
{
	struct tocs *out = l->out;
	size_t n = 0;

	for (size_t i = 0; i < l->files->n; i++)
		n += l->files->p[i].kind == FILE_TOC;
	out->p = arena_array(l->arena, struct toc, n);
	for (uint32_t i = 0; i < l->files->n; i++) {
		struct toc *t = &out->p[out->n];

		if (l->files->p[i].kind != FILE_TOC)
			continue;
		t->file = i;
		t->breadcrumb = toc_is_breadcrumb(l->config, &l->files->p[i]);
		out->by_file[i] = t;
		out->n++;
		read_toc(l, sources, i);
	}
}

void toc_load(struct arena *a, const struct config *config,
	const struct files *files, const struct map *uids,
	struct source **sources, struct sink *sinks, struct tocs *out)
{
	struct loader l = { .arena = a,
		.config = config,
		.files = files,
		.uids = uids,
		.sinks = sinks,
		.out = out };

	*out = (struct tocs){ 0 };
	out->entry_of = arena_array(a, struct toc_entry *, files->n);
	out->toc_of = arena_array(a, struct toc *, files->n);
	out->by_file = arena_array(a, struct toc *, files->n);
	l.nodes = arena_array(a, struct toc_nodes *, files->n);
	read_all(&l, sources);
	for (size_t i = 0; i < out->n; i++)
		expand_toc(&l, &out->p[i]);
	/* Pages are given to TOCs before folders lead to them: an entry that
	 * stands for another TOC does not hold that one's page. */
	toc_assign(a, files, out);
	settle_folders(&l);
}
