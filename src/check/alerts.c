/* Alerts beside each other, and those that were made of bold words. */
#include "base/utf8.h"
#include "check/raw.h"
#include "page/text.h"

const struct rule rule_alert_adjacent = {
	.id = "DG516",
	.name = "alert-adjacent",
	.level = LEVEL_OFF,
	.title = "an alert follows another without text between them",
	.why = "readers pass over a row of boxes",
	.fix = "keep the one that matters most, and write the others as text",
	.bad = "# Ferries\n"
	       "\n"
	       "> [!NOTE]\n"
	       "> Come early.\n"
	       "\n"
	       "> [!TIP]\n"
	       "> Bring a coat.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early, and bring a coat.\n",
};

const struct rule rule_alert_by_hand = {
	.id = "DG517",
	.name = "alert-by-hand",
	.level = LEVEL_OFF,
	.title = "a paragraph begins with a bold 'Note:' or the like",
	.why = "it does not look like the alerts of other pages",
	.fix = "write '> [!NOTE]' and the text below it",
	.bad = "# Ferries\n"
	       "\n"
	       "**Note:** Come early.\n",
	.good = "# Ferries\n"
		"\n"
		"> [!NOTE]\n"
		"> Come early.\n",
	.mend = MEND_UNSAFE,
};

/* The words that are alerts in the page's language. */
static const struct value *strings_of(const struct check *c)
{
	uint32_t i = c->set->files.p[c->page->file].locale;

	if (!c->set->locales)
		return NULL;
	return c->set->locales[i < c->set->config.nlocales ? i : 0].strings;
}

/* The kind of alert that a bold word is the title of; "": none. */
static struct str kind_of(const struct check *c, struct str word)
{
	const struct value *strings = strings_of(c);
	const struct alert_kinds *alerts = &c->set->config.alerts;

	for (size_t i = 0; i < alerts->n; i++) {
		struct str name = alerts->p[i].name;
		if (str_eq_nocase(word, name) ||
			str_eq_nocase(word,
				value_text_at(strings,
					alerts_key(c->scratch, name))))
			return name;
	}
	return family_listed(c, "alert_labels", "alert-label",
		       utf8_lower_str(c->scratch, str_trim(word)))
		       ? S("NOTE")
		       : S("");
}

static const struct node *first_of(const struct node *p)
{
	const struct node *n = p->child;

	while (n && n->kind == NODE_SEG)
		n = n->child;
	return n;
}

/* Up to the text that follows the label; its ':' is inside or behind it. */
static bool find_label(const struct check *c, const struct node *p,
	struct str *word, struct range *label)
{
	const struct node *bold = first_of(p);
	struct str s = raw_text(c);
	struct str colon = S("："); /* full width */

	if (!bold || bold->kind != NODE_STRONG)
		return false;
	*label = raw_range(c, bold);
	*word = text_of(c->scratch, bold);
	if (str_ends(*word, S(":")) || str_ends(*word, colon)) {
		word->n -= word->p[word->n - 1] == ':' ? 1 : colon.n;
	} else if (label->to < s.n && s.p[label->to] == ':') {
		label->to++;
	} else if (str_starts(str_skip(s, label->to), colon)) {
		label->to += colon.n;
	} else {
		return false;
	}
	*word = str_trim(*word);
	while (label->to < s.n && s.p[label->to] == ' ')
		label->to++;
	return word->n > 0;
}

static void check_label(struct check *c, const struct node *p)
{
	struct str word;
	struct range label;
	struct str kind;
	struct diag *d;

	if (!find_label(c, p, &word, &label))
		return;
	kind = kind_of(c, word);
	if (kind.n == 0)
		return;
	d = diag_add(c->sink, &rule_alert_by_hand, first_of(p)->at,
		"'%.*s' is an alert by hand", STR_ARG(word));
	d->hint = str_printf(c->sink->arena, "write '> [!%.*s]'",
		STR_ARG(kind));
	if (p->parent->kind == NODE_DOCUMENT &&
		label.from == raw_line_start(c, label.from) &&
		label.to < raw_range(c, p).to)
		raw_mend(c, d, MEND_UNSAFE, label.from, label.to,
			str_printf(c->scratch, "> [!%.*s]\n> ", STR_ARG(kind)));
}

void check_alerts(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_PARAGRAPH)
			check_label(c, n);
		else if (n->kind == NODE_ALERT && n->prev &&
			 n->prev->kind == NODE_ALERT)
			diag_add(c->sink, &rule_alert_adjacent,
				raw_span(c, raw_range(c, n).from,
					raw_line_end(c, raw_range(c, n).from)),
				"the alert follows another");
	}
}
