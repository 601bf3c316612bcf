/*
 * Redirections of the configuration as files. A target in this docset is a
 * path of the site, relative in pages; others are addresses as they were
 * written. What is no address at all makes no file.
 */
#include "site/moved.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"
#include "format/html.h"
#include "format/json.h"
#include "set/links.h"

struct move {
	struct str from; /* path in the site */
	struct str to;   /* path in the site, or an address */
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

/* A former page of this docset that has itself moved. */
static const struct str *moved_on(const struct run *r, struct str url)
{
	struct str path = url_split(url).path;
	struct str base = r->s->set->config.base_path;

	if (!str_starts(url, S("/")) || str_starts(url, S("//")))
		return NULL;
	path = str_skip(path, 1);
	if (base.n > 0 && str_starts_nocase(path, base))
		path = str_skip(path, base.n + 1);
	return map_get(&r->places, path);
}

static void find_target(const struct run *r, struct move *m, struct str url)
{
	const struct docset *set = r->s->set;
	struct arena *a = r->s->arena;
	struct link l = link_resolve(set, a, 0, 0, url);
	const struct output *o = NULL;
	const struct str *next = moved_on(r, url);

	if (l.kind == LINK_PAGE)
		o = site_find(r->s, m->locale, set->files.p[l.file].key);
	m->inside = o != NULL || next != NULL;
	if (m->inside)
		m->to = o ? o->path : *next;
	else if (str_starts(url, S("/")) && !str_starts(url, S("//")) &&
		 set->config.site_host.n > 0)
		m->to = str_printf(a, "https://%.*s/%.*s%.*s",
			STR_ARG(set->config.site_host),
			STR_ARG(set->locales[m->locale].slug), STR_ARG(url));
	else
		m->to = str_starts(url, S("//")) ? str_cat(a, S("https:"), url)
						 : url;
}

static void put_page(struct run *r, const struct move *m)
{
	struct arena *a = r->s->arena;
	struct asset *asset = arena_new(a, struct asset);
	struct str href = m->inside ? url_encode(a,
					      path_relative(a, m->from, m->to))
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

static struct str to_of(const struct run *r, const struct move *m)
{
	return safe(r->s->arena,
		m->inside ? str_cat(r->s->arena, site_base_path(r->s), m->to)
			  : m->to);
}

static void put_lines(struct run *r, const char *name, const char *format)
{
	struct buf b;

	buf_init(&b, r->s->arena);
	for (size_t i = 0; i < r->moves.n; i++) {
		struct str from = from_of(r, &r->moves.p[i]);
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

static void gather(struct run *r)
{
	const struct map *all = &r->s->set->config.redirects;
	struct arena *a = r->s->arena;

	for (size_t i = 0; i < all->n; i++) {
		size_t locale;
		struct str *at = arena_new(a, struct str);

		*at = place_of(r, all->items[i].key, &locale);
		if (at->n > 0)
			map_put(a, &r->places, path_stem(all->items[i].key),
				at);
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct redirect *to = all->items[i].value;
		struct move m = { .from = place_of(r, all->items[i].key,
					  &m.locale) };

		if (m.from.n == 0 || !is_address(to->url))
			continue;
		find_target(r, &m, to->url);
		vec_push(a, &r->moves, m);
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
