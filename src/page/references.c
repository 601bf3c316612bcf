/* Links, images and includes of both trees, in document order. */
#include "page/references.h"

#include "format/html.h"

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
