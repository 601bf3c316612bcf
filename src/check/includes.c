/* How includes are written, and what a page includes through another. */
#include "check/raw.h"

const struct rule rule_include_syntax = {
	.id = "DG503",
	.name = "include-syntax",
	.level = LEVEL_SUGGESTION,
	.title = "an include is not written as it should be",
	.why = "it works here, and not in every tool that reads the page",
	.fix = "write '[!INCLUDE [text](path.md)]', with a space before the "
	       "second "
	       "bracket",
	.aliases = "include-invalid",
	.bad = "# Ferries\n"
	       "\n"
	       "[!include[fares](fares.md)]\n",
	.good = "# Ferries\n"
		"\n"
		"[!INCLUDE [fares](fares.md)]\n",
	.mend = MEND_SAFE,
};

const struct rule rule_include_nested = {
	.id = "DG504",
	.name = "include-nested",
	.level = LEVEL_OFF,
	.title = "an included file includes another",
	.why = "who edits one of the pages cannot see what is in it",
	.fix = "include the other file in the page itself",
};

static bool is_text_file(struct str path)
{
	path = str_sub(path, 0, str_find_byte(path, 0, '?'));
	path = str_sub(path, 0, str_find_byte(path, 0, '#'));
	return str_ends_nocase(path, S(".md")) ||
	       str_ends_nocase(path, S(".yml"));
}

static void report(struct check *c, const struct node *n, size_t from,
	size_t to, const char *what)
{
	struct diag *d = diag_add(c->sink, &rule_include_syntax, n->at, "%s",
		what);
	struct str begin = str_sub(raw_text(c), from, to);

	/* "[!include-" is another thing to docfx. */
	if (str_find_byte(begin, 0, '-') == STR_NONE)
		raw_mend(c, d, MEND_SAFE, from, to, S("[!INCLUDE ["));
}

static void check_begin(struct check *c, const struct node *n)
{
	struct range r = raw_range(c, n);
	struct str s = raw_of(c, r), word = S("[!INCLUDE");
	size_t bracket = str_find_byte(s, 1, '[');

	if (!str_starts_nocase(s, word) || bracket == STR_NONE)
		return;
	if (!str_starts(s, word))
		report(c, n, r.from, r.from + bracket + 1,
			"'INCLUDE' is not in capitals");
	else if (bracket == word.n)
		report(c, n, r.from, r.from + bracket + 1,
			"no space stands behind '[!INCLUDE'");
}

static void check_extension(struct check *c, const struct node *n)
{
	struct str path = n->as.include.path;

	if (path.n == 0 || is_text_file(path))
		return;
	diag_add(c->sink, &rule_include_syntax, n->at,
		"'%.*s' is no Markdown or YAML file", STR_ARG(path))
		->own = LEVEL_WARNING;
}

void check_includes(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind != NODE_INCLUDE)
			continue;
		check_begin(c, n);
		check_extension(c, n);
		if (!c->published)
			diag_add(c->sink, &rule_include_nested, n->at,
				"an included file includes '%.*s'",
				STR_ARG(n->as.include.path));
	}
}
