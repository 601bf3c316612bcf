/* One line an element, sorted by name; the attributes between spaces. */
#include "format/allowed.h"

struct element {
	const char *name;
	const char *attrs; /* besides the common ones */
};

static const struct element elements[] = {
	{ "a", "alt download href rel tabindex target" }, { "abbr", "" },
	{ "address", "" }, { "article", "" }, { "b", "" }, { "bdi", "" },
	{ "bdo", "" }, { "blockquote", "cite" }, { "br", "clear" },
	{ "button", "hidden type" }, { "caption", "" }, { "center", "" },
	{ "cite", "" }, { "code", "lang" }, { "col", "span width" },
	{ "colgroup", "span" }, { "dd", "" }, { "del", "cite datetime" },
	{ "details", "" }, { "dfn", "" }, { "div", "align hidden" },
	{ "dl", "" }, { "dt", "" }, { "em", "" }, { "figcaption", "" },
	{ "figure", "" }, { "font", "color face size" }, { "form", "action" },
	{ "h1", "" }, { "h2", "" }, { "h3", "" }, { "h4", "" }, { "head", "" },
	{ "hr", "color size width" }, { "i", "" },
	{ "iframe",
		"align allow allowfullscreen allowtransparency border "
		"frameborder height loading marginwidth scrolling src width" },
	{ "image", "alt height src width" },
	{ "img", "align alt border height hspace sizes src valign width" },
	{ "input", "type value" }, { "ins", "cite datetime" }, { "kbd", "" },
	{ "label", "for" }, { "li", "value" }, { "mark", "" }, { "nav", "" },
	{ "nobr", "" }, { "ol", "reserved start type" },
	{ "p", "align dir hidden lang valign" }, { "pre", "lang" },
	{ "q", "cite" }, { "rgn", "" }, { "s", "" }, { "samp", "" },
	{ "section", "" }, { "small", "" }, { "source", "src type" },
	{ "span", "dir lang" }, { "strike", "" }, { "strong", "" },
	{ "sub", "" }, { "summary", "" }, { "sup", "" },
	{ "table", "align bgcolor border bordercolor cellpadding cellspacing "
		   "frame valign width" },
	{ "tbody", "align valign width" },
	{ "td", "align bgcolor colspan hidden nowrap rowspan valign width" },
	{ "tfoot", "" },
	{ "th", "align bgcolor colspan rowspan scope valign width" },
	{ "thead", "align valign" }, { "time", "datetime" },
	{ "tr", "align bgcolor colspan height valign" }, { "u", "" },
	{ "ul", "" }, { "var", "" },
	{ "video", "controls height poster preload src width" }, { "wbr", "" },
	{ "xref", "href uid" }, /* docfx's own, gone before the list counts */
};

static const char common[] =
	"class id itemid itemprop itemref itemscope itemtype name part role "
	"slot spellcheck title";

static const struct element *find(struct str name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++)
		if (str_eq_nocase(name, str_of(elements[i].name)))
			return &elements[i];
	return NULL;
}

static bool listed(const char *list, struct str name)
{
	struct str rest = str_of(list), word;

	while (str_cut(&rest, ' ', &word))
		if (word.n > 0 && str_eq_nocase(word, name))
			return true;
	return false;
}

bool allowed_element(struct str name)
{
	return find(name) != NULL;
}

bool allowed_attribute(struct str element, struct str name)
{
	const struct element *e = find(element);

	return e && (listed(common, name) || listed(e->attrs, name) ||
			    str_starts_nocase(name, S("data-")) ||
			    str_starts_nocase(name, S("aria-")));
}
