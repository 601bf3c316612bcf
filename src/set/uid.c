/*
 * One map of all uids. The pages of a fallback docset are not loaded for
 * it: their front matter is enough.
 */
#include "set/uid.h"

#include "base/path.h"
#include "format/yaml.h"
#include "set/meta.h"

#define HEAD_MAX ((size_t)1 << 20)

const struct rule rule_xref_not_found = {
	.id = "DG321",
	.name = "xref-not-found",
	.level = LEVEL_WARNING,
	.title = "a cross reference names a uid that nothing has",
	.why = "readers see the uid instead of a link",
	.fix = "correct the uid, or add the map that has it to 'xref' of "
	       "docfx.json",
	.aliases = "at-xref-not-found UidNotFound",
	.bad = "# Ferries\n"
	       "\n"
	       "See <xref:ferry.fares>.\n",
	.good = "# Ferries\n"
		"\n"
		"See [the fares](https://ferry.example).\n",
};

const struct rule rule_duplicate_uid = {
	.id = "DG323",
	.name = "duplicate-uid",
	.level = LEVEL_WARNING,
	.title = "two pages have the same uid",
	.why = "cross references lead to only one of them",
	.fix = "give each page a uid of its own",
	.aliases = "DuplicateUids",
};

struct loader {
	struct arena *arena;
	const struct config *config;
	const struct monikers *monikers;
	const struct files *files;
	struct page *const *pages;
	struct sink *sinks;
	struct map *out;
};

/* One page for some versions, another for others: both have it by right. */
static bool apart(struct loader *l, uint32_t x, uint32_t y)
{
	struct moniker_file f[2];
	uint32_t ids[2] = { x, y };

	if (l->monikers->n == 0 || !l->pages[x] || !l->pages[y])
		return false;
	for (int i = 0; i < 2; i++) {
		struct str path = l->files->p[ids[i]].path;

		f[i] = moniker_of(l->arena, l->config, l->monikers, path,
			meta_effective(l->arena, l->config, path,
				l->pages[ids[i]]->meta));
	}
	return f[0].versioned && f[1].versioned &&
	       !moniker_meet(&f[0].set, &f[1].set, l->monikers);
}

static void report(struct loader *l, const struct uid *first,
	const struct uid *u)
{
	if (first->file == FILE_NONE ||
		l->files->p[u->file].origin != FILE_OWN ||
		apart(l, first->file, u->file))
		return;
	diag_add(&l->sinks[u->file], &rule_duplicate_uid, u->at,
		"the uid '%.*s' is also that of '%.*s'", STR_ARG(u->uid),
		STR_ARG(l->files->p[first->file].path));
}

static void add(struct loader *l, struct uid u)
{
	void **slot = map_slot(l->arena, l->out, u.uid);

	if (*slot) {
		if (u.file != FILE_NONE)
			report(l, *slot, &u);
		return;
	}
	*slot = arena_new(l->arena, struct uid);
	*(struct uid *)*slot = u;
}

static void add_page(struct loader *l, uint32_t file, const struct value *map,
	struct str title)
{
	const struct value *v = value_get(map, S("uid"));
	struct str uid = str_trim(value_as_text(v));

	if (uid.n > 0)
		add(l, (struct uid){ uid, title, S(""), S(""), file, v->at });
}

static void add_pages(struct loader *l)
{
	for (uint32_t i = 0; i < l->files->n; i++) {
		const struct page *p = l->pages[i];

		if (!p || l->files->p[i].output.n == 0)
			continue;
		add_page(l, i, p->data ? p->data : p->meta, p->title);
	}
}

static void add_head(struct loader *l, uint32_t file, struct str bytes)
{
	struct front f = front_split(bytes);
	struct sink quiet;
	struct value *v;

	if (!f.present || str_find(f.yaml, 0, S("uid:")) == STR_NONE)
		return;
	sink_init(&quiet, l->arena);
	v = yaml_parse(l->arena, f.yaml, file, (uint32_t)f.yaml_at, &quiet);
	add_page(l, file, v, str_trim(value_text_at(v, S("title"))));
}

static void add_fallback(struct loader *l)
{
	struct arena scratch;

	arena_init(&scratch);
	for (uint32_t i = 0; i < l->files->n; i++) {
		const struct file *f = &l->files->p[i];
		struct str bytes;

		if (f->origin == FILE_OWN || f->kind != FILE_PAGE ||
			files_read(&scratch, l->files, f, HEAD_MAX, &bytes) !=
				FS_OK)
			continue;
		if (str_starts(bytes, S("---")))
			add_head(l, i,
				str_dup(l->arena, str_sub(bytes, 0, 4096)));
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

static struct str text(const struct value *map, const char *key)
{
	return str_trim(value_text_at(map, str_of(key)));
}

static void add_map(struct loader *l, const struct value *map)
{
	const struct value *list = value_get(map, S("references"));

	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n;
		i++) {
		const struct value *v = list->items[i];
		struct uid u = { text(v, "uid"), text(v, "name"),
			text(v, "fullName"), text(v, "href"), FILE_NONE,
			v->at };

		if (u.uid.n > 0)
			add(l, u);
	}
}

void uid_load(struct arena *a, const struct config *config,
	const struct monikers *monikers, const struct files *files,
	struct page *const *pages, struct sink *sinks, struct map *out)
{
	struct loader l = { a, config, monikers, files, pages, sinks, out };
	const struct value *map;

	add_pages(&l);
	if (files->dirs[FILE_SOURCE] >= 0)
		add_fallback(&l);
	for (size_t i = 0; (map = config_data(config, "xref", i)); i++)
		add_map(&l, map);
}

const struct uid *uid_find(const struct map *uids, struct arena *scratch,
	struct str reference, struct str *query, struct str *fragment)
{
	struct str whole = str_trim(reference), head = whole;
	size_t hash = str_find_byte(whole, 0, '#');
	size_t mark = str_find_byte(whole, 0, '?');
	const struct uid *u = map_get(uids, whole);

	*query = *fragment = S("");
	if (u)
		return u;
	if (hash != STR_NONE) {
		*fragment = str_skip(whole, hash + 1);
		head = str_sub(whole, 0, hash);
	}
	if (mark != STR_NONE && mark < head.n) {
		*query = str_skip(head, mark + 1);
		head = str_sub(head, 0, mark);
	}
	u = map_get(uids, head);
	return u ? u : map_get(uids, url_decode(scratch, head));
}

struct str uid_text(const struct uid *u, struct str query)
{
	bool full = str_find(query, 0, S("displayProperty=fullName")) !=
		    STR_NONE;

	return full && u->full_name.n > 0 ? u->full_name : u->name;
}
