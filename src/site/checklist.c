/*
 * Binds steps/ to a docset: includes, links, locales, the other language.
 * Of a page for several versions it is the newest.
 */
#include "site/checklist.h"

#include "base/path.h"
#include "set/links.h"
#include "site/version.h"

static const struct page *include(const void *ctx, uint32_t file)
{
	const struct docset *set = ((const struct version *)ctx)->set;

	return file < set->files.n ? set->pages[file] : NULL;
}

static struct checklist_target find_link(const void *ctx, struct arena *a,
	const struct page *in, struct str url)
{
	const struct docset *set = ((const struct version *)ctx)->set;
	struct link l = link_resolve(set, a, in->file, in->file, url);
	struct checklist_target t = { { "", 0 }, false };

	if (l.kind == LINK_PAGE) {
		t.page = set->files.p[l.file].output;
		t.resolved = true;
	} else if (l.kind == LINK_MISSING || l.kind == LINK_FALLBACK) {
		if (str_ends_nocase(l.path, S(".md")))
			t.page = str_cat(a, path_stem(l.path), S(".html"));
	}
	t.resolved |= l.kind == LINK_FILE || l.kind == LINK_SELF ||
		      l.kind == LINK_FALLBACK;
	return t;
}

static bool hides(const void *ctx, struct arena *a, const struct node *box)
{
	return version_leaves_out(a, ctx, box);
}

size_t checklist_source_locale(const struct docset *set)
{
	for (size_t i = 0; i < set->config.nlocales; i++)
		if (str_eq_nocase(set->locales[i].tag,
			    set->config.source_locale))
			return i;
	return SIZE_MAX;
}

struct str checklist_page_locale(struct arena *a, const struct page *p)
{
	static const char *const keys[] = { "ms.contentlocale", "locale" };
	struct str tag = { "", 0 };

	for (int i = 0; tag.n == 0 && i < 2; i++)
		tag = locale_canonical(a,
			value_text_at(p->meta, str_of(keys[i])));
	return tag;
}

/* A docset that says nothing leaves it to its pages. */
static struct str locale_of(struct arena *a, const struct locale *l,
	const struct page *p)
{
	struct str tag = l->tag.n ? l->tag : checklist_page_locale(a, p);

	return tag.n ? tag : S("und");
}

static struct checklist *read(struct arena *a, const struct docset *set,
	const struct words *words, const struct file *f)
{
	uint32_t file = files_id(&set->files, f);
	const struct page *p = set->pages[file];
	const struct locale *l = &set->locales[f->locale];
	const struct version shown = version_newest(a, set, file);
	struct checklist_host host = { .ctx = &shown,
		.include = include,
		.link = find_link,
		.hides = hides,
		.path = f->key };

	if (!p || p->failed || !p->tree[0])
		return NULL;
	host.locale[0] = locale_of(a, l, p);
	host.dir = locale_direction(host.locale[0]);
	host.locale[1] = set->config.source_locale;
	if (f->output.n)
		host.href = str_printf(a, "%.*s/%.*s", STR_ARG(l->slug),
			STR_ARG(f->output));
	return checklist_read(a, p, words, &host);
}

struct checklist *checklist_of_page(struct arena *a, const struct docset *set,
	const struct words *words, uint32_t file)
{
	const struct file *f = &set->files.p[file], *twin = NULL;
	struct checklist *c = read(a, set, words, f), *other;
	size_t source = checklist_source_locale(set);

	if (c && c->locale[1].n == 0 && source != SIZE_MAX &&
		source != f->locale)
		twin = docset_twin(set, f, source);
	other = twin ? read(a, set, words, twin) : NULL;
	if (other)
		checklist_adopt(c, other);
	return c;
}
