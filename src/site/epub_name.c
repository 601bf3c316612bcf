/*
 * A path of the site as one of a book: without what the container format
 * forbids, and without what readers and checkers take for the syntax of an
 * address. Letters of all scripts stay.
 */
#include "site/epub_name.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/utf8.h"

static bool is_safe(char c)
{
	return (unsigned char)c > ' ' && c != 0x7F &&
	       str_find_byte(S("\"*:<>?\\|#%&;'`^{}[]"), 0, c) == STR_NONE;
}

/* A '-' for each row of others. */
static struct str safe(struct arena *a, struct str path)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < path.n; i++)
		if (is_safe(path.p[i]))
			buf_byte(&b, path.p[i]);
		else if (b.n == 0 || b.p[b.n - 1] != '-')
			buf_byte(&b, '-');
	return buf_str(&b);
}

struct str epub_name(struct arena *a, struct map *taken, struct str path)
{
	struct str name = safe(a, path), stem = path_stem(name);
	struct str ext = path_ext(name), key = utf8_lower_str(a, name);
	unsigned n = 2;

	while (map_has(taken, key)) {
		name = str_printf(a, "%.*s-%u%.*s", STR_ARG(stem), n++,
			STR_ARG(ext));
		key = utf8_lower_str(a, name);
	}
	map_put(a, taken, key, taken);
	return name;
}
