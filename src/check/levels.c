/* Layers of wishes, from the rule's own level up; the last one that says
 * something of a rule has it. */
#include "check/levels.h"

#include "base/groups.h"
#include "check/rules.h"

/* ---- profiles ---------------------------------------------------- */

const char *const levels_profiles[] = { "default", "all", "docfx", "learn",
	"localized", "minimal", "review", NULL };

/* Rules that the publishing platform's own build reports, off by default. */
static const char *const learn[] = { "DG107", "DG110", "DG113", "DG114",
	"DG115", "DG403", "DG404", "DG410", "DG803", "DG804", NULL };
/* What breaks a page for its reader. */
static const char *const minimal[] = { "DG301", "DG303", "DG304", "DG305",
	"DG306", "DG401", "DG611", "DG701", NULL };

static bool is_in(const char *const *ids, const struct rule *r)
{
	for (; *ids; ids++)
		if (strcmp(r->id, *ids) == 0)
			return true;
	return false;
}

/* Metadata belongs to the source language: the pages of a localized docset
 * cannot be blamed for it, nor for its tables of contents. */
static bool is_sources(const struct rule *r)
{
	return strcmp(r->id, "DG105") >= 0 && strcmp(r->id, "DG115") <= 0;
}

static enum level at_least(enum level level, enum level least)
{
	return level < least ? least : level;
}

/* What a rule that is on has at the most. */
static enum level full_level(const struct rule *r)
{
	return r->review ? r->review : r->level;
}

static enum level of_profile(const char *name, bool localized,
	const struct rule *r)
{
	if (strcmp(name, "all") == 0)
		return at_least(full_level(r), LEVEL_SUGGESTION);
	if (strcmp(name, "review") == 0)
		return localized && is_sources(r) ? LEVEL_OFF : full_level(r);
	if (strcmp(name, "learn") == 0 && is_in(learn, r))
		return at_least(r->level, LEVEL_SUGGESTION);
	if (strcmp(name, "localized") == 0 && is_sources(r))
		return LEVEL_OFF;
	if (strcmp(name, "minimal") == 0 && r->level != LEVEL_ERROR &&
		!is_in(minimal, r))
		return LEVEL_OFF;
	return r->level;
}

/* ---- layers ------------------------------------------------------ */

struct settling {
	const struct docset *set;
	const struct check_options *options;
	const char *profile;
	bool localized;
};

/* LEVELS_UNSET: the map says nothing of the rule. */
static enum level said_in(const struct map *m, const struct rule *r)
{
	const struct rule_level *last = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct rule_level *said = m->items[i].value;

		if ((!last || said->order > last->order) &&
			rule_is_meant(r, m->items[i].key))
			last = said;
	}
	return last ? last->level : LEVELS_UNSET;
}

bool levels_settle_one(const struct config *c, struct diag *d)
{
	enum level said = said_in(&c->levels, d->rule);

	if (said != LEVELS_UNSET)
		d->level = said;
	return d->level != LEVEL_OFF;
}

/* What a selected rule has though it is off. */
static enum level when_selected(const struct rule *r, enum level level)
{
	if (level == LEVEL_OFF)
		level = full_level(r);
	return level == LEVEL_OFF ? LEVEL_SUGGESTION : level;
}

/* The command line's wishes over a level. */
static enum level chosen(const struct settling *s, const struct rule *r,
	enum level under)
{
	const struct check_options *o = s->options;
	enum level level = under;
	bool seen_select = false;

	for (size_t i = 0; i < o->nchoices; i++) {
		const struct rule_choice *choice = &o->choices[i];
		bool match = rule_matches(r, choice->rules);

		if (choice->what == RULE_SELECT && !seen_select) {
			seen_select = true;
			level = LEVEL_OFF;
		}
		if (!match)
			continue;
		if (choice->what == RULE_SELECT)
			level = when_selected(r, under);
		else if (choice->what == RULE_IGNORE)
			level = LEVEL_OFF;
		else
			level = choice->level;
	}
	return level;
}

static enum level base_level(const struct settling *s, const struct rule *r)
{
	enum level level = said_in(&s->set->config.levels, r);

	if (level == LEVELS_UNSET)
		level = of_profile(s->profile, s->localized, r);
	return chosen(s, r, level);
}

static enum level *override_levels(const struct settling *s,
	const struct map *m)
{
	enum level *of = arena_array(s->set->arena, enum level, rules_count);

	for (size_t i = 0; i < rules_count; i++) {
		of[i] = said_in(m, rules[i]);
		if (of[i] != LEVELS_UNSET)
			of[i] = chosen(s, rules[i], of[i]);
	}
	return of;
}

struct levels levels_settle(const struct docset *set,
	const struct check_options *o, bool localized)
{
	const struct config *c = &set->config;
	struct settling s = { set, o,
		o->profile  ? o->profile
		: localized ? "localized"
			    : "default",
		localized };
	struct levels l = { .set = set };

	l.of = arena_array(set->arena, enum level, rules_count);
	for (size_t i = 0; i < rules_count; i++)
		l.of[i] = base_level(&s, rules[i]);
	l.over = arena_array(set->arena, enum level *, c->noverrides + 1);
	for (size_t i = 0; i < c->noverrides; i++)
		l.over[i] = override_levels(&s, &c->overrides[i].levels);
	return l;
}

/* ---- asking ------------------------------------------------------ */

enum level levels_at(const struct levels *l, size_t rule, uint32_t file)
{
	const struct config *c = &l->set->config;
	const struct file *f = file < l->set->files.n ? &l->set->files.p[file]
						      : NULL;

	for (size_t i = f ? c->noverrides : 0; i-- > 0;)
		if (l->over[i][rule] != LEVELS_UNSET &&
			(globs_match(&c->overrides[i].files, f->key) ||
				globs_match(&c->overrides[i].files, f->path)))
			return l->over[i][rule];
	return l->of[rule];
}

bool levels_any(const struct levels *l, size_t rule)
{
	for (size_t i = 0; i < l->set->config.noverrides; i++)
		if (l->over[i][rule] != LEVELS_UNSET &&
			l->over[i][rule] != LEVEL_OFF)
			return true;
	return l->of[rule] != LEVEL_OFF;
}

/* ---- names that mean nothing ------------------------------------- */

/* The configuration file, if there is one. */
static struct span whole(const struct docset *s)
{
	return (struct span){ s->config.nsources ? CONFIG_SOURCE
						 : CONFIG_NOWHERE,
		0, 0 };
}

static void unknown_rule(struct sink *sink, struct span at, struct str name)
{
	const char *near = rule_nearest(name);
	struct diag *d = diag_add(sink, &rule_rule_unknown, at,
		"there is no rule '%.*s'", STR_ARG(name));

	if (near)
		d->hint = str_printf(sink->arena, "did you mean '%s'?", near);
}

/* `r` is NULL for a group or tag, which has none. */
static const struct rule_option *find_option(const struct rule *r,
	struct str name)
{
	const struct rule_option *o = r ? r->options : NULL;

	for (; o && o->name; o++)
		if (str_eq(name, str_of(o->name)))
			return o;
	return NULL;
}

static bool fits(const struct rule_option *o, const struct value *v)
{
	static const enum value_kind kinds[] = {
		[OPTION_NUMBER] = VALUE_NUMBER,
		[OPTION_FLAG] = VALUE_BOOL,
		[OPTION_WORDS] = VALUE_LIST,
	};

	return v->kind == kinds[o->kind];
}

static void unknown_options(struct str name, const struct value *map,
	struct sink *sink)
{
	const struct rule *r = rule_find(name);

	for (size_t i = 0; i < map->n; i++) {
		const struct rule_option *o = find_option(r, map->keys[i]);

		if (str_eq(map->keys[i], S("level")))
			continue;
		if (!o)
			diag_add(sink, &rule_rule_unknown, map->key_at[i],
				"the %s %.*s has no option '%.*s'",
				r ? "rule" : "group",
				STR_ARG(r ? str_of(r->name) : name),
				STR_ARG(map->keys[i]));
		else if (!fits(o, map->items[i]))
			diag_add(sink, &rule_rule_unknown, map->items[i]->at,
				"'%s' of the rule %s must be %s", o->name,
				r->name,
				o->kind == OPTION_NUMBER ? "a number"
				: o->kind == OPTION_FLAG ? "true or false"
							 : "a list");
	}
}

static void unknown_in(const struct docset *s, const struct map *m,
	struct sink *sink)
{
	for (size_t i = 0; i < m->n; i++)
		if (!rule_find(m->items[i].key) &&
			!group_exists(m->items[i].key))
			unknown_rule(sink, whole(s), m->items[i].key);
}

void levels_unknown(const struct docset *s, struct sink *sink)
{
	const struct config *c = &s->config;

	unknown_in(s, &c->levels, sink);
	for (size_t i = 0; i < c->noverrides; i++)
		unknown_in(s, &c->overrides[i].levels, sink);
	for (size_t i = 0; i < c->options.n; i++) {
		struct str name = c->options.items[i].key;

		if (rule_find(name) || group_exists(name))
			unknown_options(name, c->options.items[i].value, sink);
		else if (!map_has(&c->levels, name))
			unknown_rule(sink, whole(s), name);
	}
}
