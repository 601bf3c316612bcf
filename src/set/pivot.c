/*
 * From the names of groups in a page's metadata to the groups of a definition
 * file (YamlMime:ZonePivotGroups). Nothing is copied: the values are the
 * docset's own.
 */
#include "set/pivot.h"

#include "base/path.h"

/* Upwards from a path. */
static uint32_t nearest(struct arena *a, const struct docset *set,
	struct str path, struct str name)
{
	struct str folder = path_dir(path);

	for (;;) {
		struct file *f = files_find_nocase(&set->files, a,
			path_join(a, folder, name));
		uint32_t id = f ? files_id(&set->files, f) : FILE_NONE;

		if (f && set->pages[id])
			return id;
		if (folder.n == 0)
			return FILE_NONE;
		folder = path_dir(folder);
	}
}

static uint32_t of_source(struct arena *a, const struct docset *set,
	const struct file *f, struct str name)
{
	for (size_t i = 0; i < set->config.nlocales; i++) {
		const struct file *twin;
		if (!str_eq_nocase(set->locales[i].tag,
			    set->config.source_locale))
			continue;
		twin = docset_twin(set, f, i);
		return twin ? nearest(a, set, twin->path, name) : FILE_NONE;
	}
	return FILE_NONE;
}

uint32_t pivot_file(struct arena *a, const struct docset *set, uint32_t page,
	struct str name)
{
	const struct file *f = &set->files.p[page];
	uint32_t own = nearest(a, set, f->path, name);

	return own == FILE_NONE ? of_source(a, set, f, name) : own;
}

struct value *pivot_by_id(const struct value *list, struct str id)
{
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		if (str_eq(value_text_at(list->items[i], S("id")), id))
			return list->items[i];
	return NULL;
}

struct str pivot_file_name(struct arena *a, const struct value *meta)
{
	struct str name = value_text_at(meta, S("zone_pivot_group_filename"));

	return name.n ? str_cat(a, path_stem(name), S(".yml"))
		      : S("zone-pivot-groups.yml");
}

struct value *pivot_groups(struct arena *a, const struct docset *set,
	const struct page *page, const struct value *meta, uint32_t *file)
{
	struct value *found = value_list(a);
	struct str ids = value_as_text(value_get(meta, S("zone_pivot_groups")));
	struct str name = pivot_file_name(a, meta);
	const struct value *all;
	struct str id;

	*file = FILE_NONE;
	if (str_trim(ids).n == 0)
		return found;
	*file = pivot_file(a, set, page->file, name);
	if (*file == FILE_NONE)
		return found;
	all = value_get(set->pages[*file]->data, S("groups"));
	while (str_cut(&ids, ',', &id)) {
		struct value *group = pivot_by_id(all, str_trim(id));
		if (group)
			value_add(a, found, group);
	}
	return found;
}
