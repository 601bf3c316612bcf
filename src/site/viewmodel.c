/*
 * docfx's templates find the metadata of a page and of the docset under the
 * names that begin with '_', and switch parts of the page off by them; so do
 * ours. A page's own metadata is below `meta`, where it cannot take the
 * place of anything.
 */
#include "site/viewmodel.h"

#include <stdlib.h>

#include "base/path.h"
#include "format/json.h"
#include "site/plan.h"

static struct value *asset_list(struct maker *m,
	const struct asset *const *assets, size_t n)
{
	struct value *list = value_list(m->a);

	for (size_t i = 0; i < n; i++) {
		struct value *item = value_map(m->a);
		maker_set_text(m, item, "href",
			href_to(m->a, &m->at, assets[i]->path));
		value_add(m->a, list, item);
	}
	return list;
}

/* ---- docfx's names ----------------------------------------------- */

static void add_underscored(struct maker *m, struct value *v,
	const struct value *from)
{
	for (size_t i = 0; from && i < from->n; i++)
		if (str_starts(from->keys[i], S("_")))
			value_set(m->a, v, from->keys[i], from->items[i]);
}

static void add_docfx(struct maker *m, struct value *v)
{
	const struct docset *set = m->site->set;
	struct str title = value_text_at(v, S("site_title"));

	maker_set_text(m, v, "_appTitle", title);
	maker_set_text(m, v, "_appName", title);
	maker_set_text(m, v, "_lang", m->locale->tag);
	maker_set_text(m, v, "_rel", value_text_at(v, S("site_rel")));
	maker_set_text(m, v, "_path", m->output->path);
	maker_set_text(m, v, "_description",
		value_text_at(v, S("description")));
	value_set(m->a, v, S("_enableSearch"),
		value_bool(m->a, m->site->search));
	if (value_get(v, S("body")))
		value_set(m->a, v, S("conceptual"), value_get(v, S("body")));
	value_set(m->a, v, S("__global"),
		m->site->theme->globals[m->output->locale]);
	add_underscored(m, v, set->config.global_metadata);
	add_underscored(m, v, m->meta);
	if (m->meta) {
		value_set(m->a, v, S("meta"), m->meta);
		maker_set_text(m, v, "layout",
			value_text_at(m->meta, S("layout")));
		maker_set_text(m, v, "uid", value_text_at(m->meta, S("uid")));
	}
}

/* docfx's switches, and what they switch off. */
static void obey(struct maker *m, struct value *v)
{
	static const struct {
		const char *docfx, *keys[3];
	} switches[] = {
		{ "_disableToc", { "toc" } },
		{ "_disableBreadcrumb", { "breadcrumb" } },
		{ "_disableAffix", { "outline" } },
		{ "_disableNextArticle", { "prev", "next", "has_pager" } },
		{ "_disableContribution", { "edit_href" } },
	};

	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		if (!value_is_true(value_get(v, str_of(switches[i].docfx))))
			continue;
		for (size_t k = 0; k < 3 && switches[i].keys[k]; k++)
			value_set(m->a, v, str_of(switches[i].keys[k]),
				value_null(m->a));
	}
	if (value_is_true(value_get(v, S("_noindex"))) &&
		!value_get(v, S("robots")))
		maker_set_text(m, v, "robots", S("noindex"));
}

void viewmodel_finish(struct maker *m, struct value *v)
{
	const struct theme *t = m->site->theme;

	if (t->styles.n)
		value_set(m->a, v, S("styles"),
			asset_list(m, t->styles.p, t->styles.n));
	if (t->scripts.n)
		value_set(m->a, v, S("scripts"),
			asset_list(m, t->scripts.p, t->scripts.n));
	if (t->head.n)
		value_set(m->a, v, S("head_html"), value_html(m->a, t->head));
	add_docfx(m, v);
	obey(m, v);
}

/* ---- as JSON ----------------------------------------------------- */

#define ENDING ".view.json"

static bool has_template(const struct output *o)
{
	return o->kind < OUTPUT_TWIN;
}

void viewmodel_plan(struct site *s)
{
	VEC(struct output) more = { 0 };

	for (size_t i = 0; i < s->noutputs; i++) {
		struct output o = s->outputs[i];
		if (!has_template(&o))
			continue;
		o.kind = OUTPUT_VIEW;
		o.path = str_cat(s->arena, o.path, S(ENDING));
		vec_push(s->arena, &more, o);
	}
	plan_extend(s, more.p, more.n);
}

static int by_path(const void *path, const void *output)
{
	return str_cmp(*(const struct str *)path,
		((const struct output *)output)->path);
}

const struct output *viewmodel_of(const struct site *s,
	const struct output *view)
{
	struct str path = str_sub(view->path, 0, view->path.n - S(ENDING).n);

	return bsearch(&path, s->outputs, s->noutputs, sizeof(*s->outputs),
		by_path);
}

void viewmodel_write(const struct value *v, const char *template,
	struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	json_open_map(&j);
	json_text_at(&j, "template", str_of(template));
	json_key(&j, S("view"));
	json_value(&j, v);
	json_close_map(&j);
	buf_byte(out, '\n');
}
