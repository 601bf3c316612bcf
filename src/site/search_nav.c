/*
 * What pages say of search: where it is, and, for those without scripts, an
 * index of the headings like that of a book.
 */
#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>

#include "base/path.h"
#include "base/utf8.h"
#include "site/maker.h"

/* In a larger docset only the titles of pages are listed. */
#define HEADINGS_MAX 3000

struct item {
	struct str text, href, page;
	UCollator *order;
};

struct listing {
	struct maker *m;
	VEC(struct item) items;
};

struct value *search_place(struct maker *m)
{
	struct value *v = value_map(m->a);

	value_set(m->a, v, S("href"),
		value_text(m->a,
			href_to(m->a, &m->at,
				m->site->search_pages[m->output->locale])));
	value_set(m->a, v, S("script"),
		value_text(m->a, href_to(m->a, &m->at,
					 theme_asset(m->site->theme,
						 S("search-client.js")))));
	return v;
}

/* ---- the index --------------------------------------------------- */

static bool in_locale(const struct maker *m, const struct output *o)
{
	return o->kind == OUTPUT_PAGE && o->locale == m->output->locale &&
	       !o->older && !m->site->set->pages[o->file]->failed;
}

static size_t count_headings(const struct maker *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->site->noutputs; i++)
		if (in_locale(m, &m->site->outputs[i]))
			n += m->site->set->pages[m->site->outputs[i].file]
				     ->headings.n;
	return n;
}

static void add_item(struct listing *l, struct str text, struct str href,
	struct str page)
{
	struct item item = { str_trim(text), href, page, NULL };

	if (item.text.n)
		vec_push(l->m->a, &l->items, item);
}

static void add_page(struct listing *l, const struct output *o, bool headings)
{
	struct maker *m = l->m;
	const struct page *p = m->site->set->pages[o->file];
	struct str href = href_to(m->a, &m->at, o->path);
	struct version shown = { m->site->set, o->version };

	add_item(l, page_label(p), href, S(""));
	for (size_t i = 0; headings && i < p->headings.n; i++) {
		const struct heading *h = &p->headings.p[i];
		/* The source side has the ids of its own headings. */
		if (h->level == 1 || o->source_view ||
			version_hides(m->a, &shown, h->node))
			continue;
		add_item(l, h->text,
			str_printf(m->a, "%.*s#%.*s", STR_ARG(href),
				STR_ARG(url_encode(m->a, h->id))),
			page_label(p));
	}
}

static int compare(UCollator *order, struct str a, struct str b)
{
	UCharIterator x, y;
	UErrorCode e = U_ZERO_ERROR;
	int by_letter = 0;

	if (order) {
		uiter_setUTF8(&x, a.p, (int32_t)a.n);
		uiter_setUTF8(&y, b.p, (int32_t)b.n);
		by_letter = (int)ucol_strcollIter(order, &x, &y, &e);
	}
	return by_letter ? by_letter : str_cmp(a, b);
}

static int by_text(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	int order = compare(a->order, a->text, b->text);

	order = order ? order : str_cmp(a->page, b->page);
	return order ? order : str_cmp(a->href, b->href);
}

static void sort(struct listing *l)
{
	UErrorCode e = U_ZERO_ERROR;
	UCollator *order = ucol_open(str_z(l->m->a, l->m->locale->tag), &e);

	for (size_t i = 0; i < l->items.n; i++)
		l->items.p[i].order = U_SUCCESS(e) ? order : NULL;
	if (l->items.n)
		qsort(l->items.p, l->items.n, sizeof(*l->items.p), by_text);
	if (order)
		ucol_close(order);
}

/* Its first letter or digit, in upper case where that is one character. */
static struct str letter_of(struct maker *m, struct str text)
{
	char out[4];

	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);
		if (c == UTF8_BAD || !utf8_is_alnum(c))
			continue;
		if (c < 0x80 && char_is_digit((char)c))
			return S("0-9");
		if ((c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000)
			return S("\xE6\xBC\xA2"); /* ideographs */
		c = c < 0x80 && c >= 'a' && c <= 'z' ? c - 32 : c;
		return str_dup(m->a, str_make(out, utf8_put(out, c)));
	}
	return S("#");
}

static void put(struct maker *m, struct value *map, const char *key,
	struct str s)
{
	value_set(m->a, map, str_of(key),
		s.n ? value_text(m->a, s) : value_null(m->a));
}

static struct value *letter_group(struct maker *m, struct value *list,
	struct str letter)
{
	struct value *v = value_map(m->a), *items = value_list(m->a);

	put(m, v, "letter", letter);
	put(m, v, "id", str_printf(m->a, "letter-%zu", list->n + 1));
	value_set(m->a, v, S("items"), items);
	value_add(m->a, list, v);
	return items;
}

static struct value *group(struct listing *l)
{
	struct maker *m = l->m;
	struct value *list = value_list(m->a), *items = NULL;
	struct map letters = { 0 };

	for (size_t i = 0; i < l->items.n; i++) {
		const struct item *item = &l->items.p[i];
		struct value *v = value_map(m->a);
		struct str letter = letter_of(m, item->text);
		items = map_get(&letters, letter);
		if (!items) {
			items = letter_group(m, list, letter);
			map_put(m->a, &letters, letter, items);
		}
		put(m, v, "text", item->text);
		put(m, v, "href", item->href);
		put(m, v, "page", item->page);
		value_add(m->a, items, v);
	}
	return list;
}

struct value *search_headings(struct maker *m)
{
	struct listing l = { .m = m };
	bool headings = count_headings(m) <= HEADINGS_MAX;
	struct value *map = value_map(m->a);

	for (size_t i = 0; i < m->site->noutputs; i++)
		if (in_locale(m, &m->site->outputs[i]))
			add_page(&l, &m->site->outputs[i], headings);
	sort(&l);
	value_set(m->a, map, S("items"), group(&l));
	return map;
}
