/*
 * `> [!VIDEO url]` and `:::video source="url" title="x":::`. docfx makes a
 * frame of them; a page that stands alone links to the video, because it
 * loads nothing from other hosts.
 */
#include "base/path.h"
#include "mark/attrs.h"
#include "mark/ext/ext.h"

#define OPEN S("[!video")
#define DIRECTIVE S(":::video")

/* The URL of "[!VIDEO url]", and the title behind it; false: it is none. */
static bool read_quote(struct str line, struct str *url, struct str *title)
{
	size_t space;

	line = str_trim(line);
	if (!str_starts_nocase(line, OPEN) || !str_ends(line, S("]")))
		return false;
	*url = str_trim(str_sub(line, OPEN.n, line.n - 1));
	space = str_find_byte(*url, 0, ' ');
	*title = str_trim(str_skip(*url, space == STR_NONE ? url->n : space));
	*url = str_sub(*url, 0, space);
	if (str_starts(*title, S("title=")))
		*title = str_skip(*title, 6);
	if (title->n > 1 && str_starts(*title, S("\"")) &&
		str_ends(*title, S("\"")))
		*title = str_sub(*title, 1, title->n - 1);
	return (str_starts(*url, S("http://")) ||
		       str_starts(*url, S("https://"))) &&
	       str_find_byte(*url, 0, ']') == STR_NONE;
}

static bool is_youtube(struct str host)
{
	return str_eq_nocase(host, S("youtube.com")) ||
	       str_eq_nocase(host, S("www.youtube.com"));
}

/* The last part of "youtu.be/ID" or of "watch?v=ID"; "" if neither. */
static struct str youtube_id(const struct url *u)
{
	struct str item, query = u->query;

	if (str_eq_nocase(u->authority, S("youtu.be")))
		return str_skip(u->path, 1);
	if (is_youtube(u->authority) && str_eq(u->path, S("/watch")))
		while (str_cut(&query, '&', &item))
			if (str_starts(item, S("v=")))
				return str_skip(item, 2);
	return S("");
}

static bool has_key(struct str query, struct str key)
{
	struct str item;

	while (str_cut(&query, '&', &item))
		if (str_starts(item, key))
			return true;
	return false;
}

static struct str add_query(struct arena *a, struct str query, const char *item)
{
	if (query.n == 0)
		return str_of(item);
	return str_printf(a, "%.*s&%s", STR_ARG(query), item);
}

bool ext_video_url(struct ext *x, struct str written, struct str *out)
{
	struct url u = url_split(written);
	struct str id = youtube_id(&u);

	if ((!str_eq_nocase(u.scheme, S("http")) &&
		    !str_eq_nocase(u.scheme, S("https"))) ||
		u.authority.n == 0)
		return false;
	if (u.path.n == 0)
		u.path = S("/");
	if (str_eq_nocase(u.authority, S("channel9.msdn.com")) &&
		!has_key(u.query, S("nocookie=")))
		u.query = add_query(x->arena, u.query, "nocookie=true");
	if (id.n) {
		u.path = str_cat(x->arena, S("/embed/"), id);
		u.query = S("");
	}
	if (is_youtube(u.authority) && str_eq(u.path, S("/playlist")))
		u.path = S("/embed/videoseries");
	if (id.n || is_youtube(u.authority)) {
		u.authority = S("www.youtube-nocookie.com");
		if (str_starts(u.path, S("/embed/")) &&
			!has_key(u.query, S("rel=")))
			u.query = add_query(x->arena, u.query, "rel=0");
	}
	*out = str_printf(x->arena, "https://%.*s%.*s%s%.*s%s%.*s",
		STR_ARG(str_lower(x->arena, u.authority)), STR_ARG(u.path),
		u.query.n ? "?" : "", STR_ARG(u.query), u.fragment.n ? "#" : "",
		STR_ARG(u.fragment));
	return true;
}

/* What a page of the site has for it; the words are the theme's. */
static struct look site_look(struct ext *x, struct str url, struct str title,
	const char *around)
{
	struct look l = { around, S_INIT(""), S_INIT("") };
	struct url u = url_split(url);

	l.inner = str_printf(x->arena, "<a class=\"video\"%.*s>%.*s</a>",
		STR_ARG(ext_attr(x, "href", url)),
		STR_ARG(ext_escape(x, title.n ? title : u.authority)));
	return l;
}

/* ---- in a quote -------------------------------------------------- */

static bool video_line(const struct ext_line *line)
{
	struct str url, title;

	return line->quote && read_quote(line->text, &url, &title);
}

static void video_block(struct ext *x, struct node *mark)
{
	struct str url, title, fixed;
	struct box *box;

	if (!read_quote(mark->as.text, &url, &title) ||
		!ext_video_url(x, url, &fixed))
		return;
	box = arena_new(x->arena, struct box);
	box->name = "video";
	box->url = fixed;
	box->docfx.element = "div";
	box->docfx.attrs = S(" class=\"embeddedvideo\"");
	box->docfx.inner = str_printf(x->arena,
		"<iframe%.*s frameborder=\"0\" allowfullscreen=\"true\">"
		"</iframe>",
		STR_ARG(ext_attr(x, "src", fixed)));
	box->site = site_look(x, url, title, "p");
	ext_leave_quote(x, mark, false);
	mark->kind = NODE_BOX;
	mark->as.box = box;
}

/* ---- in a line --------------------------------------------------- */

static struct str value(const struct attrs *attrs, struct str name)
{
	const struct str *v = attrs_get(attrs, name);

	return v ? *v : S("");
}

/* What is wrong with the attributes, or NULL. */
static const char *fault(const struct attrs *attrs)
{
	static const char *const names[] = { "source", "title", "max-width",
		"thumbnail", "upload-date", "duration", "type" };
	struct str width = value(attrs, S("max-width"));
	uint32_t n;

	if (attrs->error)
		return attrs->error;
	for (size_t i = 0; i < attrs->n; i++) {
		bool known = false;
		for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
			known |= str_eq(attrs->p[i].name, str_of(names[k]));
		if (!known)
			return "has an attribute that it cannot have";
	}
	if (value(attrs, S("source")).n == 0)
		return "has no source";
	if (width.n && !str_to_uint(width, &n))
		return "has a max-width that is no number";
	return NULL;
}

static struct look docfx_look(struct ext *x, const struct attrs *attrs,
	struct str url)
{
	static const char *const copied[] = { "thumbnail", "upload-date",
		"duration" };
	struct look l = { "div", S_INIT(" class=\"embeddedvideo\""),
		S_INIT("") };
	struct str title = value(attrs, S("title"));
	struct str width = value(attrs, S("max-width"));
	struct str more = S("");

	for (size_t i = 0; i < 3; i++) {
		struct str v = value(attrs, str_of(copied[i]));
		if (v.n)
			more = str_cat(x->arena, more,
				ext_attr(x, copied[i], v));
	}
	l.inner = str_printf(x->arena,
		"\n<iframe%.*s allowFullScreen=\"true\" frameBorder=\"0\""
		"%.*s%s%.*s%s%.*s></iframe>\n",
		STR_ARG(ext_attr(x, "src", url)),
		STR_ARG(title.n ? ext_attr(x, "title", title) : S("")),
		width.n ? " style=\"max-width:" : "", STR_ARG(width),
		width.n ? "px;\"" : "", STR_ARG(more));
	return l;
}

static void report(struct ext *x, size_t from, size_t to, const char *why)
{
	diag_add(x->sink, &rule_block_unknown, ext_span(x, from, to),
		"':::video' %s", why);
}

/* ":::video" at byte k of n's text. What to look at next. */
static struct node *take_directive(struct ext *x, struct node *n, size_t k)
{
	size_t from = ext_text_offset(x, n, k);
	struct str raw = str_sub(x->view->text, 0, node_end(n->parent));
	size_t inner = from + DIRECTIVE.n;
	size_t end = str_find(raw, inner, S(":::"));
	struct attrs attrs;
	struct str url;
	struct box *box;

	if (end == STR_NONE || !char_is_space(raw.p[inner]))
		return n->next;
	attrs_parse(str_sub(raw, inner, end), &attrs);
	const char *why = fault(&attrs);
	if (!why && !ext_video_url(x, value(&attrs, S("source")), &url))
		why = "has a source that is no web address";
	if (why) {
		report(x, from, end + 3, why);
		return n->next;
	}
	if (!value(&attrs, S("thumbnail")).n ||
		!value(&attrs, S("upload-date")).n)
		report(x, from, end + 3, "has no thumbnail or upload-date");
	box = arena_new(x->arena, struct box);
	box->name = "video";
	box->url = url;
	box->docfx = docfx_look(x, &attrs, url);
	box->site = site_look(x, value(&attrs, S("source")),
		value(&attrs, S("title")), NULL);
	struct node *wrap = ext_node(x, NODE_WRAP, from, end + 3);
	wrap->as.box = box;
	ext_replace(x, n->parent, from, end + 3, wrap);
	return wrap->next;
}

static void video_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind != NODE_TEXT)
			continue;
		size_t k = str_find(n->as.text, 0, DIRECTIVE);
		if (k != STR_NONE)
			next = take_directive(x, n, k);
	}
}

const struct extension extension_video = {
	.name = "video",
	.line = video_line,
	.block = video_block,
	.inlines = video_inlines,
	.signs = EXT_COLON,
};
