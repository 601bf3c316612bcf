/*
 * A range is alternatives between `||`, each of comparisons that all have
 * to hold; monikers compare inside their product only.
 */
#include "set/moniker.h"

#include "base/path.h"

static void add(struct arena *a, struct monikers *out, const struct value *v,
	double order)
{
	struct moniker *m = &out->p[out->n];
	const struct value *given = value_get(v, S("order"));

	m->name = value_text_at(v, S("moniker_name"));
	m->product = value_text_at(v, S("product_name"));
	m->order = given && given->kind == VALUE_NUMBER ? given->number : order;
	if (m->name.n == 0 || map_has(&out->by_name, m->name))
		return;
	map_put(a, &out->by_name, m->name, m);
	out->n++;
}

void moniker_load(struct arena *a, const struct config *config,
	struct monikers *out)
{
	const struct value *list =
		value_get(config_data(config, "monikerDefinition", 0),
			S("monikers"));

	*out = (struct monikers){ 0 };
	if (!list || list->kind != VALUE_LIST)
		return;
	out->p = arena_array(a, struct moniker, list->n + 1);
	for (size_t i = 0; i < list->n; i++)
		add(a, out, list->items[i], (double)i);
}

static struct moniker_set empty(struct arena *a, const struct monikers *m)
{
	return (struct moniker_set){ arena_array(a, bool, m->n + 1), 0 };
}

static void put(struct moniker_set *s, size_t i, bool has)
{
	if (s->has[i] != has)
		s->count += has ? 1 : (size_t)-1;
	s->has[i] = has;
}

enum order { LESS = 1, EQUAL = 2, GREATER = 4 };

/* Takes an operator off the front of s; a name alone is EQUAL. */
static int read_operator(struct str *s)
{
	static const struct {
		const char *text;
		int orders;
	} all[] = {
		{ ">=", GREATER | EQUAL },
		{ "<=", LESS | EQUAL },
		{ ">", GREATER },
		{ "<", LESS },
		{ "=", EQUAL },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_starts(*s, str_of(all[i].text))) {
			*s = str_trim_left(str_skip(*s, strlen(all[i].text)));
			return all[i].orders;
		}
	return EQUAL;
}

static struct str read_name(struct str *s)
{
	size_t n = 0;
	struct str name;

	while (n < s->n && !char_is_space(s->p[n]) && s->p[n] != '<' &&
		s->p[n] != '>' && s->p[n] != '=')
		n++;
	name = str_sub(*s, 0, n);
	*s = str_trim_left(str_skip(*s, n));
	return name;
}

static bool compare(const struct moniker *x, const struct moniker *to,
	int orders)
{
	int order = x->order < to->order   ? LESS
		    : x->order > to->order ? GREATER
					   : EQUAL;

	return str_eq(x->product, to->product) && (order & orders) != 0;
}

/* One alternative; what it takes is added to out. */
static bool read_all(struct arena *a, const struct monikers *m, struct str s,
	struct moniker_set *out, struct str *unknown)
{
	struct moniker_set set = empty(a, m);
	bool first = true;

	for (s = str_trim(s); s.n > 0; first = false) {
		int orders = read_operator(&s);
		const struct moniker *to;

		*unknown = read_name(&s);
		to = map_get(&m->by_name, *unknown);
		if (!to)
			return false;
		for (size_t i = 0; i < m->n; i++)
			put(&set, i,
				compare(&m->p[i], to, orders) &&
					(first || set.has[i]));
	}
	*unknown = S("");
	for (size_t i = 0; i < m->n; i++)
		if (set.has[i])
			put(out, i, true);
	return !first;
}

bool moniker_range(struct arena *a, const struct monikers *m, struct str range,
	struct moniker_set *out, struct str *unknown)
{
	struct str rest = range;

	*out = empty(a, m);
	*unknown = S("");
	while (rest.p) {
		size_t bar = str_find(rest, 0, S("||"));
		struct str part = str_sub(rest, 0, bar);

		if (!read_all(a, m, part, out, unknown)) {
			*out = empty(a, m);
			return false;
		}
		rest = bar == STR_NONE ? (struct str){ NULL, 0 }
				       : str_skip(rest, bar + 2);
	}
	return true;
}

bool moniker_meet(const struct moniker_set *x, const struct moniker_set *y,
	const struct monikers *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (x->has[i] && y->has[i])
			return true;
	return false;
}

struct moniker_set moniker_both(struct arena *a, const struct moniker_set *x,
	const struct moniker_set *y, const struct monikers *m)
{
	struct moniker_set s = empty(a, m);

	for (size_t i = 0; i < m->n; i++)
		put(&s, i, x->has[i] && y->has[i]);
	return s;
}

struct str moniker_names(struct arena *a, const struct moniker_set *s,
	const struct monikers *m, const char *between)
{
	struct str text = S("");

	for (size_t i = 0; i < m->n; i++)
		if (s->has[i])
			text = str_printf(a, "%.*s%s%.*s", STR_ARG(text),
				text.n > 0 ? between : "",
				STR_ARG(m->p[i].name));
	return text;
}

/* ---- files ------------------------------------------------------- */

/* docfx.json: the `group` of the content group that takes the file. */
static const struct value *group_range(struct arena *a, const struct config *c,
	struct str path)
{
	const struct value *groups = config_docfx(c, "groups");
	const struct value *content = config_docfx(c, "content");

	for (size_t i = 0; groups && content && content->kind == VALUE_LIST &&
			   i < content->n;
		i++) {
		const struct value *item = content->items[i];
		const struct value *files = value_get(item, S("files"));
		const struct value *range;
		struct str key = path, src = value_text_at(item, S("src"));
		struct globs globs = { 0 };

		range = value_get(value_get(groups,
					  value_text_at(item, S("group"))),
			S("moniker_range"));
		if (!range ||
			(path_normalize(a, src, &src) && src.n > 0 &&
				!str_starts(path, path_join(a, src, S("")))))
			continue;
		if (src.n > 0)
			key = str_skip(path, src.n + 1);
		if (files && files->kind != VALUE_LIST)
			glob_expand(a, &globs, value_as_text(files));
		for (size_t k = 0;
			files && files->kind == VALUE_LIST && k < files->n; k++)
			glob_expand(a, &globs, value_as_text(files->items[k]));
		if (globs_match(&globs, key))
			return range;
	}
	return NULL;
}

const struct value *moniker_config_range(struct arena *a,
	const struct config *c, struct str path)
{
	const struct value *map = config_docfx(c, "monikerRange");
	const struct value *found = NULL;

	for (size_t i = 0; map && map->kind == VALUE_MAP && i < map->n; i++) {
		struct globs globs = { 0 };

		glob_expand(a, &globs, map->keys[i]);
		if (globs_match(&globs, path))
			found = map->items[i];
	}
	return found ? found : group_range(a, c, path);
}

/* A list of names, or one. */
static struct moniker_set named(struct arena *a, const struct monikers *m,
	const struct value *v)
{
	struct moniker_set s = empty(a, m);
	size_t n = v->kind == VALUE_LIST ? v->n : 1;

	for (size_t i = 0; i < n; i++) {
		const struct moniker *x = map_get(&m->by_name,
			str_trim(value_as_text(
				v->kind == VALUE_LIST ? v->items[i] : v)));
		if (x)
			put(&s, (size_t)(x - m->p), true);
	}
	return s;
}

static const struct value *given(const struct value *meta, const char *key)
{
	const struct value *v = value_get(meta, str_of(key));

	return v && v->kind != VALUE_NULL ? v : NULL;
}

static void read_own(struct arena *a, const struct monikers *m,
	const struct value *meta, struct moniker_file *f)
{
	const struct value *replace = given(meta, "replace_monikers");
	const struct value *range = given(meta, "monikerRange");
	const struct value *list = given(meta, "monikers");
	struct str unknown;

	f->own = replace ? replace : range ? range : list;
	if (f->own && f->own == range)
		moniker_range(a, m, value_as_text(range), &f->own_set,
			&unknown);
	else if (f->own)
		f->own_set = named(a, m, f->own);
}

struct moniker_file moniker_of(struct arena *a, const struct config *c,
	const struct monikers *m, struct str path, const struct value *meta)
{
	struct moniker_file f = { 0 };
	const struct value *without = given(meta, "exclude_monikers");
	struct moniker_set set;
	struct str unknown;

	f.config = f.own_set = f.set = empty(a, m);
	f.range = moniker_config_range(a, c, path);
	f.versioned = f.range != NULL;
	read_own(a, m, meta, &f);
	if (!f.versioned)
		return f;
	moniker_range(a, m, value_as_text(f.range), &f.config, &unknown);
	f.set = f.own ? moniker_both(a, &f.config, &f.own_set, m) : f.config;
	if (!without)
		return f;
	set = named(a, m, without);
	for (size_t i = 0; i < m->n; i++)
		if (set.has[i])
			put(&f.set, i, false);
	return f;
}
