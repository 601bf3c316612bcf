/* The YAML head of a page: is it there, and does it name the page. */
#include "check/family.h"

const struct rule rule_yaml_header_missing = {
	"DG104",
	"yaml-header-missing",
	LEVEL_SUGGESTION,
	"a page has no front matter",
	"the page has no description, date or author, and search and "
	"previews show its first words instead",
	"begin the page with a block of YAML between two lines of '---'",
};

const struct rule rule_title_missing = {
	"DG105",
	"title-missing",
	LEVEL_WARNING,
	"a page has neither a title nor a first-level heading",
	"the page has no name in the browser, the navigation and search",
	"add 'title:' to the front matter, or a heading '# ...'",
};

void check_front(struct check *c)
{
	const struct page *p = c->page;
	struct span all = { p->file, 0, 0 };

	if (!c->published)
		return;
	if (p->tree[0] && !p->front.present && !p->front.unclosed)
		diag_add(c->sink, &rule_yaml_header_missing, all,
			"the page has no front matter");
	if (p->title.n == 0)
		diag_add(c->sink, &rule_title_missing, all,
			"the page has no title");
}
