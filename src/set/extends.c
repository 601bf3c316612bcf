/*
 * A walk over files that name each other: each is read once, a circle and a
 * missing file are findings where the file is named. What may be read is
 * below one folder, which is open, and has the name of a configuration.
 */
#include "set/extends.h"

#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "base/vec.h"

#define DEPTH_MAX 8

struct link {
	struct str path; /* under the limit */
	const struct link *by;
};

struct walk {
	struct settings *s;
	int limit;
	struct str base; /* the docset's folder under the limit */
	struct map seen; /* paths */
	void (*take)(struct settings *s, const struct value *map);
};

/* ---- where to stop ----------------------------------------------- */

/* The repository that holds the folder; else the folder above it. */
static struct str find_limit(struct arena *a, struct str folder)
{
	struct str at = folder;

	for (; at.n > 0; at = path_dir(at))
		if (access(str_z(a, path_join(a, at, S(".git"))), F_OK) == 0)
			return at;
	return path_dir(folder);
}

static bool begin(struct walk *w, int dir)
{
	struct arena *a = w->s->arena;
	struct str folder = fs_dir_path(a, dir);
	struct str limit = find_limit(a, folder);

	w->base = str_skip(folder, limit.n);
	while (str_starts(w->base, S("/")))
		w->base = str_skip(w->base, 1);
	w->limit = fs_open_dir(limit.n ? str_z(a, limit) : "/");
	return w->limit >= 0;
}

/* ---- files ------------------------------------------------------- */

static bool is_named_so(struct str path)
{
	return str_ends(path, S(".yml")) || str_ends(path, S(".yaml")) ||
	       str_ends(path, S(".json"));
}

/* The path for messages, from where the docset's own is written. */
static struct str shown(const struct walk *w, struct str path)
{
	struct arena *a = w->s->arena;
	struct str from = path_join(a, w->base, S("diglot.yml"));

	return setting_shown(w->s, str_z(a, path_relative(a, from, path)));
}

static bool in_circle(const struct link *l, struct str path)
{
	for (; l; l = l->by)
		if (str_eq(l->path, path))
			return true;
	return false;
}

/* "'a.yml' -> 'b.yml' -> 'a.yml'" */
static struct str circle(const struct walk *w, const struct link *l,
	struct str path)
{
	struct arena *a = w->s->arena;
	struct str way = str_printf(a, "'%.*s'", STR_ARG(shown(w, path)));

	for (;; l = l->by) {
		way = str_printf(a, "'%.*s' -> %.*s",
			STR_ARG(shown(w, l->path)), STR_ARG(way));
		if (str_eq(l->path, path))
			return way;
	}
}

static size_t depth_of(const struct link *l)
{
	size_t n = 0;

	for (; l; l = l->by)
		n++;
	return n;
}

/* What the text names, from the file `by`; false: said. */
static bool resolve(struct walk *w, const struct link *by,
	const struct value *name, struct str *out)
{
	struct settings *s = w->s;
	struct str text = setting_text(s, "extends", name);

	if (text.n == 0)
		return false;
	if (str_starts(text, S("/")) ||
		!path_normalize(s->arena,
			path_join(s->arena, path_dir(by->path), text), out))
		setting_bad(s, name->at,
			"'extends' is '%.*s', must be a path inside the "
			"repository, or without one in the folder that holds "
			"the docset",
			STR_ARG(text));
	else if (!is_named_so(*out))
		setting_bad(s, name->at,
			"'extends' is '%.*s', must end in .yml, .yaml or "
			".json",
			STR_ARG(text));
	else if (in_circle(by, *out))
		setting_bad(s, name->at,
			"the files extend each other in a circle: %.*s",
			STR_ARG(circle(w, by, *out)));
	else if (depth_of(by) > DEPTH_MAX)
		setting_bad(s, name->at,
			"more than %d files extend one another", DEPTH_MAX);
	else
		return true;
	return false;
}

static void read_all(struct walk *w, const struct link *by,
	const struct value *map);

static void read_one(struct walk *w, const struct link *by,
	const struct value *name)
{
	struct settings *s = w->s;
	struct link own = { S(""), by };
	struct value *v = NULL;

	if (!resolve(w, by, name, &own.path) || map_has(&w->seen, own.path))
		return;
	map_put(s->arena, &w->seen, own.path, w);
	if (!setting_file(s, w->limit, str_z(s->arena, own.path),
		    shown(w, own.path), &v))
		setting_bad(s, name->at, "there is no file '%.*s' to extend",
			STR_ARG(value_as_text(name)));
	else if (!v)
		s->bad = true;
	else if (v->kind != VALUE_NULL &&
		 setting_is_map(s, str_z(s->arena, shown(w, own.path)), v)) {
		read_all(w, &own, v);
		w->take(s, v);
	}
}

static void read_all(struct walk *w, const struct link *by,
	const struct value *map)
{
	const struct value *names = value_get(map, S("extends"));

	if (!names)
		return;
	if (names->kind != VALUE_LIST) {
		read_one(w, by, names);
		return;
	}
	for (size_t i = 0; i < names->n; i++)
		read_one(w, by, names->items[i]);
}

void extends_read(struct settings *s, int dir, const char *name,
	const struct value *map,
	void (*take)(struct settings *s, const struct value *map))
{
	struct walk w = { .s = s, .take = take };
	struct link own = { .by = NULL };

	if (!value_get(map, S("extends")))
		return;
	if (!begin(&w, dir)) {
		setting_bad(s, value_get(map, S("extends"))->at,
			"the folder above the docset cannot be opened");
		return;
	}
	own.path = path_join(s->arena, w.base, str_of(name));
	read_all(&w, &own, map);
	close(w.limit);
}
