/*
 * The platform's two files into locale, host and a table of redirects. They
 * lie at the root of the repository: in the docset's own folder or one
 * above, the only place outside of the docset that is ever read, and only
 * if the publish configuration there names the docset's folder.
 */
#include "set/redirects.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/path.h"

#define PUBLISH ".openpublishing.publish.config.json"
#define REDIRECTION ".openpublishing.redirection.json"

/* The name of the open folder itself, whatever path led to it. */
static struct str folder_name(struct arena *a, int dir)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", dir);
	n = readlink(link, path, sizeof(path));
	if (n <= 0)
		return S("");
	return str_dup(a, path_base(str_make(path, (size_t)n)));
}

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

static void add_redirect(struct settings *s, struct str path, struct str folder,
	struct str url)
{
	struct str *target;

	while (str_starts(path, S("/")))
		path = str_skip(path, 1);
	url = str_trim(url);
	if (url.n == 0 || !path_normalize(s->arena, path, &path) ||
		!strip_folder(&path, folder) ||
		map_has(&s->config->redirects, path))
		return;
	target = arena_new(s->arena, struct str);
	*target = url;
	map_put(s->arena, &s->config->redirects, path, target);
}

/* One item of a list; `here` is the folder that source_path counts from. */
static void add_item(struct settings *s, const struct value *item,
	struct str here, struct str folder)
{
	struct str url = value_text_at(item, S("redirect_url"));
	struct str path = value_text_at(item, S("source_path"));
	struct str from_root = value_text_at(item, S("source_path_from_root"));

	if (from_root.n > 0)
		add_redirect(s, from_root, folder, url);
	else if (path.n > 0)
		add_redirect(s, path, here, url);
}

static void read_redirects(struct settings *s, int dir, const char *name,
	struct str shown, struct str here, struct str folder)
{
	struct value *v, *list;

	if (!setting_file(s, dir, name, shown, &v) || !v)
		return;
	list = value_get(v, S("redirections"));
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		add_item(s, list->items[i], here, folder);
	for (size_t i = 0; list && list->kind == VALUE_MAP && i < list->n; i++)
		add_redirect(s, list->keys[i], here,
			value_as_text(list->items[i]));
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
	read_redirects(s, parent, REDIRECTION,
		setting_shown(s, "../" REDIRECTION), folder, folder);
}

void redirects_load(struct settings *s, int dir)
{
	static const char *const own[] = { REDIRECTION, "redirections.yml",
		"redirections.json" };
	struct str folder = folder_name(s->arena, dir);
	struct value *publish;
	bool root = setting_file(s, dir, PUBLISH, setting_shown(s, PUBLISH),
		&publish);
	int parent;

	if (root) {
		use_docset(s, find_docset(s->arena, publish, S("")));
		folder = S("");
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		read_redirects(s, dir, own[i], setting_shown(s, own[i]), S(""),
			folder);
	parent = openat(dir, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (!root && folder.n > 0 && parent >= 0)
		load_from_parent(s, parent, folder);
	if (parent >= 0)
		close(parent);
}
