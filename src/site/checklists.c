/*
 * Checklists of a site. They are read once, by workers, which keep in shared
 * memory only what pages and the index take from them: a checklist is several
 * times as large as that. Its file goes to the stage at once.
 */
#include "site/checklists.h"

#include <errno.h>
#include <stdlib.h>

#include "base/fs.h"
#include "base/path.h"
#include "format/html.h"
#include "format/json.h"
#include "site/checklist.h"
#include "site/plan.h"
#include "steps/words.h"

/* What can be ticked, by node. */
struct mark {
	const struct node *node;
	struct str attrs;
};

struct site_checklist {
	struct str id, title[2]; /* of the page, and of its source view */
	struct checklist_counts counts;
	struct str sha256;   /* of its file */
	struct str howto[2]; /* by side: JSON, items for a list */
	struct mark *marks;  /* sorted by node */
	size_t nmarks;
	size_t boxes; /* on the page; steps that share a paragraph have none */
};

struct checklists {
	struct site *s;
	const struct words *words;
	unsigned char *shown;          /* by file: 1 << side */
	uint32_t *first, *next;        /* outputs: by file, of one; from 1 */
	struct site_checklist **found; /* by file */
	int *error;                    /* shared: errno, 0 if all was written */
};

/* ---- reading ----------------------------------------------------- */

struct marks {
	struct arena *a;
	VEC(struct mark) list;
	size_t boxes;
};

static void add_mark(struct marks *m, const struct node *const node[2],
	struct str id, struct str path)
{
	struct str attrs = str_printf(m->a, " data-step=\"%.*s\"", STR_ARG(id));
	struct buf b;

	buf_init(&b, m->a);
	buf_add(&b, attrs);
	if (path.n) {
		buf_lit(&b, " data-path=\"");
		html_escape(&b, path);
		buf_byte(&b, '"');
	}
	m->boxes += node[0] || node[1];
	for (int side = 0; side < 2; side++) {
		struct mark mark = { node[side], buf_str(&b) };
		if (node[side])
			vec_push(m->a, &m->list, mark);
	}
}

/* A choice is ticked as the step that it belongs to. */
static void mark_items(struct marks *m, const struct checklist_items *items,
	struct str section)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct checklist_item *x = items->p[i];
		struct str path = x->path.n ? x->path
					    : str_printf(m->a, "%.*s/%zu",
						      STR_ARG(section), i + 1);
		if (x->checkable)
			add_mark(m, x->node, x->id, path);
		mark_items(m, &x->children, path);
	}
}

static int by_node(const void *x, const void *y)
{
	const struct mark *a = x, *b = y;

	return (a->node > b->node) - (a->node < b->node);
}

static void keep_marks(struct site_checklist *c, const struct marks *m,
	struct arena *keep)
{
	c->marks = arena_array(keep, struct mark, m->list.n);
	for (size_t i = 0; i < m->list.n; i++)
		c->marks[i] = (struct mark){ m->list.p[i].node,
			str_dup(keep, m->list.p[i].attrs) };
	qsort(c->marks, m->list.n, sizeof(*c->marks), by_node);
	c->nmarks = m->list.n;
	c->boxes = m->boxes;
}

static void find_marks(struct site_checklist *c, const struct checklist *list,
	struct arena *keep, struct arena *scratch)
{
	struct marks m = { .a = scratch };

	for (size_t i = 0; i < list->sections.n; i++) {
		const struct checklist_section *s = list->sections.p[i];
		if (s->kind == SECTION_NEXT)
			continue;
		if (s->kind == SECTION_PROCEDURE &&
			s->procedure == PROCEDURE_INFORMAL)
			add_mark(&m, s->heading.node, s->id, s->heading.anchor);
		mark_items(&m, &s->items, s->heading.anchor);
	}
	keep_marks(c, &m, keep);
}

/* From LOCALE/checklists/PAGE.json. */
static struct str schema_href(struct arena *a, const struct checklist *c)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < c->href.n; i++)
		if (c->href.p[i] == '/')
			buf_lit(&b, "../");
	buf_lit(&b, "../checklist.schema.json");
	return buf_str(&b);
}

static struct str as_json(struct arena *scratch, const struct checklist *c)
{
	struct value *v = checklist_value(scratch, c);
	struct buf out;
	struct json j;

	value_set(scratch, v, S("$schema"),
		value_text(scratch, schema_href(scratch, c)));
	buf_init(&out, scratch);
	json_begin(&j, &out, false);
	json_value(&j, v);
	buf_byte(&out, '\n');
	return buf_str(&out);
}

/* The parts of the page's HowTo. */
static struct str as_howto(struct arena *keep, struct arena *scratch,
	const struct checklist *c, int side)
{
	const struct value *parts = value_get(checklist_howto(scratch, c, side),
		S("@graph"));
	struct buf out;
	struct json j;

	buf_init(&out, scratch);
	for (size_t i = 0; parts && i < parts->n; i++) {
		if (i)
			buf_byte(&out, ',');
		json_begin(&j, &out, false);
		json_value(&j, parts->items[i]);
	}
	return str_dup(keep, buf_str(&out));
}

static struct site_checklist *keep_checklist(const struct checklists *w,
	const struct checklist *list, struct str json, struct arena *keep,
	struct arena *scratch)
{
	struct site_checklist *c = arena_new(keep, struct site_checklist);
	unsigned shown = w->shown[list->page->file];

	c->id = str_dup(keep, list->id);
	c->title[0] = str_dup(keep, list->title[0]);
	c->title[1] = !list->heading.level
			      ? c->title[0]
			      : checklist_text(keep, &list->heading.text, 1);
	c->counts = list->counts;
	c->sha256 = checklist_sha256(keep, json);
	for (int side = 0; side < 2; side++)
		if (shown & 1u << side)
			c->howto[side] = as_howto(keep, scratch, list, side);
	find_marks(c, list, keep, scratch);
	return c;
}

/* "nl-nl/checklists/a/b.json" of "nl-nl/a/b.html". */
static struct str file_path(struct arena *a, const struct site *s,
	const struct output *o)
{
	struct str slug = s->set->locales[o->locale].slug;
	struct str rest = path_stem(str_skip(o->path, slug.n + 1));

	/* The index of all has that name. */
	if (str_eq(rest, S("index")))
		rest = S("index.page");
	return str_printf(a, "%.*s/checklists/%.*s.json", STR_ARG(slug),
		STR_ARG(rest));
}

static bool shows_list(const struct output *o)
{
	return o->kind == OUTPUT_PAGE && !o->older;
}

/* The file of each page that shows the list. */
static void stage_files(const struct checklists *w, uint32_t file,
	struct str json, struct arena *scratch)
{
	for (uint32_t n = w->first[file]; n; n = w->next[n - 1]) {
		struct str path = file_path(scratch, w->s,
			&w->s->outputs[n - 1]);
		if (!plan_stage(w->s, path, json))
			*w->error = errno;
	}
}

void checklists_read_file(struct checklists *w, struct arena *keep,
	struct arena *scratch, size_t file)
{
	const struct checklist *list;
	struct site_checklist *c;
	struct str json;

	if (!w->shown[file])
		return;
	list = checklist_of_page(scratch, w->s->set, w->words, (uint32_t)file);
	if (!list || !list->counts.checkable)
		return;
	json = as_json(scratch, list);
	c = keep_checklist(w, list, json, keep, scratch);
	stage_files(w, (uint32_t)file, json, scratch);
	w->found[file] = c;
}

/* ---- files ------------------------------------------------------- */

static const struct site_checklist *of_output(const struct site *s,
	const struct output *o)
{
	return shows_list(o) && s->checklists ? s->checklists[o->file] : NULL;
}

struct outputs {
	struct output *p;
	size_t n, cap;
};

static void add_file(struct site *s, struct outputs *out, struct str path,
	struct str bytes)
{
	struct asset *asset = arena_new(s->arena, struct asset);
	struct output o = { .kind = OUTPUT_ASSET,
		.path = path,
		.asset = asset };

	asset->path = path;
	asset->bytes = bytes;
	vec_push(s->arena, out, o);
}

static void put_entry(struct json *j, const struct site *s,
	const struct output *o, const struct site_checklist *c)
{
	const struct checklist_counts *n = &c->counts;
	struct str slug = s->set->locales[o->locale].slug;

	json_open_map(j);
	json_text_at(j, "id", c->id);
	json_text_at(j, "title", c->title[0]);
	json_text_at(j, "page", str_skip(o->path, slug.n + 1));
	json_text_at(j, "file",
		str_skip(file_path(s->arena, s, o),
			slug.n + S("/checklists/").n));
	json_text_at(j, "sha256", c->sha256);
	json_uint_at(j, "prerequisites", n->prerequisites);
	json_uint_at(j, "procedures", n->procedures);
	json_uint_at(j, "steps", n->steps);
	json_uint_at(j, "substeps", n->substeps);
	json_uint_at(j, "checkable", n->checkable);
	json_close_map(j);
}

/* LOCALE/checklists/index.json */
static void add_index(struct site *s, struct outputs *out, size_t locale)
{
	struct str slug = s->set->locales[locale].slug;
	struct output page = { .kind = OUTPUT_CHECKLISTS, .locale = locale };
	struct json j;
	struct buf b;
	size_t n = 0;

	buf_init(&b, s->arena);
	json_begin(&j, &b, false);
	json_open_map(&j);
	json_text_at(&j, "format", S("diglot-checklist-index"));
	json_text_at(&j, "version", S(CHECKLIST_VERSION));
	json_text_at(&j, "locale", s->set->locales[locale].tag);
	json_key(&j, S("pages"));
	json_open_list(&j);
	for (size_t i = 0; i < s->noutputs; i++) {
		const struct output *o = &s->outputs[i];
		const struct site_checklist *c = of_output(s, o);
		if (o->locale != locale || !c)
			continue;
		put_entry(&j, s, o, c);
		n++;
	}
	json_close_list(&j);
	json_close_map(&j);
	buf_byte(&b, '\n');
	if (n == 0)
		return;
	add_file(s, out,
		str_printf(s->arena, "%.*s/checklists/index.json",
			STR_ARG(slug)),
		buf_str(&b));
	page.path = str_printf(s->arena, "%.*s/checklists/index.html",
		STR_ARG(slug));
	vec_push(s->arena, out, page);
}

static void add_files(struct site *s)
{
	struct outputs more = { 0 };
	struct str schema;

	for (size_t i = 0; i < s->noutputs; i++) {
		const struct site_checklist *c = of_output(s, &s->outputs[i]);
		if (!c)
			continue;
		struct output o = plan_staged(s->arena,
			file_path(s->arena, s, &s->outputs[i]));
		vec_push(s->arena, &more, o);
	}
	if (more.n == 0)
		return;
	for (size_t l = 0; l < s->set->config.nlocales; l++)
		add_index(s, &more, l);
	if (fs_read(s->arena, s->set->locales_dir,
		    S("steps/checklist.schema.json"), (size_t)1 << 20,
		    &schema) == FS_OK)
		add_file(s, &more, S("checklist.schema.json"), schema);
	plan_extend(s, more.p, more.n);
}

/* Which sides of which files have a page with a checklist, and where. */
static void find_shown(struct checklists *w)
{
	struct site *s = w->s;

	w->shown = arena_array(s->arena, unsigned char, s->set->files.n + 1);
	w->first = arena_array(s->arena, uint32_t, s->set->files.n + 1);
	w->next = arena_array(s->arena, uint32_t, s->noutputs + 1);
	for (uint32_t i = 0; i < s->noutputs; i++) {
		const struct output *o = &s->outputs[i];
		if (!shows_list(o))
			continue;
		w->shown[o->file] |= o->source_view ? 2 : 1;
		w->next[i] = w->first[o->file];
		w->first[o->file] = i + 1;
	}
}

struct checklists *checklists_begin(struct site *s)
{
	struct checklists *w = arena_new(s->arena, struct checklists);
	struct sink sink;

	sink_init(&sink, s->arena);
	w->s = s;
	w->words = words_load(s->arena, s->set->locales_dir, &sink);
	if (!w->words)
		return NULL;
	find_shown(w);
	w->error = arena_new(s->set->arena, int);
	w->found = arena_array(s->set->arena, struct site_checklist *,
		s->set->files.n + 1);
	return w;
}

bool checklists_end(struct checklists *w)
{
	w->s->checklists = w->found;
	add_files(w->s);
	errno = *w->error;
	return errno == 0;
}

/* ---- pages ------------------------------------------------------- */

static struct str find_mark(const struct render *r, const struct node *n)
{
	const struct site_checklist *c = r->marks;
	struct mark key = { n, { "", 0 } };
	const struct mark *found = c->nmarks
					   ? bsearch(&key, c->marks, c->nmarks,
						     sizeof(key), by_node)
					   : NULL;

	return found ? found->attrs : S("");
}

void checklists_mark(const struct maker *m, struct render *r)
{
	r->marks = of_output(m->site, m->output);
	r->mark = r->marks ? find_mark : NULL;
}

static void set_count(struct maker *m, struct value *map, const char *key,
	size_t n)
{
	maker_set_text(m, map, key, str_printf(m->a, "%zu", n));
}

static void set_assets(struct maker *m, struct value *v)
{
	const struct theme *t = m->site->theme;

	maker_set_text(m, v, "css",
		href_to(m->a, &m->at, theme_asset(t, S("checklist.css"))));
	maker_set_text(m, v, "js",
		href_to(m->a, &m->at, theme_asset(t, S("checklist.js"))));
}

struct value *checklists_page(struct maker *m)
{
	const struct site_checklist *c = of_output(m->site, m->output);
	struct str slug = m->site->set->locales[m->output->locale].slug;
	struct value *v;

	if (!c || c->boxes == 0)
		return NULL;
	v = value_map(m->a);
	maker_set_text(m, v, "id", c->id);
	set_count(m, v, "total", c->boxes);
	maker_set_text(m, v, "href",
		href_to(m->a, &m->at, file_path(m->a, m->site, m->output)));
	maker_set_text(m, v, "index_href",
		href_to(m->a, &m->at,
			str_printf(m->a, "%.*s/checklists/index.html",
				STR_ARG(slug))));
	set_assets(m, v);
	return v;
}

struct value *checklists_index(struct maker *m)
{
	struct value *v = value_map(m->a), *list = value_list(m->a);

	set_assets(m, v);
	for (size_t i = 0; i < m->site->noutputs; i++) {
		const struct output *o = &m->site->outputs[i];
		const struct site_checklist *c = of_output(m->site, o);
		struct value *entry;
		if (o->locale != m->output->locale || !c || c->boxes == 0)
			continue;
		entry = value_map(m->a);
		maker_set_text(m, entry, "href",
			href_to(m->a, &m->at, o->path));
		maker_set_text(m, entry, "title", c->title[o->source_view]);
		maker_set_text(m, entry, "id", c->id);
		set_count(m, entry, "total", c->boxes);
		maker_set_text(m, entry, "count",
			locale_text(m->a, m->locale, S("checklist_boxes"),
				(long)c->boxes, NULL, 0));
		value_add(m->a, list, entry);
	}
	value_set(m->a, v, S("items"), list);
	return v;
}

struct str checklists_howto(const struct maker *m)
{
	const struct site_checklist *c = of_output(m->site, m->output);

	return c ? c->howto[m->output->source_view] : S("");
}
