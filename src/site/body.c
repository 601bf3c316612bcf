/* The text of a page: Markdown by the renderer, YAML by datapage.c. */
#include "site/checklists.h"
#include "site/datapage.h"
#include "site/maker.h"

static void put_failure(struct maker *m, struct render *r)
{
	struct locale_arg path = { "path",
		m->site->set->files.p[m->page->file].path };

	buf_lit(r->out, "<h1>");
	render_text(r, locale_text(m->a, m->locale, S("page_failed_title"), -1,
			       NULL, 0));
	buf_lit(r->out, "</h1>\n<p>");
	render_text(r, locale_text(m->a, m->locale, S("page_failed_text"), -1,
			       &path, 1));
	buf_lit(r->out, "</p>\n");
}

/* A page without a heading of its own gets its title. */
static void put_title(struct maker *m, struct render *r)
{
	if (m->page->title.n == 0 ||
		(m->page->h1 && !version_hides(m->a, &m->version, m->page->h1)))
		return;
	buf_lit(r->out, "<h1>");
	render_text(r, m->page->title);
	buf_lit(r->out, "</h1>\n");
	r->levels[1] = 1;
}

struct str body_html(struct maker *m)
{
	struct buf out;
	const struct docset *s = m->site->set;
	struct render r = {
		.out = &out,
		.scratch = m->a,
		.flavor = FLAVOR_SITE,
		.set = s,
		.shown = m->page,
		.page = m->page,
		.side = m->output->source_view ? 1 : 0,
		.bilingual = m->page->tree[1] && !m->output->source_view,
		.source_lang = s->config.source_locale,
		.source_dir = locale_direction(s->config.source_locale),
		.locale = m->locale,
		.version = m->version,
		.pivots = &m->pivots,
		.resolve = href_resolve,
		.ctx = &m->at,
	};

	buf_init(&out, m->a);
	checklists_mark(m, &r);
	if (m->page->failed) {
		put_failure(m, &r);
	} else if (m->page->data) {
		datapage_render(&r, m->page->data);
	} else {
		put_title(m, &r);
		render_document(&r, m->page->tree[r.side]->root);
	}
	return buf_str(&out);
}
