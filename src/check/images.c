/* What a reader who cannot see the images of a page gets. */
#include "check/family.h"

#include "format/html.h"
#include "page/text.h"

const struct rule rule_alt_text_missing = {
	"DG401",
	"alt-text-missing",
	LEVEL_WARNING,
	"an image has no alternative text",
	"a reader who cannot see the image gets its file name or nothing",
	"say in a few words what the image shows; ':::image' with "
	"type=\"icon\" and '<img alt=\"\">' are for decoration",
};

static void report(struct check *c, struct span at, struct str url)
{
	diag_add(c->sink, &rule_alt_text_missing, at,
		"the image '%.*s' has no alternative text", STR_ARG(url));
}

static void check_image(struct check *c, const struct node *n)
{
	const struct image_options *o = n->as.image.options;

	/* Other kinds of :::image without a text are DG407's. */
	if (!o && text_of(c->scratch, n).n == 0)
		report(c, n->at, n->as.image.url);
}

static void check_tags(struct check *c, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (t.kind != HTML_OPEN || !str_eq_nocase(t.name, S("img")))
			continue;
		const struct html_attr *src = html_attr(&t, S("src"));
		struct span span = check_narrow(c, n, t.raw, &at);
		if (!html_attr(&t, S("alt")))
			report(c, span, src ? src->value : S(""));
	}
}

void check_images(struct check *c)
{
	struct node *root = c->page->tree[0] ? c->page->tree[0]->root : NULL;

	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_IMAGE)
			check_image(c, n);
		else if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			check_tags(c, n);
	}
}
