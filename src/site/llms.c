/*
 * A twin has the page's own Markdown in the language that the page shows:
 * no front matter, no marks of segments.
 */
#include "site/llms.h"

#include "base/path.h"
#include "set/meta.h"
#include "site/plan.h"
#include "site/sitemap.h"

struct str llms_twin_path(struct arena *a, const struct site *s,
	const struct output *o)
{
	if (o->kind != OUTPUT_PAGE || o->older ||
		s->set->pages[o->file]->failed ||
		!s->set->pages[o->file]->tree[0])
		return S("");
	return str_cat(a, path_stem(o->path), S(".md"));
}

struct str llms_twin(const struct site *s, const struct output *o,
	struct arena *a)
{
	const struct page *p = s->set->pages[o->file];
	struct str text = view_plain(a, p->source->bytes, &p->pairs,
		o->source_view ? SIDE_SOURCE : SIDE_TARGET);
	struct buf b;

	buf_init(&b, a);
	if (!p->h1 && p->title.n)
		buf_printf(&b, "# %.*s\n\n", STR_ARG(p->title));
	buf_add(&b, str_trim_left(str_skip(text, front_split(text).body_at)));
	if (b.n && b.p[b.n - 1] != '\n')
		buf_byte(&b, '\n');
	return buf_str(&b);
}

/* Text of a link: no line breaks, no brackets. */
static void put_name(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '[' || s.p[i] == ']' || s.p[i] == '\\')
			buf_byte(b, '\\');
		buf_byte(b, char_is_space(s.p[i]) ? ' ' : s.p[i]);
	}
}

static void put_page(struct buf *b, struct arena *a, const struct site *s,
	const struct output *o)
{
	const struct page *p = s->set->pages[o->file];
	struct str twin = llms_twin_path(a, s, o);
	struct str about;

	if (twin.n == 0)
		return;
	about = value_text_at(sitemap_meta(a, s, o), S("description"));
	buf_lit(b, "- [");
	put_name(b, page_label(p));
	buf_lit(b, "](");
	buf_add(b, sitemap_url(a, s, twin));
	buf_byte(b, ')');
	if (about.n && !o->source_view) {
		buf_lit(b, ": ");
		put_name(b, about);
	}
	buf_byte(b, '\n');
}

static void put_locale(struct buf *b, struct arena *a, const struct site *s,
	size_t locale)
{
	buf_lit(b, "\n## ");
	put_name(b, s->set->locales[locale].name);
	buf_lit(b, "\n\n");
	for (size_t i = 0; i < s->noutputs; i++) {
		const struct output *o = &s->outputs[i];
		if (o->kind == OUTPUT_PAGE && o->locale == locale &&
			!o->source_text)
			put_page(b, a, s, o);
	}
}

static struct str list_text(struct site *s)
{
	const struct docset *set = s->set;
	struct buf b;
	struct arena scratch;
	struct str title = set->config.title;

	arena_init(&scratch);
	buf_init(&b, s->arena);
	buf_lit(&b, "# ");
	put_name(&b, title.n ? title : path_base(set->config.root));
	buf_byte(&b, '\n');
	for (size_t l = 0; l < set->config.nlocales; l++)
		put_locale(&b, &scratch, s, l);
	arena_release(&scratch);
	return buf_str(&b);
}

void llms_add(struct site *s)
{
	struct arena *a = s->arena;
	VEC(struct output) more = { 0 };
	struct asset *list = arena_new(a, struct asset);

	*list = (struct asset){ .path = S("llms.txt"), .bytes = list_text(s) };
	struct output all = { .kind = OUTPUT_ASSET,
		.path = list->path,
		.asset = list };
	vec_push(a, &more, all);
	for (size_t i = 0; i < s->noutputs; i++) {
		struct output o = s->outputs[i];
		struct str path = llms_twin_path(a, s, &o);
		if (path.n == 0 || o.source_text)
			continue;
		o.kind = OUTPUT_TWIN;
		o.path = path;
		vec_push(a, &more, o);
	}
	plan_extend(s, more.p, more.n);
}
