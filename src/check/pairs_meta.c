/*
 * What a bilingual page says beside its pairs: title, description and
 * alternative texts have no source text, so only their language shows that
 * they were forgotten.
 */
#include "check/pairs.h"

#include "page/text.h"

const struct rule rule_locale_metadata = {
	.id = "DG912",
	.name = "localization-metadata",
	.level = LEVEL_INFO,
	.title = "a page says that it is in another language than its docset",
	.why = "search engines and language menus send readers to the wrong "
	       "page",
	.fix = "correct ms.contentlocale",
};

const struct rule rule_meta_untranslated = {
	.id = "DG923",
	.name = "metadata-untranslated",
	.level = LEVEL_OFF,
	.review = LEVEL_SUGGESTION,
	.learned = true,
	.title = "a title, description or alternative text is in the source "
		 "language",
	.why = "it is what search results and screen readers show first",
	.fix = "translate it",
};

/* Odds of the source language, and threes of letters to judge by. */
#define ODDS 10.0
#define ENOUGH 20

static bool is_source_language(const struct pair_check *k, struct str text)
{
	const struct letters *l = k->m->letters;
	struct words w = words_of(k->c->scratch, text);
	size_t changed = 0, n;

	if (l[0].all < 8000 || l[1].all < 8000 ||
		letters_score(&l[0], &l[1], text, &n) < ODDS || n < ENOUGH)
		return false;
	/* Names alone look like the source language. */
	for (size_t i = 0; i < w.n; i++)
		changed += !w.p[i].number && w.p[i].letters > 1 &&
			   lang_kept_rate(k->m, &w.p[i]) < 0.34;
	return changed >= 2;
}

static void check_key(const struct pair_check *k, struct str key)
{
	const struct value *v = value_get(k->c->page->meta, key);

	if (!v || v->kind != VALUE_TEXT || !is_source_language(k, v->text))
		return;
	diag_add(k->c->sink, &rule_meta_untranslated, v->at,
		"the %.*s seems to be in the source language", STR_ARG(key));
}

static void check_alts(const struct pair_check *k)
{
	const struct node *root = k->c->page->tree[0]
					  ? k->c->page->tree[0]->root
					  : NULL;

	for (const struct node *n = root; n; n = node_walk(root, n, false))
		if (n->kind == NODE_IMAGE &&
			is_source_language(k, text_of(k->c->scratch, n)))
			diag_add(k->c->sink, &rule_meta_untranslated, n->at,
				"the alternative text seems to be in the "
				"source language");
}

static void check_locale(const struct pair_check *k)
{
	const struct value *v = value_get(k->c->page->meta,
		S("ms.contentlocale"));

	if (!v || v->kind != VALUE_TEXT || v->text.n == 0 ||
		str_eq_nocase(v->text, k->m->locale))
		return;
	diag_add(k->c->sink, &rule_locale_metadata, v->at,
		"the page says '%.*s', its docset is '%.*s'", STR_ARG(v->text),
		STR_ARG(k->m->locale));
}

void pairs_meta(const struct pair_check *k)
{
	if (k->c->page->meta)
		check_locale(k);
}

void pairs_untranslated(const struct pair_check *k)
{
	if (!k->c->page->meta)
		return;
	check_key(k, S("title"));
	check_key(k, S("description"));
	check_alts(k);
}
