/*
 * Tokens in, tokens out, with a stack of open elements. Attributes that
 * lead somewhere are resolved as the same Markdown would be.
 */
#include "site/clean.h"

#include "base/path.h"
#include "format/html.h"
#include "format/sanitize.h"
#include "site/render.h"

void clean_init(struct clean *c, struct arena *a)
{
	*c = (struct clean){ .arena = a };
}

size_t clean_enter(struct clean *c)
{
	size_t floor = c->floor;

	c->floor = c->n;
	return floor;
}

static void close_one(struct clean *c, struct buf *out)
{
	struct str name = c->open[--c->n];

	buf_lit(out, "</");
	buf_add(out, name);
	buf_byte(out, '>');
}

void clean_leave(struct clean *c, struct buf *out, size_t entered)
{
	while (c->n > c->floor)
		close_one(c, out);
	c->floor = entered;
	c->removing = S("");
}

bool clean_take_id(struct clean *c, struct str id)
{
	if (map_has(&c->ids, id))
		return false;
	map_put(c->arena, &c->ids, str_dup(c->arena, id), c);
	return true;
}

bool clean_has_id(const struct clean *c, struct str id)
{
	return map_has(&c->ids, id);
}

/* name="value" with the value as written. */
static void put_attr(struct render *r, struct str name, struct str value)
{
	buf_byte(r->out, ' ');
	buf_add(r->out, str_lower(r->scratch, name));
	buf_lit(r->out, "=\"");
	html_escape_once(r->out, value);
	buf_byte(r->out, '"');
}

static void put_target(struct render *r, struct str name, struct str href)
{
	if (href.n == 0)
		return;
	buf_byte(r->out, ' ');
	buf_add(r->out, name);
	buf_lit(r->out, "=\"");
	render_url(r, href);
	buf_byte(r->out, '"');
}

/* An id that is new, from id= or the old name= of an anchor. */
static void put_id(struct render *r, struct str value)
{
	struct str id = html_unescape(r->scratch, value);

	/* Names that begin so are the theme's. */
	if (str_starts_nocase(id, S("dg-"))) {
		id = str_cat(r->scratch, S("user-"), id);
		value = str_cat(r->scratch, S("user-"), value);
	}
	if (id.n && !r->in_source && str_find_byte(id, 0, ' ') == STR_NONE &&
		clean_take_id(&r->clean, id))
		put_attr(r, S("id"), value);
}

/* put_image_size writes both. */
static bool is_image_size(const struct html_token *t, const struct html_attr *a)
{
	return str_eq_nocase(t->name, S("img")) &&
	       (str_eq_nocase(a->name, S("width")) ||
		       str_eq_nocase(a->name, S("height")));
}

/* What HTML gave up for style sheets, on the parts of a table. */
static bool is_obsolete(const struct html_token *t, struct str name)
{
	static const char *const parts[] = { "td", "th", "tr", "thead", "tbody",
		"tfoot" };
	static const char *const names[] = { "align", "valign", "nowrap",
		"width" };
	bool part = false, obsolete = false;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		part |= str_eq_nocase(t->name, str_of(parts[i]));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		obsolete |= str_eq_nocase(name, str_of(names[i]));
	return part && obsolete;
}

/* align="center" in the theme's words. */
static void put_align(struct render *r, const struct html_attr *a)
{
	static const char *const names[] = { "left", "center", "right" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq_nocase(a->value, str_of(names[i])))
			buf_printf(r->out, " class=\"%c\"", names[i][0]);
}

static void put_attributes(struct render *r, const struct html_token *t)
{
	bool anchor = str_eq_nocase(t->name, S("a"));
	bool has_id = html_attr(t, S("id")) != NULL;

	for (size_t i = 0; i < t->nattrs; i++) {
		struct html_attr a = t->attrs[i];
		struct str url = html_unescape(r->scratch, a.value);
		if (html_attr(t, a.name) != &t->attrs[i] ||
			!sanitize_attribute(t->name, a.name) ||
			is_image_size(t, &a))
			continue;
		if (is_obsolete(t, a.name)) {
			if (str_eq_nocase(a.name, S("align")) &&
				!html_attr(t, S("class")))
				put_align(r, &a);
			continue;
		}
		if (str_eq_nocase(a.name, S("id")) ||
			(anchor && !has_id && str_eq_nocase(a.name, S("name"))))
			put_id(r, a.value);
		else if (str_eq_nocase(a.name, S("name")))
			continue;
		else if (str_eq_nocase(a.name, S("href")))
			put_target(r, S("href"),
				render_resolve(r, url, REFERENCE_LINK).href);
		else if (str_eq_nocase(a.name, S("src")) ||
			 str_eq_nocase(a.name, S("poster")))
			put_target(r, str_lower(r->scratch, a.name),
				render_resolve(r, url, REFERENCE_IMAGE).href);
		else
			put_attr(r, a.name, a.value);
	}
}

static uint32_t number_of(const struct html_attr *attr)
{
	uint32_t n;

	return attr && str_to_uint(attr->value, &n) ? n : 0;
}

/* Its own numbers, one by the other, else the file's. */
static void put_image_size(struct render *r, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));
	uint64_t width = number_of(html_attr(t, S("width")));
	uint64_t height = number_of(html_attr(t, S("height")));
	struct target to = render_resolve(r,
		html_unescape(r->scratch, src ? src->value : S("")),
		REFERENCE_IMAGE);

	if (to.width && !width && !height)
		width = to.width;
	if (to.width && !height)
		height = (width * to.height + to.width / 2) / to.width;
	else if (to.width && !width)
		width = (height * to.width + to.height / 2) / to.height;
	if (width && height)
		buf_printf(r->out, " width=\"%ju\" height=\"%ju\"",
			(uintmax_t)width, (uintmax_t)height);
	render_srcset(r, &to);
	if (!html_attr(t, S("loading")))
		buf_lit(r->out, " loading=\"lazy\"");
}

/* An image that is not there, or a link that leads nowhere. */
static bool put_substitute(struct render *r, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));
	const struct html_attr *alt = html_attr(t, S("alt"));
	struct target to;

	if (!str_eq_nocase(t->name, S("img")))
		return false;
	to = render_resolve(r,
		src ? html_unescape(r->scratch, src->value) : S(""),
		REFERENCE_IMAGE);
	if (src && to.href.n && !to.missing)
		return false;
	buf_lit(r->out, "<span class=\"image-missing\">");
	html_escape_once(r->out, alt ? alt->value : S(""));
	buf_lit(r->out, "</span>");
	return true;
}

static void put_open(struct render *r, const struct html_token *t)
{
	struct clean *c = &r->clean;
	bool is_void = sanitize_is_void(t->name);
	struct str name = str_lower(c->arena, t->name);

	if (put_substitute(r, t) || (!is_void && c->n == CLEAN_DEPTH))
		return;
	buf_byte(r->out, '<');
	buf_add(r->out, name);
	put_attributes(r, t);
	/* It may scroll: it must be reachable. */
	if (str_eq(name, S("pre")))
		buf_lit(r->out, " tabindex=\"0\"");
	if (str_eq(name, S("img")) && !html_attr(t, S("alt")))
		buf_lit(r->out, " alt=\"\"");
	if (str_eq(name, S("img")))
		put_image_size(r, t);
	buf_byte(r->out, '>');
	/* Who writes <span id="x"/> means an empty one. */
	if (!is_void && t->self_closing)
		buf_printf(r->out, "</%.*s>", STR_ARG(name));
	else if (!is_void)
		c->open[c->n++] = name;
}

/* A frame with a video: the page itself loads nothing from elsewhere. */
static void put_video_link(struct render *r, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));
	const struct html_attr *title = html_attr(t, S("title"));
	struct str url = src ? html_unescape(r->scratch, src->value) : S("");

	if (r->in_link ||
		(!sanitize_is_video(url) &&
			!(r->set && config_takes_frame(&r->set->config, url))))
		return;
	if (str_starts(url, S("//")))
		url = str_cat(r->scratch, S("https:"), url);
	buf_lit(r->out, "<a class=\"video\"");
	put_target(r, S("href"), url);
	buf_byte(r->out, '>');
	if (title && str_trim(title->value).n)
		html_escape_once(r->out, title->value);
	else
		render_text(r, url_split(url).authority);
	buf_lit(r->out, "</a>");
}

/* Ends the element and what is open inside it; without it, nothing. */
static void put_close(struct render *r, struct str name)
{
	struct clean *c = &r->clean;
	size_t i = c->n;

	while (i > c->floor && !str_eq_nocase(c->open[i - 1], name))
		i--;
	if (i == c->floor)
		return;
	while (c->n >= i)
		close_one(c, r->out);
}

static void put_tag(struct render *r, const struct html_token *t)
{
	enum sanitize_verdict v = sanitize_element(t->name);

	if (t->kind == HTML_OPEN && str_eq_nocase(t->name, S("iframe")))
		put_video_link(r, t);
	if (v == SANITIZE_UNKNOWN)
		html_escape(r->out, t->raw);
	else if (v == SANITIZE_REMOVE && t->kind == HTML_OPEN &&
		 !sanitize_is_void(t->name) && !t->self_closing)
		r->clean.removing = str_dup(r->clean.arena, t->name);
	else if (v == SANITIZE_KEEP && t->kind == HTML_OPEN)
		put_open(r, t);
	else if (v == SANITIZE_KEEP)
		put_close(r, t->name);
}

/* Inside what is taken out: only its own end is of interest. */
static bool skips(struct clean *c, const struct html_token *t)
{
	if (c->removing.n == 0)
		return false;
	if (t->kind == HTML_CLOSE && str_eq_nocase(t->name, c->removing))
		c->removing = S("");
	return true;
}

void clean_html(struct render *r, struct str html)
{
	struct html_reader reader;
	struct html_token t;

	html_begin(&reader, html);
	while (html_next(&reader, &t)) {
		if (skips(&r->clean, &t))
			continue;
		if (t.kind == HTML_TEXT)
			html_escape_once(r->out, t.raw);
		else if (t.kind == HTML_OPEN || t.kind == HTML_CLOSE)
			put_tag(r, &t);
	}
}
