/*
 * libyaml says what it looked for and did not find; a writer wants to know
 * which quotes or spaces to change. The words of libyaml are known here one
 * by one, and some of them are told apart by what stands around the place.
 */
#include "format/yaml_trouble.h"

#include "format/yaml.h"

const struct rule rule_yaml_syntax = {
	.id = "DG101",
	.name = "yaml-header-syntax-error",
	.level = LEVEL_ERROR,
	.title = "YAML cannot be read",
	.why = "the title, description and all other metadata are lost, or the "
	       "table of contents is",
	.fix = "correct the place that is named; most often a value needs "
	       "quotes",
	.bad = "---\n"
	       "title: Ferries: all of them\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: \"Ferries: all of them\"\n"
		"---\n"
		"# Ferries\n",
	.mend = MEND_SAFE,
};

const struct rule rule_yaml_duplicate_key = {
	.id = "DG103",
	.name = "yaml-duplicate-key",
	.level = LEVEL_WARNING,
	.title = "a key stands twice in one map",
	.why = "only one of the two values counts, and readers of the file "
	       "cannot see which",
	.fix = "take out the one that is wrong; the first one counts",
	.bad = "---\n"
	       "title: Ferries\n"
	       "title: Boats\n"
	       "---\n"
	       "# Ferries\n",
	.good = "---\n"
		"title: Ferries\n"
		"---\n"
		"# Ferries\n",
};

/* Offset of the first byte of the line that holds the byte at i. */
static size_t line_start(struct str text, size_t i)
{
	while (i > 0 && text.p[i - 1] != '\n' && text.p[i - 1] != '\r')
		i--;
	return i;
}

static void say(struct yaml_trouble *t, struct str message, struct str hint)
{
	t->message = message;
	t->hint = hint;
}

/* "mapping values are not allowed": a second ': ' in one value. */
static void say_colon(struct arena *a, struct str text, struct yaml_trouble *t)
{
	struct str before = str_sub(text, line_start(text, t->at), t->at);

	(void)a;
	if (str_find(before, 0, S(": ")) != STR_NONE)
		say(t, S("a value with ': ' in it needs quotes"),
			S("quote the whole value"));
	else
		say(t,
			S("this line goes on with the value above, and a "
			  "value with ':' in it needs quotes"),
			S("correct the indentation, close the bracket above, "
			  "or quote the whole value"));
}

/* "found character that cannot start any token" */
static void say_character(struct arena *a, struct str text,
	struct yaml_trouble *t)
{
	char c = t->at < text.n ? text.p[t->at] : '\t';

	if (c == '\t')
		say(t, S("a tab is used for indentation"),
			S("indent with spaces"));
	else
		say(t,
			str_printf(a,
				"a value that begins with '%c' needs quotes",
				c),
			S("quote the whole value"));
}

/* "did not find expected key" */
static void say_key(struct arena *a, struct str text, struct yaml_trouble *t)
{
	size_t from = line_start(text, t->at);
	struct str before = str_trim(str_sub(text, from, t->at));

	(void)a;
	if (str_ends(before, S("\"")) || str_ends(before, S("'")))
		say(t, S("text follows after the closing quote"),
			S("quote the whole value; within quotes use the "
			  "other kind of quotes"));
	else
		say(t, S("this line does not fit the lines before"),
			S("give all keys of a map the same indentation"));
}

struct known {
	const char *problem, *context; /* NULL: any */
	bool at_context;               /* the place is where it began */
	struct str message, hint;
	void (*say)(struct arena *a, struct str text, struct yaml_trouble *t);
};

#define TAB_MESSAGE S_INIT("a tab is used for indentation")
#define TAB_HINT S_INIT("indent with spaces")
#define QUOTE_MESSAGE S_INIT("the quote is never closed")
#define QUOTE_HINT S_INIT("add the closing quote")
#define ESCAPE_MESSAGE S_INIT("an unknown escape follows the backslash")
#define ESCAPE_HINT S_INIT("use single quotes, or double the backslash")
#define WHOLE_HINT S_INIT("quote the whole value")

static const struct known known[] = {
	{ .problem = "mapping values are not allowed in this context",
		.say = say_colon },
	{ .problem = "found character that cannot start any token",
		.say = say_character },
	{ .problem = "did not find expected key", .say = say_key },
	{ .problem = "found a tab character that violates indentation",
		.message = TAB_MESSAGE,
		.hint = TAB_HINT },
	{ .problem = "found a tab character where an indentation space is "
		     "expected",
		.message = TAB_MESSAGE,
		.hint = TAB_HINT },
	{ .problem = "found unexpected end of stream",
		.context = "while scanning a quoted scalar",
		.at_context = true,
		.message = QUOTE_MESSAGE,
		.hint = QUOTE_HINT },
	{ .problem = "found unexpected document indicator",
		.at_context = true,
		.message = QUOTE_MESSAGE,
		.hint = QUOTE_HINT },
	{ .problem = "found unknown escape character",
		.message = ESCAPE_MESSAGE,
		.hint = ESCAPE_HINT },
	{ .problem = "did not find expected hexdecimal number",
		.message = ESCAPE_MESSAGE,
		.hint = ESCAPE_HINT },
	{ .problem = "block sequence entries are not allowed in this context",
		.message = S_INIT("a list cannot begin here"),
		.hint = S_INIT("begin it on a line of its own, or quote the "
			       "whole value") },
	{ .problem = "mapping keys are not allowed in this context",
		.message = S_INIT("a value that begins with '? ' needs "
				  "quotes"),
		.hint = WHOLE_HINT },
	{ .problem = "did not find expected ',' or ']'",
		.at_context = true,
		.message = S_INIT("the '[' is not closed, or a comma is "
				  "missing after it"),
		.hint = S_INIT("quote the whole value if the bracket "
			       "belongs to its text") },
	{ .problem = "did not find expected ',' or '}'",
		.at_context = true,
		.message = S_INIT("the '{' is not closed, or a comma is "
				  "missing after it"),
		.hint = S_INIT("quote the whole value if the brace belongs "
			       "to its text") },
	{ .problem = "did not find expected node content",
		.message = S_INIT("a value is missing here"),
		.hint = S_INIT("quote the whole value if this belongs to its "
			       "text") },
	{ .problem = "could not find expected ':'",
		.at_context = true,
		.message = S_INIT("this line has no ': ' after a key"),
		.hint = S_INIT("indent it if it goes on with the value "
			       "above") },
	{ .problem = "found unexpected ':'",
		.message = S_INIT("a value with ':' in it needs quotes"),
		.hint = WHOLE_HINT },
	{ .problem = "did not find expected '-' indicator",
		.message = S_INIT("this line does not fit the list before"),
		.hint = S_INIT("begin all items of a list with '- ' in the "
			       "same column") },
	{ .problem = "did not find expected alphabetic or numeric character",
		.at_context = true,
		.message = S_INIT("a value that begins with '*' or '&' needs "
				  "quotes"),
		.hint = WHOLE_HINT },
	{ .problem = "did not find expected comment or line break",
		.context = "while scanning a block scalar",
		.message = S_INIT("text follows after '|' or '>' on the same "
				  "line"),
		.hint = S_INIT("begin the text on the next line, indented, "
			       "or quote the whole value") },
	{ .problem = "did not find expected <document start>",
		.message = S_INIT("more text follows after the end of the "
				  "YAML"),
		.hint = S_INIT("write 'key: value' lines that begin in the "
			       "same column") },
	{ .context = "while scanning a tag",
		.at_context = true,
		.message = S_INIT("a value that begins with '!' needs "
				  "quotes"),
		.hint = WHOLE_HINT },
	{ .context = "while parsing a tag",
		.at_context = true,
		.message = S_INIT("a value that begins with '!' needs "
				  "quotes"),
		.hint = WHOLE_HINT },
	{ .problem = "found undefined tag handle",
		.message = S_INIT("a value that begins with '!' needs "
				  "quotes"),
		.hint = WHOLE_HINT },
	{ .context = "while scanning a directive",
		.at_context = true,
		.message = S_INIT("a line begins with '%'"),
		.hint = S_INIT("quote the whole value") },
};

static bool matches(const char *want, const char *have)
{
	return !want || (have && strcmp(want, have) == 0);
}

static const struct known *find_known(const struct yaml_trouble *t)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (matches(known[i].problem, t->problem) &&
			matches(known[i].context, t->context))
			return &known[i];
	return NULL;
}

/* Git's mark of a conflict that somebody saved; else STR_NONE. */
static size_t find_conflict(struct str text)
{
	static const struct str marks[] = {
		S_INIT("<<<<<<< "),
		S_INIT(">>>>>>> "),
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t at = 0;
		while ((at = str_find(text, at, marks[i])) != STR_NONE) {
			if (at == 0 || text.p[at - 1] == '\n')
				return at;
			at += marks[i].n;
		}
	}
	return STR_NONE;
}

void yaml_explain(struct arena *a, struct str text, struct yaml_trouble *t)
{
	const struct known *k = find_known(t);
	size_t conflict = find_conflict(text);

	if (conflict != STR_NONE) {
		t->at = conflict;
		say(t, S("the marks of a merge conflict are left in the file"),
			S("keep one of the two versions"));
		return;
	}
	if (!k) {
		say(t, str_of(t->problem ? t->problem : "not YAML"), S(""));
		return;
	}
	if (k->at_context)
		t->at = t->context_at;
	if (k->say)
		k->say(a, text, t);
	else
		say(t, k->message, k->hint);
}

bool yaml_wants_quotes(struct str value)
{
	return value.n > 0 && !strchr("\"'[]{}|>&*!%@`,?#-", *value.p) &&
	       str_find(value, 0, S(": ")) != STR_NONE &&
	       str_find(value, 0, S(" #")) == STR_NONE;
}
