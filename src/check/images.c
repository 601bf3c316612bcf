/* What a reader who cannot see the images of a page gets. */
#include "base/path.h"
#include "base/utf8.h"
#include "check/docfx.h"
#include "check/family.h"
#include "format/html.h"
#include "format/sanitize.h"
#include "page/text.h"

const struct rule rule_alt_text_missing = {
	.id = "DG401",
	.name = "alt-text-missing",
	.level = LEVEL_WARNING,
	.title = "an image has no alternative text",
	.why = "a reader who cannot see the image gets its file name or nothing",
	.fix = "say in a few words what the image shows; ':::image' with "
	       "type=\"icon\" and '<img alt=\"\">' are for decoration",
};

const struct rule rule_alt_text_bad = {
	.id = "DG402",
	.name = "alt-text-bad-value",
	.level = LEVEL_SUGGESTION,
	.title = "the alternative text of an image is its file name",
	.why = "it says nothing to a reader who cannot see the image",
	.fix = "say in a few words what the image shows",
};

const struct rule rule_alt_text_length = {
	.id = "DG403",
	.name = "alt-text-too-long",
	.level = LEVEL_SUGGESTION,
	.title = "the alternative text of an image is too long",
	.why = "a screen reader reads it in one go, without a pause",
	.fix = "write a short text, and the rest into a complex image's description",
};

const struct rule rule_alt_text_twice = {
	.id = "DG405",
	.name = "duplicate-alt-text",
	.level = LEVEL_OFF,
	.title = "two images of a page have the same alternative text",
	.why = "a reader who cannot see them takes them for one",
	.fix = "say in each what is special to it",
};

const struct rule rule_image_inline = {
	.id = "DG410",
	.name = "image-inline",
	.level = LEVEL_OFF,
	.title = "an image stands in a line of text",
	.why = "it tears the lines apart, and may be too small to see",
	.fix = "put it in a paragraph of its own",
};

#define ALT_MAX 150

static void report(struct check *c, struct span at, struct str url)
{
	diag_add(c->sink, &rule_alt_text_missing, at,
		"the image '%.*s' has no alternative text", STR_ARG(url));
}

/* ---- the text ---------------------------------------------------- */

static size_t characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		utf8_next(s, &i);
	return n;
}

static double bound(const struct check *c, const char *key, double otherwise)
{
	const struct value *v = value_get(docfx_rule(&c->set->config,
						  "ImageAltTextBadLength", 0),
		str_of(key));

	return c->docfx && v && v->kind == VALUE_NUMBER ? v->number : otherwise;
}

struct texts {
	struct check *c;
	struct map seen; /* alternative text -> where (struct span *) */
};

static void check_alt(struct texts *x, struct span at, struct str alt,
	struct str url)
{
	struct check *c = x->c;
	struct str name = path_base(url_split(url).path);
	double n = (double)characters(alt);
	struct span **slot;

	if (alt.n == 0)
		return;
	if (str_eq_nocase(alt, name) || str_eq_nocase(alt, path_stem(name)))
		diag_add(c->sink, &rule_alt_text_bad, at,
			"'%.*s' is the file's name, no alternative text",
			STR_ARG(alt));
	if (n > bound(c, "maxLength", ALT_MAX) || n < bound(c, "minLength", 0))
		diag_add(c->sink, &rule_alt_text_length, at,
			"the alternative text has %g characters", n);
	slot = (struct span **)map_slot(c->scratch, &x->seen, alt);
	if (*slot)
		diag_add(c->sink, &rule_alt_text_twice, at,
			"'%.*s' is another image's text, too", STR_ARG(alt));
	*slot = arena_new(c->scratch, struct span);
	**slot = at;
}

static void check_image(struct texts *x, const struct node *n)
{
	const struct image_options *o = n->as.image.options;
	struct str alt = text_of(x->c->scratch, n);

	/* Other kinds of :::image without a text are DG407's. */
	if (!o && alt.n == 0)
		report(x->c, n->at, n->as.image.url);
	check_alt(x, n->at, alt, n->as.image.url);
}

static void check_tags(struct texts *x, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (t.kind != HTML_OPEN || !str_eq_nocase(t.name, S("img")))
			continue;
		const struct html_attr *src = html_attr(&t, S("src"));
		const struct html_attr *alt = html_attr(&t, S("alt"));
		struct span span = check_narrow(x->c, n, t.raw, &at);
		struct str url = src ? src->value : S("");

		if (!alt || (x->c->docfx && alt->value.n == 0))
			report(x->c, span, url);
		else
			check_alt(x, span, alt->value, url);
	}
}

/* ---- the place --------------------------------------------------- */

/* A line of text, or what stands between two block tags. */
struct line {
	struct check *c;
	VEC(struct span) images;
	bool text;
};

static void end_line(struct line *l)
{
	for (size_t i = 0; (l->text || l->images.n > 1) && i < l->images.n; i++)
		diag_add(l->c->sink, &rule_image_inline, l->images.p[i],
			"the image stands in a line of text");
	l->images.n = 0;
	l->text = false;
}

static void add_html(struct line *l, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (t.kind == HTML_TEXT)
			l->text |= str_trim(t.raw).n > 0;
		else if (t.kind != HTML_OPEN && t.kind != HTML_CLOSE)
			continue;
		else if (str_eq_nocase(t.name, S("img")))
			vec_push(l->c->scratch, &l->images,
				check_narrow(l->c, n, t.raw, &at));
		else if (sanitize_is_block(t.name))
			end_line(l);
	}
}

static void check_line(struct check *c, const struct node *block)
{
	struct line l = { .c = c };

	l.text = block->kind == NODE_CELL;
	for (const struct node *n = block->child; n;) {
		bool image = n->kind == NODE_IMAGE;
		const struct image_options *o = image ? n->as.image.options
						      : NULL;

		if (image && (!o || o->type != IMAGE_ICON))
			vec_push(c->scratch, &l.images, n->at);
		else if (n->kind == NODE_HTML)
			add_html(&l, n);
		else if (n->kind == NODE_CODE ||
			 (n->kind == NODE_TEXT && str_trim(n->as.text).n > 0))
			l.text = true;
		n = node_walk(block, n, image);
	}
	end_line(&l);
}

static void check_place(struct check *c, const struct node *n)
{
	struct line l = { .c = c };

	if (n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
		n->kind == NODE_CELL)
		check_line(c, n);
	if (n->kind != NODE_HTML_BLOCK)
		return;
	add_html(&l, n);
	end_line(&l);
}

void check_images(struct check *c)
{
	struct texts x = { .c = c };
	struct node *root = c->page->tree[0] ? c->page->tree[0]->root : NULL;

	for (struct node *n = root; n; n = node_walk(root, n, false)) {
		check_place(c, n);
		if (n->kind == NODE_IMAGE)
			check_image(&x, n);
		else if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			check_tags(&x, n);
	}
}
