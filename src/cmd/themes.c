/* The default theme first, then those of the configuration in their order. */
#include "cmd/themes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "cmd/data.h"
#include "cmd/talk.h"

static bool add(struct theme_folder *all, size_t *n, int dir, struct str name)
{
	if (dir < 0) {
		talk_error("cannot open the theme '%.*s': %s", STR_ARG(name),
			errno == EXDEV ? "it is outside the docset"
				       : strerror(errno));
		return false;
	}
	all[(*n)++] = (struct theme_folder){ dir, name };
	return true;
}

bool themes_open(struct invocation *inv, const struct docset *s,
	const char *more, struct theme_folders *out)
{
	const struct config_paths *own = &s->config.themes;
	struct theme_folder *all = arena_array(inv->arena, struct theme_folder,
		own->n + 2);
	struct str path;
	size_t n = 0;
	int dir = data_open(inv->arena, "themes/default", &path);
	bool ok = dir >= 0 && add(all, &n, dir, S("default"));

	for (size_t i = 0; ok && i < own->n; i++)
		ok = add(all, &n,
			fs_open(s->dir, str_z(inv->arena, own->p[i]), 0),
			own->p[i]);
	if (ok && more)
		ok = add(all, &n, fs_open_dir(more), str_of(more));
	*out = (struct theme_folders){ all, n };
	if (!ok)
		themes_close(out);
	return ok;
}

void themes_close(struct theme_folders *folders)
{
	for (size_t i = 0; i < folders->n; i++)
		close(folders->p[i].dir);
	folders->n = 0;
}

/* ---- style sheets ------------------------------------------------ */

static bool read_style(struct arena *a, int dir, struct str path,
	struct str *out)
{
	return fs_read(a, dir, path, (size_t)16 << 20, out) == FS_OK;
}

bool themes_style(struct invocation *inv, const struct docset *s,
	struct buf *out)
{
	static const struct docset none = { .dir = -1 };
	const struct docset *set = s ? s : &none;
	struct theme_folders folders;
	struct str base = S(""), main = S(""), own;

	if (!themes_open(inv, set, NULL, &folders))
		return false;
	for (size_t i = 0; i < folders.n; i++) {
		read_style(inv->arena, folders.p[i].dir, S("public/diglot.css"),
			&base);
		read_style(inv->arena, folders.p[i].dir, S("public/main.css"),
			&main);
	}
	themes_close(&folders);
	buf_add(out, base);
	buf_add(out, main);
	for (size_t i = 0; i < set->config.styles.n; i++)
		if (read_style(inv->arena, set->dir, set->config.styles.p[i],
			    &own))
			buf_add(out, own);
	return true;
}

/* ---- without pages ----------------------------------------------- */

static bool load_config(struct invocation *inv, const char *root,
	struct themes *out)
{
	struct arena *a = inv->arena;
	struct docset *s = &out->set;
	struct str found = config_find(a, str_of(root));

	if (found.n == 0)
		found = str_of(root);
	s->arena = a;
	s->fallback_dir = -1;
	s->dir = fs_open_dir(str_z(a, found));
	if (s->dir < 0) {
		talk_error("cannot open '%.*s': %s", STR_ARG(found),
			strerror(errno));
		return false;
	}
	if (config_load(a, s->dir, found, inv->overrides, &out->sink,
		    &s->config))
		return true;
	talk_error("%.*s", STR_ARG(out->sink.first->text));
	return false;
}

static bool load_words(struct invocation *inv, struct str tag,
	struct themes *out)
{
	struct docset *s = &out->set;
	struct str path;

	s->locales_dir = data_open(inv->arena, "locales", &path);
	if (s->locales_dir < 0)
		return false;
	for (size_t i = 0; i < s->config.nlocales; i++)
		if (s->config.locales[i].tag.n)
			vec_push(inv->arena, &out->languages,
				s->config.locales[i].tag);
	s->config.nlocales = 2;
	s->locales = arena_array(inv->arena, struct locale, 2);
	return strings_load(s, s->locales_dir, S("en"), &out->sink,
		       &s->locales[0]) &&
	       strings_load(s, s->locales_dir, tag, &out->sink, &s->locales[1]);
}

static bool said(const struct themes *t, bool ok)
{
	if (!ok && t->sink.last)
		talk_error("%.*s", STR_ARG(t->sink.last->text));
	return ok;
}

bool themes_load(struct invocation *inv, const char *root, struct str tag,
	struct themes *out)
{
	struct theme_folders folders;
	const struct config *c = &out->set.config;
	struct str at;
	bool ok;

	*out = (struct themes){ .set = { .dir = -1 } };
	sink_init(&out->sink, inv->arena);
	if (!root)
		root = inv->config ? inv->config : ".";
	if (!load_config(inv, root, out))
		return false;
	if (!said(out, load_words(inv, tag, out)) ||
		!themes_open(inv, &out->set, NULL, &folders))
		return false;
	ok = theme_load(inv->arena, &out->set, folders, &out->sink,
		&out->theme);
	themes_close(&folders);
	at = str_eq(c->root, S(".")) ? S("") : c->root;
	if (c->themes.n)
		out->folder = path_join(inv->arena, at,
			c->themes.p[c->themes.n - 1]);
	return said(out, ok);
}
