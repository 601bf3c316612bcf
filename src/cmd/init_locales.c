/*
 * Documents by the first folder above them whose name is a language; the
 * languages in the folder that holds the first of them.
 */
#include "cmd/init_locales.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/path.h"
#include "set/locale.h"

/* The folder of its language that a document lies in, or "". */
static struct str language_folder(struct arena *a, struct str path)
{
	struct str rest = path, name;
	size_t at = 0;

	if (!str_ends_nocase(path, S(".md")))
		return S("");
	while (str_cut(&rest, '/', &name) && rest.p) {
		if (locale_names_folder(name) &&
			locale_canonical(a, name).n > 0)
			return str_sub(path, 0, at + name.n);
		at += name.n + 1;
	}
	return S("");
}

static struct map language_folders(struct arena *a, const struct str *paths,
	size_t n)
{
	struct map found = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct str folder = language_folder(a, paths[i]);
		if (folder.n > 0 &&
			(found.n == 0 || str_eq(path_dir(folder),
						 path_dir(found.items[0].key))))
			map_put(a, &found, folder, a);
	}
	return found;
}

static struct str tag_of(struct arena *a, const struct map *folders, size_t i)
{
	return locale_canonical(a, path_base(folders->items[i].key));
}

struct str init_locales(struct arena *a, const struct str *paths, size_t n)
{
	struct map folders = language_folders(a, paths, n);
	struct str source;
	struct buf out;

	if (folders.n < 2)
		return S("");
	source = tag_of(a, &folders, 0);
	for (size_t i = folders.n; i-- > 0;)
		if (str_starts(tag_of(a, &folders, i), S("en-")) &&
			!str_eq(source, S("en-US")))
			source = tag_of(a, &folders, i);
	buf_init(&out, a);
	buf_printf(&out, "source-locale: %.*s\nlocales:\n", STR_ARG(source));
	for (size_t i = 0; i < folders.n; i++)
		buf_printf(&out, "  %.*s: %.*s\n",
			STR_ARG(tag_of(a, &folders, i)),
			STR_ARG(folders.items[i].key));
	return buf_str(&out);
}
