/* `diglot explain`: a rule in words, or the list of all. */
#include "cmd/command.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/rules.h"
#include "cmd/talk.h"

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

static void explain(struct buf *b, const struct rule *r)
{
	buf_printf(b, "%s %s: %s\n\n", r->id, r->name, level_name(r->level));
	add_part(b, "what", r->title);
	add_part(b, "why", r->why);
	add_part(b, "fix", r->fix);
	buf_printf(b,
		"\nIts level in diglot.yml:\n\n"
		"  rules:\n    %s: off\n",
		r->name);
}

static void list(struct buf *b)
{
	for (size_t i = 0; i < rules_count; i++)
		buf_printf(b, "%s  %-26s  %-10s  %s\n", rules[i]->id,
			rules[i]->name, level_name(rules[i]->level),
			rules[i]->title);
}

static bool unknown(struct str name)
{
	const char *near = rule_nearest(name);

	if (near)
		talk_error("there is no rule '%.*s', did you mean '%s'?",
			STR_ARG(name), near);
	else
		talk_error("there is no rule '%.*s'", STR_ARG(name));
	return false;
}

static bool explain_all(struct buf *b, const struct str *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct rule *r = rule_find(names[i]);

		if (!r)
			return unknown(names[i]);
		if (i > 0)
			buf_byte(b, '\n');
		explain(b, r);
	}
	return true;
}

int explain_run(struct invocation *inv)
{
	struct buf b;

	buf_init(&b, inv->arena);
	if (inv->npaths == 0)
		list(&b);
	else if (!explain_all(&b, inv->paths, inv->npaths))
		return EXIT_TROUBLE;
	return talk_write(buf_str(&b)) ? EXIT_DONE : EXIT_TROUBLE;
}
