/*
 * Two rounds over the files: the first notes what others may point at, and
 * what pages load; the second looks at what each file says. The site may be
 * anybody's: any bytes are read.
 */
#include "site/verify.h"

#include "base/fs.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/verifier.h"

#define FILE_MAX ((size_t)256 << 20)
#define VALUE_MAX 200

/* ---- troubles ---------------------------------------------------- */

/* On one line, whatever it is. */
static void put(struct buf *out, struct str s, size_t most)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (i > most) {
			buf_lit(out, "…");
			return;
		}
		if (c == UTF8_BAD)
			buf_lit(out, "\xEF\xBF\xBD");
		else if (c < ' ' || c == 0x7F)
			buf_byte(out, ' ');
		else
			buf_add(out, str_sub(s, from, i));
	}
}

static struct place place_of(struct verifier *v, struct str where)
{
	struct str text = v->source.bytes;
	uintptr_t at = (uintptr_t)where.p, from = (uintptr_t)text.p;

	if (!where.p || at < from || at > from + text.n)
		return (struct place){ 1, 1 };
	source_index(&v->scratch, &v->source);
	return source_place_near(&v->source, &v->mark, at - from);
}

void verify_trouble(struct verifier *v, struct str where, const char *what,
	struct str value)
{
	struct place p = place_of(v, where);

	v->counts->troubles++;
	put(v->out, v->source.path, SIZE_MAX);
	buf_printf(v->out, ":%u:%u: %s", p.line, p.column, what);
	if (value.p) {
		buf_lit(v->out, " '");
		put(v->out, value, VALUE_MAX);
		buf_byte(v->out, '\'');
	}
	buf_byte(v->out, '\n');
}

/* ---- files ------------------------------------------------------- */

static bool is_page(struct str path)
{
	return str_ends_nocase(path, S(".html")) ||
	       str_ends_nocase(path, S(".htm"));
}

static bool is_svg(struct str path)
{
	return str_ends_nocase(path, S(".svg"));
}

/* Files that a reader may take home say what they want. */
static bool is_loaded(const struct map *set, struct str path)
{
	return str_starts(path, S("assets/")) || map_has(set, path);
}

bool verify_has_page(struct verifier *v, struct str stem)
{
	return map_has(&v->files, str_cat(&v->scratch, stem, S(".html")));
}

/* The Markdown of a page, for programs. */
static bool is_twin(struct verifier *v, struct str path)
{
	return str_ends(path, S(".md")) && verify_has_page(v, path_stem(path));
}

static bool is_read(struct verifier *v, struct str path)
{
	static const char *const others[] = { "sitemap.xml", "robots.txt",
		"llms.txt", NULL };

	if (str_ends(path, S(".css")))
		return is_loaded(&v->styles, path);
	return str_in(path, others) || is_page(path) || is_svg(path) ||
	       str_ends(path, S(".js")) || str_ends(path, S(".json")) ||
	       is_twin(v, path);
}

static void take(struct verifier *v, struct str path)
{
	v->source = (struct source){ .path = path, .bytes = S("") };
	v->mark = (struct place_mark){ 0 };
	v->from = path;
	v->base = S("");
	v->own_ids = (struct map){ 0 };
}

static bool is_text(struct verifier *v)
{
	size_t at;

	if (utf8_valid(v->source.bytes, &at))
		return true;
	verify_trouble(v, str_skip(v->source.bytes, at), "this is not UTF-8",
		VERIFY_NOTHING);
	return false;
}

static void check_file(struct verifier *v, struct str path)
{
	enum fs_result r;

	take(v, path);
	verify_names(v, path);
	if (!is_read(v, path))
		return;
	r = fs_read(&v->scratch, v->dir, path, FILE_MAX, &v->source.bytes);
	if (r != FS_OK) {
		v->source.bytes = S("");
		verify_trouble(v, VERIFY_NOTHING, fs_reason(r), VERIFY_NOTHING);
		return;
	}
	if (is_page(path)) {
		is_text(v);
		verify_page(v);
	} else if (is_svg(path)) {
		verify_svg(v);
	} else if (is_twin(v, path)) {
		if (is_text(v) && str_trim(v->source.bytes).n == 0)
			verify_trouble(v, VERIFY_NOTHING, "the page is empty",
				VERIFY_NOTHING);
	} else if (str_ends(path, S(".css"))) {
		is_text(v);
		verify_asset(v);
		verify_style(v, VERIFY_NOTHING, v->source.bytes);
	} else if (!verify_data(v) && is_loaded(&v->scripts, path)) {
		is_text(v);
		verify_asset(v);
		verify_script(v);
	}
}

/* ---- both rounds ------------------------------------------------- */

static void note_folders(struct verifier *v, struct str path)
{
	for (path = path_dir(path); path.n; path = path_dir(path)) {
		if (map_has(&v->folders, path))
			return;
		map_put(v->a, &v->folders, path, v);
	}
}

/* Two names that are one where case does not count. */
static void note_name(struct verifier *v, struct map *lower, struct str path)
{
	struct str key = utf8_lower_str(v->a, path);
	const struct str *other = map_get(lower, key);
	struct str *own;

	if (other) {
		take(v, path);
		verify_trouble(v, VERIFY_NOTHING,
			"not every disk tells this file from", *other);
		return;
	}
	own = arena_new(v->a, struct str);
	*own = path;
	map_put(v->a, lower, key, own);
}

static void note_file(struct verifier *v, struct str path)
{
	bool search = str_ends(path, S("search/index.js"));

	note_folders(v, path);
	if (!is_page(path) && !is_svg(path) && !search)
		return;
	take(v, path);
	if (fs_read(&v->scratch, v->dir, path, FILE_MAX, &v->source.bytes) !=
		FS_OK)
		v->source.bytes = S("");
	else if (search)
		verify_note_search(v);
	else
		verify_note_page(v, path);
}

/* What lies in the folder, and what ought to and does not. */
static void check_folder(struct verifier *v, const struct fs_list *list)
{
	for (size_t i = 0; i < list->unreadable.n; i++) {
		take(v, list->unreadable.p[i]);
		verify_trouble(v, VERIFY_NOTHING, "this folder cannot be read",
			VERIFY_NOTHING);
	}
	if (!map_has(&v->files, S("index.html"))) {
		take(v, S("index.html"));
		verify_trouble(v, VERIFY_NOTHING, "the site has no such page",
			VERIFY_NOTHING);
	}
}

static void note_all(struct verifier *v, const struct fs_list *list)
{
	struct map lower = { 0 };
	struct str robots;

	for (size_t i = 0; i < list->files.n; i++)
		if (list->files.p[i].regular)
			map_put(v->a, &v->files, list->files.p[i].path, v);
	if (fs_read(v->a, v->dir, S("robots.txt"), FILE_MAX, &robots) == FS_OK)
		verify_find_home(v, robots);
	for (size_t i = 0; i < list->files.n; i++) {
		note_name(v, &lower, list->files.p[i].path);
		if (list->files.p[i].regular)
			note_file(v, list->files.p[i].path);
		arena_reset(&v->scratch);
	}
}

void verify_site(struct arena *a, int dir, struct buf *out,
	struct verify_counts *counts)
{
	struct verifier v = { .a = a, .dir = dir, .out = out };
	struct fs_list list = { 0 };

	v.counts = counts;
	*counts = (struct verify_counts){ 0 };
	arena_init(&v.scratch);
	fs_walk(a, dir, NULL, NULL, &list);
	note_all(&v, &list);
	check_folder(&v, &list);
	for (size_t i = 0; i < list.files.n; i++) {
		if (list.files.p[i].regular) {
			check_file(&v, list.files.p[i].path);
		} else {
			take(&v, list.files.p[i].path);
			verify_trouble(&v, VERIFY_NOTHING,
				"this is no file of the site", VERIFY_NOTHING);
		}
		arena_reset(&v.scratch);
	}
	arena_release(&v.scratch);
}
