/*
 * Redirections of the configuration as files. A target in this docset is a
 * path of the site, relative in pages; others are addresses as they were
 * written. What is no address at all makes no file.
 */
#include "site/moved.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"
#include "format/html.h"
#include "format/json.h"
#include "set/links.h"

struct move {
	struct str from; /* path in the site */
	struct str to;   /* path in the site, or an address */
	struct str tail; /* of a path: "?query#fragment" */
	bool inside;     /* `to` is a path in the site */
	size_t locale;
};

struct run {
	struct site *s;
	struct map places; /* site path of docfx -> path in the site */
	VEC(struct move) moves;
	void (*add)(void *ctx, struct output o);
	void *ctx;
};

bool moved_parse(struct str words, unsigned *forms)
{
	static const char *const names[] = { "html", "nginx", "apache",
		"json" };
	struct str word;

	*forms = 0;
	while (str_cut(&words, ',', &word)) {
		size_t i = 0;

		while (i < 4 && !str_eq(str_trim(word), str_of(names[i])))
			i++;
		if (i == 4)
			return false;
		*forms |= 1u << i;
	}
	return true;
}

/* Characters that end a word somewhere become %XX. */
static struct str safe(struct arena *a, struct str url)
{
	static const char hex[] = "0123456789ABCDEF";
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c > ' ' && c < 0x7F && !strchr("\"\\$<>`{}|^", c)) {
			buf_byte(&b, (char)c);
			continue;
		}
		buf_byte(&b, '%');
		buf_byte(&b, hex[c >> 4]);
		buf_byte(&b, hex[c & 15]);
	}
	return buf_str(&b);
}

static bool is_address(struct str url)
{
	return str_starts(url, S("/")) ||
	       str_starts_nocase(url, S("https://")) ||
	       str_starts_nocase(url, S("http://"));
}

/* What is behind the host and the docset's own part of a path; "" if that
 * is another docset's. */
static struct str path_of(const struct run *r, struct str url)
{
	struct str path = url_decode(r->s->arena, url_split(url).path);
	struct str base = r->s->set->config.base_path;

	if (!str_starts(url, S("/")) || str_starts(url, S("//")))
		return S("");
	path = str_skip(path, 1);
	if (base.n > 0 && str_starts_nocase(path, base))
		path = str_skip(path, base.n + 1);
	while (str_ends(path, S("/")))
		path.n--;
	return str_ends(path, S(".html")) ? path_stem(path) : path;
}

/* Addresses of docfx name no language: each leads to the page in its own. */
static struct str place_key(const struct run *r, size_t locale, struct str path)
{
	return str_printf(r->s->arena, "%zu %.*s", locale, STR_ARG(path));
}

/* A former page of this docset that has itself moved. */
static const struct str *moved_on(const struct run *r, size_t locale,
	struct str url)
{
	struct str path = path_of(r, url);
	const struct str *at = path.n ? map_get(&r->places, path) : NULL;

	return at || path.n == 0
		       ? at
		       : map_get(&r->places, place_key(r, locale, path));
}

/* The page of the site that an address means, without a language or with
 * its folder. */
static const struct output *page_at(const struct run *r, size_t locale,
	struct str url)
{
	static const char *const tries[] = { "", ".md", ".yml", "/index.md",
		"/index.yml" };
	struct str path = path_of(r, url), key = path;
	const struct output *o = NULL;

	if (config_locale_of(&r->s->set->config, path, &key) != locale)
		key = path;
	for (size_t i = 0; path.n && !o && i < 5; i++)
		o = site_find(r->s, locale,
			str_cat(r->s->arena, key, str_of(tries[i])));
	return o;
}

static const struct output *find_page(const struct run *r, size_t locale,
	struct str url)
{
	const struct docset *set = r->s->set;
	struct link l = link_resolve(set, r->s->arena, 0, 0, url);
	const struct output *o = NULL;

	if (l.kind == LINK_PAGE)
		o = site_find(r->s, locale, set->files.p[l.file].key);
	return o ? o : page_at(r, locale, url);
}

/* What counts from the former page counts from the root then. */
static struct str from_root(const struct run *r, struct str source,
	struct str url)
{
	struct arena *a = r->s->arena;
	struct url u = url_split(url);
	struct str path, base = r->s->set->config.base_path;

	if (u.scheme.n || u.has_authority || u.path.n == 0 ||
		u.path.p[0] == '/' ||
		!path_resolve(a, source, url_decode(a, u.path), &path))
		return url;
	path = path_join(a, base, path);
	return str_printf(a, "/%.*s%.*s", STR_ARG(url_encode(a, path)),
		STR_ARG(str_skip(url, u.path.n)));
}

/* An address on the host of the site. */
static struct str on_host(const struct run *r, size_t locale, struct str url)
{
	const struct docset *set = r->s->set;
	struct arena *a = r->s->arena;
	struct url home = url_split(r->s->base_url);

	if (str_starts(url, S("//")))
		return str_cat(a, S("https:"), url);
	if (!str_starts(url, S("/")))
		return url;
	if (set->config.site_host.n > 0)
		return str_printf(a, "https://%.*s/%.*s%.*s",
			STR_ARG(set->config.site_host),
			STR_ARG(set->locales[locale].slug), STR_ARG(url));
	return home.has_authority
		       ? str_printf(a, "%.*s://%.*s%.*s", STR_ARG(home.scheme),
				 STR_ARG(home.authority), STR_ARG(url))
		       : url;
}

/* The id as the page writes it; "": it has no such place. */
static struct str place_in(const struct run *r, const struct output *o,
	struct str id)
{
	const struct page *p = r->s->set->pages[o->file];
	const struct str *at = p && !p->failed
				       ? link_find_anchor(r->s->arena, p, id)
				       : NULL;

	return at ? *at : S("");
}

static struct str tail_of(const struct run *r, const struct output *o,
	struct str url)
{
	struct arena *a = r->s->arena;
	struct url u = url_split(url);
	struct str id = place_in(r, o, url_decode(a, u.fragment));

	return str_printf(a, "%s%.*s%s%.*s", u.query.n ? "?" : "",
		STR_ARG(safe(a, u.query)), id.n ? "#" : "",
		STR_ARG(url_encode(a, id)));
}

static void find_target(const struct run *r, struct move *m, struct str url)
{
	const struct output *o = find_page(r, m->locale, url);
	const struct str *next = moved_on(r, m->locale, url);

	m->inside = o != NULL || next != NULL;
	m->to = o ? o->path : next ? *next : on_host(r, m->locale, url);
	if (o)
		m->tail = tail_of(r, o, url);
}

static void put_page(struct run *r, const struct move *m)
{
	struct arena *a = r->s->arena;
	struct asset *asset = arena_new(a, struct asset);
	struct str href =
		m->inside ? str_cat(a,
				    url_encode(a,
					    path_relative(a, m->from, m->to)),
				    m->tail)
			  : safe(a, m->to);
	struct buf b;

	buf_init(&b, a);
	buf_lit(&b, "<!doctype html>\n<html lang=\"");
	html_escape(&b, r->s->set->locales[m->locale].tag);
	buf_lit(&b, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta name=\"robots\" content=\"noindex\">\n"
		    "<meta http-equiv=\"refresh\" content=\"0; url=");
	html_escape(&b, href);
	buf_lit(&b, "\">\n<title>");
	html_escape(&b, href);
	buf_lit(&b, "</title>\n</head>\n<body>\n<p><a href=\"");
	html_escape(&b, href);
	buf_lit(&b, "\">");
	html_escape(&b, href);
	buf_lit(&b, "</a></p>\n</body>\n</html>\n");
	asset->path = m->from;
	asset->bytes = buf_str(&b);
	r->add(r->ctx, (struct output){ .kind = OUTPUT_ASSET,
			       .locale = m->locale,
			       .path = asset->path,
			       .asset = asset });
}

/* ---- maps -------------------------------------------------------- */

static void put_file(struct run *r, const char *name, const struct buf *b)
{
	struct asset *asset = arena_new(r->s->arena, struct asset);

	asset->path = str_of(name);
	asset->bytes = buf_str(b);
	r->add(r->ctx, (struct output){ .kind = OUTPUT_ASSET,
			       .path = asset->path,
			       .asset = asset });
}

static struct str from_of(const struct run *r, const struct move *m)
{
	return safe(r->s->arena,
		str_cat(r->s->arena, site_base_path(r->s), m->from));
}

/* A server compares with the path that it has decoded. Inside quotes; what
 * could end them, or a line, stays an escape that nobody asks for. */
static struct str from_decoded(const struct run *r, const struct move *m)
{
	struct arena *a = r->s->arena;
	struct str path = str_cat(a, url_decode(a, site_base_path(r->s)),
		m->from);

	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < ' ' ||
			str_find_byte(S("\"\\$"), 0, path.p[i]) != STR_NONE)
			return from_of(r, m);
	return path;
}

static struct str to_of(const struct run *r, const struct move *m)
{
	struct arena *a = r->s->arena;

	if (!m->inside)
		return safe(a, m->to);
	return str_cat(a, safe(a, str_cat(a, site_base_path(r->s), m->to)),
		m->tail);
}

static void put_lines(struct run *r, const char *name, const char *format)
{
	struct buf b;

	buf_init(&b, r->s->arena);
	for (size_t i = 0; i < r->moves.n; i++) {
		struct str from = from_decoded(r, &r->moves.p[i]);
		struct str to = to_of(r, &r->moves.p[i]);

		for (const char *f = format; *f; f++) {
			if (*f == '<')
				buf_add(&b, from);
			else if (*f == '>')
				buf_add(&b, to);
			else
				buf_byte(&b, *f);
		}
	}
	put_file(r, name, &b);
}

static void put_json(struct run *r)
{
	struct json j;
	struct buf b;

	buf_init(&b, r->s->arena);
	json_begin(&j, &b, true);
	json_open_list(&j);
	for (size_t i = 0; i < r->moves.n; i++) {
		json_open_map(&j);
		json_text_at(&j, "from", from_of(r, &r->moves.p[i]));
		json_text_at(&j, "to", to_of(r, &r->moves.p[i]));
		json_close_map(&j);
	}
	json_close_list(&j);
	buf_byte(&b, '\n');
	put_file(r, "redirects.json", &b);
}

/* ---- all --------------------------------------------------------- */

static struct str place_of(const struct run *r, struct str path, size_t *locale)
{
	const struct docset *set = r->s->set;
	struct str key, output;
	uint32_t l = config_locale_of(&set->config, path, &key);

	*locale = l;
	if (l == UINT32_MAX)
		return S("");
	output = files_output(r->s->arena, &set->config, key);
	return output.n > 0
		       ? str_printf(r->s->arena, "%.*s/%.*s",
				 STR_ARG(set->locales[l].slug), STR_ARG(output))
		       : S("");
}

/* Under its path, and under what is the same in all languages. */
static void note_place(struct run *r, struct str path, struct move *m)
{
	struct str key;

	map_put(r->s->arena, &r->places, path_stem(path), &m->from);
	config_locale_of(&r->s->set->config, path, &key);
	map_put(r->s->arena, &r->places,
		place_key(r, m->locale, path_stem(key)), &m->from);
}

static void gather(struct run *r)
{
	const struct map *all = &r->s->set->config.redirects;
	struct arena *a = r->s->arena;
	struct move *moves = arena_array(a, struct move, all->n + 1);

	for (size_t i = 0; i < all->n; i++) {
		const struct redirect *to = all->items[i].value;
		struct str path = all->items[i].key;
		struct move *m = &moves[i];

		m->from = place_of(r, path, &m->locale);
		m->to = from_root(r, path, to->url);
		if (m->from.n > 0 && is_address(m->to))
			note_place(r, path, m);
	}
	for (size_t i = 0; i < all->n; i++) {
		struct move *m = &moves[i];

		if (m->from.n == 0 || !is_address(m->to))
			continue;
		find_target(r, m, m->to);
		vec_push(a, &r->moves, *m);
	}
}

void moved_outputs(struct site *s, void (*add)(void *ctx, struct output o),
	void *ctx)
{
	struct run r = { .s = s, .add = add, .ctx = ctx };

	if (s->set->config.redirects.n == 0 || s->set->files.n == 0)
		return;
	gather(&r);
	for (size_t i = 0; (s->redirects & MOVED_HTML) && i < r.moves.n; i++)
		put_page(&r, &r.moves.p[i]);
	if (s->redirects & MOVED_NGINX)
		put_lines(&r, "redirects.nginx.conf",
			"location = \"<\" { return 301 \">\"; }\n");
	if (s->redirects & MOVED_APACHE)
		put_lines(&r, "redirects.htaccess",
			"Redirect 301 \"<\" \">\"\n");
	if (s->redirects & MOVED_JSON)
		put_json(&r);
}
