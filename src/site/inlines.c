/* The inline half of the renderer. */
#include "base/path.h"
#include "format/html.h"
#include "page/text.h"
#include "site/maker.h"

/* Wider images than this, in CSS pixels, are not shown whole. */
#define ROOM 736

/* Bytes that stand in a URL as they are (cmark-gfm's table). */
static bool url_safe(char c)
{
	return char_is_alnum(c) || (c && strchr("-_.+!*(),%#@?=;:/$~", c));
}

void render_url(struct render *r, struct str url)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		if (c == '&')
			buf_lit(r->out, "&amp;");
		else if (c == '\'')
			buf_lit(r->out, "&#x27;");
		else if (url_safe(c))
			buf_byte(r->out, c);
		else {
			buf_byte(r->out, '%');
			buf_byte(r->out, hex[(unsigned char)c >> 4]);
			buf_byte(r->out, hex[c & 15]);
		}
	}
}

static void wrap(struct render *r, const struct node *n, const char *tag)
{
	buf_printf(r->out, "<%s>", tag);
	render_children(r, n);
	buf_printf(r->out, "</%s>", tag);
}

static void put_type(struct render *r, const struct target *t)
{
	if (t->type)
		buf_printf(r->out, " data-linktype=\"%s\"", t->type);
}

static void put_title(struct render *r, struct str title)
{
	if (title.n == 0)
		return;
	buf_lit(r->out, " title=\"");
	render_text(r, title);
	buf_byte(r->out, '"');
}

/* ---- links ------------------------------------------------------- */

static bool has_content(const struct node *n)
{
	for (const struct node *c = n->child; c; c = node_walk(n, c, false))
		if (c->kind == NODE_IMAGE || c->kind == NODE_INCLUDE ||
			((c->kind == NODE_TEXT || c->kind == NODE_CODE) &&
				str_trim(c->as.text).n))
			return true;
	return false;
}

/* Translation loses link texts: the title of the target, else the URL. */
static void put_lost_text(struct render *r, const struct node *n,
	const struct target *t)
{
	if (has_content(n))
		return;
	render_text(r, t->title.n ? t->title : n->as.link.url);
}

static void site_link(struct render *r, const struct node *n)
{
	struct target t = render_resolve(r, n->as.link.url, REFERENCE_LINK);
	bool linked = t.href.n > 0 && !r->in_link;
	const char *end = "";

	if (linked) {
		buf_lit(r->out, "<a href=\"");
		render_url(r, t.href);
		buf_byte(r->out, '"');
		if (t.external)
			buf_lit(r->out, " class=\"external\"");
		put_title(r, n->as.link.title);
		buf_byte(r->out, '>');
		end = "</a>";
	} else if (t.missing) {
		buf_lit(r->out, "<span class=\"link-missing\">");
		end = "</span>";
	}
	bool outer = r->in_link;
	r->in_link = outer || linked;
	render_children(r, n);
	put_lost_text(r, n, &t);
	r->in_link = outer;
	buf_add(r->out, str_of(end));
}

/* A finished page's bare "www.x" leads to https. */
static struct str docfx_url(const struct render *r, const struct node *n)
{
	struct str url = n->as.link.url;

	if (r->resolve && n->as.link.bare &&
		str_starts_nocase(url, S("http://www.")) && n->child &&
		n->child->kind == NODE_TEXT &&
		str_starts_nocase(n->child->as.text, S("www.")))
		return str_cat(r->scratch, S("https"), str_skip(url, 4));
	return url;
}

static void render_link(struct render *r, const struct node *n)
{
	struct target t;

	if (r->flavor == FLAVOR_SITE) {
		site_link(r, n);
		return;
	}
	t = render_resolve(r, docfx_url(r, n), REFERENCE_LINK);
	buf_lit(r->out, "<a href=\"");
	render_url(r, t.href);
	buf_byte(r->out, '"');
	put_type(r, &t);
	put_title(r, n->as.link.title);
	buf_byte(r->out, '>');
	render_children(r, n);
	buf_lit(r->out, "</a>");
}

/* ---- images ------------------------------------------------------ */

static void put_alt(struct render *r, const struct node *n)
{
	bool outer = r->plain;

	r->plain = true;
	render_children(r, n);
	r->plain = outer;
}

void render_srcset(struct render *r, const struct target *t)
{
	if (t->twice.n == 0)
		return;
	buf_lit(r->out, " srcset=\"");
	render_url(r, t->twice);
	buf_lit(r->out, " 2x\"");
}

/* src, alt, title: the same in every flavor. */
static void put_image(struct render *r, const struct node *n,
	const struct target *to, const char *class)
{
	const struct image_options *o = n->as.image.options;

	buf_lit(r->out, "<img src=\"");
	render_url(r, to->href);
	buf_byte(r->out, '"');
	put_type(r, to);
	if (o && o->type == IMAGE_ICON && r->flavor == FLAVOR_DOCFX) {
		buf_lit(r->out, " role=\"presentation\"");
	} else {
		buf_lit(r->out, " alt=\"");
		put_alt(r, n);
		buf_byte(r->out, '"');
	}
	put_title(r, n->as.image.title);
	if (class)
		buf_printf(r->out, " class=\"%s\"", class);
	if (r->flavor == FLAVOR_SITE && to->width)
		buf_printf(r->out, " width=\"%u\" height=\"%u\"", to->width,
			to->height);
	if (r->flavor == FLAVOR_SITE)
		render_srcset(r, to);
	if (r->flavor == FLAVOR_SITE)
		buf_lit(r->out, " loading=\"lazy\">");
	else
		buf_add(r->out, o ? S(">") : S(" />"));
}

static void docfx_image(struct render *r, const struct node *n)
{
	const struct image_options *o = n->as.image.options;
	struct target src = render_resolve(r, n->as.image.url, REFERENCE_IMAGE);
	struct str around = o ? (o->link.n ? o->link : o->lightbox) : S("");

	if (o && o->border)
		buf_lit(r->out, "<span class=\"mx-imgBorder\">");
	if (around.n) {
		buf_lit(r->out, "<a href=\"");
		render_url(r,
			render_resolve(r, around, REFERENCE_LIGHTBOX).href);
		if (!o->link.n)
			buf_lit(r->out, "#lightbox");
		buf_byte(r->out, '"');
		if (!o->link.n)
			buf_lit(r->out, " data-linktype=\"relative-path\"");
		buf_byte(r->out, '>');
	}
	put_image(r, n, &src, NULL);
	if (around.n)
		buf_lit(r->out, "</a>");
	if (o && o->border)
		buf_lit(r->out, "</span>");
}

static bool is_picture(struct str href)
{
	static const char *const types[] = { ".png", ".jpg", ".jpeg", ".gif",
		".svg", ".webp", ".avif" };
	struct str ext = path_ext(url_split(href).path);

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_eq_nocase(ext, str_of(types[i])))
			return true;
	return false;
}

/* Says what the link does; the script makes a dialog of it. */
static void put_zoom(struct render *r, const struct node *image)
{
	struct locale_arg alt = { "alt", str_trim(text_of(r->scratch, image)) };
	struct str label = !r->locale ? S("Open the image in full size")
			   : alt.value.n
				   ? locale_text(r->scratch, r->locale,
					     S("image_link"), -1, &alt, 1)
				   : render_word(r, "image_link_plain", "");

	buf_lit(r->out, " class=\"zoom\" aria-label=\"");
	render_text(r, label);
	buf_byte(r->out, '"');
}

/* The link around an image of the site: what the author says; where it is
 * shown large; the image itself if a page has no room for it. */
static bool open_image_link(struct render *r, const struct node *image,
	const struct target *shown)
{
	const struct image_options *o = image->as.image.options;
	struct str url = o ? (o->link.n ? o->link : o->lightbox) : S("");
	struct target t = { 0 };

	if (r->in_link)
		return false;
	if (url.n)
		t = render_resolve(r, url,
			o->link.n ? REFERENCE_LINK : REFERENCE_LIGHTBOX);
	else if (shown->width > ROOM && !(o && o->type == IMAGE_ICON))
		t = *shown;
	if (t.href.n == 0)
		return false;
	buf_lit(r->out, "<a href=\"");
	render_url(r, t.href);
	buf_byte(r->out, '"');
	if (!t.external && is_picture(t.href))
		put_zoom(r, image);
	buf_byte(r->out, '>');
	return true;
}

static void site_image(struct render *r, const struct node *n)
{
	const struct image_options *o = n->as.image.options;
	struct target t = render_resolve(r, n->as.image.url, REFERENCE_IMAGE);
	bool linked;

	if (t.href.n == 0 || t.missing) {
		buf_lit(r->out, "<span class=\"image-missing\">");
		put_alt(r, n);
		buf_lit(r->out, "</span>");
		return;
	}
	linked = open_image_link(r, n, &t);
	put_image(r, n, &t,
		!o                      ? NULL
		: o->type == IMAGE_ICON ? "icon"
		: o->border             ? "border"
					: NULL);
	if (linked)
		buf_lit(r->out, "</a>");
}

static void render_image(struct render *r, const struct node *n)
{
	struct target t;

	if (r->flavor == FLAVOR_SITE) {
		site_image(r, n);
	} else if (r->flavor == FLAVOR_DOCFX && n->as.image.options) {
		docfx_image(r, n);
	} else {
		t = render_resolve(r, n->as.image.url, REFERENCE_IMAGE);
		put_image(r, n, &t, NULL);
	}
}

bool render_is_figure(const struct render *r, const struct node *paragraph)
{
	const struct node *n = paragraph->child;

	return r->flavor == FLAVOR_SITE && n && !n->next &&
	       n->kind == NODE_IMAGE && n->as.image.options &&
	       n->as.image.options->type != IMAGE_ICON;
}

void render_figure(struct render *r, const struct node *image)
{
	struct str text = image->as.image.options->description;

	buf_lit(r->out, "<figure class=\"image\">");
	render_inline(r, image);
	if (text.n) {
		buf_lit(r->out, "<figcaption><details><summary>");
		render_text(r, render_word(r, "image_description",
				       "Description of the image"));
		buf_lit(r->out, "</summary><p>");
		render_text(r, text);
		buf_lit(r->out, "</p></details></figcaption>");
	}
	buf_lit(r->out, "</figure>\n");
}

/* ---- segments ---------------------------------------------------- */

/* The other half of a pair: from its tree, else its raw text. */
static void put_source_half(struct render *r, uint32_t pair)
{
	const struct tree *tree = r->page->tree[1];
	const struct node *n = tree->segs[pair];
	const struct pair *p = &r->page->pairs.p[pair];
	size_t entered = clean_enter(&r->clean);

	r->in_source = true;
	if (n && n->kind == NODE_SEG)
		render_children(r, n);
	else
		render_text(r, str_sub(r->page->source->bytes, p->s, p->s_end));
	clean_leave(&r->clean, r->out, entered);
	r->in_source = false;
}

static void put_segment_id(struct render *r, struct str pair_id)
{
	struct str id = str_cat(r->scratch, S("s-"), pair_id);

	if (!clean_take_id(&r->clean, id))
		return;
	buf_lit(r->out, " id=\"");
	buf_add(r->out, id);
	buf_byte(r->out, '"');
}

static void put_source_language(struct render *r)
{
	buf_lit(r->out, " lang=\"");
	render_text(r, r->source_lang);
	buf_lit(r->out, "\" dir=\"");
	render_text(r, r->source_dir);
	buf_byte(r->out, '"');
}

static void render_segment(struct render *r, const struct node *n)
{
	uint32_t pair = n->as.seg.pair;

	if (!r->bilingual || r->in_source || !r->page->tree[1]) {
		render_children(r, n);
		return;
	}
	size_t entered = clean_enter(&r->clean);
	bool same = origin_is_untranslated(r->page, &r->page->pairs.p[pair]);
	buf_printf(r->out, "<span class=\"seg%s\"", same ? " same" : "");
	put_segment_id(r, r->page->pairs.p[pair].id);
	buf_lit(r->out, "><span class=\"t\"");
	if (same)
		put_source_language(r);
	buf_byte(r->out, '>');
	render_children(r, n);
	clean_leave(&r->clean, r->out, entered);
	buf_lit(r->out, "</span>");
	if (!n->as.seg.continued) {
		buf_lit(r->out, "<span class=\"s\"");
		put_source_language(r);
		buf_byte(r->out, '>');
		put_source_half(r, pair);
		buf_lit(r->out, "</span>");
	}
	buf_lit(r->out, "</span>");
}

/* ---- the table --------------------------------------------------- */

/* Inside an alternative text only words count. */
static void render_plain(struct render *r, const struct node *n)
{
	if (n->kind == NODE_TEXT || n->kind == NODE_CODE ||
		n->kind == NODE_UNREAD || n->kind == NODE_ALERT_MARK ||
		(n->kind == NODE_HTML && r->flavor != FLAVOR_SITE))
		render_text(r, n->as.text);
	else if (n->kind == NODE_XREF)
		render_text(r, n->as.xref.raw);
	else if (n->kind == NODE_MATH)
		render_text(r, n->as.math.tex);
	else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK)
		buf_byte(r->out, ' ');
	else
		render_children(r, n);
}

static void render_code(struct render *r, const struct node *n)
{
	buf_lit(r->out, "<code>");
	render_text(r, n->as.text);
	buf_lit(r->out, "</code>");
}

void render_inline(struct render *r, const struct node *n)
{
	if (r->plain) {
		render_plain(r, n);
		return;
	}
	switch (n->kind) {
	case NODE_TEXT:
		render_text(r, n->as.text);
		break;
	case NODE_SOFT_BREAK:
		buf_byte(r->out, '\n');
		break;
	case NODE_LINE_BREAK:
		buf_add(r->out,
			r->flavor == FLAVOR_SITE ? S("<br>\n") : S("<br />\n"));
		break;
	case NODE_CODE:
		render_code(r, n);
		break;
	case NODE_HTML:
		render_raw(r, n);
		break;
	case NODE_EMPHASIS:
		wrap(r, n, "em");
		break;
	case NODE_STRONG:
		wrap(r, n, "strong");
		break;
	case NODE_STRIKE:
		wrap(r, n, "del");
		break;
	case NODE_LINK:
		render_link(r, n);
		break;
	case NODE_IMAGE:
		render_image(r, n);
		break;
	case NODE_SEG:
		render_segment(r, n);
		break;
	case NODE_INCLUDE:
		render_include(r, n);
		break;
	default:
		render_directive(r, n);
		break;
	}
}
