/* What a template gets to see of one page. themes/README.md lists it. */
#include "base/path.h"
#include "format/html.h"
#include "site/checklists.h"
#include "site/interface.h"
#include "site/linkeddata.h"
#include "site/llms.h"
#include "site/pivots.h"
#include "site/print.h"
#include "site/reading.h"
#include "site/sitemap.h"
#include "site/viewmodel.h"

#define CSP                                                         \
	"default-src 'none'; script-src 'self'; style-src 'self'; " \
	"img-src 'self' data:; font-src 'self'; media-src 'self'; " \
	"base-uri 'none'; form-action 'self'"
/* On a server a tool in the page may ask for robots.txt. */
#define CSP_SERVED CSP "; connect-src 'self'"

static void set(struct maker *m, struct value *map, const char *key,
	struct value *v)
{
	if (v)
		value_set(m->a, map, str_of(key), v);
}

/* "../../" from the page to the root of its locale, or of the site. */
static struct str prefix_to(struct maker *m, size_t from)
{
	struct str s = { "", 0 };
	struct str path = str_skip(m->output->path, from);

	for (size_t i = 0; (i = str_find_byte(path, i, '/')) != STR_NONE; i++)
		s = str_cat(m->a, s, S("../"));
	return s;
}

static struct str page_title(struct maker *m)
{
	switch (m->output->kind) {
	case OUTPUT_TOC:
	case OUTPUT_HOME:
		return maker_word(m, "toc_title");
	case OUTPUT_NOT_FOUND:
	case OUTPUT_LOST:
		return maker_word(m, "not_found_title");
	case OUTPUT_LANGUAGES:
		return maker_word(m, "choose_language");
	case OUTPUT_SEARCH:
		return maker_word(m, "search");
	case OUTPUT_CHECKLISTS:
		return maker_word(m, "checklists");
	case OUTPUT_PRINT:
		return m->output->branch ? print_title(m) : nav_site_title(m);
	default:
		break;
	}
	if (m->page)
		return page_label(m->page);
	return path_base(path_stem(m->output->path));
}

/* What is true only where the site has an address. */
static void add_addresses(struct maker *m, struct value *v)
{
	const struct site *s = m->site;
	struct str twin = llms_twin_path(m->a, s, m->output);

	maker_set_text(m, v, "canonical",
		sitemap_url(m->a, s, sitemap_canonical(s, m->output)->path));
	if (!m->output->source_text && !m->output->older)
		set(m, v, "alternates", sitemap_alternates(m->a, s, m->output));
	if (twin.n && !m->output->source_text)
		maker_set_text(m, v, "markdown", href_to(m->a, &m->at, twin));
}

static void add_head(struct maker *m, struct value *v)
{
	const struct theme *t = m->site->theme;
	struct str title = page_title(m), site = nav_site_title(m);
	struct str suffix = value_text_at(m->meta, S("titleSuffix"));
	struct str slug = m->site->set->locales[m->output->locale].slug;
	bool root = m->output->kind == OUTPUT_LANGUAGES ||
		    m->output->kind == OUTPUT_LOST;

	maker_set_text(m, v, "lang", m->locale->tag);
	maker_set_text(m, v, "dir", m->locale->dir);
	maker_set_text(m, v, "title", title);
	maker_set_text(m, v, "title_full",
		str_eq(title, site)
			? title
			: str_printf(m->a, "%.*s | %.*s", STR_ARG(title),
				  STR_ARG(suffix.n ? suffix : site)));
	maker_set_text(m, v, "site_title", site);
	maker_set_text(m, v, "rel", prefix_to(m, root ? 0 : slug.n + 1));
	maker_set_text(m, v, "site_rel",
		m->output->kind == OUTPUT_LOST ? site_base_path(m->site)
					       : prefix_to(m, 0));
	maker_set_text(m, v, "home_href",
		href_to(m->a, &m->at, nav_home(m, m->output->locale)));
	maker_set_text(m, v, "toc_href", nav_contents_href(m));
	maker_set_text(m, v, "css",
		href_to(m->a, &m->at, theme_asset(t, S("diglot.css"))));
	maker_set_text(m, v, "boot_js",
		href_to(m->a, &m->at, theme_asset(t, S("boot.js"))));
	maker_set_text(m, v, "app_js",
		href_to(m->a, &m->at, theme_asset(t, S("app.js"))));
	if (m->site->search && !root)
		set(m, v, "search", search_place(m));
	maker_set_text(m, v, "icon",
		href_to(m->a, &m->at, theme_asset(t, S("icon.svg"))));
	maker_set_text(m, v, "csp",
		m->site->base_url.n ? S(CSP_SERVED) : S(CSP));
	set(m, v, "t", m->locale->strings);
	set(m, v, "languages", nav_languages(m));
	set(m, v, "versions", nav_versions(m));
	if (!root)
		set(m, v, "interface", interface_choice(m));
	if (value_get(v, S("languages")) || value_get(v, S("interface")))
		maker_set_text(m, v, "language_name",
			locale_language_name(m->a, m->locale,
				nav_language(m, m->locale->tag)));
	if (m->site->base_url.n && m->page)
		add_addresses(m, v);
}

static void add_meta(struct maker *m, struct value *v)
{
	struct str author = value_text_at(m->meta, S("author"));
	struct value *date = origin_date(m), *edit = origin_edit_href(m);

	maker_set_text(m, v, "description",
		value_text_at(m->meta, S("description")));
	maker_set_text(m, v, "robots", value_text_at(m->meta, S("ROBOTS")));
	maker_set_text(m, v, "author", author);
	set(m, v, "date", date);
	set(m, v, "edit_href", edit);
	set(m, v, "feedback", origin_feedback(m));
	set(m, v, "translation", origin_translation(m));
	set(m, v, "print", print_places(m));
	if (m->page->tree[0] && !m->page->failed)
		maker_set_text(m, v, "reading_time",
			locale_text(m->a, m->locale, S("reading_time"),
				reading_minutes(m->a, m->page->tree[0]->root,
					&m->version),
				NULL, 0));
	if (date || edit || author.n || m->page->tree[0])
		set(m, v, "has_meta", value_bool(m->a, true));
}

/* The language that the text is in. */
static const struct locale *text_locale(const struct maker *m)
{
	const struct docset *s = m->site->set;

	if (!m->page || m->output->source_view)
		return &s->locales[m->output->locale];
	return &s->locales[s->files.p[m->page->file].locale];
}

static void add_fallback(struct maker *m, struct value *v)
{
	const struct locale *text = text_locale(m);
	struct locale_arg args[] = {
		{ "language", locale_language_name(m->a, m->locale,
				      nav_language(m, m->locale->tag)) },
		{ "source", locale_language_name(m->a, m->locale,
				    nav_language(m, text->tag)) },
	};
	struct value *map;

	if (!m->output->source_text)
		return;
	map = value_map(m->a);
	maker_set_text(m, map, "text",
		locale_text(m->a, m->locale, S("fallback_notice"), -1, args,
			2));
	set(m, v, "fallback", map);
}

/* A language as its readers call it. */
static struct str own_name(struct maker *m, struct str tag)
{
	struct locale own = { .tag = tag };

	return locale_language_name(m->a, &own, nav_language(m, tag));
}

struct value *layout_bilingual(struct maker *m)
{
	const struct docset *s = m->site->set;
	const struct locale *target = text_locale(m);
	struct value *map = value_map(m->a);

	maker_set_text(m, map, "target_lang", target->tag);
	maker_set_text(m, map, "target_name", own_name(m, target->tag));
	maker_set_text(m, map, "source_lang", s->config.source_locale);
	maker_set_text(m, map, "source_dir",
		locale_direction(s->config.source_locale));
	maker_set_text(m, map, "source_name",
		own_name(m, s->config.source_locale));
	return map;
}

/* A text without any first-level heading has the title of its page. */
static struct str titled(struct maker *m, struct str body)
{
	struct buf b;

	if (str_find(body, 0, S("<h1")) != STR_NONE)
		return body;
	buf_init(&b, m->a);
	buf_lit(&b, "<h1>");
	html_escape(&b, page_title(m));
	buf_lit(&b, "</h1>\n");
	buf_add(&b, body);
	return buf_str(&b);
}

/* The title apart, where the text begins with it. */
static void add_body(struct maker *m, struct value *v)
{
	struct str body = titled(m, body_html(m)), heading = S("");
	bool landing = m->page->data &&
		       str_starts(body, S("<header class=\"hero\">"));
	struct str end = landing ? S("</header>") : S("</h1>");
	size_t at = str_find(body, 0, end);

	if (at != STR_NONE && (landing || str_starts(body, S("<h1"))))
		heading = str_sub(body, 0, at + end.n);
	if (heading.n && str_find(heading, 1, S("<h1")) != STR_NONE && !landing)
		heading.n = 0;
	if (landing)
		set(m, v, "landing", value_bool(m->a, true));
	if (heading.n)
		set(m, v, "heading", value_html(m->a, heading));
	set(m, v, "body", value_html(m->a, body));
	set(m, v, "body_rest",
		value_html(m->a, str_trim(str_skip(body, heading.n))));
}

static void add_page(struct maker *m, struct value *v)
{
	const struct locale *text = text_locale(m);
	struct value *previous = nav_previous(m), *next = nav_next(m);
	struct value *breadcrumb = nav_breadcrumb(m);
	struct str jsonld = linkeddata_make(m, breadcrumb);

	maker_set_text(m, v, "content_lang", text->tag);
	maker_set_text(m, v, "content_dir", text->dir);
	/* Before what depends on it: the body finds the pivots. */
	add_body(m, v);
	set(m, v, "pivots", pivots_choice(m));
	add_meta(m, v);
	add_fallback(m, v);
	if (m->page->tree[1] && !m->output->source_view)
		set(m, v, "bilingual", layout_bilingual(m));
	set(m, v, "breadcrumb", breadcrumb);
	set(m, v, "toc", nav_toc(m));
	set(m, v, "outline", nav_outline(m));
	set(m, v, "prev", previous);
	set(m, v, "next", next);
	if (previous || next)
		set(m, v, "has_pager", value_bool(m->a, true));
	set(m, v, "checklist", checklists_page(m));
	if (jsonld.n)
		set(m, v, "jsonld", value_html(m->a, jsonld));
}

/* A site in one language needs no choice: its first page goes on. */
static void add_refresh(struct maker *m, struct value *v)
{
	if (m->site->set->config.nlocales == 1)
		maker_set_text(m, v, "refresh",
			href_to(m->a, &m->at, nav_home(m, 0)));
}

bool layout_make(struct maker *m, struct buf *out)
{
	struct value *v = value_map(m->a);
	const char *name = "page.html.tmpl";

	add_head(m, v);
	switch (m->output->kind) {
	case OUTPUT_TOC:
	case OUTPUT_HOME:
		name = "toc.html.tmpl";
		set(m, v, "toc_full", nav_toc_full(m));
		break;
	case OUTPUT_NOT_FOUND:
		name = "404.html.tmpl";
		break;
	case OUTPUT_SEARCH:
		name = "search.html.tmpl";
		set(m, v, "headings", search_headings(m));
		break;
	case OUTPUT_CHECKLISTS:
		name = "checklists.html.tmpl";
		set(m, v, "checklists", checklists_index(m));
		break;
	case OUTPUT_PRINT:
		name = "print.html.tmpl";
		maker_set_text(m, v, "robots", S("noindex"));
		print_fill(m, v);
		break;
	case OUTPUT_LOST:
		name = "404-root.html.tmpl";
		maker_set_text(m, v, "base_path", site_base_path(m->site));
		set(m, v, "not_found", nav_lost(m));
		break;
	case OUTPUT_LANGUAGES:
		name = "index.html.tmpl";
		add_refresh(m, v);
		break;
	default:
		add_page(m, v);
		break;
	}
	viewmodel_finish(m, v);
	if (m->view)
		viewmodel_write(v, name, out);
	return m->view || theme_render(m->site->theme, name, v, out);
}
