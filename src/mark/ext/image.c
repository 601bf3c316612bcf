/*
 * `:::image source="" alt-text="" ...:::` in a line, and the block form of
 * type="complex" whose long description ends at `:::image-end:::`. What is
 * not valid stays text, as on the platform that made this syntax.
 */
#include "mark/ext/image.h"

#include "mark/attrs.h"
#include "mark/ext/ext.h"

const struct rule rule_image_attribute = {
	.id = "DG407",
	.name = "image-attribute",
	.level = LEVEL_WARNING,
	.title = "':::image' has no source or text, or an attribute that it "
		 "cannot have",
	.why = "the directive is shown as text instead of the image",
	.fix = "give source and alt-text in straight quotes; see the list of "
	       "attributes",
	.aliases = "invalid-image",
	.bad = "# Ferries\n"
	       "\n"
	       ":::image type=\"content\" "
	       "source=\"https://ferry.example/pier.png\" alt-text=Pier:::\n",
	.good = "# Ferries\n"
		"\n"
		":::image type=\"content\" "
		"source=\"https://ferry.example/pier.png\" "
		"alt-text=\"Pier\":::\n",
	.mend = MEND_SAFE,
};

const struct rule rule_image_description = {
	.id = "DG408",
	.name = "image-description-missing",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a complex image has no long description",
	.why = "a reader who cannot see the image gets less than the others",
	.fix = "write the description below the image and end it with "
	       "':::image-end:::'",
	.aliases = "invalid-image",
	.bad = "# Ferries\n"
	       "\n"
	       ":::image type=\"complex\" "
	       "source=\"https://ferry.example/map.png\" alt-text=\"A "
	       "map\":::\n"
	       "\n"
	       "The islands.\n",
	.good = "# Ferries\n"
		"\n"
		":::image type=\"complex\" "
		"source=\"https://ferry.example/map.png\" alt-text=\"A "
		"map\":::\n"
		"   The islands.\n"
		":::image-end:::\n",
};

static const char *const names[] = { "source", "alt-text", "type", "lightbox",
	"border", "link", "loc-scope", NULL };

#define OPEN S(":::image")
#define CLOSE S(":::")

/* Bytes of a text. */
struct range {
	size_t from, to;
};

static bool known_name(struct str name)
{
	for (size_t i = 0; names[i]; i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return false;
}

static struct str value_or(const struct attrs *attrs, struct str name,
	struct str otherwise)
{
	const struct str *v = attrs_get(attrs, name);

	return v ? *v : otherwise;
}

/* The value behind a name that has no straight quotes: what the signs
 * around it are, if any. */
static bool find_value(struct str rest, struct range *out, struct str *value)
{
	static const struct str quotes[][2] = {
		{ S_INIT("“"), S_INIT("”") },
		{ S_INIT("”"), S_INIT("”") },
		{ S_INIT("'"), S_INIT("'") },
	};
	struct str s = str_trim_left(rest);
	size_t end = 0;

	*out = (struct range){ (size_t)(s.p - rest.p), 0 };
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
		struct str open = quotes[i][0], close = quotes[i][1];

		if (!str_starts(s, open))
			continue;
		end = str_find(s, open.n, close);
		*value = str_sub(s, open.n, end);
		out->to = out->from + end + close.n;
		return end != STR_NONE;
	}
	while (end < s.n && !char_is_space(s.p[end]) && s.p[end] != ':')
		end++;
	*value = str_sub(s, 0, end);
	out->to = out->from + end;
	return end > 0;
}

/* Straight quotes for a value that has others, or none. */
static void mend_value(struct ext *x, struct diag *d, const struct attrs *attrs)
{
	size_t at = (size_t)(attrs->bad.p - x->view->text.p) + attrs->bad.n;
	size_t equals = str_find_byte(x->view->text, at, '=');
	struct str value;
	struct range r;

	if (strcmp(attrs->error, "is not in straight quotes") != 0 ||
		equals == STR_NONE ||
		str_trim(str_sub(x->view->text, at, equals)).n > 0)
		return;
	if (!find_value(str_skip(x->view->text, equals + 1), &r, &value) ||
		str_find_byte(value, 0, '"') != STR_NONE ||
		str_find_byte(value, 0, '\n') != STR_NONE)
		return;
	diag_mend(x->sink, d, MEND_SAFE,
		ext_span(x, equals + 1 + r.from, equals + 1 + r.to),
		str_printf(x->arena, "\"%.*s\"", STR_ARG(value)));
}

/* True and says why when the attributes make no image. */
static bool is_bad(struct ext *x, const struct attrs *attrs, struct span at)
{
	struct str type = value_or(attrs, S("type"), S("content"));

	if (attrs->error) {
		mend_value(x,
			diag_add(x->sink, &rule_image_attribute, at,
				"in ':::image', '%.*s' %s",
				STR_ARG(str_sub(attrs->bad, 0, 60)),
				attrs->error),
			attrs);
		return true;
	}
	for (size_t i = 0; i < attrs->n; i++) {
		if (known_name(attrs->p[i].name))
			continue;
		diag_add(x->sink, &rule_image_attribute, at,
			"':::image' has no attribute '%.*s'",
			STR_ARG(attrs->p[i].name));
		return true;
	}
	if (!str_eq(type, S("content")) && !str_eq(type, S("icon")) &&
		!str_eq(type, S("complex"))) {
		diag_add(x->sink, &rule_image_attribute, at,
			"':::image' has no type '%.*s'", STR_ARG(type));
		return true;
	}
	const char *missing = value_or(attrs, S("source"), S("")).n == 0
				      ? "source"
			      : value_or(attrs, S("alt-text"), S("")).n == 0 &&
					      !str_eq(type, S("icon"))
				      ? "alt-text"
				      : NULL;
	if (missing)
		diag_add(x->sink, &rule_image_attribute, at,
			"':::image' has no %s", missing);
	return missing != NULL;
}

static struct image_options *make_options(struct ext *x,
	const struct attrs *attrs)
{
	struct image_options *o = arena_new(x->arena, struct image_options);
	struct str type = value_or(attrs, S("type"), S("content"));
	bool icon = str_eq(type, S("icon"));

	o->type = icon                         ? IMAGE_ICON
		  : str_eq(type, S("complex")) ? IMAGE_COMPLEX
					       : IMAGE_CONTENT;
	o->border = str_eq(value_or(attrs, S("border"),
				   icon ? S("false") : S("true")),
		S("true"));
	o->lightbox = value_or(attrs, S("lightbox"), S(""));
	o->link = value_or(attrs, S("link"), S(""));
	o->loc_scope = value_or(attrs, S("loc-scope"), S(""));
	o->description = S("");
	return o;
}

/* The image of a directive with these attributes; NULL: it stays text. */
static struct node *make_image(struct ext *x, struct str attributes,
	size_t from, size_t to)
{
	struct attrs attrs;

	attrs_parse(attributes, &attrs);
	if (is_bad(x, &attrs, ext_span(x, from, to)))
		return NULL;
	struct node *n = ext_node(x, NODE_IMAGE, from, to);
	n->as.image.url = value_or(&attrs, S("source"), S(""));
	n->as.image.options = make_options(x, &attrs);
	const struct str *alt = attrs_get(&attrs, S("alt-text"));
	if (alt && alt->n) {
		size_t at = (size_t)(alt->p - x->view->text.p);
		struct node *text = ext_node(x, NODE_TEXT, at, at + alt->n);
		text->as.text = *alt;
		node_append(n, text);
	}
	return n;
}

/* One `:::image` that begins at byte k of text node n. What follows. */
static struct node *take_inline(struct ext *x, struct node *n, size_t k)
{
	struct node *parent = n->parent, *image;
	size_t from = ext_text_offset(x, n, k);
	struct str raw = str_sub(x->view->text, 0, node_end(parent));
	size_t inner = from + OPEN.n, end = str_find(raw, inner, CLOSE);

	if (end == STR_NONE || inner >= raw.n ||
		!str_starts(str_skip(raw, from), OPEN) ||
		!char_is_space(raw.p[inner]))
		return n->next;
	image = make_image(x, str_sub(raw, inner, end), from, end + CLOSE.n);
	if (!image)
		return n->next;
	ext_replace(x, parent, from, end + CLOSE.n, image);
	return image->next;
}

static void image_inlines(struct ext *x, struct node *parent)
{
	for (struct node *n = parent->child, *next; n; n = next) {
		next = n->next;
		if (n->kind != NODE_TEXT)
			continue;
		size_t k = str_find(n->as.text, 0, OPEN);
		if (k != STR_NONE)
			next = take_inline(x, n, k);
	}
}

static bool is_end(struct str line)
{
	if (!str_starts(line, CLOSE))
		return false;
	line = str_trim(str_skip(line, CLOSE.n));
	return str_eq(line, S("image-end:::"));
}

/* The attributes of a line that is one whole directive; "" if it is not. */
static struct str line_attributes(struct str line)
{
	if (!str_starts(line, OPEN) || !str_ends(line, CLOSE) ||
		line.n < OPEN.n + CLOSE.n)
		return (struct str){ "", 0 };
	return str_sub(line, OPEN.n, line.n - CLOSE.n);
}

static bool image_line(const struct ext_line *line)
{
	return is_end(line->text) || str_find(line_attributes(line->text), 0,
					     S("type=\"complex\"")) != STR_NONE;
}

/* The description stands between the two marks. */
static void take_description(struct ext *x, struct node *mark,
	struct node *image)
{
	struct node *end = mark->next;

	while (end && !(end->kind == NODE_MARK && is_end(end->as.text)))
		end = end->next;
	if (!end) {
		diag_add(x->sink, &rule_image_description,
			ext_span(x, mark->at.at, node_end(mark)),
			"the complex image has no ':::image-end:::'");
		return;
	}
	image->as.image.options->description = str_trim(
		str_sub(x->view->text, node_end(mark), end->at.at));
	while (mark->next != end)
		node_unlink(mark->next);
	mark->at.len = node_end(end) - mark->at.at;
	node_unlink(end);
	end->kind = NODE_TEXT;
}

static void image_block(struct ext *x, struct node *mark)
{
	struct str attributes = line_attributes(mark->as.text);
	struct node *image;

	if (attributes.n == 0)
		return;
	image = make_image(x, attributes, mark->at.at, node_end(mark));
	if (!image)
		return;
	take_description(x, mark, image);
	mark->kind = NODE_PARAGRAPH;
	node_append(mark, image);
}

const struct extension extension_image = {
	.name = "image",
	.line = image_line,
	.block = image_block,
	.inlines = image_inlines,
	.signs = EXT_COLON,
};
