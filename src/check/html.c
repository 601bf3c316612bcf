/*
 * Raw HTML in a page against what the site keeps of it. A word in angle
 * brackets that is no element is nearly always meant as text.
 */
#include "check/family.h"

#include "format/allowed.h"
#include "format/html.h"
#include "format/sanitize.h"

const struct rule rule_html_placeholder = {
	.id = "DG701",
	.name = "html-placeholder",
	.level = LEVEL_WARNING,
	.title = "a word in angle brackets is read as an HTML tag",
	.why = "browsers show nothing for a tag that they do not know, so the "
	       "words "
	       "vanish from the page",
	.fix = "write '\\<' for '<', or put the text in backticks",
	.bad = "# Ferries\n"
	       "\n"
	       "Write to <name of the pier>.\n",
	.good = "# Ferries\n"
		"\n"
		"Write to \\<name of the pier>.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_disallowed_tag = {
	.id = "DG702",
	.name = "disallowed-html-tag",
	.level = LEVEL_ERROR,
	.title = "an HTML element that may not stand in a page",
	.why = "the element and what is in it are left out of the site",
	.fix = "remove the element, or write in Markdown what it is for",
	.aliases = "MD033 no-inline-html",
	.bad = "# Ferries\n"
	       "\n"
	       "<script>board()</script>\n",
	.good = "# Ferries\n"
		"\n"
		"They leave at noon.\n",
};

const struct rule rule_disallowed_attribute = {
	.id = "DG703",
	.name = "disallowed-html-attribute",
	.level = LEVEL_WARNING,
	.title = "an HTML attribute that may not stand in a page",
	.why = "the attribute is left out of the site",
	.fix = "remove the attribute",
	.bad = "# Ferries\n"
	       "\n"
	       "<p onclick=\"board()\">At noon.</p>\n",
	.good = "# Ferries\n"
		"\n"
		"<p>At noon.</p>\n",
	.mend = MEND_UNSAFE,
};

/* Those that do something; others that are dropped are harmless. */
static bool is_active(struct str name)
{
	static const char *const names[] = { "style", "srcdoc", "formaction" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq_nocase(name, str_of(names[i])))
			return true;
	return name.n > 2 && str_starts_nocase(name, S("on"));
}

/* Takes the attribute away with the space before it. */
static void mend_attribute(struct check *c, struct diag *d,
	const struct html_token *t, size_t i, struct span at)
{
	const struct html_attr *a = &t->attrs[i];
	size_t from = (size_t)(a->name.p - t->raw.p), end = from + a->name.n;

	/* Found where it stands, or the span is the node's. */
	if (at.len != t->raw.n)
		return;
	if (a->has_value) {
		end = (size_t)(a->value.p - t->raw.p) + a->value.n;
		if (end < t->raw.n &&
			(t->raw.p[end] == '"' || t->raw.p[end] == '\''))
			end++;
	}
	while (from > 0 && char_is_space(t->raw.p[from - 1]))
		from--;
	at.at += (uint32_t)from;
	at.len = (uint32_t)(end - from);
	diag_mend(c->sink, d, MEND_UNSAFE, at, S(""));
}

static void check_attributes(struct check *c, const struct html_token *t,
	struct span at)
{
	for (size_t i = 0; i < t->nattrs; i++) {
		struct str name = t->attrs[i].name;
		if (is_active(name) && !sanitize_attribute(t->name, name))
			mend_attribute(c,
				diag_add(c->sink, &rule_disallowed_attribute,
					at,
					"the attribute '%.*s' of '<%.*s>' is "
					"not allowed",
					STR_ARG(name), STR_ARG(t->name)),
				t, i, at);
	}
}

/* Videos, and what the configuration allows, are shown as links. */
static bool is_known_frame(const struct check *c, const struct html_token *t)
{
	const struct html_attr *src = html_attr(t, S("src"));

	return src && str_eq_nocase(t->name, S("iframe")) &&
	       (sanitize_is_video(src->value) ||
		       config_takes_frame(&c->set->config, src->value));
}

static void check_tag(struct check *c, const struct html_token *t,
	struct span at, bool inlines)
{
	enum sanitize_verdict verdict = sanitize_element(t->name);
	struct diag *d;

	if (verdict == SANITIZE_UNKNOWN) {
		d = diag_add(c->sink, &rule_html_placeholder, at,
			"'%.*s' is no HTML element, so it vanishes from the "
			"page",
			STR_ARG(t->raw));
		d->hint = str_printf(c->sink->arena,
			"write '\\%.*s', or put it in backticks",
			STR_ARG(t->raw));
		/* In a block of HTML the backslash would be seen. */
		if (inlines && at.len == t->raw.n)
			diag_mend(c->sink, d, MEND_UNSAFE, at,
				str_cat(c->scratch, S("\\"), t->raw));
	} else if (verdict == SANITIZE_REMOVE && !is_known_frame(c, t)) {
		diag_add(c->sink, &rule_disallowed_tag, at,
			"the element '<%.*s>' is not allowed",
			STR_ARG(t->name));
	} else {
		check_attributes(c, t, at);
	}
}

static void check_node(struct check *c, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t))
		if (t.kind == HTML_OPEN)
			check_tag(c, &t, check_narrow(c, n, t.raw, &at),
				n->kind == NODE_HTML);
}

/* ---- as docfx has it --------------------------------------------- */

static void allow_tag(struct check *c, const struct node *n,
	const struct html_token *t, size_t *at)
{
	struct span all = check_narrow(c, n, t->raw, at);

	if (!allowed_element(t->name)) {
		diag_add(c->sink, &rule_disallowed_tag, all,
			"the element '<%.*s>' is not allowed",
			STR_ARG(t->name));
		return;
	}
	for (size_t i = 0; i < t->nattrs; i++) {
		struct span span = all;
		size_t off = (size_t)(t->attrs[i].name.p - t->raw.p);

		if (allowed_attribute(t->name, t->attrs[i].name))
			continue;
		if (off < all.len) {
			span.at += (uint32_t)off;
			span.len = (uint32_t)t->attrs[i].name.n;
		}
		diag_add(c->sink, &rule_disallowed_attribute, span,
			"the attribute '%.*s' of '<%.*s>' is not allowed",
			STR_ARG(t->attrs[i].name), STR_ARG(t->name));
	}
}

/* An element that goes takes with it what is inside. */
static void allow_node(struct check *c, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	struct str gone = S("");
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		if (gone.n > 0) {
			if (t.kind == HTML_CLOSE && str_eq_nocase(t.name, gone))
				gone = S("");
			continue;
		}
		if (t.kind != HTML_OPEN)
			continue;
		allow_tag(c, n, &t, &at);
		if (!allowed_element(t.name) && !t.self_closing)
			gone = str_dup(c->scratch, t.name);
	}
}

void check_html(struct check *c)
{
	struct node *root = c->page->tree[0] ? c->page->tree[0]->root : NULL;

	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			c->docfx ? allow_node(c, n) : check_node(c, n);
}
