/* `routes`, `lowerCaseUrl` and the extension, in this order. */
#include "set/sitepath.h"

#include "base/buf.h"
#include "base/path.h"

/* The last route that takes the path; a folder's ends in '/'. */
static struct str route(struct arena *a, const struct config *c,
	struct str path)
{
	const struct value *routes = config_docfx(c, "routes");
	struct str best = path;

	for (size_t i = 0; routes && routes->kind == VALUE_MAP && i < routes->n;
		i++) {
		struct str from = routes->keys[i], to, rest;
		bool folder = str_ends(from, S("/")) || str_ends(from, S("\\"));

		if (!path_normalize(a, from, &from) ||
			!path_normalize(a, value_as_text(routes->items[i]),
				&to))
			continue;
		if (str_eq_nocase(path, from))
			rest = path_base(path);
		else if ((folder || path_ext(from).n == 0) &&
			 (from.n == 0 ||
				 (path.n > from.n && path.p[from.n] == '/' &&
					 str_starts_nocase(path, from))))
			rest = str_skip(path, from.n + (from.n > 0));
		else
			continue;
		best = path_join(a, to, rest);
	}
	return best;
}

static bool is_page(struct str path)
{
	struct str ext = path_ext(path);

	return str_eq_nocase(ext, S(".md")) || str_eq_nocase(ext, S(".yml")) ||
	       str_eq_nocase(ext, S(".yaml"));
}

struct str sitepath_of(struct arena *a, const struct docset *s, struct str path)
{
	const struct config *c = &s->config;
	const struct value *lower = config_docfx(c, "lowerCaseUrl");
	bool page = is_page(path);
	struct str key;

	const struct file *f = files_find(&s->files, path);

	config_locale_of(c, path, &key);
	if (f && f->output.n > 0)
		key = page ? str_cat(a, path_stem(f->output), path_ext(path))
			   : f->output;
	path = path_join(a, c->base_path, route(a, c, key));
	if (page && str_starts_nocase(path_base(path), S("toc.")))
		path = str_cat(a, path_stem(path), S(".json"));
	else if (page)
		path = path_stem(path);
	if (page && str_eq_nocase(path_base(path), S("index")))
		path = str_sub(path, 0, path.n - 5);
	if (!lower || lower->kind != VALUE_BOOL || lower->boolean)
		path = str_lower(a, path);
	return path;
}

struct str sitepath_escape(struct arena *a, struct str path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];

		if (char_is_alnum(c) || (c && strchr("-_./!$&'()*+,;=:@", c))) {
			buf_byte(&b, c);
			continue;
		}
		buf_byte(&b, '%');
		buf_byte(&b, hex[(unsigned char)c >> 4]);
		buf_byte(&b, hex[c & 15]);
	}
	return buf_str(&b);
}

struct str sitepath_relative(struct arena *a, struct str from, struct str to)
{
	bool index = to.n == 0 || str_ends(to, S("/"));
	struct str rel;

	if (str_eq(from, to) && !index)
		return sitepath_escape(a, path_base(to));
	/* A name of its own, so that there is something to lead to. */
	rel = path_relative(a,
		str_ends(from, S("/")) || from.n == 0 ? str_cat(a, from, S("_"))
						      : from,
		index ? str_cat(a, to, S("_")) : to);
	if (index)
		rel.n--;
	return rel.n > 0 ? sitepath_escape(a, rel) : S("./");
}
