/*
 * Metadata against the JSON Schemas that `metadataSchema` names. What they
 * use is read; what docfx adds to the language (docsetUnique, replacedBy,
 * either, precludes, enumDependencies, dateFormat) too.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "check/docfx.h"
#include "check/family.h"
#include "format/pattern.h"
#include "set/meta.h"

const struct rule rule_metadata_missing = {
	.id = "DG107",
	.name = "metadata-missing",
	.level = LEVEL_SUGGESTION,
	.title = "a page lacks metadata that the docset's schema demands",
	.why = "lists and searches that use it pass the page over",
	.fix = "add the key to the front matter",
	.aliases = "missing-attribute author-missing ms-author-missing "
		   "ms-topic-missing ms-date-missing",
};

const struct rule rule_metadata_invalid = {
	.id = "DG114",
	.name = "metadata-value-invalid",
	.level = LEVEL_SUGGESTION,
	.title = "a value of the metadata is not what the docset's schema "
		 "allows",
	.why = "whoever uses the value gets something unexpected",
	.fix = "write a value that the schema allows",
	.aliases = "invalid-value ms-topic-invalid ms-author-invalid "
		   "missing-paired-attribute precluded-attributes "
		   "unexpected-type",
	.mend = MEND_UNSAFE,
};

#define NEAR_MAX 1000 /* values that are compared for a did-you-mean */

struct schema {
	struct arena *a;
	struct sink *sink;
	const struct check *c;
	const struct value *root;
	struct span head; /* the first line of the front matter */
	bool older;       /* the page is not for the newest version */
};

static struct span place(const struct schema *s, struct span at)
{
	/* A value of the configuration is said where it stands. */
	return at.len > 0 ? at : s->head;
}

/* The schema's own words for what is wrong with a key. */
static const struct value *own_rule(const struct schema *s, struct str key,
	const char *code)
{
	return value_get(value_get(value_get(s->root, S("rules")), key),
		str_of(code));
}

/* NULL: nothing is said of it. */
static struct diag *say(const struct schema *s, const struct rule *rule,
	struct span at, struct str key, const char *code, struct str text)
{
	const struct value *own = own_rule(s, key, code);
	struct diag *d;

	if (s->older &&
		value_is_true(value_get(own, S("canonicalVersionOnly"))))
		return NULL;
	d = diag_add(s->sink, rule, place(s, at), "%.*s", STR_ARG(text));
	d->code = code;
	d->schema = own;
	return d;
}

#define SAY(s, at, key, code, ...)                            \
	say((s), &rule_metadata_invalid, (at), (key), (code), \
		str_printf((s)->a, __VA_ARGS__))

/* ---- one value --------------------------------------------------- */

static const char *type_of(const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		return "null";
	case VALUE_BOOL:
		return "boolean";
	case VALUE_NUMBER:
		return v->number == (double)(long long)v->number &&
				       str_find_byte(v->text, 0, '.') ==
					       STR_NONE
			       ? "integer"
			       : "number";
	case VALUE_LIST:
		return "array";
	case VALUE_MAP:
		return "object";
	default:
		return "string";
	}
}

static bool is_type(const struct value *v, struct str type)
{
	const char *mine = type_of(v);

	return str_eq(type, str_of(mine)) ||
	       (str_eq(type, S("number")) && strcmp(mine, "integer") == 0);
}

static bool type_fits(const struct value *v, const struct value *types)
{
	if (!types)
		return true;
	if (types->kind != VALUE_LIST)
		return is_type(v, value_as_text(types));
	for (size_t i = 0; i < types->n; i++)
		if (is_type(v, value_as_text(types->items[i])))
			return true;
	return false;
}

/* "string or null" */
static struct str type_names(struct arena *a, const struct value *types)
{
	struct str names = S("");

	if (types->kind != VALUE_LIST)
		return value_as_text(types);
	for (size_t i = 0; i < types->n; i++)
		names = str_printf(a, "%.*s%s%.*s", STR_ARG(names),
			i > 0 ? " or " : "",
			STR_ARG(value_as_text(types->items[i])));
	return names;
}

static bool same(const struct value *x, const struct value *y)
{
	if (x->kind == VALUE_LIST || x->kind == VALUE_MAP)
		return false;
	return x->kind == y->kind && str_eq(value_as_text(x), value_as_text(y));
}

static bool in_enum(const struct value *v, const struct value *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (same(v, list->items[i]))
			return true;
	return false;
}

/* Text that may stand in a scalar of any form. */
static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!char_is_alnum(text.p[i]) &&
			!(i > 0 && strchr("-._/ ", text.p[i])))
			return false;
	return text.n > 0;
}

/* The value of the list that somebody meant, if it is nearly this one. */
static void propose(const struct schema *s, struct diag *d,
	const struct value *v, const struct value *list)
{
	struct str text = value_as_text(v), best = S("");
	size_t limit = text.n < 12 ? text.n / 3 : 4;
	struct span at;

	for (size_t i = 0; list && i < list->n && i < NEAR_MAX; i++) {
		struct str other = value_as_text(list->items[i]);
		size_t n = str_distance(other, text, limit);

		if (list->items[i]->kind != VALUE_TEXT || n > limit)
			continue;
		best = other;
		if (n == 0)
			break;
		limit = n - 1;
	}
	if (best.n == 0)
		return;
	d->hint = str_printf(s->sink->arena, "did you mean '%.*s'?",
		STR_ARG(best));
	if (is_plain(best) && front_scalar(s->c, v, &at))
		diag_mend(s->sink, d, MEND_UNSAFE, at, best);
}

static bool number_of(const struct value *schema, const char *key, double *out)
{
	const struct value *v = value_get(schema, str_of(key));

	if (!v || v->kind != VALUE_NUMBER)
		return false;
	*out = v->number;
	return true;
}

static void check_bounds(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v, double n,
	const char *const names[2], const char *code)
{
	double bound;

	if (number_of(schema, names[0], &bound) && n < bound)
		SAY(s, v->at, key, code, "'%.*s' has %g, must be at least %g",
			STR_ARG(key), n, bound);
	if (number_of(schema, names[1], &bound) && n > bound)
		SAY(s, v->at, key, code, "'%.*s' has %g, must be at most %g",
			STR_ARG(key), n, bound);
}

static double characters(struct str s)
{
	return (double)utf8_count(s);
}

static void check_sizes(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v)
{
	static const char *const length[] = { "minLength", "maxLength" };
	static const char *const items[] = { "minItems", "maxItems" };
	static const char *const keys[] = { "minProperties", "maxProperties" };
	static const char *const range[] = { "minimum", "maximum" };

	if (v->kind == VALUE_TEXT)
		check_bounds(s, key, schema, v, characters(v->text), length,
			"string-length-invalid");
	else if (v->kind == VALUE_LIST)
		check_bounds(s, key, schema, v, (double)v->n, items,
			"array-length-invalid");
	else if (v->kind == VALUE_MAP)
		check_bounds(s, key, schema, v, (double)v->n, keys,
			"property-count-invalid");
	else if (v->kind == VALUE_NUMBER)
		check_bounds(s, key, schema, v, v->number, range,
			"number-invalid");
}

static void check_pattern(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v)
{
	struct str pattern = value_text_at(schema, S("pattern"));

	if (v->kind == VALUE_TEXT && pattern.n > 0 &&
		!pattern_fits(pattern, v->text))
		SAY(s, v->at, key, "format-invalid",
			"'%.*s' does not fit the pattern '%.*s' of '%.*s'",
			STR_ARG(v->text), STR_ARG(pattern), STR_ARG(key));
}

/* The one item that a list must have. */
static void check_contains(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v)
{
	const struct value *want = value_get(schema, S("contains"));
	const struct value *one = value_get(want, S("const"));
	const struct value *some = value_get(want, S("enum"));

	if (!want || v->kind != VALUE_LIST)
		return;
	for (size_t i = 0; i < v->n; i++)
		if ((!one || same(v->items[i], one)) &&
			(!some || in_enum(v->items[i], some)) &&
			type_fits(v->items[i], value_get(want, S("type"))))
			return;
	SAY(s, v->at, key, "array-contains-failed",
		"'%.*s' has no item of the kind that it needs", STR_ARG(key));
}

/* Formats that can be told from their letters. */
static bool has_format(struct str text, struct str format, struct arena *a)
{
	struct str iso;

	if (str_eq(format, S("date")) || str_eq(format, S("date-time")))
		return meta_date(a, text, &iso) && text.n >= 10 &&
		       text.p[4] == '-';
	if (str_eq(format, S("uri")) || str_eq(format, S("url")))
		return url_split(text).scheme.n > 1;
	if (str_eq(format, S("email")))
		return str_find_byte(text, 0, '@') != STR_NONE;
	return true;
}

static void check_format(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v)
{
	struct str format = value_text_at(schema, S("format"));

	if (v->kind == VALUE_TEXT && format.n > 0 &&
		!has_format(v->text, format, s->a))
		SAY(s, v->at, key, "format-invalid", "'%.*s' is no %.*s",
			STR_ARG(v->text), STR_ARG(format));
}

static void check_date(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v)
{
	struct str iso;

	if (!value_get(schema, S("dateFormat")) || v->kind != VALUE_TEXT ||
		meta_date(s->a, v->text, &iso))
		return;
	SAY(s, v->at, key, "date-format-invalid", "'%.*s' is no date",
		STR_ARG(v->text));
}

static void check_value(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v, int depth);

static void check_items(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v, int depth)
{
	const struct value *items = value_get(schema, S("items"));

	for (size_t i = 0; v->kind == VALUE_LIST && i < v->n; i++) {
		if (items)
			check_value(s, key, items, v->items[i], depth + 1);
		for (size_t k = 0;
			value_is_true(value_get(schema, S("uniqueItems"))) &&
			i < 1000 && k < i;
			k++)
			if (same(v->items[i], v->items[k])) {
				SAY(s, v->at, key, "array-not-unique",
					"'%.*s' has an item twice",
					STR_ARG(key));
				return;
			}
	}
}

static void check_map(const struct schema *s, const struct value *schema,
	const struct value *map, int depth);

static void check_value(const struct schema *s, struct str key,
	const struct value *schema, const struct value *v, int depth)
{
	const struct value *list = value_get(schema, S("enum"));
	const struct value *constant = value_get(schema, S("const"));
	struct diag *d;

	if (depth > 16 || schema->kind != VALUE_MAP)
		return;
	if (!type_fits(v, value_get(schema, S("type")))) {
		SAY(s, v->at, key, "unexpected-type",
			"'%.*s' is %s, must be %.*s", STR_ARG(key), type_of(v),
			STR_ARG(type_names(s->a,
				value_get(schema, S("type")))));
		return;
	}
	if ((list && list->kind == VALUE_LIST && !in_enum(v, list)) ||
		(constant && !same(v, constant))) {
		d = SAY(s, v->at, key, "invalid-value",
			"'%.*s' is no value for '%.*s'",
			STR_ARG(value_as_text(v)), STR_ARG(key));
		if (d)
			propose(s, d, v, list);
	}
	check_sizes(s, key, schema, v);
	check_pattern(s, key, schema, v);
	check_date(s, key, schema, v);
	check_format(s, key, schema, v);
	check_contains(s, key, schema, v);
	check_items(s, key, schema, v, depth);
	if (v->kind == VALUE_MAP)
		check_map(s, schema, v, depth + 1);
}

/* ---- keys and their company -------------------------------------- */

static bool has(const struct value *map, struct str key)
{
	const struct value *v = value_get(map, key);

	return v && v->kind != VALUE_NULL &&
	       (v->kind != VALUE_TEXT || v->text.n > 0);
}

static void missing(const struct schema *s, struct str key)
{
	say(s, &rule_metadata_missing, s->head, key, "missing-attribute",
		str_printf(s->a, "the page has no '%.*s'", STR_ARG(key)));
}

/* Strictly: with a value that says something. */
static void check_required(const struct schema *s, const struct value *keys,
	const struct value *map, bool strict)
{
	for (size_t i = 0; keys && keys->kind == VALUE_LIST && i < keys->n;
		i++) {
		struct str key = value_as_text(keys->items[i]);

		if (strict ? !has(map, key) : !value_get(map, key))
			missing(s, key);
	}
}

/* What one key's value allows for others: {"a": {"1": {"b": {"2": {}}}}},
 * or lists of values at the end. */
static bool allows(const struct value *list, const struct value *v)
{
	struct str text = value_as_text(v);

	if (!list || list->kind == VALUE_NULL)
		return true;
	if (list->kind == VALUE_MAP)
		return value_get(list, text) != NULL;
	for (size_t i = 0; list->kind == VALUE_LIST && i < list->n; i++)
		if (str_eq(value_as_text(list->items[i]), text))
			return true;
	return list->kind != VALUE_LIST;
}

static void check_pairs_of(const struct schema *s, const struct value *all,
	const struct value *map, int depth)
{
	for (size_t i = 0;
		depth < 8 && all && all->kind == VALUE_MAP && i < all->n; i++) {
		const struct value *v = value_get(map, all->keys[i]);
		const struct value *of = all->items[i];
		const struct value *first = v;

		if (v && v->kind == VALUE_LIST)
			first = v->n > 0 ? v->items[0] : NULL;
		if (!first || first->kind == VALUE_NULL)
			continue;
		if (depth > 0 && !allows(of, first))
			SAY(s, first->at, all->keys[i],
				"invalid-paired-attribute",
				"'%.*s' is no value for '%.*s' here",
				STR_ARG(value_as_text(first)),
				STR_ARG(all->keys[i]));
		check_pairs_of(s, value_get(of, value_as_text(first)), map,
			depth + 1);
	}
}

/* Lists of keys: of `either` one, of `precludes` at most one. */
static void check_lists(const struct schema *s, const struct value *schema,
	const struct value *map, bool either)
{
	const struct value *lists = value_get(schema,
		either ? S("either") : S("precludes"));

	for (size_t i = 0; lists && lists->kind == VALUE_LIST && i < lists->n;
		i++) {
		const struct value *keys = lists->items[i];
		size_t n = 0;

		if (keys->kind != VALUE_LIST || keys->n == 0)
			continue;
		for (size_t k = 0; k < keys->n; k++)
			n += has(map, value_as_text(keys->items[k]));
		if (either && n == 0)
			SAY(s, s->head, value_as_text(keys->items[0]),
				"missing-either-attribute",
				"one of '%.*s' and others is needed",
				STR_ARG(value_as_text(keys->items[0])));
		if (!either && n > 1)
			SAY(s, s->head, value_as_text(keys->items[0]),
				"precluded-attributes",
				"only one of '%.*s' and others may be there",
				STR_ARG(value_as_text(keys->items[0])));
	}
}

/* {"a": ["b"]}: who has a needs b. */
static void check_company(const struct schema *s, const struct value *schema,
	const struct value *map)
{
	const struct value *all = value_get(schema, S("dependencies"));

	if (!all)
		all = value_get(schema, S("dependentRequired"));
	for (size_t i = 0; all && all->kind == VALUE_MAP && i < all->n; i++) {
		const struct value *keys = all->items[i];

		for (size_t k = 0; has(map, all->keys[i]) &&
				   keys->kind == VALUE_LIST && k < keys->n;
			k++)
			if (!has(map, value_as_text(keys->items[k])))
				SAY(s, value_get(map, all->keys[i])->at,
					all->keys[i],
					"missing-paired-attribute",
					"'%.*s' needs '%.*s'",
					STR_ARG(all->keys[i]),
					STR_ARG(value_as_text(keys->items[k])));
	}
}

static void check_map(const struct schema *s, const struct value *schema,
	const struct value *map, int depth)
{
	const struct value *keys = value_get(schema, S("properties"));

	check_required(s, value_get(schema, S("required")), map, false);
	check_required(s, value_get(schema, S("strictRequired")), map, true);
	for (size_t i = 0; keys && keys->kind == VALUE_MAP && i < keys->n;
		i++) {
		const struct value *v = value_get(map, keys->keys[i]);
		const struct value *other = value_get(keys->items[i],
			S("replacedBy"));

		if (!v)
			continue;
		if (other)
			SAY(s, v->at, keys->keys[i], "attribute-deprecated",
				"'%.*s' is deprecated", STR_ARG(keys->keys[i]));
		check_value(s, keys->keys[i], keys->items[i], v, depth);
	}
	check_lists(s, schema, map, true);
	check_lists(s, schema, map, false);
	check_company(s, schema, map);
	check_pairs_of(s, value_get(schema, S("enumDependencies")), map, 0);
}

static bool is_older(struct check *c, const struct value *meta)
{
	const struct monikers *m = &c->set->monikers;
	struct moniker_file f = moniker_of(c->scratch, &c->set->config, m,
		c->page->source->path, meta);

	return f.versioned && m->n > 0 && !f.set.has[m->n - 1];
}

void check_schema(struct check *c)
{
	struct schema s = { .a = c->scratch, .sink = c->sink, .c = c };

	if (!c->published || !config_data(&c->set->config, "metadataSchema", 0))
		return;
	s.head = (struct span){ c->page->file,
		c->page->front.present ? (uint32_t)c->page->front.yaml_at : 0,
		1 };
	s.older = is_older(c, c->meta);
	for (size_t i = 0;
		(s.root = config_data(&c->set->config, "metadataSchema", i));
		i++)
		check_map(&s, s.root, c->meta, 0);
}
