/*
 * Mustache nodes and data to text: a walk over ranges of nodes with a stack
 * of contexts. Indentation is written where a node begins a line of its
 * template, before any value is.
 *
 * Invariant: nodes nest at most MUSTACHE_NEST_MAX deep in a template and
 * templates EXPAND_MAX deep, so the stack is bounded whatever they hold.
 */
#include "format/template.h"

#include <assert.h>

#include "format/html.h"
#include "format/mustache.h"

#define EXPAND_MAX 32
#define STEPS_MAX 4000000

const struct rule rule_template_syntax = {
	.id = "DG011",
	.name = "template-syntax",
	.level = LEVEL_ERROR,
	.title = "a template has a tag that cannot be read",
	.why = "pages made from the template cannot be written",
	.fix = "close the tag or section where the finding points",
};

struct template
{
	struct mustache parsed;
};

struct template *template_parse(struct arena *a, struct str text, uint32_t file,
	struct sink *sink)
{
	struct template *t = arena_new(a, struct template);

	if (!mustache_parse(a, text, file, &rule_template_syntax, sink,
		    &t->parsed))
		return NULL;
	return t;
}

struct scope {
	const struct value *value;
	const struct scope *outer;
};

/* The arguments of a parent tag; the outermost ones win. */
struct args {
	const struct template *t;
	const struct mustache_node *parent;
	const struct args *outer;
};

struct render {
	const struct template_loader *loader;
	struct buf *out;
	size_t steps;
	int expanded;
	bool skip_indent; /* the next line begins inside a written line */
	struct str body;  /* what a master surrounds */
	bool ok;
};

/* Where nodes are rendered. */
struct frame {
	const struct template *t;
	const struct scope *scope;
	const struct args *args;
	struct str indent; /* written before each line */
	size_t strip;      /* white space taken from each line before that */
};

static void render_range(struct render *r, const struct frame *f, size_t from,
	size_t to);

static const struct value *look_up(const struct scope *scope, struct str name)
{
	struct str head;
	const struct value *v = NULL;

	if (str_eq(name, S(".")))
		return scope->value;
	if (!str_cut(&name, '.', &head))
		return NULL;
	for (; scope && !v; scope = scope->outer)
		v = value_get(scope->value, head);
	while (v && str_cut(&name, '.', &head))
		v = value_get(v, head);
	return v;
}

static bool is_true(const struct value *v)
{
	if (!v)
		return false;
	switch (v->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_BOOL:
		return v->boolean;
	case VALUE_NUMBER:
		return v->number < 0 || v->number > 0;
	case VALUE_TEXT:
		return v->text.n > 0;
	case VALUE_LIST:
		return v->n > 0;
	case VALUE_MAP:
		return true;
	}
	return false;
}

static void begin_line(struct render *r, const struct frame *f)
{
	if (!r->skip_indent)
		buf_add(r->out, f->indent);
	r->skip_indent = false;
}

static void write_text(struct render *r, const struct frame *f,
	const struct mustache_node *node)
{
	struct str rest = node->text;
	bool bol = node->bol;

	if (f->indent.n == 0 && f->strip == 0) {
		buf_add(r->out, rest);
		r->skip_indent = r->skip_indent && !bol;
		return;
	}
	while (rest.n > 0) {
		size_t end = str_find_byte(rest, 0, '\n');
		size_t n = end == STR_NONE ? rest.n : end + 1;
		struct str line = str_sub(rest, 0, n);

		if (bol) {
			size_t white = mustache_blanks(line);

			begin_line(r, f);
			line = str_skip(line,
				white < f->strip ? white : f->strip);
		}
		buf_add(r->out, line);
		rest = str_skip(rest, n);
		bol = true;
	}
}

static void write_value(struct render *r, const struct frame *f,
	const struct mustache_node *node)
{
	const struct value *v = look_up(f->scope, node->text);
	struct str text = value_as_text(v);

	if (node->kind == MUSTACHE_RAW || (v && v->html))
		buf_add(r->out, text);
	else
		html_escape(r->out, text);
}

/* The frame's indentation and that of the tag, which its block may strip. */
static struct str deeper(struct render *r, const struct frame *f,
	struct str indent)
{
	indent = str_skip(indent, f->strip < indent.n ? f->strip : indent.n);
	if (indent.n == 0)
		return f->indent;
	if (f->indent.n == 0)
		return indent;
	return str_cat(r->out->arena, f->indent, indent);
}

static bool may_expand(struct render *r)
{
	if (r->expanded < EXPAND_MAX)
		return true;
	r->ok = false;
	return false;
}

static void render_partial(struct render *r, const struct frame *f,
	const struct mustache_node *node)
{
	struct str name = node->text;
	struct args args = { f->t, node, f->args };
	struct frame in = *f;

	if (node->dynamic)
		name = value_as_text(look_up(f->scope, name));
	if (!r->loader || name.n == 0 || !may_expand(r))
		return;
	in.t = r->loader->load(r->loader->ctx, name);
	if (!in.t)
		return;
	if (node->kind == MUSTACHE_PARENT)
		in.args = &args;
	in.indent = node->standalone ? deeper(r, f, node->indent) : S("");
	in.strip = 0;
	r->expanded++;
	render_range(r, &in, 0, in.t->parsed.nodes.n);
	r->expanded--;
}

/*
 * Puts the argument of `from` in the place of `site`. Blocks inside it are
 * parameters of the template that it was written in: they see the arguments
 * outside of `from`.
 */
static void render_argument(struct render *r, const struct frame *f,
	const struct mustache_node *site, const struct args *from, size_t at)
{
	const struct mustache_node *arg = &from->t->parsed.nodes.p[at];
	struct frame in = {
		.t = from->t,
		.scope = f->scope,
		.args = from->outer,
		.indent = deeper(r, f, site->indent),
		.strip = arg->strip,
	};

	if (!may_expand(r))
		return;
	if (site->standalone && !arg->at_line && arg->end > at + 1)
		begin_line(r, &in);
	if (!site->standalone && arg->at_line)
		r->skip_indent = true;
	r->expanded++;
	render_range(r, &in, at + 1, arg->end);
	r->expanded--;
	r->skip_indent = false;
}

static void render_block(struct render *r, const struct frame *f, size_t at)
{
	const struct mustache_node *node = &f->t->parsed.nodes.p[at];
	const struct args *from = NULL;
	const size_t *index = NULL;

	for (const struct args *a = f->args; a; a = a->outer) {
		const size_t *found = map_get(&a->parent->args, node->text);

		if (found) {
			index = found;
			from = a;
		}
	}
	if (index)
		render_argument(r, f, node, from, *index);
	else
		render_range(r, f, at + 1, node->end);
}

static void render_section(struct render *r, const struct frame *f, size_t at)
{
	const struct mustache_node *node = &f->t->parsed.nodes.p[at];
	const struct value *v = look_up(f->scope, node->text);
	struct scope scope = { v, f->scope };
	struct frame in = *f;

	if (!is_true(v))
		return;
	in.scope = &scope;
	if (v->kind != VALUE_LIST) {
		render_range(r, &in, at + 1, node->end);
		return;
	}
	for (size_t i = 0; i < v->n && r->steps < STEPS_MAX; i++) {
		scope.value = v->items[i];
		r->steps++;
		render_range(r, &in, at + 1, node->end);
	}
}

static void render_node(struct render *r, const struct frame *f, size_t at)
{
	const struct mustache_node *node = &f->t->parsed.nodes.p[at];

	if (node->bol && node->kind != MUSTACHE_TEXT)
		begin_line(r, f);
	switch (node->kind) {
	case MUSTACHE_TEXT:
		write_text(r, f, node);
		break;
	case MUSTACHE_ESCAPED:
	case MUSTACHE_RAW:
		write_value(r, f, node);
		break;
	case MUSTACHE_SECTION:
		render_section(r, f, at);
		break;
	case MUSTACHE_INVERTED:
		if (!is_true(look_up(f->scope, node->text)))
			render_range(r, f, at + 1, node->end);
		break;
	case MUSTACHE_PARTIAL:
	case MUSTACHE_PARENT:
		render_partial(r, f, node);
		break;
	case MUSTACHE_BLOCK:
		render_block(r, f, at);
		break;
	case MUSTACHE_BODY:
		buf_add(r->out, r->body);
		break;
	}
}

static void render_range(struct render *r, const struct frame *f, size_t from,
	size_t to)
{
	while (from < to && r->steps < STEPS_MAX) {
		const struct mustache_node *node = &f->t->parsed.nodes.p[from];

		assert(node->end == 0 || node->end > from);
		r->steps++;
		render_node(r, f, from);
		from = node->end ? node->end : from + 1;
	}
}

/* The template around t, or NULL. */
static const struct template *master_of(struct render *r,
	const struct template *t)
{
	if (t->parsed.master.n == 0 || !r->loader || !may_expand(r))
		return NULL;
	r->expanded++;
	return r->loader->load(r->loader->ctx, t->parsed.master);
}

bool template_render(const struct template *t, const struct value *data,
	const struct template_loader *loader, struct buf *out)
{
	struct render r = { .loader = loader, .ok = true };
	struct scope scope = { data, NULL };
	struct frame f = { .t = t, .scope = &scope };
	const struct template *master;
	struct buf body;

	while ((master = master_of(&r, f.t))) {
		buf_init(&body, out->arena);
		r.out = &body;
		render_range(&r, &f, 0, f.t->parsed.nodes.n);
		r.body = buf_str(&body);
		f.t = master;
	}
	r.out = out;
	render_range(&r, &f, 0, f.t->parsed.nodes.n);
	return r.ok && r.steps < STEPS_MAX;
}

static void name_node(const struct mustache_node *node,
	void (*each)(void *ctx, enum template_use use, struct str name),
	void *ctx)
{
	switch (node->kind) {
	case MUSTACHE_ESCAPED:
	case MUSTACHE_RAW:
	case MUSTACHE_SECTION:
	case MUSTACHE_INVERTED:
		each(ctx, TEMPLATE_VALUE, node->text);
		break;
	case MUSTACHE_PARTIAL:
	case MUSTACHE_PARENT:
		each(ctx, node->dynamic ? TEMPLATE_VALUE : TEMPLATE_PARTIAL,
			node->text);
		break;
	case MUSTACHE_TEXT:
	case MUSTACHE_BLOCK:
	case MUSTACHE_BODY:
		break;
	}
}

void template_names(const struct template *t,
	void (*each)(void *ctx, enum template_use use, struct str name),
	void *ctx)
{
	const struct mustache *m = &t->parsed;

	for (size_t i = 0; i < m->nodes.n; i++)
		name_node(&m->nodes.p[i], each, ctx);
	for (size_t i = 0; i < m->includes.n; i++)
		each(ctx, TEMPLATE_INCLUDE, m->includes.p[i]);
	if (m->master.n)
		each(ctx, TEMPLATE_MASTER, m->master);
}
