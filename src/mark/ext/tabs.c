/*
 * Tab groups: a run of headings that hold nothing but a link to `#tab/ID`,
 * each with what follows it, up to a thematic break or the end. A heading
 * of another kind, as high as the tabs', ends the group too.
 */
#include "mark/ext/ext.h"

const struct rule rule_tabs_invalid = {
	.id = "DG525",
	.name = "tabs-invalid",
	.level = LEVEL_WARNING,
	.title = "a group of tabs with one tab, with one tab twice, or with no "
		 "end",
	.why = "a reader cannot switch, or what follows is hidden in the last "
	       "tab",
	.fix = "give each tab an id of its own and end the group with '---'",
	.aliases = "invalid-tab-group DuplicateTabId "
		   "tabbed-conceptual-not-allowed",
	.bad = "# Ferries\n"
	       "\n"
	       "# [Summer](#tab/summer)\n"
	       "\n"
	       "At noon.\n"
	       "\n"
	       "---\n",
	.good = "# Ferries\n"
		"\n"
		"# [Summer](#tab/summer)\n"
		"\n"
		"At noon.\n"
		"\n"
		"# [Winter](#tab/winter)\n"
		"\n"
		"At one.\n"
		"\n"
		"---\n",
};

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_TEXT && str_trim(n->as.text).n == 0;
}

/* The one link of a heading, anchors and white space aside; or NULL. */
static struct node *only_link(const struct node *heading)
{
	struct node *link = NULL;

	for (struct node *n = heading->child; n; n = n->next) {
		if (is_blank(n) || n->kind == NODE_HTML)
			continue;
		if (link || (n->kind != NODE_LINK && n->kind != NODE_SEG))
			return NULL;
		link = n;
	}
	return link && link->kind == NODE_SEG ? only_link(link) : link;
}

static struct node *tab_link(const struct node *n)
{
	struct node *link = n->kind == NODE_HEADING ? only_link(n) : NULL;

	if (!link || !str_starts_nocase(link->as.link.url, S("#tab/")))
		return NULL;
	return link;
}

/* "ID/CONDITION" behind "#tab/" */
static void read_tab(struct str url, struct str *id, struct str *condition)
{
	*condition = str_skip(url, 5);
	str_cut(condition, '/', id);
	if (!condition->p)
		*condition = S("");
}

/* The heading becomes the title of a tab; the siblings up to `stop` (not
 * among them, NULL: all) go in behind it. */
static struct node *make_tab(struct ext *x, struct node *heading,
	const struct node *stop)
{
	struct node *link = tab_link(heading), *first = heading->next;
	struct node *last = stop ? stop->prev : heading->parent->last;
	struct node *tab = ext_node(x, NODE_TAB, heading->at.at,
		node_end(heading));

	read_tab(link->as.link.url, &tab->as.tab.id, &tab->as.tab.condition);
	node_insert_before(heading, tab);
	node_unlink(heading);
	heading->kind = NODE_PARAGRAPH;
	node_append(tab, heading);
	if (first && first != stop)
		node_move(tab, first, last);
	tab->at.len = node_end(tab->last) - tab->at.at;
	/* The link was only syntax: its text stands in its place. */
	while (link->child) {
		struct node *c = link->child;
		node_unlink(c);
		node_insert_before(link, c);
	}
	node_unlink(link);
	return tab;
}

static bool ends_group(const struct node *n, int level)
{
	return n->kind == NODE_BREAK ||
	       (n->kind == NODE_HEADING && !tab_link(n) &&
		       n->as.heading.level < level);
}

static void report(struct ext *x, const struct node *n, const char *what)
{
	diag_add(x->sink, &rule_tabs_invalid,
		ext_span(x, n->at.at, node_end(n)), "%s", what);
}

static void check_group(struct ext *x, const struct node *group, bool ended)
{
	const struct node *first = group->child;

	if (first == group->last)
		report(x, first->child, "the group has one tab only");
	if (!ended)
		report(x, first->child, "no '---' ends the group of tabs");
	for (const struct node *n = first; n; n = n->next)
		for (const struct node *m = first; m != n; m = m->next)
			if (str_eq(m->as.tab.id, n->as.tab.id) &&
				str_eq(m->as.tab.condition,
					n->as.tab.condition)) {
				report(x, n->child, "the tab is given twice");
				return;
			}
}

/* All tabs from `first` on. The group, which is in its place. */
static struct node *make_group(struct ext *x, struct node *first)
{
	struct node *group = ext_node(x, NODE_TABS, first->at.at,
		node_end(first));
	int level = first->as.heading.level;
	struct node *heading = first, *n = first->next;
	size_t tabs = 0;

	node_insert_before(first, group);
	while (heading && tabs++ < 64) {
		struct node *tab;
		while (n && !ends_group(n, level) && !tab_link(n))
			n = n->next;
		tab = make_tab(x, heading, n);
		node_unlink(tab);
		node_append(group, tab);
		heading = n && tab_link(n) ? n : NULL;
		n = heading ? heading->next : n;
	}
	group->at.len = node_end(group->last) - group->at.at;
	bool ended = n && n->kind == NODE_BREAK;
	check_group(x, group, ended);
	if (ended)
		node_unlink(n);
	return group;
}

/* A link to a tab with something beside it makes no tab. */
static void check_heading(struct ext *x, const struct node *heading)
{
	for (const struct node *n = heading->child; n; n = n->next)
		if (n->kind == NODE_LINK &&
			str_starts_nocase(n->as.link.url, S("#tab/")))
			report(x, heading,
				"text beside the link: this is no tab");
}

static void tabs_tree(struct ext *x, struct node *root)
{
	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (tab_link(n))
			n = make_group(x, n);
		else if (n->kind == NODE_HEADING)
			check_heading(x, n);
}

const struct extension extension_tabs = {
	.name = "tabs",
	.tree = tabs_tree,
};
