/*
 * Tab groups. docfx's markup is for its script; the site's are radio
 * buttons, so that they work without one.
 */
#include "site/render.h"

/* ---- which tab is shown ------------------------------------------ */

static bool is_chosen(const struct render *r, struct str ids)
{
	struct str id;

	while (str_cut(&ids, '+', &id))
		if (id.n && map_has(&r->tabs, id))
			return true;
	return false;
}

static void choose(struct render *r, struct str ids)
{
	struct str id;

	while (str_cut(&ids, '+', &id))
		if (id.n)
			map_put(r->clean.arena ? r->clean.arena : r->scratch,
				&r->tabs, id, r);
}

static bool is_visible(const struct render *r, const struct node *tab)
{
	return tab->as.tab.condition.n == 0 ||
	       is_chosen(r, tab->as.tab.condition);
}

/* The visible tab whose id was chosen before, else the first visible. */
static const struct node *active_tab(struct render *r, const struct node *group)
{
	const struct node *first = NULL;

	for (const struct node *t = group->child; t; t = t->next) {
		if (!is_visible(r, t))
			continue;
		if (is_chosen(r, t->as.tab.id))
			return t;
		first = first ? first : t;
	}
	if (first)
		choose(r, first->as.tab.id);
	return first;
}

/* ---- docfx ------------------------------------------------------- */

static void put_panel_id(struct render *r, const struct node *t, int group)
{
	buf_printf(r->out, "tabpanel_%d_", group);
	render_text(r, t->as.tab.id);
	if (t->as.tab.condition.n) {
		buf_byte(r->out, '_');
		render_text(r, t->as.tab.condition);
	}
}

static void put_data(struct render *r, const struct node *t)
{
	buf_lit(r->out, " data-tab=\"");
	render_text(r, t->as.tab.id);
	if (t->as.tab.condition.n) {
		buf_lit(r->out, "\" data-condition=\"");
		render_text(r, t->as.tab.condition);
	}
	buf_byte(r->out, '"');
}

static void docfx_title(struct render *r, const struct node *t, int group,
	bool active)
{
	buf_lit(r->out, "<li role=\"presentation\"");
	if (!is_visible(r, t))
		buf_lit(r->out, " aria-hidden=\"true\" hidden=\"hidden\"");
	buf_lit(r->out, ">\n<a href=\"#");
	put_panel_id(r, t, group);
	buf_lit(r->out, "\" role=\"tab\" aria-controls=\"");
	put_panel_id(r, t, group);
	buf_byte(r->out, '"');
	put_data(r, t);
	buf_add(r->out, active ? S(" tabindex=\"0\" aria-selected=\"true\">")
			       : S(" tabindex=\"-1\">"));
	render_contained(r, t->child);
	buf_lit(r->out, "</a>\n</li>\n");
}

static void docfx_panel(struct render *r, const struct node *t, int group,
	bool active)
{
	buf_lit(r->out, "<section id=\"");
	put_panel_id(r, t, group);
	buf_lit(r->out, "\" role=\"tabpanel\"");
	put_data(r, t);
	if (!active)
		buf_lit(r->out, " aria-hidden=\"true\" hidden=\"hidden\"");
	buf_lit(r->out, ">\n");
	render_siblings(r, t->child->next);
	render_fresh_line(r);
	buf_lit(r->out, "</section>\n");
}

static void docfx_tabs(struct render *r, const struct node *n, int group)
{
	const struct node *active = active_tab(r, n);

	buf_printf(r->out,
		"<div class=\"tabGroup\" id=\"tabgroup_%d\">\n"
		"<ul role=\"tablist\">\n",
		group);
	for (const struct node *t = n->child; t; t = t->next)
		docfx_title(r, t, group, t == active);
	buf_lit(r->out, "</ul>\n");
	for (const struct node *t = n->child; t; t = t->next)
		docfx_panel(r, t, group, t == active);
	buf_lit(r->out, "</div>\n");
}

/* ---- the site ---------------------------------------------------- */

static void site_tab(struct render *r, const struct node *t, int group, int i,
	bool active)
{
	buf_printf(r->out,
		"<input type=\"radio\" name=\"tabs-%d\" "
		"id=\"tabs-%d-%d\"",
		group, group, i);
	put_data(r, t);
	buf_add(r->out, active ? S(" checked>") : S(">"));
	buf_printf(r->out, "<label for=\"tabs-%d-%d\">", group, i);
	r->in_link = true;
	render_contained(r, t->child);
	r->in_link = false;
	if (t->as.tab.condition.n) {
		buf_lit(r->out, " <span class=\"condition\">");
		render_text(r, t->as.tab.condition);
		buf_lit(r->out, "</span>");
	}
	buf_lit(r->out, "</label>\n<div class=\"tab\">\n");
	render_siblings(r, t->child->next);
	render_fresh_line(r);
	buf_lit(r->out, "</div>\n");
}

static void site_tabs(struct render *r, const struct node *n, int group)
{
	const struct node *active = active_tab(r, n);
	int i = 0;

	buf_lit(r->out, "<div class=\"tabs\">\n");
	for (const struct node *t = n->child; t; t = t->next)
		site_tab(r, t, group, ++i, t == (active ? active : n->child));
	buf_lit(r->out, "</div>\n");
}

void render_tabs(struct render *r, const struct node *n)
{
	int group = ++r->tab_groups;

	render_fresh_line(r);
	if (r->flavor == FLAVOR_SITE)
		site_tabs(r, n, group);
	else
		docfx_tabs(r, n, group);
}
