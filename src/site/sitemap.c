/*
 * sitemap.xml after sitemaps.org 0.9: pages in their own language, each with
 * its translations; more than 50,000, or long ones, are cut into files with
 * an index.
 */
#include "site/sitemap.h"

#include "base/path.h"
#include "format/html.h"
#include "set/meta.h"
#include "site/plan.h"

#define URLS_A_FILE 50000
#define BYTES_A_FILE ((size_t)45 << 20) /* 50 MiB are allowed */

struct str sitemap_url(struct arena *a, const struct site *s, struct str path)
{
	return str_printf(a, "%.*s%.*s", STR_ARG(s->base_url),
		STR_ARG(url_encode(a, path)));
}

const struct output *sitemap_canonical(const struct site *s,
	const struct output *o)
{
	const struct file *f = &s->set->files.p[o->file];
	const struct output *own;

	if (!o->source_text && !o->older)
		return o;
	own = site_find(s, o->source_text ? f->locale : o->locale, f->key);
	return own ? own : o;
}

struct value *sitemap_meta(struct arena *a, const struct site *s,
	const struct output *o)
{
	return meta_effective(a, &s->set->config, s->set->files.p[o->file].path,
		s->set->pages[o->file]->meta);
}

static void add_alternate(struct arena *a, struct value *list, struct str lang,
	struct str href)
{
	struct value *v = value_map(a);

	value_set(a, v, S("lang"), value_text(a, lang));
	value_set(a, v, S("href"), value_text(a, href));
	value_add(a, list, v);
}

struct value *sitemap_alternates(struct arena *a, const struct site *s,
	const struct output *o)
{
	const struct docset *set = s->set;
	struct value *list = value_list(a);
	struct str original = { "", 0 };

	for (size_t l = 0; l < set->config.nlocales; l++) {
		const struct output *twin = site_find(s, l,
			set->files.p[o->file].key);
		if (!twin || twin->source_text)
			continue;
		struct str url = sitemap_url(a, s, twin->path);
		add_alternate(a, list, set->locales[l].tag, url);
		if (str_eq_nocase(set->locales[l].tag,
			    set->config.source_locale))
			original = url;
	}
	if (list->n < 2)
		return NULL;
	if (original.n)
		add_alternate(a, list, S("x-default"), original);
	return list;
}

/* ---- files ------------------------------------------------------- */

static bool is_hidden(const struct value *meta)
{
	struct str robots = value_text_at(meta, S("ROBOTS"));
	struct arena a;

	arena_init(&a);
	bool hidden = str_find(str_lower(&a, robots), 0, S("noindex")) !=
			      STR_NONE ||
		      value_is_true(value_get(meta, S("_noindex")));
	arena_release(&a);
	return hidden;
}

static void put_element(struct buf *b, const char *name, struct str text)
{
	buf_printf(b, "<%s>", name);
	html_escape(b, text);
	buf_printf(b, "</%s>", name);
}

static void put_url(struct buf *b, struct arena *a, const struct site *s,
	const struct output *o, const struct value *meta)
{
	const struct value *others = sitemap_alternates(a, s, o);
	struct str iso;

	buf_lit(b, "<url>");
	put_element(b, "loc", sitemap_url(a, s, o->path));
	if (meta_date(a, value_text_at(meta, S("ms.date")), &iso))
		put_element(b, "lastmod", iso);
	for (size_t i = 0; others && i < others->n; i++) {
		buf_lit(b, "<xhtml:link rel=\"alternate\" hreflang=\"");
		html_escape(b, value_text_at(others->items[i], S("lang")));
		buf_lit(b, "\" href=\"");
		html_escape(b, value_text_at(others->items[i], S("href")));
		buf_lit(b, "\"/>");
	}
	buf_lit(b, "</url>\n");
}

struct listing {
	struct site *s;
	struct buf urls;
	size_t n;
	VEC(struct output) outputs;
};

static void add_file(struct listing *l, struct str path, struct str bytes)
{
	struct arena *a = l->s->arena;
	struct asset *asset = arena_new(a, struct asset);

	asset->path = path;
	asset->bytes = str_dup(a, bytes);
	struct output o = { .kind = OUTPUT_ASSET,
		.path = path,
		.asset = asset };
	vec_push(a, &l->outputs, o);
}

static void close_list(struct listing *l, struct str path)
{
	struct buf b;

	buf_init(&b, l->s->arena);
	buf_lit(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/"
		    "0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
	buf_add(&b, buf_str(&l->urls));
	buf_lit(&b, "</urlset>\n");
	add_file(l, path, buf_str(&b));
	l->urls.n = 0;
	l->n = 0;
}

static struct str part_name(struct listing *l)
{
	return str_printf(l->s->arena, "sitemap-%zu.xml", l->outputs.n + 1);
}

static void put_index(struct listing *l)
{
	struct buf b;

	buf_init(&b, l->s->arena);
	buf_lit(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/"
		    "sitemap/0.9\">\n");
	for (size_t i = 0; i < l->outputs.n; i++) {
		buf_lit(&b, "<sitemap>");
		put_element(&b, "loc",
			sitemap_url(l->s->arena, l->s, l->outputs.p[i].path));
		buf_lit(&b, "</sitemap>\n");
	}
	buf_lit(&b, "</sitemapindex>\n");
	add_file(l, S("sitemap.xml"), buf_str(&b));
}

static void list_pages(struct listing *l)
{
	struct site *s = l->s;
	struct arena scratch;

	arena_init(&scratch);
	for (size_t i = 0; i < s->noutputs; i++) {
		const struct output *o = &s->outputs[i];
		if (o->kind != OUTPUT_PAGE || o->source_text || o->older)
			continue;
		const struct value *meta = sitemap_meta(&scratch, s, o);
		if (!is_hidden(meta)) {
			if (l->n == URLS_A_FILE || l->urls.n > BYTES_A_FILE)
				close_list(l, part_name(l));
			put_url(&l->urls, &scratch, s, o, meta);
			l->n++;
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

void sitemap_add(struct site *s)
{
	struct listing l = { .s = s };

	buf_init(&l.urls, s->arena);
	list_pages(&l);
	if (l.outputs.n == 0) {
		close_list(&l, S("sitemap.xml"));
	} else {
		close_list(&l, part_name(&l));
		put_index(&l);
	}
	add_file(&l, S("robots.txt"),
		str_printf(s->arena,
			"User-agent: *\nAllow: /\nSitemap: %.*ssitemap.xml\n",
			STR_ARG(s->base_url)));
	plan_extend(s, l.outputs.p, l.outputs.n);
}
