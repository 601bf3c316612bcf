/*
 * The renderer's HTML is read as tokens and written as XML. Whatever is open
 * at the end is closed, and an end tag without a beginning is left out.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "format/html.h"
#include "format/sanitize.h"
#include "site/epub.h"

#define DEPTH 256

struct writer {
	struct buf *out;
	struct arena *a;
	struct epub_links *links;
	struct str open[DEPTH];
	size_t n;
	size_t skip; /* depth of the element that is left out; 0: none */
};

/* ---- names and text ---------------------------------------------- */

static bool is_name_char(uint32_t c)
{
	return c == '-' || c == '_' || c == '.' ||
	       (c != UTF8_BAD && utf8_is_alnum(c));
}

/* An id as an XML name; the same for the same id. */
static struct str name_of(struct arena *a, struct str id)
{
	struct buf b;

	buf_init(&b, a);
	buf_lit(&b, "i-");
	for (size_t at = 0; at < id.n;) {
		uint32_t c = utf8_next(id, &at);
		if (is_name_char(c))
			buf_code_point(&b, c);
		else
			buf_printf(&b, "_%X_", (unsigned)c);
	}
	return buf_str(&b);
}

/* XML has no control characters. */
static void put_text(struct writer *w, struct str raw)
{
	struct str text = html_unescape(w->a, raw);
	struct buf clean;

	buf_init(&clean, w->a);
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x20 || text.p[i] == '\n' ||
			text.p[i] == '\t')
			buf_byte(&clean, text.p[i]);
	html_escape(w->out, buf_str(&clean));
}

static void put_attr(struct writer *w, struct str name, struct str value)
{
	buf_byte(w->out, ' ');
	buf_add(w->out, name);
	buf_lit(w->out, "=\"");
	html_escape(w->out, value);
	buf_byte(w->out, '"');
}

/* ---- links ------------------------------------------------------- */

static const struct str *book_path(struct writer *w, struct str path,
	struct str *site)
{
	struct str real = url_decode(w->a, path);

	*site = w->links->from;
	if (path.n && !path_resolve(w->a, w->links->from, real, site))
		return NULL;
	return map_get(w->links->files, *site);
}

static void put_link(struct writer *w, struct str url)
{
	struct url u = url_split(url);
	struct str site, href, fragment;
	const struct str *to, *from;

	if (u.scheme.n) {
		if (str_eq_nocase(u.scheme, S("https")) ||
			str_eq_nocase(u.scheme, S("http")) ||
			str_eq_nocase(u.scheme, S("mailto")))
			put_attr(w, S("href"), url);
		return;
	}
	to = book_path(w, u.path, &site);
	from = map_get(w->links->files, w->links->from);
	/* A book has no pages that are but an image. */
	if (!to || !from || !str_ends(*to, S(".xhtml")))
		return;
	href = u.path.n ? url_encode(w->a, path_relative(w->a, *from, *to))
			: S("");
	fragment = u.fragment.n && !str_eq(u.fragment, S("top"))
			   ? name_of(w->a, url_decode(w->a, u.fragment))
			   : S("");
	if (fragment.n)
		href = str_printf(w->a, "%.*s#%.*s", STR_ARG(href),
			STR_ARG(url_encode(w->a, fragment)));
	if (href.n)
		put_attr(w, S("href"), href);
}

/* The address of an image in the book; "": it is not there. */
static struct str image_of(struct writer *w, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));
	struct url u = url_split(html_unescape(w->a, src ? src->value : S("")));
	struct str site;
	const struct str *to, *from;

	if (u.scheme.n || u.has_authority || u.path.n == 0)
		return S("");
	to = book_path(w, u.path, &site);
	from = map_get(w->links->files, w->links->from);
	if (!to || !from || str_ends(*to, S(".xhtml")))
		return S("");
	struct str kept = str_dup(w->links->keep, site);
	vec_push(w->links->keep, &w->links->images, kept);
	return url_encode(w->a, path_relative(w->a, *from, *to));
}

/* ---- elements ---------------------------------------------------- */

static bool has_class(const struct html_token *t, const char *name)
{
	const struct html_attr *class = html_attr(t, S("class"));

	return class && str_eq(class->value, str_of(name));
}

/* The other language, the signs behind headings, and what only a screen
 * can do. */
static bool is_left_out(const struct html_token *t)
{
	static const char *const names[] = { "script", "style", "iframe",
		"video", "audio", "button", "input", "object", "svg" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq_nocase(t->name, str_of(names[i])))
			return true;
	return (str_eq(t->name, S("span")) && has_class(t, "s")) ||
	       (str_eq(t->name, S("a")) && has_class(t, "anchor"));
}

static bool is_kept_attr(struct str name)
{
	static const char *const names[] = { "id", "class", "lang", "dir",
		"title", "alt", "href", "colspan", "rowspan", "start", "scope",
		"width", "height", "open", "cite", "datetime", "headers",
		"reversed", "value", NULL };

	return str_in(name, names);
}

static void put_attrs(struct writer *w, const struct html_token *t)
{
	for (size_t i = 0; i < t->nattrs; i++) {
		struct str name = str_lower(w->a, t->attrs[i].name);
		struct str value = html_unescape(w->a, t->attrs[i].value);
		if (!is_kept_attr(name))
			continue;
		if (str_eq(name, S("href")))
			put_link(w, value);
		else if (str_eq(name, S("id")))
			put_attr(w, name, name_of(w->a, value));
		else if (!t->attrs[i].has_value)
			put_attr(w, name, name);
		else
			put_attr(w, name, value);
		if (str_eq(name, S("lang")))
			put_attr(w, S("xml:lang"), value);
	}
}

static void put_image(struct writer *w, const struct html_token *t)
{
	struct str src = image_of(w, t);
	const struct html_attr *alt = html_attr(t, S("alt"));

	if (src.n == 0) {
		put_text(w, alt ? alt->value : S(""));
		return;
	}
	buf_lit(w->out, "<img");
	put_attr(w, S("src"), src);
	put_attrs(w, t);
	if (!alt)
		put_attr(w, S("alt"), S(""));
	buf_lit(w->out, "/>");
}

static void put_open(struct writer *w, const struct html_token *t)
{
	struct str name = str_lower(w->a, t->name);
	bool empty = sanitize_is_void(name);

	if (w->skip || is_left_out(t)) {
		if (!empty && w->n < DEPTH)
			w->open[w->n++] = name;
		if (!empty && !w->skip)
			w->skip = w->n;
		return;
	}
	if (str_eq(name, S("img"))) {
		put_image(w, t);
		return;
	}
	if (!empty && w->n == DEPTH)
		return;
	buf_byte(w->out, '<');
	buf_add(w->out, name);
	if (str_eq(name, S("math"))) {
		put_attr(w, S("xmlns"),
			S("http://www.w3.org/1998/Math/MathML"));
		w->links->math = true;
	}
	put_attrs(w, t);
	buf_add(w->out, empty ? S("/>") : S(">"));
	if (!empty)
		w->open[w->n++] = name;
}

static void close_one(struct writer *w)
{
	struct str name = w->open[--w->n];

	if (w->skip == 0) {
		buf_lit(w->out, "</");
		buf_add(w->out, name);
		buf_byte(w->out, '>');
	} else if (w->n < w->skip) {
		w->skip = 0;
	}
}

static void put_close(struct writer *w, const struct html_token *t)
{
	size_t depth = w->n;

	while (depth > 0 && !str_eq_nocase(w->open[depth - 1], t->name))
		depth--;
	while (depth > 0 && w->n >= depth)
		close_one(w);
}

void epub_xhtml(struct buf *out, struct str html, struct epub_links *links)
{
	struct arena a;
	struct writer w = { .out = out, .a = &a, .links = links };
	struct html_reader r;
	struct html_token t;

	arena_init(&a);
	html_begin(&r, html);
	while (html_next(&r, &t)) {
		if (t.kind == HTML_OPEN)
			put_open(&w, &t);
		else if (t.kind == HTML_CLOSE)
			put_close(&w, &t);
		else if (t.kind == HTML_TEXT && !w.skip)
			put_text(&w, t.raw);
	}
	while (w.n > 0)
		close_one(&w);
	arena_release(&a);
}
