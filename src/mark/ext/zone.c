/*
 * `::: zone target="docs" pivot="a,b"`: for some readers only. A line whose
 * attributes are not valid opens nothing and stays text.
 */
#include "base/buf.h"
#include "mark/attrs.h"
#include "mark/ext/ext.h"

const struct rule rule_zone_invalid = {
	.id = "DG523",
	.name = "zone-invalid",
	.level = LEVEL_WARNING,
	.title =
		"a zone with a fault in its first line, or inside another zone",
	.why = "the line is shown as text, and what it should limit is shown "
	       "to all",
	.fix = "give target (docs, chromeless, pdf) or pivot in straight "
	       "quotes",
	.aliases = "invalid-zone zone-pivot-group-missing pivot-id-not-found "
		   "pivot-id-unused",
};

static bool is_pivot_char(char c)
{
	return (c >= 'a' && c <= 'z') || char_is_digit(c) || c == '-';
}

/* Names of a-z, 0-9 and '-' between commas. */
static bool is_pivot_list(struct str value)
{
	struct str name;

	while (str_cut(&value, ',', &name)) {
		name = str_trim(name);
		if (name.n == 0)
			return false;
		for (size_t i = 0; i < name.n; i++)
			if (!is_pivot_char(name.p[i]))
				return false;
	}
	return true;
}

static bool is_target(struct str value)
{
	return str_eq(value, S("docs")) || str_eq(value, S("chromeless")) ||
	       str_eq(value, S("pdf"));
}

/* What is wrong with them, or NULL. */
static const char *fault(const struct attrs *attrs)
{
	const struct str *target = attrs_get(attrs, S("target"));
	const struct str *pivot = attrs_get(attrs, S("pivot"));

	if (attrs->error)
		return "its attributes are not name=\"value\"";
	if (attrs->n != (size_t)(target != NULL) + (size_t)(pivot != NULL))
		return "it takes only target and pivot";
	if (!target && !pivot)
		return "it has no target and no pivot";
	if (target && !is_target(*target))
		return "the target is not docs, chromeless or pdf";
	if (pivot && !is_pivot_list(*pivot))
		return "a pivot is a name of a-z, 0-9 and '-'";
	if (target && pivot && str_eq(*target, S("pdf")))
		return "the target pdf cannot have a pivot";
	return NULL;
}

static bool read_zone(struct str line, struct attrs *attrs)
{
	struct colons c;

	if (!ext_colons(line, &c) || !str_eq_nocase(c.name, S("zone")))
		return false;
	attrs_parse(c.rest, attrs);
	return true;
}

static bool zone_line(const struct ext_line *line)
{
	struct attrs attrs;

	return ext_is_end(line->text, "zone") ||
	       (read_zone(line->text, &attrs) && !fault(&attrs));
}

static void report(struct ext *x, size_t from, size_t to, const char *why)
{
	diag_add(x->sink, &rule_zone_invalid, ext_span(x, from, to),
		"the zone is not one: %s", why);
}

static void zone_alone(struct ext *x, const struct node *mark)
{
	report(x, mark->at.at, node_end(mark), "it stands in another zone");
}

/* Lines that look like a zone and were left as text. */
static void zone_inlines(struct ext *x, struct node *parent)
{
	struct attrs attrs;

	for (struct node *n = parent->child; n; n = n->next) {
		if (n->kind != NODE_TEXT || !str_starts(n->as.text, S(":::")))
			continue;
		if (read_zone(n->as.text, &attrs) && fault(&attrs))
			report(x, n->at.at, node_end(n), fault(&attrs));
	}
}

/* "a, b" as "a b" */
static struct str pivot_names(struct ext *x, struct str value)
{
	struct buf all;
	struct str name;

	buf_init(&all, x->arena);
	while (str_cut(&value, ',', &name)) {
		if (all.n > 0)
			buf_byte(&all, ' ');
		buf_add(&all, str_trim(name));
	}
	return buf_str(&all);
}

static void zone_block(struct ext *x, struct node *mark)
{
	struct attrs attrs;
	const struct str *target, *pivot;
	struct box *box;
	struct str data = S(""), names = S("");

	if (!read_zone(mark->as.text, &attrs) || fault(&attrs))
		return;
	target = attrs_get(&attrs, S("target"));
	pivot = attrs_get(&attrs, S("pivot"));
	if (target) {
		names = *target;
		data = ext_attr(x, "data-target", names);
	}
	if (pivot) {
		names = pivot_names(x, *pivot);
		data = str_cat(x->arena, data,
			ext_attr(x, "data-pivot", names));
	}
	box = arena_new(x->arena, struct box);
	box->name = "zone";
	box->docfx.element = box->site.element = "div";
	box->docfx.attrs = str_printf(x->arena, " class=\"zone%s%s\"%.*s",
		target ? " has-target" : "", pivot ? " has-pivot" : "",
		STR_ARG(data));
	box->site.attrs = str_cat(x->arena, S(" class=\"zone\""), data);
	box->site.inner = str_printf(x->arena,
		"<p class=\"condition\">%.*s</p>\n", STR_ARG(names));
	ext_open_box(x, mark, box);
}

const struct extension extension_zone = {
	.name = "zone",
	.line = zone_line,
	.pair = "zone",
	.alone = zone_alone,
	.block = zone_block,
	.inlines = zone_inlines,
	.signs = EXT_COLON,
};
