/* `.openpublishing.publish.config.json` into a list of folders. */
#include "cmd/docsets.h"

#include <unistd.h>

#include "base/fs.h"
#include "base/path.h"
#include "cmd/talk.h"
#include "format/json.h"
#include "set/config.h"

#define PUBLISH ".openpublishing.publish.config.json"
#define LIMIT ((size_t)4 << 20)

static struct value *read_publish(struct arena *a, int dir)
{
	struct sink quiet;
	struct str bytes;

	sink_init(&quiet, a);
	if (fs_read(a, dir, S(PUBLISH), LIMIT, &bytes) != FS_OK)
		return NULL;
	return json_parse(a, bytes, 0, &quiet);
}

static bool is_docset(int dir)
{
	static const char *const names[] = { "diglot.yml", ".diglot.yml",
		"docfx.json", "docfx.yml" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (fs_is_file(dir, str_of(names[i])))
			return true;
	return false;
}

/* Those that are there: a repository may name folders that it has lost. */
static void add(struct arena *a, int dir, const char *root,
	const struct value *item, struct docset_places *out)
{
	struct str folder = value_text_at(item, S("build_source_folder"));
	struct docset_place p = { .name = value_text_at(item,
					  S("docset_name")) };
	int fd;

	if (!path_normalize(a, folder, &folder))
		return;
	if (p.name.n == 0)
		p.name = path_base(folder);
	fd = fs_open(dir, str_z(a, folder.n ? folder : S(".")), 0);
	if (fd < 0)
		return;
	if (is_docset(fd)) {
		p.folder = root ? path_join(a, str_of(root), folder) : folder;
		vec_push(a, &out->list, p);
	}
	close(fd);
}

static bool choose(struct docset_places *out, const char *name)
{
	for (size_t i = 0; name && i < out->list.n; i++)
		if (str_eq_nocase(out->list.p[i].name, str_of(name))) {
			out->list.p[0] = out->list.p[i];
			out->list.n = 1;
			return true;
		}
	if (name)
		talk_error("the repository has no docset '%s'", name);
	return name == NULL;
}

bool docsets_find(struct invocation *inv, const char *root, const char *name,
	struct docset_places *out)
{
	int dir = fs_open_dir(root ? root : ".");
	const struct value *list = NULL;

	*out = (struct docset_places){ 0 };
	if (dir < 0)
		return true;
	if (!is_docset(dir) && !inv->config && !inv->bare)
		list = value_get(read_publish(inv->arena, dir),
			S("docsets_to_publish"));
	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		add(inv->arena, dir, root, list->items[i], out);
	close(dir);
	return choose(out, name);
}
