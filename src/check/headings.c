/*
 * The headings of a page as its readers meet them: tabs and zones that one
 * reader cannot see together are never compared.
 */
#include "check/docfx.h"
#include "check/family.h"
#include "check/flow.h"
#include "check/raw.h"
#include "page/text.h"

const struct rule rule_h1_missing = {
	.id = "DG201",
	.name = "h1-missing",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a page has no first-level heading",
	.why = "readers and search engines do not see what the page is about",
	.fix = "begin the page with a heading '# ...'",
	.aliases = "MD041 first-line-heading",
	.bad = "## Tickets\n"
	       "\n"
	       "You buy tickets on the quay.\n",
	.good = "# Ferries\n"
		"\n"
		"## Tickets\n"
		"\n"
		"You buy tickets on the quay.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_multiple_h1s = {
	.id = "DG202",
	.name = "multiple-h1s",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a page has more than one first-level heading",
	.why = "screen readers and search engines take the page for several",
	.fix = "make the second a heading of level 2",
	.aliases = "MD025 single-h1",
	.bad = "# Ferries\n"
	       "\n"
	       "They leave at noon.\n"
	       "\n"
	       "# Piers\n"
	       "\n"
	       "There are two.\n",
	.good = "# Ferries\n"
		"\n"
		"They leave at noon.\n"
		"\n"
		"## Piers\n"
		"\n"
		"There are two.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_h1_not_first = {
	.id = "DG203",
	.name = "h1-not-first",
	.level = LEVEL_SUGGESTION,
	.tag = TAG_ACCESSIBILITY,
	.title = "something stands before the first-level heading",
	.why = "the page does not begin with its name",
	.fix = "move it below the heading",
	.bad = "They leave at noon.\n"
	       "\n"
	       "# Ferries\n",
	.good = "# Ferries\n"
		"\n"
		"They leave at noon.\n",
};

const struct rule rule_heading_skipped = {
	.id = "DG204",
	.name = "heading-skipped",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a heading is more than one level below the one before",
	.why = "those who go through a page by its headings miss a level",
	.fix = "use the next level",
	.aliases = "MD001 heading-increment",
	.bad = "# Ferries\n"
	       "\n"
	       "#### Tickets\n"
	       "\n"
	       "You buy tickets on the quay.\n",
	.good = "# Ferries\n"
		"\n"
		"## Tickets\n"
		"\n"
		"You buy tickets on the quay.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_heading_empty = {
	.id = "DG205",
	.name = "heading-empty",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a heading has no text",
	.why = "a screen reader announces a heading and says nothing",
	.fix = "write the text or remove the heading",
	.aliases = "h1-empty",
	.bad = "# Ferries\n"
	       "\n"
	       "##\n"
	       "\n"
	       "They leave at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"## Times\n"
		"\n"
		"They leave at noon.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_heading_no_content = {
	.id = "DG206",
	.name = "heading-no-content",
	.level = LEVEL_SUGGESTION,
	.title = "nothing stands below a heading",
	.why = "who follows a link to it finds an empty section",
	.fix = "write the section or remove the heading",
	.bad = "# Ferries\n"
	       "\n"
	       "## Tickets\n"
	       "\n"
	       "## Times\n"
	       "\n"
	       "They leave at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"## Tickets\n"
		"\n"
		"You buy tickets on the quay.\n"
		"\n"
		"## Times\n"
		"\n"
		"They leave at noon.\n",
};

const struct rule rule_heading_duplicate = {
	.id = "DG207",
	.name = "heading-duplicate",
	.level = LEVEL_SUGGESTION,
	.title = "two headings of a section have the same text",
	.why = "readers cannot tell them apart in the outline",
	.fix = "say in each what is special to it",
	.aliases = "h2-duplicated MD024 no-duplicate-heading",
	.bad = "# Ferries\n"
	       "\n"
	       "## Times\n"
	       "\n"
	       "At noon.\n"
	       "\n"
	       "## Times\n"
	       "\n"
	       "At one.\n",
	.good = "# Ferries\n"
		"\n"
		"## Times in summer\n"
		"\n"
		"At noon.\n"
		"\n"
		"## Times in winter\n"
		"\n"
		"At one.\n",
};

const struct rule rule_heading_underlined = {
	.id = "DG210",
	.name = "heading-underlined",
	.level = LEVEL_OFF,
	.title = "a heading is underlined instead of marked with '#'",
	.why = "only two levels can be written so",
	.fix = "write '#' before the text",
	.aliases = "headings-with-underline MD003 heading-style",
	.bad = "Ferries\n"
	       "=======\n"
	       "\n"
	       "They leave at noon.\n",
	.good = "# Ferries\n"
		"\n"
		"They leave at noon.\n",
	.mend = MEND_SAFE,
};

const struct rule rule_h1_misplaced = {
	.id = "DG214",
	.name = "h1-misplaced",
	.level = LEVEL_SUGGESTION,
	.title = "a first-level heading stands in an include, a zone or a "
		 "moniker",
	.why = "the page has another name, or none, for some of its readers",
	.fix = "move the heading into the page, outside of zones",
	.aliases = "h1-in-include h1-in-zone h1-in-moniker",
};

const struct rule rule_heading_disallowed = {
	.id = "DG216",
	.name = "disallowed-heading",
	.level = LEVEL_OFF,
	.title = "a heading is in the docset's list of headings that pages do "
		 "not have",
	.why = "the site has its own part of that name",
	.fix = "use another heading",
};

/* Headings of a page that are compared with each other. */
#define COMPARE_MAX 200

struct run {
	struct check *c;
	struct flow flow;
	const struct flow_item *h1; /* the first that counts, or NULL */
};

static struct str text_of_item(struct run *r, const struct flow_item *i)
{
	return str_trim(text_of(r->c->scratch, i->node));
}

/* "H2 'Text'", with the way to it where it comes from an include. */
static struct str name_of(struct run *r, const struct flow_item *i)
{
	return str_printf(r->c->scratch, "H%d '%.*s'%.*s",
		i->node->as.heading.level, STR_ARG(text_of_item(r, i)),
		STR_ARG(r->c->docfx ? flow_way(r->c->scratch, i) : S("")));
}

/* A tab with something beside its link, which DG525 speaks of. */
static bool is_tab(const struct node *heading)
{
	for (const struct node *n = heading->child; n; n = n->next)
		if (n->kind == NODE_LINK &&
			str_starts_nocase(n->as.link.url, S("#tab/")))
			return true;
	return false;
}

static bool is_h1(const struct flow_item *i)
{
	return i->heading && i->node->as.heading.level == 1 && !is_tab(i->node);
}

static struct diag *report(struct run *r, const struct rule *rule,
	const struct flow_item *i, const char *what)
{
	return diag_add(r->c->sink, rule, i->node->at, "%.*s %s",
		STR_ARG(name_of(r, i)), what);
}

/* Its own '#' signs, where the page itself has them; else empty. */
static struct range hashes(const struct run *r, const struct flow_item *i)
{
	struct range h = { 0, 0 };
	struct str s;

	if (i->spot->up)
		return h;
	h = raw_range(r->c, i->node);
	s = raw_of(r->c, h);
	h.to = h.from;
	while (h.to - h.from < s.n && s.p[h.to - h.from] == '#')
		h.to++;
	return h;
}

static void mend_level(struct run *r, struct diag *d, const struct flow_item *i,
	int level)
{
	struct range h = hashes(r, i);

	if (h.to > h.from)
		raw_mend(r->c, d, MEND_UNSAFE, h.from, h.to,
			str_sub(S("######"), 0, (size_t)level));
}

static void misplaced(struct run *r, const struct flow_item *i,
	const char *code, const char *what)
{
	diag_add(r->c->sink, &rule_h1_misplaced, i->node->at, "%.*s %s",
		STR_ARG(name_of(r, i)), what)
		->code = code;
}

static void check_place(struct run *r, const struct flow_item *i)
{
	if (i->spot->up)
		misplaced(r, i, "h1-in-include", "stands in an included file");
	if (i->target.n > 0 && !str_eq(i->target, S("docs")))
		misplaced(r, i, "h1-in-zone",
			"stands in a zone that the site does not show");
	if (i->moniker)
		misplaced(r, i, "h1-in-moniker", "is there in some versions");
}

/* An empty line, as the file has its line ends. */
static const char *line_ends(const struct page *p)
{
	size_t at = str_find_byte(p->source->bytes, 0, '\n');

	return at != STR_NONE && at > 0 && p->source->bytes.p[at - 1] == '\r'
		       ? "\r\n\r\n"
		       : "\n\n";
}

/* The title as a heading, where the text begins. */
static void mend_missing(struct run *r, struct diag *d)
{
	const struct page *p = r->c->page;
	struct span at = { p->file, (uint32_t)p->front.body_at, 0 };

	if (p->front.present && p->title.n > 0 &&
		p->title.p[p->title.n - 1] != '#')
		diag_mend(r->c->sink, d, MEND_UNSAFE, at,
			str_printf(r->c->scratch, "# %.*s%s", STR_ARG(p->title),
				line_ends(p)));
}

static void check_h1s(struct run *r)
{
	bool content = false;

	for (size_t k = 0; k < r->flow.items.n; k++) {
		const struct flow_item *i = &r->flow.items.p[k];

		if (is_h1(i))
			check_place(r, i);
		if (flow_elsewhere(i))
			continue;
		if (!is_h1(i) || i->nested) {
			/* An include that is not there is nothing yet. */
			content |= i->node->kind != NODE_INCLUDE;
			continue;
		}
		if (r->h1)
			mend_level(r,
				report(r, &rule_multiple_h1s, i,
					"is another first-level heading"),
				i, 2);
		else if (content)
			report(r, &rule_h1_not_first, i,
				"is not what the page begins with");
		if (!r->h1)
			r->h1 = i;
	}
	if (!r->h1)
		mend_missing(r, diag_add(r->c->sink, &rule_h1_missing,
					(struct span){ r->c->page->file, 0, 0 },
					"the page has no first-level heading"));
}

/* Something that a reader sees: text, code, an image, an anchor. */
static bool is_empty(struct run *r, const struct node *h)
{
	if (text_of(r->c->scratch, h).n > 0)
		return false;
	for (const struct node *n = h->child; n; n = node_walk(h, n, false))
		if (n->kind == NODE_IMAGE || n->kind == NODE_INCLUDE ||
			(n->kind == NODE_HTML &&
				!str_starts(n->as.text, S("<!--"))))
			return false;
	return true;
}

static void mend_empty(struct run *r, struct diag *d, const struct flow_item *i)
{
	struct range h = raw_range(r->c, i->node);

	/* An anchor in it may be what a link leads to. */
	if (hashes(r, i).to > h.from &&
		h.from == raw_line_start(r->c, h.from) &&
		str_find_byte(raw_of(r->c, h), 0, '<') == STR_NONE)
		raw_mend(r->c, d, MEND_UNSAFE, h.from, h.to, S(""));
}

static void check_empty(struct run *r, const struct flow_item *i)
{
	struct diag *d;
	int level = i->node->as.heading.level;

	if (!is_empty(r, i->node))
		return;
	d = diag_add(r->c->sink, &rule_heading_empty, i->node->at,
		"the heading of level %d is empty", level);
	if (level == 1)
		d->code = "h1-empty";
	if (!i->spot->up)
		mend_empty(r, d, i);
}

/* The heading before item k that a reader of it sees, too. */
static const struct flow_item *before(struct run *r, size_t k)
{
	const struct flow_item *i = &r->flow.items.p[k];

	for (size_t n = 0; k-- > 0 && n < COMPARE_MAX; n++) {
		const struct flow_item *b = &r->flow.items.p[k];

		if (b->heading && flow_together(b, i) &&
			family_monikers_meet(r->c, b->moniker, i->moniker))
			return b;
	}
	return NULL;
}

static void check_level(struct run *r, size_t k)
{
	const struct flow_item *i = &r->flow.items.p[k];
	const struct flow_item *b = before(r, k);

	if (!b || i->node->as.heading.level <= b->node->as.heading.level + 1)
		return;
	mend_level(r,
		diag_add(r->c->sink, &rule_heading_skipped, flow_place(b, i),
			"%.*s follows %.*s", STR_ARG(name_of(r, i)),
			STR_ARG(name_of(r, b))),
		i, b->node->as.heading.level + 1);
}

static void check_content(struct run *r, size_t k)
{
	const struct flow_item *i = &r->flow.items.p[k], *next = NULL;

	if (i->nested)
		return;
	for (size_t n = k + 1;
		!next && n < r->flow.items.n && n - k < COMPARE_MAX; n++)
		if (flow_together(i, &r->flow.items.p[n]))
			next = &r->flow.items.p[n];
	if (next && (!next->heading || next->node->as.heading.level >
					       i->node->as.heading.level))
		return;
	/* A page's name alone is a page that is to be written. */
	if (is_h1(i) && !next && !r->c->docfx)
		return;
	report(r, &rule_heading_no_content, i, "has nothing below it");
}

/* '#' before the text, which is one line; the line below it goes. */
static void mend_underline(struct run *r, struct diag *d,
	const struct flow_item *i)
{
	struct range h = raw_range(r->c, i->node);
	size_t eol = raw_line_end(r->c, h.from);
	size_t end = h.from + str_trim_right(raw_of(r->c, h)).n;
	size_t next = str_find_byte(raw_text(r->c), eol, '\n');

	if (next == STR_NONE || raw_line_end(r->c, next + 1) < end ||
		h.from != raw_line_start(r->c, h.from) ||
		!raw_is_one(r->c, eol, end))
		return;
	diag_mend(r->c->sink, d, MEND_SAFE, raw_span(r->c, h.from, h.from),
		i->node->as.heading.level == 1 ? S("# ") : S("## "));
	raw_mend(r->c, d, MEND_SAFE, eol, end, S(""));
}

static void check_underline(struct run *r, const struct flow_item *i)
{
	struct span at = i->node->at;
	struct str bytes = i->spot->page->source->bytes;
	struct str text = str_trim(
		str_sub(bytes, at.at, (size_t)at.at + at.len));

	if (i->spot->up || text.n == 0 || text.p[0] == '#' ||
		str_find_byte(text, 0, '\n') == STR_NONE)
		return;
	at.at = (uint32_t)(text.p + text.n - 1 - bytes.p);
	at.len = 1;
	mend_underline(r,
		diag_add(r->c->sink, &rule_heading_underlined, at,
			"%.*s is underlined", STR_ARG(name_of(r, i))),
		i);
}

/* ---- the same text twice ----------------------------------------- */

/* The heading that a heading stands below. */
static size_t parent_of(struct run *r, size_t k)
{
	int level = r->flow.items.p[k].node->as.heading.level;

	while (k-- > 0)
		if (r->flow.items.p[k].heading &&
			r->flow.items.p[k].node->as.heading.level < level)
			return k;
	return SIZE_MAX;
}

/* docfx compares all of level 2, and names each; a section's own otherwise,
 * of which the second is named. */
static bool is_twin(struct run *r, size_t k, size_t m)
{
	const struct flow_item *x = &r->flow.items.p[k],
			       *y = &r->flow.items.p[m];

	if (!y->heading ||
		x->node->as.heading.level != y->node->as.heading.level ||
		!flow_together(x, y) ||
		!family_monikers_meet(r->c, x->moniker, y->moniker))
		return false;
	return r->c->docfx || parent_of(r, k) == parent_of(r, m);
}

/* Items with the text of k: a chain through `next`, newest first. */
struct texts {
	struct map last; /* text -> size_t *: index + 1 */
	size_t *next;
};

static void check_twins(struct run *r, const struct texts *t, size_t k)
{
	const struct flow_item *i = &r->flow.items.p[k];
	struct str text = text_of_item(r, i);
	const size_t *at = map_get(&t->last, text);
	size_t n = 0;

	if (!at || text.n == 0 ||
		(r->c->docfx && i->node->as.heading.level != 2))
		return;
	for (size_t m = *at; m > 0 && n++ < 100; m = t->next[m - 1]) {
		if (m - 1 == k || (!r->c->docfx && m - 1 > k) ||
			!is_twin(r, k, m - 1))
			continue;
		report(r, &rule_heading_duplicate, i, "is there twice");
		return;
	}
}

static void check_duplicates(struct run *r)
{
	struct texts t = { 0 };

	t.next = arena_array(r->c->scratch, size_t, r->flow.items.n + 1);
	for (size_t k = 0; k < r->flow.items.n; k++) {
		size_t **slot;

		if (!r->flow.items.p[k].heading)
			continue;
		slot = (size_t **)map_slot(r->c->scratch, &t.last,
			text_of_item(r, &r->flow.items.p[k]));
		if (!*slot)
			*slot = arena_new(r->c->scratch, size_t);
		t.next[k] = **slot;
		**slot = k + 1;
	}
	for (size_t k = 0; k < r->flow.items.n; k++)
		if (r->flow.items.p[k].heading)
			check_twins(r, &t, k);
}

/* ---- lists of the docset ----------------------------------------- */

static void check_disallowed(struct run *r, const struct flow_item *i)
{
	const struct value *rule, *list;
	struct str text = text_of_item(r, i);

	for (size_t n = 0; (rule = docfx_rule(&r->c->set->config,
				    "DisallowedHeadings", n));
		n++) {
		list = value_get(rule, S("disallowed"));
		for (size_t k = 0;
			list && list->kind == VALUE_LIST && k < list->n; k++)
			if (str_eq_nocase(value_as_text(list->items[k]), text))
				diag_add(r->c->sink, &rule_heading_disallowed,
					i->node->at,
					"%.*s is a heading of the site's own",
					STR_ARG(name_of(r, i)))
					->schema = rule;
	}
}

void check_headings(struct check *c)
{
	struct run r = { .c = c };

	if (!c->published || !c->page->tree[0])
		return;
	flow_make(c->scratch, c->set, c->page, &r.flow);
	check_h1s(&r);
	for (size_t k = 0; k < r.flow.items.n; k++) {
		if (!r.flow.items.p[k].heading)
			continue;
		check_empty(&r, &r.flow.items.p[k]);
		check_level(&r, k);
		check_content(&r, k);
		check_underline(&r, &r.flow.items.p[k]);
		if (c->docfx)
			check_disallowed(&r, &r.flow.items.p[k]);
	}
	check_duplicates(&r);
}
