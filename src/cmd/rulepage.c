/*
 * A rule's texts into Markdown or HTML. Both have the same parts in the same
 * order; only the smallest writers know which of the two it is.
 */
#include "cmd/rulepage.h"

#include "base/groups.h"
#include "base/path.h"
#include "check/rules.h"
#include "cmd/run.h"
#include "cmd/talk.h"
#include "format/html.h"

struct sheet {
	struct buf *b;
	bool html;
	int under; /* how many levels the headings of a rule go down */
};

/* ---- the two forms ----------------------------------------------- */

static void put_text(const struct sheet *s, struct str text)
{
	if (s->html) {
		html_escape(s->b, text);
		return;
	}
	for (size_t i = 0; i < text.n; i++) {
		/* "://" would make a link. */
		if (text.p[i] &&
			(strchr("\\`*_[]<>&|~", text.p[i]) ||
				str_starts(str_skip(text, i), S("://"))))
			buf_byte(s->b, '\\');
		buf_byte(s->b, text.p[i]);
	}
}

static void put_name(const struct sheet *s, struct str name)
{
	buf_add(s->b, s->html ? S("<code>") : S("`"));
	buf_add(s->b, name);
	buf_add(s->b, s->html ? S("</code>") : S("`"));
}

static void put_heading(const struct sheet *s, int level, struct str text)
{
	level += s->under;
	if (s->html)
		buf_printf(s->b, "<h%d>", level);
	else
		buf_printf(s->b, "%s%.*s ", s->b->n ? "\n" : "", level, "###");
	put_text(s, text);
	if (s->html)
		buf_printf(s->b, "</h%d>", level);
	buf_byte(s->b, '\n');
}

static void begin_paragraph(const struct sheet *s)
{
	buf_add(s->b, s->html ? S("<p>") : S("\n"));
}

static void end_paragraph(const struct sheet *s)
{
	buf_add(s->b, s->html ? S("</p>\n") : S("\n"));
}

/* The texts of rules have no capital and no full stop. */
static void put_sentence(const struct sheet *s, const char *text)
{
	char first = *text;

	if (first >= 'a' && first <= 'z') {
		buf_byte(s->b, (char)(first - 'a' + 'A'));
		text++;
	}
	put_text(s, str_of(text));
	buf_byte(s->b, '.');
}

static void put_paragraph(const struct sheet *s, const char *text)
{
	begin_paragraph(s);
	put_sentence(s, text);
	end_paragraph(s);
}

/* A fence that the text does not end. */
static void put_fence(const struct sheet *s, struct str text)
{
	size_t run = str_longest_run(text, '`');

	for (size_t i = 0; i < 3 || i <= run; i++)
		buf_byte(s->b, '`');
}

static void put_code(const struct sheet *s, const char *language,
	struct str text)
{
	if (s->html) {
		buf_lit(s->b, "<pre><code>");
		html_escape(s->b, text);
		buf_lit(s->b, "</code></pre>\n");
		return;
	}
	buf_byte(s->b, '\n');
	put_fence(s, text);
	buf_printf(s->b, "%s\n%.*s", language, STR_ARG(text));
	put_fence(s, text);
	buf_byte(s->b, '\n');
}

static void begin_cell(const struct sheet *s)
{
	buf_add(s->b, s->html ? S("<td>") : S("| "));
}

static void end_cell(const struct sheet *s)
{
	buf_add(s->b, s->html ? S("</td>") : S(" "));
}

static void put_cell(const struct sheet *s, const char *text)
{
	begin_cell(s);
	put_text(s, str_of(text));
	end_cell(s);
}

static void begin_row(const struct sheet *s)
{
	if (s->html)
		buf_lit(s->b, "<tr>");
}

static void end_row(const struct sheet *s)
{
	buf_add(s->b, s->html ? S("</tr>\n") : S("|\n"));
}

/* ---- one rule ---------------------------------------------------- */

const char *rulepage_groups(struct arena *a, const struct rule *r)
{
	struct str text = str_printf(a, "%s%s%s", group_of(r),
		r->tag ? ", " : "", r->tag ? r->tag : "");

	return str_z(a, text);
}

void rulepage_level(struct buf *b, const struct rule *r)
{
	buf_add(b, str_of(level_name(r->level)));
	if (r->review)
		buf_printf(b, ", in the profile review %s",
			level_name(r->review));
}

/* An option's value if nobody sets it, as YAML has it. */
static void put_default(struct buf *b, const struct rule_option *o)
{
	if (o->kind == OPTION_NUMBER)
		buf_printf(b, "%g", o->number);
	else if (o->kind == OPTION_FLAG)
		buf_add(b, o->number > 0 ? S("true") : S("false"));
	else
		buf_lit(b, "[]");
}

void rulepage_setting(struct buf *b, const struct rule *r, const char *indent)
{
	buf_printf(b, "%srules:\n%s  %s:", indent, indent, r->name);
	if (!r->options) {
		buf_lit(b, " off\n");
		return;
	}
	buf_printf(b, "\n%s    level: off\n", indent);
	for (const struct rule_option *o = r->options; o->name; o++) {
		buf_printf(b, "%s    %s: ", indent, o->name);
		put_default(b, o);
		buf_printf(b, "  # %s\n", o->what);
	}
}

static void put_facts(const struct sheet *s, const struct rule *r)
{
	static const char *const mends[] = {
		[MEND_SAFE] = "--fix",
		[MEND_UNSAFE] = "--fix=unsafe",
	};

	begin_paragraph(s);
	buf_lit(s->b, "Level: ");
	rulepage_level(s->b, r);
	buf_printf(s->b, "; groups: %s", rulepage_groups(s->b->arena, r));
	if (mends[r->mend]) {
		buf_lit(s->b, "; mended where it can be by ");
		put_name(s, str_of(mends[r->mend]));
	}
	buf_byte(s->b, '.');
	end_paragraph(s);
}

static void put_aliases(const struct sheet *s, const struct rule *r)
{
	struct str rest = str_of(r->aliases), word;
	bool any = false;

	if (!r->aliases)
		return;
	begin_paragraph(s);
	buf_lit(s->b, "Elsewhere: ");
	while (str_cut(&rest, ' ', &word)) {
		if (any)
			buf_lit(s->b, ", ");
		put_name(s, word);
		any = true;
	}
	buf_byte(s->b, '.');
	end_paragraph(s);
}

static void put_example(const struct sheet *s, const char *label,
	const char *text)
{
	if (!text)
		return;
	put_heading(s, 2, str_of(label));
	put_code(s, "markdown", str_of(text));
}

static void put_rule(const struct sheet *s, const struct rule *r)
{
	struct arena *a = s->b->arena;
	struct buf setting;

	put_heading(s, 1, str_printf(a, "%s %s", r->id, r->name));
	put_paragraph(s, r->title);
	put_facts(s, r);
	put_aliases(s, r);
	put_heading(s, 2, S("Why"));
	put_paragraph(s, r->why);
	put_heading(s, 2, S("What to do"));
	put_paragraph(s, r->fix);
	put_example(s, "Not so", r->bad);
	put_example(s, r->bad ? "But so" : "So", r->good);
	put_heading(s, 2, S("In diglot.yml"));
	buf_init(&setting, a);
	rulepage_setting(&setting, r, "");
	put_code(s, "yaml", buf_str(&setting));
}

/* ---- documents --------------------------------------------------- */

static void begin(const struct sheet *s, struct str title)
{
	if (!s->html)
		return;
	buf_lit(s->b,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
	put_text(s, title);
	buf_lit(s->b, "</title>\n<style>:root{color-scheme:light dark}"
		      "body{font:1em/1.5 system-ui,sans-serif;max-width:60rem;"
		      "margin:2rem auto;padding:0 1rem}"
		      "pre{white-space:pre-wrap;overflow-wrap:anywhere}"
		      "th,td{text-align:left;vertical-align:top;"
		      "padding:.1rem .8rem .1rem 0}</style>\n"
		      "</head>\n<body>\n<main>\n");
}

static void end(const struct sheet *s)
{
	if (s->html)
		buf_lit(s->b, "</main>\n</body>\n</html>\n");
}

void rulepage_write(struct buf *b, enum rulepage_form form,
	const struct rule *const *p, size_t n)
{
	struct sheet s = { b, form == RULEPAGE_HTML, 0 };

	begin(&s, n == 1 ? str_printf(b->arena, "%s %s", p[0]->id, p[0]->name)
			 : S("Rules"));
	if (n > 1) {
		put_heading(&s, 1, S("Rules"));
		s.under = 1;
	}
	for (size_t i = 0; i < n; i++)
		put_rule(&s, p[i]);
	end(&s);
}

static const char *extension(enum rulepage_form form)
{
	return form == RULEPAGE_HTML ? "html" : "md";
}

static void put_id(const struct sheet *s, const struct rule *r, bool links)
{
	begin_cell(s);
	if (links && s->html)
		buf_printf(s->b, "<a href=\"%s.html\">%s</a>", r->id, r->id);
	else if (links)
		buf_printf(s->b, "[%s](%s.md)", r->id, r->id);
	else
		buf_add(s->b, str_of(r->id));
	end_cell(s);
}

static void put_row(const struct sheet *s, const struct rule *r, bool links)
{
	begin_row(s);
	put_id(s, r, links);
	begin_cell(s);
	put_name(s, str_of(r->name));
	end_cell(s);
	put_cell(s, level_name(r->level));
	put_cell(s, rulepage_groups(s->b->arena, r));
	put_cell(s, r->title);
	end_row(s);
}

void rulepage_index(struct buf *b, enum rulepage_form form, bool links)
{
	struct sheet s = { b, form == RULEPAGE_HTML, 0 };

	begin(&s, S("Rules"));
	put_heading(&s, 1, S("Rules"));
	if (s.html)
		buf_lit(b, "<table>\n<thead><tr><th>id</th><th>name</th>"
			   "<th>level</th><th>groups</th><th>finds</th></tr>"
			   "</thead>\n<tbody>\n");
	else
		buf_lit(b, "\n| id | name | level | groups | finds |\n"
			   "| --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < rules_count; i++)
		put_row(&s, rules[i], links);
	if (s.html)
		buf_lit(b, "</tbody>\n</table>\n");
	end(&s);
}

static bool write_file(struct arena *a, const char *folder, const char *name,
	enum rulepage_form form, const struct buf *text)
{
	struct str file = str_printf(a, "%s.%s", name, extension(form));

	return run_write_file(a, str_z(a, path_join(a, str_of(folder), file)),
		buf_str(text));
}

bool rulepage_all(const struct invocation *inv, enum rulepage_form form,
	const char *folder)
{
	struct arena *a = inv->arena;
	struct buf b;

	buf_init(&b, a);
	rulepage_index(&b, form, true);
	if (!write_file(a, folder, "index", form, &b))
		return false;
	for (size_t i = 0; i < rules_count; i++) {
		b.n = 0;
		rulepage_write(&b, form, &rules[i], 1);
		if (!write_file(a, folder, rules[i]->id, form, &b))
			return false;
	}
	if (!inv->quiet)
		talk_note("%s: the index and %zu pages", folder, rules_count);
	return true;
}
