/*
 * A page for machines: what it is, the way to it from the front page, and
 * the HowTo of its steps, in the words of schema.org.
 */
#include "site/linkeddata.h"

#include "base/path.h"
#include "format/json.h"
#include "set/meta.h"
#include "site/checklists.h"
#include "site/sitemap.h"

static struct value *typed(struct maker *m, const char *type)
{
	struct value *v = value_map(m->a);

	maker_set_text(m, v, "@type", str_of(type));
	return v;
}

/* The canonical one. */
static struct str address(struct maker *m)
{
	if (m->site->base_url.n == 0)
		return S("");
	return sitemap_url(m->a, m->site,
		sitemap_canonical(m->site, m->output)->path);
}

static struct value *article(struct maker *m)
{
	const struct docset *s = m->site->set;
	struct value *v = typed(m, "TechArticle");
	struct str author = value_text_at(m->meta, S("author")), iso;
	const struct locale *l =
		m->output->source_view
			? m->locale
			: &s->locales[s->files.p[m->page->file].locale];

	maker_set_text(m, v, "headline", m->page->title);
	maker_set_text(m, v, "inLanguage", l->tag);
	maker_set_text(m, v, "description",
		value_text_at(m->meta, S("description")));
	maker_set_text(m, v, "url", address(m));
	if (meta_date(m->a, value_text_at(m->meta, S("ms.date")), &iso))
		maker_set_text(m, v, "dateModified", iso);
	if (author.n) {
		struct value *person = typed(m, "Person");
		maker_set_text(m, person, "name", author);
		value_set(m->a, v, S("author"), person);
	}
	return v;
}

/* A link of the page; by its full address where the site has one. */
static struct str full_address(struct maker *m, struct str href)
{
	struct str base = m->site->base_url, path;
	struct str here = url_encode(m->a, m->output->path);

	if (base.n == 0 || url_split(href).scheme.n ||
		!path_resolve(m->a, here, href, &path))
		return href;
	return str_cat(m->a, base, path);
}

/*
 * Search engines want an address in every item but the last, the page
 * itself, and two items or more: what has no address is left out. A
 * relative one counts from the page, as in its links; it has to be an @id,
 * since "item" with a text is that text.
 */
static struct value *crumbs(struct maker *m, const struct value *breadcrumb)
{
	const struct value *items = value_get(breadcrumb, S("items"));
	struct value *v = typed(m, "BreadcrumbList"), *list = value_list(m->a);

	for (size_t i = 0; items && i < items->n; i++) {
		struct value *item = typed(m, "ListItem"), *page;
		struct str href = value_text_at(items->items[i], S("href"));
		if (href.n == 0 && i + 1 < items->n)
			continue;
		value_set(m->a, item, S("position"),
			value_number(m->a, (double)(list->n + 1)));
		maker_set_text(m, item, "name",
			value_text_at(items->items[i], S("name")));
		if (href.n) {
			page = typed(m, "WebPage");
			maker_set_text(m, page, "@id", full_address(m, href));
			value_set(m->a, item, S("item"), page);
		}
		value_add(m->a, list, item);
	}
	value_set(m->a, v, S("itemListElement"), list);
	return list->n > 1 ? v : NULL;
}

/* What the page is, the way to it, and its HowTo. */
static void write_graph(struct json *j, struct maker *m,
	const struct value *breadcrumb)
{
	const struct value *list = crumbs(m, breadcrumb);
	struct str howto = checklists_howto(m);

	json_open_list(j);
	json_value(j, article(m));
	if (list)
		json_value(j, list);
	if (howto.n)
		json_raw(j, howto);
	json_close_list(j);
}

struct str linkeddata_make(struct maker *m, const struct value *breadcrumb)
{
	struct json j;
	struct buf b;

	if (!m->page || m->page->failed || m->page->title.n == 0)
		return (struct str){ "", 0 };
	buf_init(&b, m->a);
	json_begin(&j, &b, false);
	json_open_map(&j);
	json_text_at(&j, "@context", S("https://schema.org"));
	json_key(&j, S("@graph"));
	write_graph(&j, m, breadcrumb);
	json_close_map(&j);
	return buf_str(&b);
}
