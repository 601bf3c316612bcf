/*
 * The review as HTML: an overview and a page for each document, two columns
 * and a row a pair, findings marked in the text and said below it. Without
 * scripts all rows are there; with them they can be filtered.
 */
#include "align/align.h"

#include <stdlib.h>

#include "align/review_style.h"
#include "base/path.h"
#include "format/html.h"

static void text(struct buf *out, struct str s)
{
	html_escape(out, s);
}

static void open_page(struct buf *out, struct str title)
{
	buf_lit(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		     "<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, "
		     "initial-scale=1\">\n<title>");
	text(out, title);
	buf_lit(out, "</title>\n<style>\n");
	buf_add(out, str_of(review_style));
	buf_lit(out, "</style>\n</head>\n<body>\n");
}

/* ---- a pair ------------------------------------------------------ */

struct stretch {
	size_t from, to;
	enum level level;
};

static int by_place(const void *x, const void *y)
{
	const struct stretch *a = x, *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to < b->to ? -1 : a->to > b->to;
}

/* What is marked, cut so that no two overlap; those that cover all of the
 * text mark nothing. */
static size_t stretches(struct arena *a, const struct align_pair *p,
	struct stretch **out)
{
	struct stretch *s = arena_array(a, struct stretch, p->nfindings + 1);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < p->nfindings; i++) {
		struct stretch *next = &s[n];
		next->level = p->findings[i]->level;
		if (align_place(p, p->findings[i], &next->from, &next->to) &&
			next->to - next->from < p->target.n)
			n++;
	}
	if (n > 1)
		qsort(s, n, sizeof(*s), by_place);
	for (size_t i = 0; i < n; i++) {
		if (kept && s[i].from < s[kept - 1].to)
			s[i].from = s[kept - 1].to;
		if (s[i].from < s[i].to)
			s[kept++] = s[i];
	}
	*out = s;
	return kept;
}

static void write_target(struct buf *out, struct arena *a,
	const struct align_pair *p)
{
	struct stretch *s;
	size_t n = stretches(a, p, &s), done = 0;

	for (size_t i = 0; i < n; i++) {
		text(out, str_sub(p->target, done, s[i].from));
		buf_printf(out, "<mark class=\"%s\">", level_name(s[i].level));
		text(out, str_sub(p->target, s[i].from, s[i].to));
		buf_lit(out, "</mark>");
		done = s[i].to;
	}
	text(out, str_skip(p->target, done));
}

static void write_findings(struct buf *out, struct diag *const *d, size_t n)
{
	if (n == 0)
		return;
	buf_lit(out, "<ul class=\"findings\" lang=\"en\" dir=\"ltr\">");
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "<li class=\"%s\"><b>%s</b> ",
			level_name(d[i]->level), level_name(d[i]->level));
		text(out, d[i]->text);
		buf_printf(out, " <code>%s</code></li>", d[i]->rule->name);
	}
	buf_lit(out, "</ul>");
}

static void write_cell(struct buf *out, struct str locale)
{
	buf_lit(out, "<td role=\"cell\"><div class=\"text\" lang=\"");
	text(out, locale);
	buf_lit(out, "\" dir=\"");
	buf_add(out, locale_direction(locale));
	buf_lit(out, "\">");
}

/* Level and rules of a row, for the script. */
static void write_data(struct buf *out, const struct align_pair *p)
{
	bool seen[LEVEL_ERROR + 1] = { false };

	buf_lit(out, " data-level=\"");
	for (size_t i = 0; i < p->nfindings; i++) {
		enum level level = p->findings[i]->level;
		if (!seen[level])
			buf_printf(out, "%s ", level_name(level));
		seen[level] = true;
	}
	buf_lit(out, "\" data-rules=\"");
	for (size_t i = 0; i < p->nfindings; i++)
		buf_printf(out, "%s%s", i ? " " : "",
			p->findings[i]->rule->name);
	buf_printf(out, "\" data-status=\"%s\"", align_status_name(p->status));
}

static void write_pair(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *page,
	const struct align_pair *p)
{
	struct place at = source_place(page->page->source, p->pair->at);

	buf_lit(out, "<tr role=\"row\" tabindex=\"-1\" id=\"");
	text(out, p->pair->id);
	buf_byte(out, '"');
	write_data(out, p);
	buf_lit(out, "><th role=\"rowheader\" scope=\"row\"><a href=\"#");
	text(out, p->pair->id);
	buf_lit(out, "\">");
	text(out, p->pair->id);
	buf_printf(out, "</a><br>line %u", at.line);
	if (p->status != ALIGN_TRANSLATED)
		buf_printf(out, "<br>%s", align_status_name(p->status));
	buf_lit(out, "</th>");
	write_cell(out, set->source_locale);
	text(out, p->source);
	buf_lit(out, "</div></td>");
	write_cell(out, page->locale);
	write_target(out, a, p);
	buf_lit(out, "</div>");
	write_findings(out, p->findings, p->nfindings);
	buf_lit(out, "</td></tr>\n");
}

/* ---- filters ----------------------------------------------------- */

static void write_option(struct buf *out, const char *value)
{
	buf_printf(out, "<option>%s</option>", value);
}

/* The rules that were broken in the page. */
static void write_rules(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	struct align_set one = *set;
	struct align_rules rules = { 0 };

	one.n = 1;
	one.p = arena_new(a, struct align_page);
	*one.p = *p;
	align_rules_of(a, &one, &rules);
	for (size_t i = 0; i < rules.n; i++)
		write_option(out, rules.p[i].rule->name);
}

static void write_filters(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	buf_lit(out, "<form hidden>"
		     "<label>Level<select name=\"level\">"
		     "<option value=\"\">all</option>");
	for (int l = LEVEL_ERROR; l >= LEVEL_INFO; l--)
		write_option(out, level_name((enum level)l));
	buf_lit(out, "</select></label><label>Rule<select name=\"rule\">"
		     "<option value=\"\">all</option>");
	write_rules(out, a, set, p);
	buf_lit(out, "</select></label><label>Status<select name=\"status\">"
		     "<option value=\"\">all</option>");
	for (int s = ALIGN_TRANSLATED; s <= ALIGN_EMPTY; s++)
		write_option(out, align_status_name((enum align_status)s));
	buf_lit(out, "</select></label><label>Text<input name=\"q\" "
		     "type=\"search\"></label><output id=\"shown\" "
		     "aria-live=\"polite\"></output>"
		     "<p class=\"keys\">Keys: <kbd>j</kbd> next pair, "
		     "<kbd>k</kbd> the one before, <kbd>n</kbd> and "
		     "<kbd>p</kbd> the same with findings, <kbd>/</kbd> "
		     "search</p></form>\n");
}

/* ---- a document -------------------------------------------------- */

struct str align_review_path(struct arena *a, const struct align_page *p)
{
	return str_cat(a, p->path, S(".html"));
}

static void write_facts(struct buf *out, struct arena *a,
	const struct align_page *p)
{
	struct str made = align_made(p), handoff = align_handoff(p);

	buf_printf(out,
		"<p class=\"facts\">%zu pairs, %zu words, %.*s "
		"translated",
		p->n, p->words,
		STR_ARG(align_share(a, p->translated, p->words)));
	if (made.n) {
		buf_lit(out, ", by ");
		text(out, made);
	}
	if (handoff.n) {
		buf_lit(out, ", last hand-off ");
		text(out, handoff);
	}
	buf_lit(out, "</p>\n");
}

static void write_heads(struct buf *out, const struct align_set *set,
	const struct align_page *p)
{
	buf_lit(out, "<table class=\"pairs\" role=\"table\"><thead "
		     "role=\"rowgroup\"><tr role=\"row\">"
		     "<th role=\"columnheader\" scope=\"col\">Pair</th>"
		     "<th role=\"columnheader\" scope=\"col\">Source (");
	text(out, set->source_locale);
	buf_lit(out, ")</th><th role=\"columnheader\" scope=\"col\">"
		     "Translation (");
	text(out, p->locale);
	buf_lit(out, ")</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void align_review_page(const struct align_set *set, const struct align_page *p,
	enum align_filter filter, struct buf *out)
{
	struct arena a;

	arena_init(&a);
	open_page(out, str_cat(&a, S("Review of "), p->path));
	buf_lit(out, "<header>\n");
	if (set->linked) {
		buf_lit(out, "<nav><a href=\"");
		text(out, url_encode(&a,
				  path_relative(&a, align_review_path(&a, p),
					  S("index.html"))));
		buf_lit(out, "\">All pages</a></nav>\n");
	}
	buf_lit(out, "<h1>");
	text(out, p->path);
	buf_lit(out, "</h1>\n");
	write_facts(out, &a, p);
	write_findings(out, p->findings, p->nfindings);
	write_filters(out, &a, set, p);
	buf_lit(out, "</header>\n<main>\n");
	write_heads(out, set, p);
	for (size_t i = 0; i < p->n; i++)
		if (align_takes(filter, &p->p[i]))
			write_pair(out, &a, set, p, &p->p[i]);
	buf_lit(out, "</tbody></table>\n</main>\n<script>\n");
	buf_add(out, str_of(review_script));
	buf_lit(out, "</script>\n</body>\n</html>\n");
	arena_release(&a);
}

/* ---- the overview ------------------------------------------------ */

static void write_number(struct buf *out, size_t n)
{
	buf_printf(out, "<td class=\"number\">%zu</td>", n);
}

static void write_line(struct buf *out, struct arena *a,
	const struct align_set *set, const struct align_page *p)
{
	buf_lit(out, "<tr><th scope=\"row\">");
	if (set->linked) {
		buf_lit(out, "<a href=\"");
		text(out, url_encode(a, align_review_path(a, p)));
		buf_lit(out, "\">");
	}
	text(out, p->path);
	if (set->linked)
		buf_lit(out, "</a>");
	buf_lit(out, "</th><td>");
	text(out, p->locale);
	buf_lit(out, "</td>");
	write_number(out, p->n);
	write_number(out, p->words);
	buf_printf(out, "<td class=\"number\">%.*s</td>",
		STR_ARG(align_share(a, p->translated, p->words)));
	write_number(out, align_count(p, LEVEL_ERROR));
	write_number(out, align_count(p, LEVEL_WARNING));
	write_number(out, align_count(p, LEVEL_SUGGESTION));
	buf_lit(out, "<td>");
	text(out, align_made(p));
	buf_lit(out, "</td><td>");
	text(out, align_handoff(p));
	buf_lit(out, "</td></tr>\n");
}

static void write_rule_table(struct buf *out, struct arena *a,
	const struct align_set *set)
{
	struct align_rules rules = { 0 };

	align_rules_of(a, set, &rules);
	if (rules.n == 0)
		return;
	buf_lit(out, "<h2>Findings by rule</h2>\n<div class=\"scroll\" "
		     "tabindex=\"0\" role=\"region\" aria-label=\"Findings by "
		     "rule\"><table><thead><tr><th scope=\"col\">Rule</th>"
		     "<th scope=\"col\">Level</th><th scope=\"col\">Findings"
		     "</th><th scope=\"col\">What</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < rules.n; i++) {
		const struct align_rule *r = &rules.p[i];
		buf_printf(out, "<tr><th scope=\"row\">%s %s</th><td>%s</td>",
			r->rule->id, r->rule->name, level_name(r->level));
		write_number(out, r->n);
		buf_lit(out, "<td>");
		text(out, str_of(r->rule->title));
		buf_lit(out, "</td></tr>\n");
	}
	buf_lit(out, "</tbody></table></div>\n");
}

void align_review_index(const struct align_set *set, struct arena *a,
	bool alone, struct buf *out)
{
	struct align_set own = *set;

	own.linked = !alone;
	open_page(out, S("Translation review"));
	buf_lit(out, "<header><h1>Translation review</h1>\n");
	buf_printf(out,
		"<p class=\"facts\">%zu pages, %zu pairs, %zu words, "
		"%.*s translated</p></header>\n<main>\n",
		set->n, set->npairs, set->words,
		STR_ARG(align_share(a, set->translated, set->words)));
	write_rule_table(out, a, set);
	buf_lit(out, "<h2>Pages</h2>\n<div class=\"scroll\" tabindex=\"0\" "
		     "role=\"region\" aria-label=\"Pages\"><table><thead><tr>"
		     "<th scope=\"col\">Page</th><th scope=\"col\">Language"
		     "</th><th scope=\"col\">Pairs</th><th scope=\"col\">Words"
		     "</th><th scope=\"col\">Translated</th><th scope=\"col\">"
		     "Errors</th><th scope=\"col\">Warnings</th>"
		     "<th scope=\"col\">Suggestions</th><th scope=\"col\">By"
		     "</th><th scope=\"col\">Hand-off</th></tr></thead>"
		     "<tbody>\n");
	for (size_t i = 0; i < set->n; i++)
		write_line(out, a, &own, &set->p[i]);
	buf_lit(out, "</tbody></table></div>\n</main>\n</body>\n</html>\n");
}

static void write_html(const struct align_set *set, enum align_filter filter,
	struct arena *a, struct buf *out)
{
	if (set->n == 1)
		align_review_page(set, &set->p[0], filter, out);
	else
		align_review_index(set, a, true, out);
}

const struct align_format align_html = { "html", write_html };
