/*
 * Links as docfx writes them: a page by its address without extension,
 * relative to the page that is shown; what is not found as it was written.
 */
#include "site/docfx.h"

#include "base/path.h"
#include "format/allowed.h"
#include "format/html.h"
#include "page/text.h"
#include "set/links.h"
#include "set/meta.h"
#include "set/sitepath.h"
#include "set/trust.h"

/* ---- hosts ------------------------------------------------------- */

static bool same_host(const struct config *c, const char *key, struct str host)
{
	const struct value *v = config_docfx(c, key);

	return v && str_eq_nocase(value_as_text(v), host);
}

/* A URL of the site's own host without it, if the docset wants that. */
static struct str without_host(const struct config *c, struct str url)
{
	struct url u = url_split(url);
	size_t at;

	if (!u.has_authority ||
		!value_is_true(config_docfx(c, "removeHostName")) ||
		(!same_host(c, "hostName", u.authority) &&
			!same_host(c, "alternativeHostname", u.authority)))
		return url;
	at = (size_t)(u.authority.p + u.authority.n - url.p);
	return at < url.n ? str_skip(url, at) : S("/");
}

static const char *type_of(struct str href)
{
	struct url u = url_split(href);

	if (str_starts(href, S("#")))
		return "self-bookmark";
	if (u.scheme.n > 1 || u.has_authority)
		return "external";
	return str_starts(href, S("/")) || str_starts(href, S("\\"))
		       ? "absolute-path"
		       : "relative-path";
}

/* ---- links ------------------------------------------------------- */

/* "?query#fragment" as written. */
static struct str tail_of(struct str url)
{
	struct url u = url_split(url);

	return str_skip(url, (size_t)(u.path.p + u.path.n - url.p));
}

/* The address of a file, from the page that is shown. */
static struct str to_file(const struct render *r, struct str path)
{
	const struct docset *s = r->set;
	struct str from = s->files.p[r->shown->file].path;

	return sitepath_relative(r->scratch, sitepath_of(r->scratch, s, from),
		sitepath_of(r->scratch, s, path));
}

static struct str as_written(struct arena *scratch, struct str url)
{
	return str_starts(url, S("~"))
		       ? str_cat(scratch, S("%7E"), str_skip(url, 1))
		       : url;
}

/* "/x" that the docset publishes below its own base path stays so. */
static bool is_there(const struct docset *s, const struct link *l,
	struct str url)
{
	const struct file *f = l->file == FILE_NONE ? NULL
						    : &s->files.p[l->file];

	if (str_starts(url, S("/")))
		return false;
	/* A page that is not published has no address. */
	if (f && l->kind == LINK_FILE && f->output.n == 0 &&
		f->kind != FILE_TOC &&
		(str_ends_nocase(f->path, S(".md")) ||
			str_ends_nocase(f->path, S(".yml"))))
		return false;
	return l->kind == LINK_PAGE || l->kind == LINK_FILE ||
	       l->kind == LINK_FALLBACK ||
	       (l->kind == LINK_MISSING &&
		       map_has(&s->config.redirects, l->path));
}

static struct target resolve_xref(const struct render *r, struct str reference);

/* A URL that an element has. */
static struct target resolve_in(const struct render *r, struct str url,
	struct str element)
{
	struct target t = { .href = S(""), .title = S("") };
	struct link l;

	url = str_trim(url);
	if (!trust_allows(&r->set->config, element, url))
		return t;
	if (str_starts_nocase(url, S("xref:")))
		return resolve_xref(r, str_skip(url, 5));
	l = link_resolve(r->set, r->scratch, r->page->file, r->shown->file,
		url);
	if (is_there(r->set, &l, url))
		t.href = str_cat(r->scratch, to_file(r, l.path), tail_of(url));
	else if (l.kind == LINK_EXTERNAL)
		t.href = without_host(&r->set->config, url);
	else
		t.href = as_written(r->scratch, url);
	t.type = url.n > 0 ? type_of(t.href) : NULL;
	t.missing = l.kind == LINK_MISSING;
	return t;
}

struct target docfx_resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	return resolve_in(r, url, kind == REFERENCE_IMAGE ? S("img") : S("a"));
}

/* ---- cross references -------------------------------------------- */

/* The query without what only says how the text should be. */
static struct str keep_query(struct arena *a, struct str query)
{
	static const char *const own[] = { "displayproperty", "alt", "text",
		"title" };
	struct str rest = query, item, out = S("");

	while (rest.p && str_cut(&rest, '&', &item)) {
		struct str key = str_sub(item, 0, str_find_byte(item, 0, '='));
		bool mine = item.n == 0;

		for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
			mine |= str_eq_nocase(key, str_of(own[i]));
		if (!mine)
			out = str_printf(a, "%.*s%c%.*s", STR_ARG(out),
				out.n ? '&' : '?', STR_ARG(item));
	}
	return out;
}

static struct str query_value(struct arena *a, struct str query,
	const char *name)
{
	struct str rest = query, item, key;

	while (rest.p && str_cut(&rest, '&', &item)) {
		key = str_sub(item, 0, str_find_byte(item, 0, '='));
		if (str_eq_nocase(key, str_of(name)) && key.n < item.n)
			return url_decode(a, str_skip(item, key.n + 1));
	}
	return S("");
}

struct xref {
	const struct uid *uid; /* NULL: not found */
	struct str query, fragment;
	struct str href; /* "" if there is nowhere to go */
};

static struct xref find_xref(const struct render *r, struct str reference)
{
	struct arena *a = r->scratch;
	struct xref x = { .href = S("") };
	struct str rest;

	x.uid = uid_find(&r->set->by_uid, a, reference, &x.query, &x.fragment);
	if (!x.uid)
		return x;
	rest = keep_query(a, x.query);
	if (x.fragment.n > 0)
		rest = str_printf(a, "%.*s#%.*s", STR_ARG(rest),
			STR_ARG(x.fragment));
	if (x.uid->file != FILE_NONE)
		x.href = to_file(r, r->set->files.p[x.uid->file].path);
	else if (same_host(&r->set->config, "hostName",
			 url_split(x.uid->href).authority))
		x.href = str_skip(x.uid->href,
			(size_t)(url_split(x.uid->href).path.p -
				 x.uid->href.p));
	else
		x.href = x.uid->href;
	if (x.href.n > 0)
		x.href = str_cat(a, x.href, rest);
	return x;
}

static struct target resolve_xref(const struct render *r, struct str reference)
{
	struct xref x = find_xref(r, reference);
	struct target t = { .href = x.href, .title = S("") };

	if (x.uid)
		t.title = uid_text(x.uid, x.query);
	t.missing = x.href.n == 0;
	t.type = t.missing ? NULL : type_of(t.href);
	return t;
}

static void put_type(struct render *r, const char *type)
{
	if (type)
		buf_printf(r->out, " data-linktype=\"%s\"", type);
}

/* What is written for a reference: `alt` and `text` say it, else the name,
 * else the uid. */
static struct str xref_text(struct render *r, const struct xref *x,
	struct str reference)
{
	struct str text = query_value(r->scratch, x->query,
		x->uid && x->href.n > 0 ? "text" : "alt");

	if (text.n == 0)
		text = query_value(r->scratch, x->query, "alt");
	if (text.n == 0 && x->uid)
		text = uid_text(x->uid, x->query);
	if (text.n == 0)
		text = url_decode(r->scratch,
			str_sub(reference, 0,
				str_find_byte(reference, 0, '?')));
	return text;
}

/* False: there is no such uid, or nowhere to go. */
static bool put_xref_link(struct render *r, struct str reference)
{
	struct xref x = find_xref(r, reference);

	if (x.href.n == 0)
		return false;
	buf_lit(r->out, "<a");
	/* The name of a page is text, that of a thing is not. */
	if (x.uid->file == FILE_NONE || x.uid->name.n == 0)
		buf_lit(r->out, " class=\"no-loc\"");
	buf_lit(r->out, " href=\"");
	render_url(r, x.href);
	buf_byte(r->out, '"');
	put_type(r, type_of(x.href));
	buf_byte(r->out, '>');
	render_text(r, xref_text(r, &x, reference));
	buf_lit(r->out, "</a>");
	return true;
}

void docfx_reference(struct render *r, struct str reference, struct str raw)
{
	if (put_xref_link(r, reference))
		return;
	buf_lit(r->out, "<span class=\"no-loc\" dir=\"ltr\" lang=\"en-us\">");
	render_text(r, raw);
	buf_lit(r->out, "</span>");
}

static struct str attribute(struct render *r, const struct html_token *t,
	const char *name)
{
	const struct html_attr *a = html_attr(t, str_of(name));

	return a ? html_unescape(r->scratch, a->value) : S("");
}

/* An <xref> of the author's. */
static void put_xref_element(struct render *r, const struct html_token *t)
{
	struct str href = attribute(r, t, "href"), raw, alt, query, fragment;

	if (href.n == 0)
		href = attribute(r, t, "uid");
	if (href.n > 0 && put_xref_link(r, href))
		return;
	raw = attribute(r, t, "data-raw-html");
	if (raw.n == 0)
		raw = attribute(r, t, "data-raw-source");
	uid_find(&r->set->by_uid, r->scratch, href, &query, &fragment);
	alt = query_value(r->scratch, query, "alt");
	if (raw.n > 0)
		buf_lit(r->out, "<span class=\"no-loc\">");
	else if (alt.n > 0)
		buf_lit(r->out, "<span class=\"xref\">");
	else
		buf_lit(r->out, "<span class=\"no-loc xref\">");
	if (raw.n == 0)
		raw = alt.n > 0 ? alt
				: str_sub(href, 0, str_find_byte(href, 0, '?'));
	render_text(r, raw);
	buf_lit(r->out, "</span>");
}

/* ---- HTML -------------------------------------------------------- */

static bool is_url(struct str element, struct str name)
{
	static const char *const pairs[][2] = { { "a", "href" },
		{ "area", "href" }, { "audio", "src" }, { "iframe", "src" },
		{ "image", "src" }, { "img", "src" }, { "source", "src" },
		{ "video", "src" }, { "video", "poster" } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (str_eq_nocase(element, str_of(pairs[i][0])) &&
			str_eq_nocase(name, str_of(pairs[i][1])))
			return true;
	return false;
}

static void put_attribute(struct render *r, const struct html_token *t,
	const struct html_attr *a, const char **type)
{
	buf_byte(r->out, ' ');
	buf_add(r->out, a->name);
	if (!a->has_value)
		return;
	buf_lit(r->out, "=\"");
	if (is_url(t->name, a->name)) {
		struct target to = resolve_in(r,
			html_unescape(r->scratch, a->value), t->name);

		html_escape(r->out, to.href);
		if (to.type)
			*type = to.type;
	} else {
		html_escape_once(r->out, a->value);
	}
	buf_byte(r->out, '"');
}

static void put_open(struct render *r, const struct html_token *t)
{
	const char *type = NULL;

	buf_byte(r->out, '<');
	buf_add(r->out, t->name);
	for (size_t i = 0; i < t->nattrs; i++)
		if (allowed_attribute(t->name, t->attrs[i].name))
			put_attribute(r, t, &t->attrs[i], &type);
	put_type(r, type);
	buf_add(r->out, t->self_closing ? S(" />") : S(">"));
}

/* On to behind the end tag of what is left out, or to the end. */
static void skip_element(struct html_reader *reader,
	const struct html_token *open)
{
	struct html_token t;

	if (open->self_closing)
		return;
	while (html_next(reader, &t))
		if (t.kind == HTML_CLOSE && str_eq_nocase(t.name, open->name))
			return;
}

void docfx_html(struct render *r, struct str html)
{
	struct html_reader reader;
	struct html_token t;

	html_begin(&reader, html);
	while (html_next(&reader, &t)) {
		bool xref = str_eq_nocase(t.name, S("xref"));

		if (t.kind == HTML_COMMENT)
			continue;
		if (t.kind == HTML_OPEN && xref)
			put_xref_element(r, &t);
		else if (t.kind == HTML_OPEN && !allowed_element(t.name))
			skip_element(&reader, &t);
		else if (t.kind == HTML_OPEN)
			put_open(r, &t);
		else if (t.kind != HTML_CLOSE ||
			 (!xref && allowed_element(t.name)))
			buf_add(r->out, t.raw);
	}
}

/* ---- versions ---------------------------------------------------- */

/* The range of `::: moniker`, as its look has it. */
static struct str range_of(struct render *r, const struct node *n)
{
	struct html_reader reader;
	struct html_token t;

	html_begin(&reader, str_printf(r->scratch, "<x%.*s>",
				    STR_ARG(n->as.box->docfx.attrs)));
	return html_next(&reader, &t) ? attribute(r, &t, "range") : S("");
}

/* Those of the range that the page is for; all of it without a range of
 * the configuration. */
static struct str versions_of(struct render *r, const struct node *n)
{
	const struct docset *s = r->set;
	struct str path = s->files.p[r->shown->file].path, unknown;
	const struct value *meta = meta_effective(r->scratch, &s->config, path,
		r->shown->meta);
	struct moniker_file f = moniker_of(r->scratch, &s->config, &s->monikers,
		path, meta);
	struct moniker_set set;

	moniker_range(r->scratch, &s->monikers, range_of(r, n), &set, &unknown);
	if (f.versioned)
		set = moniker_both(r->scratch, &set, &f.set, &s->monikers);
	return moniker_names(r->scratch, &set, &s->monikers, " ");
}

bool docfx_box(struct render *r, const struct node *n)
{
	struct str names;

	if (strcmp(n->as.box->name, "moniker") != 0 ||
		!config_data(&r->set->config, "monikerDefinition", 0))
		return false;
	names = versions_of(r, n);
	if (names.n == 0)
		return true;
	buf_lit(r->out, "<div data-moniker=\"");
	render_text(r, names);
	buf_lit(r->out, "\">\n");
	render_children(r, n);
	buf_lit(r->out, "</div>\n");
	return true;
}

/* ---- the title --------------------------------------------------- */

/* What limits its readers is not to be seen itself. */
static bool is_transparent(const struct node *n)
{
	return n->kind == NODE_BOX &&
	       (strcmp(n->as.box->name, "zone") == 0 ||
		       strcmp(n->as.box->name, "moniker") == 0);
}

static bool is_visible(const struct node *n)
{
	struct html_reader reader;
	struct html_token t;

	if (n->kind != NODE_HTML_BLOCK || n->child)
		return true;
	html_begin(&reader, n->as.text);
	while (html_next(&reader, &t))
		if (t.kind != HTML_COMMENT &&
			(t.kind != HTML_TEXT || str_trim(t.raw).n > 0))
			return true;
	return false;
}

/* True when something visible was found; *out if that is a heading. */
static bool find_title(const struct docset *s, const struct page *p,
	const struct node *root, int depth, struct docfx_title *out)
{
	for (const struct node *n = root->child; n; n = n->next) {
		const struct page *in = NULL;

		if (n->kind == NODE_INCLUDE && s &&
			n->as.include.file != FILE_NONE)
			in = s->pages[n->as.include.file];
		if (in && in->tree[0] && depth < 16) {
			if (find_title(s, in, in->tree[0]->root, depth + 1,
				    out))
				return true;
			continue;
		}
		if (is_transparent(n) && depth < 16) {
			if (find_title(s, p, n, depth + 1, out))
				return true;
			continue;
		}
		if (!is_visible(n))
			continue;
		if (n->kind == NODE_HEADING && n->as.heading.level <= 3)
			*out = (struct docfx_title){ p, n };
		return true;
	}
	return false;
}

struct docfx_title docfx_title(const struct docset *s, const struct page *p)
{
	struct docfx_title t = { p, NULL };

	if (p->tree[0])
		find_title(s, p, p->tree[0]->root, 0, &t);
	return t;
}

struct str docfx_title_text(struct arena *a, const struct docset *s,
	const struct page *p)
{
	struct str title = str_trim(
		value_text_at(p->data ? p->data : p->meta, S("title")));
	const struct node *first = docfx_title(s, p).node;

	for (size_t i = 0; title.n == 0 && !first && i < p->headings.n; i++)
		if (p->headings.p[i].level <= 3)
			first = p->headings.p[i].node;
	if (title.n > 0 || !first)
		return title.n > 0 ? title : p->title;
	return str_trim(text_of(a, first));
}
