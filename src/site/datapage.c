/*
 * By the roles of keys, not by the kinds of pages: all of the platform's
 * YAML pages use the same few names. What a list is laid out as is said by
 * its key, too.
 */
#include "site/datapage.h"

#include "page/mime.h"
#include "page/outline.h"
#include "page/references.h"
#include "page/text.h"

/* Keys by what their values are for. */
static const char *const naming[] = { "title", "name", "question", "text",
	"label", "header", NULL };
static const char *const leading[] = { "url", "href", "link", NULL };
static const char *const technical[] = { "achievement", "badge", "iconUrl",
	"isCorrect", "levels", "products", "roles", "metadata", "brand", "uid",
	"imageSrc", "itemType", "linkListType", "ms.custom", "azureSandbox",
	"labId", "durationInMinutes", "type", "style", NULL };

/* Lists of links that become cards, lists of parts that stand side by side,
 * lists of uids. */
static const char *const cards[] = { "items", "cards", NULL };
static const char *const columns[] = { "landingContent", "items", NULL };
static const char *const by_uid[] = { "units", "modules", "trophies", NULL };

#define MAX_DEPTH 12

static const struct value *first_of(const struct value *map,
	const char *const *keys)
{
	for (size_t i = 0; keys[i]; i++) {
		const struct value *v = value_get(map, str_of(keys[i]));
		if (v && v->kind == VALUE_TEXT)
			return v;
	}
	return NULL;
}

/* Text of a value as Markdown, with the page as the file of its links. */
static void put_markdown(struct render *r, struct str text)
{
	const struct page *outer = r->page;
	struct page *p = page_parse(r->scratch, outer->source->path,
		str_dup(r->scratch, text), outer->file, true, outer->alerts);

	if (p->tree[0]) {
		r->page = p;
		render_children(r, p->tree[0]->root);
		r->page = outer;
	}
}

static void put_link(struct render *r, const struct value *name, struct str url)
{
	struct target t = render_resolve(r, url, REFERENCE_LINK);
	struct str text = name ? name->text : t.title.n ? t.title : url;

	if (str_starts(text, S("xref:")))
		text = str_skip(text, 5);

	if (t.href.n) {
		buf_lit(r->out, "<a href=\"");
		render_url(r, t.href);
		buf_add(r->out,
			t.external ? S("\" class=\"external\">") : S("\">"));
	}
	render_text(r, text);
	if (t.href.n)
		buf_lit(r->out, "</a>");
}

static struct str url_of(const struct value *map)
{
	const struct value *v = first_of(map, leading);

	return v ? v->text : S("");
}

/* A map that is no more than a link. */
static bool is_link(const struct value *v)
{
	if (v->kind != VALUE_MAP || url_of(v).n == 0)
		return false;
	for (size_t i = 0; i < v->n; i++)
		if (v->items[i]->kind == VALUE_LIST ||
			v->items[i]->kind == VALUE_MAP)
			return false;
	return first_of(v, naming) != NULL;
}

static void put_id(struct render *r, struct str text)
{
	struct str id = outline_slug(r->scratch, text);

	if (!clean_take_id(&r->clean, id))
		return;
	buf_lit(r->out, " id=\"");
	render_text(r, id);
	buf_byte(r->out, '"');
}

static void put_heading(struct render *r, const struct value *map, int level)
{
	const struct value *name = first_of(map, naming);
	struct str url = url_of(map);
	int h = level > 6 ? 6 : level;

	if (!name || name->text.n == 0)
		return;
	buf_printf(r->out, "<h%d", h);
	put_id(r, name->text);
	buf_byte(r->out, '>');
	if (url.n)
		put_link(r, name, url);
	else
		render_text(r, name->text);
	buf_printf(r->out, "</h%d>\n", h);
}

static void put_map(struct render *r, const struct value *map, int level,
	int depth);

static void put_link_item(struct render *r, const struct value *v)
{
	const struct value *about = first_of(v, references_prose);

	buf_lit(r->out, "<li>");
	put_link(r, first_of(v, naming), url_of(v));
	if (about) {
		buf_lit(r->out, "<br>");
		render_text(r, about->text);
	}
	buf_lit(r->out, "</li>\n");
}

/* A question that opens to its answer. */
static bool put_question(struct render *r, const struct value *map)
{
	const struct value *question = value_get(map, S("question"));
	const struct value *answer = value_get(map, S("answer"));

	if (!question || !answer || answer->kind != VALUE_TEXT)
		return false;
	buf_lit(r->out, "<details class=\"question\"");
	put_id(r, str_trim(value_as_text(question)));
	buf_lit(r->out, "><summary>");
	render_text(r, str_trim(value_as_text(question)));
	buf_lit(r->out, "</summary>\n");
	put_markdown(r, answer->text);
	buf_lit(r->out, "</details>\n");
	return true;
}

/* A picture of the docset that a card's author gave it. */
static void put_icon(struct render *r, const struct value *card)
{
	const struct value *v = value_get(card, S("imageSrc"));
	struct target t;

	if (!v || v->kind != VALUE_TEXT)
		return;
	t = render_resolve(r, v->text, REFERENCE_IMAGE);
	if (t.href.n == 0 || t.missing)
		return;
	buf_lit(r->out, "<img src=\"");
	render_url(r, t.href);
	buf_lit(r->out, "\" alt=\"\"");
	if (t.width)
		buf_printf(r->out, " width=\"%u\" height=\"%u\"", t.width,
			t.height);
	buf_lit(r->out, " loading=\"lazy\">");
}

static void put_card(struct render *r, const struct value *v)
{
	const struct value *name = first_of(v, naming);
	const struct value *about = first_of(v, references_prose);
	struct target t = render_resolve(r, url_of(v), REFERENCE_LINK);

	buf_add(r->out, t.href.n ? S("<li><a class=\"card\" href=\"")
				 : S("<li class=\"card\">"));
	if (t.href.n) {
		render_url(r, t.href);
		buf_lit(r->out, "\">");
	}
	put_icon(r, v);
	buf_lit(r->out, "<strong>");
	render_text(r, name->text);
	buf_lit(r->out, "</strong>");
	if (about) {
		buf_lit(r->out, " <span>");
		render_text(r, about->text);
		buf_lit(r->out, "</span>");
	}
	buf_add(r->out, t.href.n ? S("</a></li>\n") : S("</li>\n"));
}

/* All are links, or none is. */
static bool all_links(const struct value *list, bool links)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i]->kind != VALUE_MAP ||
			is_link(list->items[i]) != links)
			return false;
	return list->n > 0;
}

static void put_uids(struct render *r, const struct value *list)
{
	buf_lit(r->out, "<ol>\n");
	for (size_t i = 0; i < list->n; i++) {
		struct str uid = value_as_text(list->items[i]);

		buf_lit(r->out, "<li>");
		put_link(r, NULL, str_cat(r->scratch, S("xref:"), uid));
		buf_lit(r->out, "</li>\n");
	}
	buf_lit(r->out, "</ol>\n");
}

/* A list whose key says how it is laid out. */
static bool put_layout(struct render *r, struct str key,
	const struct value *list, int level, int depth)
{
	if (str_in(key, by_uid) && list->n > 0 &&
		list->items[0]->kind == VALUE_TEXT) {
		put_uids(r, list);
		return true;
	}
	if (str_in(key, cards) && all_links(list, true)) {
		buf_lit(r->out, "<ul class=\"cards\">\n");
		for (size_t i = 0; i < list->n; i++)
			put_card(r, list->items[i]);
		buf_lit(r->out, "</ul>\n");
		return true;
	}
	if (!str_in(key, columns) || !all_links(list, false))
		return false;
	buf_lit(r->out, "<div class=\"columns\">\n");
	for (size_t i = 0; i < list->n; i++) {
		buf_lit(r->out, "<section>\n");
		put_map(r, list->items[i], level, depth);
		buf_lit(r->out, "</section>\n");
	}
	buf_lit(r->out, "</div>\n");
	return true;
}

static void put_list(struct render *r, const struct value *list, int level,
	int depth)
{
	bool open = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct value *v = list->items[i];
		bool item = is_link(v) || v->kind == VALUE_TEXT;
		if (item != open)
			buf_add(r->out, item ? S("<ul>\n") : S("</ul>\n"));
		open = item;
		if (v->kind == VALUE_MAP && item) {
			put_link_item(r, v);
		} else if (v->kind == VALUE_TEXT) {
			buf_lit(r->out, "<li>");
			render_text(r, v->text);
			buf_lit(r->out, "</li>\n");
		} else if (v->kind == VALUE_MAP) {
			put_map(r, v, level, depth + 1);
		} else if (v->kind == VALUE_LIST && depth < MAX_DEPTH) {
			put_list(r, v, level, depth + 1);
		}
	}
	if (open)
		buf_lit(r->out, "</ul>\n");
}

/* A link by itself: "more about this". */
static void put_line(struct render *r, const struct value *v)
{
	buf_lit(r->out, "<p>");
	put_link(r, first_of(v, naming), url_of(v));
	buf_lit(r->out, "</p>\n");
}

/* Of a kind of page that nobody knows, all is shown. */
static void put_fact(struct render *r, struct str key, struct str value)
{
	buf_lit(r->out, "<p>");
	render_text(r, key);
	buf_lit(r->out, ": ");
	render_text(r, value);
	buf_lit(r->out, "</p>\n");
}

/* One value of a map under its key. */
static void put_field(struct render *r, struct str key, const struct value *v,
	int level, int depth)
{
	if (str_in(key, technical))
		return;
	if (v->kind == VALUE_TEXT && str_in(key, references_prose))
		put_markdown(r, v->text);
	else if (v->kind == VALUE_LIST &&
		 put_layout(r, key, v, level + 1, depth + 1))
		return;
	else if (v->kind == VALUE_LIST)
		put_list(r, v, level + 1, depth + 1);
	else if (is_link(v))
		put_line(r, v);
	else if (v->kind == VALUE_MAP)
		put_map(r, v, level + 1, depth + 1);
	else if (v->text.n && !str_in(key, naming) && !str_in(key, leading) &&
		 mime_kind(r->shown->mime) == MIME_UNKNOWN)
		put_fact(r, key, v->text);
}

static void put_map(struct render *r, const struct value *map, int level,
	int depth)
{
	if (depth > MAX_DEPTH || put_question(r, map))
		return;
	put_heading(r, map, level);
	/* A map without a name adds no level. */
	if (!first_of(map, naming))
		level--;
	for (size_t i = 0; i < map->n; i++)
		put_field(r, map->keys[i], map->items[i], level, depth);
}

/* A page that leads to others opens with what it is about. */
static bool is_landing(const struct value *map)
{
	static const char *const keys[] = { "landingContent",
		"highlightedContent", "conceptualContent", "productDirectory",
		NULL };

	for (size_t i = 0; keys[i]; i++)
		if (value_get(map, str_of(keys[i])))
			return first_of(map, naming) != NULL;
	return false;
}

static void put_landing(struct render *r, const struct value *map)
{
	const struct value *about = value_get(map, S("summary"));

	buf_lit(r->out, "<header class=\"hero\">\n");
	put_heading(r, map, 1);
	if (about && about->kind == VALUE_TEXT)
		put_markdown(r, about->text);
	buf_lit(r->out, "</header>\n");
	for (size_t i = 0; i < map->n; i++)
		if (map->items[i] != about)
			put_field(r, map->keys[i], map->items[i], 1, 0);
}

void datapage_render(struct render *r, const struct value *data)
{
	clean_init(&r->clean, r->scratch);
	if (data->kind == VALUE_MAP && is_landing(data))
		put_landing(r, data);
	else if (data->kind == VALUE_MAP)
		put_map(r, data, 1, 0);
	else if (data->kind == VALUE_LIST)
		put_list(r, data, 1, 0);
}
