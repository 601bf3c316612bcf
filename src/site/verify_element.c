/*
 * One start tag: what its attributes load, run, show or tell. Elements of a
 * page and of an SVG file differ only in that a picture may have styles.
 */
#include "base/path.h"
#include "site/imagesize.h"
#include "site/media.h"
#include "site/verifier.h"

bool verify_is(const struct html_token *t, const char *name)
{
	return str_eq_nocase(t->name, str_of(name));
}

struct str verify_value(struct verifier *v, const struct html_token *t,
	const char *name)
{
	const struct html_attr *attr = html_attr(t, str_of(name));

	return attr && attr->has_value ? html_unescape(&v->scratch, attr->value)
				       : S("");
}

/* ---- pictures ---------------------------------------------------- */

struct verify_picture {
	bool known; /* and has a size */
	bool broken;
	struct imagesize size;
};

static const struct verify_picture *picture_of(struct verifier *v,
	struct str path)
{
	struct verify_picture *p = map_get(&v->pictures, path);
	const struct media *media = media_of(path);

	if (p)
		return p;
	p = arena_new(v->a, struct verify_picture);
	p->known = imagesize_file(v->dir, path, &p->size);
	/* An SVG need not have a size; other kinds are not read here. */
	p->broken = media && !p->known && !str_ends_nocase(path, S(".svg")) &&
		    !str_ends_nocase(path, S(".avif")) &&
		    !str_ends_nocase(path, S(".ico"));
	map_put(v->a, &v->pictures, str_dup(v->a, path), p);
	return p;
}

/* A browser keeps room of the size that the page gives. An author may squeeze
 * a picture somewhat; twice as flat is another picture. */
static bool fits(const struct imagesize *size, uint32_t width, uint32_t height)
{
	double given = (double)width * size->height;
	double real = (double)height * size->width;

	return given <= real * 2 && real <= given * 2;
}

static void check_picture(struct verifier *v, const struct html_token *t,
	struct str path)
{
	const struct verify_picture *p = picture_of(v, path);
	uint32_t width, height;

	if (p->broken)
		verify_trouble(v, t->raw, "this is no picture:", path);
	else if (!str_to_uint(verify_value(v, t, "width"), &width) ||
		 !str_to_uint(verify_value(v, t, "height"), &height))
		return; /* told already */
	else if (p->known && !fits(&p->size, width, height))
		verify_trouble(v, t->raw, "the size is not that of the picture",
			path);
}

static bool is_size(struct str s)
{
	uint32_t n;

	return str_to_uint(s, &n);
}

static void check_image(struct verifier *v, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));
	struct str text = verify_value(v, t, "src"), path;

	if (!html_attr(t, S("alt")))
		verify_trouble(v, t->raw, "an image has no alternative text",
			text);
	if (!is_size(verify_value(v, t, "width")) ||
		!is_size(verify_value(v, t, "height")))
		verify_trouble(v, t->raw, "an image has no size", text);
	if (str_trim(text).n == 0) {
		verify_trouble(v, t->raw, "an image has no address",
			VERIFY_NOTHING);
		return;
	}
	path = verify_url(v, src->value, text, VERIFY_LOADED);
	if (path.n)
		check_picture(v, t, path);
}

/* ---- elements ---------------------------------------------------- */

static bool is_data(struct str type)
{
	return str_ends_nocase(type, S("json"));
}

static void check_script(struct verifier *v, const struct html_token *t)
{
	struct str type = str_trim(verify_value(v, t, "type"));
	struct str src = str_trim(verify_value(v, t, "src"));

	if (src.n == 0)
		src = str_trim(verify_value(v, t, "href"));
	if (src.n == 0)
		src = str_trim(verify_value(v, t, "xlink:href"));
	if (str_eq_nocase(type, S("module")))
		verify_trouble(v, t->raw, "on a disk no module is loaded", src);
	else if (src.n == 0 && !is_data(type))
		verify_trouble(v, t->raw, "a script stands in the page",
			VERIFY_NOTHING);
}

static void check_link(struct verifier *v, const struct html_token *t)
{
	static const char *const loaded[] = { "icon", "preload",
		"modulepreload", "manifest", "prefetch", "preconnect",
		"prerender", "search", "pingback" };
	const struct html_attr *href = html_attr(t, S("href"));
	struct str rel = str_lower(&v->scratch, verify_value(v, t, "rel"));
	enum verify_use use = VERIFY_FOLLOWED;

	for (size_t i = 0; i < sizeof(loaded) / sizeof(*loaded); i++)
		if (str_find(rel, 0, str_of(loaded[i])) != STR_NONE)
			use = VERIFY_LOADED;
	if (str_find(rel, 0, S("stylesheet")) != STR_NONE)
		use = VERIFY_RUN;
	if (str_find(rel, 0, S("modulepreload")) != STR_NONE)
		verify_trouble(v, t->raw, "on a disk no module is loaded",
			verify_value(v, t, "href"));
	else if (href)
		verify_url(v, href->value, verify_value(v, t, "href"), use);
	if (html_attr(t, S("imagesrcset")))
		verify_srcset(v, html_attr(t, S("imagesrcset"))->value,
			verify_value(v, t, "imagesrcset"));
}

/* 'self', 'none' and hashes ask nobody else; data: does, where it is no
 * picture but a script. */
static bool is_own_source(struct str directive, struct str s)
{
	static const char *const own[] = { "'self'", "'none'", NULL };
	static const char *const inside[] = { "data:", "blob:", NULL };
	static const char *const shown[] = { "img-src", "font-src", "media-src",
		NULL };

	return str_in_nocase(s, own) || str_starts_nocase(s, S("'sha")) ||
	       (str_in_nocase(s, inside) && str_in_nocase(directive, shown));
}

static bool cut_word(struct str *rest, struct str *word)
{
	size_t n = 0;

	*rest = str_trim_left(*rest);
	while (n < rest->n && !char_is_space(rest->p[n]))
		n++;
	*word = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return n > 0;
}

/* A policy that says less than the rest of the checks is no protection. */
static void check_policy(struct verifier *v, const struct html_token *t)
{
	struct str rest = verify_value(v, t, "content");
	struct str directive, name, source;

	while (str_cut(&rest, ';', &directive)) {
		cut_word(&directive, &name);
		while (cut_word(&directive, &source))
			if (!is_own_source(name, source))
				verify_trouble(v, t->raw, "the policy allows",
					source);
	}
}

static void check_refresh(struct verifier *v, const struct html_token *t)
{
	const struct html_attr *content = html_attr(t, S("content"));
	struct str url = verify_refresh_url(verify_value(v, t, "content"));
	struct url parts = url_split(url);

	if (!content || url.n == 0)
		return;
	if (parts.has_authority && !verify_is_home(v, url)) {
		v->page.moves_to = url;
		v->page.moves_at = content->value;
	} else {
		verify_url(v, content->value, url, VERIFY_FOLLOWED);
	}
}

/* Of "text/html; charset=utf-8". */
static struct str charset_of(struct arena *a, struct str type)
{
	size_t at = str_find(str_lower(a, type), 0, S("charset="));

	return at == STR_NONE ? S("") : str_trim(str_skip(type, at + 8));
}

static void check_charset(struct verifier *v, const struct html_token *t,
	struct str charset)
{
	/* A browser looks so far. */
	if (!str_eq_nocase(charset, S("utf-8")))
		verify_trouble(v, t->raw,
			"the page says another charset:", charset);
	else if (t->raw.p - v->source.bytes.p > 1024)
		verify_trouble(v, t->raw, "the charset comes too late",
			VERIFY_NOTHING);
	v->page.charset = true;
}

static void check_meta(struct verifier *v, const struct html_token *t)
{
	struct str name = str_trim(verify_value(v, t, "http-equiv"));
	struct str content = verify_value(v, t, "content");

	if (str_eq_nocase(name, S("refresh")))
		check_refresh(v, t);
	else if (str_eq_nocase(name, S("Content-Security-Policy")))
		check_policy(v, t);
	else if (verify_is_home(v, content))
		verify_url(v, html_attr(t, S("content"))->value, content,
			VERIFY_FOLLOWED);
	if (html_attr(t, S("charset")))
		check_charset(v, t, verify_value(v, t, "charset"));
	else if (str_eq_nocase(name, S("Content-Type")))
		check_charset(v, t, charset_of(&v->scratch, content));
}

static void check_form(struct verifier *v, const struct html_token *t)
{
	const struct html_attr *action = html_attr(t, S("action"));
	struct str path;

	if (!action)
		return;
	path = verify_url(v, action->value, verify_value(v, t, "action"),
		VERIFY_SENT);
	/* What the script of the search loads first. */
	if (path.n && html_attr(t, S("data-none"))) {
		path = path_join(&v->scratch, path_dir(path),
			S("search/index.js"));
		if (!map_has(&v->files, path))
			verify_trouble(v, t->raw, "there is no file", path);
	}
}

/* ---- attributes -------------------------------------------------- */

static void check_id(struct verifier *v, const struct html_attr *attr)
{
	struct str id = html_unescape(&v->scratch, attr->value);
	bool space = id.n == 0;

	for (size_t i = 0; i < id.n; i++)
		space |= char_is_space(id.p[i]);
	if (space)
		verify_trouble(v, attr->name, "this is no id:", id);
	else if (map_has(&v->own_ids, id))
		verify_trouble(v, attr->value, "an id stands twice:", id);
	map_put(&v->scratch, &v->own_ids, id, v);
}

static bool runs(const struct html_token *t)
{
	static const char *const names[] = { "script", "iframe", "frame",
		"embed", "object", "portal", "fencedframe", NULL };

	return str_in_nocase(t->name, names);
}

/* What only a link of the page's own does. */
static bool is_anchor(const struct html_token *t)
{
	static const char *const names[] = { "a", "area", NULL };

	return str_in_nocase(t->name, names);
}

static void check_href(struct verifier *v, const struct html_token *t,
	const struct html_attr *attr, struct str value)
{
	struct str path;

	if (verify_is(t, "link") || verify_is(t, "base"))
		return;
	if (is_anchor(t) || (!v->page.foreign && !runs(t))) {
		verify_url(v, attr->value, value, VERIFY_FOLLOWED);
		return;
	}
	path = verify_url(v, attr->value, value,
		runs(t) ? VERIFY_RUN : VERIFY_LOADED);
	if (path.n && verify_is(t, "use") && !str_eq(path, v->source.path))
		verify_trouble(v, attr->value,
			"on a disk this shows nothing:", value);
}

/* What it does with the address that it has. */
static void check_address(struct verifier *v, const struct html_token *t,
	const struct html_attr *attr, struct str name, struct str value)
{
	static const char *const loaded[] = { "src", "poster", "background",
		"lowsrc", "dynsrc", "data", "code", "archive", "codebase",
		"classid", "icon", "manifest", NULL };
	static const char *const objects[] = { "data", "code", "archive",
		"codebase", "classid", NULL };
	bool object = verify_is(t, "object") || verify_is(t, "applet") ||
		      verify_is(t, "embed");

	if (str_eq(name, S("href")) || str_eq(name, S("xlink:href")))
		check_href(v, t, attr, value);
	else if (str_eq(name, S("srcset")))
		verify_srcset(v, attr->value, value);
	else if (str_eq(name, S("formaction")))
		verify_url(v, attr->value, value, VERIFY_SENT);
	else if (str_eq(name, S("longdesc")))
		verify_url(v, attr->value, value, VERIFY_FOLLOWED);
	else if (!str_in_nocase(name, loaded) ||
		 (str_in_nocase(name, objects) && !object) ||
		 (str_eq(name, S("manifest")) && !verify_is(t, "html")))
		return;
	else if (!verify_is(t, "img"))
		verify_url(v, attr->value, value,
			runs(t) ? VERIFY_RUN : VERIFY_LOADED);
}

/* <set attributeName="href" to="…">: what an animation will say. */
static void check_animation(struct verifier *v, const struct html_token *t)
{
	static const char *const names[] = { "to", "from", "by", NULL };
	struct str of = verify_value(v, t, "attributeName");

	if (str_starts_nocase(of, S("on")))
		verify_trouble(v, t->raw, "a script stands in the page", of);
	if (!str_ends_nocase(of, S("href")))
		return;
	for (const char *const *n = names; *n; n++)
		if (html_attr(t, str_of(*n)))
			verify_url(v, html_attr(t, str_of(*n))->value,
				verify_value(v, t, *n), VERIFY_LOADED);
}

/* "a.js en-US=b.js": the scripts of the languages to choose from. */
static void check_scripts(struct verifier *v, const struct html_attr *attr,
	struct str value)
{
	struct str item;

	while (cut_word(&value, &item)) {
		size_t at = str_find_byte(item, 0, '=');
		if (at != STR_NONE)
			verify_url(v, attr->value, str_skip(item, at + 1),
				VERIFY_RUN);
	}
}

static bool is_paint(struct str name)
{
	static const char *const names[] = { "fill", "stroke", "filter", "mask",
		"clip-path", "cursor", "marker", "marker-start", "marker-mid",
		"marker-end", NULL };

	return str_in_nocase(name, names);
}

static void check_style(struct verifier *v, const struct html_attr *attr,
	struct str name, struct str value, bool svg)
{
	if (!svg && str_eq(name, S("style")))
		verify_trouble(v, attr->name, "a style stands in the page",
			attr->value);
	else if (str_eq(name, S("style")))
		verify_style(v, attr->value, value);
	else
		verify_style(v, attr->value,
			str_printf(&v->scratch, "%.*s:%.*s", STR_ARG(name),
				STR_ARG(value)));
}

static void check_attr(struct verifier *v, const struct html_token *t,
	const struct html_attr *attr, bool svg)
{
	static const char *const told[] = { "ping", "attributionsrc", NULL };
	static const char *const apart[] = { "crossorigin", "integrity", NULL };
	static const char *const files[] = { "script", "link", "img", "audio",
		"video", "image", NULL };
	struct str name = str_lower(&v->scratch, attr->name);
	struct str value = html_unescape(&v->scratch, attr->value);

	if (str_eq(name, S("id")))
		check_id(v, attr);
	else if (str_eq(name, S("style")) || is_paint(name))
		check_style(v, attr, name, value, svg);
	else if (str_eq(name, S("srcdoc")))
		verify_trouble(v, attr->name, "a page stands in the page",
			VERIFY_NOTHING);
	else if (name.n > 2 && str_starts(name, S("on")))
		verify_trouble(v, attr->name, "a script stands in the page",
			attr->name);
	else if (str_in_nocase(name, told))
		verify_trouble(v, attr->name, "a click is told to others",
			value);
	else if (str_in_nocase(name, apart) && str_in_nocase(t->name, files))
		verify_trouble(v, attr->name,
			"on a disk this is not loaded with", name);
	else if (str_eq(name, S("data-interface")))
		check_scripts(v, attr, value);
	else
		check_address(v, t, attr, name, value);
}

static void check_kind(struct verifier *v, const struct html_token *t)
{
	if (verify_is(t, "script"))
		check_script(v, t);
	else if (verify_is(t, "link"))
		check_link(v, t);
	else if (verify_is(t, "form"))
		check_form(v, t);
	else if (verify_is(t, "meta"))
		check_meta(v, t);
	else if (verify_is(t, "base"))
		verify_trouble(v, t->raw,
			"a base element changes all addresses", VERIFY_NOTHING);
	else if (verify_is(t, "animate") || verify_is(t, "set"))
		check_animation(v, t);
}

void verify_element(struct verifier *v, const struct html_token *t, bool svg)
{
	bool text_wanted =
		(verify_is(t, "area") && html_attr(t, S("href"))) ||
		(verify_is(t, "input") &&
			str_eq_nocase(verify_value(v, t, "type"), S("image")));

	if (t->too_many)
		verify_trouble(v, t->raw, "a tag has too many attributes",
			VERIFY_NOTHING);
	for (size_t i = 0; i < t->nattrs; i++)
		check_attr(v, t, &t->attrs[i], svg);
	check_kind(v, t);
	if (!svg && verify_is(t, "style"))
		verify_trouble(v, t->raw, "a style stands in the page",
			VERIFY_NOTHING);
	if (verify_is(t, "img"))
		check_image(v, t);
	else if (text_wanted && verify_value(v, t, "alt").n == 0)
		verify_trouble(v, t->raw, "an image has no alternative text",
			VERIFY_NOTHING);
}
