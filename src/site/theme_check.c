/*
 * What a docset's own theme asks for against what there is: templates that
 * nothing uses, partials and words that nobody has.
 */
#include "base/path.h"
#include "site/theme.h"

/* Where docfx's themes have another name for the same part. */
static const struct {
	const char *docfx, *ours;
} names[] = {
	{ "conceptual.html.primary.tmpl", "page.html.tmpl" },
	{ "conceptual.html.tmpl", "page.html.tmpl" },
	{ "partials/affix", "partials/outline" },
	{ "partials/navbar", "partials/header" },
	{ "partials/scripts", "partials/body.end" },
};

struct str theme_name(struct str path)
{
	if (str_ends(path, S(".tmpl.partial")))
		path.n -= S(".tmpl.partial").n;
	else if (str_ends(path, S(".partial")))
		path.n -= S(".partial").n;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(path, str_of(names[i].docfx)))
			return str_of(names[i].ours);
	return path;
}

struct checker {
	const struct theme *t;
	const struct value *english;
	struct sink *sink;
	struct arena *a;
	struct map used;  /* names of templates */
	struct map asked; /* keys of words */
	/* of the template in hand */
	const struct theme_file *file;
	struct map said; /* names that were found missing in it */
};

static struct str shown(const struct checker *c, const struct theme_file *f)
{
	return path_join(c->a, c->t->folders.p[f->folder].name, f->path);
}

/* "copy" of "t.copy" and of "__global.copy"; "" for others. */
static struct str word_key(struct str name)
{
	if (str_starts(name, S("t.")))
		return str_skip(name, 2);
	if (str_starts(name, S("__global.")))
		return str_skip(name, S("__global.").n);
	return S("");
}

static void note_use(void *ctx, enum template_use use, struct str name)
{
	struct checker *c = ctx;
	struct str key = word_key(name);

	if (use == TEMPLATE_PARTIAL || use == TEMPLATE_MASTER)
		map_put(c->a, &c->used, theme_name(name), c);
	else if (use == TEMPLATE_VALUE && key.n)
		map_put(c->a, &c->asked, key, c);
}

static struct span nowhere(void)
{
	return (struct span){ CONFIG_NOWHERE, 0, 0 };
}

static void check_word(struct checker *c, struct str key)
{
	const char *near;

	if (value_get(c->t->globals[0], key))
		return;
	near = strings_nearest(c->a, c->english, key);
	diag_add(c->sink, &rule_string_missing, nowhere(),
		"'%.*s' asks for the text '%.*s', which is not there%s%s%s",
		STR_ARG(shown(c, c->file)), STR_ARG(key),
		near ? ", did you mean '" : "", near ? near : "",
		near ? "'?" : "");
}

static void check_use(void *ctx, enum template_use use, struct str name)
{
	struct checker *c = ctx;
	struct str key = word_key(name);

	if (map_has(&c->said, name))
		return;
	map_put(c->a, &c->said, name, c);
	if (use == TEMPLATE_VALUE && key.n)
		check_word(c, key);
	else if ((use == TEMPLATE_PARTIAL || use == TEMPLATE_MASTER) &&
		 !map_has(&c->t->templates, theme_name(name)))
		diag_add(c->sink, &rule_theme_no_effect, nowhere(),
			"'%.*s' asks for the template '%.*s', which is not "
			"there",
			STR_ARG(shown(c, c->file)), STR_ARG(name));
}

/* The template of the program that is named nearly so, or NULL. */
static const struct theme_file *nearest(const struct checker *c,
	struct str name)
{
	const struct map *all = &c->t->templates;
	const struct theme_file *near = NULL;
	size_t best = name.n / 4 + 1;

	for (size_t i = 0; i < all->n; i++) {
		const struct theme_file *f = all->items[i].value;
		size_t d = f->folder > 0 ? best + 1
					 : str_distance(name, all->items[i].key,
						   best);
		if (d < best + !near && d <= best) {
			best = d;
			near = f;
		}
	}
	return near;
}

/* Its name is one of the program's, or another template asks for it. */
static void check_own(struct checker *c, struct str name)
{
	const struct theme_file *f = c->file, *near;

	c->said = (struct map){ 0 };
	template_names(f->template, check_use, c);
	if (f->below != f->folder || map_has(&c->used, name) ||
		str_eq(name, S("page.html.tmpl")))
		return;
	near = nearest(c, name);
	diag_add(c->sink, &rule_theme_no_effect, nowhere(),
		"nothing uses the template '%.*s'%s%.*s%s",
		STR_ARG(shown(c, f)), near ? ", did you mean '" : "",
		STR_ARG(near ? near->path : S("")), near ? "'?" : "");
}

void theme_check(const struct theme *t, const struct docset *set,
	const struct value *english, struct sink *sink)
{
	struct arena a;
	struct checker c = { .t = t, .english = english, .sink = sink };
	const struct map *all = &t->templates;

	if (t->folders.n < 2)
		return;
	c.a = &a;
	arena_init(&a);
	map_put(&a, &c.used, S("layout/_master.tmpl"), &c);
	for (size_t i = 0; i < all->n; i++) {
		const struct theme_file *f = all->items[i].value;
		template_names(f->template, note_use, &c);
	}
	for (size_t i = 0; i < all->n; i++) {
		c.file = all->items[i].value;
		if (c.file->folder > 0)
			check_own(&c, all->items[i].key);
	}
	strings_check(&t->strings, set, english, &c.asked, sink);
	arena_release(&a);
}
