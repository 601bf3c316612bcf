/*
 * The platform's two files into locale, host and a table of redirects. They
 * lie at the root of the repository: in the docset's own folder or one
 * above, the only place outside of the docset that is ever read, and only
 * if the publish configuration there names the docset's folder.
 */
#include "set/redirects.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"

#define PUBLISH ".openpublishing.publish.config.json"
#define REDIRECTION ".openpublishing.redirection.json"

const struct rule rule_redirect_syntax = {
	.id = "DG841",
	.name = "redirect-syntax",
	.level = LEVEL_ERROR,
	.title = "a redirection is incomplete or not allowed",
	.why = "old addresses that readers have kept lead nowhere",
	.fix = "give each redirection the path of one page and one target",
	.aliases = "source-path-conflict redirection-path-syntax-error "
		   "redirection-invalid",
};

const struct rule rule_redirect_conflict = {
	.id = "DG842",
	.name = "redirect-conflict",
	.level = LEVEL_ERROR,
	.title = "a page is redirected twice",
	.why = "only the first redirection has an effect",
	.fix = "remove one of the two",
	.aliases = "redirection-conflict redirection-url-conflict",
	.mend = MEND_SAFE,
};

/* The docset of the publish configuration whose folder is `folder`. */
static const struct value *find_docset(struct arena *a,
	const struct value *publish, struct str folder)
{
	const struct value *list = value_get(publish, S("docsets_to_publish"));

	if (!list || list->kind != VALUE_LIST)
		return NULL;
	for (size_t i = 0; i < list->n; i++) {
		struct str source = value_text_at(list->items[i],
			S("build_source_folder"));

		if (path_normalize(a, source, &source) &&
			str_eq_nocase(source, folder))
			return list->items[i];
	}
	return NULL;
}

static void use_docset(struct settings *s, const struct value *docset)
{
	struct config *c = s->config;

	if (c->site_host.n == 0)
		c->site_host = S("learn.microsoft.com");
	c->platform_locale = value_text_at(docset, S("locale"));
}

/* path inside the folder, or false. */
static bool strip_folder(struct str *path, struct str folder)
{
	if (folder.n == 0)
		return true;
	if (path->n <= folder.n || path->p[folder.n] != '/' ||
		!str_starts_nocase(*path, folder))
		return false;
	*path = str_skip(*path, folder.n + 1);
	return true;
}

static struct diag *complain(struct settings *s, const struct rule *rule,
	struct span at, const char *code, const char *text)
{
	struct diag *d = diag_add(s->sink, rule, at, "%s", text);

	d->code = code;
	return d;
}

/* TOCs and images have no address of their own to be called at. */
static bool is_content(struct str path)
{
	return !str_starts_nocase(path_base(path), S("toc.")) &&
	       (str_ends_nocase(path, S(".md")) ||
		       str_ends_nocase(path, S(".yml")) ||
		       str_ends_nocase(path, S(".yaml")));
}

/* A path of the file and where it leads; `source` is the path's place. */
struct item {
	struct str path, url;
	struct span at;
	bool same_id;
	struct span whole; /* a map in a list; len 0: it is none */
};

/* Before or behind the span, past white space, is there a comma? STR_NONE:
 * there is none. */
static size_t comma_at(struct str s, size_t i, bool before)
{
	if (!before) {
		while (i < s.n && char_is_space(s.p[i]))
			i++;
		return i < s.n && s.p[i] == ',' ? i : STR_NONE;
	}
	while (i > 0 && char_is_space(s.p[i - 1]))
		i--;
	return i > 0 && s.p[i - 1] == ',' ? i - 1 : STR_NONE;
}

/* The same redirection again goes, with the comma that parts it from
 * another. */
static void mend_twice(struct settings *s, struct diag *d,
	const struct item *item)
{
	const struct source *source = config_source(s->config,
		item->whole.file);
	size_t from = item->whole.at, to = from + item->whole.len, comma;
	struct str bytes;

	if (!source || item->whole.len < 2 || to > source->bytes.n)
		return;
	bytes = source->bytes;
	if (bytes.p[from] != '{' || bytes.p[to - 1] != '}')
		return;
	comma = comma_at(bytes, from, true);
	if (comma != STR_NONE)
		from = comma;
	else if ((comma = comma_at(bytes, to, false)) != STR_NONE)
		to = comma + 1;
	else
		return;
	diag_mend(s->sink, d, MEND_SAFE,
		(struct span){ item->whole.file, (uint32_t)from,
			(uint32_t)(to - from) },
		S(""));
}

static void report_twice(struct settings *s, const struct item *item,
	const struct redirect *first)
{
	struct diag *d = complain(s, &rule_redirect_conflict, item->at,
		"redirection-conflict", "");

	d->text = str_printf(s->sink->arena, "'%.*s' is redirected twice",
		STR_ARG(item->path));
	if (str_eq(first->url, str_trim(item->url)) &&
		first->same_id == item->same_id)
		mend_twice(s, d, item);
}

static void put(struct settings *s, const struct item *item, struct str path)
{
	struct redirect *r = map_get(&s->config->redirects, path);

	if (r) {
		report_twice(s, item, r);
		return;
	}
	if (!is_content(path))
		complain(s, &rule_redirect_syntax, item->at,
			"redirection-invalid", "")
			->text = str_printf(s->arena,
			"'%.*s' is no page and cannot be redirected",
			STR_ARG(item->path));
	r = arena_new(s->arena, struct redirect);
	*r = (struct redirect){ str_trim(item->url), item->at, item->same_id };
	map_put(s->arena, &s->config->redirects, path, r);
}

static void add_redirect(struct settings *s, struct item item,
	struct str folder)
{
	struct str path = item.path;

	if (str_trim(item.url).n == 0 || str_trim(path).n == 0) {
		complain(s, &rule_redirect_syntax, item.at, "missing-attribute",
			"the redirection needs a source and a target")
			->level = LEVEL_WARNING;
		return;
	}
	while (str_starts(path, S("/")))
		path = str_skip(path, 1);
	if (path_normalize(s->arena, path, &path) &&
		strip_folder(&path, folder))
		put(s, &item, path);
}

static struct span place_of(const struct value *item, const struct value *v)
{
	return v ? v->at : item->at;
}

/* How the paths of a file count. */
struct origin {
	int dir;           /* open; the file's name counts from there */
	const char *up;    /* from the docset to dir, for messages */
	struct str before; /* the folder that source_path counts from */
	struct str folder; /* the docset's, under where that is written */
	struct str top;    /* the docset's in the repository */
};

static void add_item(struct settings *s, const struct value *item,
	const struct origin *o)
{
	const struct value *url = value_get(item, S("redirect_url"));
	const struct value *path = value_get(item, S("source_path"));
	const struct value *from_root = value_get(item,
		S("source_path_from_root"));
	const struct value *source = from_root ? from_root : path;
	struct item i = { value_as_text(source), value_as_text(url),
		place_of(item, url),
		value_is_true(value_get(item, S("redirect_document_id"))),
		item->at };

	if (from_root && path) {
		complain(s, &rule_redirect_syntax, place_of(item, source),
			"source-path-conflict",
			"'source_path' and 'source_path_from_root' exclude "
			"each other");
		return;
	}
	if (from_root && !str_starts(i.path, S("/")))
		complain(s, &rule_redirect_syntax, from_root->at,
			"redirection-path-syntax-error",
			"'source_path_from_root' begins with '/'")
			->level = LEVEL_WARNING;
	if (!from_root && o->before.n > 0)
		i.path = path_join(s->arena, o->before, i.path);
	add_redirect(s, i, from_root ? o->top : o->folder);
}

static void read_list(struct settings *s, const struct value *list,
	bool renames, const struct origin *o)
{
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		add_item(s, list->items[i], o);
	for (size_t i = 0; list && list->kind == VALUE_MAP && i < list->n;
		i++) {
		struct item item = { list->keys[i],
			value_as_text(list->items[i]), list->items[i]->at,
			renames, { 0 } };

		add_redirect(s, item, o->folder);
	}
}

static void read_redirects(struct settings *s, const char *name,
	const struct origin *o)
{
	struct str shown = str_printf(s->arena, "%s%s", o->up, name);
	struct value *v;

	if (!setting_file(s, o->dir, name, setting_shown(s, shown.p), &v) || !v)
		return;
	read_list(s, value_get(v, S("renames")), true, o);
	read_list(s, value_get(v, S("redirections")), false, o);
}

/* The platform's file, and those that the publish configuration names. */
static void read_platform(struct settings *s, const struct value *publish,
	struct origin o)
{
	const struct value *more = value_get(publish, S("redirection_files"));

	read_redirects(s, REDIRECTION, &o);
	for (size_t i = 0; more && more->kind == VALUE_LIST && i < more->n;
		i++) {
		struct str path = value_as_text(more->items[i]);

		if (!path_normalize(s->arena, path, &path) ||
			str_eq(path, S(REDIRECTION)))
			continue;
		o.before = path_dir(path);
		read_redirects(s, str_z(s->arena, path), &o);
	}
}

static void load_from_parent(struct settings *s, int parent, struct str folder)
{
	const struct value *docset;
	struct value *publish;

	if (faccessat(parent, PUBLISH, R_OK, 0) != 0 ||
		!setting_file(s, parent, PUBLISH,
			setting_shown(s, "../" PUBLISH), &publish))
		return;
	docset = find_docset(s->arena, publish, folder);
	if (!docset)
		return;
	use_docset(s, docset);
	read_platform(s, publish,
		(struct origin){ parent, "../", S(""), folder, folder });
}

static void read_own(struct settings *s, const struct origin *here)
{
	read_redirects(s, "redirections.yml", here);
	read_redirects(s, "redirections.json", here);
}

void redirects_load_own(struct settings *s, int dir)
{
	struct origin here = { dir, "", S(""), S(""), S("") };

	read_redirects(s, REDIRECTION, &here);
	read_own(s, &here);
}

void redirects_load(struct settings *s, int dir)
{
	struct str folder = path_base(fs_dir_path(s->arena, dir));
	struct value *publish = NULL;
	struct origin here;
	bool root = setting_file(s, dir, PUBLISH, setting_shown(s, PUBLISH),
		&publish);
	int parent;

	if (root) {
		use_docset(s, find_docset(s->arena, publish, S("")));
		folder = S("");
	}
	here = (struct origin){ dir, "", S(""), S(""), folder };
	read_platform(s, publish, here);
	read_own(s, &here);
	parent = openat(dir, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (!root && folder.n > 0 && parent >= 0)
		load_from_parent(s, parent, folder);
	if (parent >= 0)
		close(parent);
}
