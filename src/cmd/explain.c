/* `diglot explain`: a rule in words, the list of all, or either as JSON. */
#include "cmd/command.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/rules.h"
#include "cmd/talk.h"
#include "format/json.h"

#define COLUMNS 78
#define INDENT 6

/* label, then text in lines of at most COLUMNS. */
static void add_part(struct buf *b, const char *label, const char *text)
{
	struct str rest = str_of(text), word;
	size_t column = INDENT;

	buf_printf(b, "%-*s", INDENT - 1, label);
	while (str_cut(&rest, ' ', &word)) {
		size_t width = utf8_width(word);
		if (column > INDENT && column + 1 + width > COLUMNS) {
			buf_printf(b, "\n%*s", INDENT - 1, "");
			column = INDENT;
		}
		buf_byte(b, ' ');
		buf_add(b, word);
		column += width + 1;
	}
	buf_byte(b, '\n');
}

static const char *const mends[] = {
	[MEND_NOT] = NULL,
	[MEND_SAFE] = "'diglot check --fix' does it where it can",
	[MEND_UNSAFE] =
		"'diglot check --fix=unsafe' does it where it can; look at "
		"what it made",
};

static const char *const mend_names[] = {
	[MEND_NOT] = "none",
	[MEND_SAFE] = "safe",
	[MEND_UNSAFE] = "unsafe",
};

/* Lines of a page, set off by four spaces. */
static void add_example(struct buf *b, const char *label, const char *text)
{
	struct str rest = str_trim_right(str_of(text)), line;

	if (!text)
		return;
	buf_printf(b, "\n%s\n\n", label);
	while (str_cut(&rest, '\n', &line))
		buf_printf(b, "%s%.*s\n", line.n ? "    " : "", STR_ARG(line));
}

/* An option's value if nobody sets it, as YAML has it. */
static void add_default(struct buf *b, const struct rule_option *o)
{
	if (o->kind == OPTION_NUMBER)
		buf_printf(b, "%g", o->number);
	else if (o->kind == OPTION_FLAG)
		buf_add(b, o->number > 0 ? S("true") : S("false"));
	else
		buf_add(b, S("[]"));
}

static void add_setting(struct buf *b, const struct rule *r)
{
	if (!r->options) {
		buf_printf(b,
			"\nIts level in diglot.yml:\n\n"
			"  rules:\n    %s: off\n",
			r->name);
		return;
	}
	buf_printf(b,
		"\nIts level and options in diglot.yml:\n\n"
		"  rules:\n    %s:\n      level: off\n",
		r->name);
	for (const struct rule_option *o = r->options; o->name; o++) {
		buf_printf(b, "      %s: ", o->name);
		add_default(b, o);
		buf_printf(b, "  # %s\n", o->what);
	}
}

static void explain(struct buf *b, const struct rule *r)
{
	buf_printf(b, "%s %s: %s", r->id, r->name, level_name(r->level));
	if (r->review)
		buf_printf(b, ", in the profile review %s",
			level_name(r->review));
	buf_lit(b, "\n\n");
	add_part(b, "what", r->title);
	add_part(b, "why", r->why);
	add_part(b, "fix", r->fix);
	if (mends[r->mend])
		add_part(b, "", mends[r->mend]);
	if (r->aliases)
		add_part(b, "also", r->aliases);
	add_example(b, "Not so:", r->bad);
	add_example(b, r->bad ? "But so:" : "So:", r->good);
	add_setting(b, r);
}

/* ---- JSON -------------------------------------------------------- */

static void put_aliases(struct json *j, const struct rule *r)
{
	struct str rest = str_of(r->aliases ? r->aliases : ""), word;

	json_key(j, S("aliases"));
	json_open_list(j);
	while (str_cut(&rest, ' ', &word))
		if (word.n)
			json_text(j, word);
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

static void put_rule(struct json *j, const struct rule *r)
{
	json_open_map(j);
	json_text_at(j, "id", str_of(r->id));
	json_text_at(j, "name", str_of(r->name));
	json_text_at(j, "level", str_of(level_name(r->level)));
	if (r->review)
		json_text_at(j, "review", str_of(level_name(r->review)));
	json_text_at(j, "title", str_of(r->title));
	json_text_at(j, "why", str_of(r->why));
	json_text_at(j, "how", str_of(r->fix));
	json_text_at(j, "fix", str_of(mend_names[r->mend]));
	put_aliases(j, r);
	if (r->bad)
		json_text_at(j, "bad", str_of(r->bad));
	if (r->good)
		json_text_at(j, "good", str_of(r->good));
	json_key(j, S("options"));
	json_open_list(j);
	for (const struct rule_option *o = r->options; o && o->name; o++)
		put_option(j, o);
	json_close_list(j);
	json_close_map(j);
}

static void list(struct buf *b)
{
	for (size_t i = 0; i < rules_count; i++)
		buf_printf(b, "%s  %-26s  %-10s  %s\n", rules[i]->id,
			rules[i]->name, level_name(rules[i]->level),
			rules[i]->title);
}

static void unknown(struct str name)
{
	const char *near = rule_nearest(name);

	if (near)
		talk_error("there is no rule '%.*s', did you mean '%s'?",
			STR_ARG(name), near);
	else
		talk_error("there is no rule '%.*s'", STR_ARG(name));
}

/* Rule i of those that were asked for: of all if none was. NULL: the word
 * is no rule's, which has been said. */
static const struct rule *asked(const struct invocation *inv, size_t i)
{
	const struct rule *r;

	if (inv->npaths == 0)
		return rules[i];
	r = rule_find(inv->paths[i]);
	if (!r)
		unknown(inv->paths[i]);
	return r;
}

static bool explain_json(struct buf *b, const struct invocation *inv)
{
	size_t n = inv->npaths ? inv->npaths : rules_count;
	struct json j;

	json_begin(&j, b, true);
	json_open_list(&j);
	for (size_t i = 0; i < n; i++) {
		const struct rule *r = asked(inv, i);

		if (!r)
			return false;
		put_rule(&j, r);
	}
	json_close_list(&j);
	buf_byte(b, '\n');
	return true;
}

static bool explain_text(struct buf *b, const struct invocation *inv)
{
	if (inv->npaths == 0)
		list(b);
	for (size_t i = 0; i < inv->npaths; i++) {
		const struct rule *r = asked(inv, i);

		if (!r)
			return false;
		if (i > 0)
			buf_byte(b, '\n');
		explain(b, r);
	}
	return true;
}

int explain_run(struct invocation *inv)
{
	const char *format = option_value(inv, "format");
	bool json = format && strcmp(format, "json") == 0;
	struct buf b;

	if (format && !json && strcmp(format, "text") != 0) {
		talk_error("'--format' must be text or json, not '%s'", format);
		return EXIT_TROUBLE;
	}
	buf_init(&b, inv->arena);
	if (!(json ? explain_json(&b, inv) : explain_text(&b, inv)))
		return EXIT_TROUBLE;
	return talk_write(buf_str(&b)) ? EXIT_DONE : EXIT_TROUBLE;
}
