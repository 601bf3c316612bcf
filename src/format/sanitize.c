/*
 * One table. Kept are the elements that docfx v3 keeps and the rest of HTML
 * that a document may use; what only looks (font, center) loses its tags,
 * what acts (forms, frames, scripts) goes.
 */
#include "format/sanitize.h"

#include "base/path.h"

enum flags { VOID = 1, BLOCK = 2 };

struct element {
	const char *name;
	enum sanitize_verdict verdict;
	int flags;
	const char *attrs; /* between spaces, besides the common ones */
};

#define CELL_ATTRS \
	" abbr align colspan headers hidden nowrap rowspan scope valign width "

static const struct element elements[] = {
	{ "a", SANITIZE_KEEP, 0, " download href hreflang rel tabindex " },
	{ "abbr", SANITIZE_KEEP, 0, "" },
	{ "acronym", SANITIZE_UNWRAP, 0, "" },
	{ "address", SANITIZE_KEEP, BLOCK, "" },
	{ "applet", SANITIZE_REMOVE, 0, "" },
	{ "area", SANITIZE_REMOVE, VOID, "" },
	{ "article", SANITIZE_KEEP, BLOCK, "" },
	{ "aside", SANITIZE_KEEP, BLOCK, "" },
	{ "audio", SANITIZE_KEEP, 0, " controls src " },
	{ "b", SANITIZE_KEEP, 0, "" },
	{ "base", SANITIZE_REMOVE, VOID, "" },
	{ "basefont", SANITIZE_REMOVE, VOID, "" },
	{ "bdi", SANITIZE_KEEP, 0, "" },
	{ "bdo", SANITIZE_KEEP, 0, "" },
	{ "bgsound", SANITIZE_REMOVE, VOID, "" },
	{ "big", SANITIZE_UNWRAP, 0, "" },
	{ "blockquote", SANITIZE_KEEP, BLOCK, " cite " },
	{ "body", SANITIZE_UNWRAP, BLOCK, "" },
	{ "br", SANITIZE_KEEP, VOID, " clear " },
	{ "button", SANITIZE_UNWRAP, 0, "" },
	{ "canvas", SANITIZE_REMOVE, 0, "" },
	{ "caption", SANITIZE_KEEP, BLOCK, "" },
	{ "center", SANITIZE_UNWRAP, BLOCK, "" },
	{ "cite", SANITIZE_KEEP, 0, "" },
	{ "code", SANITIZE_KEEP, 0, "" },
	{ "col", SANITIZE_KEEP, VOID | BLOCK, " span width " },
	{ "colgroup", SANITIZE_KEEP, BLOCK, " span " },
	{ "data", SANITIZE_UNWRAP, 0, "" },
	{ "dd", SANITIZE_KEEP, BLOCK, "" },
	{ "del", SANITIZE_KEEP, 0, " cite datetime " },
	{ "details", SANITIZE_KEEP, BLOCK, " open " },
	{ "dfn", SANITIZE_KEEP, 0, "" },
	{ "dialog", SANITIZE_UNWRAP, 0, "" },
	{ "dir", SANITIZE_UNWRAP, BLOCK, "" },
	{ "div", SANITIZE_KEEP, BLOCK, " align hidden " },
	{ "dl", SANITIZE_KEEP, BLOCK, "" },
	{ "dt", SANITIZE_KEEP, BLOCK, "" },
	{ "em", SANITIZE_KEEP, 0, "" },
	{ "embed", SANITIZE_REMOVE, VOID, "" },
	{ "fieldset", SANITIZE_UNWRAP, 0, "" },
	{ "figcaption", SANITIZE_KEEP, BLOCK, "" },
	{ "figure", SANITIZE_KEEP, BLOCK, "" },
	{ "font", SANITIZE_UNWRAP, 0, "" },
	{ "footer", SANITIZE_UNWRAP, BLOCK, "" },
	{ "form", SANITIZE_UNWRAP, BLOCK, "" },
	{ "frame", SANITIZE_REMOVE, VOID, "" },
	{ "frameset", SANITIZE_UNWRAP, BLOCK, "" },
	{ "h1", SANITIZE_KEEP, BLOCK, "" },
	{ "h2", SANITIZE_KEEP, BLOCK, "" },
	{ "h3", SANITIZE_KEEP, BLOCK, "" },
	{ "h4", SANITIZE_KEEP, BLOCK, "" },
	{ "h5", SANITIZE_KEEP, BLOCK, "" },
	{ "h6", SANITIZE_KEEP, BLOCK, "" },
	{ "head", SANITIZE_UNWRAP, BLOCK, "" },
	{ "header", SANITIZE_UNWRAP, BLOCK, "" },
	{ "hgroup", SANITIZE_UNWRAP, BLOCK, "" },
	{ "hr", SANITIZE_KEEP, VOID | BLOCK, " width " },
	{ "html", SANITIZE_UNWRAP, BLOCK, "" },
	{ "i", SANITIZE_KEEP, 0, "" },
	{ "iframe", SANITIZE_REMOVE, BLOCK, "" },
	{ "image", SANITIZE_UNWRAP, 0, "" },
	{ "img", SANITIZE_KEEP, VOID, " align alt border height src width " },
	{ "input", SANITIZE_UNWRAP, VOID, "" },
	{ "ins", SANITIZE_KEEP, 0, " cite datetime " },
	{ "kbd", SANITIZE_KEEP, 0, "" },
	{ "label", SANITIZE_UNWRAP, 0, "" },
	{ "legend", SANITIZE_UNWRAP, 0, "" },
	{ "li", SANITIZE_KEEP, BLOCK, " value " },
	{ "link", SANITIZE_REMOVE, VOID, "" },
	{ "main", SANITIZE_UNWRAP, BLOCK, "" },
	{ "map", SANITIZE_UNWRAP, 0, "" },
	{ "mark", SANITIZE_KEEP, 0, "" },
	{ "marquee", SANITIZE_UNWRAP, 0, "" },
	{ "math", SANITIZE_REMOVE, 0, "" },
	{ "menu", SANITIZE_UNWRAP, 0, "" },
	{ "meta", SANITIZE_REMOVE, VOID, "" },
	{ "meter", SANITIZE_UNWRAP, 0, "" },
	{ "nav", SANITIZE_KEEP, BLOCK, "" },
	{ "nobr", SANITIZE_UNWRAP, 0, "" },
	{ "noembed", SANITIZE_UNWRAP, 0, "" },
	{ "noframes", SANITIZE_REMOVE, 0, "" },
	{ "noscript", SANITIZE_REMOVE, 0, "" },
	{ "object", SANITIZE_REMOVE, 0, "" },
	{ "ol", SANITIZE_KEEP, BLOCK, " reversed start type " },
	{ "optgroup", SANITIZE_UNWRAP, 0, "" },
	{ "option", SANITIZE_UNWRAP, 0, "" },
	{ "output", SANITIZE_UNWRAP, 0, "" },
	{ "p", SANITIZE_KEEP, BLOCK, " align hidden " },
	{ "param", SANITIZE_REMOVE, VOID, "" },
	{ "picture", SANITIZE_UNWRAP, 0, "" },
	{ "pre", SANITIZE_KEEP, BLOCK, "" },
	{ "progress", SANITIZE_UNWRAP, 0, "" },
	{ "q", SANITIZE_KEEP, 0, " cite " },
	{ "rb", SANITIZE_UNWRAP, 0, "" },
	{ "rp", SANITIZE_KEEP, 0, "" },
	{ "rt", SANITIZE_KEEP, 0, "" },
	{ "rtc", SANITIZE_UNWRAP, 0, "" },
	{ "ruby", SANITIZE_KEEP, 0, "" },
	{ "s", SANITIZE_KEEP, 0, "" },
	{ "samp", SANITIZE_KEEP, 0, "" },
	{ "script", SANITIZE_REMOVE, 0, "" },
	{ "search", SANITIZE_UNWRAP, BLOCK, "" },
	{ "section", SANITIZE_KEEP, BLOCK, "" },
	{ "select", SANITIZE_UNWRAP, 0, "" },
	{ "slot", SANITIZE_UNWRAP, 0, "" },
	{ "small", SANITIZE_KEEP, 0, "" },
	{ "source", SANITIZE_KEEP, VOID, " src type " },
	{ "span", SANITIZE_KEEP, 0, "" },
	{ "strike", SANITIZE_UNWRAP, 0, "" },
	{ "strong", SANITIZE_KEEP, 0, "" },
	{ "style", SANITIZE_REMOVE, 0, "" },
	{ "sub", SANITIZE_KEEP, 0, "" },
	{ "summary", SANITIZE_KEEP, BLOCK, "" },
	{ "sup", SANITIZE_KEEP, 0, "" },
	{ "svg", SANITIZE_REMOVE, 0, "" },
	{ "table", SANITIZE_KEEP, BLOCK, " align border width " },
	{ "tbody", SANITIZE_KEEP, BLOCK, " align valign " },
	{ "td", SANITIZE_KEEP, BLOCK, CELL_ATTRS },
	{ "template", SANITIZE_REMOVE, 0, "" },
	{ "textarea", SANITIZE_REMOVE, 0, "" },
	{ "tfoot", SANITIZE_KEEP, BLOCK, "" },
	{ "th", SANITIZE_KEEP, BLOCK, CELL_ATTRS },
	{ "thead", SANITIZE_KEEP, BLOCK, " align valign " },
	{ "time", SANITIZE_KEEP, 0, " datetime " },
	{ "title", SANITIZE_REMOVE, 0, "" },
	{ "tr", SANITIZE_KEEP, BLOCK, " align valign " },
	{ "track", SANITIZE_REMOVE, VOID, "" },
	{ "tt", SANITIZE_UNWRAP, 0, "" },
	{ "u", SANITIZE_KEEP, 0, "" },
	{ "ul", SANITIZE_KEEP, BLOCK, "" },
	{ "var", SANITIZE_KEEP, 0, "" },
	{ "video", SANITIZE_KEEP, 0,
		" controls height poster preload src width " },
	{ "wbr", SANITIZE_KEEP, VOID, "" },
	{ "xmp", SANITIZE_UNWRAP, 0, "" },
};

static const char common[] =
	" class dir id itemid itemprop itemref itemscope itemtype lang name "
	"part role slot spellcheck title translate ";

static const struct element *find(struct str name)
{
	size_t low = 0, high = sizeof(elements) / sizeof(*elements);
	char lower[16];

	if (name.n == 0 || name.n >= sizeof(lower))
		return NULL;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = char_lower(name.p[i]);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(str_make(lower, name.n),
			str_of(elements[mid].name));
		if (c == 0)
			return &elements[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

enum sanitize_verdict sanitize_element(struct str name)
{
	const struct element *e = find(name);

	return e ? e->verdict : SANITIZE_UNKNOWN;
}

/* Is " name " in a list of words between spaces? */
static bool listed(const char *list, struct str name)
{
	struct str rest = str_of(list), word;

	while (str_cut(&rest, ' ', &word))
		if (word.n && str_eq_nocase(word, name))
			return true;
	return false;
}

bool sanitize_attribute(struct str element, struct str name)
{
	const struct element *e = find(element);

	return e && (listed(common, name) || listed(e->attrs, name) ||
			    str_starts_nocase(name, S("data-")) ||
			    str_starts_nocase(name, S("aria-")));
}

bool sanitize_is_video(struct str url)
{
	static const char *const hosts[] = { "www.microsoft.com",
		"www.youtube.com", "www.youtube-nocookie.com",
		"channel9.msdn.com", "learn.microsoft.com", "player.vimeo.com",
		"medius.studios.ms", "msit.microsoftstream.com",
		"web.microsoftstream.com" };
	struct url u = url_split(url);

	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++)
		if (str_eq_nocase(u.authority, str_of(hosts[i])))
			return u.scheme.n == 0 ||
			       str_eq_nocase(u.scheme, S("https")) ||
			       str_eq_nocase(u.scheme, S("http"));
	return false;
}

bool sanitize_is_void(struct str name)
{
	const struct element *e = find(name);

	return e && (e->flags & VOID);
}

bool sanitize_is_block(struct str name)
{
	const struct element *e = find(name);

	return e && (e->flags & BLOCK);
}
