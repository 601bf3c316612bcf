/* References by uid: links, `<xref:uid>`, <xref> of HTML. `@uid` is often
 * somebody's name, so nothing is said of it. */
#include "check/family.h"
#include "format/html.h"
#include "set/uid.h"

static void test(struct check *c, struct span at, struct str reference)
{
	struct str query, fragment, uid = reference;
	size_t mark = str_find_byte(uid, 0, '?');

	if (uid_find(&c->set->by_uid, c->scratch, reference, &query, &fragment))
		return;
	uid = str_sub(uid, 0, mark);
	/* The source docset may have it, or name where others are. */
	if (c->fold) {
		vec_push(c->sink->arena, &c->missing,
			str_dup(c->sink->arena, uid));
		return;
	}
	diag_add(c->sink, &rule_xref_not_found, at, "there is no uid '%.*s'",
		STR_ARG(uid));
}

/* Written by somebody for `@uid`: not to be taken at their word. */
static bool is_guess(const struct html_token *t)
{
	const struct html_attr *raw = html_attr(t, S("data-raw-source"));

	return raw && str_starts(raw->value, S("@"));
}

static void test_html(struct check *c, const struct node *n)
{
	struct html_reader r;
	struct html_token t;
	size_t at = n->at.at;

	html_begin(&r, n->as.text);
	while (html_next(&r, &t)) {
		const struct html_attr *href = NULL;
		struct span span;

		if (t.kind != HTML_OPEN || !str_eq_nocase(t.name, S("xref")))
			continue;
		span = check_narrow(c, n, t.raw, &at);
		href = html_attr(&t, S("href"));
		if (!href)
			href = html_attr(&t, S("uid"));
		if (href && href->value.n > 0 && !is_guess(&t))
			test(c, span, html_unescape(c->scratch, href->value));
	}
}

void check_xrefs(struct check *c)
{
	const struct node *root = c->page->tree[0] ? c->page->tree[0]->root
						   : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false)) {
		if (n->kind == NODE_XREF && n->as.xref.required)
			test(c, n->at, n->as.xref.uid);
		else if (n->kind == NODE_LINK &&
			 str_starts_nocase(n->as.link.url, S("xref:")))
			test(c, n->at, str_skip(n->as.link.url, 5));
		else if (n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK)
			test_html(c, n);
	}
}
