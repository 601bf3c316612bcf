/* Where former pages lead: circles, chains, pages that are still there. */
#include "base/path.h"
#include "check/family.h"
#include "set/links.h"
#include "set/redirects.h"
#include "set/sitepath.h"

const struct rule rule_redirect_circular = {
	.id = "DG843",
	.name = "redirect-circular",
	.level = LEVEL_ERROR,
	.title = "redirections lead back to where they began",
	.why = "a browser gives up after some rounds",
	.fix = "let one of them lead to a page",
	.aliases = "circular-redirection",
};

const struct rule rule_redirect_chain = {
	.id = "DG844",
	.name = "redirect-chain",
	.level = LEVEL_SUGGESTION,
	.title = "a redirection leads to another one",
	.why = "readers wait longer, and some tools follow only the first",
	.fix = "lead to the last page at once",
	.mend = MEND_SAFE,
};

const struct rule rule_redirect_target = {
	.id = "DG845",
	.name = "redirect-target-missing",
	.level = LEVEL_SUGGESTION,
	.title =
		"a redirection leads to a page of the docset that is not there",
	.why = "the old address is dead after all",
	.fix = "lead to a page that is there",
	.aliases = "redirect-url-invalid",
};

const struct rule rule_redirect_remains = {
	.id = "DG846",
	.name = "redirected-file-not-removed",
	.level = LEVEL_WARNING,
	.title = "a page is redirected and still there",
	.why = "nobody sees the page, and somebody may go on editing it",
	.fix = "delete the file, or the redirection",
};

/* Redirections that are followed to find a circle. */
#define HOPS_MAX 32

struct run {
	const struct whole *w;
	struct arena *a;
	struct map by_address; /* site path -> struct item * */
	struct map pages;      /* site path -> struct file * */
	struct map identities; /* URL -> const struct item * */
};

struct item {
	struct str path;
	const struct redirect *to;
};

/* The address that a URL has in this docset; "" if it leads elsewhere. */
static struct str address(struct run *r, struct str url)
{
	struct url u = url_split(url);
	struct str path = u.path;

	if (u.has_authority &&
		!str_eq_nocase(u.authority, r->w->set->config.site_host))
		return S("");
	if (!str_starts(path, S("/")))
		return S("");
	while (str_starts(path, S("/")))
		path = str_skip(path, 1);
	return str_lower(r->a, path);
}

static const struct item *next(struct run *r, const struct item *i)
{
	struct str to = address(r, i->to->url);

	return to.n > 0 ? map_get(&r->by_address, to) : NULL;
}

/*
 * The address that the last one leads to. Not of a page that is the same
 * under another name, which only one can be; nor of an address with a
 * place in the page.
 */
static void mend_way(struct run *r, struct diag *d, const struct item *i,
	struct str last)
{
	const struct source *s = config_source(&r->w->set->config,
		i->to->at.file);
	struct str url = i->to->url;
	struct str bytes = s ? str_sub(s->bytes, i->to->at.at,
				       (size_t)i->to->at.at + i->to->at.len)
			     : S("");
	size_t quote = bytes.n && (*bytes.p == '"' || *bytes.p == '\'');

	if (i->to->same_id || url.n == 0 || bytes.n != url.n + 2 * quote ||
		!str_eq(str_sub(bytes, quote, quote + url.n), url) ||
		str_find_byte(url, 0, '#') != STR_NONE ||
		str_find_byte(url, 0, '?') != STR_NONE || !link_is_plain(last))
		return;
	diag_mend(r->w->sink, d, MEND_SAFE,
		(struct span){ i->to->at.file, i->to->at.at + (uint32_t)quote,
			(uint32_t)url.n },
		last);
}

static void check_way(struct run *r, const struct item *i)
{
	const struct item *n = next(r, i), *last = NULL;
	struct str way = str_printf(r->a, "'%.*s'", STR_ARG(i->path));

	if (!n)
		return;
	for (size_t hops = 0; n && hops < HOPS_MAX; hops++, n = next(r, n)) {
		way = str_printf(r->a, "%.*s -> '%.*s'", STR_ARG(way),
			STR_ARG(n->path));
		last = n;
		if (n != i)
			continue;
		diag_add(r->w->sink, &rule_redirect_circular, i->to->at,
			"the redirections go in a circle: %.*s", STR_ARG(way));
		return;
	}
	if (!n)
		mend_way(r,
			diag_add(r->w->sink, &rule_redirect_chain, i->to->at,
				"the redirection leads to another: %.*s",
				STR_ARG(way)),
			i, last->to->url);
}

static void check_target(struct run *r, const struct item *i)
{
	struct str base = r->w->set->config.base_path;
	struct str to = address(r, i->to->url);

	if ((base.n == 0 && !r->w->docfx) || !str_starts_nocase(to, base) ||
		(base.n > 0 && to.n > base.n && to.p[base.n] != '/') ||
		map_has(&r->by_address, to) || map_has(&r->pages, to) ||
		map_has(&r->pages, str_cat(r->a, to, S("/"))) ||
		(r->w->docfx && !i->to->same_id))
		return;
	diag_add(r->w->sink, &rule_redirect_target, i->to->at,
		"'%.*s' is not in the docset", STR_ARG(i->to->url));
}

/* Two pages cannot both be the same one as a third. */
static void check_identity(struct run *r, const struct item *i)
{
	const struct item *first;
	void **slot;

	if (!i->to->same_id)
		return;
	slot = map_slot(r->a, &r->identities, str_lower(r->a, i->to->url));
	first = *slot;
	*slot = (void *)(uintptr_t)i;
	if (first)
		diag_add(r->w->sink, &rule_redirect_conflict, i->to->at,
			"'%.*s' and '%.*s' both become '%.*s'",
			STR_ARG(first->path), STR_ARG(i->path),
			STR_ARG(i->to->url))
			->code = "redirection-url-conflict";
}

static void check_source(struct run *r, const struct item *i, struct str at)
{
	const struct file *f = map_get(&r->pages, at);

	if (f)
		diag_add(r->w->sink, &rule_redirect_remains, i->to->at,
			"'%.*s' is redirected and still there",
			STR_ARG(f->path));
}

static void index_pages(struct run *r)
{
	const struct docset *s = r->w->set;

	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct file *f = &s->files.p[i];

		if (docset_page(s, i))
			map_put(r->a, &r->pages,
				str_lower(r->a, sitepath_of(r->a, s, f->path)),
				&s->files.p[i]);
	}
}

void whole_redirects(const struct whole *w)
{
	struct run r = { .w = w, .a = w->set->arena };
	const struct map *m = &w->set->config.redirects;
	struct item *items = arena_array(r.a, struct item, m->n + 1);

	if (m->n == 0)
		return;
	index_pages(&r);
	for (size_t i = 0; i < m->n; i++) {
		items[i] = (struct item){ m->items[i].key, m->items[i].value };
		map_put(r.a, &r.by_address,
			str_lower(r.a, sitepath_of(r.a, w->set, items[i].path)),
			&items[i]);
	}
	for (size_t i = 0; i < m->n; i++) {
		check_way(&r, &items[i]);
		check_target(&r, &items[i]);
		check_identity(&r, &items[i]);
		check_source(&r, &items[i],
			str_lower(r.a,
				sitepath_of(r.a, w->set, items[i].path)));
	}
}
