/*
 * `diglot config`: what counts, and where it is said; what is wrong with it;
 * or the JSON Schema of diglot.yml, from the tables of keys and rules.
 */
#include "base/groups.h"
#include "check/rules.h"
#include "cmd/check_job.h"
#include "cmd/talk.h"
#include "format/json.h"
#include "report/report.h"
#include "set/config_keys.h"

struct writer {
	struct buf *out;
	struct report report; /* for places */
	const struct config *config;
	bool origin;
};

/* ---- effective configuration ------------------------------------- */

static bool is_open(const struct value *v)
{
	return v->kind == VALUE_MAP && v->n > 0;
}

/* A value in one line, as JSON, which is YAML, too. */
static void put_value(struct buf *out, const struct value *v)
{
	struct json j;

	json_begin(&j, out, false);
	json_value(&j, v);
}

static void put_origin(struct writer *w, const struct value *v)
{
	struct diag d = { .at = v->at };
	struct report_place at;

	if (!w->origin)
		return;
	at = report_place(&w->report, &d);
	if (at.path.n == 0) {
		buf_lit(w->out, "  # command line");
		return;
	}
	buf_lit(w->out, "  # ");
	report_escape(w->out, at.path);
	buf_printf(w->out, ":%u", at.from.line);
}

static void put_line(struct writer *w, struct str name, const struct value *v)
{
	buf_printf(w->out, "%.*s: ", STR_ARG(name));
	put_value(w->out, v);
	put_origin(w, v);
	buf_byte(w->out, '\n');
}

/*
 * What a layer says of a key, written with or without dots; NULL: nothing.
 */
static const struct value *find(const struct value *map, struct str name)
{
	size_t dot = str_find_byte(name, 0, '.');
	const struct value *v = value_get(map, name);

	if (v || dot == STR_NONE)
		return v;
	return find(value_get(map, str_sub(name, 0, dot)),
		str_skip(name, dot + 1));
}

static const struct value *laid_over(struct arena *a, const struct value *under,
	const struct value *over)
{
	struct value *all = value_map(a);

	for (size_t i = 0; i < under->n; i++)
		value_append(a, all, under->keys[i], under->key_at[i],
			under->items[i]);
	for (size_t i = 0; i < over->n; i++)
		value_set(a, all, over->keys[i], over->items[i]);
	return all;
}

/* Levels and metadata are each a setting of their own. */
static void put_setting(struct writer *w, struct str name,
	const struct value *v)
{
	struct arena *a = w->report.arena;

	if (!is_open(v)) {
		put_line(w, name, v);
		return;
	}
	for (size_t i = 0; i < v->n; i++)
		put_line(w,
			str_printf(a, "%.*s.%.*s", STR_ARG(name),
				STR_ARG(v->keys[i])),
			v->items[i]);
}

/* docfx's keys that diglot.yml does not replace stand by their own names. */
static void put_docfx(struct writer *w)
{
	const struct value *map = w->config->docfx;

	for (size_t i = 0; map && map->kind == VALUE_MAP && i < map->n; i++)
		put_setting(w,
			str_printf(w->report.arena, "docfx.%.*s",
				STR_ARG(map->keys[i])),
			map->items[i]);
}

/*
 * What the files say of a key: the last one that has it, or all maps laid
 * over each other. What a map replaces keeps its place in the order.
 */
static const struct value *written(struct writer *w, const struct config_key *k)
{
	const struct config *c = w->config;
	struct arena *a = w->report.arena;
	const struct value *last = NULL;

	for (size_t i = 0; i < c->nwritten; i++) {
		const struct value *v = find(c->written[i], str_of(k->name));

		if (!v)
			continue;
		if (last && is_open(last) && is_open(v))
			last = laid_over(a, last, v);
		else
			last = v;
	}
	return last;
}

static void put_effective(struct writer *w, const struct value *overrides,
	bool defaults)
{
	for (size_t i = 0; i < config_keys_count; i++) {
		const struct config_key *k = &config_keys[i];
		const struct value *v = find(overrides, str_of(k->name));

		if (!v)
			v = written(w, k);
		if (v) {
			put_setting(w, str_of(k->name), v);
		} else if (defaults && k->normal) {
			buf_printf(w->out, "%s: %s", k->name, k->normal);
			buf_add(w->out,
				w->origin ? S("  # built in\n") : S("\n"));
		}
	}
	put_docfx(w);
}

/* ---- schema ------------------------------------------------------ */

static void open_at(struct json *j, const char *key)
{
	json_key(j, str_of(key));
	json_open_map(j);
}

static void put_types(struct json *j, enum key_kind kind)
{
	static const char *const names[][4] = {
		[KEY_TEXT] = { "string", NULL },
		[KEY_NUMBER] = { "integer", NULL },
		[KEY_FLAG] = { "boolean", NULL },
		[KEY_LIST] = { "array", NULL },
		[KEY_TEXTS] = { "string", "array", NULL },
		[KEY_MAP] = { "object", NULL },
		[KEY_WORDS] = { "string", "array", "object", NULL },
		[KEY_GROUPS] = { "string", "array", "object", NULL },
	};

	json_key(j, S("type"));
	json_open_list(j);
	for (size_t i = 0; names[kind][i]; i++)
		json_text(j, str_of(names[kind][i]));
	json_close_list(j);
}

static void put_levels(struct json *j)
{
	json_key(j, S("enum"));
	json_open_list(j);
	for (int l = LEVEL_OFF; l <= LEVEL_ERROR; l++)
		json_text(j, str_of(level_name((enum level)l)));
	json_bool(j, false); /* `off` of YAML 1.1 */
	json_close_list(j);
}

static void put_option(struct json *j, const struct rule_option *o)
{
	static const char *const types[] = { [OPTION_NUMBER] = "number",
		[OPTION_FLAG] = "boolean",
		[OPTION_WORDS] = "array" };

	open_at(j, o->name);
	json_text_at(j, "type", str_of(types[o->kind]));
	json_text_at(j, "description", str_of(o->what));
	json_close_map(j);
}

static void put_rule(struct json *j, const struct rule *r, const char *name)
{
	open_at(j, name);
	json_text_at(j, "description", str_of(r->title));
	json_key(j, S("anyOf"));
	json_open_list(j);
	json_open_map(j);
	json_text_at(j, "$ref", S("#/$defs/level"));
	json_close_map(j);
	json_open_map(j);
	json_text_at(j, "type", S("object"));
	open_at(j, "properties");
	open_at(j, "level");
	json_text_at(j, "$ref", S("#/$defs/level"));
	json_close_map(j);
	for (const struct rule_option *o = r->options; o && o->name; o++)
		put_option(j, o);
	json_close_map(j);
	json_key(j, S("additionalProperties"));
	json_bool(j, false);
	json_close_map(j);
	json_close_list(j);
	json_close_map(j);
}

/* All of it have a level together, and nothing else. */
static void put_group(struct json *j, const char *name)
{
	open_at(j, name);
	json_text_at(j, "description", S("all rules of this group or tag"));
	json_text_at(j, "$ref", S("#/$defs/level"));
	json_close_map(j);
}

static void put_rules(struct json *j)
{
	open_at(j, "rules");
	json_text_at(j, "type", S("object"));
	open_at(j, "properties");
	for (size_t i = 0; i < rules_count; i++) {
		put_rule(j, rules[i], rules[i]->id);
		put_rule(j, rules[i], rules[i]->name);
	}
	for (size_t i = 0; group_word(i); i++)
		put_group(j, group_word(i));
	json_close_map(j);
	json_close_map(j);
}

static void put_key(struct json *j, const struct config_key *k,
	const char *name)
{
	open_at(j, name);
	json_text_at(j, "description", str_of(k->what));
	if (strcmp(k->name, "rules") == 0)
		json_text_at(j, "$ref", S("#/$defs/rules"));
	else
		put_types(j, k->kind);
	json_close_map(j);
}

/* Keys [i, end) have the same section; the end. */
static size_t put_section(struct json *j, size_t i)
{
	const char *dot = strchr(config_keys[i].name, '.');
	size_t n = (size_t)(dot - config_keys[i].name);

	json_key(j, str_make(config_keys[i].name, n));
	json_open_map(j);
	json_text_at(j, "type", S("object"));
	open_at(j, "properties");
	for (; i < config_keys_count &&
		strncmp(config_keys[i].name, dot - n, n + 1) == 0;
		i++)
		put_key(j, &config_keys[i], config_keys[i].name + n + 1);
	json_close_map(j);
	json_key(j, S("additionalProperties"));
	json_bool(j, false);
	json_close_map(j);
	return i;
}

static void put_properties(struct json *j)
{
	open_at(j, "properties");
	for (size_t i = 0; i < config_keys_count;) {
		if (strchr(config_keys[i].name, '.'))
			i = put_section(j, i);
		else {
			put_key(j, &config_keys[i], config_keys[i].name);
			i++;
		}
	}
	json_close_map(j);
}

static void put_schema(struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	json_open_map(&j);
	json_text_at(&j, "$schema",
		S("http://json-schema.org/draft-07/schema#"));
	json_text_at(&j, "title", S("diglot.yml"));
	json_text_at(&j, "type", S("object"));
	put_properties(&j);
	open_at(&j, "patternProperties");
	/* A dot in a key is as good as a map in a map. */
	open_at(&j, "^[a-z-]+\\.[a-z-]+$");
	json_close_map(&j);
	json_close_map(&j);
	json_key(&j, S("additionalProperties"));
	json_bool(&j, false);
	open_at(&j, "$defs");
	open_at(&j, "level");
	put_levels(&j);
	json_close_map(&j);
	put_rules(&j);
	json_close_map(&j);
	json_close_map(&j);
	buf_byte(out, '\n');
}

/* ---- the run ----------------------------------------------------- */

/* The configuration of the docset that the command line names. False: it
 * has no folder, said; *ok: it can be used. */
static bool load(struct invocation *inv, struct docset *set, struct sink *sink,
	bool *ok)
{
	const char *given = inv->npaths   ? str_z(inv->arena, inv->paths[0])
			    : inv->config ? inv->config
					  : ".";

	*set = (struct docset){ .arena = inv->arena, .dir = -1 };
	sink_init(sink, inv->arena);
	if (run_config(inv, given, sink, &set->config, ok))
		return true;
	talk_error("cannot open the docset '%s'", given);
	return false;
}

static bool show(struct invocation *inv, struct buf *out)
{
	struct docset set;
	struct writer w = { .out = out, .config = &set.config };
	struct sink sink;
	bool ok;

	if (!load(inv, &set, &sink, &ok))
		return false;
	if (!ok) {
		talk_error("the configuration of '%.*s' cannot be used: %.*s",
			STR_ARG(set.config.root),
			STR_ARG(sink.first ? sink.first->text : S("")));
		return false;
	}
	w.origin = option_flag(inv, "show-origin");
	w.report = (struct report){ .arena = inv->arena, .set = &set };
	put_effective(&w, inv->overrides, option_flag(inv, "defaults"));
	return true;
}

/* ---- its faults -------------------------------------------------- */

/* Words that only a check would stumble over. */
static bool has_sound_policy(struct invocation *inv, const struct policy *p)
{
	int level;
	bool ok = p->profile.n == 0 ||
		  check_is_profile(inv->arena, str_z(inv->arena, p->profile));

	ok &= p->fail_on.n == 0 || run_fail_level(str_z(inv->arena, p->fail_on),
					   LEVEL_WARNING, &level);
	return run_knows_reports(inv, p) && ok;
}

/* As the configuration itself wants them; the number of what is left. */
static size_t settle(const struct config *c, const struct sink *sink,
	struct diag **p, size_t *count)
{
	size_t n = 0;

	for (struct diag *d = sink->first; d; d = d->next) {
		if (!levels_settle_one(c, d))
			continue;
		count[d->level]++;
		p[n++] = d;
	}
	return n;
}

static int check(struct invocation *inv)
{
	const struct report_format *format = run_format(inv);
	size_t count[LEVEL_ERROR + 1] = { 0 }, n;
	struct docset set;
	struct sink sink;
	struct diag **p;
	bool ok;

	if (!format || !load(inv, &set, &sink, &ok))
		return EXIT_TROUBLE;
	levels_unknown(&set, &sink);
	p = arena_array(inv->arena, struct diag *, sink.count + 1);
	n = settle(&set.config, &sink, p, count);
	if (inv->quiet < 2 && !run_report(inv, &set, format, p, n))
		return EXIT_TROUBLE;
	run_summary(inv, set.config.nsources, count);
	ok &= has_sound_policy(inv, &set.config.policy);
	return ok && !run_failed(count, LEVEL_WARNING) ? EXIT_DONE
						       : EXIT_TROUBLE;
}

int config_run(struct invocation *inv)
{
	struct buf out;

	buf_init(&out, inv->arena);
	if (inv->npaths > 1) {
		talk_error("config is of one docset at a time");
		return EXIT_TROUBLE;
	}
	if (option_flag(inv, "check"))
		return check(inv);
	if (option_flag(inv, "schema"))
		put_schema(&out);
	else if (!show(inv, &out))
		return EXIT_TROUBLE;
	return talk_write(buf_str(&out)) ? EXIT_DONE : EXIT_TROUBLE;
}
