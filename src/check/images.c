/* What a reader who cannot see the images of a page gets. */
#include "base/path.h"
#include "base/utf8.h"
#include "check/docfx.h"
#include "check/raw.h"
#include "check/rules.h"
#include "format/html.h"
#include "format/sanitize.h"
#include "page/text.h"

const struct rule rule_alt_text_missing = {
	.id = "DG401",
	.name = "alt-text-missing",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "an image has no alternative text",
	.why = "a reader who cannot see the image gets its file name or "
	       "nothing",
	.fix = "say in a few words what the image shows; ':::image' with "
	       "type=\"icon\" and '<img alt=\"\">' are for decoration",
	.aliases = "missing-image-altText MD045 no-alt-text",
	.bad = "# Ferries\n"
	       "\n"
	       "![](https://ferry.example/pier.png)\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier at low tide](https://ferry.example/pier.png)\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_alt_text_bad = {
	.id = "DG402",
	.name = "alt-text-bad-value",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "the alternative text of an image is its file name, or a word "
		 "for any image",
	.why = "it says nothing to a reader who cannot see the image",
	.fix = "say in a few words what the image shows",
	.aliases = "altText-equal-filename",
	.bad = "# Ferries\n"
	       "\n"
	       "![pier.png](https://ferry.example/pier.png)\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier at low tide](https://ferry.example/pier.png)\n",
};

static const struct rule_option long_options[] = {
	{ "max", "characters that a text has at most", 150, OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_alt_text_length = {
	.id = "DG403",
	.name = "alt-text-too-long",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "the alternative text of an image is too long",
	.why = "a screen reader reads it in one go, without a pause",
	.fix = "write a short text, and the rest into a complex image's "
	       "description",
	.aliases = "alt-text-bad-length",
	.bad = "# Ferries\n"
	       "\n"
	       "![The pier at low tide in the evening, with the ferry at its "
	       "end, people who wait in the shelter with their dogs and "
	       "bicycles, and the lights of the islands behind "
	       "it](https://ferry.example/pier.png)\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier at low tide](https://ferry.example/pier.png)\n",
	.options = long_options,
};

const struct rule rule_alt_text_twice = {
	.id = "DG405",
	.name = "duplicate-alt-text",
	.level = LEVEL_OFF,
	.tag = TAG_ACCESSIBILITY,
	.title = "two images of a page have the same alternative text",
	.why = "a reader who cannot see them takes them for one",
	.fix = "say in each what is special to it",
	.aliases = "image-alt-text-duplicated",
	.bad = "# Ferries\n"
	       "\n"
	       "![The pier](https://ferry.example/a.png)\n"
	       "\n"
	       "![The pier](https://ferry.example/b.png)\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier](https://ferry.example/a.png)\n"
		"\n"
		"![The quay](https://ferry.example/b.png)\n",
};

const struct rule rule_image_inline = {
	.id = "DG410",
	.name = "image-inline",
	.level = LEVEL_OFF,
	.title = "an image stands in a line of text",
	.why = "it tears the lines apart, and may be too small to see",
	.fix = "put it in a paragraph of its own",
	.bad = "# Ferries\n"
	       "\n"
	       "The pier ![at low tide](https://ferry.example/pier.png) is "
	       "long.\n",
	.good = "# Ferries\n"
		"\n"
		"The pier is long.\n"
		"\n"
		"![At low tide](https://ferry.example/pier.png)\n",
};

static const struct rule_option short_options[] = {
	{ "min",
		"characters that a text has at least; a Chinese, Japanese or "
		"Korean one counts as two",
		40, OPTION_NUMBER },
	{ NULL, NULL, 0, OPTION_NUMBER },
};

const struct rule rule_alt_text_short = {
	.id = "DG404",
	.name = "alt-text-too-short",
	.level = LEVEL_OFF,
	.tag = TAG_ACCESSIBILITY,
	.title = "the alternative text of an image is short",
	.why = "it hardly says what the image shows",
	.fix = "say in a sentence what the image shows",
	.aliases = "alt-text-bad-length",
	.bad = "# Ferries\n"
	       "\n"
	       "![The pier](https://ferry.example/pier.png)\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier at low tide, with the ferry at its "
		"end](https://ferry.example/pier.png)\n",
	.options = short_options,
};

const struct rule rule_icon_alt = {
	.id = "DG409",
	.name = "icon-with-alt",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "an icon has an alternative text",
	.why = "an icon is decoration: the text is not used",
	.fix = "take the text away, or the type if it is no decoration",
	.bad = "# Ferries\n"
	       "\n"
	       ":::image type=\"icon\" source=\"https://ferry.example/a.svg\" "
	       "alt-text=\"An anchor\":::\n",
	.good = "# Ferries\n"
		"\n"
		":::image type=\"icon\" "
		"source=\"https://ferry.example/a.svg\":::\n",
	.mend = MEND_SAFE,
};

const struct rule rule_html_image = {
	.id = "DG411",
	.name = "html-image",
	.level = LEVEL_SUGGESTION,
	.title = "an image is written in HTML",
	.why = "tools for Markdown do not see it, and its size is fixed for "
	       "all screens",
	.fix = "write '![text](address)' or ':::image'",
	.bad = "# Ferries\n"
	       "\n"
	       "<img src=\"https://ferry.example/pier.png\" alt=\"The "
	       "pier\">\n",
	.good = "# Ferries\n"
		"\n"
		"![The pier](https://ferry.example/pier.png)\n",
	.mend = MEND_UNSAFE,
};

static struct diag *report(struct check *c, struct span at, struct str url)
{
	return diag_add(c->sink, &rule_alt_text_missing, at,
		"the image '%.*s' has no alternative text", STR_ARG(url));
}

/* The text that the source side's image of that name has, or "". */
static struct str source_text(struct check *c, const struct node *image)
{
	const struct node *scope, *root = family_source(c, image, &scope);

	for (const struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_IMAGE &&
			str_eq(n->as.image.url, image->as.image.url))
			return text_of(c->scratch, n);
	return S("");
}

#define GUESSES_MAX 100

static void mend_missing(struct check *c, struct diag *d, const struct node *n)
{
	struct range r = raw_range(c, n);
	struct str text = c->guesses++ < GUESSES_MAX ? source_text(c, n)
						     : S("");

	if (text.n == 0 || !str_starts(raw_of(c, r), S("![](")) ||
		str_find_byte(text, 0, '[') != STR_NONE ||
		str_find_byte(text, 0, ']') != STR_NONE)
		return;
	d->hint = str_printf(c->sink->arena, "the source has '%.*s'",
		STR_ARG(text));
	raw_mend(c, d, MEND_UNSAFE, r.from, r.from + 3,
		str_printf(c->scratch, "![%.*s]", STR_ARG(text)));
}

/* The attribute with the space before it. */
static void mend_icon(struct check *c, struct diag *d, const struct node *n)
{
	struct range r = raw_range(c, n);
	struct str s = raw_of(c, r);
	size_t at = str_find(s, 0, S(" alt-text=\""));
	size_t end = at == STR_NONE ? at : str_find_byte(s, at + 11, '"');

	if (end != STR_NONE && s.p[end - 1] != '\\')
		raw_mend(c, d, MEND_SAFE, r.from + at, r.from + end + 1, S(""));
}

/* ---- the text ---------------------------------------------------- */

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

#define PLACEHOLDER_MAX 100 /* bytes: no such text is longer */

static bool is_placeholder(const struct check *c, struct str alt)
{
	return alt.n <= PLACEHOLDER_MAX &&
	       family_listed(c, "alt_placeholders", "alt-placeholder",
		       family_plain(c->scratch, alt));
}

static void check_alt(struct texts *x, struct span at, struct str alt,
	struct str url)
{
	struct check *c = x->c;
	struct str name = path_base(url_split(url).path);
	double max = rule_number(&c->set->config, &rule_alt_text_length, "max");
	double n = (double)utf8_count(alt);
	struct span **slot;

	if (alt.n == 0)
		return;
	if (str_eq_nocase(alt, name) || str_eq_nocase(alt, path_stem(name)))
		diag_add(c->sink, &rule_alt_text_bad, at,
			"'%.*s' is the file's name, no alternative text",
			STR_ARG(alt));
	else if (!c->docfx && is_placeholder(c, alt))
		diag_add(c->sink, &rule_alt_text_bad, at,
			"'%.*s' says nothing of the image", STR_ARG(alt));
	if (n > bound(c, "maxLength", max) || n < bound(c, "minLength", 0))
		diag_add(c->sink, &rule_alt_text_length, at,
			"the alternative text has %g characters", n);
	else if (family_letters(c, alt) <
		 rule_number(&c->set->config, &rule_alt_text_short, "min"))
		diag_add(c->sink, &rule_alt_text_short, at,
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
		mend_missing(x->c, report(x->c, n->at, n->as.image.url), n);
	if (o && o->type == IMAGE_ICON && alt.n > 0)
		mend_icon(x->c,
			diag_add(x->c->sink, &rule_icon_alt, n->at,
				"the icon has an alternative text"),
			n);
	check_alt(x, n->at, alt, n->as.image.url);
}

/* `<img src="x" alt="y">` with no other attribute but its size. */
static void mend_tag(struct check *c, struct diag *d,
	const struct html_token *t, struct span at)
{
	const struct html_attr *src = html_attr(t, S("src"));
	const struct html_attr *alt = html_attr(t, S("alt"));

	if (!src || !alt || t->nattrs != 2 || at.len != t->raw.n ||
		d->at.at + d->at.len > node_end(c->page->tree[0]->root))
		return;
	for (size_t i = 0; i < src->value.n; i++)
		if (char_is_space(src->value.p[i]) ||
			strchr("()&<>\\", src->value.p[i]))
			return;
	for (size_t i = 0; i < alt->value.n; i++)
		if (strchr("[]&<>\\*_`\n", alt->value.p[i]))
			return;
	diag_mend(c->sink, d, MEND_UNSAFE, at,
		str_printf(c->scratch, "![%.*s](%.*s)", STR_ARG(alt->value),
			STR_ARG(src->value)));
}

static void check_image_tags(struct texts *x, const struct node *n)
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

		mend_tag(x->c,
			diag_add(x->c->sink, &rule_html_image, span,
				"the image '%.*s' is written in HTML",
				STR_ARG(url)),
			&t, span);
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
			check_image_tags(&x, n);
	}
}
