/* The lists of a rule for programs; `rules` and `explain` have them alike. */
#include "cmd/rulejson.h"

void rulejson_aliases(struct json *j, const struct rule *r)
{
	struct str rest = str_of(r->aliases), item;

	json_key(j, S("aliases"));
	json_open_list(j);
	while (str_cut(&rest, ' ', &item))
		if (item.n)
			json_text(j, item);
	json_close_list(j);
}

void rulejson_tags(struct json *j, const struct rule *r)
{
	json_key(j, S("tags"));
	json_open_list(j);
	if (r->tag)
		json_text(j, str_of(r->tag));
	json_close_list(j);
}

static void put_option(struct json *j, const struct rule_option *o)
{
	json_open_map(j);
	json_text_at(j, "name", str_of(o->name));
	json_text_at(j, "what", str_of(o->what));
	json_key(j, S("default"));
	if (o->kind == OPTION_NUMBER) {
		json_number(j, o->number);
	} else if (o->kind == OPTION_FLAG) {
		json_bool(j, o->number > 0);
	} else {
		json_open_list(j);
		json_close_list(j);
	}
	json_close_map(j);
}

void rulejson_options(struct json *j, const struct rule *r)
{
	json_key(j, S("options"));
	json_open_list(j);
	for (const struct rule_option *o = r->options; o && o->name; o++)
		put_option(j, o);
	json_close_list(j);
}

void rulejson_levels(struct json *j, const struct rule *r)
{
	json_text_at(j, "level", str_of(level_name(r->level)));
	if (r->review)
		json_text_at(j, "review", str_of(level_name(r->review)));
}

void rulejson_fix(struct json *j, const struct rule *r)
{
	static const char *const names[] = { [MEND_NOT] = "none",
		[MEND_SAFE] = "safe",
		[MEND_UNSAFE] = "unsafe" };

	json_text_at(j, "fix", str_of(names[r->mend]));
}
