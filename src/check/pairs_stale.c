/*
 * A bilingual page against its source page of today: the page of the same
 * path in the source-language docset, or the same page of this docset in
 * the source language. Both as words alone; see lang/wordrow.h.
 */
#include "check/pairs.h"

#include "lang/sentences.h"
#include "lang/wordrow.h"
#include "mark/limits.h"

const struct rule rule_pair_stale = {
	.id = "DG924",
	.name = "pair-stale",
	.level = LEVEL_OFF,
	.title = "the source page no longer has the text of a pair",
	.why = "the translation says what the source said once",
	.fix = "bring both halves up to date with the source page",
};

struct texts {
	struct str *p;
	size_t n, cap;
};

struct today {
	struct wordrow row;
	struct texts sentences;
	bool *told; /* by sentence: a finding has named it */
};

/* ---- the source page --------------------------------------------- */

/* The page in the source language, in this docset; or NULL. */
static const struct page *own_twin(const struct docset *s, uint32_t file)
{
	const struct file *f = &s->files.p[file], *twin = NULL;

	for (size_t i = 0; i < s->config.nlocales; i++)
		if (i != f->locale && str_eq_nocase(s->config.locales[i].tag,
					      s->config.source_locale))
			twin = docset_twin(s, f, i);
	return twin ? s->pages[twin - s->files.p] : NULL;
}

static const struct page *other_twin(const struct pair_check *k)
{
	const struct docset *s = k->c->set;
	const struct file *f = &s->files.p[k->c->page->file];
	struct arena *a = k->c->scratch;
	struct str bytes;

	if (s->fallback_dir < 0 ||
		(fs_read(a, s->fallback_dir, f->path, LIMIT_FILE, &bytes) !=
				FS_OK &&
			fs_read(a, s->fallback_dir, f->key, LIMIT_FILE,
				&bytes) != FS_OK))
		return NULL;
	return page_parse(a, f->path, bytes, k->c->page->file, true,
		&s->config.alerts);
}

/* One that is bilingual itself is not where the text comes from. */
static const struct page *source_page(const struct pair_check *k)
{
	const struct page *p = own_twin(k->c->set, k->c->page->file);

	if (!k->c->page->tree[0])
		return NULL;
	if (!p)
		p = other_twin(k);
	return p && !p->failed && p->tree[0] && p->pairs.n == 0 ? p : NULL;
}

static void add_sentences(struct arena *a, struct str raw, bool html,
	struct texts *out)
{
	struct sentences s;

	if (str_starts(raw, S("<!--")))
		return;
	s = sentences_of(a, raw, html);
	for (size_t i = 0; i < s.n; i++)
		vec_push(a, out, str_sub(raw, s.p[i].at, s.p[i].end));
}

static struct texts sentences_in(struct arena *a, const struct page *page)
{
	const struct node *root = page->tree[0]->root, *n = root;
	struct texts out = { 0 };

	while (n) {
		bool html = n->kind == NODE_HTML_BLOCK;
		bool leaf = html || (n->child && !node_is_block(n->child));
		struct str raw = str_sub(page->source->bytes, n->at.at,
			node_end(n));
		if (leaf)
			add_sentences(a, raw, html, &out);
		n = node_walk(root, n, leaf);
	}
	return out;
}

/* What both pages have outside pairs is no news. */
static void find_shared(const struct pair_check *k, struct today *t)
{
	struct texts own = sentences_in(k->c->scratch, k->c->page);

	for (size_t i = 0; i < own.n; i++)
		wordrow_find(&t->row, own.p[i]);
}

/* ---- findings ---------------------------------------------------- */

static void find_changed(const struct pair_check *k, struct today *t,
	const struct pair_text *p)
{
	size_t at;

	if (!wordrow_near(&t->row, p->s.raw, &at)) {
		diag_add(k->c->sink, &rule_pair_stale, pair_whole(k, p),
			"the source page no longer says '%.*s'",
			STR_ARG(pair_excerpt(k, p->s.raw)));
		return;
	}
	t->told[at] = true;
	diag_add(k->c->sink, &rule_pair_stale, pair_whole(k, p),
		"the source page now says '%.*s'",
		STR_ARG(pair_excerpt(k, t->sentences.p[at])));
}

/* Elements of the page, images and numbers are not what to translate. */
static bool is_prose(const struct pair_check *k, struct str text)
{
	struct words w;
	struct half h;
	size_t n = 0;

	if (str_starts(text, S("<")) || str_starts(text, S("![")) ||
		str_find(text, 0, S(":::")) != STR_NONE)
		return false;
	half_read(k->c->scratch, text, &h);
	w = words_of(k->c->scratch, h.text);
	for (size_t i = 0; i < w.n; i++)
		n += !w.p[i].number && w.p[i].letters > 1;
	return n > 1;
}

static void find_new(const struct pair_check *k, const struct today *t)
{
	struct str first = S("");
	size_t n = 0;

	for (size_t i = 0; i < t->sentences.n; i++)
		if (t->row.left[i] && !t->told[i] &&
			is_prose(k, t->sentences.p[i]) && n++ == 0)
			first = t->sentences.p[i];
	if (n)
		diag_add(k->c->sink, &rule_pair_stale,
			(struct span){ k->c->page->file, 0, 0 },
			"%zu sentence%s of the source page %s in no pair: "
			"'%.*s'%s",
			n, n == 1 ? "" : "s", n == 1 ? "is" : "are",
			STR_ARG(pair_excerpt(k, first)), n == 1 ? "" : ", …");
}

void pairs_stale(const struct pair_check *k)
{
	struct arena *a = k->c->scratch;
	struct today t = { .row = { .arena = a } };
	const struct page *page = check_wants(k->c, &rule_pair_stale)
					  ? source_page(k)
					  : NULL;
	bool *gone;

	if (!page)
		return;
	t.sentences = sentences_in(a, page);
	t.told = arena_array(a, bool, t.sentences.n + 1);
	for (size_t i = 0; i < t.sentences.n; i++)
		wordrow_add(&t.row, t.sentences.p[i]);
	gone = arena_array(a, bool, k->n + 1);
	for (size_t i = 0; i < k->n; i++)
		gone[i] = !wordrow_find(&t.row, k->p[i].s.raw);
	find_shared(k, &t);
	wordrow_end(&t.row);
	for (size_t i = 0; i < k->n; i++)
		if (gone[i])
			find_changed(k, &t, &k->p[i]);
	find_new(k, &t);
}
