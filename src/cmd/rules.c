/* `diglot rules`: all rules of the program, for people and for programs. */
#include "check/rules.h"

#include "base/groups.h"
#include "cmd/command.h"
#include "cmd/rulejson.h"
#include "cmd/talk.h"
#include "format/json.h"

static void put_text(struct buf *out)
{
	for (size_t i = 0; i < rules_count; i++) {
		const struct rule *r = rules[i];

		buf_printf(out, "%s  %-26s  %-10s  %-9s  %s", r->id, r->name,
			level_name(r->level), group_of(r), r->title);
		if (r->tag)
			buf_printf(out, " (%s)", r->tag);
		buf_byte(out, '\n');
	}
}

static void put_rule(struct json *j, const struct rule *r)
{
	json_open_map(j);
	json_text_at(j, "id", str_of(r->id));
	json_text_at(j, "name", str_of(r->name));
	rulejson_aliases(j, r);
	json_text_at(j, "group", str_of(group_of(r)));
	rulejson_tags(j, r);
	rulejson_levels(j, r);
	json_text_at(j, "title", str_of(r->title));
	json_text_at(j, "why", str_of(r->why));
	json_text_at(j, "what_to_do", str_of(r->fix));
	rulejson_fix(j, r);
	rulejson_options(j, r);
	json_close_map(j);
}

static void put_json(struct buf *out)
{
	struct json j;

	json_begin(&j, out, true);
	json_open_list(&j);
	for (size_t i = 0; i < rules_count; i++)
		put_rule(&j, rules[i]);
	json_close_list(&j);
	buf_byte(out, '\n');
}

int rules_run(struct invocation *inv)
{
	const char *format = option_value(inv, "format");
	struct buf out;

	buf_init(&out, inv->arena);
	if (inv->npaths > 0) {
		talk_error("rules takes no arguments; 'diglot explain RULE' "
			   "says more of one");
		return EXIT_TROUBLE;
	}
	if (!format || strcmp(format, "text") == 0)
		put_text(&out);
	else if (strcmp(format, "json") == 0)
		put_json(&out);
	else {
		talk_error("'--format' must be text or json, not '%s'", format);
		return EXIT_TROUBLE;
	}
	return talk_write(buf_str(&out)) ? EXIT_DONE : EXIT_TROUBLE;
}
