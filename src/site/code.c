/* Code from other files, as a code block. */
#include "format/html.h"
#include "set/snippet.h"
#include "site/highlight.h"
#include "site/render.h"

static void put_attr(struct render *r, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(r->out, " %s=\"", name);
	render_text(r, value);
	buf_byte(r->out, '"');
}

static struct str language_of(const struct snippet *s)
{
	return s->language.n  ? s->language
	       : s->directive ? snippet_language(s->path)
			      : S("");
}

/* ' as well: `:::code` of docfx does it. */
static void put_code(struct render *r, struct str code, bool apostrophes)
{
	for (size_t i = 0; i < code.n;) {
		size_t end = apostrophes ? str_find_byte(code, i, '\'')
					 : STR_NONE;
		end = end == STR_NONE ? code.n : end;
		render_text(r, str_sub(code, i, end));
		if (end < code.n)
			buf_lit(r->out, "&#39;");
		i = end + 1;
	}
}

static void docfx_missing(struct render *r)
{
	buf_lit(r->out, "<div class=\"WARNING\">\n<h5>WARNING</h5>\n"
			"<p>It looks like the sample you are looking for "
			"does not exist.</p>\n</div>\n");
}

static void docfx_snippet(struct render *r, const struct snippet *s,
	struct str code)
{
	struct str language = language_of(s);

	buf_lit(r->out, "<pre><code");
	if (language.n) {
		buf_lit(r->out, " class=\"lang-");
		render_text(r, language);
		buf_byte(r->out, '"');
	}
	if (s->is_interactive)
		put_attr(r, "data-interactive", language);
	put_attr(r, "name", s->name);
	put_attr(r, "title", s->title);
	put_attr(r, "highlight-lines", s->highlight);
	buf_byte(r->out, '>');
	put_code(r, code, false);
	buf_lit(r->out, "</code></pre>");
}

static void docfx_directive(struct render *r, const struct snippet *s,
	struct str code)
{
	struct str language = language_of(s);

	code = str_trim_right(code);
	if (code.n == 0)
		return;
	buf_lit(r->out, "<pre>\n<code class=\"lang-");
	render_text(r, language);
	buf_byte(r->out, '"');
	if (s->interactive.n) {
		put_attr(r, "data-interactive", language);
		put_attr(r, "data-interactive-mode", s->interactive);
	}
	put_attr(r, "highlight-lines", s->highlight);
	buf_byte(r->out, '>');
	put_code(r, code, true);
	buf_lit(r->out, "\n</code></pre>\n");
}

/* ---- the site ---------------------------------------------------- */

/* Is line i (from 1) in "1,3-5,9-"? */
static bool is_lit(struct str ranges, uint32_t i)
{
	struct str item, first;
	uint32_t from, to;

	while (str_cut(&ranges, ',', &item)) {
		bool open = str_ends(item, S("-"));
		str_cut(&item, '-', &first);
		if (!str_to_uint(str_trim(first), &from) || i < from)
			continue;
		if (open ||
			(item.p && str_to_uint(str_trim(item), &to) &&
				i <= to) ||
			(!item.p && i == from))
			return true;
	}
	return false;
}

/* One line of highlighted code; *open is the tag that the line before left
 * open, and the one that this line does: none reaches over a line's end. */
static void put_line(struct buf *out, struct str line, struct str *open)
{
	buf_add(out, *open);
	for (size_t at = 0; (at = str_find_byte(line, at, '<')) != STR_NONE;) {
		size_t end = str_find_byte(line, at, '>') + 1;
		struct str tag = str_sub(line, at, end);
		*open = str_starts(tag, S("</")) ? S("") : tag;
		at = end;
	}
	buf_add(out, line);
	if (open->n)
		buf_lit(out, "</span>");
}

static void put_lines(struct buf *out, struct str html, struct str lit)
{
	struct str line, open = { "", 0 };
	uint32_t i = 0;

	while (html.n && str_cut(&html, '\n', &line)) {
		bool on = is_lit(lit, ++i);
		if (on)
			buf_lit(out, "<mark>");
		put_line(out, line, &open);
		buf_byte(out, '\n');
		if (on)
			buf_lit(out, "</mark>");
	}
}

void render_code_text(struct render *r, struct str language, struct str code,
	struct str lit)
{
	struct buf html;

	buf_init(&html, r->scratch);
	if (!highlight_code(&html, language, code))
		html_escape(&html, code);
	if (lit.n == 0 || lit.n > 200)
		buf_add(r->out, buf_str(&html));
	else
		put_lines(r->out, buf_str(&html), lit);
}

static void site_snippet(struct render *r, const struct snippet *s,
	struct str code)
{
	struct str language = str_lower(r->scratch, language_of(s));

	buf_lit(r->out, "<pre tabindex=\"0\"><code");
	if (language.n) {
		buf_lit(r->out, " class=\"lang-");
		render_text(r, language);
		buf_byte(r->out, '"');
	}
	buf_byte(r->out, '>');
	render_code_text(r, language, code, s->highlight);
	buf_lit(r->out, "</code></pre>\n");
}

/* The directive itself, so that a reader sees that something is not here. */
static void site_missing(struct render *r, const struct node *n)
{
	struct str raw = str_sub(r->page->source->bytes, n->at.at, node_end(n));

	buf_lit(r->out, "<pre class=\"include-missing\"><code>");
	render_text(r, str_trim(raw));
	buf_lit(r->out, "</code></pre>\n");
}

void render_snippet(struct render *r, const struct node *n)
{
	const struct snippet *s = n->as.snippet;
	enum snippet_result result = SNIPPET_NO_FILE;
	struct str code = S("");

	if (r->set)
		result = snippet_read(r->set, r->scratch, r->page->file, s,
			&code);
	render_fresh_line(r);
	if (r->flavor == FLAVOR_SITE && result != SNIPPET_OK)
		site_missing(r, n);
	else if (r->flavor == FLAVOR_SITE)
		site_snippet(r, s, code);
	else if (result == SNIPPET_NO_FILE)
		docfx_missing(r);
	else if (s->directive)
		docfx_directive(r, s, code);
	else
		docfx_snippet(r, s, code);
}
