/*
 * A fragment is a page of its own, loaded once. Binding is a depth-first
 * walk, so that the include which closes a circle is the one that is cut.
 */
#include "set/include.h"

#include "base/path.h"
#include "set/links.h"

const struct rule rule_include_not_found = {
	.id = "DG501",
	.name = "include-not-found",
	.level = LEVEL_ERROR,
	.title = "an included file does not exist",
	.why = "the text that it holds is missing from the page",
	.fix = "correct the path, or add the file",
	.aliases = "InvalidInclude",
	.bad = "# Ferries\n"
	       "\n"
	       "[!INCLUDE [fares](fares.md)]\n",
	.mend = MEND_UNSAFE,
};

/* Includes of a docset whose paths are compared with the files. */
#define GUESSES_MAX 1000

struct file *include_target(const struct docset *s, struct arena *scratch,
	uint32_t from, struct str written, struct str *path)
{
	*path = S("");
	if (written.n == 0 || written.p[0] == '/' ||
		!link_path(s, scratch, from, written, path)) {
		*path = S("");
		return NULL;
	}
	return files_find_nocase(&s->files, scratch, *path);
}

/* Calls f for each include of page p, target side first. */
static void each_include(const struct page *p,
	void (*f)(void *ctx, const struct page *p, const struct reference *r),
	void *ctx)
{
	for (size_t i = 0; i < p->references.n; i++)
		if (p->references.p[i].kind == REFERENCE_INCLUDE)
			f(ctx, p, &p->references.p[i]);
}

struct wanting {
	const struct docset *s;
	struct arena *scratch;
	bool *wanted;
	size_t n;
};

static void want(void *ctx, const struct page *p, const struct reference *r)
{
	struct wanting *w = ctx;
	struct str path;
	struct file *f = include_target(w->s, w->scratch, p->file, r->url,
		&path);
	uint32_t id;

	if (!f || !str_ends_nocase(f->path, S(".md")))
		return;
	id = files_id(&w->s->files, f);
	if (w->s->pages[id] || w->wanted[id])
		return;
	w->wanted[id] = true;
	w->n++;
}

size_t include_wanted(const struct docset *s, struct arena *scratch,
	bool *wanted)
{
	struct wanting w = { s, scratch, wanted, 0 };

	for (size_t i = 0; i < s->files.n; i++)
		if (s->pages[i])
			each_include(s->pages[i], want, &w);
	return w.n;
}

enum mark { UNSEEN, OPEN, DONE };

struct binding {
	struct docset *s;
	struct arena *scratch;
	unsigned char *marks; /* enum mark, by file */
	uint32_t *shown;      /* files that it shows, all levels; by file */
	uint32_t chain[INCLUDE_DEPTH];
	const struct reference *refs[INCLUDE_DEPTH]; /* the way on */
	size_t depth;
	size_t guesses; /* so far */
};

static void bind_page(struct binding *b, const struct page *p);

/* Where the path stands in "[!INCLUDE [text](path)]". */
static bool find_path(const struct page *p, const struct reference *r,
	struct span *at)
{
	struct str bytes = str_sub(p->source->bytes, r->node->at.at,
		(size_t)r->node->at.at + r->node->at.len);
	size_t k = str_find(bytes, 0, S("]("));

	if (k == STR_NONE || r->node->at.file != p->file)
		return false;
	for (k += 2; k < bytes.n && bytes.p[k] == ' ';)
		k++;
	*at = (struct span){ p->file, r->node->at.at + (uint32_t)k,
		(uint32_t)r->url.n };
	return str_starts(str_skip(bytes, k), r->url);
}

static void propose(struct binding *b, struct diag *d, const struct page *p,
	const struct reference *r, struct str path)
{
	struct sink *sink = &b->s->sinks[p->file];
	struct span at;
	struct str near;

	if (b->guesses++ >= GUESSES_MAX)
		return;
	near = link_nearest_file(b->s, sink->arena, p->file, path);
	if (near.n == 0)
		return;
	d->hint = str_printf(sink->arena, "did you mean '%.*s'?",
		STR_ARG(near));
	if (link_is_plain(near) && find_path(p, r, &at))
		diag_mend(sink, d, MEND_UNSAFE, at, near);
}

static void report_missing(struct binding *b, const struct page *p,
	const struct reference *r, struct str path)
{
	struct sink *sink = &b->s->sinks[p->file];

	sink->side = r->side;
	if (path.n == 0)
		diag_add(sink, &rule_include_not_found, r->node->at,
			"the include '%.*s' leads out of the docset",
			STR_ARG(r->url));
	else
		propose(b,
			diag_add(sink, &rule_include_not_found, r->node->at,
				"the included file '%.*s' does not exist",
				STR_ARG(path)),
			p, r, path);
	sink->side = SIDE_NONE;
}

/* Each file of the circle is told, at its own include. */
static void report_circle(struct binding *b, const struct reference *r,
	uint32_t id)
{
	const struct file *files = b->s->files.p;
	size_t first = 0;

	b->refs[b->depth - 1] = r;
	while (first < b->depth && b->chain[first] != id)
		first++;
	for (size_t i = first; i < b->depth; i++) {
		size_t n = b->depth - first;
		struct str chain = S("");

		for (size_t k = 0; k < n; k++) {
			size_t at = first + (i - first + k) % n;

			chain = str_printf(b->scratch, "%.*s'%.*s' -> ",
				STR_ARG(chain),
				STR_ARG(files[b->chain[at]].path));
		}
		diag_add(&b->s->sinks[b->chain[i]], &rule_circular_reference,
			b->refs[i]->node->at,
			"files include each other: %.*s'%.*s'", STR_ARG(chain),
			STR_ARG(files[b->chain[i]].path));
	}
}

/* A few files that include each other many times would be a page without
 * end. */
static void report_too_many(struct binding *b, const struct page *p,
	const struct reference *r)
{
	diag_add(&b->s->sinks[p->file], &rule_limit_exceeded, r->node->at,
		"the page shows more than %d included files", INCLUDE_MAX);
}

static void take(struct binding *b, const struct page *p,
	const struct reference *r, uint32_t id)
{
	r->node->as.include.file = id;
	b->shown[p->file] += 1 + b->shown[id];
}

static void bind_one(void *ctx, const struct page *p, const struct reference *r)
{
	struct binding *b = ctx;
	struct str path;
	struct file *f = include_target(b->s, b->scratch, p->file, r->url,
		&path);
	uint32_t id = f ? files_id(&b->s->files, f) : FILE_NONE;
	const struct page *in = f ? b->s->pages[id] : NULL;

	r->node->as.include.file = FILE_NONE;
	if (!in || !in->tree[0]) {
		report_missing(b, p, r, path);
		return;
	}
	b->refs[b->depth - 1] = r;
	if (b->marks[id] == UNSEEN && b->depth < INCLUDE_DEPTH)
		bind_page(b, in);
	if (b->marks[id] != DONE)
		report_circle(b, r, id);
	else if (b->shown[p->file] + b->shown[id] >= INCLUDE_MAX)
		report_too_many(b, p, r);
	else
		take(b, p, r, id);
}

static void add_anchors(struct arena *a, struct map *to, const struct map *from)
{
	for (size_t i = 0; i < from->n; i++) {
		void **slot = map_slot(a, to, from->items[i].key);
		if (!*slot)
			*slot = from->items[i].value;
	}
}

/* So that a bookmark is looked up once, however many includes there are. */
static void gather_anchors(void *ctx, const struct page *p,
	const struct reference *r)
{
	struct binding *b = ctx;
	uint32_t id = r->node->as.include.file;
	struct map *to = &b->s->pages[p->file]->included;

	if (id == FILE_NONE)
		return;
	add_anchors(b->s->arena, to, &b->s->pages[id]->anchors);
	add_anchors(b->s->arena, to, &b->s->pages[id]->included);
}

static void bind_page(struct binding *b, const struct page *p)
{
	b->marks[p->file] = OPEN;
	b->chain[b->depth++] = p->file;
	each_include(p, bind_one, b);
	each_include(p, gather_anchors, b);
	b->depth--;
	b->marks[p->file] = DONE;
}

void include_bind(struct docset *s, struct arena *scratch)
{
	struct binding b = { .s = s, .scratch = scratch };

	b.marks = arena_array(scratch, unsigned char, s->files.n + 1);
	b.shown = arena_array(scratch, uint32_t, s->files.n + 1);
	for (size_t i = 0; i < s->files.n; i++)
		if (s->pages[i] && b.marks[i] == UNSEEN)
			bind_page(&b, s->pages[i]);
}
