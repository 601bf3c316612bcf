/*
 * A URL as written, decoded once, against the docset's files and anchors.
 * Nothing here touches the disk.
 */
#include "set/links.h"

#include "base/path.h"

/* Files of a folder that are compared with a misspelt name. */
#define NEAR_MAX 1000

static bool is_unsafe(struct str scheme)
{
	return str_eq_nocase(scheme, S("javascript")) ||
	       str_eq_nocase(scheme, S("vbscript")) ||
	       str_eq_nocase(scheme, S("data")) ||
	       str_eq_nocase(scheme, S("file"));
}

/* "C:\x" is a path of somebody's machine, not a scheme. */
static bool is_drive(struct str scheme)
{
	return scheme.n == 1;
}

bool link_names_control(struct str fragment)
{
	return str_starts_nocase(fragment, S("tab/")) ||
	       str_eq_nocase(fragment, S("lightbox"));
}

/* Bookmarks that name no element of the page. */
static bool is_special(struct str fragment)
{
	return fragment.n == 0 || str_eq_nocase(fragment, S("top")) ||
	       link_names_control(fragment);
}

const struct str *link_find_anchor(struct arena *scratch, const struct page *p,
	struct str fragment)
{
	struct str key = str_lower(scratch, fragment);
	const struct str *id = map_get(&p->anchors, key);

	return id ? id : map_get(&p->included, key);
}

/* Looks the bookmark up and takes over its spelling. */
static void find_bookmark(const struct docset *s, struct arena *scratch,
	struct link *l, uint32_t file)
{
	const struct page *p = s->pages[file];
	const struct str *id;

	if (is_special(l->fragment) || !p || p->failed || !p->tree[0])
		return;
	id = link_find_anchor(scratch, p, l->fragment);
	l->bookmark_missing = id == NULL;
	if (id)
		l->fragment = *id;
}

static struct file *find_file(const struct docset *s, struct arena *scratch,
	struct str path, bool *other_case)
{
	struct file *f = files_find(&s->files, path);

	if (f)
		return f;
	f = files_find_nocase(&s->files, scratch, path);
	*other_case = f != NULL;
	return f;
}

/* The file that a decoded path names: itself, the index of a folder, or a
 * page whose extension was left out (only in site paths). */
static struct file *find_target(const struct docset *s, struct arena *scratch,
	struct str path, bool site, bool *other_case)
{
	static const char *const tries[] = { "", "/index.md", "/index.yml",
		".md", ".yml" };

	for (size_t i = 0; i < (site ? 5 : 1); i++) {
		struct str p = str_cat(scratch, path, str_of(tries[i]));
		struct file *f;
		if (path.n == 0 && i > 0)
			p = str_skip(p, 1);
		f = p.n ? find_file(s, scratch, p, other_case) : NULL;
		if (f)
			return f;
	}
	return NULL;
}

static bool is_folder(struct str path)
{
	struct str name = path_base(path);

	return name.n == 0 || str_eq(name, S(".")) || str_eq(name, S(".."));
}

/* The page that a reader finds in a folder, or NULL. */
static struct file *find_index(const struct docset *s, struct arena *scratch,
	struct str folder)
{
	struct file *f = files_index(&s->files, scratch, folder);

	return f && (f->kind == FILE_PAGE || f->kind == FILE_DATA) ? f : NULL;
}

static void bind(const struct docset *s, struct arena *scratch, struct link *l,
	const struct file *f)
{
	l->file = files_id(&s->files, f);
	l->path = f->path;
	if (f->origin != FILE_OWN) {
		l->kind = LINK_FALLBACK;
		return;
	}
	l->kind = f->output.n && (f->kind == FILE_PAGE || f->kind == FILE_DATA)
			  ? LINK_PAGE
			  : LINK_FILE;
	if (l->kind == LINK_PAGE)
		find_bookmark(s, scratch, l, l->file);
}

/* "/base-path/x" leads into this docset, any other "/x" to the host. */
static void resolve_site_path(const struct docset *s, struct arena *scratch,
	struct link *l, struct str path)
{
	struct str base = s->config.base_path;
	struct file *f = NULL;

	l->kind = LINK_SITE;
	l->path = path;
	path = str_skip(path, 1);
	if (base.n) {
		if (!str_starts_nocase(path, base) ||
			(path.n > base.n && path.p[base.n] != '/'))
			return;
		path = str_skip(path, base.n + (path.n > base.n));
	} else if (s->config.site_host.n) {
		return;
	}
	while (str_ends(path, S("/")))
		path.n--;
	f = find_target(s, scratch, path, true, &l->other_case);
	if (f && (f->output.n || f->origin != FILE_OWN))
		bind(s, scratch, l, f);
	else
		l->other_case = false;
}

/* Another folder that `~/name/` means: a dependency that lies here. */
static bool dependency(const struct docset *s, struct arena *scratch,
	struct str path, struct str *out)
{
	const struct value *all = config_docfx(&s->config, "dependencies");
	struct str rest = path, name, folder;

	if (!all || !str_cut(&rest, '/', &name) || !rest.p)
		return false;
	folder = value_text_at(all, name);
	if (folder.n == 0 || !path_normalize(scratch, folder, &folder))
		return false;
	return path_normalize(scratch, path_join(scratch, folder, rest), out);
}

/* What `~` means in a file: the page's tilde_path, else the locale. */
static struct str tilde_of(const struct docset *s, uint32_t from)
{
	const struct file *f = &s->files.p[from];
	struct str own = S("");

	if (s->pages[from])
		own = str_trim(
			value_text_at(s->pages[from]->meta, S("tilde_path")));
	return own.n > 0 ? own : s->config.locales[f->locale].folder;
}

bool link_path(const struct docset *s, struct arena *scratch, uint32_t from,
	struct str path, struct str *out)
{
	if (!str_starts(path, S("~/")))
		return path_resolve(scratch, s->files.p[from].path, path, out);
	path = str_skip(path, 2);
	if (dependency(s, scratch, path, out))
		return true;
	return path_normalize(scratch,
		path_join(scratch, tilde_of(s, from), path), out);
}

static void resolve_path(const struct docset *s, struct arena *scratch,
	struct link *l, uint32_t from, struct str path)
{
	struct str source;
	struct file *f;

	if (!link_path(s, scratch, from, path, &l->path)) {
		l->kind = LINK_OUTSIDE;
		l->path = path;
		return;
	}
	f = find_target(s, scratch, l->path, false, &l->other_case);
	if (!f && is_folder(path))
		f = find_index(s, scratch, l->path);
	/* What is not translated is shown in the source language. */
	if (!f && config_in_source(scratch, &s->config, l->path, &source))
		f = find_target(s, scratch, source, false, &l->other_case);
	if (f)
		bind(s, scratch, l, f);
	else
		l->kind = LINK_MISSING;
}

static struct str slashes(struct arena *scratch, struct str path, bool *had)
{
	if (str_find_byte(path, 0, '\\') == STR_NONE)
		return path;
	struct str copy = str_dup(scratch, path);
	char *p = arena_text(scratch, copy.n + 1);
	for (size_t i = 0; i <= copy.n; i++)
		p[i] = i < copy.n && copy.p[i] == '\\' ? '/' : copy.p[i];
	*had = true;
	return str_make(p, copy.n);
}

struct link link_resolve(const struct docset *s, struct arena *scratch,
	uint32_t from, uint32_t on, struct str url)
{
	struct url u = url_split(str_trim(url));
	struct link l = { .kind = LINK_EXTERNAL, .file = FILE_NONE };

	l.query = u.query;
	l.fragment = url_decode(scratch, u.fragment);
	l.has_fragment = u.has_fragment;
	l.path = u.path;
	if (str_trim(url).n == 0) {
		l.kind = LINK_EMPTY;
	} else if (u.scheme.n && !is_drive(u.scheme)) {
		l.kind = is_unsafe(u.scheme) ? LINK_UNSAFE : LINK_EXTERNAL;
	} else if (u.has_authority) {
		l.kind = LINK_EXTERNAL;
	} else if (u.path.n == 0) {
		l.kind = LINK_SELF;
		find_bookmark(s, scratch, &l, on);
	} else {
		struct str path = slashes(scratch, url_decode(scratch, u.path),
			&l.backslash);
		if (is_drive(u.scheme))
			l.kind = LINK_OUTSIDE;
		else if (path.p[0] == '/')
			resolve_site_path(s, scratch, &l, path);
		else
			resolve_path(s, scratch, &l, from, path);
	}
	return l;
}

struct str link_nearest_anchor(const struct page *p, struct str bookmark)
{
	struct str best = { "", 0 };
	size_t limit = bookmark.n < 10 ? bookmark.n / 2 : 5;

	for (size_t i = 0; i < p->anchors.n; i++) {
		size_t d = str_distance(p->anchors.items[i].key, bookmark,
			limit);
		if (d <= limit) {
			best = p->anchors.items[i].key;
			limit = d ? d - 1 : 0;
		}
	}
	return best;
}

/* The first file of the folder, by the order of paths. */
static size_t first_in(const struct files *f, struct str folder)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(f->p[middle].path, folder) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct str link_nearest_file(const struct docset *s, struct arena *a,
	uint32_t from, struct str path)
{
	const struct files *f = &s->files;
	struct str name = path_base(path), best = S("");
	struct str folder = str_sub(path, 0, path.n - name.n);
	size_t limit = name.n < 12 ? name.n / 4 : 3;
	size_t first = first_in(f, folder);

	for (size_t i = first; i < f->n && i < first + NEAR_MAX &&
			       str_starts(f->p[i].path, folder);
		i++) {
		struct str other = str_skip(f->p[i].path, folder.n);
		size_t d = str_distance(other, name, limit);
		if (d > limit || str_find_byte(other, 0, '/') != STR_NONE)
			continue;
		best = path_relative(a, f->p[from].path, f->p[i].path);
		limit = d ? d - 1 : 0;
	}
	return best;
}

bool link_is_plain(struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (char_is_space(path.p[i]) || strchr("()<>#?%\\", path.p[i]))
			return false;
	return path.n > 0;
}
