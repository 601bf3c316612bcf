/* A link that leads nowhere gets no href: no page has a dead link. */
#include "site/href.h"

#include "base/path.h"
#include "site/imagesize.h"
#include "site/version.h"

struct str href_to(struct arena *scratch, const struct standpoint *at,
	struct str path)
{
	/* It is shown at any address. */
	if (at->output->kind == OUTPUT_LOST)
		return str_cat(scratch, site_base_path(at->site),
			url_encode(scratch, path));
	return url_encode(scratch,
		path_relative(scratch, at->output->path, path));
}

/* In the standpoint's locale and version where there is that. */
static const struct output *page_output(const struct standpoint *at,
	uint32_t file)
{
	const struct file *f = &at->site->set->files.p[file];
	size_t version = at->output->version;
	const struct output *o = site_find_version(at->site, at->output->locale,
		version, f->key);

	return o ? o : site_find_version(at->site, f->locale, version, f->key);
}

struct str href_page(struct arena *scratch, const struct standpoint *at,
	uint32_t file)
{
	const struct output *o = page_output(at, file);

	return o ? href_to(scratch, at, o->path) : S("");
}

/* The version that is shown has the place. */
static bool has_place(struct arena *scratch, const struct site *s,
	const struct output *o, struct str id)
{
	return !link_names_control(id) &&
	       version_has_anchor(scratch, s->anchors[o->file], o->version, id);
}

struct str href_place(struct arena *scratch, const struct standpoint *at,
	uint32_t file, struct str fragment)
{
	const struct output *o = page_output(at, file);
	struct str href = href_page(scratch, at, file);

	if (href.n == 0 || fragment.n == 0 ||
		!has_place(scratch, at->site, o, fragment))
		return href;
	return str_printf(scratch, "%.*s#%.*s", STR_ARG(href),
		STR_ARG(url_encode(scratch, fragment)));
}

/* A file that is published as it is: the locale's own, or its owner's. */
static struct str href_file(struct arena *scratch, const struct standpoint *at,
	uint32_t file)
{
	const struct docset *set = at->site->set;
	const struct file *f = &set->files.p[file];

	if (!f->output.n || f->kind != FILE_RESOURCE)
		return S("");
	return href_to(scratch, at,
		str_printf(scratch, "%.*s/%.*s",
			STR_ARG(set->locales[f->locale].slug),
			STR_ARG(f->output)));
}

/* "/azure/x" of a docset that is published below a host. */
static struct str href_site(struct arena *scratch, const struct standpoint *at,
	const struct link *l)
{
	const struct config *c = &at->site->set->config;
	struct str slug = at->site->set->locales[at->output->locale].slug;

	if (c->site_host.n == 0)
		return S("");
	return str_printf(scratch, "https://%.*s/%.*s%.*s%s%.*s%s%.*s",
		STR_ARG(c->site_host), STR_ARG(slug), STR_ARG(l->path),
		l->query.n ? "?" : "", STR_ARG(l->query),
		l->fragment.n ? "#" : "", STR_ARG(l->fragment));
}

static struct str href_fallback(struct arena *scratch,
	const struct standpoint *at, const struct link *l)
{
	const struct docset *set = at->site->set;

	if (str_ends_nocase(l->path, S(".md")) ||
		str_ends_nocase(l->path, S(".yml")))
		return S("");
	return href_to(scratch, at,
		str_printf(scratch, "%.*s/%.*s",
			STR_ARG(set->locales[at->output->locale].slug),
			STR_ARG(l->path)));
}

static struct str external(struct arena *scratch, struct str url)
{
	url = str_trim(url);
	while (str_ends(url, S("\\")))
		url.n--;
	/* From a disk "//host" would be a file. */
	return str_starts(url, S("//")) ? str_cat(scratch, S("https:"), url)
					: url;
}

struct target href_link(struct arena *scratch, const struct standpoint *at,
	const struct link *l, struct str written)
{
	struct target t = { .href = S(""), .title = S("") };

	switch (l->kind) {
	case LINK_EXTERNAL:
		t.href = external(scratch, written);
		t.external = str_starts_nocase(t.href, S("http"));
		break;
	case LINK_SITE:
		t.href = href_site(scratch, at, l);
		t.external = true;
		break;
	case LINK_SELF:
		t.href = l->bookmark_missing || l->fragment.n == 0 ||
					 !has_place(scratch, at->site,
						 at->output, l->fragment)
				 ? S("#")
				 : str_cat(scratch, S("#"),
					   url_encode(scratch, l->fragment));
		break;
	case LINK_PAGE:
		/* A page of data has no places that links could know. */
		t.href = l->bookmark_missing ||
					 at->site->set->pages[l->file]->data
				 ? href_page(scratch, at, l->file)
				 : href_place(scratch, at, l->file,
					   l->fragment);
		t.title = at->site->set->pages[l->file]->title;
		break;
	case LINK_FILE:
		t.href = href_file(scratch, at, l->file);
		break;
	case LINK_FALLBACK:
		t.href = href_fallback(scratch, at, l);
		break;
	default:
		break;
	}
	t.missing = t.href.n == 0;
	return t;
}

/* A page or a thing by its uid; nothing has it: no link. */
static struct target href_uid(struct arena *scratch,
	const struct standpoint *at, struct str reference)
{
	struct target t = { .href = S(""), .title = S(""), .missing = true };
	struct str query, fragment;
	const struct uid *u = uid_find(&at->site->set->by_uid, scratch,
		reference, &query, &fragment);

	if (!u)
		return t;
	t.title = uid_text(u, query);
	if (u->file != FILE_NONE)
		t.href = href_page(scratch, at, u->file);
	else if (str_starts_nocase(u->href, S("https://")) ||
		 str_starts_nocase(u->href, S("http://")))
		t.href = u->href;
	if (t.href.n > 0 && fragment.n > 0)
		t.href = str_printf(scratch, "%.*s#%.*s", STR_ARG(t.href),
			STR_ARG(fragment));
	t.external = u->file == FILE_NONE;
	t.missing = t.href.n == 0;
	return t;
}

static bool is_twice(uint32_t large, uint32_t small)
{
	return large / 2 <= small && small <= large / 2 + large % 2;
}

/* "map@2x.png" beside "map.png", if it is that. */
static void find_twin(struct arena *scratch, const struct standpoint *at,
	const struct file *f, struct target *t)
{
	const struct files *files = &at->site->set->files;
	struct str stem = path_stem(f->path);
	const struct file *twin = files_find(files,
		str_printf(scratch, "%.*s@2x%.*s", STR_ARG(stem),
			STR_ARG(str_skip(f->path, stem.n))));
	struct imagesize size;

	if (twin &&
		imagesize_file(files->dirs[twin->origin], twin->path, &size) &&
		is_twice(size.width, t->width) &&
		is_twice(size.height, t->height))
		t->twice = href_file(scratch, at, files_id(files, twin));
}

static void measure(struct arena *scratch, const struct standpoint *at,
	const struct link *l, struct target *t)
{
	const struct docset *set = at->site->set;
	const struct file *f = &set->files.p[l->file];
	struct imagesize size;

	if (l->kind != LINK_FILE && l->kind != LINK_FALLBACK)
		return;
	if (!imagesize_file(set->files.dirs[f->origin], f->path, &size))
		return;
	t->width = size.width;
	t->height = size.height;
	if (l->kind == LINK_FILE)
		find_twin(scratch, at, f, t);
}

struct target href_resolve(const struct render *r, struct str url,
	enum reference_kind kind)
{
	const struct standpoint *at = r->ctx;
	struct target t;
	struct link l;

	if (str_starts_nocase(str_trim(url), S("xref:")))
		return href_uid(r->scratch, at, str_skip(str_trim(url), 5));
	l = link_resolve(at->site->set, r->scratch, r->page->file,
		r->shown->file, url);
	t = href_link(r->scratch, at, &l, url);
	/* No page loads anything from elsewhere. */
	if (kind == REFERENCE_IMAGE && t.external)
		t = (struct target){ .href = S(""), .missing = true };
	else if (kind == REFERENCE_IMAGE)
		measure(r->scratch, at, &l, &t);
	return t;
}
