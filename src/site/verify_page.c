/*
 * A page, or an SVG file, as a row of tokens: what each tag says, and what
 * the whole must have.
 */
#include "base/path.h"
#include "site/verifier.h"

/* The next token as a browser sees it: in svg and math no element has a text
 * that hides tags. */
static bool next(struct verifier *v, struct html_reader *r,
	struct html_token *t)
{
	int change;

	if (!html_next(r, t))
		return false;
	if (t->kind != HTML_OPEN && t->kind != HTML_CLOSE)
		return true;
	if (verify_is(t, "svg") || verify_is(t, "math")) {
		change = t->kind == HTML_CLOSE ? -1 : !t->self_closing;
		if (v->page.foreign + change >= 0)
			v->page.foreign += change;
	}
	if (v->page.foreign)
		r->raw_until = S("");
	return true;
}

/* ---- what others may point at ------------------------------------ */

static void note_id(struct verifier *v, const struct html_token *t,
	const char *name)
{
	if (html_attr(t, str_of(name)))
		verify_note_id(v, v->source.path, verify_value(v, t, name));
}

static void note_loaded(struct verifier *v, struct map *set, struct str url)
{
	struct str path;

	if (path_resolve(&v->scratch, v->source.path,
		    url_decode(&v->scratch, url_split(str_trim(url)).path),
		    &path))
		map_put(v->a, set, str_dup(v->a, path), v);
}

/* The address of the page on the network says that of the site. */
static void note_home(struct verifier *v, struct str canonical)
{
	struct str path = str_cat(&v->scratch, S("/"),
		url_encode(&v->scratch, v->source.path));

	if (v->home.n == 0 && url_split(canonical).has_authority &&
		str_ends(canonical, path))
		v->home = str_dup(v->a,
			str_sub(canonical, 0, canonical.n - path.n + 1));
}

static void note_link(struct verifier *v, const struct html_token *t)
{
	struct str rel = str_lower(&v->scratch, verify_value(v, t, "rel"));

	if (str_find(rel, 0, S("stylesheet")) != STR_NONE)
		note_loaded(v, &v->styles, verify_value(v, t, "href"));
	else if (str_eq(rel, S("canonical")))
		note_home(v, verify_value(v, t, "href"));
}

void verify_note_page(struct verifier *v, struct str path)
{
	struct html_reader r;
	struct html_token t;

	v->source.path = path;
	v->page = (struct verify_page){ 0 };
	html_begin(&r, v->source.bytes);
	while (next(v, &r, &t)) {
		if (t.kind != HTML_OPEN)
			continue;
		note_id(v, &t, "id");
		if (verify_is(&t, "a"))
			note_id(v, &t, "name");
		if (verify_is(&t, "script") && html_attr(&t, S("src")))
			note_loaded(v, &v->scripts, verify_value(v, &t, "src"));
		if (verify_is(&t, "link"))
			note_link(v, &t);
	}
}

/* ---- links around a picture -------------------------------------- */

static void end_link(struct verifier *v)
{
	struct verify_page *p = &v->page;

	if (p->in_link && p->link_picture && !p->link_words)
		verify_trouble(v, p->link_at,
			"a link is a picture without alternative text",
			VERIFY_NOTHING);
	p->in_link = false;
}

static bool has_words(struct verifier *v, const struct html_token *t)
{
	static const char *const names[] = { "aria-label", "aria-labelledby",
		"title" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_trim(verify_value(v, t, names[i])).n)
			return true;
	return verify_is(t, "img") && str_trim(verify_value(v, t, "alt")).n;
}

static void follow_link(struct verifier *v, const struct html_token *t)
{
	struct verify_page *p = &v->page;

	if (verify_is(t, "a") && !p->foreign) {
		end_link(v);
		p->in_link = html_attr(t, S("href")) != NULL;
		p->link_picture = p->link_words = false;
		p->link_at = t->raw;
	}
	if (verify_is(t, "img"))
		p->link_picture |= html_attr(t, S("alt")) != NULL;
	p->link_words |= has_words(v, t);
	/* A page that has moved says where, and does not only go there. */
	if (verify_is(t, "a") && p->moves_to.n &&
		str_eq(verify_value(v, t, "href"), p->moves_to))
		p->moves_to = S("");
}

/* ---- the page as a whole ----------------------------------------- */

static bool is_tag(struct str lang)
{
	for (size_t i = 0; i < lang.n; i++)
		if (!char_is_alnum(lang.p[i]) && lang.p[i] != '-')
			return false;
	return lang.n > 1 && !char_is_digit(lang.p[0]) && lang.p[0] != '-';
}

static void check_html(struct verifier *v, const struct html_token *t)
{
	struct str lang = verify_value(v, t, "lang");

	v->page.html = true;
	if (!is_tag(lang))
		verify_trouble(v, t->raw, "the page does not say its language",
			lang.n ? lang : VERIFY_NOTHING);
	if (str_eq(v->source.path, S("404.html")))
		v->base = verify_value(v, t, "data-base");
}

static void open_tag(struct verifier *v, const struct html_token *t)
{
	if (verify_is(t, "html"))
		check_html(v, t);
	if (verify_is(t, "title") && !v->page.foreign)
		v->page.title = true;
	follow_link(v, t);
	verify_element(v, t, false);
}

static void close_tag(struct verifier *v, const struct html_token *t)
{
	if (verify_is(t, "a") && !v->page.foreign)
		end_link(v);
	v->page.ended |= verify_is(t, "html");
}

static void read_text(struct verifier *v, struct str raw, struct str inside,
	bool data)
{
	if (str_trim(raw).n == 0)
		return;
	v->page.link_words = true;
	v->page.ended = false;
	if (str_eq_nocase(inside, S("title")))
		v->page.title_text = true;
	if (data)
		verify_linked_data(v, raw);
}

static void read_other(struct verifier *v, const struct html_token *t)
{
	if (str_starts_nocase(t->raw, S("<!doctype html")))
		v->page.doctype = true;
	else if (str_starts(t->raw, S("<![CDATA[")) && !v->page.foreign)
		verify_trouble(v, t->raw, "a page has no CDATA",
			VERIFY_NOTHING);
}

static void check_whole(struct verifier *v)
{
	const struct verify_page *p = &v->page;
	struct str text = v->source.bytes;
	struct str start = str_sub(text, 0, 1), end = str_skip(text, text.n);

	if (!p->doctype)
		verify_trouble(v, start, "the page has no document type",
			VERIFY_NOTHING);
	if (!p->html)
		verify_trouble(v, start, "the page does not say its language",
			VERIFY_NOTHING);
	if (!p->charset)
		verify_trouble(v, start, "the page does not say its charset",
			VERIFY_NOTHING);
	if (!p->title || !p->title_text)
		verify_trouble(v, start, "the page has no title",
			VERIFY_NOTHING);
	if (p->moves_to.n)
		verify_trouble(v, p->moves_at,
			"another host's page follows by itself:", p->moves_to);
	if (!p->ended)
		verify_trouble(v, end, "the page ends too early",
			VERIFY_NOTHING);
}

void verify_page(struct verifier *v)
{
	struct html_reader r;
	struct html_token t;
	struct str inside = S("");
	bool data = false;

	v->counts->pages++;
	v->page = (struct verify_page){ 0 };
	if (str_trim(v->source.bytes).n == 0) {
		verify_trouble(v, VERIFY_NOTHING, "the page is empty",
			VERIFY_NOTHING);
		return;
	}
	html_begin(&r, v->source.bytes);
	while (next(v, &r, &t)) {
		if (t.kind == HTML_OPEN)
			open_tag(v, &t);
		else if (t.kind == HTML_CLOSE)
			close_tag(v, &t);
		else if (t.kind == HTML_TEXT)
			read_text(v, t.raw, inside, data);
		else if (t.kind == HTML_OTHER)
			read_other(v, &t);
		inside = r.raw_until;
		data = t.kind == HTML_OPEN && verify_is(&t, "script") &&
		       str_eq_nocase(verify_value(v, &t, "type"),
			       S("application/ld+json"));
	}
	end_link(v);
	check_whole(v);
}

/* ---- pictures ---------------------------------------------------- */

/* <?xml-stylesheet href="a.css"?> */
static void check_instruction(struct verifier *v, struct str raw)
{
	size_t at = str_find(raw, 0, S("href="));
	size_t end;

	if (!str_starts(raw, S("<?xml-stylesheet")) || at == STR_NONE ||
		at + 5 >= raw.n)
		return;
	end = str_find_byte(raw, at + 6, raw.p[at + 5]);
	raw = str_sub(raw, at + 6, end);
	verify_url(v, raw, html_unescape(&v->scratch, raw), VERIFY_RUN);
}

void verify_svg(struct verifier *v)
{
	struct html_reader r;
	struct html_token t;
	bool style = false, svg = false, ended = false;

	v->page = (struct verify_page){ 0 };
	html_begin(&r, v->source.bytes);
	while (next(v, &r, &t)) {
		if (verify_is(&t, "svg")) {
			ended = t.kind == HTML_CLOSE || t.self_closing;
			svg = true;
		}
		if (t.kind == HTML_OPEN)
			verify_element(v, &t, true);
		else if (style && (t.kind == HTML_TEXT || t.kind == HTML_OTHER))
			verify_style(v, VERIFY_NOTHING, t.raw);
		else if (t.kind == HTML_OTHER)
			check_instruction(v, t.raw);
		if (t.kind == HTML_OPEN || t.kind == HTML_CLOSE)
			style = t.kind == HTML_OPEN && verify_is(&t, "style");
	}
	if (!svg)
		verify_trouble(v, VERIFY_NOTHING, "this is no picture",
			VERIFY_NOTHING);
	else if (!ended)
		verify_trouble(v, str_skip(v->source.bytes, v->source.bytes.n),
			"the picture ends too early", VERIFY_NOTHING);
}
