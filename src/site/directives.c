/* Documentation syntax in HTML. What a directive is, its node says. */
#include "base/path.h"
#include "format/html.h"
#include "format/mathml.h"
#include "site/docfx.h"
#include "site/pivots.h"
#include "site/render.h"

static const struct look *look_of(const struct render *r, const struct node *n)
{
	return r->flavor == FLAVOR_SITE ? &n->as.box->site : &n->as.box->docfx;
}

static void open_look(struct render *r, const struct look *l)
{
	if (!l->element)
		return;
	buf_printf(r->out, "<%s", l->element);
	buf_add(r->out, l->attrs);
	buf_byte(r->out, '>');
}

static void close_look(struct render *r, const struct look *l)
{
	if (l->element)
		buf_printf(r->out, "</%s>", l->element);
}

void render_box(struct render *r, const struct node *n)
{
	const struct look *l = look_of(r, n);
	bool blocks = n->child && node_is_block(n->child);

	if (r->version.number > 0 && version_is_zone(n)) {
		if (!version_leaves_out(r->scratch, &r->version, n))
			render_contained(r, n);
		return;
	}
	if (r->flavor == FLAVOR_DOCFX && r->resolve && docfx_box(r, n))
		return;
	render_fresh_line(r);
	if (r->flavor != FLAVOR_SITE || !pivots_open_zone(r, n))
		open_look(r, l);
	if (blocks)
		buf_byte(r->out, '\n');
	buf_add(r->out, l->inner);
	render_contained(r, n);
	if (blocks)
		render_fresh_line(r);
	close_look(r, l);
	buf_byte(r->out, '\n');
}

static void render_wrap(struct render *r, const struct node *n)
{
	const struct look *l = look_of(r, n);

	open_look(r, l);
	buf_add(r->out, l->inner);
	render_children(r, n);
	close_look(r, l);
}

/* ---- references by uid ------------------------------------------- */

static void docfx_xref(struct render *r, const struct node *n)
{
	buf_lit(r->out, "<xref href=\"");
	render_text(r, n->as.xref.uid);
	buf_lit(r->out, "\" data-throw-if-not-resolved=\"");
	buf_add(r->out, n->as.xref.required ? S("True") : S("False"));
	buf_lit(r->out, "\" data-raw-source=\"");
	render_text(r, n->as.xref.raw);
	buf_lit(r->out, "\"></xref>");
}

/* The name without what only a resolver needs: "A.B%2A?x=y" is A.B*. */
static struct str uid_name(struct render *r, struct str uid)
{
	struct url u = url_split(uid);
	struct str query = u.query, item;

	while (str_cut(&query, '&', &item))
		if (str_starts(item, S("text=")) && item.n > 5)
			return url_decode(r->scratch, str_skip(item, 5));
	uid = str_sub(uid, 0, str_find_byte(uid, 0, '?'));
	uid = str_sub(uid, 0, str_find_byte(uid, 0, '#'));
	return url_decode(r->scratch, uid);
}

/* False: nothing in the docset or its maps has the uid. */
static bool site_xref(struct render *r, const struct node *n)
{
	struct target t = render_resolve(r,
		str_cat(r->scratch, S("xref:"), n->as.xref.uid),
		REFERENCE_LINK);

	if (!r->resolve || t.href.n == 0 || r->in_link)
		return false;
	buf_lit(r->out, "<a href=\"");
	render_url(r, t.href);
	buf_add(r->out, t.external ? S("\" class=\"external\">") : S("\">"));
	render_text(r, t.title.n ? t.title : uid_name(r, n->as.xref.uid));
	buf_lit(r->out, "</a>");
	return true;
}

static void render_xref(struct render *r, const struct node *n)
{
	if (r->flavor == FLAVOR_DOCFX && r->raw) {
		docfx_xref(r, n);
	} else if (r->flavor == FLAVOR_DOCFX && r->resolve) {
		docfx_reference(r, n->as.xref.uid, n->as.xref.raw);
	} else if (r->flavor == FLAVOR_SITE && site_xref(r, n)) {
		return;
	} else if (!n->as.xref.required) {
		render_text(r, n->as.xref.raw);
	} else if (r->flavor == FLAVOR_DOCFX) {
		buf_lit(r->out, "<span class=\"no-loc\" dir=\"ltr\" "
				"lang=\"en-us\">");
		render_text(r, n->as.xref.raw);
		buf_lit(r->out, "</span>");
	} else {
		buf_lit(r->out, "<span class=\"xref\" translate=\"no\">");
		render_text(r, uid_name(r, n->as.xref.uid));
		buf_lit(r->out, "</span>");
	}
}

/* ---- footnotes --------------------------------------------------- */

static struct str mark_id(const struct render *r, const struct node *n,
	uint32_t nth)
{
	return str_printf(r->scratch, nth > 1 ? "fnref:%u-%u" : "fnref:%u",
		n->as.note.number, nth);
}

/* Not in a zone that this version leaves out. */
static bool is_mark_shown(const struct render *r, const struct node *note,
	uint32_t nth)
{
	return r->version.number == 0 ||
	       clean_has_id(&r->clean, mark_id(r, note, nth));
}

/* What notes that a mark led to a note is no id: it has a blank. */
static struct str used_key(const struct render *r, const struct node *n)
{
	return str_printf(r->scratch, " %u", n->as.note.number);
}

static bool is_note_shown(const struct render *r, const struct node *note)
{
	return r->version.number == 0 ||
	       clean_has_id(&r->clean, used_key(r, note));
}

static void put_mark_id(struct render *r, const struct node *n)
{
	struct str id = mark_id(r, n, n->as.note.nth);

	if (r->flavor != FLAVOR_SITE ||
		(!r->in_source && clean_take_id(&r->clean, id)))
		buf_printf(r->out, " id=\"%.*s\"", STR_ARG(id));
}

static void render_note_mark(struct render *r, const struct node *n)
{
	bool docfx = r->flavor != FLAVOR_SITE;

	if (r->version.number > 0)
		clean_take_id(&r->clean, used_key(r, n));
	if (!docfx)
		buf_lit(r->out, "<sup>");
	buf_lit(r->out, "<a");
	put_mark_id(r, n);
	buf_printf(r->out, " href=\"#fn:%u\" class=\"footnote-ref\">",
		n->as.note.number);
	buf_printf(r->out, docfx ? "<sup>%u</sup></a>" : "%u</a></sup>",
		n->as.note.number);
}

static void put_way_back(struct render *r, const struct node *note)
{
	for (uint32_t i = 1; i <= note->as.note.marks; i++) {
		if (!is_mark_shown(r, note, i))
			continue;
		buf_printf(r->out,
			i > 1 ? "<a href=\"#fnref:%u-%u\""
			      : "<a href=\"#fnref:%u\"",
			note->as.note.number, i);
		buf_lit(r->out, " class=\"footnote-back-ref\"");
		if (r->flavor == FLAVOR_SITE) {
			buf_lit(r->out, " aria-label=\"");
			render_text(r, render_word(r, "footnote_back",
					       "Back to the text"));
			buf_byte(r->out, '"');
		}
		buf_lit(r->out, ">&#8617;</a>");
	}
}

void render_note_end(struct render *r, const struct node *n)
{
	if (r->note_end == n)
		put_way_back(r, n->parent);
}

static void put_note_id(struct render *r, const struct node *n)
{
	struct str id = str_printf(r->scratch, "fn:%u", n->as.note.number);

	if (r->flavor != FLAVOR_SITE ||
		(!r->in_source && clean_take_id(&r->clean, id)))
		buf_printf(r->out, " id=\"%.*s\"", STR_ARG(id));
}

static void put_note(struct render *r, const struct node *n)
{
	bool in_paragraph = n->last && n->last->kind == NODE_PARAGRAPH;

	buf_lit(r->out, "<li");
	/* Where others are left out, the number has to be said. */
	if (r->version.number > 0)
		buf_printf(r->out, " value=\"%u\"", n->as.note.number);
	put_note_id(r, n);
	buf_lit(r->out, ">\n");
	r->note_end = in_paragraph ? n->last : NULL;
	render_contained(r, n);
	r->note_end = NULL;
	if (!in_paragraph)
		put_way_back(r, n);
	buf_lit(r->out, "</li>\n");
}

void render_notes(struct render *r, const struct node *first)
{
	bool site = r->flavor == FLAVOR_SITE;

	while (first && (first->kind != NODE_NOTE || !is_note_shown(r, first)))
		first = first->next;
	if (!first)
		return;
	render_fresh_line(r);
	buf_add(r->out, site ? S("<section class=\"footnotes\" "
				 "role=\"doc-endnotes\">\n<ol>\n")
			     : S("<div class=\"footnotes\">\n<hr />\n<ol>\n"));
	for (const struct node *n = first; n; n = n->next)
		if (n->kind == NODE_NOTE && is_note_shown(r, n))
			put_note(r, n);
	buf_add(r->out, site ? S("</ol>\n</section>\n") : S("</ol>\n</div>\n"));
}

/* ---- mathematics ------------------------------------------------- */

static void docfx_math(struct render *r, const struct node *n)
{
	bool display = n->as.math.display;

	buf_add(r->out, display ? S("<div class=\"math\">\n\\[\n")
				: S("<span class=\"math\">\\("));
	render_text(r, n->as.math.tex);
	buf_add(r->out, display ? S("\n\\]</div>\n") : S("\\)</span>"));
}

static void render_math(struct render *r, const struct node *n)
{
	bool display = n->as.math.display;

	if (r->flavor != FLAVOR_SITE) {
		docfx_math(r, n);
		return;
	}
	if (mathml_write(r->out, r->scratch, n->as.math.tex, display))
		return;
	buf_add(r->out, display ? S("<pre class=\"math\"><code>")
				: S("<code class=\"math\">"));
	render_text(r, n->as.math.tex);
	buf_add(r->out, display ? S("</code></pre>\n") : S("</code>"));
}

/* ---- marks that are no more than text ---------------------------- */

static void render_alert_mark(struct render *r, const struct node *n)
{
	struct str word = n->as.text;

	if (r->flavor != FLAVOR_SITE) {
		render_text(r, word);
		return;
	}
	buf_lit(r->out, "<strong class=\"alert-mark\">");
	render_alert_title(r, str_sub(word, 2, word.n - 1));
	buf_lit(r->out, "</strong>");
}

static void render_unread(struct render *r, const struct node *n)
{
	bool site = r->flavor == FLAVOR_SITE;

	if (site)
		buf_lit(r->out, "<code class=\"unread\">");
	render_text(r, n->as.text);
	if (site)
		buf_lit(r->out, "</code>");
}

bool render_directive(struct render *r, const struct node *n)
{
	switch (n->kind) {
	case NODE_WRAP:
		render_wrap(r, n);
		return true;
	case NODE_XREF:
		render_xref(r, n);
		return true;
	case NODE_MATH:
		render_math(r, n);
		return true;
	case NODE_NOTE_MARK:
		render_note_mark(r, n);
		return true;
	case NODE_ALERT_MARK:
		render_alert_mark(r, n);
		return true;
	case NODE_UNREAD:
		render_unread(r, n);
		return true;
	default:
		return false;
	}
}
