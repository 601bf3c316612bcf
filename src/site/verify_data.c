/*
 * What a site has for programs: the search index, checklists, the sitemap,
 * lists for robots and language models. All of it names pages.
 */
#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"
#include "format/json.h"
#include "format/xml_read.h"
#include "site/verifier.h"
#include "steps/checklist.h"

#define WRITTEN "the file is not what the build wrote:"

static struct value *parse(struct verifier *v, struct str json, size_t *at)
{
	struct sink sink;
	struct value *got;

	sink_init(&sink, &v->scratch);
	got = json_parse(&v->scratch, json, 0, &sink);
	*at = sink.first ? sink.first->at.at : 0;
	return got;
}

/* JSON that is a slice of the file in hand; NULL: told so. */
static struct value *read_json(struct verifier *v, struct str json)
{
	size_t at;
	struct value *got = parse(v, json, &at);

	if (!got)
		verify_trouble(v, str_skip(json, at), "this is no JSON",
			VERIFY_NOTHING);
	return got;
}

/* Where a value stands. */
static struct str place_of(struct str json, const struct value *value)
{
	return value ? str_sub(json, value->at.at, value->at.at + value->at.len)
		     : json;
}

static void want_file(struct verifier *v, struct str where, struct str path)
{
	if (!map_has(&v->files, path))
		verify_trouble(v, where, "there is no file", path);
}

/* A page by its path, from v->from. */
static void check_path(struct verifier *v, struct str where, struct str path)
{
	verify_url(v, where, url_encode(&v->scratch, path), VERIFY_FOLLOWED);
}

static bool is_hash(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'f'))
			return false;
	return s.n == 8;
}

/* ---- search ------------------------------------------------------ */

static bool is_index(struct str path)
{
	return str_eq(path_base(path), S("index.js")) &&
	       str_eq(path_base(path_dir(path)), S("search"));
}

/* diglotSearch("name",data) */
static bool split_call(struct str text, struct str *name, struct str *data)
{
	static const struct str call = S_INIT("diglotSearch(\"");
	size_t end = str_find_byte(text, call.n, '"');
	struct str rest;

	if (!str_starts(text, call) || end == STR_NONE)
		return false;
	*name = str_sub(text, call.n, end);
	rest = str_trim_right(str_skip(text, end + 1));
	*data = str_starts(rest, S(",")) && str_ends(rest, S(")"))
			? str_sub(rest, 1, rest.n - 1)
			: S("");
	return true;
}

/* The files that a text names, with spaces between. */
static void want_files(struct verifier *v, struct str where, struct str names)
{
	struct str dir = path_dir(v->source.path), name;

	while (str_cut(&names, ' ', &name))
		if (name.n)
			want_file(v, where,
				str_printf(&v->scratch, "%.*s/%.*s.js",
					STR_ARG(dir), STR_ARG(name)));
}

void verify_note_search(struct verifier *v)
{
	struct str name, data, names;
	size_t at;

	if (!is_index(v->source.path) ||
		!split_call(v->source.bytes, &name, &data))
		return;
	names = value_text_at(parse(v, data, &at), S("pages"));
	while (str_cut(&names, ' ', &name))
		map_put(v->a, &v->page_lists,
			str_printf(v->a, "%.*s/%.*s.js",
				STR_ARG(path_dir(v->source.path)),
				STR_ARG(name)),
			v);
}

/* First the files of the texts, then four items a page: its title, its
 * address, and two numbers. */
static void check_page_list(struct verifier *v, struct str data)
{
	const struct value *list = read_json(v, data);

	if (!list || list->n == 0)
		return;
	want_files(v, place_of(data, list->items[0]),
		value_as_text(list->items[0]));
	v->from = path_dir(v->source.path);
	for (size_t i = 2; i < list->n; i += 4)
		check_path(v, place_of(data, list->items[i]),
			value_as_text(list->items[i]));
}

static void check_index(struct verifier *v, struct str data)
{
	const struct value *index = read_json(v, data);
	static const char *const keys[] = { "terms", "pages" };

	for (size_t i = 0; index && i < 2; i++) {
		const struct value *names = value_get(index, str_of(keys[i]));
		want_files(v, place_of(data, names), value_as_text(names));
	}
}

/* "nl-nl/search/index.js", or a hash, beside the page "nl-nl/search.html". */
static bool is_search(struct verifier *v)
{
	struct str dir = path_dir(v->source.path);
	struct str name = path_stem(path_base(v->source.path));

	return str_eq(path_base(dir), S("search")) &&
	       (str_eq(name, S("index")) || is_hash(name)) &&
	       verify_has_page(v, dir);
}

static bool check_search(struct verifier *v)
{
	struct str name, data;

	if (!split_call(v->source.bytes, &name, &data)) {
		if (!is_search(v))
			return false;
		verify_trouble(v, v->source.bytes, WRITTEN, v->source.path);
		return true;
	}
	if (!str_eq(str_cat(&v->scratch, name, S(".js")),
		    path_base(v->source.path)))
		verify_trouble(v, name, "the file has another name:", name);
	else if (is_index(v->source.path))
		check_index(v, data);
	else if (!str_eq(hash_hex(&v->scratch, data, 8), name))
		verify_trouble(v, data, WRITTEN, name);
	else if (map_has(&v->page_lists, v->source.path))
		check_page_list(v, data);
	return true;
}

/* ---- checklists -------------------------------------------------- */

/* Each heading of the list is a place on the page. */
static void check_anchors(struct verifier *v, const struct value *of,
	struct str page)
{
	const struct value *anchor = value_get(of, S("anchor"));

	if (value_as_text(anchor).n)
		verify_url(v, place_of(v->source.bytes, anchor),
			str_printf(&v->scratch, "%.*s#%.*s", STR_ARG(page),
				STR_ARG(url_encode(&v->scratch,
					value_as_text(anchor)))),
			VERIFY_FOLLOWED);
	for (size_t i = 0; of && i < of->n; i++)
		check_anchors(v, of->items[i], page);
}

static void check_checklist(struct verifier *v, const struct value *list)
{
	const struct value *href = value_get(value_get(list, S("document")),
		S("href"));
	struct str page = value_as_text(href);

	struct str path = v->source.path;
	const struct value *schema = value_get(list, S("$schema"));
	size_t at = str_find(path, 0, S("checklists/"));

	if (schema)
		verify_url(v, place_of(v->source.bytes, schema),
			value_as_text(schema), VERIFY_FOLLOWED);
	if (at != STR_NONE)
		want_file(v, v->source.bytes,
			str_cat(&v->scratch, str_sub(path, 0, at + 11),
				S("index.json")));
	v->from = S("index.html");
	if (verify_url(v, place_of(v->source.bytes, href), page,
		    VERIFY_FOLLOWED)
			.n)
		check_anchors(v, list, page);
}

static void check_sum(struct verifier *v, const struct value *page,
	struct str file)
{
	const struct value *sum = value_get(page, S("sha256"));
	struct arena a; /* a list names many files */
	struct str bytes;

	if (!sum)
		return;
	arena_init(&a);
	if (fs_read(&a, v->dir, file, (size_t)64 << 20, &bytes) == FS_OK &&
		!str_eq(checklist_sha256(&a, bytes), value_as_text(sum)))
		verify_trouble(v, place_of(v->source.bytes, sum), WRITTEN,
			file);
	arena_release(&a);
}

/* The list of a locale's checklists. */
static void check_checklists(struct verifier *v, const struct value *index)
{
	const struct value *pages = value_get(index, S("pages"));
	struct str dir = path_dir(v->source.path);

	for (size_t i = 0; pages && i < pages->n; i++) {
		const struct value *page = value_get(pages->items[i],
			S("page"));
		const struct value *file = value_get(pages->items[i],
			S("file"));
		struct str path;
		v->from = dir;
		check_path(v, place_of(v->source.bytes, page),
			value_as_text(page));
		path = path_join(&v->scratch, dir, value_as_text(file));
		want_file(v, place_of(v->source.bytes, file), path);
		check_sum(v, pages->items[i], path);
	}
}

/* "nl-nl/checklists/a/b.json" of the page "nl-nl/a/b.html", or the list of
 * them all, whose name the list of a page "index.html" cannot have. */
static bool is_checklist(struct verifier *v)
{
	static const struct str folder = S_INIT("/checklists/");
	struct str path = v->source.path, stem;
	size_t at = str_find(path, 0, folder);

	if (at == STR_NONE)
		return false;
	stem = path_stem(str_skip(path, at + folder.n));
	if (str_eq(stem, S("index")))
		return true;
	if (str_eq(stem, S("index.page")))
		stem = S("index");
	return verify_has_page(v,
		path_join(&v->scratch, str_sub(path, 0, at), stem));
}

/* Others are the docset's own, unless they say what they are. */
static void check_json(struct verifier *v)
{
	const struct value *list;
	struct str format;
	size_t at;

	if (str_find(v->source.path, 0, S("checklists/")) == STR_NONE)
		return;
	list = is_checklist(v) ? read_json(v, v->source.bytes)
			       : parse(v, v->source.bytes, &at);
	format = value_text_at(list, S("format"));
	if (str_eq(format, S("diglot-checklist")))
		check_checklist(v, list);
	else if (str_eq(format, S("diglot-checklist-index")))
		check_checklists(v, list);
}

/* ---- addresses on the network ------------------------------------ */

/* The site's own, or one of another site. */
static void check_home(struct verifier *v, struct str where, struct str url)
{
	if (verify_is_home(v, url))
		verify_url(v, where, url, VERIFY_FOLLOWED);
	else
		verify_trouble(v, where,
			"this is no address of the site:", url);
}

static void check_sitemap(struct verifier *v)
{
	struct html_reader r;
	struct html_token t;
	struct xml_fault fault;
	bool in_loc = false;

	if (!xml_read(&v->scratch, v->source.bytes, &fault))
		verify_trouble(v, str_skip(v->source.bytes, fault.at),
			"this is no XML:", fault.text);
	html_begin(&r, v->source.bytes);
	while (html_next(&r, &t)) {
		const struct html_attr *href = html_attr(&t, S("href"));
		if (in_loc && t.kind == HTML_TEXT)
			check_home(v, t.raw,
				str_trim(html_unescape(&v->scratch, t.raw)));
		else if (t.kind == HTML_OPEN && href)
			check_home(v, href->value,
				html_unescape(&v->scratch, href->value));
		in_loc = t.kind == HTML_OPEN && str_eq(t.name, S("loc"));
	}
}

static struct str sitemap_of(struct str robots)
{
	struct str line;

	while (str_cut(&robots, '\n', &line))
		if (str_starts_nocase(line, S("sitemap:")))
			return str_trim(str_skip(line, 8));
	return S("");
}

void verify_find_home(struct verifier *v, struct str robots)
{
	struct str url = sitemap_of(robots);
	size_t slash = str_rfind_byte(url, '/');

	if (slash != STR_NONE)
		v->home = str_dup(v->a, str_sub(url, 0, slash + 1));
}

static void check_robots(struct verifier *v)
{
	struct str url = sitemap_of(v->source.bytes);

	if (url.n)
		check_home(v, url, url);
}

/* Each "](address)" of the list for language models. */
static void check_llms(struct verifier *v)
{
	struct str text = v->source.bytes;
	size_t i = 0, end;

	while ((i = str_find(text, i, S("]("))) != STR_NONE) {
		i += 2;
		end = str_find_byte(text, i, ')');
		if (end == STR_NONE)
			return;
		verify_url(v, str_sub(text, i, end), str_sub(text, i, end),
			VERIFY_FOLLOWED);
	}
}

/* ---- data in pages ----------------------------------------------- */

static void check_linked(struct verifier *v, struct str json,
	const struct value *of)
{
	struct str text = value_as_text(of);

	if (of->kind == VALUE_TEXT && verify_is_home(v, text))
		verify_url(v, place_of(json, of), text, VERIFY_FOLLOWED);
	for (size_t i = 0; i < of->n; i++) {
		const struct value *item = of->items[i];
		text = value_as_text(item);
		if (of->kind == VALUE_MAP && str_eq(of->keys[i], S("url")) &&
			str_starts(text, S("#")))
			verify_url(v, place_of(json, item), text,
				VERIFY_FOLLOWED);
		check_linked(v, json, item);
	}
}

void verify_linked_data(struct verifier *v, struct str json)
{
	const struct value *of = read_json(v, json);

	if (of)
		check_linked(v, json, of);
}

/* ---- files whose name is the hash of what they hold --------------- */

/* "2bdbf66c" of "assets/app.2bdbf66c.js"; "": it has no hash. */
static struct str hash_of(struct str path)
{
	struct str hash = path_ext(path_stem(path));

	if (!str_starts(path, S("assets/")) || hash.n == 0)
		return S("");
	hash = str_skip(hash, 1);
	return is_hash(hash) ? hash : S("");
}

void verify_asset(struct verifier *v)
{
	struct str hash = hash_of(v->source.path);

	if (hash.n && !str_eq(hash_hex(&v->scratch, v->source.bytes, 8), hash))
		verify_trouble(v, v->source.bytes, WRITTEN, v->source.path);
}

bool verify_data(struct verifier *v)
{
	struct str path = v->source.path;

	if (str_ends(path, S(".json")))
		check_json(v);
	else if (str_eq(path, S("sitemap.xml")))
		check_sitemap(v);
	else if (str_eq(path, S("robots.txt")))
		check_robots(v);
	else if (str_eq(path, S("llms.txt")))
		check_llms(v);
	else
		return str_ends(path, S(".js")) && check_search(v);
	return true;
}
