/*
 * Ids and names of a page that are there more than once. Only the first can
 * be reached; which one that is, a reader of the page's source cannot see.
 */
#include "check/raw.h"
#include "format/html.h"

const struct rule rule_duplicate_anchor = {
	.id = "DG215",
	.name = "duplicate-anchor",
	.level = LEVEL_SUGGESTION,
	.title = "two places of a page have the same anchor",
	.why = "a link to it leads to the first, and the page is not valid "
	       "HTML",
	.fix = "give one of them another name",
	.bad = "# Ferries\n"
	       "\n"
	       "## <a name=\"times\"></a>Times\n"
	       "\n"
	       "At noon.\n"
	       "\n"
	       "## <a name=\"times\"></a>Times in winter\n"
	       "\n"
	       "At one.\n",
	.good = "# Ferries\n"
		"\n"
		"## <a name=\"times\"></a>Times\n"
		"\n"
		"At noon.\n"
		"\n"
		"## <a name=\"times-in-winter\"></a>Times in winter\n"
		"\n"
		"At one.\n",
	.mend = MEND_UNSAFE,
};

/* The uses of one name: where its text stands in the view. */
struct anchor {
	struct str name; /* as first written */
	VEC(struct range) uses;
};

struct run {
	struct check *c;
	struct map anchors; /* name in lower case -> struct anchor * */
	struct map links;   /* anchors that links of the page name */
};

static void note_links(struct run *r)
{
	const struct page *p = r->c->page;

	for (size_t i = 0; i < p->references.n; i++) {
		struct str url = str_trim(p->references.p[i].url);

		if (p->references.p[i].side != SIDE_SOURCE &&
			str_starts(url, S("#")) && url.n > 1)
			map_put(r->c->scratch, &r->links,
				str_lower(r->c->scratch, str_skip(url, 1)), r);
	}
}

/* The n-th name that nobody has: "x-1", as headings get it. */
static struct str free_name(struct run *r, struct str name, size_t *n)
{
	struct arena *a = r->c->scratch;
	struct str other;

	do
		other = str_printf(a, "%.*s-%zu", STR_ARG(name), ++*n);
	while (map_has(&r->c->page->anchors, str_lower(a, other)));
	return other;
}

static void mend(struct run *r, struct diag *d, const struct anchor *x)
{
	size_t number = 0;

	for (size_t i = 1; i < x->uses.n; i++) {
		struct range u = x->uses.p[i];

		if (!raw_mend(r->c, d, MEND_UNSAFE, u.from, u.to,
			    free_name(r, x->name, &number)))
			return;
	}
}

static void report(struct run *r, struct str key, const struct anchor *x)
{
	struct range second = x->uses.p[1];
	bool linked = map_has(&r->links, key);
	struct diag *d;

	d = diag_add(r->c->sink, &rule_duplicate_anchor,
		raw_span(r->c, second.from, second.to),
		"the anchor '%.*s' is there %zu times%s", STR_ARG(x->name),
		x->uses.n, linked ? ", and a link names it" : "");
	if (linked)
		d->own = LEVEL_WARNING;
	mend(r, d, x);
}

/* at: of the attribute's value in the view. */
static void add(struct run *r, struct str value, size_t at)
{
	struct arena *a = r->c->scratch;
	struct str name = html_unescape(a, value);
	struct anchor **slot = (struct anchor **)map_slot(a, &r->anchors,
		str_lower(a, name));
	struct range use = { at, at + value.n };

	if (!*slot) {
		*slot = arena_new(a, struct anchor);
		(*slot)->name = name;
	}
	vec_push(a, &(*slot)->uses, use);
}

static bool is_name(const struct html_token *t, const struct html_attr *a)
{
	return str_eq_nocase(a->name, S("id")) ||
	       (str_eq_nocase(a->name, S("name")) &&
		       str_eq_nocase(t->name, S("a")));
}

/* `id` and `name` of one element may be the same. */
static void read_tag(struct run *r, const struct html_token *t, struct str text,
	size_t base)
{
	struct str last = S("");

	for (size_t i = 0; i < t->nattrs; i++) {
		const struct html_attr *a = &t->attrs[i];

		if (!is_name(t, a) || str_eq(a->value, last))
			continue;
		last = a->value;
		if (a->value.n)
			add(r, a->value, base + (size_t)(a->value.p - text.p));
	}
}

static void read_html(struct run *r, struct range range)
{
	struct str text = raw_of(r->c, range);
	struct html_reader reader;
	struct html_token t;

	html_begin(&reader, text);
	while (html_next(&reader, &t))
		if (t.kind == HTML_OPEN)
			read_tag(r, &t, text, range.from);
}

/* An anchor at the beginning of a heading is no node of the tree. */
static void read_heading(struct run *r, const struct node *h)
{
	struct range range = raw_range(r->c, h);
	struct str text = raw_of(r->c, range);
	size_t at = str_find_byte(text, 0, '<');
	const struct node *first = h->child;

	if (at == STR_NONE)
		return;
	if (first)
		range.to = raw_range(r->c, first).from;
	read_html(r, range);
}

void check_anchors(struct check *c)
{
	struct run r = { .c = c };
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	if (!root)
		return;
	note_links(&r);
	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_HEADING)
			read_heading(&r, n);
		else if (n->kind == NODE_HTML ||
			 (n->kind == NODE_HTML_BLOCK && !n->child))
			read_html(&r, raw_html(c, n));
	}
	for (size_t i = 0; i < r.anchors.n; i++) {
		const struct anchor *x = r.anchors.items[i].value;

		if (x->uses.n > 1)
			report(&r, r.anchors.items[i].key, x);
	}
}
