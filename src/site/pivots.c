/*
 * The renderer numbers the pivots of a page as it meets them; afterwards they
 * are put into their groups. Invariant: a number that is written into a zone
 * has a button with the same one, or no zone is hidden at all.
 */
#include "site/pivots.h"

#include "set/pivot.h"

/* The style sheet knows so many numbers. */
#define PIVOTS_MAX 16

/* The zone's pivots, with blanks between them. They need no unescaping. */
static struct str pivots_of(const struct node *n)
{
	struct str attrs, names = S("");
	size_t at;

	if (n->kind != NODE_BOX || !str_eq(str_of(n->as.box->name), S("zone")))
		return names;
	attrs = n->as.box->site.attrs;
	at = str_find(attrs, 0, S(" data-pivot=\""));
	if (at != STR_NONE) {
		attrs = str_skip(attrs, at + S(" data-pivot=\"").n);
		str_cut(&attrs, '"', &names);
	}
	return names;
}

/* From 1; 0: not among them. */
static size_t number_of(const struct map *pivots, struct str name)
{
	for (size_t i = 0; i < pivots->n; i++)
		if (str_eq(pivots->items[i].key, name))
			return i + 1;
	return 0;
}

static struct str class_of(struct arena *a, const struct map *pivots,
	struct str names)
{
	struct buf class;
	struct str name;

	buf_init(&class, a);
	buf_lit(&class, "pivot");
	while (str_cut(&names, ' ', &name)) {
		size_t number = number_of(pivots, name);
		if (number > 0)
			buf_printf(&class, " p%zu", number);
	}
	return buf_str(&class);
}

bool pivots_open_zone(struct render *r, const struct node *n)
{
	struct str names = pivots_of(n), rest = names, name;
	struct str attrs;

	if (!r->pivots || names.n == 0)
		return false;
	/* One more than can be chosen from says that there is no choice. */
	while (r->pivots->n <= PIVOTS_MAX && str_cut(&rest, ' ', &name))
		map_put(r->clean.arena ? r->clean.arena : r->scratch, r->pivots,
			name, r->pivots);
	attrs = str_skip(n->as.box->site.attrs, S(" class=\"zone\"").n);
	buf_printf(r->out, "<div class=\"zone %.*s\"%.*s>",
		STR_ARG(class_of(r->scratch, r->pivots, names)),
		STR_ARG(attrs));
	return true;
}

struct str pivots_class(const struct maker *m, const struct node *n)
{
	for (; n; n = n->parent) {
		struct str names = pivots_of(n);
		if (names.n)
			return class_of(m->a, &m->pivots, names);
	}
	return S("");
}

/* ---- the choice -------------------------------------------------- */

struct choice {
	struct maker *m;
	struct value *groups;
	struct map placed;          /* pivots that have a button */
	const struct locale *words; /* the language of the names */
};

static void add_button(struct choice *c, struct value *buttons, struct str id,
	struct str name)
{
	struct maker *m = c->m;
	size_t number = number_of(&m->pivots, id);
	struct value *v;

	if (number == 0 || map_has(&c->placed, id))
		return;
	map_put(m->a, &c->placed, id, c);
	v = value_map(m->a);
	maker_set(m, v, "number", value_number(m->a, (double)number));
	maker_set(m, v, "pivot", maker_text(m, id));
	maker_set(m, v, "name", maker_text(m, name.n ? name : id));
	maker_set(m, v, "checked", value_bool(m->a, buttons->n == 0));
	value_add(m->a, buttons, v);
}

static void add_group(struct choice *c, struct value *buttons, struct str label)
{
	struct maker *m = c->m;
	struct value *v;

	if (buttons->n == 0)
		return;
	v = value_map(m->a);
	maker_set(m, v, "group", value_number(m->a, (double)c->groups->n + 1));
	maker_set(m, v, "label",
		maker_text(m, label.n ? label : maker_word(m, "choose_zone")));
	maker_set(m, v, "label_lang",
		maker_text(m, label.n ? c->words->tag : m->locale->tag));
	maker_set(m, v, "names_lang", maker_text(m, c->words->tag));
	/* Its zones are always shown: no choice. */
	maker_set(m, v, "alone", value_bool(m->a, buttons->n == 1));
	maker_set(m, v, "items", buttons);
	value_add(m->a, c->groups, v);
}

static void add_defined(struct choice *c, const struct value *group)
{
	const struct value *list = value_get(group, S("pivots"));
	struct value *buttons = value_list(c->m->a);
	struct str label = value_text_at(group, S("prompt"));

	for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->n; i++)
		add_button(c, buttons, value_text_at(list->items[i], S("id")),
			value_text_at(list->items[i], S("title")));
	add_group(c, buttons,
		label.n ? label : value_text_at(group, S("title")));
}

/* Those that no group has: by their ids. */
static void add_others(struct choice *c)
{
	const struct map *pivots = &c->m->pivots;
	struct value *buttons = value_list(c->m->a);

	for (size_t i = 0; i < pivots->n; i++)
		add_button(c, buttons, pivots->items[i].key, S(""));
	add_group(c, buttons, S(""));
}

struct value *pivots_choice(struct maker *m)
{
	struct choice c = { .m = m };
	const struct docset *s = m->site->set;
	const struct value *groups;
	struct value *map;
	uint32_t file;

	if (m->pivots.n < 2 || m->pivots.n > PIVOTS_MAX)
		return NULL;
	c.groups = value_list(m->a);
	groups = pivot_groups(m->a, s, m->page, m->meta, &file);
	if (file == FILE_NONE)
		file = m->page->file;
	c.words = &s->locales[s->files.p[file].locale];
	for (size_t i = 0; i < groups->n; i++)
		add_defined(&c, groups->items[i]);
	add_others(&c);
	map = value_map(m->a);
	maker_set(m, map, "items", c.groups);
	return map;
}
