/*
 * `diglot theme`: which files the theme of a docset is made of, and copies
 * of the program's files for a docset to change.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "cmd/themes.h"

static int order(const void *x, const void *y)
{
	const struct theme_file *const *a = x, *const *b = y;

	return str_cmp((*a)->path, (*b)->path);
}

static int list(struct invocation *inv, const struct theme *t)
{
	size_t n = t->files.n;
	const struct theme_file **all = arena_array(inv->arena,
		const struct theme_file *, n + 1);
	struct buf out;

	buf_init(&out, inv->arena);
	for (size_t i = 0; i < n; i++)
		all[i] = t->files.items[i].value;
	qsort(all, n, sizeof(*all), order);
	for (size_t i = 0; i < n; i++) {
		const struct theme_file *f = all[i];
		buf_printf(&out, "%.*s\t%.*s", STR_ARG(f->path),
			STR_ARG(t->folders.p[f->folder].name));
		if (f->below != f->folder)
			buf_printf(&out, "\tin place of %.*s",
				STR_ARG(t->folders.p[f->below].name));
		buf_byte(&out, '\n');
	}
	return talk_write(buf_str(&out)) ? EXIT_DONE : EXIT_TROUBLE;
}

/* "partials/toc.tmpl.partial", "partials/toc", "toc" */
static bool is_named(const struct theme_file *f, struct str name)
{
	struct str base = path_base(f->path), stem;

	stem = theme_name(f->path);
	return str_eq(f->path, name) || str_eq(stem, name) ||
	       str_eq(base, name) || str_eq(path_base(stem), name) ||
	       str_eq(path_base(path_stem(path_stem(f->path))), name);
}

static const struct theme_file *find(const struct theme *t, struct str name)
{
	const struct theme_file *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < t->files.n; i++) {
		const struct theme_file *f = t->files.items[i].value;
		if (str_eq(f->path, name))
			return f;
		if (is_named(f, name)) {
			found = f;
			n++;
		}
	}
	if (n == 1)
		return found;
	if (n > 1)
		talk_error("'%.*s' is the name of %zu files of the theme; "
			   "give the whole path, as 'diglot theme list' has it",
			STR_ARG(name), n);
	else
		talk_error("the theme has no file '%.*s'; 'diglot theme list' "
			   "shows what there is",
			STR_ARG(name));
	return NULL;
}

static int eject(struct invocation *inv, const struct themes *t,
	struct str name)
{
	const struct theme_file *f = find(&t->theme, name);
	const char *output = option_value(inv, "output");
	struct str folder = output ? str_of(output) : t->folder, path;

	if (!f)
		return EXIT_TROUBLE;
	if (folder.n == 0) {
		talk_error("the docset has no theme of its own; name its "
			   "folder with '-o', and in diglot.yml: theme: "
			   "[default, FOLDER]");
		return EXIT_TROUBLE;
	}
	path = path_join(inv->arena, folder, f->path);
	if (access(path.p, F_OK) == 0 && !option_flag(inv, "force")) {
		talk_error("'%.*s' is there already; --force replaces it",
			STR_ARG(path));
		return EXIT_TROUBLE;
	}
	if (!run_write_file(inv->arena, path.p, f->bytes))
		return EXIT_TROUBLE;
	if (!inv->quiet)
		talk_note("%.*s written", STR_ARG(path));
	return EXIT_DONE;
}

int theme_run(struct invocation *inv)
{
	struct str what = inv->npaths ? inv->paths[0] : S("");
	bool ejects = str_eq(what, S("eject"));
	size_t taken = ejects ? 2 : 1;
	struct themes t;
	const char *root;

	if (!ejects && !str_eq(what, S("list"))) {
		talk_error("theme takes 'list' or 'eject', not '%.*s'",
			STR_ARG(what));
		return EXIT_TROUBLE;
	}
	if (inv->npaths < taken || inv->npaths > taken + 1) {
		talk_error(ejects ? "theme eject takes the name of a file, "
				    "and at most one docset"
				  : "theme list takes at most one docset");
		return EXIT_TROUBLE;
	}
	root = inv->npaths > taken ? str_z(inv->arena, inv->paths[taken])
				   : NULL;
	if (!themes_load(inv, root, S("en"), &t))
		return EXIT_TROUBLE;
	return ejects ? eject(inv, &t, inv->paths[1]) : list(inv, &t.theme);
}
