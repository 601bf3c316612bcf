/* One reader a key; texts are kept as they are written, for the command that
 * knows what they may be. */
#include "set/policy.h"

#include "base/path.h"
#include "format/pattern.h"

void policy_profile(struct settings *s, const char *key, const struct value *v)
{
	s->config->policy.profile = setting_text(s, key, v);
}

void policy_fail_on(struct settings *s, const char *key, const struct value *v)
{
	s->config->policy.fail_on = setting_text(s, key, v);
}

void policy_max_warnings(struct settings *s, const char *key,
	const struct value *v)
{
	struct policy *p = &s->config->policy;

	p->limits_warnings = str_to_uint(setting_text(s, key, v),
		&p->max_warnings);
	if (!p->limits_warnings)
		setting_bad(s, v->at, "'%s' must be a number", key);
}

/* A path beside the configuration file, from the current folder. */
static struct str beside(struct settings *s, const char *key,
	const struct value *v)
{
	struct str path = setting_text(s, key, v), root = s->config->root;

	if (path.n == 0 || str_starts(path, S("/")) || str_eq(root, S(".")))
		return path;
	return path_join(s->arena, root, path);
}

void policy_baseline(struct settings *s, const char *key, const struct value *v)
{
	s->config->policy.baseline = beside(s, key, v);
}

void policy_fallback(struct settings *s, const char *key, const struct value *v)
{
	s->config->policy.fallback = beside(s, key, v);
}

/* FORMAT:FILE, or a list of them. */
void policy_report(struct settings *s, const char *key, const struct value *v)
{
	struct policy *p = &s->config->policy;
	const struct value *one[] = { v };
	const struct value *const *items = one;
	size_t n = 1;

	if (v->kind == VALUE_LIST) {
		items = (const struct value *const *)v->items;
		n = v->n;
	}
	p->report = arena_array(s->arena, struct str, n + 1);
	p->nreport = 0;
	for (size_t i = 0; i < n; i++)
		p->report[p->nreport++] = setting_text(s, key, items[i]);
}

static void read_flag(struct settings *s, const char *key,
	const struct value *v, bool *out)
{
	/* The command line's values are texts. */
	struct str text = value_as_text(v);

	if (v->kind == VALUE_BOOL || str_eq(text, S("true")) ||
		str_eq(text, S("false")))
		*out = value_is_true(v);
	else
		setting_bad(s, v->at, "'%s' must be true or false", key);
}

void policy_reason(struct settings *s, const char *key, const struct value *v)
{
	read_flag(s, key, v, &s->config->policy.needs_reason);
}

void policy_blanket(struct settings *s, const char *key, const struct value *v)
{
	read_flag(s, key, v, &s->config->policy.blanket);
}

void policy_markdownlint(struct settings *s, const char *key,
	const struct value *v)
{
	bool on = true;

	read_flag(s, key, v, &on);
	s->config->policy.no_markdownlint = !on;
}

void policy_required(struct settings *s, const char *key, const struct value *v)
{
	if (v->kind != VALUE_LIST) {
		setting_bad(s, v->at, "'%s' is %s, must be a list", key,
			value_kind_name(v));
		return;
	}
	for (size_t i = 0; i < v->n; i++)
		setting_text(s, key, v->items[i]);
	s->config->required = v;
}

/* A pattern that is none would fit everything. */
static void check_patterns(struct settings *s, const struct value *v, int depth)
{
	for (size_t i = 0; v->kind >= VALUE_LIST && i < v->n && depth < 16;
		i++) {
		const struct value *item = v->items[i];

		if (v->kind == VALUE_MAP && str_eq(v->keys[i], S("pattern")) &&
			item->kind == VALUE_TEXT &&
			!pattern_is_sound(item->text))
			setting_bad(s, item->at,
				"'%.*s' is no regular expression",
				STR_ARG(item->text));
		check_patterns(s, item, depth + 1);
	}
}

void policy_schema(struct settings *s, const char *key, const struct value *v)
{
	struct config_paths paths;
	struct value *list = value_list(s->arena), *schema = NULL;

	setting_paths(s, key, v, &paths);
	for (size_t i = 0; i < paths.n; i++) {
		const char *path = str_z(s->arena, paths.p[i]);

		if (!setting_data(s, s->dir, path, &schema))
			setting_bad(s, v->at, "'%s' is '%s', which is no file",
				key, path);
		if (!schema || !setting_is_map(s, path, schema))
			continue;
		check_patterns(s, schema, 0);
		value_add(s->arena, list, schema);
	}
	s->config->schemas = list;
}

/* They count besides those that docfx's file names. The required keys are
 * the same as a schema that demands them and nothing else. */
void policy_finish(struct settings *s)
{
	struct config *c = s->config;
	void **slot = map_slot(s->arena, &c->data, S("metadataSchema"));
	struct value *list = *slot ? *slot : value_list(s->arena), *demand;

	*slot = list;
	for (size_t i = 0; c->schemas && i < c->schemas->n; i++)
		value_add(s->arena, list, c->schemas->items[i]);
	if (!c->required)
		return;
	demand = value_map(s->arena);
	value_set(s->arena, demand, S("strictRequired"),
		(struct value *)(uintptr_t)c->required);
	value_add(s->arena, list, demand);
}
