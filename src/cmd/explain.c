/* `diglot explain`: rules in words, or the list of all, in four formats. */
#include "cmd/command.h"

#include "base/buf.h"
#include "base/groups.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "check/rules.h"
#include "cmd/rulejson.h"
#include "cmd/rulepage.h"
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

static void add_setting(struct buf *b, const struct rule *r)
{
	buf_printf(b, "\nIts level%s in diglot.yml:\n\n",
		r->options ? " and options" : "");
	rulepage_setting(b, r, "  ");
}

static void explain(struct buf *b, const struct rule *r)
{
	buf_printf(b, "%s %s: ", r->id, r->name);
	rulepage_level(b, r);
	buf_lit(b, "\n\n");
	add_part(b, "what", r->title);
	add_part(b, "why", r->why);
	add_part(b, "fix", r->fix);
	if (mends[r->mend])
		add_part(b, "", mends[r->mend]);
	if (r->aliases)
		add_part(b, "also", r->aliases);
	add_part(b, "in", rulepage_groups(b->arena, r));
	add_example(b, "Not so:", r->bad);
	add_example(b, r->bad ? "But so:" : "So:", r->good);
	add_setting(b, r);
}

/* ---- JSON -------------------------------------------------------- */

static void put_rule(struct json *j, const struct rule *r)
{
	json_open_map(j);
	json_text_at(j, "id", str_of(r->id));
	json_text_at(j, "name", str_of(r->name));
	json_text_at(j, "group", str_of(group_of(r)));
	rulejson_tags(j, r);
	rulejson_levels(j, r);
	json_text_at(j, "title", str_of(r->title));
	json_text_at(j, "why", str_of(r->why));
	json_text_at(j, "how", str_of(r->fix));
	rulejson_fix(j, r);
	rulejson_aliases(j, r);
	if (r->bad)
		json_text_at(j, "bad", str_of(r->bad));
	if (r->good)
		json_text_at(j, "good", str_of(r->good));
	rulejson_options(j, r);
	json_close_map(j);
}

/* ---- what was asked ---------------------------------------------- */

struct asked {
	VEC(const struct rule *) rules; /* without a name: all */
	bool named;
};

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

/* A rule, or those of a group or tag. False: neither, said. */
static bool add_asked(struct arena *a, struct str word, struct asked *out)
{
	const struct rule *r = rule_find(word);

	if (r) {
		vec_push(a, &out->rules, r);
		return true;
	}
	if (!group_exists(word))
		unknown(word);
	for (size_t i = 0; i < rules_count; i++)
		if (group_takes(word, rules[i]))
			vec_push(a, &out->rules, rules[i]);
	return group_exists(word);
}

static bool read_asked(const struct invocation *inv, struct asked *out)
{
	*out = (struct asked){ .named = inv->npaths > 0 };
	for (size_t i = 0; i < inv->npaths; i++)
		if (!add_asked(inv->arena, inv->paths[i], out))
			return false;
	for (size_t i = 0; !out->named && i < rules_count; i++)
		vec_push(inv->arena, &out->rules, rules[i]);
	return true;
}

/* ---- the formats ------------------------------------------------- */

static void explain_json(struct buf *b, const struct asked *asked)
{
	struct json j;

	json_begin(&j, b, true);
	json_open_list(&j);
	for (size_t i = 0; i < asked->rules.n; i++)
		put_rule(&j, asked->rules.p[i]);
	json_close_list(&j);
	buf_byte(b, '\n');
}

static void explain_text(struct buf *b, const struct asked *asked)
{
	if (!asked->named)
		list(b);
	for (size_t i = 0; asked->named && i < asked->rules.n; i++) {
		if (i > 0)
			buf_byte(b, '\n');
		explain(b, asked->rules.p[i]);
	}
}

static void explain_page(struct buf *b, const struct asked *asked,
	enum rulepage_form form)
{
	if (asked->named)
		rulepage_write(b, form, asked->rules.p, asked->rules.n);
	else
		rulepage_index(b, form, false);
}

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_HTML };

static bool read_format(const struct invocation *inv, enum format normal,
	enum format *out)
{
	static const char *const names[] = { [FORMAT_TEXT] = "text",
		[FORMAT_JSON] = "json",
		[FORMAT_MARKDOWN] = "markdown",
		[FORMAT_HTML] = "html" };
	const char *name = option_value(inv, "format");

	*out = normal;
	for (size_t i = 0; name && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0) {
			*out = (enum format)i;
			return true;
		}
	if (name)
		talk_error("'--format' must be text, markdown, json or html, "
			   "not '%s'",
			name);
	return !name;
}

static int write_all(const struct invocation *inv)
{
	const char *folder = option_value(inv, "output"), *bad = NULL;
	enum format format;

	if (!read_format(inv, FORMAT_HTML, &format))
		return EXIT_TROUBLE;
	if (!folder)
		bad = "'--all' needs a folder for its pages: -o DIR";
	else if (inv->npaths)
		bad = "'--all' writes a page for each rule; name none";
	else if (format != FORMAT_HTML && format != FORMAT_MARKDOWN)
		bad = "'--all' writes pages of html or markdown";
	if (bad) {
		talk_error("%s", bad);
		return EXIT_TROUBLE;
	}
	return rulepage_all(inv,
		       format == FORMAT_HTML ? RULEPAGE_HTML
					     : RULEPAGE_MARKDOWN,
		       folder)
		       ? EXIT_DONE
		       : EXIT_TROUBLE;
}

int explain_run(struct invocation *inv)
{
	struct asked asked;
	enum format format;
	struct buf b;

	if (option_flag(inv, "all"))
		return write_all(inv);
	if (option_flag(inv, "output")) {
		talk_error("'--output' goes with '--all'");
		return EXIT_TROUBLE;
	}
	if (!read_format(inv, FORMAT_TEXT, &format) || !read_asked(inv, &asked))
		return EXIT_TROUBLE;
	buf_init(&b, inv->arena);
	if (format == FORMAT_TEXT)
		explain_text(&b, &asked);
	else if (format == FORMAT_JSON)
		explain_json(&b, &asked);
	else
		explain_page(&b, &asked,
			format == FORMAT_HTML ? RULEPAGE_HTML
					      : RULEPAGE_MARKDOWN);
	return talk_write(buf_str(&b)) ? EXIT_DONE : EXIT_TROUBLE;
}
