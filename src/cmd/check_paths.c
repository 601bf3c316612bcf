/*
 * From arguments to one docset and the paths in it whose findings are shown;
 * the docset is always read as a whole.
 */
#include "cmd/check_paths.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/path.h"
#include "cmd/docsets.h"
#include "cmd/input.h"
#include "cmd/talk.h"

struct argument {
	struct str real;   /* absolute, no links */
	struct str folder; /* itself, or that of the file; as given */
	struct str real_folder;
};

/* The one that check takes for standard input without a name. */
#define UNNAMED "stdin.md"

/* ---- one path ---------------------------------------------------- */

/* True if `path` is `folder` or below it; *rest is the way down. */
static bool lies_in(struct str folder, struct str path, struct str *rest)
{
	if (str_eq(folder, S("/")))
		folder = S("");
	if (!str_starts(path, folder) ||
		(path.n > folder.n && path.p[folder.n] != '/'))
		return false;
	*rest = str_skip(path, folder.n + 1);
	return true;
}

static bool real_path(struct arena *a, struct str path, struct str *out)
{
	char real[PATH_MAX];

	if (!realpath(str_z(a, path), real)) {
		talk_error("cannot read '%.*s': %s", STR_ARG(path),
			strerror(errno));
		return false;
	}
	*out = str_dup(a, str_of(real));
	return true;
}

static bool read_argument(struct arena *a, struct str path,
	struct argument *out)
{
	struct stat st;

	if (!real_path(a, path, &out->real))
		return false;
	out->folder = path;
	out->real_folder = out->real;
	if (stat(out->real.p, &st) == 0 && !S_ISDIR(st.st_mode)) {
		out->folder = path_dir(path);
		out->real_folder = path_dir(out->real);
	}
	while (out->folder.n > 1 && str_ends(out->folder, S("/")))
		out->folder.n--;
	if (out->folder.n == 0)
		out->folder = str_starts(path, S("/")) ? S("/") : S(".");
	return true;
}

static bool holds_all(struct str folder, const struct argument *p, size_t n)
{
	struct str rest;

	for (size_t i = 0; i < n; i++)
		if (!lies_in(folder, p[i].real, &rest))
			return false;
	return true;
}

/* Without a configuration: the folder of one of them that holds all, or
 * the current one. */
static struct str plain_root(struct arena *a, const struct argument *p,
	size_t n)
{
	struct str here;

	for (size_t i = 0; i < n; i++)
		if (holds_all(p[i].real_folder, p, n))
			return p[i].folder;
	if (real_path(a, S("."), &here) && holds_all(here, p, n))
		return S(".");
	return (struct str){ "", 0 };
}

static bool find_root(const struct invocation *inv, const struct argument *p,
	size_t n, struct check_paths *out)
{
	struct arena *a = inv->arena;
	struct str root = inv->config ? str_of(inv->config)
				      : config_find(a, p[0].real);
	struct str real;

	if (root.n == 0)
		root = plain_root(a, p, n);
	if (root.n == 0 || !real_path(a, root, &real) ||
		!holds_all(real, p, n)) {
		talk_error("the paths are not in one docset; check them one "
			   "by one");
		return false;
	}
	out->root = str_z(a, root);
	out->n = n;
	out->p = arena_array(a, struct str, n);
	for (size_t i = 0; i < n; i++)
		lies_in(real, p[i].real, &out->p[i]);
	return true;
}

/* ---- standard input ---------------------------------------------- */

/*
 * A file that need not be there: its folder is resolved, the rest is its
 * name.
 */
static bool read_name(struct arena *a, struct str name, struct argument *out)
{
	struct str folder = path_dir(name);

	out->folder = folder.n                   ? folder
		      : str_starts(name, S("/")) ? S("/")
						 : S(".");
	if (path_base(name).n == 0) {
		talk_error("'--stdin-name' must name a file");
		return false;
	}
	if (!real_path(a, out->folder, &out->real_folder))
		return false;
	out->real = path_join(a, out->real_folder, path_base(name));
	return true;
}

static bool read_stdin(struct invocation *inv, struct argument *p,
	struct check_paths *out)
{
	const char *name = option_value(inv, "stdin-name");

	return read_name(inv->arena, str_of(name ? name : UNNAMED), p) &&
	       input_read(inv->arena, S("-"), &out->text);
}

static bool use_stdin(struct invocation *inv, struct check_paths *out)
{
	struct argument p;
	struct overlay *o = arena_new(inv->arena, struct overlay);

	out->from_stdin = true;
	if (!read_stdin(inv, &p, out) || !find_root(inv, &p, 1, out))
		return false;
	*o = (struct overlay){ .path = out->p[0], .text = out->text };
	out->overlays = (struct overlays){ o, 1 };
	return true;
}

/* ---- all paths --------------------------------------------------- */

/* One a line, or with --null ended by NUL bytes. */
static bool add_listed(struct invocation *inv, const char *file,
	struct check_paths_list *list)
{
	char end = option_flag(inv, "null") ? '\0' : '\n';
	struct str text, item;

	if (!input_read_any(inv->arena, file, &text))
		return false;
	while (str_cut(&text, end, &item)) {
		if (end == '\n' && str_ends(item, S("\r")))
			item.n--;
		if (item.n)
			vec_push(inv->arena, list, item);
	}
	return true;
}

static bool read_given(struct invocation *inv, struct check_paths_list *list)
{
	const char *file = option_value(inv, "files-from");

	for (size_t i = 0; i < inv->npaths; i++)
		vec_push(inv->arena, list, inv->paths[i]);
	if (file && !add_listed(inv, file, list))
		return false;
	/* An empty list is no document, not the whole docset. */
	if (list->n == 0 && !file)
		vec_push(inv->arena, list,
			inv->config ? str_of(inv->config) : S("."));
	return true;
}

/* --docset: the path, if any, is the repository's. */
static bool use_docset(struct invocation *inv, struct check_paths_list *list)
{
	const char *root = inv->npaths ? str_z(inv->arena, inv->paths[0])
				       : NULL;
	struct docset_places places;

	if (inv->npaths > 1 || option_flag(inv, "files-from")) {
		talk_error("'--docset' goes with one path, the repository");
		return false;
	}
	if (!docsets_find(inv, root, option_value(inv, "docset"), &places))
		return false;
	vec_push(inv->arena, list, places.list.p[0].folder);
	return true;
}

static bool is_stdin(const struct invocation *inv)
{
	return inv->npaths == 1 && str_eq(inv->paths[0], S("-"));
}

bool check_paths_read(struct invocation *inv, struct check_paths *out)
{
	struct check_paths_list list = { 0 };
	struct argument *p;

	*out = (struct check_paths){ .root = "." };
	if (is_stdin(inv) && !option_flag(inv, "docset"))
		return use_stdin(inv, out);
	if (option_flag(inv, "stdin-name")) {
		talk_error("'--stdin-name' goes with the path '-'");
		return false;
	}
	if (!(option_flag(inv, "docset") ? use_docset(inv, &list)
					 : read_given(inv, &list)))
		return false;
	p = arena_array(inv->arena, struct argument, list.n + 1);
	for (size_t i = 0; i < list.n; i++)
		if (!read_argument(inv->arena, list.p[i], &p[i]))
			return false;
	if (list.n > 0)
		return find_root(inv, p, list.n, out);
	return true;
}

bool check_paths_want(const struct check_paths *paths, struct str path)
{
	struct str rest;

	for (size_t i = 0; i < paths->n; i++)
		if (paths->p[i].n == 0 || lies_in(paths->p[i], path, &rest))
			return true;
	return false;
}
