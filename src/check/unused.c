/* Files that nothing names: images, and texts that are there to be
 * included. */
#include "base/path.h"
#include "check/family.h"
#include "set/links.h"

const struct rule rule_image_unused = {
	.id = "DG412",
	.name = "image-unused",
	.level = LEVEL_OFF,
	.title = "no page shows an image",
	.why = "it is published and translated for nobody",
	.fix = "delete the file, or show it",
};

const struct rule rule_include_unused = {
	.id = "DG505",
	.name = "include-unused",
	.level = LEVEL_OFF,
	.title = "no page includes a file that is there to be included",
	.why = "somebody keeps it up for nobody",
	.fix = "delete the file, or include it",
};

struct run {
	const struct whole *w;
	struct arena *a;
	bool *used; /* by file id */
};

static bool is_image(struct str path)
{
	static const char *const ends[] = { ".png", ".jpg", ".jpeg", ".gif",
		".svg", ".webp", ".bmp", ".ico", NULL };

	for (size_t i = 0; ends[i]; i++)
		if (str_ends_nocase(path, str_of(ends[i])))
			return true;
	return false;
}

/* What a page names in any of its languages. */
static void note_references(struct run *r, const struct page *p)
{
	const struct docset *s = r->w->set;

	for (size_t i = 0; i < p->references.n; i++) {
		const struct reference *ref = &p->references.p[i];
		struct link l;

		if (ref->kind == REFERENCE_INCLUDE ||
			!is_image(url_split(str_trim(ref->url)).path))
			continue;
		l = link_resolve(s, r->a, p->file, p->file, ref->url);
		if (l.kind == LINK_FILE)
			r->used[l.file] = true;
	}
}

static void note_values(struct run *r, const struct page *p,
	const struct value *v, int depth)
{
	if (!v || depth > 16)
		return;
	for (size_t i = 0;
		(v->kind == VALUE_LIST || v->kind == VALUE_MAP) && i < v->n;
		i++)
		note_values(r, p, v->items[i], depth + 1);
	if (v->kind == VALUE_TEXT && is_image(v->text)) {
		struct link l = link_resolve(r->w->set, r->a, p->file, p->file,
			v->text);

		if (l.kind == LINK_FILE)
			r->used[l.file] = true;
	}
}

/* In a folder of that name, as the platform has it. */
static bool is_to_include(const struct file *f)
{
	struct str dir = path_dir(f->path);

	return f->kind == FILE_OTHER && str_ends_nocase(f->path, S(".md")) &&
	       (str_eq_nocase(dir, S("includes")) ||
		       str_ends_nocase(dir, S("/includes")) ||
		       str_starts_nocase(dir, S("includes/")) ||
		       str_find(dir, 0, S("/includes/")) != STR_NONE);
}

static void report(struct run *r, const struct rule *rule, uint32_t id,
	const char *what)
{
	diag_add(r->w->sink, rule, (struct span){ id, 0, 0 },
		"no page %s '%.*s'", what, STR_ARG(r->w->set->files.p[id].path))
		->about = FILE_NONE;
}

void whole_unused(const struct whole *w)
{
	const struct docset *s = w->set;
	struct run r = { w, s->arena, NULL };

	if (!w->unused)
		return;
	r.used = arena_array(r.a, bool, s->files.n + 1);
	for (uint32_t i = 0; i < s->files.n; i++)
		if (s->pages[i]) {
			note_references(&r, s->pages[i]);
			note_values(&r, s->pages[i], s->pages[i]->meta, 0);
			note_values(&r, s->pages[i], s->pages[i]->data, 0);
		}
	for (uint32_t i = 0; i < s->files.n; i++) {
		const struct file *f = &s->files.p[i];

		if (f->origin != FILE_OWN)
			continue;
		if (!r.used[i] && !s->pages[i] && is_image(f->path))
			report(&r, &rule_image_unused, i, "shows");
		else if (!s->pages[i] && is_to_include(f))
			report(&r, &rule_include_unused, i, "includes");
	}
}
