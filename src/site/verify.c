/*
 * Two rounds over the pages: the first notes files and ids, the second looks
 * at what each page says. The site may be anybody's: any bytes are read.
 */
#include "site/verify.h"

#include "base/fs.h"
#include "base/map.h"
#include "base/path.h"
#include "format/html.h"

#define FILE_MAX ((size_t)256 << 20)

struct verifier {
	struct arena *a; /* of the run */
	struct arena scratch;
	int dir;
	struct map files; /* path */
	struct map ids;   /* "path#id" */
	struct buf *out;
	struct verify_counts *counts;
	/* the file in hand */
	struct str path, text;
	struct str base; /* of the page that is shown at any address */
	struct map own_ids;
	size_t line, counted; /* line of offset `counted` */
};

/* ---- troubles ---------------------------------------------------- */

static size_t line_of(struct verifier *v, const char *p)
{
	size_t at = (size_t)(p - v->text.p);

	if (at > v->text.n)
		return v->line;
	for (; v->counted < at; v->counted++)
		v->line += v->text.p[v->counted] == '\n';
	return v->line;
}

static void trouble(struct verifier *v, struct str where, const char *what,
	struct str value)
{
	v->counts->troubles++;
	buf_printf(v->out, "%.*s:%zu: %s", STR_ARG(v->path),
		line_of(v, where.p), what);
	if (value.p)
		buf_printf(v->out, " '%.*s'", STR_ARG(value));
	buf_byte(v->out, '\n');
}

#define NOTHING ((struct str){ NULL, 0 })

/* ---- addresses --------------------------------------------------- */

static struct str place_key(struct arena *a, struct str path, struct str id)
{
	return str_printf(a, "%.*s#%.*s", STR_ARG(path), STR_ARG(id));
}

static void check_fragment(struct verifier *v, struct str where,
	struct str path, struct str fragment)
{
	struct str id = url_decode(&v->scratch, fragment);

	if (id.n == 0 || str_eq(id, S("top")) || !str_ends(path, S(".html")) ||
		str_starts(id, S(":~:")))
		return;
	struct str key = place_key(&v->scratch, path, id);
	if (!map_has(&v->ids, key))
		trouble(v, where, "there is no place", key);
}

static void check_local(struct verifier *v, struct str where,
	const struct url *u)
{
	struct str path = v->path;

	if (v->base.n && str_starts(u->path, v->base)) {
		path = url_decode(&v->scratch, str_skip(u->path, v->base.n));
	} else if (u->path.n && u->path.p[0] == '/') {
		trouble(v, where, "on a disk nothing is found at", u->path);
		return;
	} else if (u->path.n &&
		   !path_resolve(&v->scratch, v->path,
			   url_decode(&v->scratch, u->path), &path)) {
		trouble(v, where, "this leads out of the site:", u->path);
		return;
	}
	if (!map_has(&v->files, path))
		trouble(v, where, "there is no file", path);
	else
		check_fragment(v, where, path, u->fragment);
}

static bool is_scheme(struct str scheme, const char *name)
{
	return str_eq_nocase(scheme, str_of(name));
}

/* `loaded`: the browser fetches it without being asked. */
static void check_url(struct verifier *v, struct str raw, bool loaded)
{
	struct str text = str_trim(html_unescape(&v->scratch, raw));
	struct url u = url_split(text);

	if (is_scheme(u.scheme, "javascript") ||
		is_scheme(u.scheme, "vbscript"))
		trouble(v, raw, "a script stands in the address", text);
	else if (is_scheme(u.scheme, "file"))
		trouble(v, raw, "only one machine has", text);
	else if (u.has_authority && loaded)
		trouble(v, raw, "another host is asked for", text);
	else if (u.has_authority && u.scheme.n == 0)
		trouble(v, raw, "on a disk this is a file:", text);
	else if (u.scheme.n == 0 && !u.has_authority)
		check_local(v, raw, &u);
	else if (loaded && u.scheme.n && !u.has_authority &&
		 !is_scheme(u.scheme, "data"))
		trouble(v, raw, "this cannot be loaded:", text);
}

/* "a.png 1x, b.png 2x" */
static void check_srcset(struct verifier *v, struct str set)
{
	struct str item, url;

	while (str_cut(&set, ',', &item)) {
		item = str_trim(item);
		if (str_cut(&item, ' ', &url) && url.n)
			check_url(v, url, true);
	}
}

/* "0; url=x" */
static void check_refresh(struct verifier *v, struct str content)
{
	struct str lower = str_lower(&v->scratch, content);
	size_t at = str_find(lower, 0, S("url="));

	if (at != STR_NONE)
		check_url(v, str_trim(str_skip(content, at + 4)), false);
}

/* ---- elements ---------------------------------------------------- */

static bool is_named(const struct html_token *t, const char *name)
{
	return str_eq_nocase(t->name, str_of(name));
}

static struct str value_of(const struct html_token *t, const char *name)
{
	const struct html_attr *attr = html_attr(t, str_of(name));

	return attr && attr->has_value ? attr->value : S("");
}

static bool is_number(struct str s)
{
	uint32_t n;

	return str_to_uint(s, &n);
}

static void check_image(struct verifier *v, const struct html_token *t)
{
	if (!html_attr(t, S("alt")))
		trouble(v, t->raw, "an image has no alternative text",
			value_of(t, "src"));
	if (!is_number(value_of(t, "width")) ||
		!is_number(value_of(t, "height")))
		trouble(v, t->raw, "an image has no size", value_of(t, "src"));
}

static void check_script(struct verifier *v, const struct html_token *t)
{
	struct str type = value_of(t, "type");

	if (str_eq_nocase(type, S("module")))
		trouble(v, t->raw, "on a disk no module is loaded",
			value_of(t, "src"));
	else if (!html_attr(t, S("src")) && !str_ends_nocase(type, S("json")))
		trouble(v, t->raw, "a script stands in the page", NOTHING);
}

static void check_link(struct verifier *v, const struct html_token *t)
{
	static const char *const loaded[] = { "stylesheet", "icon", "preload",
		"modulepreload", "manifest", "prefetch", "preconnect",
		"prerender" };
	struct str rel = str_lower(&v->scratch, value_of(t, "rel"));
	bool loads = false;

	for (size_t i = 0; i < sizeof(loaded) / sizeof(*loaded); i++)
		loads |= str_find(rel, 0, str_of(loaded[i])) != STR_NONE;
	check_url(v, value_of(t, "href"), loads);
}

/* 'self', 'none', data: and hashes ask nobody else. */
static bool is_own_source(struct str s)
{
	static const char *const own[] = { "'self'", "'none'",
		"data:", "blob:" };

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (str_eq_nocase(s, str_of(own[i])))
			return true;
	return str_starts_nocase(s, S("'sha"));
}

/* A policy that says less than the rest of the checks is no protection. */
static void check_policy(struct verifier *v, const struct html_token *t)
{
	struct str rest = html_unescape(&v->scratch, value_of(t, "content"));
	struct str directive, source;

	while (str_cut(&rest, ';', &directive)) {
		bool name = true;
		directive = str_trim(directive);
		while (str_cut(&directive, ' ', &source)) {
			if (!name && source.n && !is_own_source(source))
				trouble(v, t->raw, "the policy allows", source);
			name = false;
		}
	}
}

static void check_id(struct verifier *v, const struct html_attr *attr)
{
	struct str id = html_unescape(&v->scratch, attr->value);

	if (map_has(&v->own_ids, id))
		trouble(v, attr->value, "an id stands twice:", id);
	map_put(&v->scratch, &v->own_ids, id, v);
}

static void check_attr(struct verifier *v, const struct html_token *t,
	const struct html_attr *attr)
{
	struct str name = str_lower(&v->scratch, attr->name);
	bool anchor = is_named(t, "a") || is_named(t, "area");

	if (str_eq(name, S("id")))
		check_id(v, attr);
	else if (str_eq(name, S("style")))
		trouble(v, attr->name, "a style stands in the page",
			attr->value);
	else if (name.n > 2 && str_starts(name, S("on")))
		trouble(v, attr->name, "a script stands in the page",
			attr->name);
	else if (str_eq(name, S("ping")))
		trouble(v, attr->name, "a click is told to others",
			attr->value);
	else if (str_eq(name, S("src")) || str_eq(name, S("poster")) ||
		 str_eq(name, S("background")) ||
		 (str_eq(name, S("data")) && is_named(t, "object")))
		check_url(v, attr->value, true);
	else if (str_eq(name, S("srcset")))
		check_srcset(v, attr->value);
	else if (str_eq(name, S("action")) || str_eq(name, S("formaction")))
		check_url(v, attr->value, false);
	else if ((str_eq(name, S("href")) || str_eq(name, S("xlink:href"))) &&
		 !is_named(t, "link"))
		check_url(v, attr->value, !anchor);
}

static void check_meta(struct verifier *v, const struct html_token *t)
{
	struct str name = value_of(t, "http-equiv");

	if (str_eq_nocase(name, S("refresh")))
		check_refresh(v, value_of(t, "content"));
	else if (str_eq_nocase(name, S("Content-Security-Policy")))
		check_policy(v, t);
}

static void check_element(struct verifier *v, const struct html_token *t)
{
	if (is_named(t, "html") && str_eq(v->path, S("404.html")))
		v->base = value_of(t, "data-base");
	for (size_t i = 0; i < t->nattrs; i++)
		check_attr(v, t, &t->attrs[i]);
	if (is_named(t, "img"))
		check_image(v, t);
	else if (is_named(t, "script"))
		check_script(v, t);
	else if (is_named(t, "style"))
		trouble(v, t->raw, "a style stands in the page", NOTHING);
	else if (is_named(t, "link"))
		check_link(v, t);
	else if (is_named(t, "base"))
		trouble(v, t->raw, "a base element changes all addresses",
			NOTHING);
	else if (is_named(t, "meta"))
		check_meta(v, t);
}

/* ---- files ------------------------------------------------------- */

static bool open_file(struct verifier *v, struct str path)
{
	enum fs_result r = fs_read(&v->scratch, v->dir, path, FILE_MAX,
		&v->text);

	v->path = path;
	v->line = 1;
	v->counted = 0;
	v->own_ids = (struct map){ 0 };
	v->base = S("");
	if (r == FS_OK)
		return true;
	v->text = S("");
	trouble(v, v->text, fs_reason(r), path);
	return false;
}

static void note_ids(struct verifier *v, struct str path)
{
	struct html_reader r;
	struct html_token t;

	if (fs_read(&v->scratch, v->dir, path, FILE_MAX, &v->text) != FS_OK)
		return;
	html_begin(&r, v->text);
	while (html_next(&r, &t)) {
		const struct html_attr *id, *name;
		if (t.kind != HTML_OPEN)
			continue;
		id = html_attr(&t, S("id"));
		name = is_named(&t, "a") ? html_attr(&t, S("name")) : NULL;
		if (id)
			map_put(v->a, &v->ids,
				place_key(v->a, path,
					html_unescape(&v->scratch, id->value)),
				v);
		if (name)
			map_put(v->a, &v->ids,
				place_key(v->a, path,
					html_unescape(&v->scratch,
						name->value)),
				v);
	}
}

static void check_page(struct verifier *v, struct str path)
{
	struct html_reader r;
	struct html_token t;

	v->counts->pages++;
	if (!open_file(v, path))
		return;
	html_begin(&r, v->text);
	while (html_next(&r, &t))
		if (t.kind == HTML_OPEN)
			check_element(v, &t);
}

/* Addresses in url(), with or without quotes. */
static void check_style_sheet(struct verifier *v, struct str path)
{
	size_t at = 0;

	if (!open_file(v, path))
		return;
	while ((at = str_find(v->text, at, S("url("))) != STR_NONE) {
		at += S("url(").n;
		char quote = at < v->text.n ? v->text.p[at] : '\0';
		bool quoted = quote == '"' || quote == '\'';
		size_t from = at + quoted;
		size_t end = str_find_byte(v->text, from, quoted ? quote : ')');
		if (end == STR_NONE)
			return;
		check_url(v, str_sub(v->text, from, end), true);
		at = end;
	}
	if (str_find(v->text, 0, S("@import")) != STR_NONE)
		trouble(v, v->text, "a style sheet loads another", NOTHING);
}

void verify_site(struct arena *a, int dir, struct buf *out,
	struct verify_counts *counts)
{
	struct verifier v = { .a = a, .dir = dir, .out = out };
	struct fs_list list = { 0 };

	v.counts = counts;
	*counts = (struct verify_counts){ 0 };
	arena_init(&v.scratch);
	fs_walk(a, dir, NULL, NULL, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		map_put(a, &v.files, list.files.p[i].path, &v);
		if (str_ends(list.files.p[i].path, S(".html")))
			note_ids(&v, list.files.p[i].path);
		arena_reset(&v.scratch);
	}
	for (size_t i = 0; i < list.files.n; i++) {
		struct str path = list.files.p[i].path;
		if (str_ends(path, S(".html")))
			check_page(&v, path);
		else if (str_ends(path, S(".css")))
			check_style_sheet(&v, path);
		arena_reset(&v.scratch);
	}
	arena_release(&v.scratch);
}
