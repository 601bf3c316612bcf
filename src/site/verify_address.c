/*
 * Addresses as a browser reads them, against the files and ids of the site.
 * Nothing here knows where an address stands but for the report.
 */
#include "base/path.h"
#include "site/verifier.h"

static struct str place_key(struct arena *a, struct str path, struct str id)
{
	return str_printf(a, "%.*s#%.*s", STR_ARG(path), STR_ARG(id));
}

void verify_note_id(struct verifier *v, struct str path, struct str id)
{
	map_put(v->a, &v->ids, place_key(v->a, path, id), v);
}

static bool has_places(struct str path)
{
	return str_ends(path, S(".html")) || str_ends(path, S(".htm")) ||
	       str_ends(path, S(".svg"));
}

static void check_fragment(struct verifier *v, struct str where,
	struct str path, struct str fragment)
{
	struct str id = url_decode(&v->scratch, fragment);
	size_t words = str_find(id, 0, S(":~:"));
	struct str key;

	if (words != STR_NONE)
		id = str_sub(id, 0, words);
	if (id.n == 0 || str_eq_nocase(id, S("top")) || !has_places(path) ||
		str_starts(id, S("svgView(")))
		return;
	key = place_key(&v->scratch, path, id);
	if (!map_has(&v->ids, key))
		verify_trouble(v, where, "there is no place", key);
}

static struct str check_path(struct verifier *v, struct str where,
	struct str path, struct str fragment)
{
	if (map_has(&v->files, path)) {
		check_fragment(v, where, path, fragment);
		return path;
	}
	if (path.n == 0 || map_has(&v->folders, path))
		verify_trouble(v, where,
			"on a disk a folder shows its files, no page:",
			path.n ? path : S("./"));
	else
		verify_trouble(v, where, "there is no file", path);
	return S("");
}

static struct str check_local(struct verifier *v, struct str where,
	const struct url *u)
{
	struct str path = v->from;

	if (v->base.n && str_starts(u->path, v->base)) {
		path = url_decode(&v->scratch, str_skip(u->path, v->base.n));
	} else if (u->path.n && u->path.p[0] == '/') {
		verify_trouble(v, where, "on a disk nothing is found at",
			u->path);
		return S("");
	} else if (u->path.n &&
		   !path_resolve(&v->scratch, v->from,
			   url_decode(&v->scratch, u->path), &path)) {
		verify_trouble(v, where,
			"this leads out of the site:", u->path);
		return S("");
	}
	return check_path(v, where, path, u->fragment);
}

bool verify_is_home(const struct verifier *v, struct str text)
{
	return v->home.n && str_starts(text, v->home);
}

/* A server shows index.html where a folder is asked for. */
static struct str check_home(struct verifier *v, struct str where,
	struct str text)
{
	struct url u = url_split(str_skip(text, v->home.n));
	struct str path = url_decode(&v->scratch, u.path);

	if (path.n == 0 || path.p[path.n - 1] == '/')
		path = str_cat(&v->scratch, path, S("index.html"));
	return check_path(v, where, path, u.fragment);
}

/* Browsers drop what is not seen: around an address, tabs and line ends in
 * it, too. */
static struct str clean(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a);
	while (s.n && (unsigned char)s.p[0] <= ' ')
		s = str_skip(s, 1);
	while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
			buf_byte(&b, s.p[i]);
	return b.n ? buf_str(&b) : S("");
}

static bool is_scheme(struct str scheme, const char *name)
{
	return str_eq_nocase(scheme, str_of(name));
}

static bool is_web(struct str scheme)
{
	return is_scheme(scheme, "http") || is_scheme(scheme, "https");
}

/* A browser takes '\' for '/'; programs that read a site do not. */
static bool has_backslash(struct str text, const struct url *u)
{
	size_t end = 0;

	if (u->scheme.n && !is_web(u->scheme))
		return false;
	while (end < text.n && text.p[end] != '?' && text.p[end] != '#')
		end++;
	return str_find_byte(str_sub(text, 0, end), 0, '\\') != STR_NONE;
}

/* What is wrong with an address that has a scheme or a host; NULL: nothing. */
static const char *judge(const struct url *u, enum verify_use use)
{
	bool loaded = use == VERIFY_LOADED || use == VERIFY_RUN;

	if (use == VERIFY_SENT && (u->has_authority || is_web(u->scheme)))
		return "a form is sent to another host:";
	if (loaded && (u->has_authority || is_web(u->scheme)))
		return "another host is asked for";
	if (u->has_authority && u->scheme.n == 0)
		return "on a disk this is a file:";
	if (use == VERIFY_RUN && u->scheme.n)
		return "this is no file of the site:";
	if (loaded && u->scheme.n && !is_scheme(u->scheme, "data"))
		return "this cannot be loaded:";
	return NULL;
}

struct str verify_url(struct verifier *v, struct str where, struct str text,
	enum verify_use use)
{
	const char *what;
	struct url u;

	text = clean(&v->scratch, text);
	u = url_split(text);
	if (is_scheme(u.scheme, "javascript") ||
		is_scheme(u.scheme, "vbscript"))
		what = "a script stands in the address";
	else if (is_scheme(u.scheme, "file") || u.scheme.n == 1)
		what = "only one machine has";
	else if (text.n == 0 && (use == VERIFY_LOADED || use == VERIFY_RUN))
		what = "there is no address to load from:";
	else if (has_backslash(text, &u))
		what = "a backslash stands in the address";
	else if (use == VERIFY_FOLLOWED && verify_is_home(v, text))
		return check_home(v, where, text);
	else if (u.scheme.n == 0 && !u.has_authority)
		return check_local(v, where, &u);
	else
		what = judge(&u, use);
	if (what)
		verify_trouble(v, where, what, text);
	return S("");
}

static bool ends_candidate(char c)
{
	return c == ',' || char_is_space(c);
}

void verify_srcset(struct verifier *v, struct str where, struct str set)
{
	size_t i = 0, end, next;

	while (i < set.n) {
		if (ends_candidate(set.p[i])) {
			i++;
			continue;
		}
		for (end = i; end < set.n && !char_is_space(set.p[end]);)
			end++;
		next = end;
		while (end > i && set.p[end - 1] == ',')
			end--;
		verify_url(v, where, str_sub(set, i, end), VERIFY_LOADED);
		/* Its size or density, unless a comma ended it. */
		if (next == end)
			next = str_find_byte(set, next, ',');
		i = next;
	}
}

struct str verify_refresh_url(struct str content)
{
	size_t i = 0;
	struct str url;

	while (i < content.n && content.p[i] != ';' && content.p[i] != ',')
		i++;
	url = str_trim(str_skip(content, i + 1));
	if (str_starts_nocase(url, S("url"))) {
		struct str rest = str_trim(str_skip(url, 3));
		if (rest.n && rest.p[0] == '=')
			url = str_trim(str_skip(rest, 1));
	}
	if (url.n && (url.p[0] == '"' || url.p[0] == '\'')) {
		size_t end = str_find_byte(url, 1, url.p[0]);
		url = str_sub(url, 1, end);
	}
	return url;
}
