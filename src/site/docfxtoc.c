/*
 * A resolved TOC as docfx's toc.json: names, addresses relative to the
 * TOC's own, everything else of an entry as it was written.
 */
#include "base/path.h"
#include "set/meta.h"
#include "set/links.h"
#include "set/sitepath.h"
#include "site/docfx.h"

/* Versions of an entry: its page's and its children's; all of them as soon
 * as one of these is for all. */
struct versions {
	bool all;
	struct moniker_set set;
};

struct writer {
	struct json *j;
	const struct docset *s;
	const struct toc *toc;
	struct arena *a;
	struct str base; /* the TOC's own address */
};

static struct str to_file(const struct writer *w, uint32_t file)
{
	return sitepath_relative(w->a, w->base,
		sitepath_of(w->a, w->s, w->s->files.p[file].path));
}

/* Where an href leads that is written in file `from`. */
static struct str resolve(const struct writer *w, uint32_t from,
	struct str href)
{
	struct url u = url_split(href);
	struct link l;

	if (href.n == 0 || u.scheme.n > 1 || u.has_authority ||
		str_starts(href, S("/")))
		return href;
	l = link_resolve(w->s, w->a, from, from, href);
	if (l.kind != LINK_PAGE && l.kind != LINK_FILE &&
		l.kind != LINK_FALLBACK)
		return href;
	return str_cat(w->a, to_file(w, l.file),
		str_skip(href, (size_t)(u.path.p + u.path.n - href.p)));
}

static struct str href_of(const struct writer *w, const struct toc_entry *e)
{
	if (e->file != FILE_NONE)
		return str_cat(w->a, to_file(w, e->file), e->suffix);
	if (e->url.n > 0)
		return e->url;
	return resolve(w, e->from, e->href);
}

/* Keys that are said in another way, or not at all. */
static bool is_own_key(struct str key)
{
	static const char *const own[] = { "name", "title", "href", "items",
		"tocHref", "topicHref", "homepage", "uid", "topicUid",
		"monikers", NULL };

	return str_in_nocase(key, own);
}

static void put_data(const struct writer *w, const struct toc_entry *e)
{
	const struct value *v = e->data;
	struct str topic = value_text_at(v, S("topicHref"));

	for (size_t i = 0; v && i < v->n; i++) {
		if (is_own_key(v->keys[i]))
			continue;
		json_key(w->j, v->keys[i]);
		json_value(w->j, v->items[i]);
	}
	if (value_text_at(v, S("homepage")).n > 0)
		topic = value_text_at(v, S("homepage"));
	else if (value_get(v, S("href")))
		return;
	if (topic.n > 0)
		json_text_at(w->j, "homepage", resolve(w, e->from, topic));
}

static void add_versions(const struct writer *w, struct versions *v,
	const struct versions *more)
{
	v->all |= more->all;
	for (size_t i = 0; !v->all && i < w->s->monikers.n; i++)
		if (more->set.has[i] && !v->set.has[i]) {
			v->set.has[i] = true;
			v->set.count++;
		}
}

static struct versions no_versions(const struct writer *w)
{
	return (struct versions){ false,
		{ arena_array(w->a, bool, w->s->monikers.n + 1), 0 } };
}

static struct versions page_versions(const struct writer *w, uint32_t file)
{
	const struct docset *s = w->s;
	struct str path = s->files.p[file].path;
	const struct value *own = s->pages[file] ? s->pages[file]->meta : NULL;
	struct moniker_file f = moniker_of(w->a, &s->config, &s->monikers, path,
		meta_effective(w->a, &s->config, path, own));

	return (struct versions){ !f.versioned, f.set };
}

static struct versions versions_of(const struct writer *w,
	const struct toc_entry *e)
{
	struct versions v = no_versions(w), more;

	if (e->file != FILE_NONE) {
		more = page_versions(w, e->file);
		add_versions(w, &v, &more);
	} else if (e->url.n > 0 || e->href.n > 0 || e->nitems == 0) {
		v.all = true;
	}
	for (size_t i = 0; !v.all && i < e->nitems; i++) {
		more = versions_of(w, &e->items[i]);
		add_versions(w, &v, &more);
	}
	return v;
}

/* Written where they differ from those of the entry above. */
static void put_versions(const struct writer *w, const struct versions *v,
	const struct versions *above)
{
	bool same = v->all == above->all && v->set.count == above->set.count;

	for (size_t i = 0; same && !v->all && i < w->s->monikers.n; i++)
		same = v->set.has[i] == above->set.has[i];
	if (v->all || same)
		return;
	json_key(w->j, S("monikers"));
	json_open_list(w->j);
	for (size_t i = 0; i < w->s->monikers.n; i++)
		if (v->set.has[i])
			json_text(w->j, w->s->monikers.p[i].name);
	json_close_list(w->j);
}

static void put_items(const struct writer *w, const struct toc_entry *items,
	size_t n, const struct versions *above);

static void put_entry(const struct writer *w, const struct toc_entry *e,
	const struct versions *above)
{
	struct versions v = versions_of(w, e);
	struct str href = href_of(w, e);

	json_open_map(w->j);
	if (e->name.n > 0)
		json_text_at(w->j, "name", e->name);
	if (href.n > 0)
		json_text_at(w->j, "href", href);
	if (e->uid.n > 0 && !e->target)
		json_text_at(w->j, "uid", e->uid);
	put_data(w, e);
	put_versions(w, &v, above);
	if (e->nitems > 0) {
		json_key(w->j, S("items"));
		put_items(w, e->items, e->nitems, &v);
	}
	json_close_map(w->j);
}

static void put_items(const struct writer *w, const struct toc_entry *items,
	size_t n, const struct versions *above)
{
	json_open_list(w->j);
	for (size_t i = 0; i < n; i++)
		put_entry(w, &items[i], above);
	json_close_list(w->j);
}

void docfx_toc(struct json *j, const struct docset *s, const struct toc *t,
	struct arena *scratch)
{
	struct str path = s->files.p[t->file].path;
	struct writer w = { j, s, t, scratch, sitepath_of(scratch, s, path) };
	struct value *meta = meta_effective(scratch, &s->config, path, t->meta);
	struct versions all = { .all = true };

	json_open_map(j);
	json_key(j, S("items"));
	put_items(&w, t->items, t->nitems, &all);
	json_key(j, S("metadata"));
	json_value(j, meta);
	json_close_map(j);
}
