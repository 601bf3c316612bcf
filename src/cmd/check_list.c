/*
 * Names and addresses, one a line and nothing else, for other programs to
 * read. Addresses are those of one look at the docset; nothing is asked of
 * any host.
 */
#include "cmd/check_list.h"

#include <stdlib.h>

#include "base/path.h"
#include "cmd/talk.h"

/* ---- files ------------------------------------------------------- */

static void put_line(struct buf *out, struct str line)
{
	buf_add(out, line);
	buf_byte(out, '\n');
}

static int by_text(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static bool write_sorted(struct arena *a, const struct map *set)
{
	struct str *all = arena_array(a, struct str, set->n + 1);
	struct buf out;

	buf_init(&out, a);
	for (size_t i = 0; i < set->n; i++)
		all[i] = set->items[i].key;
	if (set->n > 1)
		qsort(all, set->n, sizeof(*all), by_text);
	for (size_t i = 0; i < set->n; i++)
		put_line(&out, all[i]);
	return talk_write(buf_str(&out));
}

bool check_list_files(const struct docset *s, const struct findings *f)
{
	struct map names = { 0 };

	for (size_t i = 0; i < f->n; i++) {
		struct str path = report_path(s->arena, s, f->p[i]->at.file);

		if (path.n > 0)
			map_put(s->arena, &names, path, f->p[i]);
	}
	return write_sorted(s->arena, &names);
}

/* ---- addresses --------------------------------------------------- */

struct gather {
	const struct docset *set;
	struct map urls;
};

static bool is_one_line(struct str url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ')
			return false;
	return url.n > 0;
}

static void take(struct gather *g, struct str url)
{
	struct url u = url_split(str_trim(url));

	url = str_trim(url);
	if (!u.has_authority || u.authority.n == 0 || !is_one_line(url))
		return;
	if (u.scheme.n == 0)
		url = str_cat(g->set->arena, S("https:"), url);
	else if (!str_eq_nocase(u.scheme, S("http")) &&
		 !str_eq_nocase(u.scheme, S("https")))
		return;
	map_put(g->set->arena, &g->urls, url, g);
}

static bool is_side(const struct check_job *job, enum side side)
{
	return job->side == CHECK_BOTH || side == SIDE_NONE ||
	       (side == SIDE_SOURCE) == (job->side == CHECK_SOURCE);
}

static void take_page(struct gather *g, const struct check_job *job,
	const struct page *p)
{
	for (size_t i = 0; i < p->references.n; i++)
		if (is_side(job, p->references.p[i].side))
			take(g, p->references.p[i].url);
}

static void take_entries(struct gather *g, const struct toc_entry *e, size_t n,
	int depth)
{
	for (size_t i = 0; i < n && depth < 64; i++) {
		take(g, e[i].href);
		take_entries(g, e[i].items, e[i].nitems, depth + 1);
	}
}

static bool is_wanted(const struct check_job *job, const struct docset *s,
	uint32_t file)
{
	return s->files.p[file].origin == FILE_OWN &&
	       check_paths_want(&job->paths, s->files.p[file].path);
}

int check_list_external(const struct check_job *job)
{
	struct docset_options o = { .root = job->paths.root,
		.overlays = &job->paths.overlays };
	struct gather g = { .set = run_load(job->inv, &o) };
	const struct docset *s = g.set;

	if (!s)
		return EXIT_TROUBLE;
	for (uint32_t i = 0; i < s->files.n; i++)
		if (s->pages[i] && is_wanted(job, s, i))
			take_page(&g, job, s->pages[i]);
	for (size_t i = 0; i < s->tocs.n; i++)
		if (is_wanted(job, s, s->tocs.p[i].file))
			take_entries(&g, s->tocs.p[i].items,
				s->tocs.p[i].nitems, 0);
	return write_sorted(s->arena, &g.urls) ? EXIT_DONE : EXIT_TROUBLE;
}
