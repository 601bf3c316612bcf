/*
 * Links, images and includes of both trees, in document order. Those of a
 * YAML page stand at a text node of their own, which has the place of their
 * value.
 */
#include "page/references.h"

#include "format/html.h"
#include "page/mime.h"

static void add(struct arena *a, struct page *p, enum reference_kind kind,
	struct node *n, struct str url, enum side side)
{
	struct reference r = { kind, n, url, side };

	vec_push(a, &p->references, r);
}

static void add_image(struct arena *a, struct page *p, struct node *n,
	enum side side)
{
	const struct image_options *o = n->as.image.options;

	add(a, p, REFERENCE_IMAGE, n, n->as.image.url, side);
	if (!o)
		return;
	if (o->lightbox.n)
		add(a, p, REFERENCE_LIGHTBOX, n, o->lightbox, side);
	if (o->link.n)
		add(a, p, REFERENCE_LINK, n, o->link, side);
}

static const struct {
	const char *element, *attr;
	enum reference_kind kind;
} urls[] = {
	{ "a", "href", REFERENCE_LINK },
	{ "audio", "src", REFERENCE_MEDIA },
	{ "image", "src", REFERENCE_IMAGE },
	{ "img", "src", REFERENCE_IMAGE },
	{ "source", "src", REFERENCE_MEDIA },
	{ "video", "src", REFERENCE_MEDIA },
	{ "video", "poster", REFERENCE_MEDIA },
};

static void add_html(struct arena *a, struct page *p, struct node *n,
	enum side side)
{
	struct html_reader r;
	struct html_token t;
	const struct html_attr *attr;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (t.kind != HTML_OPEN)
			continue;
		for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
			if (!str_eq_nocase(t.name, str_of(urls[i].element)))
				continue;
			attr = html_attr(&t, str_of(urls[i].attr));
			if (attr && (attr->value.n > 0 ||
					    urls[i].kind == REFERENCE_IMAGE))
				add(a, p, urls[i].kind, n,
					html_unescape(a, attr->value), side);
		}
	}
}

static void find_in(struct arena *a, struct page *p, struct node *root,
	enum side side)
{
	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_LINK)
			add(a, p, REFERENCE_LINK, n, n->as.link.url, side);
		else if (n->kind == NODE_IMAGE)
			add_image(a, p, n, side);
		else if (n->kind == NODE_INCLUDE)
			add(a, p, REFERENCE_INCLUDE, n, n->as.include.path,
				side);
		else if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			add_html(a, p, n, side);
	}
}

void references_find(struct arena *a, struct page *p)
{
	find_in(a, p, p->tree[0]->root,
		p->side == SIDE_TARGET ? SIDE_TARGET : SIDE_NONE);
	if (p->tree[1])
		find_in(a, p, p->tree[1]->root, SIDE_SOURCE);
}

/* ---- YAML pages -------------------------------------------------- */

#define DATA_DEPTH 16

static const struct {
	const char *key;
	enum reference_kind kind;
} addresses[] = {
	{ "href", REFERENCE_LINK },
	{ "iconUrl", REFERENCE_IMAGE },
	{ "imageSrc", REFERENCE_IMAGE },
	{ "link", REFERENCE_LINK },
	{ "url", REFERENCE_LINK },
};

const char *const references_prose[] = { "summary", "description", "abstract",
	"answer", "content", "note", "intro", "prerequisites", "footer",
	"callToAction", NULL };

static void add_value(struct arena *a, struct page *p, enum reference_kind kind,
	const struct value *v, struct str url)
{
	struct node *n;

	/* The anchors of such a page are made when it is laid out. */
	if (str_trim(url).n == 0 || str_starts(str_trim(url), S("#")))
		return;
	n = node_new(a, NODE_TEXT);
	n->at = v->at;
	add(a, p, kind, n, url, SIDE_NONE);
}

static void add_prose(struct arena *a, struct page *p, const struct value *v)
{
	struct arena scratch;
	struct page *inner;

	if (str_find(v->text, 0, S("](")) == STR_NONE &&
		str_find_byte(v->text, 0, '<') == STR_NONE)
		return;
	arena_init(&scratch);
	inner = page_parse(&scratch, p->source->path,
		str_dup(&scratch, v->text), p->file, true, p->alerts);
	for (size_t i = 0; i < inner->references.n; i++) {
		const struct reference *r = &inner->references.p[i];
		if (r->kind != REFERENCE_INCLUDE && r->side != SIDE_SOURCE)
			add_value(a, p, r->kind, v, str_dup(a, r->url));
	}
	arena_release(&scratch);
}

static void add_field(struct arena *a, struct page *p, struct str key,
	const struct value *v)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++)
		if (str_eq(key, str_of(addresses[i].key)))
			add_value(a, p, addresses[i].kind, v, v->text);
	if (str_in(key, references_prose))
		add_prose(a, p, v);
}

static void find_in_data(struct arena *a, struct page *p, const struct value *v,
	int depth)
{
	bool map = v->kind == VALUE_MAP;

	if ((!map && v->kind != VALUE_LIST) || depth > DATA_DEPTH)
		return;
	for (size_t i = 0; i < v->n; i++) {
		if (map && str_eq(v->keys[i], S("metadata")))
			continue;
		if (map && v->items[i]->kind == VALUE_TEXT)
			add_field(a, p, v->keys[i], v->items[i]);
		find_in_data(a, p, v->items[i], depth + 1);
	}
}

void references_find_data(struct arena *a, struct page *p)
{
	if (p->data && mime_kind(p->mime) != MIME_UNKNOWN)
		find_in_data(a, p, p->data, 0);
}
