/* Code that a page takes from other files: is it there? */
#include "check/family.h"
#include "set/snippet.h"

const struct rule rule_snippet_not_found = {
	.id = "DG526",
	.name = "snippet-not-found",
	.level = LEVEL_WARNING,
	.title = "code from another file that is not there",
	.why = "a reader sees the directive instead of the code",
	.fix = "correct the path, the name of the region, or the lines",
	.aliases = "codesnippet-not-found tag-not-found CodeSnippetNotFound",
	.bad = "# Ferries\n"
	       "\n"
	       "[!code-python[fares](fares.py)]\n",
};

static void report(struct check *c, const struct node *n,
	enum snippet_result result)
{
	const struct snippet *s = n->as.snippet;
	struct diag *d = NULL;

	switch (result) {
	case SNIPPET_NO_FILE:
		if (c->fold) {
			vec_push(c->sink->arena, &c->missing,
				str_dup(c->sink->arena, s->path));
			return;
		}
		d = diag_add(c->sink, &rule_snippet_not_found, n->at,
			"there is no file '%.*s' to take code from",
			STR_ARG(s->path));
		break;
	case SNIPPET_NO_TAG:
		d = diag_add(c->sink, &rule_snippet_not_found, n->at,
			"'%.*s' has no %s '%.*s'", STR_ARG(s->path),
			s->notebook ? "cell" : "region", STR_ARG(s->tag));
		break;
	case SNIPPET_NOT_NOTEBOOK:
		d = diag_add(c->sink, &rule_snippet_not_found, n->at,
			"'%.*s' is no notebook", STR_ARG(s->path));
		break;
	case SNIPPET_EMPTY:
		d = diag_add(c->sink, &rule_snippet_not_found, n->at,
			"'%.*s' has no such lines", STR_ARG(s->path));
		break;
	default:
		return;
	}
	if (s->directive)
		d->code = "invalid-code";
	else if (s->notebook && result != SNIPPET_NO_FILE)
		d->code = result == SNIPPET_NO_TAG ? "tag-not-found"
						   : "not-notebook-content";
}

void check_snippets(struct check *c)
{
	struct node *root = c->page->tree[0] ? c->page->tree[0]->root : NULL;
	struct str code;

	for (struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_SNIPPET)
			report(c, n,
				snippet_read(c->set, c->scratch, c->page->file,
					n->as.snippet, &code));
}
