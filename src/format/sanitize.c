/*
 * Two tables. The elements are those of HTML 5 that a document may use; the
 * attributes are given by element, '*' stands for all.
 */
#include "format/sanitize.h"

enum flags { VOID = 1, BLOCK = 2 };

struct element {
	const char *name;
	enum sanitize_verdict verdict;
	int flags;
	const char *attrs; /* between spaces, besides the common ones */
};

#define CELL_ATTRS " abbr align colspan headers rowspan scope valign "

static const struct element elements[] = {
	{ "a", SANITIZE_KEEP, 0, " href hreflang rel download " },
	{ "abbr", SANITIZE_KEEP, 0, "" },
	{ "address", SANITIZE_KEEP, BLOCK, "" },
	{ "article", SANITIZE_KEEP, BLOCK, "" },
	{ "aside", SANITIZE_KEEP, BLOCK, "" },
	{ "audio", SANITIZE_KEEP, 0, " controls src " },
	{ "b", SANITIZE_KEEP, 0, "" },
	{ "bdi", SANITIZE_KEEP, 0, "" },
	{ "bdo", SANITIZE_KEEP, 0, "" },
	{ "big", SANITIZE_UNWRAP, 0, "" },
	{ "blockquote", SANITIZE_KEEP, BLOCK, " cite " },
	{ "br", SANITIZE_KEEP, VOID, "" },
	{ "caption", SANITIZE_KEEP, BLOCK, "" },
	{ "center", SANITIZE_UNWRAP, BLOCK, "" },
	{ "cite", SANITIZE_KEEP, 0, "" },
	{ "code", SANITIZE_KEEP, 0, "" },
	{ "col", SANITIZE_KEEP, VOID | BLOCK, " span width " },
	{ "colgroup", SANITIZE_KEEP, BLOCK, " span " },
	{ "dd", SANITIZE_KEEP, BLOCK, "" },
	{ "del", SANITIZE_KEEP, 0, " cite datetime " },
	{ "details", SANITIZE_KEEP, BLOCK, " open " },
	{ "dfn", SANITIZE_KEEP, 0, "" },
	{ "div", SANITIZE_KEEP, BLOCK, "" },
	{ "dl", SANITIZE_KEEP, BLOCK, "" },
	{ "dt", SANITIZE_KEEP, BLOCK, "" },
	{ "em", SANITIZE_KEEP, 0, "" },
	{ "embed", SANITIZE_REMOVE, VOID, "" },
	{ "figcaption", SANITIZE_KEEP, BLOCK, "" },
	{ "figure", SANITIZE_KEEP, BLOCK, "" },
	{ "font", SANITIZE_UNWRAP, 0, "" },
	{ "form", SANITIZE_UNWRAP, BLOCK, "" },
	{ "h1", SANITIZE_KEEP, BLOCK, "" },
	{ "h2", SANITIZE_KEEP, BLOCK, "" },
	{ "h3", SANITIZE_KEEP, BLOCK, "" },
	{ "h4", SANITIZE_KEEP, BLOCK, "" },
	{ "h5", SANITIZE_KEEP, BLOCK, "" },
	{ "h6", SANITIZE_KEEP, BLOCK, "" },
	{ "hr", SANITIZE_KEEP, VOID | BLOCK, "" },
	{ "i", SANITIZE_KEEP, 0, "" },
	{ "iframe", SANITIZE_REMOVE, BLOCK, "" },
	{ "image", SANITIZE_UNWRAP, 0, "" },
	{ "img", SANITIZE_KEEP, VOID, " alt height src width " },
	{ "input", SANITIZE_UNWRAP, VOID, "" },
	{ "ins", SANITIZE_KEEP, 0, " cite datetime " },
	{ "kbd", SANITIZE_KEEP, 0, "" },
	{ "label", SANITIZE_UNWRAP, 0, "" },
	{ "li", SANITIZE_KEEP, BLOCK, " value " },
	{ "link", SANITIZE_REMOVE, VOID, "" },
	{ "main", SANITIZE_UNWRAP, BLOCK, "" },
	{ "mark", SANITIZE_KEEP, 0, "" },
	{ "meta", SANITIZE_REMOVE, VOID, "" },
	{ "nav", SANITIZE_KEEP, BLOCK, "" },
	{ "nobr", SANITIZE_UNWRAP, 0, "" },
	{ "noscript", SANITIZE_REMOVE, 0, "" },
	{ "object", SANITIZE_REMOVE, 0, "" },
	{ "ol", SANITIZE_KEEP, BLOCK, " reversed start type " },
	{ "p", SANITIZE_KEEP, BLOCK, "" },
	{ "picture", SANITIZE_UNWRAP, 0, "" },
	{ "pre", SANITIZE_KEEP, BLOCK, "" },
	{ "q", SANITIZE_KEEP, 0, " cite " },
	{ "rp", SANITIZE_KEEP, 0, "" },
	{ "rt", SANITIZE_KEEP, 0, "" },
	{ "ruby", SANITIZE_KEEP, 0, "" },
	{ "s", SANITIZE_KEEP, 0, "" },
	{ "samp", SANITIZE_KEEP, 0, "" },
	{ "script", SANITIZE_REMOVE, 0, "" },
	{ "section", SANITIZE_KEEP, BLOCK, "" },
	{ "small", SANITIZE_KEEP, 0, "" },
	{ "source", SANITIZE_REMOVE, VOID, "" },
	{ "span", SANITIZE_KEEP, 0, "" },
	{ "strike", SANITIZE_UNWRAP, 0, "" },
	{ "strong", SANITIZE_KEEP, 0, "" },
	{ "style", SANITIZE_REMOVE, 0, "" },
	{ "sub", SANITIZE_KEEP, 0, "" },
	{ "summary", SANITIZE_KEEP, BLOCK, "" },
	{ "sup", SANITIZE_KEEP, 0, "" },
	{ "svg", SANITIZE_REMOVE, 0, "" },
	{ "table", SANITIZE_KEEP, BLOCK, "" },
	{ "tbody", SANITIZE_KEEP, BLOCK, "" },
	{ "td", SANITIZE_KEEP, BLOCK, CELL_ATTRS },
	{ "tfoot", SANITIZE_KEEP, BLOCK, "" },
	{ "th", SANITIZE_KEEP, BLOCK, CELL_ATTRS },
	{ "thead", SANITIZE_KEEP, BLOCK, "" },
	{ "time", SANITIZE_KEEP, 0, " datetime " },
	{ "title", SANITIZE_REMOVE, 0, "" },
	{ "tr", SANITIZE_KEEP, BLOCK, "" },
	{ "tt", SANITIZE_UNWRAP, 0, "" },
	{ "u", SANITIZE_KEEP, 0, "" },
	{ "ul", SANITIZE_KEEP, BLOCK, "" },
	{ "var", SANITIZE_KEEP, 0, "" },
	{ "video", SANITIZE_KEEP, 0, " controls height src width " },
	{ "wbr", SANITIZE_KEEP, VOID, "" },
};

static const char common[] =
	" class dir id itemid itemprop itemref itemscope itemtype lang name "
	"role title translate ";

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
