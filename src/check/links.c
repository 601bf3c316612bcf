/*
 * Links, images and lightboxes of a page against the docset: one resolved
 * target, and a table of tests of which the first that finds something
 * speaks for the target. What is written between the brackets is judged by
 * itself.
 */
#include "check/family.h"

#include "base/path.h"
#include "check/check.h"
#include "check/raw.h"
#include "page/text.h"
#include "set/include.h"
#include "set/links.h"

const struct rule rule_file_not_found = {
	.id = "DG301",
	.name = "file-not-found",
	.level = LEVEL_WARNING,
	.title = "a link or image names a file that is not there",
	.why = "the link leads nowhere, the image is not shown",
	.fix = "correct the path, or add the file",
	.aliases = "link-broken InvalidFileLink",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [fares](fares.md).\n",
	.good = "# Ferries\n"
		"\n"
		"See the [times](#ferries).\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_file_name_case = {
	.id = "DG303",
	.name = "file-name-case",
	.level = LEVEL_WARNING,
	.title = "a link names a file in another case than the file has",
	.why = "it works on Windows and macOS and is broken on most web "
	       "servers",
	.fix = "write the name as the file has it",
	.mend = MEND_SAFE,
};

const struct rule rule_bookmark_not_found = {
	.id = "DG304",
	.name = "bookmark-not-found",
	.level = LEVEL_WARNING,
	.title = "a link names a heading or anchor that is not in the page",
	.why = "the link opens the page at its top instead of the place meant",
	.fix = "write the anchor that the page has, or add '<a "
	       "name=\"...\"></a>' "
	       "where the link should lead",
	.aliases = "InvalidBookmark MD051 link-fragments",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [times](#tmes).\n"
	       "\n"
	       "## Times\n"
	       "\n"
	       "At noon.\n",
	.good = "# Ferries\n"
		"\n"
		"See the [times](#times).\n"
		"\n"
		"## Times\n"
		"\n"
		"At noon.\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_link_text_missing = {
	.id = "DG305",
	.name = "link-text-missing",
	.level = LEVEL_WARNING,
	.tag = TAG_ACCESSIBILITY,
	.title = "a link has no text",
	.why = "readers cannot see the link, and a screen reader reads its "
	       "address",
	.fix = "put the text back, between the square brackets",
	.bad = "# Ferries\n"
	       "\n"
	       "For the fares, see [](https://ferry.example/fares).\n",
	.good = "# Ferries\n"
		"\n"
		"For the fares, see [the list](https://ferry.example/fares).\n",
	.mend = MEND_UNSAFE,
};

const struct rule rule_link_target_missing = {
	.id = "DG306",
	.name = "link-target-missing",
	.level = LEVEL_WARNING,
	.title = "a link or image has no target",
	.why = "the link leads nowhere, the image is not shown",
	.fix = "write the address between the parentheses, or take the "
	       "brackets "
	       "away",
	.aliases = "MD042 no-empty-links",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [fares]().\n",
	.good = "# Ferries\n"
		"\n"
		"See the [fares](https://ferry.example/fares).\n",
};

const struct rule rule_link_backslash = {
	.id = "DG308",
	.name = "link-backslash",
	.level = LEVEL_WARNING,
	.title = "a link separates folders with '\\'",
	.why = "browsers and most servers do not find the file",
	.fix = "write '/' instead",
	.aliases = "path-invalid",
	.mend = MEND_SAFE,
};

const struct rule rule_local_file_path = {
	.id = "DG309",
	.name = "local-file-path",
	.level = LEVEL_WARNING,
	.title = "a link leads to a file of somebody's own machine",
	.why = "nobody else has the file",
	.fix = "put the file into the docset and write its relative path",
	.bad = "# Ferries\n"
	       "\n"
	       "See the [fares](C:/fares.md).\n",
	.good = "# Ferries\n"
		"\n"
		"See the [fares](https://ferry.example/fares).\n",
};

const struct rule rule_unsafe_scheme = {
	.id = "DG311",
	.name = "unsafe-scheme",
	.level = LEVEL_ERROR,
	.title = "a link runs a script or carries data",
	.why = "the link is left out of the site",
	.fix = "link to a page or file",
	.bad = "# Ferries\n"
	       "\n"
	       "[Print](javascript:print()) this.\n",
	.good = "# Ferries\n"
		"\n"
		"Print this.\n",
};

const struct rule rule_link_scope = {
	.id = "DG310",
	.name = "link-out-of-scope",
	.level = LEVEL_WARNING,
	.title = "a link names a page that is not published",
	.why = "the link leads nowhere",
	.fix = "add the page to the docset's content, or link to another",
};

const struct rule rule_link_moved = {
	.id = "DG315",
	.name = "redirected-link",
	.level = LEVEL_SUGGESTION,
	.title = "a link leads to a page that has moved",
	.why = "the reader waits for one more page",
	.fix = "link to where it has moved",
	.mend = MEND_SAFE,
};

/* Names of a page that are compared with what there is. */
#define GUESSES_MAX CHECK_MAX_PER_FILE

/* A reference and where it leads. */
struct target {
	const struct reference *ref;
	struct span at;
	struct link link;
};

static struct str hint_near(struct check *c, struct str word)
{
	return word.n ? str_printf(c->sink->arena, "did you mean '%.*s'?",
				STR_ARG(word))
		      : S("");
}

static struct str path_of(const struct target *t)
{
	return url_split(t->ref->url).path;
}

static void mend_path(struct check *c, struct diag *d, enum mend mend,
	const struct target *t, struct str path)
{
	if (link_is_plain(path))
		raw_mend_url(c, d, mend, t->ref, t->at, path_of(t), path);
}

static bool test_local(struct check *c, const struct target *t)
{
	struct str url = str_trim(t->ref->url);
	struct str scheme = url_split(url).scheme;

	if (scheme.n != 1 && !str_eq_nocase(scheme, S("file")))
		return false;
	diag_add(c->sink, &rule_local_file_path, t->at,
		"'%.*s' is a file of one machine only", STR_ARG(url))
		->code = scheme.n == 1 ? NULL : "unsafe-scheme";
	return true;
}

static bool test_scheme(struct check *c, const struct target *t)
{
	struct str url = str_trim(t->ref->url);

	if (t->link.kind != LINK_UNSAFE)
		return false;
	if (t->ref->kind == REFERENCE_IMAGE &&
		str_starts_nocase(url, S("data:image/")))
		return true;
	diag_add(c->sink, &rule_unsafe_scheme, t->at,
		"links with '%.*s:' are not allowed",
		STR_ARG(url_split(url).scheme));
	return true;
}

static bool test_empty(struct check *c, const struct target *t)
{
	if (t->link.kind != LINK_EMPTY)
		return false;
	diag_add(c->sink, &rule_link_target_missing, t->at,
		"the %s has no target",
		t->ref->kind == REFERENCE_IMAGE ? "image" : "link");
	return true;
}

static bool test_moved(struct check *c, const struct target *t)
{
	const struct redirect *to = t->link.kind == LINK_MISSING
					    ? map_get(&c->set->config.redirects,
						      t->link.path)
					    : NULL;

	if (!to)
		return false;
	mend_path(c,
		diag_add(c->sink, &rule_link_moved, t->at,
			"'%.*s' has moved to '%.*s'", STR_ARG(t->link.path),
			STR_ARG(to->url)),
		MEND_SAFE, t, to->url);
	return true;
}

static void propose_file(struct check *c, struct diag *d,
	const struct target *t)
{
	struct str near = link_nearest_file(c->set, c->sink->arena,
		c->page->file, t->link.path);

	d->hint = hint_near(c, near);
	mend_path(c, d, MEND_UNSAFE, t, near);
}

static bool test_there(struct check *c, const struct target *t)
{
	struct diag *d;

	if (t->link.kind == LINK_OUTSIDE)
		d = diag_add(c->sink, &rule_file_not_found, t->at,
			"'%.*s' leads out of the docset", STR_ARG(t->ref->url));
	else if (t->link.kind == LINK_MISSING)
		d = diag_add(c->sink, &rule_file_not_found, t->at,
			"the file '%.*s' does not exist",
			STR_ARG(t->link.path));
	else
		return false;
	if (t->link.kind == LINK_MISSING && c->guesses++ < GUESSES_MAX)
		propose_file(c, d, t);
	return true;
}

/* Instead of test_there where the source language's files are elsewhere. */
static bool fold_missing(struct check *c, const struct target *t)
{
	struct arena *keep = c->sink->arena;

	if (!c->fold ||
		(t->link.kind != LINK_MISSING && t->link.kind != LINK_OUTSIDE))
		return false;
	vec_push(keep, &c->missing, str_dup(keep, t->link.path));
	return true;
}

/* A page that is there and that nobody publishes. */
static bool test_scope(struct check *c, const struct target *t)
{
	const struct file *f;

	if (t->link.kind != LINK_FILE)
		return false;
	f = &c->set->files.p[t->link.file];
	if (f->output.n > 0 || f->kind == FILE_TOC ||
		(!str_ends_nocase(f->path, S(".md")) &&
			!str_ends_nocase(f->path, S(".yml"))))
		return false;
	diag_add(c->sink, &rule_link_scope, t->at,
		"'%.*s' is there, but it is not published", STR_ARG(f->path));
	return true;
}

static struct str with_slashes(struct check *c, struct str path)
{
	struct str copy = str_dup(c->scratch, path);
	char *p = arena_array(c->scratch, char, copy.n + 1);

	for (size_t i = 0; i < copy.n; i++)
		p[i] = copy.p[i];
	for (size_t i = 0; i < copy.n; i++)
		if (p[i] == '\\')
			p[i] = '/';
	return str_make(p, copy.n);
}

static bool test_backslash(struct check *c, const struct target *t)
{
	if (!t->link.backslash)
		return false;
	mend_path(c,
		diag_add(c->sink, &rule_link_backslash, t->at,
			"'%.*s' has '\\' where '/' should be",
			STR_ARG(t->ref->url)),
		MEND_SAFE, t, with_slashes(c, path_of(t)));
	return true;
}

/* The written path with the file's own case: from its end on as far as
 * the two are the same word. */
static struct str in_case(struct check *c, struct str written, struct str real)
{
	size_t n = 0;

	while (n < written.n && n < real.n &&
		char_lower(written.p[written.n - 1 - n]) ==
			char_lower(real.p[real.n - 1 - n]))
		n++;
	return str_cat(c->scratch, str_sub(written, 0, written.n - n),
		str_skip(real, real.n - n));
}

static bool test_case(struct check *c, const struct target *t)
{
	struct diag *d;

	if (!t->link.other_case)
		return false;
	d = diag_add(c->sink, &rule_file_name_case, t->at,
		"'%.*s' differs from the file's name in case",
		STR_ARG(url_split(str_trim(t->ref->url)).path));
	d->hint = str_printf(c->sink->arena, "the file is '%.*s'",
		STR_ARG(t->link.path));
	mend_path(c, d, MEND_SAFE, t, in_case(c, path_of(t), t->link.path));
	return true;
}

static void propose_anchor(struct check *c, struct diag *d,
	const struct target *t, const struct page *p)
{
	struct str near = link_nearest_anchor(p,
		str_lower(c->scratch, t->link.fragment));

	if (near.n == 0)
		return;
	d->hint = hint_near(c, str_cat(c->scratch, S("#"), near));
	if (link_is_plain(near) && t->ref->node->at.file == c->page->file)
		raw_mend_url(c, d, MEND_UNSAFE, t->ref, t->at,
			url_split(t->ref->url).fragment, near);
}

static bool test_bookmark(struct check *c, const struct target *t)
{
	const struct link *l = &t->link;
	bool self = l->kind == LINK_SELF;
	const struct page *to;
	struct diag *d;

	/* What is around a fragment is known to the pages that show it. */
	if (!l->bookmark_missing || (self && !c->published))
		return false;
	to = self ? c->page : c->set->pages[l->file];
	if (self)
		d = diag_add(c->sink, &rule_bookmark_not_found, t->at,
			"there is no '#%.*s' in this page",
			STR_ARG(l->fragment));
	else
		d = diag_add(c->sink, &rule_bookmark_not_found, t->at,
			"there is no '#%.*s' in '%.*s'", STR_ARG(l->fragment),
			STR_ARG(l->path));
	d->about = to->file;
	if (c->guesses++ < GUESSES_MAX)
		propose_anchor(c, d, t, to);
	return true;
}

/* In this order; the first that finds something is the last. */
static bool (*const tests[])(struct check *c, const struct target *t) = {
	test_local,
	test_scheme,
	test_empty,
	test_moved,
	fold_missing,
	test_there,
	test_scope,
	test_backslash,
	test_case,
	test_bookmark,
};

/* Something that may be seen though it has no text of its own. */
static bool shows_something(const struct node *link)
{
	for (const struct node *n = link; n; n = node_walk(link, n, false)) {
		if (n->kind == NODE_IMAGE || n->kind == NODE_INCLUDE)
			return true;
		if (n->kind == NODE_HTML &&
			str_starts_nocase(n->as.text, S("<img")))
			return true;
	}
	return false;
}

/* The link of the source side to the same place, as often as it comes. */
static const struct node *source_link(struct check *c, const struct node *link)
{
	const struct node *t, *s = family_source(c, link, &t);
	size_t nth = 0;

	for (const struct node *n = t; s && n != link;
		n = node_walk(t, n, false))
		nth += n->kind == NODE_LINK &&
		       str_eq(n->as.link.url, link->as.link.url);
	for (const struct node *n = s; n; n = node_walk(s, n, false))
		if (n->kind == NODE_LINK &&
			str_eq(n->as.link.url, link->as.link.url) && nth-- == 0)
			return n;
	return NULL;
}

/* What the source side says, else the title of the page. */
static void mend_text(struct check *c, struct diag *d, const struct node *link,
	const struct target *t)
{
	const struct node *s = c->guesses++ < GUESSES_MAX ? source_link(c, link)
							  : NULL;
	struct range r = raw_range(c, link);
	struct str text = s ? text_of(c->scratch, s) : S("");

	if (text.n == 0 && t->link.kind == LINK_PAGE)
		text = c->set->pages[t->link.file]->title;
	if (text.n == 0 || !str_starts(raw_of(c, r), S("[](")) ||
		str_find_byte(text, 0, ']') != STR_NONE ||
		str_find_byte(text, 0, '[') != STR_NONE)
		return;
	d->hint = str_printf(c->sink->arena, "its text may be '%.*s'",
		STR_ARG(text));
	raw_mend(c, d, MEND_UNSAFE, r.from, r.from + 2,
		str_printf(c->scratch, "[%.*s]", STR_ARG(text)));
}

static void check_text(struct check *c, const struct target *t)
{
	const struct node *link = t->ref->node;

	if (text_of(c->scratch, link).n > 0 || shows_something(link))
		return;
	mend_text(c,
		diag_add(c->sink, &rule_link_text_missing, link->at,
			"the link to '%.*s' has no text",
			STR_ARG(link->as.link.url)),
		link, t);
}

static void check_target(struct check *c, const struct target *t)
{
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		if (tests[i](c, t))
			return;
}

static bool is_html(const struct node *n)
{
	return n->kind == NODE_HTML || n->kind == NODE_HTML_BLOCK;
}

/* Links inside a fragment to its readers' own page: those of each page that
 * shows it. */
static void check_shown(struct check *c, const struct page *in, int depth)
{
	for (size_t i = 0; i < in->references.n; i++) {
		const struct reference *r = &in->references.p[i];
		struct target t = { .ref = r, .at = r->node->at };
		const struct page *more = NULL;

		if (r->side == SIDE_SOURCE)
			continue;
		if (r->kind == REFERENCE_INCLUDE) {
			if (r->node->as.include.file != FILE_NONE)
				more = c->set->pages[r->node->as.include.file];
			if (more && depth < INCLUDE_DEPTH)
				check_shown(c, more, depth + 1);
			continue;
		}
		if (depth == 0 || !str_starts(str_trim(r->url), S("#")))
			continue;
		t.link = link_resolve(c->set, c->scratch, in->file,
			c->page->file, r->url);
		test_bookmark(c, &t);
	}
}

void check_links(struct check *c)
{
	const struct page *p = c->page;
	const struct node *block = NULL;
	size_t at = 0;

	if (c->published)
		check_shown(c, p, 0);
	for (size_t i = 0; i < p->references.n; i++) {
		const struct reference *r = &p->references.p[i];
		struct target t = { .ref = r, .at = r->node->at };

		/* The source side is checked in its own docset. */
		if (r->kind == REFERENCE_INCLUDE || r->side == SIDE_SOURCE)
			continue;
		if (is_html(r->node)) {
			at = r->node == block ? at : r->node->at.at;
			block = r->node;
			t.at = check_narrow(c, block, r->url, &at);
		}
		if (!str_starts_nocase(str_trim(r->url), S("xref:"))) {
			t.link = link_resolve(c->set, c->scratch, p->file,
				p->file, r->url);
			check_target(c, &t);
			urls_check(c, r, t.at);
		}
		if (r->node->kind == NODE_LINK)
			check_text(c, &t);
	}
}
