/*
 * Plain man(7) macros, which every reader of man pages knows. Text is
 * escaped: a leading dot or quote is no request, a hyphen is one to be
 * copied.
 */
#include "cmd/man.h"

#include "check/rules.h"
#include "set/config_keys.h"

static void put(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool first = i == 0 || s.p[i - 1] == '\n';

		if (first && (c == '.' || c == '\''))
			buf_lit(b, "\\&");
		if (c == '\\')
			buf_lit(b, "\\e");
		else if (c == '-')
			buf_lit(b, "\\-");
		else
			buf_byte(b, c);
	}
}

static void put_line(struct buf *b, const char *text)
{
	put(b, str_of(text));
	buf_byte(b, '\n');
}

static void begin(struct buf *b, struct str name, int section,
	const char *summary)
{
	buf_printf(b,
		".TH \"%.*s\" %d \"\" \"diglot " DIGLOT_VERSION "\"\n"
		".SH NAME\n",
		STR_ARG(name), section);
	put(b, name);
	buf_lit(b, " \\- ");
	put_line(b, summary);
}

/* ---- commands ---------------------------------------------------- */

static void put_option(struct buf *b, const struct option *o)
{
	buf_lit(b, ".TP\n.B ");
	if (o->letter)
		buf_printf(b, "\\-%c\\fR, \\fB", o->letter);
	buf_lit(b, "\\-\\-");
	put(b, str_of(o->name));
	if (o->value && *o->value == '[')
		buf_printf(b, "\\fR%s", o->value);
	else if (o->value)
		buf_printf(b, " \\fI%s", o->value);
	buf_lit(b, "\\fR\n");
	put(b, option_line(b->arena, o));
	buf_byte(b, '\n');
}

static void put_options(struct buf *b, const char *title,
	const struct option *table)
{
	if (!table->name)
		return;
	buf_printf(b, ".SH %s\n", title);
	for (; table->name; table++)
		put_option(b, table);
}

static void put_examples(struct buf *b, const char *text)
{
	buf_lit(b, ".SH EXAMPLES\n.nf\n");
	put(b, str_of(text));
	buf_lit(b, ".fi\n");
}

static void put_files(struct buf *b)
{
	buf_lit(b, ".SH ARGUMENTS IN FILES\n.RI @ FILE\nstands for the "
		   "arguments in\n.IR FILE ,\none a line.\n.B \\-\\-\nends "
		   "options and such files.\n");
}

static void put_status(struct buf *b)
{
	buf_lit(b, ".SH EXIT STATUS\n"
		   ".TP\n.B 0\ndone\n"
		   ".TP\n.B 1\nthe documents are at fault\n"
		   ".TP\n.B 2\nthe run is: a bad option, a configuration that "
		   "cannot be used, a file that cannot be read or written\n");
}

static void put_see_also(struct buf *b, const char *not_this)
{
	buf_lit(b, ".SH SEE ALSO\n");
	if (not_this)
		buf_lit(b, ".BR diglot (1),\n");
	for (const struct command *c = commands; c->name; c++)
		if (!not_this || strcmp(c->name, not_this) != 0)
			buf_printf(b, ".BR diglot\\-%s (1),\n", c->name);
	buf_lit(b, ".BR diglot.yml (5),\n.BR diglot\\-rules (7)\n");
}

static void put_command(struct buf *b, const struct command *c)
{
	begin(b, str_printf(b->arena, "diglot-%s", c->name), 1, c->summary);
	buf_printf(b, ".SH SYNOPSIS\n.B diglot %s\n[\\fIOPTIONS\\fR]", c->name);
	if (*c->arguments)
		buf_byte(b, ' ');
	put_line(b, c->arguments);
	put_examples(b, c->examples);
	put_options(b, "OPTIONS", c->options);
	put_options(b, "OPTIONS OF EVERY COMMAND", global_options);
	put_files(b);
	put_status(b);
	put_see_also(b, c->name);
}

static void put_program(struct buf *b)
{
	static const char *const variables[][2] = {
		{ "DIGLOT_CACHE_DIR", "where check keeps results" },
		{ "DIGLOT_CONFIG", "what --config is if it is not given" },
		{ "DIGLOT_DATA",
			"the folder that holds the program's locales and "
			"themes" },
		{ "DIGLOT_FALLBACK", "what --fallback is if it is not given" },
		{ "DIGLOT_FORMAT", "what --format is if it is not given" },
		{ "NO_COLOR", "if it is not empty: no colours" },
		{ "SOURCE_DATE_EPOCH",
			"seconds since 1970 that are written for now" },
	};

	begin(b, S("diglot"), 1,
		"bilingual and localized Markdown to a static help site, "
		"checked");
	buf_lit(b, ".SH SYNOPSIS\n.B diglot\n\\fICOMMAND\\fR "
		   "[\\fIOPTIONS\\fR] [\\fIPATH\\fR...]\n.SH COMMANDS\n");
	for (const struct command *c = commands; c->name; c++) {
		buf_printf(b, ".TP\n.B %s\n", c->name);
		put_line(b, c->summary);
	}
	put_options(b, "OPTIONS", global_options);
	put_files(b);
	put_status(b);
	buf_lit(b, ".SH ENVIRONMENT\n");
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		buf_printf(b, ".TP\n.B %s\n", variables[i][0]);
		put_line(b, variables[i][1]);
	}
	put_see_also(b, NULL);
}

/* ---- the other tables -------------------------------------------- */

static void put_keys(struct buf *b)
{
	begin(b, S("diglot.yml"), 5, "configuration of diglot");
	buf_lit(b, ".SH DESCRIPTION\n"
		   "A YAML file in the root of a docset. A name with a dot is "
		   "a key of a map inside a map.\n.SH KEYS\n");
	for (size_t i = 0; i < config_keys_count; i++) {
		buf_lit(b, ".TP\n.B ");
		put_line(b, config_keys[i].name);
		put_line(b, config_keys[i].what);
		if (config_keys[i].normal) {
			buf_lit(b, "(default: ");
			put(b, str_of(config_keys[i].normal));
			buf_lit(b, ")\n");
		}
	}
	put_see_also(b, "");
}

static void put_rules(struct buf *b)
{
	begin(b, S("diglot-rules"), 7, "what diglot check finds");
	buf_lit(b, ".SH RULES\n");
	for (size_t i = 0; i < rules_count; i++) {
		const struct rule *r = rules[i];

		buf_printf(b, ".TP\n.B %s ", r->id);
		put(b, str_of(r->name));
		buf_printf(b, "\\fR (%s)\n", level_name(r->level));
		put(b, str_of(r->title));
		buf_lit(b, ".\n");
		put(b, str_of(r->fix));
		buf_lit(b, ".\n");
	}
	put_see_also(b, "");
}

static void put_names(struct buf *b)
{
	buf_lit(b, "diglot.1\n");
	for (const struct command *c = commands; c->name; c++)
		buf_printf(b, "diglot-%s.1\n", c->name);
	buf_lit(b, "diglot.yml.5\ndiglot-rules.7\n");
}

/* "diglot-check.1" */
static const struct command *command_of(struct str page)
{
	if (!str_starts(page, S("diglot-")) || !str_ends(page, S(".1")))
		return NULL;
	return command_find(str_sub(page, 7, page.n - 2));
}

bool man_write(struct buf *out, struct str name)
{
	const struct command *c = command_of(name);

	if (name.n == 0)
		put_names(out);
	else if (c)
		put_command(out, c);
	else if (str_eq(name, S("diglot.1")))
		put_program(out);
	else if (str_eq(name, S("diglot.yml.5")))
		put_keys(out);
	else if (str_eq(name, S("diglot-rules.7")))
		put_rules(out);
	else
		return false;
	return true;
}
